"""A day, a month, a year or a moment typed as people write it, or chosen from a calendar."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout

from t20desk.db.fields import Field
from t20desk.db.types import DateTime, Stored, typed_reading
from t20desk.db.types.loose_times import read_clock
from t20desk.i18n import _, language
from t20desk.ui.forms.choice_editor import keeps_f4
from t20desk.ui.forms.text_editors import LineEditor
from t20desk.ui.looks.icons import icon

WHOLE_DAY: Final = len("2024-12-31")


class DateEditor(LineEditor):
    """A line to type into, with a calendar behind its button, F4 and Alt+Down.

    A time alone is one of the day that stood there, else of the day that `usual_day` says.
    """

    chosen = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._day = ""
        self.usual_day: Callable[[], Stored] = str
        self._popup: CalendarPopup | None = None
        self.setToolTip(_("A date, or words such as “tomorrow”, “in 2 weeks”, “+3d”. F4: calendar"))
        self.calendar = QAction(icon("mdi6.calendar-month-outline"), _("Calendar"), self)
        self.calendar.triggered.connect(self.open_calendar)
        self.addAction(self.calendar, LineEditor.ActionPosition.TrailingPosition)

    def show_value(self, value: Stored, text: str = "") -> None:
        super().show_value(value, text)
        self._day = str(value or "")[:WHOLE_DAY]

    def typed(self) -> object:
        clock = read_clock(self.text()) if isinstance(self._type, DateTime) else ""
        day = (self._day or str(self.usual_day() or "")[:WHOLE_DAY]) if clock else ""
        return f"{day} {clock}" if clock and day else self.text()

    def open_calendar(self) -> None:
        """Show the calendar at the day typed, else at today."""
        parsed = self._type.parse(self.typed(), typed_reading())
        typed = QDate.fromString(str(parsed.value or "")[:10], Qt.DateFormat.ISODate)
        if self._popup is None:
            self._popup = CalendarPopup(self)
            self._popup.picked.connect(self._take)
        self._popup.open_at(typed if typed.isValid() else QDate.currentDate())

    def _take(self, day: str) -> None:
        self.setText(self._type.format(day + self._read_clock()))
        self.edited.emit()
        if isinstance(self._type, DateTime):
            self.setFocus()
        else:
            self.chosen.emit()

    def _read_clock(self) -> str:
        """The time of day that was typed already; another day leaves it."""
        if not isinstance(self._type, DateTime):
            return ""
        parsed = self._type.parse(self.typed(), typed_reading())
        return str(parsed.value or "")[WHOLE_DAY:]

    # --- Qt's own names -----------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        return keeps_f4(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt_down = (
            event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        )
        if alt_down or event.key() == Qt.Key.Key_F4:
            self.open_calendar()
        else:
            super().keyPressEvent(event)


class CalendarPopup(QFrame):
    """A month to choose a day from, below its line."""

    picked = Signal(str)

    def __init__(self, line: LineEditor) -> None:
        super().__init__(line, Qt.WindowType.Popup)
        self._line = line
        self.month = QCalendarWidget()
        self.month.setAccessibleName(_("Calendar"))
        self.month.setGridVisible(False)
        self.month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.month.setLocale(QLocale(language()))
        self.month.setHorizontalHeaderFormat(
            QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames
        )
        self.month.setMinimumSize(330, 250)
        self._dress()
        self.month.activated.connect(self._pick)
        self.month.clicked.connect(self._pick)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.month)

    def _dress(self) -> None:
        """Weekends in grey instead of red, and arrows of the colours in use."""
        grey = QTextCharFormat()
        grey.setForeground(self.palette().placeholderText())
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.month.setWeekdayTextFormat(day, grey)
        for name, sign in (("prev", "left"), ("next", "right")):
            button = self.month.findChild(QToolButton, f"qt_calendar_{name}month")
            if button is not None:
                button.setIcon(icon(f"mdi6.chevron-{sign}"))

    def open_at(self, day: QDate) -> None:
        """Show the month of a day, so that all of it can be seen."""
        self.month.setSelectedDate(day)
        self.adjustSize()
        corner = self._line.mapToGlobal(QPoint(0, self._line.height()))
        room = self._line.screen().availableGeometry()
        left = max(room.left(), min(corner.x(), room.right() - self.width()))
        top = corner.y()
        if top + self.height() > room.bottom():
            top = max(room.top(), corner.y() - self._line.height() - self.height())
        self.move(left, top)
        self.show()
        self.month.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def _pick(self, day: QDate) -> None:
        if self.isVisible():
            self.hide()
            self.picked.emit(day.toString(Qt.DateFormat.ISODate))
