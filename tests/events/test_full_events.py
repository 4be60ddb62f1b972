"""An event without room: who is put on the waiting list is told, typed, planned and written."""

import pytest

from t20desk.db.change import Change
from t20desk.db.database import Database
from t20desk.editing import plan_edit, plan_insert
from t20desk.events.full_events import say_queues, say_waiting
from t20desk.oddities import check_typed, find_oddities
from tests.builders import add_record


@pytest.fixture
def dinner(database: Database) -> int:
    """A dinner to come with two places, one of them taken."""
    event = add_record(database, "event", title_en="Dinner", capacity=2, starts="2999-01-01")
    database.apply(ask(database, event, "Dahl"))
    return event


def ask(database: Database, event: int, name: str, answer: str = "accepted", **more: int) -> Change:
    person = add_record(database, "person", family_name=name, given_name="Ann")
    values = {"event": event, "person": person, "answer": answer, **more}
    return plan_insert(database, "participation", [values])


def test_who_is_put_on_the_waiting_list_is_named(database: Database, dinner: int) -> None:
    change = ask(database, dinner, "Ek", companions=1)
    (told,) = find_oddities(database, change)
    assert (told.field, told.kind, told.is_wrong) == ("answer", "participation", False)
    assert told.message.startswith("“Dinner” has too few free places: Ann Ek is now number 1 ")
    database.apply(change)
    assert say_waiting(database, change) == told.message


def test_who_is_to_wait_although_there_is_room_is_not_told(database: Database, dinner: int) -> None:
    assert find_oddities(database, ask(database, dinner, "Ek", "waiting")) == []


def test_who_finds_room_is_not_told(database: Database, dinner: int) -> None:
    assert say_waiting(database, ask(database, dinner, "Ek")) == ""


def test_several_who_wait_are_counted(database: Database, dinner: int) -> None:
    people = [add_record(database, "person", family_name=name) for name in "ABC"]
    guests = [{"event": dinner, "person": one, "answer": "accepted"} for one in people]
    change = plan_insert(database, "participation", guests)
    assert len(find_oddities(database, change)) == 2
    assert say_waiting(database, change).endswith("2 guests are now on the waiting list.")


def test_that_a_guest_would_wait_is_told_while_it_is_typed(database: Database, dinner: int) -> None:
    change = ask(database, dinner, "Ek", "invited")
    database.apply(change)
    guest = change.batches[0].rows[0][0]
    assert check_typed(database, "participation", guest, {"answer": "accepted"}) == []
    (found,) = check_typed(
        database, "participation", guest, {"answer": "accepted", "companions": 1}
    )
    assert found.field == "answer"
    assert "goes on the waiting list as number 1" in found.message
    typed = {"event": dinner, "answer": "accepted", "companions": 2}
    assert len(check_typed(database, "participation", None, typed)) == 1


def test_who_moves_up_from_the_waiting_list_is_named(database: Database, dinner: int) -> None:
    change = ask(database, dinner, "Ek", companions=1)
    database.apply(change)
    more = plan_edit(database, "event", {dinner: {"capacity": 3}})
    database.apply(more)
    assert say_queues(database, more) == (
        "Ann Ek moved up from the waiting list of “Dinner” and has a place now."
    )


def test_a_capacity_below_the_accepted_is_told_while_it_is_typed(
    database: Database, dinner: int
) -> None:
    assert check_typed(database, "event", dinner, {"capacity": 1}) == []
    (found,) = check_typed(database, "event", dinner, {"capacity": 0})
    assert (found.field, found.is_wrong) == ("capacity", True)
    assert found.message.startswith("The capacity is 0, but the accepted guests")
