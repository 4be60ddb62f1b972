"""What the shared check refuses wherever it is entered: hosts of other events, unknown words."""

import pytest

from t20desk.db.change import Change
from t20desk.db.database import Database
from t20desk.editing import plan_edit, plan_insert
from t20desk.editing.rehearsing import rehearse
from tests.builders import add_record

HOSTS_APART = "Guest and Host belong to different events; choose both from the same one."


@pytest.fixture
def guests(database: Database) -> tuple[int, int, int]:
    """Two guests of one event, and one of another."""
    here, there = (add_record(database, "event", title_en=name) for name in ("Here", "There"))
    first, second, third = (
        add_record(database, "participation", event=event) for event in (here, here, there)
    )
    return first, second, third


def refusal(database: Database, change: Change) -> list[str]:
    """What is said before and while a change is written, which is the same."""
    before = [one.message for one in rehearse(database, change)]
    after = [one.message for one in database.apply(change).problems]
    assert before == after
    return after


def test_a_host_of_another_event_is_refused(
    database: Database, guests: tuple[int, int, int]
) -> None:
    change = plan_insert(database, "hosting", [{"guest": guests[0], "host": guests[2]}])
    assert refusal(database, change) == [HOSTS_APART]


def test_a_guest_is_not_their_own_host(database: Database, guests: tuple[int, int, int]) -> None:
    change = plan_insert(database, "hosting", [{"guest": guests[0], "host": guests[0]}])
    assert refusal(database, change) == ["Guest and Host are the same guest; choose somebody else."]


def test_a_host_of_the_same_event_is_taken_and_stays_there(
    database: Database, guests: tuple[int, int, int]
) -> None:
    change = plan_insert(database, "hosting", [{"guest": guests[0], "host": guests[1]}])
    assert refusal(database, change) == []
    there = add_record(database, "event", title_en="Elsewhere")
    moved = plan_edit(database, "participation", {guests[1]: {"event": there}})
    assert refusal(database, moved) == [HOSTS_APART]
    both = {guests[0]: {"event": there}, guests[1]: {"event": there}}
    assert refusal(database, plan_edit(database, "participation", both)) == []


def test_a_place_by_hand_is_of_a_guest_of_its_event(
    database: Database, guests: tuple[int, int, int]
) -> None:
    made = add_record(database, "protocol_list", title_en="All")
    change = plan_insert(database, "protocol_place", [{"list": made, "participation": guests[0]}])
    assert refusal(database, change) == [
        "Protocol list and Participation belong to different events; choose both from the same one."
    ]


@pytest.mark.parametrize("criterion", ["role", "country"])
def test_unknown_words_in_a_rule_are_refused_wherever_they_come_from(
    database: Database, criterion: str
) -> None:
    cells = {"position": 1, "criterion": criterion, "sequence": "Atlantis; Nowhere"}
    (told,) = refusal(database, plan_insert(database, "precedence_rule", [cells]))
    assert told.startswith("“Atlantis” in the rule “")
    rule = add_record(database, "precedence_rule", criterion="honour", sequence="Nobel")
    edit = plan_edit(database, "precedence_rule", {rule: {"criterion": criterion}})
    assert refusal(database, edit) != []


def test_words_of_a_rule_may_be_written_in_any_language(database: Database) -> None:
    cells = {"position": 1, "criterion": "country", "sequence": "Frankreich\n中国；GB"}
    assert refusal(database, plan_insert(database, "precedence_rule", [cells])) == []
