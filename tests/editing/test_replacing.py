"""Find and replace, planned and written on both databases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from t20desk.db.database import Database
from t20desk.editing.replacing import Replacer, Wanted, plan_replace, text_fields
from t20desk.errors import UserError
from t20desk.wording import say_label
from tests.db.steps import make, make_many, record_of, undo

WORDS = st.text(st.sampled_from("aAbß.*$ü\\1("), max_size=8)


@given(WORDS, WORDS, WORDS)
def test_plain_words_are_taken_as_they_stand(text: str, find: str, replacement: str) -> None:
    if find:
        wanted = Wanted(find, replacement, case=True)
        assert Replacer(wanted).replace(text) == text.replace(find, replacement)


def test_case_and_whole_cells_are_minded_when_asked() -> None:
    assert Replacer(Wanted("gmbh", "AG")).replace("Müller GmbH") == "Müller AG"
    assert Replacer(Wanted("gmbh", "AG", case=True)).replace("Müller GmbH") == "Müller GmbH"
    assert Replacer(Wanted("STRASSE", "Weg")).replace("Hohe Straße") == "Hohe Weg"
    assert Replacer(Wanted("Köln", "Bonn", whole=True)).replace("Köln-Deutz") == "Köln-Deutz"
    assert Replacer(Wanted("köln", "Bonn", whole=True)).replace("Köln") == "Bonn"


def test_a_pattern_has_groups() -> None:
    wanted = Wanted(r"(\w+), (\w+)", "$2 $1", pattern=True)
    assert Replacer(wanted).replace("Ng, Anna") == "Anna Ng"
    assert Replacer(Wanted(r"^\s*$|x", "", pattern=True)).replace("axb") == "ab"


def test_a_pattern_that_cannot_be_read_names_its_place() -> None:
    with pytest.raises(UserError, match="character 3"):
        Replacer(Wanted("ab(", pattern=True))
    with pytest.raises(UserError, match="group"):
        Replacer(Wanted("a", "$2", pattern=True)).replace("a")


def test_a_pattern_that_takes_too_long_is_stopped_with_a_sentence() -> None:
    slow = Replacer(Wanted(r"(a|aa|a+)+$", "", pattern=True))
    with pytest.raises(UserError, match="too long"):
        slow.replace("a" * 200 + "b")


def test_text_is_replaced_in_the_columns_asked_and_taken_back(database: Database) -> None:
    keys = make_many(
        database,
        "member",
        [{"name": "Köln AG", "city": "Köln"}, {"name": "B", "city": "Bonn"}],
    )
    planned = plan_replace(database, "member", keys, ["name", "city"], Wanted("Köln", "Bonn"))
    assert planned.change.counts().changed == 1
    assert say_label(database, planned.change.label) == "Text replaced in Name, City of Köln AG"
    database.apply(planned.change)
    found = record_of(database, "member", keys[0])
    assert (found["name"], found["city"]) == ("Bonn AG", "Bonn")
    undo(database)
    assert record_of(database, "member", keys[0])["city"] == "Köln"


def test_a_text_its_field_cannot_hold_is_noted(database: Database) -> None:
    key = make(database, "member", name="A", email="a@example.org")
    planned = plan_replace(database, "member", [key], ["name", "email"], Wanted("@", " at "))
    assert [(one.field, one.typed) for one in planned.notes] == [("email", "a at example.org")]
    emptied = plan_replace(database, "member", [key], ["name"], Wanted("A"))
    assert emptied.change.is_empty
    assert [one.field for one in emptied.notes] == ["name"]


def test_a_translated_text_is_replaced_in_the_language_of_the_window(database: Database) -> None:
    key = make(database, "event", title_de="Woche", title_en="Week")
    assert "title" in [one.name for one in text_fields(database.kinds["event"])]
    database.apply(plan_replace(database, "event", [key], ["title"], Wanted("e", "x")).change)
    found = record_of(database, "event", key)
    assert (found["title_de"], found["title_en"]) == ("Woche", "Wxxk")


def test_nothing_to_find_changes_nothing(database: Database) -> None:
    key = make(database, "member", name="A")
    assert plan_replace(database, "member", [key], ["name"], Wanted("", "x")).change.is_empty
