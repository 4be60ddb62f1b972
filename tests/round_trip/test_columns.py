"""Columns of a returned book: renamed, moved, removed, added; keys or hidden sheet gone."""

from typing import Any

import pytest
from openpyxl import Workbook

from t20desk import i18n
from t20desk.errors import UserError
from tests.round_trip.books import (
    KEY,
    Office,
    change_book,
    column_of,
    edit_book,
    put,
    said,
    tally,
)


def fill(office: Office) -> list[int]:
    return [
        office.add(
            "member", name=f"Name {n}", city=f"City {n}", number=f"T-{n}", postcode=f"0106{n}"
        )
        for n in range(3)
    ]


def turn_columns(sheet: Any) -> None:
    """The columns from last to first."""
    rows = [[cell.value for cell in row][::-1] for row in sheet.iter_rows()]
    sheet.delete_rows(1, sheet.max_row)
    for row in rows:
        sheet.append(row)


def test_moved_columns_are_known_by_their_headings(office: Office) -> None:
    keys = fill(office)
    path = edit_book(office.export("member", "name", "city", "number"), turn_columns)
    assert tally(office.take(path)) == (3, 0, 0, 3, 0, 0)
    edit_book(path, lambda sheet: put(sheet, keys[1], "City", "Paris"))
    assert tally(office.take(path)) == (3, 0, 1, 2, 0, 0)
    assert office.read("member", keys[1], "name", "city") == ("Name 1", "Paris")


def test_a_renamed_column_is_known_by_its_contents_and_said(office: Office) -> None:
    keys = fill(office)
    path = office.export("member", "name", "street", "city")

    def rename(sheet: Any) -> None:
        put(sheet, keys[0], "City", "Paris")
        sheet.cell(1, column_of(sheet, "City")).value = "Where they sit"

    plan = office.take(edit_book(path, rename))
    assert plan.remarks == ["Column C “Where they sit” was taken for City by its contents."]
    assert office.cell("member", keys[0], "city") == "Paris"


def test_a_heading_in_another_language_is_known(office: Office) -> None:
    keys = fill(office)
    i18n.use("de")
    path = office.export("member", "name", "city", "country")
    i18n.use("zh")
    edit_book(path, lambda sheet: put(sheet, keys[0], "Land oder Region", "Deutschland"))
    assert tally(office.take(path)) == (3, 0, 1, 2, 0, 0)
    assert office.cell("member", keys[0], "country") == "DE"


def test_two_exchanged_headings_are_said_once_and_not_put_right(office: Office) -> None:
    fill(office)
    path = office.export("member", "name", "city", "postcode")

    def exchange(sheet: Any) -> None:
        sheet["B1"].value, sheet["C1"].value = sheet["C1"].value, sheet["B1"].value

    edit_book(path, exchange)
    plan = office.plan(path)
    [told] = [one for one in plan.remarks if "each other's values" in one]
    assert told.startswith("Columns B “Postcode” and C “City” hold each other's values in 3 rows")
    assert plan.counts.changed == 3


def test_a_postcode_is_read_in_the_country_of_its_row(office: Office) -> None:
    keys = [office.add("member", name=name, country=name, postcode="999") for name in ("AT", "DE")]
    path = office.export("member", "name", "postcode", "country")
    edit_book(path, lambda sheet: [put(sheet, key, "Postcode", "1067") for key in keys])
    plan = office.plan(path)
    assert [one.message[:42] for one in plan.problems] == [
        "“1067” is a postcode with 4 digits (DE); a"
    ]
    assert plan.counts.changed == 2


def test_a_removed_column_stays_as_it_is(office: Office) -> None:
    fill(office)
    path = office.export("member", "name", "city", "number")
    plan = office.take(edit_book(path, lambda sheet: sheet.delete_cols(2)))
    assert plan.change.is_empty
    assert plan.remarks == ["Columns that are no longer in the book stay as they are: City."]


def test_a_column_somebody_added_is_left_out_and_said(office: Office) -> None:
    keys = fill(office)
    path = office.export("member", "name", "city")

    def add(sheet: Any) -> None:
        sheet.insert_cols(2)
        sheet["B1"], sheet["B2"] = "My remark", "call them"
        put(sheet, keys[0], "City", "Paris")

    plan = office.take(edit_book(path, add))
    assert plan.ignored == ["My remark"]
    assert tally(plan) == (3, 0, 1, 2, 0, 0)


