"""A table on paper: laid out once as plain data, then painted page by page on anything."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from t20desk.i18n import _, ngettext
from t20desk.printing.column_widths import cut_strips, is_comfortable, share_widths
from t20desk.printing.fonts import ensure_application
from t20desk.printing.furniture import Furniture, Imprint, page_of
from t20desk.printing.grid import (
    Faces,
    Grid,
    GridColumn,
    GridRow,
    break_pages,
    paint_grid,
    row_height,
)
from t20desk.printing.sheets import A4, MM, PageFormat, describe_missing
from t20desk.printing.table_texts import HEADING_LINES, TextRow, measure_columns, read_texts
from t20desk.tables import Table

_SIZES: Final = ((9.0, False), (9.0, True), (8.0, True), (7.0, True))
"""Size of the text and whether the page lies, tried in this order."""


@dataclass(frozen=True, slots=True)
class ListOptions:
    """How a list is printed: what the foot says, how many lines a cell may take."""

    imprint: Imprint = field(default_factory=Imprint)
    cell_lines: int = 5
    turn: bool = True
    """Lay the page on its side where the columns ask for it."""
    remarks: Sequence[str] = ()
    """What is to be looked at before it is printed, in sentences."""


class ListPaper:
    """A table as pages; heading on each, wide tables lying or in strips of columns."""

    def __init__(
        self, table: Table, page: PageFormat = A4, options: ListOptions | None = None
    ) -> None:
        ensure_application()
        self.title = table.title
        self._options = options or ListOptions()
        self._columns = tuple(column for column in table.columns if not column.hidden)
        self._rows = read_texts(table)
        self._choose_page(page)
        self._furniture = Furniture(self.page, self._options.imprint.logo)
        self._heading = self._furniture.set_heading(
            table.title, "", (table.subtitle,) if table.subtitle else ()
        )
        self._cut: dict[int, list[int]] = {}
        self._before, self._whole = 0, 0
        self._lay_out()

    @property
    def page_count(self) -> int:
        """How many pages there are, at least one."""
        return len(self._pages) * len(self._strips)

    def number_within(self, before: int, whole: int) -> None:
        """Number the pages as those of a paper of `whole` pages, `before` of which come first."""
        self._before, self._whole = before, whole

    def paint_page(self, painter: QPainter, number: int) -> None:
        """Paint one page; strips of the same rows follow each other."""
        turn, strip = divmod(number - 1, len(self._strips))
        top = self._furniture.paint_top(painter, self._heading, self.title, is_first=not turn)
        rows = [self._grid_rows[place] for place in self._pages[turn]]
        shown = [replace(row, cells=self._pick(row.cells, strip)) for row in rows]
        paint_grid(painter, self._grids[strip], shown, QPointF(self.page.left * MM, top))
        self._furniture.paint_foot(painter, self._options.imprint, self._say_place(number, strip))

    def problems(self) -> list[str]:
        """What is to be looked at, what is cut and what cannot be drawn."""
        texts = (text for row in self._rows for text in row.cells)
        headings = (self.title, *self._heading.details, *(c.label for c in self._columns))
        remarks = (*self._options.remarks, *self._describe_cuts())
        return [*remarks, *describe_missing((*headings, *texts))]

    def _choose_page(self, page: PageFormat) -> None:
        """The largest letters on the narrowest page at which the columns are comfortable."""
        for points, lying in _SIZES:
            if lying and not self._options.turn:
                continue
            self.page = page.turn_landscape() if lying else page
            self._faces = Faces.in_size(points)
            self._needs = measure_columns(self._columns, self._rows, self._faces)
            if is_comfortable(self._needs, self.page.inner_width):
                break
        self._strips, self._widths = self._cut_strips()

    def _cut_strips(self) -> tuple[list[list[int]], list[float]]:
        """Which columns go on which strip, and the width of each column."""
        needs, room = self._needs, self.page.inner_width
        if not needs or is_comfortable(needs, room):
            return [list(range(len(needs)))], share_widths(needs, room)
        strips = cut_strips(needs, room)
        key = min(needs[0].liked, room / 3)
        widths = [key] * len(needs)
        for strip in strips:
            shares = share_widths([needs[place] for place in strip[1:]], room - key)
            for place, width in zip(strip[1:], shares, strict=True):
                widths[place] = width
        return strips, widths

    def _lay_out(self) -> None:
        columns = [
            GridColumn(self._set_label(column.label, width), width, column.type.numeric)
            for column, width in zip(self._columns, self._widths, strict=True)
        ]
        self._grids = [
            Grid(tuple(columns[place] for place in strip), self._faces) for strip in self._strips
        ]
        heading = max(grid.heading_height for grid in self._grids)
        later = self._furniture.room - self._furniture.running_height - heading
        first = self._furniture.room - self._heading.height - heading
        limit = self._lines_that_fit(min(first, later))
        self._grid_rows = [
            self._set_row(number, row, columns, limit) for number, row in enumerate(self._rows)
        ]
        if self._rows[-1].style == "total" and len(self._rows) > 1:
            self._grid_rows[-2].keep = True
        self._pages = break_pages(self._grid_rows, first, later)

    def _set_label(self, label: str, width: float) -> tuple[str, ...]:
        empty = GridColumn((), width)
        return self._faces.strong.set_lines(label, empty.text_width, HEADING_LINES).lines

    def _lines_that_fit(self, room: float) -> int:
        """No row is higher than a page."""
        lines = self._options.cell_lines
        while lines > 1 and row_height(self._faces, lines) > room:
            lines -= 1
        return lines

    def _set_row(
        self, number: int, row: TextRow, columns: Sequence[GridColumn], limit: int
    ) -> GridRow:
        if row.style in ("group", "note"):
            return self._set_group(row, columns)
        face = self._faces.strong if row.style == "total" else self._faces.text
        cells = []
        for place, (text, column) in enumerate(zip(row.cells, columns, strict=True)):
            lines, cut = face.set_lines(text, column.text_width, limit)
            cells.append(lines)
            if cut:
                self._cut.setdefault(place, []).append(number)
        height = row_height(self._faces, max(map(len, cells), default=1))
        return GridRow(cells, height, row.style, ground=row.ground)

    def _set_group(self, row: TextRow, columns: Sequence[GridColumn]) -> GridRow:
        """The group's name runs on over the columns up to its first sum."""
        face = self._faces.strong if row.style == "group" else self._faces.text
        free = next((n for n, text in enumerate(row.cells) if n and text), len(columns))
        strip = self._strips[0]
        room = sum(columns[place].width for place in strip if place < free)
        name = face.set_lines(row.cells[0], GridColumn((), room).text_width).lines
        sums = [
            face.set_lines(text, column.text_width).lines
            for text, column in zip(row.cells[1:], columns[1:], strict=True)
        ]
        height = row_height(self._faces, 1)
        return GridRow([name, *sums], height, row.style, keep=row.style == "group")

    def _pick(self, cells: Sequence[tuple[str, ...]], strip: int) -> Sequence[tuple[str, ...]]:
        return cells if len(self._strips) == 1 else [cells[n] for n in self._strips[strip]]

    def _say_place(self, number: int, strip: int) -> str:
        place = page_of(self._before + number, self._whole or self.page_count)
        if len(self._strips) == 1:
            return place
        part = _("columns, part {part} of {parts}").format(part=strip + 1, parts=len(self._strips))
        return f"{place} · {part}"

    def _describe_cuts(self) -> list[str]:
        return [
            ngettext(
                "{column}: {number} text is too long and ends with “…” on paper: {row}",
                "{column}: {number} texts are too long and end with “…” on paper, the first: {row}",
                len(rows),
            ).format(
                column=self._columns[place].label, number=len(rows), row=self._name_row(rows[0])
            )
            for place, rows in sorted(self._cut.items())
        ]

    def _name_row(self, number: int) -> str:
        return next((text[:60] for text in self._rows[number].cells if text), "")
