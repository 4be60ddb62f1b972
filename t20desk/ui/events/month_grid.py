"""A month painted as weeks of days, with the events as bars; walked through by keys or mouse."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from babel.dates import format_date, get_day_names
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QWheelEvent,
)
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from t20desk.events.event_months import Bar
from t20desk.i18n import _, language, ngettext
from t20desk.ui.events.month_layout import (
    DAYS,
    Segment,
    count_days,
    first_week_day,
    lay_out,
    step_month,
    weeks_of,
)
from t20desk.ui.looks.theme import row_colour

YEARS: Final = range(1900, 2200)
HEADING: Final = 28
NUMBER: Final = 26
"""Pixels for the names of the days, and for the number of a day."""
LANE: Final = 22
GAP: Final = 2
LOW: Final = 84
"""Days that are not higher than this have lower bars."""
COLOURS: Final = {
    "week": "blue", "conference": "violet", "ceremony": "orange", "meeting": "green",
    "workshop": "yellow", "visit": "red",
}  # fmt: skip
"""The colour of a bar, by the kind of its event."""
STEPS: Final = {
    Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -DAYS, Qt.Key.Key_Down: DAYS,
}  # fmt: skip
Role = QPalette.ColorRole


class MonthGrid(QWidget):
    """The weeks of one month; the cursor is on a day."""

    day_changed = Signal(object)
    month_changed = Signal(object)
    day_opened = Signal(object)
    record_opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.day = date.today()
        self.today = self.day
        self.bars: Sequence[Bar] = ()
        self.counts: list[int] = []
        self._segments: list[Segment] = []
        self._places: list[tuple[QRectF, Bar]] = []
        self._weeks = weeks_of(self.day)
        self.setObjectName("monthGrid")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(420, 260)
        self.setMouseTracking(True)
        self._speak()

    def span(self) -> tuple[str, str]:
        """The first and the last day that are shown."""
        last = self._weeks[-1] + timedelta(days=DAYS - 1)
        return self._weeks[0].isoformat(), last.isoformat()

    def go_to(self, day: date) -> None:
        """Put the cursor on a day; another month is to be filled then."""
        if day.year not in YEARS:
            return
        is_other = (day.year, day.month) != (self.day.year, self.day.month)
        self.day = day
        if is_other:
            self._weeks = weeks_of(day)
            self.show_bars(())
            self.month_changed.emit(day)
        self._speak()
        self.day_changed.emit(day)
        self.update()

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show the events of the month."""
        self.bars = bars
        self._segments = lay_out(bars, self._weeks[0], len(self._weeks))
        self.counts = count_days(bars, self._weeks[0], len(self._weeks))
        self._speak()
        self.update()

    def bars_of(self, day: date) -> list[Bar]:
        """The events of a day."""
        text = day.isoformat()
        return [bar for bar in self.bars if bar.first <= text <= bar.last]

    def bar_at(self, point: QPointF) -> Bar | None:
        """The event whose bar is at a point."""
        return next((bar for place, bar in self._places if place.contains(point)), None)

    # --- inside -------------------------------------------------------------------------------

    def _speak(self) -> None:
        """Say to those who hear the window which day the cursor is on, and what it has."""
        self.setAccessibleName(_("Calendar of events"))
        titles = ", ".join(bar.title for bar in self.bars_of(self.day)[:8])
        words = format_date(self.day, "full", locale=written_in())
        self.setAccessibleDescription(f"{words}: {titles}" if titles else words)

    def _cell(self, at: int) -> QRectF:
        """The room of a day, counted from the first that is shown."""
        width = self.width() / DAYS
        height = (self.height() - HEADING) / len(self._weeks)
        week, column = divmod(at, DAYS)
        return QRectF(column * width, HEADING + week * height, width, height)

    def _lane(self) -> tuple[int, int]:
        """Where the first bar of a day begins, and how high bars are, by the room there is."""
        return (NUMBER, LANE) if self._cell(0).height() >= LOW else (NUMBER - 5, LANE - 4)

    def _lanes(self) -> int:
        """How many bars there is room for in a day; what is left is said beside its number."""
        top, height = self._lane()
        return max(int((self._cell(0).height() - top - 1) // (height + GAP)), 1)

    def _day_at(self, point: QPointF) -> date | None:
        if point.y() < HEADING:
            return None
        column = int(point.x() * DAYS / max(self.width(), 1))
        week = int((point.y() - HEADING) * len(self._weeks) / max(self.height() - HEADING, 1))
        if 0 <= column < DAYS and 0 <= week < len(self._weeks):
            return self._weeks[week] + timedelta(days=column)
        return None

    # --- painting -----------------------------------------------------------------------------

    def _paint_heading(self, painter: QPainter) -> None:
        names = get_day_names("abbreviated", locale=language())
        painter.setPen(self.palette().color(Role.PlaceholderText))
        width = self.width() / DAYS
        for column in range(DAYS):
            room = QRectF(column * width + 8, 0, width - 10, HEADING)
            name = str(names[(first_week_day() + column) % DAYS])
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)

    def _paint_days(self, painter: QPainter) -> None:
        palette = self.palette()
        for at in range(len(self._weeks) * DAYS):
            day, room = self._weeks[0] + timedelta(days=at), self._cell(at)
            inside = day.month == self.day.month
            painter.fillRect(room, palette.color(Role.Base if inside else Role.AlternateBase))
            painter.setPen(QPen(palette.color(Role.Midlight)))
            painter.drawRect(room)
            begin, _height = self._lane()
            number = QRectF(room.left() + 6, room.top() + begin - 24, 24, NUMBER - 5)
            if day == self.today:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(palette.color(Role.Accent))
                painter.drawRoundedRect(number, 10, 10)
                painter.setBrush(Qt.BrushStyle.NoBrush)
            colour = Role.BrightText if day == self.today else Role.Text
            quiet = Role.PlaceholderText
            painter.setPen(palette.color(colour if inside or day == self.today else quiet))
            painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(day.day))

    def _paint_cursor(self, painter: QPainter) -> None:
        room = self._cell((self.day - self._weeks[0]).days).adjusted(1, 1, -1, -1)
        colour = Role.Accent if self.hasFocus() else Role.Dark
        painter.setPen(QPen(self.palette().color(colour), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(room, 4, 4)

    def _paint_bars(self, painter: QPainter) -> None:
        self._places, lanes = [], self._lanes()
        shown = [0] * (len(self._weeks) * DAYS)
        for one in self._segments:
            days = range(one.week * DAYS + one.left, one.week * DAYS + one.right + 1)
            if one.lane < lanes:
                self._paint_bar(painter, one)
                for at in days:
                    shown[at] += 1
        painter.setPen(self.palette().color(Role.Link))
        for at, count in enumerate(self.counts):
            if count > shown[at]:
                self._paint_rest(painter, at, count - shown[at])

    def _paint_rest(self, painter: QPainter, at: int, left: int) -> None:
        room = self._cell(at)
        words = _("+ {number} more").format(number=left)
        metrics, width = painter.fontMetrics(), int(room.width() - 42)
        if metrics.horizontalAdvance(words) > width:
            words = f"+{left}"
        place = QRectF(room.left() + 34, room.top() + 3, width, NUMBER - 5)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)

    def _paint_bar(self, painter: QPainter, one: Segment) -> None:
        first, last = (self._cell(one.week * DAYS + at) for at in (one.left, one.right))
        begin, height = self._lane()
        top = first.top() + begin + one.lane * (height + GAP)
        left = first.left() + (4 if one.begins else 0)
        room = QRectF(left, top, last.right() - left - (4 if one.ends else 0), height)
        self._places.append((room, one.bar))
        bar, palette = one.bar, self.palette()
        shade = row_colour(COLOURS.get(bar.kind, "grey")) or palette.color(Role.Midlight)
        edge = QColor(shade.darker(125) if shade.lightness() > 128 else shade.lighter(160))
        # What takes its days from the event above is only drawn round.
        painter.setBrush(palette.color(Role.Base) if bar.is_taken else shade)
        painter.setPen(QPen(edge, 1))
        painter.drawRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        font = self.font()
        font.setStrikeOut(bar.status == "cancelled")
        painter.setFont(font)
        is_quiet = bar.status in ("cancelled", "postponed")
        painter.setPen(palette.color(Role.PlaceholderText if is_quiet else Role.Text))
        words = f"{bar.clock} {bar.title}" if bar.clock and one.begins else bar.title
        text = painter.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, int(room.width() - 10)
        )
        painter.drawText(room.adjusted(6, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, text)
        painter.setFont(self.font())

    # --- Qt's own names -----------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(760, 480)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_heading(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._paint_days(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_cursor(painter)
        self._paint_bars(painter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in STEPS:
            self.go_to(self.day + timedelta(days=STEPS[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.step(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key == Qt.Key.Key_Home:
            self.go_to(self.today)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.day_opened.emit(self.day)
        else:
            super().keyPressEvent(event)

    def step(self, by: int) -> None:
        """The month before or after, the cursor on the same day as far as there is one."""
        month = step_month(self.day, by)
        last = (step_month(month, 1) - timedelta(days=1)).day
        self.go_to(month.replace(day=min(self.day.day, last)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day, bar = self._day_at(event.position()), self.bar_at(event.position())
        if day is not None:
            self.go_to(day)
        if bar is not None and event.button() == Qt.MouseButton.LeftButton:
            self.record_opened.emit(bar.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.bar_at(event.position()) is not None
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.angleDelta().y():
            self.step(-1 if event.angleDelta().y() > 0 else 1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_tip(event.pos(), event.globalPos())
            return True
        return super().event(event)

    def _show_tip(self, point: QPoint, where: QPoint) -> None:
        bar = self.bar_at(QPointF(point))
        # What Qt would take for HTML gets none.
        text = "" if bar is None or GuiQt.mightBeRichText(bar.title) else bar.title
        QToolTip.showText(where, text, self)


def written_in() -> str:
    """The manner of days: the day before the month in English too, as everywhere here."""
    return {"en": "en_GB"}.get(language(), language())


def say_count(number: int) -> str:
    """How many events a day has."""
    return ngettext("{number} event", "{number} events", number).format(number=number)
