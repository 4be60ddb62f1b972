"""Duplicating a record as a start, on both databases."""

from t20desk.db.database import Database
from t20desk.editing.duplicating import (
    find_alike,
    list_parts,
    plan_duplicate,
    read_start,
    title_fields,
)
from t20desk.wording import say_label
from tests.builders import write
from tests.db.steps import everything, make, record_of, records_of, undo


def test_a_copy_holds_what_the_record_holds_but_its_number(database: Database) -> None:
    key = make(database, "member", name="A", city="Bonn", number="0007")
    before = everything(database)
    change = plan_duplicate(database, "member", key, {"name": "B"})
    made = record_of(database, "member", write(database, change))
    assert (made["name"], made["city"], made["number"]) == ("B", "Bonn", "0008")
    assert say_label(database, change.label) == "Organisation duplicated: B"
    undo(database)
    assert everything(database) == before


def test_what_belongs_to_a_record_comes_along_when_asked(database: Database) -> None:
    key = make(database, "member", name="A")
    person = make(database, "person", family_name="Ng")
    make(database, "affiliation", person=person, member=key, position_en="Director")
    make(database, "address", member=key, city="Bonn")
    make(database, "address", member=key, city="Köln")
    parts = list_parts(database, "member", key)
    assert {(part.kind, part.count) for part in parts} == {("affiliation", 1), ("address", 2)}
    addresses = [part for part in parts if part.kind == "address"]
    made = write(database, plan_duplicate(database, "member", key, {"name": "B"}, addresses))
    cities = [
        one["city"] for one in records_of(database, "address").values() if one["member"] == made
    ]
    assert sorted(map(str, cities)) == ["Bonn", "Köln"]
    assert len(records_of(database, "affiliation")) == 1


def test_a_copy_of_an_event_begins_with_its_name_in_the_language_of_the_window(
    database: Database,
) -> None:
    key = make(database, "event", title_en="Week", title_de="Woche")
    assert read_start(database, "event", key) == {"title": "Week"}
    change = plan_duplicate(database, "event", key, {"title": "Week 2"})
    made = record_of(database, "event", write(database, change))
    assert (made["title_en"], made["title_de"]) == ("Week 2", "Woche")


def test_those_who_are_called_so_already_are_found_without_accents(database: Database) -> None:
    key = make(database, "member", name="Müller Institut")
    assert find_alike(database, "member", " MULLER institut ") == {key: "Müller Institut"}
    assert find_alike(database, "member", "Other") == {}
    assert find_alike(database, "member", "") == {}


def test_a_person_is_named_by_its_parts(database: Database) -> None:
    names = [one.name for one in title_fields(database.kinds["person"])]
    assert names == ["given_name", "family_name"]
