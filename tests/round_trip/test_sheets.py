"""Books of several sheets: one change, each sheet by its kind, protected but for what is open."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from t20desk.listing import Listing
from t20desk.round_trip.settling import settle
from t20desk.round_trip.sheets import BookSheet, write_sheets
from t20desk.searching import write_test
from tests.round_trip.books import Office, change_book, header_row, tally, type_in
from tests.tries import tries

PEOPLE = ("given_name", "family_name", "email")
POSTS = ("person", "member", "position", "until")


class House:
    """An organisation with two people who hold a post there."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.member = office.add("member", name="Alpha", city="Lyon", number="0007")
        self.people = [
            office.add("person", given_name=name, family_name="Stein") for name in ("Eva", "Adam")
        ]
        self.posts = [
            office.add("affiliation", person=key, member=self.member) for key in self.people
        ]

    def write(self, name: str = "sheets.xlsx") -> Path:
        target = self.office.folder / name
        of_member = write_test("member", "is", str(self.member))
        sheets = [
            BookSheet(
                "Organisation",
                "Alpha",
                Listing("member", view="all", columns=("number", "name", "city")),
                [self.member],
                frozenset(("name", "city")),
                lines=("Please correct what is wrong.", "Only yellow cells can be edited."),
            ),
            BookSheet(
                "People", "People", Listing("person", view="all", columns=PEOPLE), self.people,
                spare=3,
            ),
            BookSheet(
                "Posts", "Posts", Listing("affiliation", of_member, "all", columns=POSTS),
                self.posts, frozenset(POSTS), spare=2,
            ),
        ]  # fmt: skip
        write_sheets(self.office.database, sheets, target)
        return target


@pytest.fixture
def house(file_office: Office) -> House:
    return House(file_office)


def test_an_unedited_book_of_several_sheets_changes_nothing(house: House) -> None:
    plan = house.office.plan(house.write())
    assert plan.change.is_empty
    assert tally(plan) == (5, 0, 0, 5, 0, 0)
    assert not plan.problems
    assert not plan.remarks


def test_only_open_cells_and_empty_rows_can_be_typed_into(house: House) -> None:
    sheet = load_workbook(house.write())["Organisation"]
    assert sheet.protection.sheet
    head = header_row(sheet)
    assert sheet["A1"].value == "Alpha"
    assert sheet["A2"].value == "Please correct what is wrong."
    locked = [cell.protection.locked for cell in sheet[head + 1]]
    assert locked == [True, False, False, True]
    people = load_workbook(house.write())["People"]
    assert not people.cell(header_row(people) + 5, 1).protection.locked
    assert people.cell(header_row(people) + 6, 1).protection.locked


def test_edits_on_every_sheet_are_one_change(house: House) -> None:
    def edit(book: Workbook) -> None:
        type_in(book["Organisation"], 1, "City", "Paris")
        type_in(book["People"], 2, "E-mail", "adam@alpha.example")
        type_in(book["Posts"], 1, "Until", "2026-05")

    office = house.office
    plan = office.take(change_book(house.write(), edit))
    assert tally(plan) == (5, 0, 3, 2, 0, 0)
    assert office.cell("member", house.member, "city") == "Paris"
    assert office.cell("person", house.people[1], "email") == "adam@alpha.example"
    assert office.cell("affiliation", house.posts[0], "until") == "2026-05"


def test_a_later_sheet_names_a_record_that_an_earlier_one_adds(house: House) -> None:
    def edit(book: Workbook) -> None:
        type_in(book["People"], 3, "Given name", "Wei")
        type_in(book["People"], 3, "Family name", "Li")
        type_in(book["Posts"], 3, "Person", "Li Wei")
        type_in(book["Posts"], 3, "Position", "Director")
        type_in(book["Posts"], 3, "Organisation", "Alpha")

    office = house.office
    path = change_book(house.write(), edit)
    assert tally(office.plan(path)) == (7, 2, 0, 5, 0, 0)
    there = office.add("person", given_name="Wei", family_name="Li")
    assert tally(office.take(path)) == (7, 1, 0, 6, 0, 0)
    posts = {office.cell("affiliation", post, "person") for post in office.ids("affiliation")}
    assert posts == {*house.people, there}


