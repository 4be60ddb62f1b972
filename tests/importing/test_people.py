"""People named in one cell: titles and both scripts are kept, and two are not made one."""

import pytest

from t20desk.db.database import Database
from t20desk.db.fields import KINDS
from t20desk.importing.likeness import propose_values
from t20desk.importing.people import bare_name, describe_person, names_several
from t20desk.importing.values import Question
from t20desk.listing import Listing, list_ids
from t20desk.ui.imports.answer_box import first_answer
from tests.db.steps import make


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        (
            "Frau Dr. Anna Müller",
            {
                "form_of_address": "ms",
                "title": "Dr.",
                "given_name": "Anna",
                "family_name": "Müller",
            },
        ),
        ("Mrs Jane Doe", {"form_of_address": "ms", "given_name": "Jane", "family_name": "Doe"}),
        (
            "Dr. Li Wei (李伟)",
            {
                "title": "Dr.",
                "given_name": "Wei",
                "family_name": "Li",
                "name_order": "family_first",
                "original_name": "李伟",
            },
        ),
        (
            "王小明 / Xiaoming Wang",
            {"given_name": "Xiaoming", "family_name": "Wang", "original_name": "王小明"},
        ),
        ("王小明教授", {"title": "教授", "given_name": "小明", "family_name": "王"}),
    ],
)
def test_nothing_of_a_name_in_one_cell_is_lost(text: str, cells: dict[str, str]) -> None:
    assert describe_person(KINDS["person"], text) == cells


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Prof. Anna Müller", "Anna Müller"),
        ("Müller, Anna", "Anna Müller"),
        ("Anna Müller", ""),
        ("王小明", ""),
    ],
)
def test_a_name_is_looked_up_without_its_title_too(text: str, bare: str) -> None:
    assert bare_name(text) == bare


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("Jürgen Groß; Sabine Lang", True),
        ("Hans Meier und Eva Klein", True),
        ("王小明、李丽", True),
        ("王小明 / Wang Xiaoming", False),
        ("José-María de la Cruz", False),
    ],
)
def test_several_people_in_one_cell_are_seen(text: str, several: bool) -> None:
    assert names_several(text) is several


@pytest.mark.parametrize("search", ["王小明", "wxm", "wang xiaoming", "小明"])
def test_a_person_is_found_by_the_whole_chinese_name(database: Database, search: str) -> None:
    name = describe_person(KINDS["person"], "王小明")
    make(database, "person", **name)
    assert len(list(list_ids(database, Listing("person", search, "all")))) == 1


def test_what_other_offices_call_an_active_member_is_proposed() -> None:
    proposed = propose_values(KINDS["member"].fields["status"].type, "Mitglied")
    assert proposed[0].answer == "active"


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [("country", "Engl.", "GB"), ("areas", "Finanzen", "financial_services")],
)
def test_usual_names_and_words_that_begin_alike_are_proposed(
    field: str, text: str, code: str
) -> None:
    assert propose_values(KINDS["member"].fields[field].type, text)[0].answer == code


def test_a_word_that_only_begins_a_longer_one_is_proposed_but_not_chosen() -> None:
    type_ = KINDS["participation"].fields["roles"].type
    question = Question("value", "roles", "F", "Rolle", proposals=propose_values(type_, "Gast"))
    assert "host" in [one.answer for one in question.proposals]
    assert first_answer(question, KINDS["participation"].fields["roles"]) != "host"