def test_two_columns_of_one_field_are_refused(file_office: Office) -> None:
    fill(file_office)
    path = file_office.export("member", "name", "city")

    def double(sheet: Any) -> None:
        sheet.insert_cols(2)
        sheet["B1"] = "City"

    with pytest.raises(UserError, match="columns B “City” and C “City” both mean City"):
        file_office.plan(edit_book(path, double))


def test_rows_above_the_headings_do_no_harm(file_office: Office) -> None:
    keys = fill(file_office)
    path = file_office.export("member", "name", "city")

    def insert(sheet: Any) -> None:
        put(sheet, keys[0], "City", "Paris")
        sheet.insert_rows(1, 2)
        sheet["A1"] = "Please check until Friday"

    assert tally(file_office.take(edit_book(path, insert))) == (3, 0, 1, 2, 0, 0)


def test_without_headings_a_book_is_refused(file_office: Office) -> None:
    fill(file_office)
    path = edit_book(file_office.export("member", "name"), lambda sheet: sheet.delete_rows(1))
    with pytest.raises(UserError, match="put the headings back into row 1"):
        file_office.plan(path)


def drop_keys(sheet: Any) -> None:
    sheet.delete_cols(column_of(sheet, KEY))


def test_without_keys_rows_are_known_by_their_number_with_a_warning(office: Office) -> None:
    keys = fill(office)
    path = office.export("member", "number", "name", "city")
    edit_book(path, lambda sheet: (put(sheet, keys[2], "City", "Paris"), drop_keys(sheet)))
    plan = office.take(path)
    assert tally(plan) == (3, 0, 1, 2, 0, 0)
    assert plan.remarks[0].startswith(
        "The hidden last column is gone; rows were recognised by Member number, and where that is"
    )
    assert office.cell("member", keys[2], "city") == "Paris"


@pytest.mark.parametrize("has_hidden_sheet", [True, False])
def test_without_keys_numbers_that_lost_their_zeros_are_known(
    office: Office, has_hidden_sheet: bool
) -> None:
    """A number that could be two of them is known by neither."""
    numbers = ("0001", "0002", "007", "0007")
    keys = [office.add("member", name=f"Name {one}", number=one, city="Ulm") for one in numbers]
    path = office.export("member", "number", "name", "city")

    def retype(book: Any) -> None:
        sheet = book.worksheets[0]
        for key in keys:
            put(sheet, key, "City", "Paris")
        for row in range(2, 6):
            sheet.cell(row, 1).value = int(sheet.cell(row, 1).value)
        sheet.delete_cols(column_of(sheet, KEY))
        if not has_hidden_sheet:
            del book[KEY]

    plan = office.take(change_book(path, retype))
    assert tally(plan) == (4, 0, 2, 0, 2, 0)
    assert [office.cell("member", key, "city") for key in keys] == ["Paris", "Paris", "Ulm", "Ulm"]
    assert office.cell("member", keys[0], "number") == "0001"


def test_without_keys_a_member_without_a_number_is_known_by_the_name(office: Office) -> None:
    fill(office)
    key = office.add("member", name="Guest", number=None)
    path = office.export("member", "number", "name", "city")
    edit_book(path, lambda sheet: (put(sheet, key, "City", "Paris"), drop_keys(sheet)))
    plan = office.take(path)
    assert tally(plan) == (4, 0, 1, 3, 0, 0)
    assert office.cell("member", key, "city") == "Paris"


def test_without_keys_and_numbers_names_serve_and_twins_are_asked(office: Office) -> None:
    fill(office)
    twins = [office.add("person", given_name="Ada", family_name="Li", city="A") for _n in range(2)]
    key = office.add("person", given_name="Bo", family_name="Li", city="B")
    path = office.export("person", "given_name", "family_name", "city")
    edit_book(
        path,
        lambda sheet: (
            put(sheet, key, "City", "Nanjing"),
            put(sheet, twins[0], "City", "Paris"),
            drop_keys(sheet),
        ),
    )
    plan = office.take(path)
    assert tally(plan) == (3, 0, 1, 0, 2, 0)
    assert office.cell("person", key, "city") == "Nanjing"
    assert office.cell("person", twins[0], "city") == "A"


def test_without_keys_a_row_that_nobody_knows_is_asked(office: Office) -> None:
    fill(office)
    path = office.export("member", "number", "name")
    edit_book(path, lambda sheet: (sheet.append(["T-9", "New"]), drop_keys(sheet)))
    plan = office.take(path)
    assert tally(plan) == (4, 0, 0, 3, 1, 0)


