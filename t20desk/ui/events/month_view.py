"""The events of a month: its grid, the way to other months, and one day's events beside it."""

from collections.abc import Collection
from datetime import date
from typing import Final

from babel.dates import format_date
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from t20desk.events.event_months import Bar, find_next_day, read_bars
from t20desk.i18n import _, language
from t20desk.ui.desk import Desk
from t20desk.ui.events.month_grid import MonthGrid, say_count, written_in
from t20desk.ui.jobs import Job
from t20desk.ui.looks.entries import add_entry
from t20desk.ui.looks.tips import set_tip
from t20desk.ui.page import make_button, make_label

DAY_WIDTH: Final = 232
MOST: Final = 200
"""So many events of a day are named beside the month."""


class DayList(QListWidget):
    """The events of a day; Escape leads back to the month."""

    left = Signal()

    # --- Qt's own names -----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class MonthView(QWidget):
    """Shows the events that are listed, month by month."""

    record_opened = Signal(object)
    chosen_changed = Signal()
    new_wanted = Signal(object)
    event_moved = Signal(object, object)
    """An event that was dragged, and by how many days."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._listed: Collection[int] | None = None
        self._reading: Job | None = None
        self._next = date.today()
        """Where the first event behind a month without any begins."""
        self.grid = MonthGrid()
        self.name = make_label(look="heading", name="monthName")
        self.before = make_button("‹", "", "monthBefore")
        self.after = make_button("›", "", "monthAfter")
        self.now = make_button(_("Today"), "", "monthToday")
        self.day = make_label(look="heading", wrap=True, name="dayName")
        self.count = make_label(look="quiet", name="dayCount")
        self.events = DayList()
        self.onwards = make_button("", "flat", "monthNext")
        self.add = make_button(_("New event on this day"), "flat", "dayNew")
        self._lay_out()
        self._connect()

    def show_listed(self, listed: Collection[int] | None) -> None:
        """Show no others than these; all where nothing is said."""
        self._listed = listed
        self.refresh()

    def refresh(self) -> None:
        """Read the month again."""
        if self._reading is not None:
            self._reading.cancel()
        first, last = self.grid.span()
        self._reading = self._desk.read(
            lambda: read_bars(self._desk.db, first, last), lambda found: self._take(first, found)
        )

    def chosen_id(self) -> int | None:
        """The event of the day that the cursor is on, or the only one it has."""
        item = self.events.currentItem()
        if item is None and self.events.count() == 1:
            item = self.events.item(0)
        return None if item is None else int(item.data(Qt.ItemDataRole.UserRole))

    # --- inside -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.before.setAccessibleName(_("Month before"))
        self.after.setAccessibleName(_("Month after"))
        keys = ((self.before, Qt.Key.Key_PageUp), (self.after, Qt.Key.Key_PageDown),
                (self.now, Qt.Key.Key_Home))  # fmt: skip
        for button, key in keys:
            name = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            set_tip(button, f"{button.accessibleName() or button.text()}   {name}")
        self.events.setObjectName("dayEvents")
        self.events.setAccessibleName(_("Events of the day"))
        self.events.setWordWrap(True)
        top = QHBoxLayout()
        for widget in (self.before, self.after, self.now, self.name):
            top.addWidget(widget)
        top.addStretch(1)
        left = QVBoxLayout()
        left.addLayout(top)
        left.addWidget(self.grid, 1)
        beside = QWidget()
        beside.setFixedWidth(DAY_WIDTH)
        right = QVBoxLayout(beside)
        right.setContentsMargins(0, 4, 0, 0)
        for widget in (self.day, self.count):
            right.addWidget(widget)
        right.addWidget(self.events, 1)
        right.addWidget(self.onwards)
        right.addWidget(self.add)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addLayout(left, 1)
        row.addWidget(beside)
        self.onwards.hide()
        self._name_month()
        self._show_day()

    def _connect(self) -> None:
        self.before.clicked.connect(lambda: self.grid.step(-1))
        self.after.clicked.connect(lambda: self.grid.step(1))
        self.now.clicked.connect(lambda: self.grid.go_to(self.grid.today))
        self.grid.month_changed.connect(self._on_month)
        self.grid.day_changed.connect(lambda _day: self._show_day())
        self.grid.day_opened.connect(lambda _day: self._open_day())
        self.grid.record_opened.connect(self.record_opened)
        self.grid.bar_moved.connect(self.event_moved)
        self.events.itemActivated.connect(self._open)
        self.events.currentItemChanged.connect(lambda _now, _old: self.chosen_changed.emit())
        self.onwards.clicked.connect(self._go_on)
        self.events.left.connect(self.grid.setFocus)
        self.add.clicked.connect(lambda: self.new_wanted.emit(self.grid.day))

    def _on_month(self, _day: date) -> None:
        self._name_month()
        self.refresh()

    def _name_month(self) -> None:
        words = {"zh": "y年M月"}.get(language(), "LLLL y")
        self.name.setText(format_date(self.grid.day, words, locale=written_in()))

    def _take(self, first: str, found: list[Bar]) -> None:
        if first != self.grid.span()[0]:
            return
        listed = self._listed
        self.grid.show_bars(found if listed is None else [one for one in found if one.id in listed])
        self._show_day()
        self.onwards.hide()
        if not self.grid.bars:
            last, db = self.grid.span()[1], self._desk.db
            self._reading = self._desk.read(
                lambda: find_next_day(db, last, listed), lambda day: self._offer(first, day)
            )

    def _offer(self, first: str, day: str | None) -> None:
        """Lead from a month without events to the next one that has any."""
        if first != self.grid.span()[0] or day is None:
            return
        self._next = date.fromisoformat(day)
        words = format_date(self._next, "long", locale=written_in())
        self.onwards.setText(_("Next: {day}").format(day=words))
        self.onwards.show()

    def _go_on(self) -> None:
        self.grid.go_to(self._next)
        self.grid.setFocus()

    def _show_day(self) -> None:
        bars = self.grid.bars_of(self.grid.day)
        self.day.setText(format_date(self.grid.day, "full", locale=written_in()))
        self.count.setText(say_count(len(bars)) if bars else _("No event"))
        self.events.clear()
        for bar in bars[:MOST]:
            add_entry(self.events, f"{bar.clock}  {bar.title}".strip(), bar.id)
        self.chosen_changed.emit()

    def _open_day(self) -> None:
        """Open the only event of the day, or go to the list of them."""
        if self.events.count() == 1:
            self._open(self.events.item(0))
        elif self.events.count():
            self.events.setCurrentRow(0)
            self.events.setFocus()

    def _open(self, item: QListWidgetItem) -> None:
        self.record_opened.emit(item.data(Qt.ItemDataRole.UserRole))
