"""Badges and seats of two guests, marked at the cells and said below the table of guests."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject

from t20desk.events.given_twice import list_given_twice
from t20desk.notices import Oddity
from t20desk.ui.desk import Desk
from t20desk.ui.page import make_label
from t20desk.ui.tables.cell_looks import CellMarks
from t20desk.ui.tables.cell_watch import CellWatch
from t20desk.ui.tables.record_table import RecordTable


class BadgeMarks(QObject):
    """Looks for badges and seats that two guests have; none is refused, since two may change."""

    def __init__(self, desk: Desk, table: RecordTable) -> None:
        super().__init__(table)
        self._desk = desk
        self._table = table
        self._found: list[Oddity] = []
        self._marks = CellMarks(table.records)
        self._typed = ""
        self._events: Sequence[int] = ()
        self.warning = make_label(look="problem", wrap=True, name="guestBadges")
        self.warning.hide()
        self.watch = CellWatch(desk, table, self._warn_typed)
        table.selection_changed.connect(self._warn)

    def read(self, events: Sequence[int]) -> None:
        """Look anew among the guests of some events."""
        self._events, db = events, self._desk.db
        self._desk.read(lambda: list_given_twice(db, events), partial(self._take, events))

    def mark(self) -> None:
        """Mark the cells again, once the rows were read."""
        self._marks.show([(one.id, one.field, one.message) for one in self._found])
        self._warn()

    def _take(self, events: Sequence[int], found: list[Oddity]) -> None:
        if events == self._events:
            self._found = found
            self.mark()

    def _warn_typed(self, sentence: str) -> None:
        self._typed = sentence
        self._warn()

    def _warn(self) -> None:
        """Say what is typed, what is wrong at the cursor, else the first one."""
        at = self._table.current_id()
        told = [self._typed, *(one.message for one in self._found if one.id == at)]
        told += [one.message for one in self._found[:1]]
        sentence = next(filter(None, told), "")
        self.warning.setText(sentence)
        self.warning.setVisible(bool(sentence))
