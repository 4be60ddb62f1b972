"""The seating of an event drawn on paper: tables with the names around them, and rows of seats."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from t20desk.i18n import _, ngettext
from t20desk.printing.fonts import ensure_application
from t20desk.printing.furniture import Furniture, Imprint, page_of
from t20desk.printing.sheets import A4, MM, PageFormat, describe_missing
from t20desk.printing.typesetting import Face, draw_lines

_INK: Final = "#1f2933"
_LINE: Final = QColor("#8793a0")
_WOOD: Final = QColor("#eef1f4")
_PITCH: Final = 8.6 * MM
"""Room for a name of two lines beside a table."""
_RADIUS: Final = 17 * MM
_SPOT: Final = 2.7 * MM
_GAP: Final = 5 * MM
_BOX: Final = 19 * MM
_MOST: Final = 10
_LEAST: Final = 6
_LARGE: Final = 24
_PART: Final = 50
"""Seats of a row side by side at most, and how many share its width at least; a table of more than
so many is drawn as a row, and a row of more than so many in parts."""


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """A table or a row: its name, its shape, and who sits on each seat; empty for nobody."""

    name: str
    shape: str
    guests: Sequence[str]
    first: int = 1
    """The number of the first seat, where a row goes on."""

    @property
    def is_row(self) -> bool:
        """Whether its seats are drawn side by side; those of a very large table are too."""
        return self.shape == "row" or len(self.guests) > _LARGE


@dataclass(frozen=True, slots=True)
class _Strip:
    """What stands side by side on a page, and how high it is."""

    tables: tuple[DrawnTable, ...]
    height: float


class SeatPlanPaper:
    """The tables of an event, two side by side on a lying page; rows take its whole width."""

    def __init__(
        self,
        title: str,
        tables: Sequence[DrawnTable],
        page: PageFormat = A4,
        imprint: Imprint | None = None,
        without: int = 0,
    ) -> None:
        ensure_application()
        self.title = _("Seating plan: {event}").format(event=title)
        self.page = page.turn_landscape()
        self._imprint = imprint or Imprint()
        self._tables = tables
        self._furniture = Furniture(self.page, self._imprint.logo)
        words = ngettext(
            "{number} guest has no seat yet.", "{number} guests have no seat yet.", without
        )
        details = [words.format(number=without)] if without else []
        if not tables:
            details.append(_("No table has been set up yet; add one on the tab Seats."))
        self._heading = self._furniture.set_heading(title, _("Seating plan"), tuple(details))
        self._name, self._small = Face(9, colour=_INK), Face(7, colour=_INK)
        self._strong = Face(11, bold=True, colour=_INK)
        self._pages = self._break_pages(_lay_strips(tables))

    @property
    def page_count(self) -> int:
        """How many pages there are, at least one."""
        return len(self._pages)

    def paint_page(self, painter: QPainter, number: int) -> None:
        """Paint one page; the first is number 1."""
        first = number == 1
        top = self._furniture.paint_top(painter, self._heading, self.title, is_first=first)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for strip in self._pages[number - 1]:
            self._paint_strip(painter, strip, top)
            top += strip.height + _GAP
        self._furniture.paint_foot(painter, self._imprint, page_of(number, self.page_count))

    def problems(self) -> list[str]:
        """What cannot be drawn."""
        return describe_missing(name for table in self._tables for name in table.guests)

    # --- laying out ---------------------------------------------------------------------------

    def _break_pages(self, strips: Sequence[_Strip]) -> list[list[_Strip]]:
        pages: list[list[_Strip]] = [[]]
        left = self._furniture.room - self._heading.height
        for strip in strips:
            if strip.height > left and pages[-1]:
                pages.append([])
                left = self._furniture.room - self._furniture.running_height
            pages[-1].append(strip)
            left -= strip.height + _GAP
        return pages

    # --- painting -----------------------------------------------------------------------------

    def _paint_strip(self, painter: QPainter, strip: _Strip, top: float) -> None:
        left, whole = self.page.left * MM, self.page.inner_width
        if strip.tables[0].is_row:
            self._paint_row(painter, strip.tables[0], QRectF(left, top, whole, strip.height))
            return
        width = (whole - _GAP) / 2
        for number, table in enumerate(strip.tables):
            room = QRectF(left + number * (width + _GAP), top, width, strip.height)
            self._paint_table(painter, table, room)

    def _paint_table(self, painter: QPainter, table: DrawnTable, room: QRectF) -> None:
        """The table in the middle; seats run clockwise, down its right side and up its left."""
        middle, half = room.center(), -(-len(table.guests) // 2)
        high = max(half * _PITCH / 2, _RADIUS)
        painter.setPen(QPen(_LINE, 0.25 * MM))
        painter.setBrush(_WOOD)
        if table.shape == "long":
            wide = 0.55 * _RADIUS
            wood = QRectF(
                middle.x() - wide, middle.y() - high + 2 * MM, 2 * wide, 2 * high - 4 * MM
            )
            painter.drawRoundedRect(wood, 2 * MM, 2 * MM)
        else:
            painter.drawEllipse(middle, _RADIUS, _RADIUS)
        taken = sum(1 for one in table.guests if one)
        self._write_middle(painter, self._strong, table.name, middle - QPointF(0, 1.6 * MM))
        told = f"{taken}/{len(table.guests)}"
        self._write_middle(painter, self._small, told, middle + QPointF(0, 3.2 * MM))
        for at, guest in enumerate(table.guests):
            is_right = at < half
            step = at if is_right else len(table.guests) - 1 - at
            side = half if is_right else len(table.guests) - half
            spot = self._find_spot(table, middle, (step, side), is_right)
            line = middle.y() + (step - (side - 1) / 2) * _PITCH
            self._paint_seat(painter, (at + 1, guest), spot, (room, line, is_right))

    def _find_spot(
        self, table: DrawnTable, middle: QPointF, place: tuple[int, int], is_right: bool
    ) -> QPointF:
        """Where the edge of the table has a seat: the step of so many on its side."""
        step, side = place
        sign = 1 if is_right else -1
        if table.shape == "long":
            y = (step - (side - 1) / 2) * _PITCH
            return middle + QPointF(sign * (0.55 * _RADIUS + _SPOT), y)
        spread = 140 if side > 2 else 80
        angle = radians(-spread / 2 + spread * step / (side - 1) if side > 1 else 0)
        radius = _RADIUS + _SPOT
        return middle + QPointF(sign * radius * cos(angle), radius * sin(angle))

    def _paint_seat(
        self,
        painter: QPainter,
        seat: tuple[int, str],
        spot: QPointF,
        label: tuple[QRectF, float, bool],
    ) -> None:
        number, guest = seat
        room, line, is_right = label
        reach = room.center().x() + (1 if is_right else -1) * (_RADIUS + 3 * _SPOT)
        if guest:
            painter.setPen(QPen(_LINE, 0.15 * MM))
            painter.drawLine(QLineF(spot, QPointF(reach, line)))
        painter.setPen(QPen(_LINE, 0.25 * MM))
        painter.setBrush(QColor("white"))
        painter.drawEllipse(spot, _SPOT, _SPOT)
        self._write_middle(painter, self._small, str(number), spot)
        width = (room.right() - reach if is_right else reach - room.left()) - 1 * MM
        lines = self._name.set_lines(guest, width, 2).lines
        top = line - len(lines) * self._name.line_height / 2
        for text in lines:
            x = reach + 1 * MM if is_right else reach - 1 * MM - self._name.width(text)
            draw_lines(painter, self._name, (text,), (x, top))
            top += self._name.line_height

    def _paint_row(self, painter: QPainter, row: DrawnTable, room: QRectF) -> None:
        """The seats of a row side by side, in the next line where they are many."""
        draw_lines(painter, self._strong, (row.name,), (room.left(), room.top()))
        in_line = _count_in_line(row)
        width = room.width() / max(in_line, _LEAST)
        begin = room.top() + self._strong.line_height + 1 * MM
        for at, guest in enumerate(row.guests):
            line, column = divmod(at, in_line)
            box = QRectF(room.left() + column * width, begin + line * _BOX, width, _BOX)
            box.adjust(0.6 * MM, 0.6 * MM, -0.6 * MM, -0.6 * MM)
            painter.setPen(QPen(_LINE, 0.2 * MM))
            painter.setBrush(_WOOD if guest else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 1 * MM, 1 * MM)
            at_left = (box.left() + 1 * MM, box.top() + 0.4 * MM)
            y = draw_lines(painter, self._small, (str(row.first + at),), at_left)
            lines = self._name.set_lines(guest, box.width() - 2 * MM, 3).lines
            draw_lines(painter, self._name, lines, (box.left() + 1 * MM, y))

    def _write_middle(self, painter: QPainter, face: Face, text: str, at: QPointF) -> None:
        line = "".join(face.set_lines(text, 2 * _RADIUS - 4 * MM).lines)
        top = at.y() - face.line_height / 2
        draw_lines(painter, face, (line,), (at.x() - face.width(line) / 2, top))


def _lay_strips(tables: Sequence[DrawnTable]) -> list[_Strip]:
    """Two tables side by side, a row by itself."""
    strips: list[_Strip] = []
    for table in _divide(tables):
        last = strips[-1].tables if strips else ()
        if not table.is_row and len(last) == 1 and not last[0].is_row:
            strips[-1] = _Strip((last[0], table), max(strips[-1].height, _height(table)))
        else:
            strips.append(_Strip((table,), _height(table)))
    return strips


def _divide(tables: Sequence[DrawnTable]) -> Iterator[DrawnTable]:
    """Each table; a row that is too long for a page in parts."""
    for one in tables:
        if not one.is_row or len(one.guests) <= _PART:
            yield one
            continue
        for start in range(0, len(one.guests), _PART):
            guests = one.guests[start : start + _PART]
            yield DrawnTable(one.name, "row", guests, start + 1)


def _count_in_line(row: DrawnTable) -> int:
    """How many seats of a row stand side by side, in lines of like length."""
    lines = max(-(-len(row.guests) // _MOST), 1)
    return max(-(-len(row.guests) // lines), 1)


def _height(table: DrawnTable) -> float:
    if table.is_row:
        return -(-len(table.guests) // _count_in_line(table)) * _BOX + 7 * MM
    return max(-(-len(table.guests) // 2) * _PITCH, 2 * (_RADIUS + 2 * _SPOT))
