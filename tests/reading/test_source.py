"""What a source tells of a file, and reading it more than once."""

import json
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from openpyxl import Workbook

from t20desk.errors import UserError
from t20desk.reading.batches import encode_line, gather_rows, pack_rows, unpack_rows
from t20desk.reading.rows import ErrorText, RawRow, SheetInfo
from t20desk.reading.source import open_source
from tests.reading.sample_files import (
    MAIN,
    SHEET,
    change_parts,
    list_children,
    read_all,
    read_cells,
    write_book,
    write_document,
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "Members.xlsx"
    made = Workbook()
    made["Sheet"].append(["Name", "Joined"])
    made["Sheet"].append(["Anna", date(2024, 5, 6)])
    made.create_sheet("Notes").append(["x"])
    made.save(path)
    return path


def test_a_source_tells_what_it_is(book: Path) -> None:
    content = book.read_bytes()
    with open_source(book) as source:
        assert (source.name, source.size) == ("Members.xlsx", len(content))
        assert source.sha256 == sha256(content).hexdigest()
        assert source.sheets == (SheetInfo("Sheet", False, 2, 2), SheetInfo("Notes", False, 1, 1))
        assert (source.encoding, source.separator, source.remarks) == ("", "", [])


def test_a_sheet_can_be_read_again_and_beside_another(book: Path) -> None:
    with open_source(book) as source:
        first, second = source.read_rows(0), source.read_rows("Notes")
        assert next(first).cells == ["Name", "Joined"]
        assert [row.cells for row in second] == [["x"]]
        assert [row.cells for row in first] == [["Anna", date(2024, 5, 6)]]
        assert len(list(source.read_rows(0))) == 2


def test_a_preview_leaves_the_sheet_with_the_child(book: Path) -> None:
    with open_source(book) as source:
        assert [row.number for row in source.read_rows(0, most=1)] == [1]
        (child,) = list_children()
        assert [row.number for row in source.read_rows(0)] == [1, 2]
        assert list_children() == [child]


def test_an_unknown_sheet_is_refused_with_those_there_are(book: Path) -> None:
    with open_source(book) as source, pytest.raises(UserError, match="it has Sheet, Notes"):
        source.read_rows("Sheet 9")


def test_a_second_reading_of_a_changed_file_is_refused(book: Path) -> None:
    with open_source(book) as source:
        next(source.read_rows(0))
        write_book(book, lambda sheet: sheet.append(["other"]))
        with pytest.raises(UserError, match="has changed"):
            list(source.read_rows(0))


def test_an_unknown_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("a;b\n")
    with pytest.raises(UserError, match="encoding") as caught:
        open_source(path, encoding="klingon")
    assert caught.value.field == "encoding"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"gone\.xlsx does not exist"):
        open_source(tmp_path / "gone.xlsx")


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"\x89PNG\r\n", b"\x7fELF", bytes(300), b"Rar!"])
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "odd.xlsx").write_bytes(content)
    with pytest.raises(UserError, match=r"odd\.xlsx"):
        open_source(tmp_path / "odd.xlsx")


def test_an_open_document_is_read_as_meant(tmp_path: Path) -> None:
    cells = (
        '<table:table-cell office:value-type="float" office:value="1067">'
        "<text:p>01067</text:p></table:table-cell>"
        '<table:table-cell office:value-type="date" office:date-value="2024-05-06T07:08:00">'
        "<text:p>06.05.24</text:p></table:table-cell>"
        '<table:table-cell office:value-type="time" office:time-value="PT26H30M00S">'
        "<text:p>26:30</text:p></table:table-cell>"
        '<table:table-cell table:number-columns-spanned="2" office:value-type="string">'
        "<text:p>a<text:line-break/>b</text:p></table:table-cell><table:covered-table-cell/>"
    )
    path = write_document(
        tmp_path / "list.ods",
        '<table:table table:name="S"><table:table-column table:visibility="collapse"/>'
        f'<table:table-row table:visibility="filter">{cells}</table:table-row></table:table>',
    )
    with open_source(path) as source:
        rows = source.read_rows()
        (row,) = rows
        assert row.cells == ["01067", datetime(2024, 5, 6, 7, 8), "26:30", "a\nb"]
        assert row.hidden
        assert (rows.remarks.merged, rows.remarks.hidden_columns) == (("D1:E1",), ("A",))


def test_tables_of_a_page_keep_their_columns(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        "<html><body><table><tr><th>Name<th>City<th>Mail</tr>"
        "<tr><td rowspan=2>Anna<td colspan=2>Dresden<br>Leipzig</tr>"
        "<tr><td>K&ouml;ln &amp; Bonn</td><td><script>x()</script>a@b.c</td></tr></table></body>",
        encoding="utf-8",
    )
    assert read_cells(tmp_path / "page.html") == [
        ["Name", "City", "Mail"],
        ["Anna", "Dresden\nLeipzig", None],
        [None, "Köln & Bonn", "a@b.c"],
    ]


def test_cells_of_all_kinds_come_through_the_protocol() -> None:
    cells = ["", None, "x", 1.0, 1.5, 7, True, date(2024, 5, 6), datetime(2024, 5, 6, 7, 8)]
    rows = [RawRow(3, [*cells, ErrorText("#N/A")], hidden=True), RawRow(9, ["y"], remark=("m", {}))]
    (batch,) = gather_rows(rows)
    first, second = unpack_rows(json.loads(encode_line(pack_rows(batch))))
    assert first.cells == [None, None, "x", 1, 1.5, *cells[5:], "#N/A"]
    assert (first.number, first.hidden, type(first.cells[-1]).__name__) == (3, True, "CellError")
    assert second.cells == ["y", *[None] * 9]
    assert second.remark == "m"


@pytest.mark.slow
def test_a_large_sheet_is_marked_beside_its_reading(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" s="1"><v>{row}</v></c>{"<c/>" * 9}</row>'
        for row in range(1, 250_001)
    )

    def fill(sheet: object) -> None:
        sheet["A1"] = 1
        sheet["A1"].number_format = "00000"

    path = write_book(tmp_path / "large.xlsx", fill)
    change_parts(path, {SHEET: f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>"})
    found = read_all(path)
    assert (len(found), found[0].cells[0], found[-1].cells[0]) == (250_000, "00001", "250000")
