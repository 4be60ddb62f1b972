"""Everything on a sheet but its rows: title, headings, widths, frozen panes, printed pages."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from openpyxl.worksheet.worksheet import Worksheet

from t20desk.db.types import DateTime
from t20desk.exporting.cell_looks import (
    paint_cell,
    paint_heading,
    paint_note,
    paint_title,
    put_text,
)
from t20desk.exporting.clean_text import clean_text
from t20desk.exporting.column_widths import column_width, count_lines
from t20desk.exporting.sheet_frame import COUNT_MARK, count_text
from t20desk.exporting.sheet_xml import column_letters
from t20desk.i18n import _
from t20desk.tables import Cells, Table

_PORTRAIT_WIDTH: Final = 95
"""Characters that fit across an upright A4 page."""

_LINE_HEIGHT: Final = 15
"""Points."""

_FOOTER_TITLE: Final = 60
"""Characters of a name in the footer, which holds 255 in all."""


def write_title(
    sheet: Worksheet, table: Table, written: datetime, count: int | None, office: str = ""
) -> None:
    """The title, and under it whose it is and of when, the filter in words and how many rows.

    What is sent to be filled in says in its own lines what is to be done.
    """
    put_text(sheet["A1"], table.title)
    paint_title(sheet["A1"])
    sheet.row_dimensions[1].height = 24
    number = "" if count is None else count_text(count)
    told = " · ".join(filter(None, (office, _tell_time(written), table.subtitle, number)))
    for row, line in enumerate(table.lines or (told,), 2):
        put_text(sheet.cell(row, 1), line)
        paint_note(sheet.cell(row, 1))


def write_headings(sheet: Worksheet, table: Table, row: int, samples: Sequence[Cells]) -> None:
    """The headings; each column has its width and the look of cells not yet filled."""
    lines = 1
    for place, column in enumerate(table.columns):
        cell = sheet.cell(row, place + 1)
        put_text(cell, column.label)
        paint_heading(cell, column.type.numeric)
        dimension = sheet.column_dimensions[column_letters(place)]
        total = table.say_total(place)
        dimension.width = column_width(column, [cells[place] for cells in samples], total)
        dimension.hidden = column.hidden
        paint_cell(dimension, column)
        lines = max(lines, count_lines(column.label, dimension.width - 2))
    sheet.row_dimensions[row].height = lines * _LINE_HEIGHT + 3


def arrange_sheet(sheet: Worksheet, table: Table, heading_row: int) -> None:
    """Headings and first column stay in sight; groups fold, and filters find rows among them."""
    if table.locked:
        _protect(sheet)
    several = len(table.columns) > 1
    sheet.freeze_panes = f"{'B' if several else 'A'}{heading_row + 1}"
    if table.is_grouped:
        sheet.sheet_properties.outlinePr.summaryBelow = False
        sheet.sheet_format.outlineLevelRow = 1
    if not table.locked:
        last = column_letters(len(table.columns) - 1)
        sheet.auto_filter.ref = f"A{heading_row}:{last}{heading_row}"


def _protect(sheet: Worksheet) -> None:
    """Only open cells are typed into; columns may be made wider. It is help and no secret."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False


def set_up_pages(
    sheet: Worksheet, table: Table, heading_row: int, written: datetime, office: str = ""
) -> None:
    """All columns on one page's width, headings on each page, page numbers below."""
    shown = (place for place, column in enumerate(table.columns) if not column.hidden)
    width = sum(sheet.column_dimensions[column_letters(place)].width for place in shown)
    sheet.page_setup.orientation = "landscape" if width > _PORTRAIT_WIDTH else "portrait"
    fit_to_width(sheet)
    sheet.print_title_rows = f"{heading_row}:{heading_row}"
    names = (clean_text(name)[:_FOOTER_TITLE] for name in (office, table.title) if name)
    sheet.oddFooter.left.text = " · ".join(names).replace("&", "&&")
    sheet.oddFooter.center.text = _("Page {page} of {pages}").format(page="&P", pages="&N")
    sheet.oddFooter.right.text = f"{_tell_time(written)} · {COUNT_MARK}"


def fit_to_width(sheet: Worksheet) -> None:
    """All columns on one A4 page, as many pages down as it takes."""
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0


def _tell_time(written: datetime) -> str:
    return DateTime().format(written.isoformat("T", "minutes"))
