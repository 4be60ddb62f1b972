"""A book of ours is known among all files from outside, whatever it was saved as."""

from pathlib import Path

from openpyxl import Workbook, load_workbook

from t20desk.recognising import recognise
from tests.round_trip.books import Office


def test_a_book_is_known_by_its_properties(file_office: Office) -> None:
    file_office.add("person", family_name="Li")
    found = recognise(file_office.database, file_office.export("person"))
    assert (found.sort, found.kind) == ("book", "person")
    assert found.words == "People, edited elsewhere, to be merged back"


def test_without_properties_a_book_is_known_by_its_keys(file_office: Office) -> None:
    file_office.add("person", family_name="Li")
    path = file_office.export("person", "family_name", "city")
    plain = Workbook()
    for row in load_workbook(path).worksheets[0].iter_rows(values_only=True):
        plain.worksheets[0].append(row)
    plain.save(path)
    assert recognise(file_office.database, path)[0:3:2] == ("book", "person")


def test_an_export_that_is_no_book_is_a_sheet(file_office: Office, tmp_path: Path) -> None:
    path = tmp_path / "plain.xlsx"
    book = Workbook()
    book.worksheets[0].append(["Name", "City"])
    book.worksheets[0].append(["Alpha", "Lyon"])
    book.save(path)
    assert recognise(file_office.database, path).sort == "sheet"