def drop_hidden(book: Workbook) -> None:
    del book[KEY]


def test_without_the_hidden_sheet_the_history_tells_what_was(office: Office) -> None:
    keys = fill(office)
    path = office.export("member", "number", "name", "city", "postcode", "parent", "areas")
    office.set("member", keys[0], city="Nice", parent=keys[1])
    edit_book(path, lambda sheet: put(sheet, keys[1], "City", "Paris"))
    plan = office.take(change_book(path, drop_hidden))
    assert tally(plan) == (3, 0, 1, 2, 0, 0)
    assert office.read("member", keys[0], "city", "parent") == ("Nice", keys[1])
    assert office.cell("member", keys[1], "city") == "Paris"
    assert any("was looked up in the history" in remark for remark in plan.remarks)


def test_without_the_hidden_sheet_a_standing_is_told_from_the_periods(office: Office) -> None:
    keys = fill(office)
    periods = [office.add("membership_period", member=key, since="2020-01-01") for key in keys]
    path = office.export("member", "name", "status", "joined", "left")
    office.delete("membership_period", periods[2])
    office.add("membership_period", member=keys[2], since="2022-01-01")

    def edit(sheet: Any) -> None:
        put(sheet, keys[0], "Joined", "2021-05-01")
        put(sheet, keys[1], "Status", "suspended")

    edit_book(path, edit)
    plan = office.take(change_book(path, drop_hidden))
    assert (tally(plan), plan.clashes) == ((6, 0, 2, 4, 0, 0), [])
    assert office.read("member", keys[0], "status", "joined") == ("active", "2021-05-01")
    assert office.cell("member", keys[1], "status") == "suspended"
    assert office.cell("member", keys[2], "joined") == "2022-01-01"


def test_without_the_hidden_sheet_edits_on_both_sides_clash_as_ever(office: Office) -> None:
    keys = fill(office)
    path = office.export("member", "name", "city")
    office.set("member", keys[0], city="Nice")
    edit_book(path, lambda sheet: put(sheet, keys[0], "City", "Paris"))
    (clash,) = office.take(change_book(path, drop_hidden)).clashes
    one = clash.conflict
    assert (one.base, one.mine, one.theirs) == ("City 0", "Nice", "Paris")


def test_without_the_hidden_sheet_nobody_can_tell_which_rows_were_removed(office: Office) -> None:
    fill(office)
    path = edit_book(office.export("member", "name"), lambda sheet: sheet.delete_rows(2))
    plan = office.take(change_book(path, drop_hidden), remove_missing=True)
    assert plan.counts.missing == 1
    assert any("nobody can tell which rows were removed" in remark for remark in plan.remarks)
    assert office.count("member") == 3


def test_without_hidden_sheet_and_keys_the_history_and_the_number_serve(office: Office) -> None:
    keys = fill(office)
    path = office.export("member", "number", "name", "city")
    office.set("member", keys[0], city="Nice")
    edit_book(path, lambda sheet: (put(sheet, keys[1], "City", "Paris"), drop_keys(sheet)))
    plan = office.take(change_book(path, drop_hidden))
    assert tally(plan) == (3, 0, 1, 2, 0, 0)
    assert office.cell("member", keys[0], "city") == "Nice"


def test_without_hidden_sheet_and_keys_names_serve_where_numbers_are_empty(office: Office) -> None:
    key = office.add("member", name="Guest", number=None)
    path = office.export("member", "number", "name", "city")
    edit_book(path, lambda sheet: (put(sheet, key, "City", "Paris"), drop_keys(sheet)))
    assert tally(office.take(change_book(path, drop_hidden))) == (1, 0, 1, 0, 0, 0)
    assert office.cell("member", key, "city") == "Paris"


@pytest.mark.parametrize(
    ("language", "heading"), [("en", "Parent organisation: City"), ("zh", "上级机构：城市")]
)
def test_columns_of_linked_records_are_known_though_the_book_no_longer_tells(
    file_office: Office, language: str, heading: str
) -> None:
    fill(file_office)
    i18n.use(language)
    path = file_office.export("member", "name", "parent.city", "city")
    copy_sheet(path)
    i18n.use("en")
    plan = file_office.take(path)
    assert plan.ignored == []
    assert f"Only shown in the book, so not read: {heading}." in plan.remarks


