"""Paints the days of a month, and its events as bars."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from babel.dates import get_day_names
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import QWidget

from t20desk.events.event_months import Bar
from t20desk.i18n import _, language
from t20desk.ui.events.month_frame import HEADING, MonthFrame
from t20desk.ui.events.month_layout import DAYS, Segment, first_week_day
from t20desk.ui.events.painted_grid import cut_words
from t20desk.ui.looks.theme import row_colour

COLOURS: Final = {
    "week": "blue", "conference": "violet", "ceremony": "orange", "meeting": "green",
    "workshop": "yellow", "visit": "red",
}  # fmt: skip
"""The colour of a bar, by the kind of its event."""
Role = QPalette.ColorRole
Align = Qt.AlignmentFlag


class MonthPainter:
    """Paints one picture of a month onto a widget."""

    def __init__(self, widget: QWidget, painter: QPainter, frame: MonthFrame) -> None:
        self._painter = painter
        self._frame = frame
        self._font = widget.font()
        self._palette = widget.palette()
        self._has_focus = widget.hasFocus()

    def paint_heading(self) -> None:
        """The names of the days."""
        names = get_day_names("abbreviated", locale=language())
        self._painter.setPen(self._palette.color(Role.PlaceholderText))
        for column in range(DAYS):
            room = self._frame.cell(column)
            place = QRectF(room.left() + 8, 0, room.width() - 10, HEADING)
            name = str(names[(first_week_day() + column) % DAYS])
            self._painter.drawText(place, Align.AlignVCenter, name)

    def paint_days(self, first: date, month: int, today: date) -> None:
        """The days and their numbers; those of other months are quiet."""
        painter, palette = self._painter, self._palette
        for at in range(self._frame.weeks * DAYS):
            day, room = first + timedelta(days=at), self._frame.cell(at)
            is_inside = day.month == month
            painter.fillRect(room, palette.color(Role.Base if is_inside else Role.AlternateBase))
            painter.setPen(QPen(palette.color(Role.Midlight)))
            painter.drawRect(room)
            colour = Role.Text if is_inside else Role.PlaceholderText
            if day == today:
                self._paint_today(at)
                colour = Role.BrightText
            painter.setPen(palette.color(colour))
            painter.drawText(self._frame.number(at), Align.AlignCenter, str(day.day))

    def paint_cursor(self, at: int) -> None:
        """A frame around a day."""
        colour = Role.Accent if self._has_focus else Role.Dark
        self._painter.setPen(QPen(self._palette.color(colour), 2))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(self._frame.cell(at).adjusted(1, 1, -1, -1), 4, 4)

    def paint_bars(self, segments: Iterable[Segment], counts: Sequence[int]) -> None:
        """The bars there is room for; of a day that has more, how many are left."""
        shown, lanes = [0] * (self._frame.weeks * DAYS), self._frame.lanes()
        for one in segments:
            if one.lane < lanes:
                self._paint_bar(one)
                for at in range(one.week * DAYS + one.left, one.week * DAYS + one.right + 1):
                    shown[at] += 1
        self._painter.setPen(self._palette.color(Role.Link))
        for at, count in enumerate(counts):
            if count > shown[at]:
                self._paint_rest(at, count - shown[at])

    def _paint_today(self, at: int) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._palette.color(Role.Accent))
        room = self._frame.number(at)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.drawRoundedRect(room, room.height() / 2, room.height() / 2)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _paint_rest(self, at: int, left: int) -> None:
        room = self._frame.rest(at)
        words = _("+ {number} more").format(number=left)
        if self._painter.fontMetrics().horizontalAdvance(words) > room.width():
            words = f"+{left}"
        self._painter.drawText(room, Align.AlignVCenter | Align.AlignRight, words)

    def _paint_bar(self, one: Segment) -> None:
        painter, palette = self._painter, self._palette
        bar, room = one.bar, self._frame.bar(one)
        shade = row_colour(COLOURS.get(bar.kind, "grey")) or palette.color(Role.Midlight)
        edge = QColor(shade.darker(125) if shade.lightness() > 128 else shade.lighter(160))
        # What takes its days from the event above is only drawn round.
        painter.setBrush(palette.color(Role.Base) if bar.is_taken else shade)
        painter.setPen(QPen(edge, 1))
        painter.drawRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self._write_title(bar, room, one.begins)

    def _write_title(self, bar: Bar, room: QRectF, begins: bool) -> None:
        painter = self._painter
        font = self._font
        font.setStrikeOut(bar.status == "cancelled")
        painter.setFont(font)
        is_quiet = bar.status in ("cancelled", "postponed")
        painter.setPen(self._palette.color(Role.PlaceholderText if is_quiet else Role.Text))
        words = f"{bar.clock} {bar.title}" if bar.clock and begins else bar.title
        words = cut_words(painter, words, room.width() - 10)
        painter.drawText(room.adjusted(6, 0, -4, 0), Align.AlignVCenter, words)
        font.setStrikeOut(False)
        painter.setFont(font)
