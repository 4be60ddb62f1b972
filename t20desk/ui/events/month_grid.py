"""A month painted as weeks of days, with the events as bars; walked through by keys or mouse."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from babel.dates import format_date
from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy

from t20desk.events.event_months import Bar
from t20desk.i18n import _, language, list_words, ngettext, tell_value
from t20desk.ui.events.month_frame import MonthFrame
from t20desk.ui.events.month_layout import (
    DAYS,
    Segment,
    count_days,
    lay_out,
    step_month,
    weeks_of,
)
from t20desk.ui.events.month_painter import MonthPainter
from t20desk.ui.events.painted_grid import HELD, PaintedGrid

YEARS: Final = range(1900, 2200)
STEPS: Final = {
    Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -DAYS, Qt.Key.Key_Down: DAYS,
}  # fmt: skip


class Held(NamedTuple):
    """A bar that the mouse took, on which day of those shown and where."""

    bar: Bar
    at: int
    point: QPointF


class MonthGrid(PaintedGrid):
    """The weeks of one month; the cursor is on a day. A bar is clicked, or dragged to a day."""

    day_changed = Signal(object)
    month_changed = Signal(object)
    day_opened = Signal(object)
    record_opened = Signal(object)
    bar_moved = Signal(object, object)
    """The event of a bar that was dragged, and by how many days."""

    def __init__(self) -> None:
        super().__init__(self._say_bar)
        self._held: Held | None = None
        self._target: int | None = None
        """Over which of the days shown a bar is dragged."""
        self.day = date.today()
        self.today = self.day
        self.bars: Sequence[Bar] = ()
        self.counts: list[int] = []
        self._segments: list[Segment] = []
        self._weeks = weeks_of(self.day)
        self.setObjectName("monthGrid")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(420, 260)
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
        frame = self._frame()
        drawn = (one for one in self._segments if one.lane < frame.lanes())
        return next((one.bar for one in drawn if frame.bar(one).contains(point)), None)

    def step(self, by: int) -> None:
        """The month before or after, the cursor on the same day as far as there is one."""
        month = step_month(self.day, by)
        last = (step_month(month, 1) - timedelta(days=1)).day
        self.go_to(month.replace(day=min(self.day.day, last)))

    # --- inside -------------------------------------------------------------------------------

    def _speak(self) -> None:
        """Say to those who hear the window which day the cursor is on, and what it has."""
        self.setAccessibleName(_("Calendar of events"))
        titles = list_words(bar.title for bar in self.bars_of(self.day)[:8])
        words = format_date(self.day, "full", locale=written_in())
        self.setAccessibleDescription(tell_value(words, titles) if titles else words)

    def _let_go(self) -> None:
        self._held = self._target = None
        self.unsetCursor()
        self.update()

    def _say_bar(self, point: QPointF) -> str:
        bar = self.bar_at(point)
        return bar.title if bar is not None else ""

    def _frame(self) -> MonthFrame:
        return MonthFrame(self.width(), self.height(), len(self._weeks))

    # --- Qt's own names -----------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(760, 480)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        month = MonthPainter(self, painter, self._frame())
        month.paint_heading()
        month.paint_days(self._weeks[0], self.day.month, self.today)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cursor = (self.day - self._weeks[0]).days
        month.paint_cursor(cursor if self._target is None else self._target)
        month.paint_bars(self._segments, self.counts)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and self._held is not None:
            self._let_go()
        elif event.modifiers() & HELD:
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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at, bar = self._frame().find_day(event.position()), self.bar_at(event.position())
        if bar is not None and at is not None and event.button() == Qt.MouseButton.LeftButton:
            self._held = Held(bar, at, event.position())
        elif at is not None:
            self.go_to(self._weeks[0] + timedelta(days=at))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None:
            super().mouseMoveEvent(event)
            return
        way = (event.position() - self._held.point).manhattanLength()
        if self._target is not None or way >= QApplication.startDragDistance():
            at = self._frame().find_day(event.position())
            self._target = self._held.at if at is None else at
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._held is None or event.button() != Qt.MouseButton.LeftButton:
            return
        held, target = self._held, self._target
        self._let_go()
        if target is None:
            self.go_to(self._weeks[0] + timedelta(days=held.at))
            self.record_opened.emit(held.bar.id)
        elif target != held.at:
            self.go_to(self._weeks[0] + timedelta(days=target))
            self.bar_moved.emit(held.bar.id, target - held.at)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.angleDelta().y():
            self.step(-1 if event.angleDelta().y() > 0 else 1)


def written_in() -> str:
    """The manner of days: the day before the month in English too, as everywhere here."""
    return {"en": "en_GB"}.get(language(), language())


def say_count(number: int) -> str:
    """How many events a day has."""
    return ngettext("{number} event", "{number} events", number).format(number=number)
