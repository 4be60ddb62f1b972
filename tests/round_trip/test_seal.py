"""A book that is just as it was written is known by its seal; any other is read cell by cell."""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from t20desk.reading.source import open_source
from tests.round_trip.books import Office, change_book, edit_book, put, tally


def is_sealed(path: Path) -> bool:
    with open_source(path) as source:
        return source.is_sealed


def test_a_book_as_it_was_written_is_sealed_and_changes_nothing(file_office: Office) -> None:
    key = file_office.add("member", name="Alpha", city="Lyon")
    file_office.add("member", name="Beta")
    path = file_office.export("member", "name", "city")
    assert is_sealed(path)
    file_office.set("member", key, city="Nice")
    plan = file_office.take(path)
    assert tally(plan) == (2, 0, 0, 2, 0, 0)
    assert plan.change.is_empty
    assert file_office.read("member", key, "city") == ("Nice",)


def test_a_book_that_was_saved_anew_is_read_and_changes_nothing(file_office: Office) -> None:
    file_office.add("member", name="Alpha", city="Lyon")
    path = change_book(file_office.export("member", "name", "city"), lambda _book: None)
    assert not is_sealed(path)
    assert tally(file_office.take(path)) == (1, 0, 0, 1, 0, 0)


def test_an_edited_book_is_not_sealed(file_office: Office) -> None:
    key = file_office.add("member", name="Alpha", city="Lyon")
    path = edit_book(
        file_office.export("member", "name", "city"), lambda sheet: put(sheet, key, "City", "Nice")
    )
    assert not is_sealed(path)
    assert tally(file_office.take(path)) == (1, 0, 1, 0, 0, 0)


def test_one_part_put_in_by_another_hand_breaks_the_seal(
    file_office: Office, tmp_path: Path
) -> None:
    key = file_office.add("member", name="Alpha", city="Lyon")
    path, other = file_office.export("member", "name", "city"), tmp_path / "other.xlsx"
    with ZipFile(path) as old, ZipFile(other, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            first = name == "xl/worksheets/sheet1.xml"
            new.writestr(name, part.replace(b"Lyon", b"Nice") if first else part)
    assert not is_sealed(other)
    file_office.take(other)
    assert file_office.read("member", key, "city") == ("Nice",)
