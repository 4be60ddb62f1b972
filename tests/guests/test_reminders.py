"""Reminders are due on the day an event wants its answers, among the follow-ups."""

from datetime import date, timedelta

import pytest

from t20desk.db.database import Database
from t20desk.editing import plan_edit
from t20desk.events.next_steps import list_next
from t20desk.follow_ups import count_follow_ups, list_follow_ups, list_responsible, plan_done
from t20desk.guests.reminders import list_reminders
from tests.builders import add_record

TODAY = date.today()


def days(number: int) -> str:
    return (TODAY + timedelta(days=number)).isoformat()


@pytest.fixture
def event(database: Database) -> int:
    """A forum in a month, whose answers were wanted yesterday; two of five are open."""
    key = add_record(
        database, "event", title_en="Forum", starts=days(30), answer_by=days(-1), responsible="Kim"
    )
    for answer in ("invited", "invited", "accepted"):
        add_record(database, "participation", event=key, answer=answer)
    # Who came needs no reminder, and no place.
    for answer in ("invited", "waiting"):
        add_record(database, "participation", event=key, answer=answer, presence="came")
    return key


def test_open_answers_are_a_follow_up(database: Database, event: int) -> None:
    (found,) = list_follow_ups(database, TODAY)
    assert (found.kind, found.id, found.about, found.due) == ("event", event, "Forum", days(-1))
    assert found.title == "Remind 2 guests who have not answered"
    assert count_follow_ups(database, TODAY) == 1
    assert list_responsible(database) == ["Kim"]
    assert [one.verb for one in list_next(database, event)] == ["remind_guests"]


def test_answers_open_at_events_within_count_where_their_day_is_given(
    database: Database, event: int
) -> None:
    inner = add_record(database, "event", title_en="Opening", parent=event)
    add_record(database, "participation", event=inner, answer="invited")
    assert [(one.event, one.open) for one in list_reminders(database)] == [(event, 3)]
    database.apply(plan_edit(database, "event", {inner: {"answer_by": days(0)}}))
    assert [(one.event, one.open) for one in list_reminders(database)] == [(event, 2), (inner, 1)]


def test_a_reminder_is_due_for_who_sees_to_it(database: Database, event: int) -> None:
    assert list_follow_ups(database, TODAY, "Somebody else") == []
    assert len(list_follow_ups(database, TODAY, "Kim")) == 1


def test_a_reminder_that_was_sent_is_done(database: Database, event: int) -> None:
    database.apply(plan_done(database, list_follow_ups(database)))
    assert list_reminders(database) == []


def test_who_was_reminded_early_is_reminded_again_on_the_day(
    database: Database, event: int
) -> None:
    told = {"reminded_on": days(-5), "answer_by": days(0)}
    database.apply(plan_edit(database, "event", {event: told}))
    assert len(list_reminders(database)) == 1
    database.apply(plan_edit(database, "event", {event: {"answer_by": days(3)}}))
    assert list_reminders(database) == []


def test_nobody_is_reminded_of_an_event_that_is_over_or_cancelled(
    database: Database, event: int
) -> None:
    for values in ({"status": "cancelled"}, {"status": "held"}, {"starts": days(-9)}):
        database.apply(plan_edit(database, "event", {event: values}))
        assert list_reminders(database) == []


def test_nothing_is_due_when_all_answered(database: Database) -> None:
    key = add_record(database, "event", title_en="Dinner", starts=days(9), answer_by=days(-1))
    add_record(database, "participation", event=key, answer="declined")
    assert list_reminders(database) == []
