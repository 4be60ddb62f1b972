"""Rows written below the headings of a stranger's workbook, in the child that reads such books."""

import json
from collections.abc import Iterator
from copy import copy
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from t20desk.i18n import N_
from t20desk.reading.rows import RefusedError

_LOST: Final = ("xl/charts/", "xl/diagrams/", "xl/pivotTables/", "xl/embeddings/")
"""What openpyxl does not carry over."""
DAY, MOMENT, QUOTED = "day", "moment", "quoted"
"""How a cell says that it is more than its JSON: a day, a moment, text like a formula."""
BROKEN = N_(
    "{file} cannot serve as a template; open it in Excel, save it as a new workbook and try again."
)


def fill_template(path: Path, wanted: dict[str, Any]) -> dict[str, object]:
    """Write the rows of a file of JSON lines below a row of headings, and save the book elsewhere.

    Each row looks like the first one below the headings; what is lost of the book is told.
    """
    try:
        book = load_workbook(path)
        sheet = book.worksheets[wanted["sheet"]]
    except MemoryError:
        raise
    except Exception as error:
        raise RefusedError(BROKEN) from error
    count = _write_rows(sheet, wanted)
    _stretch_ranges(sheet, wanted["header"], wanted["header"] + count)
    book.template = False
    book.save(wanted["out"])
    with ZipFile(path) as package:
        lost = any(name.startswith(_LOST) for name in package.namelist())
    return {"filled": count, "lost": lost}


def _write_rows(sheet: Worksheet, wanted: dict[str, Any]) -> int:
    first: int = wanted["header"] + 1
    columns: list[tuple[int, str]] = [(place, form) for place, form in wanted["columns"]]
    looks = [(place, form, copy(sheet.cell(first, place)._style)) for place, form in columns]  # noqa: SLF001 - openpyxl's own way to copy a look
    height = sheet.row_dimensions[first].height
    count = 0
    for count, cells in enumerate(_read_rows(Path(wanted["rows"])), start=1):
        row = first + count - 1
        _open_row(sheet, row)
        if height is not None:
            sheet.row_dimensions[row].height = height
        for (place, form, look), value in zip(looks, cells, strict=True):
            cell = sheet.cell(row, place)
            assert isinstance(cell, Cell)
            cell._style = copy(look)  # noqa: SLF001
            _put_value(cell, value, form)
    return count


def _read_rows(spooled: Path) -> Iterator[list[Any]]:
    with spooled.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _open_row(sheet: Worksheet, row: int) -> None:
    """Part the cells that are joined in a row, since each gets a value of its own."""
    if any(isinstance(cell, MergedCell) for cell in sheet[row]):
        for joined in list(sheet.merged_cells.ranges):
            if joined.min_row <= row <= joined.max_row:
                sheet.unmerge_cells(joined.coord)


def _put_value(cell: Cell, value: Any, form: str) -> None:
    told, kind = (value[0], value[1]) if isinstance(value, list) else (value, "")
    if kind == DAY:
        told = date.fromisoformat(told)
    elif kind == MOMENT:
        told = datetime.fromisoformat(told)
    plain = cell.number_format
    cell.value = told
    if isinstance(told, str):
        cell.data_type = "s"
        cell.quotePrefix = kind == QUOTED
    cell.number_format = form if plain == "General" and not isinstance(told, str) else plain


def _stretch_ranges(sheet: Worksheet, header: int, last: int) -> None:
    """Let the tables and the filter that begin at the headings reach over all rows."""
    for table in sheet.tables.values():
        table.ref = _stretch(table.ref, header, last)
        if table.autoFilter is not None:
            table.autoFilter.ref = table.ref
    if sheet.auto_filter.ref:
        sheet.auto_filter.ref = _stretch(sheet.auto_filter.ref, header, last)


def _stretch(ref: str, header: int, last: int) -> str:
    left, top, right, bottom = range_boundaries(ref)
    if top != header or None in (left, right, bottom):
        return ref
    end = max(last, header + 1)
    return f"{get_column_letter(left)}{top}:{get_column_letter(right)}{end}"
