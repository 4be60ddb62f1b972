"""Protocol from a sheet: guests named as lists show them, and what does not fit at its cell."""

import pytest

from tests.builders import add_record
from tests.importing.sheets import Desk, places


@pytest.fixture
def guests(desk: Desk) -> dict[str, int]:
    """Anna and Bert at the forum, Anna at the dinner too, and a member at the forum."""
    db = desk.database
    forum, dinner = (add_record(db, "event", title_en=name) for name in ("Forum", "Dinner"))
    anna, bert = (
        add_record(db, "person", given_name=name, family_name="Ott") for name in ("Anna", "Bert")
    )
    bank = add_record(db, "member", name="Bank")
    return {
        "forum": forum,
        "dinner": dinner,
        "anna": add_record(db, "participation", event=forum, person=anna, member=bank),
        "dining": add_record(db, "participation", event=dinner, person=anna),
        "bert": add_record(db, "participation", event=forum, person=bert),
        "bank": add_record(db, "participation", event=forum, member=bank, person=None),
    }


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bert Ott", "bert"),
        ("bert ott", "bert"),
        ("Bert Ott – Forum", "bert"),
        ("Anna Ott – Bank – Forum", "anna"),
        ("Bank – Forum", "bank"),
        ("Bank", "bank"),
    ],
)
def test_a_guest_is_known_by_the_title_that_lists_show_or_its_beginning(
    desk: Desk, guests: dict[str, int], text: str, name: str
) -> None:
    host = "anna" if name != "anna" else "bert"
    rows = [("Guest", "Host"), (text, str(guests[host]))]
    desk.take("hosting", rows)
    assert desk.table("hosting", "guest", "host") == [(guests[name], guests[host])]


def test_a_guest_of_several_events_has_to_be_named_in_full(
    desk: Desk, guests: dict[str, int]
) -> None:
    plan = desk.plan("hosting", [("Guest", "Host"), ("Anna Ott", "Bert Ott")])
    assert places(plan, "doubt") == [(2, "A", "guest")]
    assert "2 records" in plan.problems[0].message
    assert "whole name" in plan.problems[0].message


def test_an_unknown_host_is_told_with_its_cell(desk: Desk, guests: dict[str, int]) -> None:
    plan = desk.plan("hosting", [("Guest", "Host"), ("Bert Ott", "Carl Ott")])
    assert places(plan) == [(2, "B", "host")]
    assert plan.problems[0].value == "Carl Ott"


def test_a_host_of_another_event_is_told_with_its_cell(desk: Desk, guests: dict[str, int]) -> None:
    plan = desk.plan("hosting", [("Guest", "Host"), ("Bert Ott", "Anna Ott – Dinner")])
    assert places(plan) == [(2, "B", "host")]
    assert "different events" in plan.problems[0].message


def test_a_place_on_a_list_is_known_by_list_and_guest(desk: Desk, guests: dict[str, int]) -> None:
    db = desk.database
    for event in ("forum", "dinner"):
        add_record(db, "protocol_list", event=guests[event], title_en="Speeches")
    heading = ("Protocol list", "Participation", "Place by hand")
    desk.take("protocol_place", [heading, ("Speeches – Forum", "Bert Ott", 1)])
    assert desk.table("protocol_place", "participation", "place") == [(guests["bert"], 1)]


def test_words_that_a_rule_of_precedence_does_not_know_are_told_with_their_cells(
    desk: Desk,
) -> None:
    heading = ("Position", "Goes by", "In this order")
    roles = (1, "Role", "guest of honour; janitor")
    countries = (2, "Country or region", "CN; Atlantis")
    plan = desk.plan("precedence_rule", [heading, roles, countries, (3, "Post", "Anything")])
    assert places(plan) == [(2, "C", "sequence"), (3, "C", "sequence")]
    assert [one.value for one in plan.problems] == [roles[2], countries[2]]
    assert "“Atlantis”" in plan.problems[1].message


def test_a_row_that_names_the_delegate_a_member_owed_fills_its_place(
    desk: Desk, guests: dict[str, int]
) -> None:
    add_record(desk.database, "person", given_name="Carl", family_name="Ott")
    rows = [
        ("Event", "Organisation", "Person", "Answer"),
        ("Forum", "Bank", "Carl Ott", "accepted"),
    ]
    plan = desk.take("participation", rows, key=("event", "person"))
    assert (plan.counts.new, plan.counts.changed) == (0, 1)
    named = (guests["bank"], "accepted")
    assert named in desk.table("participation", "id", "answer")


def test_two_delegates_fill_one_owed_place_and_a_new_one(
    desk: Desk, guests: dict[str, int]
) -> None:
    for name in ("Carl", "Dora"):
        add_record(desk.database, "person", given_name=name, family_name="Ott")
    told = [("Forum", "Bank", f"{name} Ott") for name in ("Carl", "Dora")]
    plan = desk.take(
        "participation", [("Event", "Organisation", "Person"), *told], key=("event", "person")
    )
    assert (plan.counts.new, plan.counts.changed) == (1, 1)


def test_a_guest_with_a_name_is_not_renamed_by_a_row_of_the_same_member(
    desk: Desk, guests: dict[str, int]
) -> None:
    add_record(desk.database, "person", given_name="Carl", family_name="Ott")
    told = [("Forum", "Bank", f"{name} Ott") for name in ("Anna", "Carl")]
    desk.take(
        "participation", [("Event", "Organisation", "Person"), *told], key=("event", "person")
    )
    assert (guests["anna"],) in desk.table("participation", "id")
    people = dict(desk.table("participation", "id", "person"))
    assert people[guests["anna"]] != people[guests["bank"]]


def test_an_answer_without_a_name_is_that_of_the_guest_a_member_still_owes(
    desk: Desk, guests: dict[str, int]
) -> None:
    rows = [("Event", "Organisation", "Person", "Answer"), ("Forum", "Bank", "", "accepted")]
    plan = desk.take("participation", rows, key=("event", "person"))
    assert (plan.counts.new, plan.counts.changed, plan.counts.doubtful) == (0, 1, 0)
    answered = (guests["bank"], None, "accepted")
    assert answered in desk.table("participation", "id", "person", "answer")


def test_the_row_that_names_somebody_comes_before_one_that_only_answers(
    desk: Desk, guests: dict[str, int]
) -> None:
    carl = add_record(desk.database, "person", given_name="Carl", family_name="Ott")
    rows = [
        ("Event", "Organisation", "Person", "Answer"),
        ("Forum", "Bank", "", "tentative"),
        ("Forum", "Bank", "Carl Ott", "accepted"),
    ]
    desk.take("participation", rows, key=("event", "person"))
    named = (guests["bank"], carl, "accepted")
    assert named in desk.table("participation", "id", "person", "answer")
