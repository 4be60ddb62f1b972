"""A list is sorted by what is read in it, in the window's language; the same on both databases."""

import pytest

from t20desk import i18n
from t20desk.db.database import Database
from t20desk.listing import Listing, first_ids, list_ids, plain_cell, read_rows
from tests.db.steps import make, make_many


def shown(database: Database, kind: str, *sort: str, search: str = "") -> list[str]:
    """What the first field of a sort reads like from top to bottom; the first page agrees."""
    path = sort[0].removeprefix("-")
    listing = Listing(kind, search=search, view="all", sort=sort, columns=(path,))
    ids = list_ids(database, listing)
    for limit in (1, 3, len(ids)):
        assert first_ids(database, listing, limit) == list(ids[:limit])
    rows = read_rows(database, listing, ids)
    one = database.kinds[kind].fields.get(path)
    cells = [plain_cell(rows[key][0]) for key in ids]
    return [one.type.format(cell) if one and not one.target else str(cell) for cell in cells]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["China", "France", "Germany", "Germany", "Switzerland", ""]),
        ("de", ["China", "Deutschland", "Deutschland", "Frankreich", "Schweiz", ""]),
        ("zh", ["德国", "德国", "法国", "瑞士", "中国", ""]),
    ],
)
def test_countries_stand_in_the_order_of_their_names(
    database: Database, language: str, expected: list[str]
) -> None:
    codes = ["DE", "CH", "CN", "FR", None, "DE"]
    make_many(database, "member", [{"name": "m", "country": code} for code in codes])
    i18n.use(language)
    assert shown(database, "member", "country") == expected
    assert shown(database, "member", "-country") == [*reversed(expected[:-1]), ""]
    assert shown(database, "member", "country", search="name:m") == expected


def test_records_of_one_country_stand_in_the_order_of_the_next_field(database: Database) -> None:
    rows = [("b", "DE"), ("c", "CN"), ("a", "DE"), ("d", "CN"), ("e", None)]
    make_many(database, "member", [{"name": name, "country": code} for name, code in rows])
    listing = Listing("member", view="all", sort=("country", "-name"), columns=("name",))
    ids = list_ids(database, listing)
    cells = read_rows(database, listing, ids)
    assert [cells[key][0] for key in ids] == ["d", "c", "b", "a", "e"]
    assert first_ids(database, listing, 4) == list(ids[:4])


def test_a_choice_without_an_index_is_sorted_by_its_label(database: Database) -> None:
    codes = ["mr", "ms", None, "mr"]
    known = [
        code for code, _label in database.kinds["person"].fields["form_of_address"].type.choices()
    ]
    wanted = [code if code in known else known[0] for code in codes if code] + [None]
    make_many(
        database, "person", [{"family_name": "x", "form_of_address": code} for code in wanted]
    )
    found = shown(database, "person", "form_of_address")
    assert found == [*sorted(found[:-1]), ""]


def test_several_choices_are_sorted_by_the_label_of_the_first(database: Database) -> None:
    options = database.kinds["member"].fields["areas"].type.choices()
    for code, _label in options:
        make(database, "member", name="m", areas=f" {code} ")
    found = shown(database, "member", "areas")
    assert found == sorted(found, key=str.casefold)


def test_a_list_is_sorted_by_a_field_of_a_linked_record_as_it_reads(database: Database) -> None:
    person = make(database, "person", family_name="x")
    for code in ("CH", "DE", None, "CN"):
        member = make(database, "member", name="m", country=code)
        make(database, "affiliation", person=person, member=member)
    listing = Listing(
        "affiliation", view="all", sort=("-member.country",), columns=("member.country",)
    )
    ids = list_ids(database, listing)
    cells = read_rows(database, listing, ids)
    assert [cells[key][0] for key in ids] == ["CH", "DE", "CN", None]
    assert first_ids(database, listing, 2) == list(ids[:2])
