"""The timetable of an event: a chip a day, and the day painted below."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from t20desk.db.types import Date
from t20desk.events.timetables import Day, read_timetable
from t20desk.i18n import _
from t20desk.ui.desk import Desk
from t20desk.ui.events.timetable_grid import TOP, TimetableGrid
from t20desk.ui.looks.chip_row import ChipRow
from t20desk.ui.page import make_label


class TimetableView(QWidget):
    """Days to choose from, and the blocks of the day chosen."""

    item_opened = Signal(object)
    days_offered = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._events: Sequence[int] = ()
        self.days: list[Day] = []
        self.bar = QWidget()
        """The chips of the days; whoever shows the timetable has a place for them."""
        self.chips = ChipRow(())
        self.grid = TimetableGrid()
        self.empty = make_label(
            _("No item of the programme has a time of day yet; enter when each one begins."),
            "quiet", wrap=True,
        )  # fmt: skip
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setWidget(self.grid)
        self.area.setFocusProxy(self.grid)
        row = self._row = QHBoxLayout(self.bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.chips)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.empty)
        self.empty.hide()  # until it is known
        column.addWidget(self.area, 1)
        self.setFocusProxy(self.grid)
        self.grid.item_opened.connect(self.item_opened)
        self.grid.cursor_moved.connect(self._follow)
        # The names of the rooms stay at the top, so all is painted anew.
        self.area.verticalScrollBar().valueChanged.connect(self.grid.update)

    def show_events(self, events: Sequence[int]) -> None:
        """Read the days of some events."""
        self._events, db = list(events), self._desk.db
        self._desk.read(lambda: read_timetable(db, events), partial(self._take, self._events))

    def _take(self, events: Sequence[int], found: list[Day]) -> None:
        if events != self._events:
            return
        names = [one.day for one in found]
        if names != [one.day for one in self.days]:
            self._make_chips(names)
        self.days = found
        shown = self.grid.day.day
        self.show_day(shown if shown in names else next(iter(names), ""))

    def show_day(self, day: str) -> None:
        """Show one of the days."""
        found = next((one for one in self.days if one.day == day), None)
        self.empty.setVisible(found is None)
        self.area.setVisible(found is not None)
        self.chips.setVisible(len(self.days) > 1)
        self.chips.choose(day)
        self.grid.show_day(found or Day(""))

    def _make_chips(self, days: Sequence[str]) -> None:
        chips = ChipRow([(day, Date().format(day)) for day in days])
        chips.chosen.connect(self.show_day)
        self._row.replaceWidget(self.chips, chips)
        self.chips.hide()
        self.chips.deleteLater()
        self.chips = chips
        self.days_offered.emit()

    def _follow(self, room: QRect) -> None:
        beside, middle = min(room.width(), 300) // 2, room.center().x()
        self.area.ensureVisible(middle, room.bottom(), beside, 4)
        self.area.ensureVisible(middle, room.top() - TOP, beside, 0)
