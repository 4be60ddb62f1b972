"""The styles of a book, painted once for each look: columns of one type look alike."""

from typing import Final, NamedTuple

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from t20desk.exporting.cell_looks import (
    CLOCK,
    is_wrapped,
    paint_band,
    paint_cell,
    paint_day,
    paint_foot,
    paint_open,
    paint_shade,
    paint_total,
    say_format,
)
from t20desk.exporting.sheet_xml import CellStyles
from t20desk.tables import Column

PAINTERS: Final = (paint_cell, paint_band, paint_total)
"""What paints the cells of a list, the headings of its groups, and its last line."""


class _Look(NamedTuple):
    """All that the looks of a column depend on."""

    format: str
    numeric: bool
    wrapped: bool
    opens: bool
    fixed: bool
    shade: str
    foot: tuple[str, str, bool] | None


class PaintedStyles:
    """Paints sample cells in a sheet that belongs to the book and is not in it."""

    def __init__(self, book: Workbook) -> None:
        self._sheet = Worksheet(book)
        self._known: dict[_Look, tuple[CellStyles, ...]] = {}

    def find(
        self, column: Column, width: float, opens: bool, foot: Column | None, shade: str = ""
    ) -> tuple[CellStyles, ...]:
        """The styles of a column `width` characters wide: in the list, its bands and last line.

        It `opens` where its cells may be typed into; `foot` says what its total is; in rows with
        a `shade` its cells, empty ones too, stand on that ground.
        """
        look = _find_look(column, opens, foot, shade)
        if look not in self._known:
            self._known[look] = self._paint(column, opens, foot, shade)
        return tuple(
            CellStyles(one.plain, one.quoted, width if one.wrap_width else 0, one.empty, one.day)
            for one in self._known[look]
        )

    def _paint(
        self, column: Column, opens: bool, foot: Column | None, shade: str
    ) -> tuple[CellStyles, ...]:
        place, styles = len(self._known) + 1, []
        for row, paint in enumerate(PAINTERS):
            first = 4 * row + 1
            plain, quoted, empty, day = (self._sheet.cell(first + at, place) for at in range(4))
            for cell in (plain, quoted):
                paint(cell, column)
            is_open = opens and paint is paint_cell
            if is_open:
                _open_cells(empty, plain, quoted, column)
            is_shaded = bool(shade) and paint is paint_cell
            if is_shaded:
                for cell in (plain, quoted) if is_open else (plain, quoted, empty):
                    paint_shade(cell, shade)
            quoted.quotePrefix = True
            wrapped = float(bool(plain.alignment.wrap_text))
            has_days = plain.number_format.endswith(CLOCK)
            if has_days:
                paint_day(day, plain)
            if foot is not None and paint is paint_total:
                paint_foot(plain, foot)
            numbers = (
                empty.style_id if is_open or is_shaded else 0,
                day.style_id if has_days else 0,
            )
            styles.append(CellStyles(plain.style_id, quoted.style_id, wrapped, *numbers))
        return tuple(styles)


def _find_look(column: Column, opens: bool, foot: Column | None, shade: str) -> _Look:
    total = None if foot is None else (foot.label, say_format(foot), foot.type.numeric)
    is_fixed = opens and column.is_fixed
    kind = column.type
    wrapped = is_wrapped(column)
    return _Look(say_format(column), kind.numeric, wrapped, opens, is_fixed, shade, total)


def _open_cells(empty: Cell, plain: Cell, quoted: Cell, column: Column) -> None:
    """Let sample cells of a column be typed into, of one that is fixed only those without value."""
    paint_cell(empty, column)
    for cell in (empty,) if column.is_fixed else (empty, plain, quoted):
        paint_open(cell)