def test_clashes_on_several_sheets_are_decided_each_by_itself(house: House) -> None:
    def edit(book: Workbook) -> None:
        type_in(book["Organisation"], 1, "City", "Paris")
        type_in(book["People"], 1, "E-mail", "eva@alpha.example")

    office = house.office
    path = change_book(house.write(), edit)
    office.set("member", house.member, city="Nice")
    office.set("person", house.people[0], email="office@alpha.example")
    plan = office.plan(path)
    assert {(one.conflict.kind, one.conflict.field) for one in plan.clashes} == {
        ("member", "city"), ("person", "email")
    }  # fmt: skip
    assert plan.undecided == {("member", house.member), ("person", house.people[0])}
    change = settle(office.database, plan.change, plan.clashes)
    assert not office.database.apply(change).is_refused
    assert office.cell("member", house.member, "city") == "Paris"
    assert office.cell("person", house.people[0], "email") == "eva@alpha.example"


def test_a_sheet_that_is_gone_is_told_and_the_others_are_taken(house: House) -> None:
    def edit(book: Workbook) -> None:
        del book["People"]
        book["Organisation"].title = "Organisation 2"
        type_in(book["Organisation 2"], 1, "City", "Paris")

    plan = house.office.take(change_book(house.write(), edit))
    assert plan.remarks == [
        "The sheet “People” is no longer in sheets.xlsx; its records stay as they are."
    ]
    assert house.office.cell("member", house.member, "city") == "Paris"


def test_sheets_are_known_by_their_keys_where_the_properties_went(house: House) -> None:
    def edit(book: Workbook) -> None:
        for name in list(book.custom_doc_props.names):
            del book.custom_doc_props[name]
        type_in(book["Organisation"], 1, "City", "Paris")
        type_in(book["People"], 1, "E-mail", "eva@alpha.example")

    plan = house.office.take(change_book(house.write(), edit))
    assert tally(plan) == (5, 0, 2, 3, 0, 0)


EDITS = {
    ("Organisation", 1, "City"): ("member", 0, "city", ("Paris", "南京", None)),
    ("People", 1, "E-mail"): ("person", 0, "email", ("eva@alpha.example", None)),
    ("People", 2, "Given name"): ("person", 1, "given_name", ("Ada", "Adam")),
    ("Posts", 2, "Until"): ("affiliation", 1, "until", ("2026-05", "2025", None)),
}
Cell = tuple[str, int, str]


@st.composite
def edits(draw: st.DrawFn) -> dict[Cell, Any]:
    cells = draw(st.sets(st.sampled_from(list(EDITS))))
    return {cell: draw(st.sampled_from(EDITS[cell][3])) for cell in sorted(cells)}


@settings(max_examples=tries(10), deadline=None, suppress_health_check=list(HealthCheck))
@given(edits(), edits())
def test_the_rule_of_three_sides_holds_on_every_sheet(
    file_office: Office, theirs: dict[Cell, Any], mine: dict[Cell, Any]
) -> None:
    office, house = file_office, House(file_office)
    keys = {"member": [house.member], "person": house.people, "affiliation": house.posts}
    path = house.write("rule.xlsx")

    def place(cell: Cell) -> tuple[str, int, str]:
        kind, at, name, _values = EDITS[cell]
        return kind, keys[kind][at], name

    before = {cell: office.cell(*place(cell)) for cell in EDITS}
    book = load_workbook(path)
    for (sheet, row, heading), value in theirs.items():
        type_in(book[sheet], row, heading, value)
    book.save(path)
    for cell, value in mine.items():
        kind, key, name = place(cell)
        office.set(kind, key, **{name: value})
    clashes = {
        (one.conflict.kind, one.conflict.id, one.conflict.field)
        for one in office.merge(path).clashes
    }
    expected = set()
    for cell, was in before.items():
        there, here = theirs.get(cell, was), mine.get(cell, was)
        clash = there not in (was, here) and here != was
        assert office.cell(*place(cell)) == (here if there == was or clash else there)
        expected |= {place(cell)} if clash else set()
    assert clashes == expected
    # The number is of one organisation only; the next example makes another one.
    office.set("member", house.member, number=None)
