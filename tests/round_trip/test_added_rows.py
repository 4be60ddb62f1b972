"""Rows added to a book that name one another, and rows that were there moved under them."""

from openpyxl.worksheet.worksheet import Worksheet

from t20desk.importing.row_store import CHUNK
from tests.round_trip.books import Office, append, edit_book, put, said, tally

TITLE, PART = "Title (English)", "Part of"


def parents(office: Office) -> dict[str, object]:
    """Under which event each one lies, by their titles."""
    titles = {key: str(office.cell("event", key, "title_en")) for key in office.ids("event")}
    found = {key: office.cell("event", key, "parent") for key in titles}
    return {titles[key]: parent and titles[parent] for key, parent in found.items()}


def test_added_rows_name_each_other_in_any_order(office: Office) -> None:
    old = office.add("event", title_en="Old")
    path = office.export("event", "title_en", "parent")

    def edit(sheet: Worksheet) -> None:
        append(sheet, {TITLE: "Speech", PART: "Opening"})
        append(sheet, {TITLE: "Opening", PART: "Week"})
        append(sheet, {TITLE: "Week"})
        put(sheet, old, PART, "week")

    assert tally(office.take(edit_book(path, edit))) == (4, 3, 1, 0, 0, 0)
    assert parents(office) == {"Speech": "Opening", "Opening": "Week", "Week": None, "Old": "Week"}
    assert tally(office.plan(path)) == (4, 0, 0, 4, 0, 0)


def test_a_row_names_one_that_was_added_thousands_of_rows_below(office: Office) -> None:
    old = office.add("event", title_en="Old")
    path = office.export("event", "title_en", "parent")

    def edit(sheet: Worksheet) -> None:
        append(sheet, {TITLE: "First", PART: "Last"})
        for number in range(CHUNK):
            append(sheet, {TITLE: f"Talk {number}"})
        append(sheet, {TITLE: "Last"})
        put(sheet, old, PART, "Last")

    plan = office.plan(edit_book(path, edit))
    assert tally(plan) == (CHUNK + 3, CHUNK + 2, 1, 0, 0, 0)


def test_added_rows_in_a_ring_are_told(office: Office) -> None:
    path = office.export("event", "title_en", "parent")

    def edit(sheet: Worksheet) -> None:
        append(sheet, {TITLE: "One", PART: "Two"})
        append(sheet, {TITLE: "Two", PART: "One"})
        append(sheet, {TITLE: "Three"})

    plan = office.plan(edit_book(path, edit))
    assert tally(plan) == (3, 1, 0, 0, 0, 2)
    assert said(plan, "error") == [(2, "parent"), (3, "parent")]


def test_a_row_that_names_an_added_one_with_an_error_is_told(office: Office) -> None:
    path = office.export("event", "title_en", "parent", "capacity")

    def edit(sheet: Worksheet) -> None:
        append(sheet, {TITLE: "Week", "Capacity": "many"})
        append(sheet, {TITLE: "Opening", PART: "Week"})

    plan = office.plan(edit_book(path, edit))
    assert tally(plan) == (2, 0, 0, 0, 0, 2)
