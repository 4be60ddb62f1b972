"""Places of an event: the waiting list, who moves up, and that no event is booked twice over."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from t20desk.db.database import Database
from t20desk.editing import plan_delete, plan_edit
from t20desk.editing.filling import plan_set
from t20desk.listing import Listing, iterate_rows
from tests.builders import add, add_record
from tests.db.steps import everything, undo
from tests.tries import tries


@pytest.fixture
def dinner(database: Database) -> int:
    """A dinner to come with two places."""
    return add_record(database, "event", title_en="Dinner", capacity=2, starts="2999-01-01")


def ask(database: Database, event: int, name: str, answer: str, **more: object) -> int:
    person = add_record(database, "person", family_name=name, given_name=None)
    values = {"event": event, "person": person, "answer": answer, **more}
    return add(database, "participation", **values)


def answer(database: Database, guest: int, code: str) -> None:
    applied = database.apply(plan_edit(database, "participation", {guest: {"answer": code}}))
    assert not applied.is_refused, applied.problems


def read_list(database: Database) -> dict[str, str]:
    """What each guest answered, with the place on the waiting list."""
    listing = Listing("participation", view="all", columns=("person", "answer", "queue"))
    return {row[0].text: f"{row[1]}{row[2] or ''}" for _key, row in iterate_rows(database, listing)}


def test_who_accepts_when_all_places_are_taken_waits(database: Database, dinner: int) -> None:
    for name in "ABCD":
        ask(database, dinner, name, "accepted")
    assert read_list(database) == {
        "A": "accepted", "B": "accepted", "C": "waiting1", "D": "waiting2",
    }  # fmt: skip


def test_a_cancellation_shows_in_the_same_change_who_moves_up(
    database: Database, dinner: int
) -> None:
    first, *_rest = [ask(database, dinner, name, "accepted") for name in "ABCD"]
    change = plan_edit(database, "participation", {first: {"answer": "declined"}})
    assert change.counts().changed == 3
    database.apply(change)
    assert read_list(database) == {
        "A": "declined", "B": "accepted", "C": "accepted", "D": "waiting1",
    }  # fmt: skip


def test_taking_a_cancellation_back_takes_the_moving_up_back(
    database: Database, dinner: int
) -> None:
    first, *_rest = [ask(database, dinner, name, "accepted") for name in "ABCD"]
    before = everything(database)
    answer(database, first, "cancelled_late")
    undo(database)
    assert everything(database) == before


def test_a_guest_taken_off_the_list_frees_the_place(database: Database, dinner: int) -> None:
    first, *_rest = [ask(database, dinner, name, "accepted") for name in "ABC"]
    database.apply(plan_delete(database, "participation", [first]))
    assert read_list(database) == {"B": "accepted", "C": "accepted"}


def test_companions_take_places_too(database: Database, dinner: int) -> None:
    ask(database, dinner, "A", "accepted", companions=1)
    guest = ask(database, dinner, "B", "invited")
    answer(database, guest, "accepted")
    assert read_list(database)["B"] == "waiting1"


def test_who_needs_more_than_is_free_lets_the_next_pass(database: Database, dinner: int) -> None:
    first, *_rest = [ask(database, dinner, name, "accepted") for name in "AB"]
    ask(database, dinner, "C", "accepted", companions=1)
    ask(database, dinner, "D", "accepted")
    answer(database, first, "declined")
    assert read_list(database) == {
        "A": "declined", "B": "accepted", "C": "waiting1", "D": "accepted",
    }  # fmt: skip


def test_who_is_put_on_the_waiting_list_by_hand_stays_there(
    database: Database, dinner: int
) -> None:
    first, *_rest = [ask(database, dinner, name, "accepted") for name in "ABC"]
    answer(database, first, "waiting")
    assert read_list(database) == {"A": "waiting1", "B": "accepted", "C": "accepted"}


def test_who_waits_although_there_is_room_stays_while_no_place_is_freed(
    database: Database, dinner: int
) -> None:
    first, second = (ask(database, dinner, name, "invited") for name in "AB")
    answer(database, first, "waiting")
    answer(database, second, "declined")
    assert read_list(database) == {"A": "waiting1", "B": "declined"}


def test_more_places_let_the_waiting_in(database: Database, dinner: int) -> None:
    for name in "ABCD":
        ask(database, dinner, name, "accepted")
    database.apply(plan_edit(database, "event", {dinner: {"capacity": 3}}))
    assert read_list(database)["C"] == "accepted"
    assert read_list(database)["D"] == "waiting1"


def test_fewer_places_than_accepted_guests_are_refused_in_a_sentence(
    database: Database, dinner: int
) -> None:
    for name in "AB":
        ask(database, dinner, name, "accepted")
    applied = database.apply(plan_edit(database, "event", {dinner: {"capacity": 1}}))
    assert [one.field for one in applied.problems] == ["capacity"]
    assert "The capacity is 1," in applied.problems[0].message


def test_more_companions_than_places_are_refused_in_a_sentence(
    database: Database, dinner: int
) -> None:
    guest = ask(database, dinner, "A", "accepted")
    change = plan_edit(database, "participation", {guest: {"companions": 5}})
    assert "number 6" in database.apply(change).problems[0].message


def test_many_answers_at_once_fill_the_places_in_their_order(
    database: Database, dinner: int
) -> None:
    guests = [ask(database, dinner, name, "invited") for name in "ABC"]
    planned = plan_set(database, "participation", guests, {"answer": "accepted"})
    database.apply(planned.change)
    assert read_list(database) == {"A": "accepted", "B": "accepted", "C": "waiting1"}


def test_nobody_is_moved_after_an_event(database: Database) -> None:
    past = add_record(database, "event", title_en="Past", capacity=1, starts="2020-01-01")
    for name in "AB":
        ask(database, past, name, "accepted")
    assert read_list(database) == {"A": "accepted", "B": "accepted"}


def test_an_event_without_a_number_of_places_takes_everybody(database: Database) -> None:
    event = add_record(database, "event", title_en="Open air", starts="2999-01-01")
    for name in "ABC":
        ask(database, event, name, "accepted")
    assert set(read_list(database).values()) == {"accepted"}


STEPS = st.lists(
    st.tuples(
        st.integers(0, 5),
        st.sampled_from(("accepted", "declined", "waiting", "invited", "cancelled_late")),
    ),
    max_size=12,
)


@settings(
    max_examples=tries(15),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS, companions=st.lists(st.integers(0, 2), min_size=6, max_size=6))
def test_whatever_is_answered_the_places_suffice_and_the_queue_has_no_gap(
    database: Database, steps: list[tuple[int, str]], companions: list[int]
) -> None:
    event = add_record(database, "event", title_en="Dinner", capacity=4, starts="2999-01-01")
    guests = [
        ask(database, event, f"G{at}", "invited", companions=more)
        for at, more in enumerate(companions)
    ]
    columns = ("answer", "companions", "queue")
    listing = Listing("participation", f"event:={event}", "all", columns=columns)
    for at, code in steps:
        answer(database, guests[at], code)
        rows = [row for _key, row in iterate_rows(database, listing)]
        assert sum(1 + (row[1] or 0) for row in rows if row[0] == "accepted") <= 4
        queue = sorted(row[2] for row in rows if row[0] == "waiting")
        assert queue == list(range(1, len(queue) + 1))
        assert all(row[2] is None for row in rows if row[0] != "waiting")
