"""What came of an event, each guest once, and the phase an event is in."""

import pytest

from t20desk.db.database import Database
from t20desk.events.figures import roll_up
from t20desk.events.outcomes import Share, read_outcome
from t20desk.guests.phases import find_phase
from t20desk.listing import Listing, count_rows
from tests.builders import add


@pytest.fixture
def week(database: Database) -> int:
    """A week with a ceremony in it; one guest is at both, one accepted and stayed away."""
    week = add(database, "event", title_en="Week", starts="2019-06-24", result="A charter.")
    ceremony = add(database, "event", title_en="Ceremony", parent=week)
    ding, qian, yao = (add(database, "person", family_name=one) for one in ("Ding", "Qian", "Yao"))
    here = {"answer": "accepted", "presence": "came"}
    add(database, "participation", event=week, person=ding, roles=" delegate ", **here)
    add(database, "participation", event=ceremony, person=ding, roles=" delegate speaker ", **here)
    add(database, "participation", event=ceremony, person=qian, roles=" chair ", answer="accepted")
    add(database, "participation", event=week, person=yao, roles=" delegate ", presence="came")
    return week


def numbers(shares: list[Share]) -> dict[str, tuple[int, int]]:
    return {one.label: (one.number, one.whole) for one in shares}


def test_the_steps_count_each_guest_of_the_tree_once(database: Database, week: int) -> None:
    assert numbers(read_outcome(database, week).steps) == {
        "asked": (3, 3),
        "accepted": (3, 3),
        "came": (2, 3),
        "accepted, but did not come": (1, 3),
        "came without having accepted": (1, 3),
    }


def test_roles_say_how_many_came_of_those_expected(database: Database, week: int) -> None:
    assert numbers(read_outcome(database, week).roles) == {
        "delegate": (2, 2),
        "speaker": (1, 1),
        "chair": (0, 1),
    }


def test_each_number_is_that_of_the_head_and_leads_to_a_list(database: Database, week: int) -> None:
    outcome, figures = read_outcome(database, week), roll_up(database, week)
    told = {one.label: one.number for one in outcome.steps}
    assert (told["asked"], told["accepted"]) == (figures.invited, figures.accepted)
    for share in (*outcome.steps, *outcome.roles):
        found = count_rows(database, Listing("participation", share.search, "all"))
        assert found >= share.number, share


def test_those_who_came_and_gave_something_are_to_be_thanked(database: Database, week: int) -> None:
    thanks = read_outcome(database, week).thanks
    assert thanks.number == 1
    assert count_rows(database, Listing("participation", thanks.search, "all")) == 1


def test_decisions_follow_ups_and_what_began_here_are_told(database: Database, week: int) -> None:
    note = {"noted_on": "2019-07-01", "subject": "Charter", "follow_up": "2019-08-01"}
    add(database, "contact_note", event=week, **note)
    add(database, "contact_note", event=week, **note | {"subject": "Sent", "done": 1})
    one, other = (add(database, "member", name=name) for name in ("BNP Paribas", "NHS England"))
    add(database, "connection", member=one, other=other, event=week)
    outcome = read_outcome(database, week)
    assert outcome.decisions == "A charter."
    assert [one.title for one in outcome.follow_ups] == ["Charter"]
    assert [(kind, linked.text) for kind, linked in outcome.born] == [
        ("connection", "BNP Paribas – NHS England")
    ]


def test_nobody_is_missing_before_the_first_guest_came(database: Database) -> None:
    event = add(database, "event", title_en="Forum", starts="2030-01-01")
    person = add(database, "person", family_name="Wang")
    add(database, "participation", event=event, person=person, answer="accepted")
    assert list(numbers(read_outcome(database, event).steps)) == ["asked", "accepted", "came"]


@pytest.mark.parametrize(
    ("starts", "ends", "status", "phase"),
    [
        ("2026-06-26", "", "planned", "before"),
        ("2026-06-24T09:00", "2026-06-25T18:00", "open", "on"),
        ("2026-06-25", "", "", "on"),
        ("2026-06-24", "", "planned", "after"),
        ("2026-06-26", "", "held", "after"),
        ("", "", "held", "after"),
        ("", "", "", "before"),
        ("2026-06-20", "", "postponed", "before"),
    ],
)
def test_the_phase_of_an_event_follows_from_its_days_and_status(
    starts: str, ends: str, status: str, phase: str
) -> None:
    assert find_phase(starts, ends, status, "2026-06-25") == phase
