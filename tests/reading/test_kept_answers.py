"""A sheet that was read whole is fetched from its kept answers, as long as its file is the same."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from t20desk.reading import kept_answers
from t20desk.reading.kept_answers import KeptAnswers
from t20desk.reading.rows import SheetRow
from t20desk.reading.source import open_source
from tests.reading.sample_files import list_children

FIRST = [["Name", "Joined"], ["Anna", date(2024, 5, 6)]]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_rows(tmp_path / "Members.xlsx", FIRST)


@pytest.fixture
def kept() -> Iterator[KeptAnswers]:
    made = KeptAnswers.begin()
    assert made is not None
    yield made
    made.remove()
    assert not made.folder.exists()


def write_rows(path: Path, rows: list[list[object]]) -> Path:
    made = Workbook()
    for row in rows:
        made["Sheet"].append(row)
    made["Sheet"].row_dimensions[2].hidden = True
    made.create_sheet("Notes").append(["x"])
    made.save(path)
    return path


def read(path: Path, kept: KeptAnswers, sheet: int = 0) -> tuple[list[SheetRow], list[str], int]:
    """The rows and remarks of a sheet, and how many children had to read for it."""
    with open_source(path, kept=kept) as source:
        rows = source.read_rows(sheet)
        found = list(rows)
        return found, rows.remarks.sentences(), len(list_children())


def test_a_sheet_read_whole_is_not_parsed_again(book: Path, kept: KeptAnswers) -> None:
    first, remarks, children = read(book, kept)
    assert ([row.cells for row in first], children) == (FIRST, 1)
    assert read(book, kept) == (first, remarks, 0)
    assert remarks


def test_the_first_rows_alone_are_not_kept(book: Path, kept: KeptAnswers) -> None:
    with open_source(book, kept=kept) as source:
        next(source.read_rows(0))
        assert len(list(source.read_rows(0, most=1))) == 1
    assert read(book, kept)[2] == 1
    assert [one.name for one in kept.folder.iterdir()] == ["rows"]


def test_another_sheet_is_parsed_and_then_kept_instead(book: Path, kept: KeptAnswers) -> None:
    read(book, kept)
    assert [row.cells for row in read(book, kept, 1)[0]] == [["x"]]
    assert read(book, kept, 1)[2] == 0
    assert read(book, kept)[2] == 1


def test_a_file_that_has_changed_is_parsed_anew(book: Path, kept: KeptAnswers) -> None:
    read(book, kept)
    write_rows(book, [*FIRST, ["Bert", None]])
    assert len(read(book, kept)[0]) == 3
    os.utime(book, (0, 0))
    assert read(book, kept)[2] == 1


def test_a_file_opened_in_another_way_is_parsed_anew(tmp_path: Path, kept: KeptAnswers) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("Name;Ort\nMüller;Köln\n".encode("cp1252"))
    assert read(path, kept)[0][1].cells == ["Müller", "Köln"]
    with open_source(path, encoding="mac_roman", kept=kept) as source:
        assert list(source.read_rows(0))[1].cells != ["Müller", "Köln"]


def test_what_finds_no_room_is_not_kept(
    book: Path, kept: KeptAnswers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_answers, "MOST_BYTES", 10)
    assert len(read(book, kept)[0]) == 2
    assert not list(kept.folder.iterdir())
    kept.remove()
    assert len(read(book, kept)[0]) == 2
