"""How the cells of a workbook look: headings, cells, headings of groups, totals."""

from copy import copy
from typing import Final

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from t20desk.exporting.clean_text import clean_text, cut_text, is_formula_like
from t20desk.i18n import language
from t20desk.tables import Column

_WRAPPED: Final = ("long_text", "choices")
_HEAD_FILL: Final = "DCE6F2"
_BAND_FILL: Final = "F2F2F2"
_GREY: Final = "595959"
_OPEN_FILL: Final = "FFF8DC"
_FAINT: Final = "D9D2B8"
_ISO_DAY: Final = "yyyy-mm-dd"
CLOCK: Final = " hh:mm"
_DAYS: Final = {"de": "dd.mm.yyyy", "zh": 'yyyy"年"m"月"d"日"'}
"""How a day is shown where it is not written as ISO does."""


def is_wrapped(column: Column) -> bool:
    """Whether the texts of a column are wrapped at its width."""
    return column.type.name in _WRAPPED


def say_format(column: Column) -> str:
    """The number format of a column, its days in the manner of the language in use."""
    return column.type.excel_format.replace(_ISO_DAY, _DAYS.get(language(), _ISO_DAY))


def put_text(cell: Cell, text: str) -> None:
    """Text that is never taken for a formula."""
    cell.value = cut_text(clean_text(text))
    cell.data_type = "s"
    cell.quotePrefix = is_formula_like(text)


def _font(bold: bool, size: int = 11) -> Font:
    return Font(name="Calibri", family=2, scheme="minor", bold=bold, size=size)


def paint_title(cell: Cell) -> None:
    """The title of a sheet."""
    cell.font = _font(bold=True, size=16)


def paint_note(cell: Cell) -> None:
    """The line under the title."""
    cell.font = Font(name="Calibri", family=2, scheme="minor", size=11, color=_GREY)


def paint_heading(cell: Cell, numeric: bool = False) -> None:
    """The heading of a column."""
    cell.font = _font(bold=True)
    cell.fill = PatternFill("solid", fgColor=_HEAD_FILL)
    cell.border = Border(bottom=Side("thin", _GREY))
    cell.alignment = Alignment(
        horizontal="right" if numeric else "left", vertical="center", wrap_text=True
    )


def paint_cell(cell: Cell, column: Column) -> None:
    """A cell of the list, or a column whose cells are still to be filled."""
    wrapped = is_wrapped(column)
    # Older versions of Excel show a long text as #### in a cell of format "@".
    cell.number_format = "General" if wrapped else say_format(column)
    # Said for each sort, so that a year given as text stands under the days given as dates.
    side = "right" if column.type.numeric else "left"
    cell.alignment = Alignment(horizontal=side, vertical="top", wrap_text=wrapped or None)


def paint_shade(cell: Cell, shade: str) -> None:
    """The ground of a row that has a colour."""
    cell.fill = PatternFill("solid", fgColor=shade.upper())


def paint_day(cell: Cell, plain: Cell) -> None:
    """A cell like another one of its column, for a day without a time of day."""
    cell.number_format = plain.number_format.removesuffix(CLOCK)
    cell.alignment, cell.border = copy(plain.alignment), copy(plain.border)
    cell.fill, cell.font = copy(plain.fill), copy(plain.font)
    cell.protection = copy(plain.protection)


def paint_open(cell: Cell) -> None:
    """A cell that may be typed into, where all around it is protected."""
    cell.fill = PatternFill("solid", fgColor=_OPEN_FILL)
    line = Side("thin", _FAINT)
    cell.border = Border(line, line, line, line)
    cell.protection = Protection(locked=False)


def paint_band(cell: Cell, column: Column) -> None:
    """The heading of a group."""
    cell.number_format = say_format(column) if column.type.numeric else "General"
    cell.font = _font(bold=True)
    cell.fill = PatternFill("solid", fgColor=_BAND_FILL)


def paint_total(cell: Cell, column: Column) -> None:
    """A cell of the last line; a count under texts is a number all the same."""
    cell.number_format = say_format(column) if column.type.numeric else "General"
    cell.alignment = Alignment(horizontal="right" if column.type.numeric else "left")
    cell.font = _font(bold=True)
    cell.border = Border(top=Side("thin", _GREY), bottom=Side("double", _GREY))


def paint_foot(cell: Cell, column: Column) -> None:
    """A total of a type of its own: its sign stands before it, and it stays a number or a day."""
    paint_total(cell, column)
    if column.label:
        cell.number_format = f'"{column.label} "{say_format(column)}'
