"""A table laid out as plain data and painted: columns, rows, where pages break."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from t20desk.printing.typesetting import UNIT, Face

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
    quiet_from: int = 99
    """From this line on heading and cells are written small and quiet: the second script."""

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


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns and faces of a table, with the height of its heading."""

    columns: tuple[GridColumn, ...]
    faces: Faces
    heading_height: float = field(init=False)

    def __post_init__(self) -> None:
        lines = max((len(column.heading) for column in self.columns), default=1)
        height = lines * self.faces.strong.line_height + 2 * ABOVE
        object.__setattr__(self, "heading_height", height)

    @property
    def width(self) -> float:
        """The width of all columns."""
        return sum(column.width for column in self.columns)


def row_height(faces: Faces, lines: int) -> float:
    """The height of a row of so many lines."""
    return max(lines, 1) * faces.text.line_height + 2 * ABOVE


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
    for face, wanted in ((grid.faces.text, False), (grid.faces.strong, True)):
        face.use_in(painter)
        _paint_texts(painter, grid, rows, QPointF(left, top), wanted)
    _paint_second_lines(painter, grid, rows, QPointF(left, top))
    painter.restore()
    return bottom


def _paint_heading(painter: QPainter, grid: Grid, corner: QPointF) -> None:
    bottom = corner.y() + grid.heading_height - ABOVE
    x = corner.x()
    for column in grid.columns:
        y = bottom - len(column.heading) * grid.faces.strong.line_height
        for number, line in enumerate(column.heading):
            face = grid.faces.strong if number < column.quiet_from else grid.faces.quiet
            face.use_in(painter)
            painter.drawText(QPointF(x + _indent(column, face, line), y + face.ascent), line)
            y += grid.faces.strong.line_height
        x += column.width
    _draw_rule(painter, corner.x(), bottom + ABOVE, grid.width, 0.9, _RULE)


def _paint_ground(painter: QPainter, grid: Grid, rows: Sequence[GridRow], corner: QPointF) -> float:
    """Shades and lines beneath the texts."""
    y = corner.y()
    hairs = []
    for row in rows:
        if row.style == "shaded":
            painter.fillRect(QRectF(corner.x(), y, grid.width, row.height), _SHADE)
        if row.style == "total":
            _draw_rule(painter, corner.x(), y, grid.width, 0.9, _RULE)
        y += row.height
        hairs.append(QLineF(corner.x(), y, corner.x() + grid.width, y))
    painter.setPen(QPen(_HAIR, 0.35 * UNIT))
    painter.drawLines(hairs)
    return y


def _paint_texts(
    painter: QPainter, grid: Grid, rows: Sequence[GridRow], corner: QPointF, strong: bool
) -> None:
    """The cells of all rows of one weight: the painter changes its font only once."""
    face = grid.faces.strong if strong else grid.faces.text
    y = corner.y() + ABOVE + face.ascent
    for row in rows:
        if (row.style in ("group", "total")) is strong:
            x = corner.x()
            for column, lines in zip(grid.columns, row.cells, strict=True):
                for number, line in enumerate(lines[: column.quiet_from]):
                    at = QPointF(x + _indent(column, face, line), y + number * face.line_height)
                    painter.drawText(at, line)
                x += column.width
        y += row.height


def _paint_second_lines(
    painter: QPainter, grid: Grid, rows: Sequence[GridRow], corner: QPointF
) -> None:
    face = grid.faces.quiet
    face.use_in(painter)
    x = corner.x()
    for place, column in enumerate(grid.columns):
        y = corner.y() + ABOVE + face.ascent
        for row in rows:
            below = y + column.quiet_from * grid.faces.text.line_height
            for line in row.cells[place][column.quiet_from :]:
                painter.drawText(QPointF(x + _indent(column, face, line), below), line)
                below += face.line_height
            y += row.height
        x += column.width


def _indent(column: GridColumn, face: Face, line: str) -> float:
    if not column.right:
        return SIDE
    return max(column.width - SIDE - face.width(line), SIDE)


def _draw_rule(
    painter: QPainter, x: float, y: float, width: float, points: float, colour: QColor
) -> None:
    painter.setPen(QPen(colour, points * UNIT))
    painter.drawLine(QLineF(x, y, x + width, y))
