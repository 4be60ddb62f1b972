"""The database as it was known on a day."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from t20desk.as_known import EarlierState, build_state, keep_state, known_database, make_folder
from t20desk.db.database import Database
from t20desk.db.history.reading import list_operations
from t20desk.db.history.undoing import plan_redo, plan_undo
from t20desk.editing import plan_delete
from t20desk.errors import Cancelled, UserError
from t20desk.listing import Listing, count_rows, count_values, list_ids, read_rows, read_table
from t20desk.own_fields import NewField, list_fields, plan_field
from tests.db.steps import backdate, edit, everything, journal_of, make, make_many, records_of, undo

YESTERDAY = (date.today() - timedelta(days=1)).isoformat()


def written(database: Database) -> dict[str, dict[int, dict[str, object]]]:
    """All records without what is derived."""
    from t20desk.db.fields import KINDS

    return {
        kind: {
            key: {one.name: record[one.name] for one in KINDS[kind].written}
            for key, record in records.items()
        }
        for kind, records in everything(database).items()
    }


def test_today_is_known_as_it_is(database: Database) -> None:
    make(database, "member", name="A")
    assert known_database(database, date.today().isoformat()) is database


def test_what_was_made_changed_and_removed_since_is_taken_back(database: Database) -> None:
    kept = make(database, "member", name="Kept", city="Bonn")
    gone = make(database, "member", name="Gone", city="Ulm", number="7")
    make(database, "membership_period", member=gone, since="2001")
    event = make(database, "event", title_en="Week", place="Nanjing")
    make(database, "event", title_en="Dinner", parent=event)
    backdate(database)
    before = written(database)
    edit(database, "member", kept, city="Köln")
    edit(database, "member", kept, city="Kiel", notes="later")
    database.apply(plan_delete(database, "member", [gone]))
    make(database, "member", name="New", number="7")
    assert written(known_database(database, YESTERDAY)) == before
    assert written(database) != before


def test_an_own_field_and_its_values_that_came_later_were_not_known(database: Database) -> None:
    known = make(database, "member", name="Known")
    backdate(database)
    applied = database.apply(plan_field(database, NewField("member", {"en": "Hall"})))
    assert not applied.is_refused
    (one,) = list_fields(database, "member")
    edit(database, "member", known, **{one.field.name: "A"})
    make(database, "member", name="New", **{one.field.name: "B"})
    state = known_database(database, YESTERDAY)
    assert list(list_ids(state, Listing("member", view="all"))) == [known]
    assert count_rows(state, Listing("member", f"{one.field.name}:*", "all")) == 0


def test_a_record_removed_edited_and_brought_back_is_known_as_it_was(database: Database) -> None:
    key = make(database, "member", name="A")
    backdate(database)
    before = written(database)
    edit(database, "member", key, city="Bonn")
    database.apply(plan_delete(database, "member", [key]))
    undo(database)
    edit(database, "member", key, name="B")
    assert written(known_database(database, YESTERDAY)) == before


def test_before_the_first_day_nothing_was_known(database: Database) -> None:
    make(database, "member", name="A")
    assert written(known_database(database, "2001-01-01")) == {}


def test_looking_back_leaves_no_trace(tmp_path: Path) -> None:
    database = Database.create(tmp_path / "office.t20")
    make(database, "member", name="A")
    assert database.path is not None
    before = database.path.read_bytes()
    place = known_database(database, "2001-01-01").path
    assert place is not None
    assert place.exists()
    assert database.path.read_bytes() == before
    database.close()
    assert not place.parent.exists()


@pytest.mark.parametrize("day", ["2999-01-01", ""])
def test_days_to_come_are_known_as_today(database: Database, day: str) -> None:
    assert known_database(database, day or date.today().isoformat()) is database


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["make", "edit", "delete", "undo", "redo"]),
        st.integers(0, 30),
        st.sampled_from(["Bonn", "Köln", None]),
    ),
    min_size=3,
    max_size=14,
)


WAYS = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@settings(WAYS, max_examples=4)
@given(steps=STEPS, choice=st.integers(0, 1000))
def test_what_was_known_is_the_state_there_was(
    database: Database, steps: list[tuple[str, int, str | None]], choice: int
) -> None:
    know_a_state(database, steps, choice)


@pytest.mark.slow
@settings(WAYS, max_examples=25)
@given(steps=STEPS, choice=st.integers(0, 1000))
def test_what_was_known_is_the_state_there_was_many_times(
    database: Database, steps: list[tuple[str, int, str | None]], choice: int
) -> None:
    know_a_state(database, steps, choice)


def know_a_state(database: Database, steps: list[tuple[str, int, str | None]], choice: int) -> None:
    """Take steps, look back to one of the states on the way and find it as it was."""
    states = {latest_of(database): written(database)}
    for verb, number, city in steps:
        take_step(database, verb, number, city)
        states[latest_of(database)] = written(database)
    sequence = sorted(states)[choice % len(states)]
    keep_state(database, sequence, build_state(database, sequence, date.today().isoformat()))
    assert written(database.states[sequence]) == states[sequence]
    database.states.pop(sequence).close()


def latest_of(database: Database) -> int:
    operations = list_operations(database, 1)
    return operations[0].sequence if operations else 0


def take_step(database: Database, verb: str, number: int, city: str | None) -> None:
    """One change somewhere; what has nothing to work on is left out."""
    members = list(records_of(database, "member"))
    try:
        if verb == "make":
            parent = members[number % len(members)] if members and number % 3 == 0 else None
            made = make(database, "member", name=f"N{number}", city=city, parent=parent)
            make(database, "membership_period", member=made, since="2001")
        elif verb == "edit" and members:
            edit(database, "member", members[number % len(members)], city=city)
        elif verb == "delete" and members:
            database.apply(plan_delete(database, "member", [members[number % len(members)]]))
        elif verb == "undo":
            database.apply(plan_undo(database).change)
        elif verb == "redo":
            database.apply(plan_redo(database).change)
    except (UserError, AssertionError):
        return


def test_a_listing_reads_what_was_known(database: Database) -> None:
    first, second = make(database, "member", name="A"), make(database, "member", name="B")
    make(database, "membership_period", member=second, since="2001")
    backdate(database)
    edit(database, "member", first, name="Later", city="Kiel")
    database.apply(plan_delete(database, "member", [second]))
    then = Listing("member", view="all", sort=("name",), columns=("name",), as_known=YESTERDAY)
    assert list(list_ids(database, then)) == [first, second]
    assert read_rows(database, then, [first, second]) == {first: ("A",), second: ("B",)}
    assert count_rows(database, then) == 2
    assert count_values(database, then, "city") == {None: 2}
    assert list(list_ids(database, replace(then, search="later"))) == []
    assert list(list_ids(database, replace(then, as_known=None))) == [first]
    table = read_table(database, then)
    assert "As known on" in table.subtitle
    assert [row[0] for row in table.rows()] == ["A", "B"]


def test_a_build_says_how_far_it_is_and_ends_when_cancelled(database: Database) -> None:
    first, *_others = make_many(database, "member", [{"name": f"A{at}"} for at in range(5)])
    told: list[int] = []

    def tell(done: int, total: int) -> None:
        told.append(done)
        if done > total / 2:
            raise Cancelled

    folder = make_folder()
    edit(database, "member", first, name="B")
    with pytest.raises(Cancelled):
        build_state(database, 1, "2026-01-01", tell, folder)
    assert told == sorted(told)
    assert not folder.exists()


def test_what_was_made_later_leaves_no_image_in_an_earlier_state(database: Database) -> None:
    kept = make(database, "member", name="Kept", country="DE")
    made = make_many(database, "member", [{"name": f"Later {at}"} for at in range(4)])
    edit(database, "member", kept, parent=made[0], name="Renamed")
    path = build_state(database, 1, "2026-01-01")
    state = EarlierState.open(path)
    assert [one["name"] for one in records_of(state, "member").values()] == ["Kept"]
    assert records_of(state, "member")[kept]["parent"] is None
    assert count_rows(state, Listing("member", search="later", view="all")) == 0
    assert count_rows(state, Listing("member", search="kept", view="all")) == 1
    assert "gone" not in {row[2] for row in journal_of(state, 4)}
    state.close()


def test_only_a_few_earlier_states_are_kept(database: Database) -> None:
    for name in "ABCDE":
        make(database, "member", name=name)
    for sequence in (1, 2, 3, 4):
        keep_state(database, sequence, build_state(database, sequence, date.today().isoformat()))
    assert list(database.states) == [2, 3, 4]
