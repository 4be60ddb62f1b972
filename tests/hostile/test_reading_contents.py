"""Cells of strangers' workbooks that programs usually get wrong."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from t20desk.db.types.values import CellError
from t20desk.reading.source import open_source
from tests.reading.sample_files import (
    MAIN,
    SHEET,
    change_parts,
    read_all,
    read_cells,
    read_remarks,
    refuse,
    write_book,
    write_document,
    write_old_book,
    write_raw_sheet,
)


def put_cell(value: object, pattern: str = "General") -> Callable[[Worksheet], None]:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = value
        sheet["A1"].number_format = pattern

    return fill


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("value", "pattern", "shown"),
    [
        pytest.param(1067, "00000", "01067", id="E-201"),
        pytest.param(10115, "00000", "10115", id="E-201-full"),
        pytest.param(1067, '"D-"00000', "D-01067", id="E-201-letters"),
        pytest.param(12067, "000-00", "120-67", id="E-201-inside"),
        pytest.param(1067, "[$-407]00000;[Red]00000", "01067", id="E-201-sections"),
        pytest.param(1067, "0", 1067, id="E-202-number"),
        pytest.param(1067, "#,##0", 1067, id="E-202-thousands"),
        pytest.param(1067, "0.00", 1067, id="E-202-decimals"),
        pytest.param("01067", "@", "01067", id="E-202-text"),
        pytest.param(493510000000.0, "0.0000E+00", 493510000000, id="E-203"),
        pytest.param(49351123456789008, "0", 49351123456789008, id="E-203-long"),
    ],
)
def test_a_number_keeps_the_zeros_it_is_shown_with(
    tmp_path: Path, value: object, pattern: str, shown: object
) -> None:
    path = write_book(tmp_path / "zeros.xlsx", put_cell(value, pattern))
    assert read_cells(path) == [[shown]]


@pytest.mark.parametrize(
    ("value", "pattern", "shown"),
    [
        pytest.param(1067, "00000", "01067", id="E-201-xls"),
        pytest.param(1067, "General", 1067, id="E-202-xls"),
        pytest.param(45418, "yyyy-mm-dd", date(2024, 5, 6), id="E-204-xls"),
        pytest.param(45418.5, "yyyy-mm-dd hh:mm", datetime(2024, 5, 6, 12), id="E-204-xls-time"),
        pytest.param(3_000_000, "yyyy-mm-dd", 3_000_000, id="E-204-xls-late"),
        pytest.param(0.3, "hh:mm", "07:12", id="E-207-xls"),
        pytest.param(1.25, "[h]:mm", "30:00", id="E-207-xls-hours"),
    ],
)
def test_an_old_workbook_gives_the_same_values(
    tmp_path: Path, value: object, pattern: str, shown: object
) -> None:
    assert read_cells(write_old_book(tmp_path / "a.xls", [(0, 0, value, pattern)])) == [[shown]]


@pytest.mark.parametrize(
    ("serial", "shown"),
    [
        pytest.param(45418, date(2024, 5, 6), id="E-204"),
        pytest.param(-5, -5, id="E-204-negative"),
        pytest.param(3_000_000, 3_000_000, id="E-204-late"),
        pytest.param(61, date(1900, 3, 1), id="E-204-61"),
        pytest.param(45000.9999999, datetime(2023, 3, 16), id="E-204-rounded"),
    ],
)
def test_a_date_is_right_or_the_raw_number(tmp_path: Path, serial: float, shown: object) -> None:
    path = write_book(tmp_path / "dates.xlsx", put_cell(serial, "yyyy-mm-dd"))
    assert read_cells(path) == [[shown]]


@pytest.mark.parametrize("serial", [pytest.param(43956, id="E-204-1904")])
def test_a_workbook_counting_from_1904_gives_right_dates(tmp_path: Path, serial: int) -> None:
    def fill(sheet: Worksheet) -> None:
        put_cell(serial, "yyyy-mm-dd")(sheet)
        sheet.parent.epoch = datetime(1904, 1, 1)

    assert read_cells(write_book(tmp_path / "mac.xlsx", fill)) == [[date(2024, 5, 6)]]


@pytest.mark.parametrize(
    ("value", "pattern", "shown"),
    [
        pytest.param(0.3, "hh:mm", "07:12", id="E-207"),
        pytest.param(time(18, 30), "hh:mm", "18:30", id="E-207-evening"),
        pytest.param(timedelta(hours=26, minutes=30), "[h]:mm", "26:30", id="E-207-hours"),
        pytest.param(timedelta(hours=24), "[h]:mm", "24:00", id="E-207-24"),
    ],
)
def test_times_are_right_to_the_minute(
    tmp_path: Path, value: object, pattern: str, shown: str
) -> None:
    path = write_book(tmp_path / "times.xlsx", put_cell(value, pattern))
    assert read_cells(path) == [[shown]]


ERRORS = ("#N/A", "#DIV/0!", "#REF!")
ERROR_CELLS = "".join(f'<c t="e"><f>1/0</f><v>{error}</v></c>' for error in ERRORS)
ERROR_CELLS_ODS = "".join(
    '<table:table-cell table:formula="of:=1/0" office:value-type="string"'
    f' office:string-value="" calcext:value-type="error"><text:p>{error}</text:p>'
    "</table:table-cell>"
    for error in ERRORS
)


def write_errors(path: Path) -> Path:
    return write_raw_sheet(path, f'<row r="4">{ERROR_CELLS}</row>')


def write_document_errors(path: Path) -> Path:
    empty = '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
    row = f"<table:table-row>{ERROR_CELLS_ODS}</table:table-row>"
    return write_document(path, f'<table:table table:name="S">{empty}{row}</table:table>')


@pytest.mark.parametrize(
    ("name", "write"),
    [
        pytest.param("errors.xlsx", write_errors, id="E-208"),
        pytest.param("errors.ods", write_document_errors, id="E-208-ods"),
    ],
)
def test_error_cells_are_errors_never_blanks(
    tmp_path: Path, name: str, write: Callable[[Path], Path]
) -> None:
    (row,) = read_all(write(tmp_path / name))
    assert (row.number, row.cells) == (4, list(ERRORS))
    assert all(isinstance(cell, CellError) for cell in row.cells)


@pytest.mark.parametrize("rows", [pytest.param(3, id="E-209")])
def test_formulas_without_results_are_counted_by_column(tmp_path: Path, rows: int) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Number", "Double"])
        for row in range(rows):
            sheet.append([row, f"=A{row + 2}*2"])

    path = write_book(tmp_path / "formulas.xlsx", fill)
    with open_source(path) as source:
        taken = source.read_rows()
        assert [row.cells for row in taken][1:] == [[0, None], [1, None], [2, None]]
        assert taken.remarks.uncached_formula_columns == {"B": rows}


@pytest.mark.parametrize("result", [pytest.param("<v></v>", id="E-209-empty-text")])
def test_an_empty_text_is_a_result(tmp_path: Path, result: str) -> None:
    cell = f'<c r="B1" t="str"><f>IF(A1="","",A1)</f>{result}</c>'
    rows = f'<row r="1"><c r="A1"><v>1</v></c>{cell}</row>'
    assert not read_remarks(write_raw_sheet(tmp_path / "text.xlsx", rows))


@pytest.mark.parametrize("places", [pytest.param(("A1:A3", "B1:C1"), id="E-210")])
def test_merged_cells_are_named(tmp_path: Path, places: tuple[str, ...]) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["B1"], sheet["B3"] = "down", "across", "x"
        for place in places:
            sheet.merge_cells(place)

    path = write_book(tmp_path / "merged.xlsx", fill)
    with open_source(path) as source:
        rows = source.read_rows()
        assert [row.cells for row in rows] == [["down", "across"], [None, "x"]]
        assert set(rows.remarks.merged) == set(places)


@pytest.mark.parametrize("number", [pytest.param(2, id="E-211")])
def test_hidden_rows_and_columns_are_read_and_flagged(tmp_path: Path, number: int) -> None:
    def fill(sheet: Worksheet) -> None:
        for row in range(4):
            sheet.append([row, "x"])
        sheet.row_dimensions[2].hidden = True
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True

    path = write_book(tmp_path / "hidden.xlsx", fill)
    with open_source(path) as source:
        rows = source.read_rows()
        assert [row.hidden for row in rows] == [False, True, True, False]
        assert (rows.remarks.hidden_rows, rows.remarks.hidden_columns) == (number, ("B",))


@pytest.mark.parametrize("heading", [pytest.param(5, id="E-212")])
def test_rows_and_columns_count_as_in_excel(tmp_path: Path, heading: int) -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (1, 2, 3):
            sheet.cell(row, 2, f"title {row}")
        sheet.cell(heading, 2, "Name")
        sheet.cell(heading, 4, "City")

    rows = read_all(write_book(tmp_path / "titles.xlsx", fill))
    assert [row.number for row in rows] == [1, 2, 3, heading]
    assert rows[-1].cells == [None, "Name", None, "City"]


@pytest.mark.parametrize("blank", [pytest.param(10_000, id="E-215")])
def test_blank_rows_are_counted_and_passed_over(tmp_path: Path, blank: int) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "Name"
        sheet.cell(blank + 2, 1, "Anna")

    path = write_book(tmp_path / "blank.xlsx", fill)
    with open_source(path) as source:
        rows = source.read_rows()
        assert [(row.number, row.cells) for row in rows] == [(1, ["Name"]), (blank + 2, ["Anna"])]
        assert rows.remarks.blank_rows == blank


@pytest.mark.parametrize(
    "value", [pytest.param(0, id="E-215-zero"), pytest.param(False, id="E-215-no")]
)
def test_a_row_of_zeros_is_not_blank(tmp_path: Path, value: object) -> None:
    assert read_cells(write_book(tmp_path / "zero.xlsx", put_cell(value))) == [[value]]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("x" * 32_767, id="E-217"),
        pytest.param("😀𠮷e\u0301 مرحبا", id="E-220"),
        pytest.param("+49 351", id="E-221"),
        pytest.param('<img src=x onerror="y"> &amp; <b>', id="E-222"),
        pytest.param("'); DROP TABLE--", id="E-223"),
        pytest.param('say "" and \\""', id="E-218-quotes"),
        pytest.param("\u202eabc\u200b", id="E-218"),
    ],
)
def test_texts_arrive_unchanged(tmp_path: Path, text: str) -> None:
    assert read_cells(write_book(tmp_path / "text.xlsx", put_cell(text))) == [[text]]


@pytest.mark.parametrize("text", [pytest.param("a_x000B_b\ufffe", id="E-218-controls")])
def test_control_characters_do_not_stop_the_reading(tmp_path: Path, text: str) -> None:
    rows = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>'
    path = write_raw_sheet(tmp_path / "controls.xlsx", rows)
    assert read_cells(path) == [["a\x0bb\ufffe"]]


@pytest.mark.parametrize("columns", [pytest.param(1_200, id="E-112-wide")])
def test_too_many_filled_columns_are_refused(tmp_path: Path, columns: int) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(list(range(columns)))

    assert f"{columns} filled columns" in refuse(write_book(tmp_path / "wide.xlsx", fill))


@pytest.mark.parametrize(
    ("x", "space"),
    [pytest.param("", "xmlns", id="E-208-plain"), pytest.param("x:", "xmlns:x", id="E-208-prefix")],
)
def test_cells_without_positions_are_counted(tmp_path: Path, x: str, space: str) -> None:
    rows = (
        f"<{x}row><{x}c><{x}v>1</{x}v></{x}c>"
        f'<{x}c t="e"><{x}v>#N/A</{x}v></{x}c></{x}row>'
        f'<{x}row hidden="1"><{x}c/><{x}c><{x}v>2</{x}v></{x}c></{x}row>'
    )
    sheet = (
        f"<{x}worksheet {MAIN.replace('xmlns', space)}><{x}sheetData>{rows}</{x}sheetData>"
        f"</{x}worksheet>"
    )
    path = write_raw_sheet(tmp_path / "plain.xlsx", "")
    found = read_all(change_parts(path, {SHEET: sheet}))
    assert [row.cells for row in found] == [[1, "#N/A"], [None, 2]]
    assert [row.hidden for row in found] == [False, True]


@pytest.mark.parametrize("sheet", [pytest.param("Second", id="E-232")])
def test_a_sheet_is_read_by_its_name(tmp_path: Path, sheet: str) -> None:
    def fill(first: Worksheet) -> None:
        first.append(["first"])
        first.parent.create_sheet(sheet).append(["second"])

    with open_source(write_book(tmp_path / "two.xlsx", fill)) as source:
        assert [row.cells for row in source.read_rows(sheet)] == [["second"]]
        assert [row.cells for row in source.read_rows(0)] == [["first"]]
