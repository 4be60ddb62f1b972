"""What a book to be edited looks like: headings, hidden key and sheet, lists, hints, properties."""

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from t20desk import i18n
from t20desk.db.database import Database
from t20desk.errors import UserError
from t20desk.listing import Listing
from t20desk.round_trip.passport import read_passport
from t20desk.round_trip.row_keys import read_key
from t20desk.round_trip.writing import write_book
from tests.round_trip.books import KEY, Office, cells_of


def make_book(office: Office) -> tuple[int, Workbook]:
    key = office.add(
        "member", name="Alpha", number="007", areas=" technology_transfer ", country="DE",
        follow_up="2026-05-04",
    )  # fmt: skip
    path = office.export("member", "number", "name", "country", "areas", "follow_up", "status")
    return key, load_workbook(path)


def test_the_first_sheet_has_labels_above_and_the_rows_right_below(file_office: Office) -> None:
    key, book = make_book(file_office)
    sheet = book.worksheets[0]
    assert cells_of(sheet, 1) == [
        "Member number", "Name", "Country or region", "Service areas", "Follow-up date", "Status",
        KEY,
    ]  # fmt: skip
    assert cells_of(sheet, 2)[:6] == [
        "007", "Alpha", "Germany", "technology transfer", datetime(2026, 5, 4), "prospect"
    ]  # fmt: skip
    found = read_key(file_office.database.read_identity(), "member", cells_of(sheet, 2)[6])
    assert found is not None
    assert (found.id, found.number) == (key, 1)
    assert sheet.column_dimensions[get_column_letter(7)].hidden
    assert not sheet.protection.sheet
    assert sheet.max_row == 2


def test_a_hidden_sheet_holds_the_same_cells_under_the_names_of_the_fields(
    file_office: Office,
) -> None:
    _key, book = make_book(file_office)
    hidden = book[KEY]
    assert hidden.sheet_state == "hidden"
    assert cells_of(hidden, 1) == [
        "number", "name", "country", "areas", "follow_up", "status", KEY
    ]  # fmt: skip
    assert cells_of(hidden, 2) == cells_of(book.worksheets[0], 2)


def test_choices_point_at_a_hidden_range_and_several_have_a_hint(file_office: Office) -> None:
    _key, book = make_book(file_office)
    rules = {
        str(rule.sqref)[0]: rule for rule in book.worksheets[0].data_validations.dataValidation
    }
    assert rules["C"].formula1.startswith("'Lists'!$A$1:$A$")
    assert book["Lists"].sheet_state == "hidden"
    assert (rules["D"].type, rules["D"].formula1) == (None, None)
    assert "technology transfer" in rules["D"].prompt


def test_a_column_that_is_not_taken_back_says_so_beside_its_cells(file_office: Office) -> None:
    file_office.add("person", family_name="Li")
    book = load_workbook(file_office.export("person", "full_name", "family_name", "works_at.city"))
    rules = book.worksheets[0].data_validations.dataValidation
    assert [str(rule.sqref)[0] for rule in rules] == ["A", "C"]
    assert all("only for reading" in rule.prompt for rule in rules)


def test_the_properties_say_whose_book_it_is(file_office: Office) -> None:
    _key, book = make_book(file_office)
    told = {prop.name: str(prop.value) for prop in book.custom_doc_props}
    passport = read_passport(told)
    assert passport is not None
    assert (passport.kind, passport.number, passport.rows) == ("member", 1, 1)
    assert passport.columns == ("number", "name", "country", "areas", "follow_up", "status")
    assert passport.database == file_office.database.read_identity()
    assert all(len(value) <= 255 for value in told.values())


def test_the_names_of_many_columns_find_room_in_several_properties(file_office: Office) -> None:
    path = file_office.export("member")
    told = {prop.name: str(prop.value) for prop in load_workbook(path).custom_doc_props}
    passport = read_passport(told)
    assert passport is not None
    assert "notes" in passport.columns
    assert "t20desk columns 2" in told


def test_words_are_those_of_the_language_in_use(file_office: Office) -> None:
    file_office.add("member", name="Alpha", country="DE")
    i18n.use("zh")
    sheet = load_workbook(file_office.export("member", "name", "country")).worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["名称", "国家或地区", KEY]
    assert sheet["B2"].value == "德国"


def test_an_earlier_state_is_no_book(file_office: Office, tmp_path: Path) -> None:
    listing = Listing("member", view="all", as_known="2020-01-01")
    with pytest.raises(UserError, match="cannot be merged back"):
        write_book(file_office.database, listing, tmp_path / "past.xlsx")
    assert not (tmp_path / "past.xlsx").exists()


def test_own_fields_go_out_and_come_back(database: Database, tmp_path: Path) -> None:
    from t20desk.own_fields import NewField, plan_field
    from tests.round_trip.books import edit_book, put, tally

    office = Office(database, tmp_path)
    new = NewField("member", {"en": "Fee"})
    assert not database.apply(plan_field(database, new)).is_refused
    name = next(one for one in database.kinds["member"].fields if one.startswith("own_"))
    key = office.add("member", name="Alpha")
    path = office.export("member", "name", name)
    edit_book(path, lambda sheet: put(sheet, key, "Fee", "paid"))
    assert tally(office.take(path)) == (1, 0, 1, 0, 0, 0)
    assert office.cell("member", key, name) == "paid"


def test_pictures_stay_out_of_a_book(file_office: Office) -> None:
    file_office.add("member", name="Alpha")
    book = load_workbook(file_office.export("member", "name", "logo", "parent.logo", "city"))
    assert cells_of(book.worksheets[0], 1) == ["Name", "City", KEY]
