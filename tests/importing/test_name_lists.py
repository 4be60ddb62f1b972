"""A column that names several records joins its rows with them: speakers, members with a part."""

import pytest

from t20desk.db.database import Database
from t20desk.errors import UserError
from t20desk.importing.learning import read_learned
from t20desk.importing.values import ALL_TEXTS, CREATE, ImportPlan, Meaning
from tests.db.steps import make, make_many
from tests.importing.sheets import Desk, tally

HEAD = ("Event", "Starts", "Title", "Redner")
OPENING = ("Week", "2025-06-01 09:00", "Opening")


def begin(database: Database) -> tuple[int, int]:
    """An event, and two people."""
    make(database, "event", title_en="Week")
    first, second = make_many(
        database,
        "person",
        [
            {"given_name": "Ada", "family_name": "Berg"},
            {"given_name": "Bo", "family_name": "Chen"},
        ],
    )
    return first, second


def take(desk: Desk, names: object, **options: object) -> ImportPlan:
    return desk.take("programme_item", [HEAD, (*OPENING, names)], key=("title",), **options)


def test_the_names_of_a_cell_speak_in_the_item_in_their_order(desk: Desk) -> None:
    first, second = begin(desk.database)
    take(desk, "Bo Chen; Ada Berg")
    assert desk.table("speaker", "position", "person", "part") == [
        (0, second, "speaks"),
        (1, first, "speaks"),
    ]
    assert desk.table("programme_item", "speakers") == [("Bo Chen; Ada Berg",)]


def test_the_same_list_again_is_nothing_new_and_another_name_comes_behind(desk: Desk) -> None:
    begin(desk.database)
    take(desk, "Ada Berg")
    assert tally(take(desk, "Ada Berg")) == (1, 0, 0, 1, 0, 0)
    assert tally(take(desk, "Bo Chen", mode="fill")) == (1, 0, 0, 1, 0, 0)
    assert tally(take(desk, "Bo Chen\nAda Berg")) == (1, 0, 1, 0, 0, 0)
    assert desk.table("programme_item", "speakers") == [("Ada Berg; Bo Chen",)]


def test_an_unknown_name_is_asked_by_itself_and_can_be_made_for_the_whole_column(
    desk: Desk,
) -> None:
    begin(desk.database)
    rows = [HEAD, (*OPENING, "Ada Berg; Zoe New")]
    plan = desk.plan("programme_item", rows)
    assert [(one.field, one.text) for one in plan.questions] == [("speakers", "Zoe New")]
    assert plan.counts.errors == 1
    desk.take("programme_item", rows, meanings={"speakers": {ALL_TEXTS: CREATE}})
    assert desk.table("programme_item", "speakers") == [("Ada Berg; Zoe New",)]


def test_names_of_a_cell_that_may_be_meant_either_way_wait_for_the_order(desk: Desk) -> None:
    begin(desk.database)
    new = {"meanings": {"speakers": {ALL_TEXTS: CREATE}}}
    rows = [HEAD, (*OPENING, "Ada Berg; Li Ming")]
    plan = desk.plan("programme_item", rows, **new)
    (asked,) = [one for one in plan.questions if one.sort == "names"]
    assert (plan.counts.doubtful, asked.field, asked.examples) == (1, "speakers", ("Li Ming",))
    desk.take("programme_item", rows, **new, conventions={"speakers": "family_first"})
    assert ("Ming", "Li") in desk.table("person", "given_name", "family_name")


def test_a_name_of_a_cell_that_shows_the_order_tells_it_of_the_others(desk: Desk) -> None:
    begin(desk.database)
    take(desk, "Li Ming; Wang Xiaoming", meanings={"speakers": {ALL_TEXTS: CREATE}})
    assert ("Ming", "Li") in desk.table("person", "given_name", "family_name")


def test_what_a_name_means_is_learned_for_whoever_speaks(desk: Desk) -> None:
    first, _second = begin(desk.database)
    meanings = {"speakers": {"Frau B.": Meaning("value", str(first))}}
    take(desk, "Frau B.", meanings=meanings)
    assert read_learned(desk.database, "speaker")["person"]["Frau B."].value == str(first)
    plan = desk.plan("programme_item", [HEAD, ("Week", None, "Closing", "Frau B.")])
    assert not plan.questions


def test_members_have_a_part_in_an_initiative(desk: Desk) -> None:
    make_many(desk.database, "member", [{"name": "Alpha"}, {"name": "Beta"}])
    desk.take("initiative", [("Title", "Members"), ("Clean city", "Beta; Alpha")])
    assert desk.table("initiative", "members") == [("Alpha; Beta",)]


def test_two_columns_of_names_are_refused_with_their_place(desk: Desk) -> None:
    with pytest.raises(UserError, match="both mean Speakers"):
        desk.plan("programme_item", [(*HEAD, "Speakers"), (*OPENING, "A", "B")])
