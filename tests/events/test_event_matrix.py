"""Who was at which event: the matrix, its years and trees, and the numbers of two years."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from t20desk.db.database import Database
from t20desk.editing import plan_insert
from t20desk.events.attendance import (
    ACCEPTED,
    CAME,
    MARKS,
    Span,
    count_by,
    count_history,
    read_matrix,
)
from t20desk.events.figures import roll_up
from t20desk.listing import Listing, list_ids
from t20desk.reporting import run_report
from tests import builders
from tests.tries import tries

Add = Callable[..., int]


@pytest.fixture
def add(database: Database) -> Add:
    return partial(builders.add, database)


@pytest.fixture
def week(add: Add) -> int:
    return add("event", title_en="Week", starts="2025-06-24", ends="2025-06-28")


def test_the_strongest_that_is_known_of_a_member_stands_in_the_matrix(
    database: Database, add: Add, week: int
) -> None:
    member = add("member", number="1", name="Institute")
    for answer, presence in (("accepted", "came"), ("declined", None), ("invited", "excused")):
        person = add("person", family_name="Ding")
        add("participation", event=week, member=member, person=person,
            answer=answer, presence=presence)  # fmt: skip
    assert read_matrix(database, "member").marks == {(member, week): CAME}


def test_a_matrix_of_an_event_holds_what_lies_within_it_and_nothing_else(
    database: Database, add: Add, week: int
) -> None:
    member = add("member", number="1", name="Institute")
    inside = add("event", title_en="Opening", parent=week)
    other = add("event", title_en="Other", starts="2025-06-25")
    for event in (inside, other):
        add("participation", event=event, member=member, answer="accepted")
    found = read_matrix(database, "member", week)
    assert [one.id for one in found.events] == [inside]
    assert found.marks == {(member, inside): ACCEPTED}


def test_years_count_by_the_begin_that_an_event_inherits(
    database: Database, add: Add, week: int
) -> None:
    person = add("person", family_name="Ding")
    inside = add("event", title_en="Opening", parent=week)
    later = add("event", title_en="Later", starts="2026-01-01")
    for event in (inside, later):
        add("participation", event=event, person=person)
    assert [one.id for one in read_matrix(database, "person", None, Span(2025, 2025)).events] == [
        inside
    ]
    assert [one.id for one in read_matrix(database, "person", None, Span(2026)).events] == [later]


def test_a_guest_counts_once_a_year_and_under_each_area(
    database: Database, add: Add, week: int
) -> None:
    member = add("member", number="1", name="Institute", areas=" finance training ")
    person = add("person", family_name="Ding")
    inside = add("event", title_en="Opening", parent=week)
    for event in (week, inside):
        add("participation", event=event, member=member, person=person, presence="came")
    found, whole = count_by(database, "area", (2024, 2025))
    assert {value: one[2025].came for value, one in found.items()} == dict.fromkeys(found, 1)
    assert len(found) == 2
    assert (whole[2024].came, whole[2025].came) == (0, 1)


def test_delegates_to_be_named_count_as_many_as_at_the_event_with_most(
    database: Database, add: Add, week: int
) -> None:
    member = add("member", number="1", name="Institute", country="DE")
    inside = add("event", title_en="Opening", parent=week)
    for event in (week, inside, inside):
        add("participation", event=event, member=member, answer="invited")
    found, whole = count_by(database, "country", (2025,))
    assert whole[2025].invited == found["DE"][2025].invited == 2


def test_the_history_of_a_person_counts_each_event_once(
    database: Database, add: Add, week: int
) -> None:
    person = add("person", family_name="Ding")
    other = add("event", title_en="Other", starts="2025-06-25")
    add("participation", event=week, person=person, answer="accepted", presence="came")
    add("participation", event=other, person=person, answer="declined")
    found = count_history(database, "person", person)
    assert (found.invited, found.accepted, found.came) == (2, 1, 1)


def test_who_said_yes_and_stayed_away_said_yes_in_the_year_and_in_the_history(
    database: Database, add: Add, week: int
) -> None:
    person = add("person", family_name="Ding")
    add("participation", event=week, person=person, answer="accepted", presence="absent")
    (table,) = run_report(database, "guests-by-year", options={"year": "2025"})
    assert table.totals is not None
    assert table.totals[1:] == (0, 1, 0, 1, 0, 0, 0)
    found = count_history(database, "person", person)
    assert (found.invited, found.accepted, found.came) == (1, 1, 0)
    assert roll_up(database, week).accepted == 1


def test_each_cell_of_the_matrix_leads_to_what_it_says(
    database: Database, add: Add, week: int
) -> None:
    member = add("member", number="1", name="Institute")
    part = add("participation", event=week, member=member, presence="came")
    (table,) = run_report(database, "members-at-events")
    assert table.behind is not None
    for row, column in ((0, "came"), (0, f"e{week}"), (1, f"e{week}")):
        found = table.behind(row, column)
        assert found is not None
        listing = Listing(found.kind, found.search, "all")
        assert list(list_ids(database, listing)) == [part]
    head = table.behind(0, "name")
    assert head is not None
    assert (head.kind, head.record_id) == ("member", member)


def test_how_often_somebody_came_leads_to_the_events_of_the_matrix_alone(
    database: Database, add: Add, week: int
) -> None:
    member = add("member", number="1", name="Institute")
    other = add("event", title_en="Other", starts="2024-06-25")
    parts = [
        add("participation", event=one, member=member, presence="came") for one in (week, other)
    ]
    for options in ({"event": str(week)}, {"since": "2025"}):
        (table,) = run_report(database, "members-at-events", options=options)
        assert table.behind is not None
        found = table.behind(0, "came")
        assert found is not None
        assert list(list_ids(database, Listing(found.kind, found.search, "all"))) == parts[:1]


def test_figures_of_two_years_lead_to_the_participations_they_count(
    database: Database, add: Add, week: int
) -> None:
    person = add("person", family_name="Ding", country="CN")
    part = add("participation", event=week, person=person, answer="accepted", presence="came")
    for by in ("country", "area", "role"):
        (table,) = run_report(database, "guests-by-year", options={"year": "2025", "by": by})
        assert table.behind is not None
        for row in (0, 1):
            found = table.behind(row, "came2025")
            assert found is not None
            listing = Listing(found.kind, found.search, "all")
            assert list(list_ids(database, listing)) == [part]
        assert next(iter(table.rows()))[-1] == 1


@settings(max_examples=tries(25), deadline=None)
@given(
    parts=st.lists(
        st.tuples(
            st.integers(0, 2),
            st.integers(0, 2),
            st.sampled_from((None, *MARKS[1:8])),
            st.sampled_from((None, *MARKS[8:])),
        ),
        max_size=12,
    )
)
def test_the_matrix_is_what_a_plain_walk_over_the_participations_gives(
    new_file: Path, parts: list[tuple[int, int, str | None, str | None]]
) -> None:
    database = Database.open(shutil.copy(new_file, new_file.with_name("walk.t20")))
    events = insert(database, "event", [{"title_en": f"E{one}"} for one in range(3)])
    members = insert(
        database, "member", [{"number": str(one), "name": f"M{one}"} for one in range(3)]
    )
    insert(
        database,
        "participation",
        [
            {"event": events[event], "member": members[member], "answer": answer, "presence": came}
            for event, member, answer, came in parts
        ],
    )
    wanted: dict[tuple[int, int], int] = {}
    for event, member, answer, came in parts:
        key = members[member], events[event]
        wanted[key] = max(wanted.get(key, 0), MARKS.index(came or answer or ""))
    assert read_matrix(database, "member").marks == wanted
    database.close()


def insert(database: Database, kind: str, records: list[dict[str, object]]) -> list[int]:
    """Write records, if there are any, and give their ids."""
    if not records:
        return []
    change = plan_insert(database, kind, records)
    assert not database.apply(change).is_refused
    return [row[0] for batch in change.batches if batch.kind == kind for row in batch.rows]
