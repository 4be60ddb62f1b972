"""Copying events: the parts asked for, all days moved together, one change and one undo."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from t20desk.db.database import Database
from t20desk.db.history.undoing import plan_undo
from t20desk.editing import plan_edit
from t20desk.errors import UserError
from t20desk.events.asking import plan_question
from t20desk.events.copying_events import PARTS, count_parts, find_shift, plan_copy
from t20desk.events.questions import list_asked
from t20desk.listing import Listing, list_ids, plain_cell, read_rows
from t20desk.own_fields import NewField
from tests.builders import add, add_record, write

EVERYTHING = tuple(PARTS)


def read(database: Database, kind: str, search: str, *names: str) -> list[tuple[object, ...]]:
    listing = Listing(kind, search, "all", columns=names)
    ids = list_ids(database, listing)
    rows = read_rows(database, listing, ids)
    return sorted(tuple(plain_cell(cell) for cell in rows[key]) for key in ids)


@pytest.fixture
def week(database: Database) -> int:
    week = add(
        database, "event", title="Week", starts="2026-06-24", ends="2026-06-26", status="held"
    )
    day = add(database, "event", title="Day", parent=week, starts="2026-06-25T09:00")
    item = add(database, "programme_item", event=day, title="Talk", starts="2026-06-25T09:30")
    person = add(database, "person", family_name="Ding", title="Prof.")
    add(database, "speaker", item=item, person=person)
    add(
        database, "participation", event=day, person=person, roles=" speaker ", answer="accepted",
        presence="came", seat="A1",
    )  # fmt: skip
    return week


def copy(database: Database, event: int, starts: str, *parts: str, **values: object) -> int:
    return write(database, plan_copy(database, event, starts, parts, values))


def test_all_days_of_a_tree_move_together(database: Database, week: int) -> None:
    made = copy(database, week, "2027-06-23", *EVERYTHING, title="Week 2027")
    assert read(database, "event", "starts:2027", "title", "starts", "ends", "status") == [
        ("Day", "2027-06-24T09:00", None, "planned"),
        ("Week 2027", "2027-06-23", "2027-06-25", "planned"),
    ]
    [day] = list_ids(database, Listing("event", f"parent:={made}", "all"))
    [(starts, event)] = read(database, "programme_item", "starts:2027", "starts", "event")
    assert (starts, event) == ("2027-06-24T09:30", "Day")
    assert read(database, "speaker", f"item.event:={day}", "person")
    assert count_parts(database, made) == count_parts(database, week)


def test_guests_come_with_their_roles_but_are_asked_anew(database: Database, week: int) -> None:
    made = copy(database, week, "2027-06-23", "parts", "guests")
    names = ("person", "roles", "answer", "presence", "seat", "title")
    found = read(database, "participation", f"event.parent:={made}", *names)
    assert [row[1:] for row in found] == [(" speaker ", "not_asked", None, None, "Prof.")]
    assert not read(database, "programme_item", f"event.parent:={made}", "title")


def test_what_guests_answered_stays_with_the_old_event(database: Database, week: int) -> None:
    database.apply(plan_question(database, week, NewField("participation", {"en": "Diet"})))
    [asked] = list_asked(database, week)
    [guest] = list_ids(database, Listing("participation", "", "all"))
    answered = {guest: {asked.field.name: "vegan"}}
    database.apply(plan_edit(database, "participation", answered))
    made = copy(database, week, "2027-06-23", *EVERYTHING)
    name = asked.field.name
    assert read(database, "participation", f"event.parent:={made}", name) == [(None,)]
    assert [one.field.name for one in list_asked(database, made)] == [name]


def test_without_parts_the_event_is_copied_alone(database: Database, week: int) -> None:
    made = copy(database, week, "2027-06-23")
    assert count_parts(database, made) == dict.fromkeys(PARTS, 0)


def test_lists_and_tables_that_come_along_are_counted_together(
    database: Database, week: int
) -> None:
    before = count_parts(database, week)["protocol"]
    add_record(database, "protocol_list", event=week, title_en="Speeches")
    add_record(database, "seating_table", event=week, name="T1", seats=8)
    assert count_parts(database, week)["protocol"] == before + 2


def test_a_copy_is_one_change_that_one_undo_takes_back(database: Database, week: int) -> None:
    kinds = ("event", "programme_item", "speaker", "participation")
    before = {kind: len(list_ids(database, Listing(kind, view="all"))) for kind in kinds}
    applied = database.apply(plan_copy(database, week, "2027-06-23", EVERYTHING))
    assert applied.operation is not None
    database.apply(plan_undo(database, applied.operation).change)
    after = {kind: len(list_ids(database, Listing(kind, view="all"))) for kind in kinds}
    assert after == before


def test_inherited_values_stay_inherited_in_the_copy(database: Database, week: int) -> None:
    talk = add(database, "event", title="Talk", parent=week)
    made = copy(database, week, "2027-06-23", "parts")
    [copied] = list_ids(database, Listing("event", f"title:Talk parent:={made}", "all"))
    rows = read_rows(database, Listing("event", view="all", columns=("starts",)), [talk, copied])
    assert rows[copied][0].value == "2027-06-23"


def test_a_copy_of_a_part_with_the_days_of_the_whole_gets_its_own(
    database: Database, week: int
) -> None:
    talk = add(database, "event", title="Talk", parent=week)
    made = copy(database, talk, "2026-06-25")
    assert read(database, "event", "starts:2026-06-25 title:Talk", "starts", "ends") == [
        ("2026-06-25", "2026-06-27")
    ]
    assert made != talk


def test_without_a_begin_nothing_moves(database: Database, week: int) -> None:
    copy(database, week, "", "parts")
    assert len(read(database, "event", "starts:2026-06-25T09:00", "title")) == 2


def test_a_copy_of_what_is_gone_is_refused(database: Database) -> None:
    with pytest.raises(UserError, match="gone"):
        plan_copy(database, 1, "2027-01-01", ())


def test_a_copy_behind_the_end_of_the_calendar_is_refused(database: Database, week: int) -> None:
    with pytest.raises(UserError, match="9999"):
        plan_copy(database, week, "9999-12-31", PARTS)


def test_a_new_time_of_day_moves_all_times_by_it() -> None:
    shift = find_shift("2026-06-24T09:00", "2026-06-25T10:30")
    assert shift.move("2026-06-24T11:00") == "2026-06-25T12:30"
    assert shift.move("2026-06-24") == "2026-06-25"
    assert shift.move(None) is None
    assert find_shift("2026-06-24T09:00", "2026-07-24").move("2026-06-24T11:00") == (
        "2026-07-24T11:00"
    )


@given(
    old=st.dates(date(1950, 1, 1), date(2100, 1, 1)),
    new=st.dates(date(1950, 1, 1), date(2100, 1, 1)),
    gap=st.integers(0, 500),
)
def test_a_shift_keeps_what_lies_between(old: date, new: date, gap: int) -> None:
    shift = find_shift(old.isoformat(), new.isoformat())
    later = (old + timedelta(days=gap)).isoformat()
    assert shift.move(later) == (new + timedelta(days=gap)).isoformat()
