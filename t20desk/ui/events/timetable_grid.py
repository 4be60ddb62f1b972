"""A day of a programme painted as a timetable: rooms side by side, time downwards."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)

from t20desk.events.timetables import ACROSS, HOUR, Block, Day, step_block
from t20desk.i18n import _
from t20desk.ui.events.painted_grid import HELD, PaintedGrid, cut_words
from t20desk.ui.looks.theme import colour_for, row_colour

AXIS: Final = 58
HEADING: Final = 34
TOP: Final = HEADING + 8
NARROWEST: Final = 150
"""Pixels for the hours, for the names of rooms, above the first hour, and for a column."""
LEAST: Final = 1.15
MOST: Final = 2.2
"""Pixels for a minute."""
GAP: Final = 3
EDGE: Final = 4
COLOURS: Final = {
    "talk": "blue", "speech": "blue", "panel": "violet", "session": "green", "ceremony": "orange",
    "tour": "yellow", "meal": "grey", "break": "grey",
}  # fmt: skip
"""The colour of a block, by the kind of its item."""
STEPS: Final = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip
Role = QPalette.ColorRole
Align = Qt.AlignmentFlag


class TimetableGrid(PaintedGrid):
    """The blocks of one day; the cursor is on one of them."""

    item_opened = Signal(object)
    cursor_moved = Signal(object)
    """The cursor is on another block: the rectangle it takes."""

    def __init__(self) -> None:
        super().__init__(self._say_block)
        self.day = Day("")
        self.cursor_id: int | None = None
        self.setObjectName("timetable")
        self.setAccessibleName(_("Timetable"))

    def show_day(self, day: Day) -> None:
        """Show another day, or the same one as it is now."""
        self.day = day
        if self.block() is None:
            self.cursor_id = None
        self._speak()
        self.updateGeometry()
        self.setMinimumSize(self.minimumSizeHint())
        self.update()

    def block(self) -> Block | None:
        """The block that the cursor is on."""
        return next((one for one in self.day.blocks if one.id == self.cursor_id), None)

    def go_to(self, block: Block | None) -> None:
        """Put the cursor on a block."""
        self.cursor_id = None if block is None else block.id
        self._speak()
        self.update()
        if block is not None:
            self.cursor_moved.emit(self.room_of(block).toRect())

    def block_at(self, point: QPointF) -> Block | None:
        """The block at a point."""
        found = (one for one in self.day.blocks if self.room_of(one).contains(point))
        return next(found, None)

    def room_of(self, block: Block) -> QRectF:
        """Where a block is drawn."""
        top = TOP + (block.starts - self.day.first) * self._scale()
        height = (block.drawn_end - block.starts) * self._scale()
        left, width = self._column(block.column)
        lane = width / block.lanes
        room = QRectF(left + block.lane * lane, top, lane, height)
        return room.adjusted(GAP, 1, -GAP, -1)

    # --- inside -------------------------------------------------------------------------------

    def _speak(self) -> None:
        block = self.block()
        self.setAccessibleDescription(block.words if block is not None else "")

    def _say_block(self, point: QPointF) -> str:
        block = self.block_at(point)
        return block.words if block is not None else ""

    def _columns(self) -> int:
        return max(len(self.day.rooms), 1)

    def _column(self, column: int) -> tuple[float, float]:
        """Where a column begins and how wide it is; what goes across has all of them."""
        whole = self.width() - AXIS
        if column == ACROSS:
            return AXIS, whole
        return AXIS + column * whole / self._columns(), whole / self._columns()

    def _scale(self) -> float:
        """Pixels for a minute: as many as there is room for, within what reads well."""
        minutes = max(self.day.last - self.day.first, HOUR) if self.day.blocks else HOUR
        return min(max((self.height() - TOP - 8) / minutes, LEAST), MOST)

    # --- painting -----------------------------------------------------------------------------

    def _paint_frame(self, painter: QPainter) -> None:
        """The hours, and the lines between rooms."""
        palette = self.palette()
        painter.fillRect(self.rect(), palette.color(Role.Base))
        for minute in range(self.day.first, self.day.last + 1, HOUR):
            top = TOP + (minute - self.day.first) * self._scale()
            painter.setPen(QPen(palette.color(Role.Midlight)))
            painter.drawLine(QPointF(AXIS - 6, top), QPointF(self.width(), top))
            painter.setPen(palette.color(Role.PlaceholderText))
            room = QRectF(0, top - 10, AXIS - 12, 20)
            words = f"{minute // HOUR:02}:00"
            painter.drawText(room, Align.AlignRight | Align.AlignVCenter, words)
        bottom = TOP + (self.day.last - self.day.first) * self._scale()
        painter.setPen(QPen(palette.color(Role.Midlight)))
        for number in range(len(self.day.rooms)):
            left, _width = self._column(number)
            painter.drawLine(QPointF(left, 6), QPointF(left, bottom))

    def _paint_heading(self, painter: QPainter) -> None:
        """The names of the rooms, at the top of what is seen."""
        palette, top = self.palette(), float(self.visibleRegion().boundingRect().top())
        painter.fillRect(QRectF(0, top, self.width(), HEADING - 2), palette.color(Role.Base))
        bold = QFont(self.font())
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(palette.color(Role.Text))
        for number, name in enumerate(self.day.rooms):
            left, width = self._column(number)
            room = QRectF(left + GAP + 8, top, width - 16, HEADING)
            words = cut_words(painter, name or _("No room"), room.width())
            painter.drawText(room, Align.AlignVCenter, words)
        painter.setFont(self.font())

    def _paint_block(self, painter: QPainter, block: Block) -> None:
        palette, room = self.palette(), self.room_of(block)
        shade = row_colour(COLOURS.get(block.kind, "blue")) or palette.color(Role.Midlight)
        edge = QColor.fromHsl(max(shade.hslHue(), 0), min(shade.hslSaturation(), 110), 140)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        painter.drawRoundedRect(room, 5, 5)
        painter.setBrush(colour_for("problem") if block.clash else edge)
        side = QRectF(room.left(), room.top(), EDGE, room.height())
        painter.drawRoundedRect(side, 2, 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if block.clash:
            painter.setPen(QPen(colour_for("problem"), 1.5))
            painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), 5, 5)
        if block.id == self.cursor_id:
            painter.setPen(QPen(palette.color(Role.Accent if self.hasFocus() else Role.Dark), 2))
            painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), 5, 5)
        self._write(painter, block, room.adjusted(EDGE + 6, 3, -6, -3))

    def _write(self, painter: QPainter, block: Block, room: QRectF) -> None:
        """Time and title, on one line where the block is low; below them who speaks."""
        line = float(painter.fontMetrics().height())
        sign = "⚠ " if block.clash else ""
        title, more = (
            f"{sign}{block.title}",
            " · ".join(filter(None, (block.track, block.speakers))),
        )
        painter.save()
        painter.setClipRect(room.adjusted(-2, -2, 2, 2))
        if room.height() < 2 * line:
            words = cut_words(painter, f"{sign}{block.clock}  {block.title}", room.width())
            painter.setPen(self.palette().color(Role.Text))
            painter.drawText(room, Align.AlignVCenter, words)
        else:
            rest = room.height() - 2 * line - (line if more else 0)
            top = self._write_line(painter, block.clock, room, Role.PlaceholderText)
            top = self._write_title(painter, title, room.adjusted(0, top, 0, 0), max(rest, 0))
            if more and room.height() >= 3 * line:
                below = room.adjusted(0, line + top, 0, 0)
                self._write_line(painter, more, below, Role.PlaceholderText)
        painter.restore()

    def _write_line(self, painter: QPainter, words: str, room: QRectF, role: Role) -> float:
        """Write one line at the top of a room; how high it is."""
        painter.setFont(self.font())
        painter.setPen(self.palette().color(role))
        height = float(painter.fontMetrics().height())
        place = QRectF(room.left(), room.top(), room.width(), height)
        painter.drawText(place, Align.AlignVCenter, cut_words(painter, words, room.width()))
        return height

    def _write_title(self, painter: QPainter, words: str, room: QRectF, rest: float) -> float:
        """Write a title, over a second line where there is room for one; how high it is."""
        bold = QFont(self.font())
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(self.palette().color(Role.Text))
        height = float(painter.fontMetrics().height())
        is_long = painter.fontMetrics().horizontalAdvance(words) > room.width()
        if not is_long or rest < height:
            place = QRectF(room.left(), room.top(), room.width(), height)
            painter.drawText(place, Align.AlignVCenter, cut_words(painter, words, room.width()))
            return height
        place = QRectF(room.left(), room.top(), room.width(), 2 * height)
        flags = Align.AlignTop.value | Qt.TextFlag.TextWordWrap.value
        painter.drawText(place, flags, cut_words(painter, words, 1.8 * room.width()))
        return 2 * height

    # --- Qt's own names -----------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        minutes = self.day.last - self.day.first if self.day.blocks else HOUR
        width = AXIS + self._columns() * NARROWEST
        return QSize(width, int(TOP + minutes * LEAST + 12))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not self.day.blocks:
            return
        self._paint_frame(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for block in self.day.blocks:
            self._paint_block(painter, block)
        self._paint_heading(painter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, block = Qt.Key(event.key()), self.block()
        if event.modifiers() & HELD:
            super().keyPressEvent(event)
        elif key in STEPS:
            self.go_to(step_block(self.day, block, *STEPS[key]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and block is not None:
            self.item_opened.emit(block.id)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        block = self.block_at(event.position())
        if block is not None:
            self.go_to(block)
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        block = self.block_at(event.position())
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left and block is not None and block.id == self.cursor_id:
            self.item_opened.emit(block.id)
        super().mouseReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.block() is None:
            self.go_to(step_block(self.day, None, 0, 0))
