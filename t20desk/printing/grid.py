"""A table laid out as plain data and painted: columns, rows, where pages break."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from t20desk.printing.typesetting import UNIT, Face

Point = tuple[float, float]
Style = Literal["plain", "shaded", "group", "note", "total"]
SIDE: Final = 4.0 * UNIT
"""Room left and right of a cell's text."""
ABOVE: Final = 2.4 * UNIT
"""Room above and below a cell's text."""
_SHADE: Final = QColor("#f5f7f9")
_RULE: Final = QColor("#3b4754")
_HAIR: Final = QColor("#d3d9df")


@dataclass(frozen=True, slots=True)
class Faces:
    """The faces of a table; all rows of a paper share them."""

    text: Face
    strong: Face
    quiet: Face

    @classmethod
    def in_size(cls, points: float) -> "Faces":
        """The three faces of a table whose texts have `points`."""
        return cls(
            Face(points),
            Face(points, bold=True),
            Face(max(points - 0.8, 5.0), colour="#5b6670"),
        )


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column: the lines of its heading, its width, numbers to the right."""

    heading: tuple[str, ...]
    width: float
    right: bool = False
    below: tuple[str, ...] = ()
    """Small quiet lines below the heading: the second language."""

    @property
    def text_width(self) -> float:
        """What the padding leaves for text."""
        return max(self.width - 2 * SIDE, UNIT)


@dataclass(slots=True)
class GridRow:
    """A row: each cell's lines and the height they need."""

    cells: Sequence[tuple[str, ...]]
    height: float
    style: Style = "plain"
    keep: bool = False
    """Never the last row of a page: what it heads follows it."""
    below: Sequence[tuple[str, ...]] = ()
    """Small quiet lines below those of each cell: the second script."""
    ground: str = ""
    """A shade of its own, as six hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns and faces of a table, with the height of its heading."""

    columns: tuple[GridColumn, ...]
    faces: Faces
    upright: bool = False
    """Hairlines between the columns, for paper that is filled in by hand."""
    heading_height: float = field(init=False)

    def __post_init__(self) -> None:
        height = max(map(self.measure_heading, self.columns), default=0.0)
        object.__setattr__(self, "heading_height", height + 2 * ABOVE)

    def measure_heading(self, column: GridColumn) -> float:
        """The height of a column's heading without padding."""
        below = len(column.below) * self.faces.quiet.line_height
        return len(column.heading) * self.faces.strong.line_height + below

    @property
    def width(self) -> float:
        """The width of all columns."""
        return sum(column.width for column in self.columns)


def row_height(faces: Faces, lines: int, below: int = 0) -> float:
    """The height of a row of so many lines and quiet lines below them."""
    height = max(lines, 1) * faces.text.line_height + below * faces.quiet.line_height
    return height + 2 * ABOVE


def break_pages(rows: Sequence[GridRow], first: float, later: float) -> list[range]:
    """Which rows each page takes; `first` and `later` are the heights there is room for."""
    pages: list[range] = []
    begin, room = 0, first
    for number, row in enumerate(rows):
        if row.height > room and number > begin:
            end = number
            while end - 1 > begin and rows[end - 1].keep:
                end -= 1
            pages.append(range(begin, end))
            begin, room = end, later - sum(rows[n].height for n in range(end, number))
        room -= row.height
    pages.append(range(begin, len(rows)))
    return pages


def paint_grid(painter: QPainter, grid: Grid, rows: Sequence[GridRow], corner: QPointF) -> float:
    """Paint the heading and some rows from the upper left corner on; returns where they end."""
    left, top = corner.x(), corner.y()
    painter.save()
    _paint_heading(painter, grid, corner)
    top += grid.heading_height
    bottom = _paint_ground(painter, grid, rows, QPointF(left, top))
    for wanted in (False, True):
        _paint_texts(painter, grid, rows, QPointF(left, top), wanted)
    _paint_second_lines(painter, grid, rows, QPointF(left, top))
    painter.restore()
    return bottom


def _paint_heading(painter: QPainter, grid: Grid, corner: QPointF) -> None:
    faces = grid.faces
    bottom = corner.y() + grid.heading_height - ABOVE
    x = corner.x()
    for column in grid.columns:
        y = bottom - grid.measure_heading(column)
        y = _write_cell(faces.strong, painter, column, column.heading, (x, y))
        _write_cell(faces.quiet, painter, column, column.below, (x, y))
        x += column.width
    _draw_rule(painter, corner.x(), bottom + ABOVE, grid.width, 0.9, _RULE)


def _write_cell(
    face: Face,
    painter: QPainter,
    column: GridColumn,
    lines: tuple[str, ...],
    at: tuple[float, float],
) -> float:
    x, y = at
    pencil = face.write_with(painter)
    for line in lines:
        pencil.write(x + _indent(column, face, line), y + face.ascent, line)
        y += face.line_height
    return y


def _paint_ground(painter: QPainter, grid: Grid, rows: Sequence[GridRow], corner: QPointF) -> float:
    """Shades and lines beneath the texts."""
    y = corner.y()
    hairs = []
    for row in rows:
        if row.ground or row.style == "shaded":
            shade = QColor(f"#{row.ground}") if row.ground else _SHADE
            painter.fillRect(QRectF(corner.x(), y, grid.width, row.height), shade)
        if row.style == "total":
            _draw_rule(painter, corner.x(), y, grid.width, 0.9, _RULE)
        y += row.height
        hairs.append(QLineF(corner.x(), y, corner.x() + grid.width, y))
    if grid.upright:
        hairs += _stand_between(grid, corner, y)
    painter.setPen(QPen(_HAIR, 0.35 * UNIT))
    painter.drawLines(hairs)
    return y


def _stand_between(grid: Grid, corner: QPointF, bottom: float) -> list[QLineF]:
    lines = []
    x = corner.x()
    for column in grid.columns[:-1]:
        x += column.width
        lines.append(QLineF(x, corner.y(), x, bottom))
    return lines


def _paint_texts(
    painter: QPainter, grid: Grid, rows: Sequence[GridRow], corner: QPointF, strong: bool
) -> None:
    """The cells of all rows of one weight: the painter changes its font only once."""
    face = grid.faces.strong if strong else grid.faces.text
    pencil = face.write_with(painter)
    y = corner.y() + ABOVE + face.ascent
    for row in rows:
        if (row.style in ("group", "total")) is strong:
            x = corner.x()
            for column, lines in zip(grid.columns, row.cells, strict=True):
                for number, line in enumerate(lines):
                    indent = _indent(column, face, line)
                    pencil.write(x + indent, y + number * face.line_height, line)
                x += column.width
        y += row.height


def _paint_second_lines(
    painter: QPainter, grid: Grid, rows: Sequence[GridRow], corner: QPointF
) -> None:
    y = corner.y() + ABOVE
    for row in rows:
        x = corner.x()
        for column, lines, below in zip(grid.columns, row.cells, row.below, strict=False):
            under = y + len(lines) * grid.faces.text.line_height
            _write_cell(grid.faces.quiet, painter, column, below, (x, under))
            x += column.width
        y += row.height


def _indent(column: GridColumn, face: Face, line: str) -> float:
    if not column.right:
        return SIDE
    return max(column.width - SIDE - face.width(line), SIDE)


def _draw_rule(
    painter: QPainter, x: float, y: float, width: float, points: float, colour: QColor
) -> None:
    painter.setPen(QPen(colour, points * UNIT))
    painter.drawLine(QLineF(x, y, x + width, y))