def copy_sheet(path: Any) -> None:
    """The sheet alone in a new workbook, as after copying it there: no properties, no others."""
    from openpyxl import load_workbook

    book = Workbook()
    for row in load_workbook(path).worksheets[0].iter_rows(values_only=True):
        book.worksheets[0].append(row)
    book.save(path)


def test_a_sheet_in_a_workbook_of_its_own_is_known_by_its_keys(office: Office) -> None:
    keys = fill(office)
    path = office.export("member", "name", "city", "postcode")
    office.set("member", keys[0], city="Nice")
    edit_book(path, lambda sheet: put(sheet, keys[1], "City", "Paris"))
    copy_sheet(path)
    assert tally(office.take(path)) == (3, 0, 1, 2, 0, 0)
    assert office.cell("member", keys[0], "city") == "Nice"


def test_a_book_that_knows_more_than_the_database_asks_each_cell(file_office: Office) -> None:
    """The database came back from a copy that was older than the book."""
    from t20desk.db.database import Database

    keys = fill(file_office)
    path = file_office.folder / "office.t20"
    older = file_office.folder / "older.t20"
    file_office.database.close()
    older.write_bytes(path.read_bytes())
    file_office.database = Database.open(path)
    file_office.set("member", keys[0], city="Nice")
    book = file_office.export("member", "name", "city")
    edit_book(book, lambda sheet: put(sheet, keys[1], "City", "Paris"))
    change_book(book, drop_hidden)
    again = Office(Database.open(older), file_office.folder)
    plan = again.take(book)
    fields = {(clash.conflict.id, clash.conflict.theirs) for clash in plan.clashes}
    assert fields == {(keys[0], "Nice"), (keys[1], "Paris")}
    assert any("knows of changes that this database does not have" in one for one in plan.remarks)
    again.database.close()


def test_other_changes_of_the_same_number_are_not_taken_for_those_of_the_book(
    file_office: Office,
) -> None:
    """The database came back from an older copy and went on: its history is another one."""
    from t20desk.db.database import Database

    keys = fill(file_office)
    path, older = (file_office.folder / name for name in ("office.t20", "older.t20"))
    file_office.database.close()
    older.write_bytes(path.read_bytes())
    file_office.database = Database.open(path)
    file_office.set("member", keys[0], city="Nice")
    book = file_office.export("member", "name", "city")
    again = Office(Database.open(older), file_office.folder)
    again.set("member", keys[0], city="Bath")
    edit_book(book, lambda sheet: put(sheet, keys[1], "City", "Paris"))
    plan = again.take(book)
    assert tally(plan) == (3, 0, 1, 2, 0, 0)
    assert again.cell("member", keys[1], "city") == "Paris"
    edit_book(book, lambda sheet: put(sheet, keys[0], "City", "Lyon"))
    (clash,) = again.take(book).clashes
    one = clash.conflict
    assert (one.base, one.mine, one.theirs) == ("Nice", "Bath", "Lyon")
    again.database.close()


def test_sheets_in_front_and_behind_do_no_harm(file_office: Office) -> None:
    keys = fill(file_office)
    path = edit_book(
        file_office.export("member", "name", "city"),
        lambda sheet: put(sheet, keys[0], "City", "Paris"),
    )

    def add(book: Workbook) -> None:
        book.create_sheet("To do", 0)["A1"] = "call Alpha"
        book.create_sheet("Notes")["A1"] = "x"

    assert tally(file_office.take(change_book(path, add))) == (3, 0, 1, 2, 0, 0)


def test_a_further_sheet_with_rows_of_the_book_is_named(file_office: Office) -> None:
    fill(file_office)
    path = file_office.export("member", "name", "city")
    change_book(path, lambda book: book.copy_worksheet(book.worksheets[0]))
    plan = file_office.take(path)
    assert tally(plan) == (3, 0, 0, 3, 0, 0)
    assert plan.remarks == [
        "Sheet “Organisations Copy” holds rows of the book too and was not read; move what was "
        "edited there to sheet “Organisations” and take the book back again."
    ]


def test_a_cleared_required_cell_is_an_error_at_its_place(file_office: Office) -> None:
    keys = fill(file_office)
    path = file_office.export("member", "name", "city")
    edit_book(path, lambda sheet: put(sheet, keys[1], "Name", None))
    plan = file_office.take(path)
    assert tally(plan) == (3, 0, 0, 2, 0, 1)
    assert said(plan, "error") == [(3, "name")]
