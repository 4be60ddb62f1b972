"""Lists of people with one column of names: cut unasked, and no name there is parted anew."""

import pytest

from t20desk.recognising import recognise
from tests.builders import add_record
from tests.importing.sheets import Desk, tally

NAMES = ("given_name", "family_name", "original_name", "title")


@pytest.mark.parametrize(
    "heading", ["Name", "Full name", "Vollständiger Name", "Voller Name", "Name, Vorname", "全名"]
)
def test_one_column_of_names_is_cut_unasked(file_desk: Desk, heading: str) -> None:
    rows = [(heading, "E-Mail"), ("Dr. Anna Berg", "a@example.org"), ("Ito, Hana", "")]
    plan = file_desk.take("person", rows)
    assert (tally(plan)[:2], plan.ignored) == ((2, 2), [])
    people = [("Anna", "Berg", None, "Dr."), ("Hana", "Ito", None, None)]
    assert file_desk.table("person", *NAMES) == people


def test_name_beside_a_given_name_is_the_family_name(file_desk: Desk) -> None:
    file_desk.take("person", [("Vorname", "Name"), ("Anna", "Berg")])
    assert file_desk.table("person", *NAMES) == [("Anna", "Berg", None, None)]


def test_a_chinese_list_of_names_gives_both_parts_and_the_name_in_original_script(
    file_desk: Desk,
) -> None:
    rows = [("姓名", "邮箱"), ("王小明", "w@example.org"), ("Li Wei (李伟)", ""), ("Anna Berg", "")]
    file_desk.take("person", rows)
    assert set(file_desk.table("person", *NAMES)) == {
        ("小明", "王", "王小明", None),
        ("Wei", "Li", "李伟", None),
        ("Anna", "Berg", None, None),
    }


def test_a_name_that_is_given_in_its_parts_too_is_left_out(file_desk: Desk) -> None:
    rows = [("Name", "Vorname", "Nachname"), ("Berg", "Anna", "Berg")]
    assert file_desk.take("person", rows).ignored == ["Name"]


@pytest.mark.parametrize(
    ("there", "cell"),
    [
        ({"given_name": "Maria José", "family_name": "García López"}, "Maria José García López"),
        ({"given_name": "Wei", "family_name": "Li", "name_order": "family_first"}, "Li Wei"),
        ({"given_name": "Xiaoming", "family_name": "Wang", "original_name": "王小明"}, "王小明"),
    ],
)
def test_a_whole_name_that_says_nothing_new_changes_no_name_there(
    file_desk: Desk, there: dict[str, str], cell: str
) -> None:
    add_record(file_desk.database, "person", email="m@example.org", **there)
    heading = "姓名" if "original_name" in there else "Name"
    rows = [(heading, "E-Mail"), (cell, "m@example.org")]
    assert tally(file_desk.plan("person", rows, key=("email",))) == (1, 0, 0, 1, 0, 0)


def test_another_name_is_shown_as_a_change(file_desk: Desk) -> None:
    known = {"given_name": "Anna", "family_name": "Berg"}
    add_record(file_desk.database, "person", email="m@example.org", **known)
    rows = [("Name", "E-Mail"), ("Anna Klein", "m@example.org")]
    file_desk.take("person", rows, key=("email",))
    assert file_desk.table("person", *NAMES) == [("Anna", "Klein", None, None)]


def test_a_list_of_contacts_with_whole_names_is_a_list_of_posts(file_desk: Desk) -> None:
    heading = ("Voller Name", "Firma", "Funktion", "Land", "geboren", "E-Mail")
    path = file_desk.write([heading, ("Klein, Johann", "Bank", "Chef", "DE", "1975", "")])
    assert recognise(file_desk.database, path).kind == "affiliation"
    people = file_desk.write([("Name", "geboren", "E-Mail"), ("Anna Berg", "1975", "")])
    assert recognise(file_desk.database, people).kind == "person"


@pytest.mark.parametrize("heading", ["PLZ / Ort", "PLZ Ort", "Ort, PLZ", "Postcode and city"])
def test_a_column_of_postcode_and_city_is_cut_unasked(file_desk: Desk, heading: str) -> None:
    rows = [("Name", "Straße", heading), ("Bank", "Weg 1", "01067 Dresden")]
    assert file_desk.take("member", rows).ignored == []
    cells = file_desk.table("member", "street", "postcode", "city")
    assert cells == [("Weg 1", "01067", "Dresden")]


def test_postcode_and_city_of_a_contact_are_those_of_the_organisation(file_desk: Desk) -> None:
    rows = [
        ("Vorname", "Nachname", "Firma", "PLZ / Ort"),
        ("Anna", "Berg", "Bank", "01067 Dresden"),
    ]
    file_desk.take("affiliation", rows)
    assert file_desk.table("member", "name", "postcode", "city") == [("Bank", "01067", "Dresden")]
    assert file_desk.table("person", "postcode", "city") == [(None, None)]


def test_a_city_that_has_a_column_of_its_own_is_not_cut_out_once_more(file_desk: Desk) -> None:
    rows = [("Name", "Ort", "PLZ / Ort"), ("Bank", "Dresden", "01067 Dresden")]
    assert file_desk.plan("member", rows).ignored == ["PLZ / Ort"]
