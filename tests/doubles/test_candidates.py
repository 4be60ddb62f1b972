"""What a record that is not there yet looks like."""

import pytest

from t20desk.db.database import Database
from t20desk.doubles.candidates import Likeness, compare_new, find_like
from tests.builders import add_record
from tests.doubles.made_organisations import make_organisations
from tests.doubles.made_people import make_people
from tests.doubles.proof import Maker, write_made

TYPED = {
    "name": {"given_name": "Olaf", "family_name": "Lindstrom"},
    "mail": {"given_name": "O.", "family_name": "Lindström", "email": "olaf@example.org"},
    "turned": {"given_name": "Lindström", "family_name": "Olaf"},
}


@pytest.mark.parametrize("sort", TYPED)
def test_a_person_who_is_there_is_found_by_what_was_typed(database: Database, sort: str) -> None:
    olaf = add_record(
        database, "person", given_name="Olaf", family_name="Lindström", email="olaf@example.org"
    )
    add_record(database, "person", given_name="Olaf", family_name="Müller")
    assert [pair.other for pair in find_like(database, "person", TYPED[sort])] == [olaf]


@pytest.mark.parametrize(
    ("kind", "known", "typed"),
    [
        ("person", {"original_name": "陳偉明", "family_name": "Chen", "email": "c@example.org"},
         {"original_name": "陈伟明", "family_name": "陈", "email": "c@example.org"}),
        ("member", {"name": "臺灣創新技術有限公司", "city": "臺北", "email": "i@example.tw"},
         {"name": "台湾创新技术有限公司", "city": "台北", "email": "i@example.tw"}),
    ],
)  # fmt: skip
def test_traditional_and_simplified_characters_are_one_name(
    database: Database, kind: str, known: dict[str, str], typed: dict[str, str]
) -> None:
    there = add_record(database, kind, **known)
    [pair] = find_like(database, kind, typed)
    assert (pair.other, "name_same" in pair.found) == (there, True)


def test_nothing_is_looked_for_before_there_is_a_name(database: Database) -> None:
    add_record(database, "person", given_name="Olaf", email="olaf@example.org")
    assert find_like(database, "person", {"email": "olaf@example.org"}) == []
    assert find_like(database, "honour", {"award_en": "Prize"}) == []


def test_an_organisation_is_found_by_its_name_in_the_other_script(database: Database) -> None:
    firm = add_record(
        database, "member", name="南京华信科技有限公司", website="https://huaxin.example.org",
        city="南京",
    )  # fmt: skip
    typed = {
        "name": "Nanjing Huaxin Technology Co., Ltd.",
        "website": "https://huaxin.example.org",
        "city": "Nanjing",
    }
    assert [pair.other for pair in find_like(database, "member", typed)] == [firm]


@pytest.mark.parametrize("name", ["BNP Pariba", "Bnp Paribsa", "BNP Praibas"])
def test_an_organisation_of_two_words_is_found_with_one_mistyped(
    file_database: Database, name: str
) -> None:
    key = add_record(file_database, "member", name="BNP Paribas", country="FR", city="Paris")
    found = find_like(file_database, "member", {"name": name})
    assert [pair.other for pair in found] == [key]


def test_many_new_rows_are_looked_up_at_once(database: Database) -> None:
    olaf = add_record(database, "person", given_name="Olaf", family_name="Lindström")
    rows = [{"given_name": "Olaf", "family_name": "Lindström"}, {"given_name": "Ada"}]
    found = compare_new(database, "person", rows, None)
    assert [[pair.other for pair in pairs] for pairs in found] == [[olaf], []]


@pytest.mark.parametrize(
    ("kind", "make"), [("person", make_people), ("member", make_organisations)]
)
def test_new_rows_find_the_same_among_the_records_near_to_them_as_among_all(
    file_database: Database, kind: str, make: Maker
) -> None:
    made = make(8, 120)
    write_made(file_database, kind, made[::2])
    rows = [one.values for one in made[1::2]]
    near, whole = Likeness(file_database, kind, rows=rows), Likeness(file_database, kind)
    found = [near.find(values) for values in rows]
    assert found == [whole.find(values) for values in rows]
    assert sum(map(bool, found)) > len(rows) / 8
