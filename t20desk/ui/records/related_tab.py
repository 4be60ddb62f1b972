"""One tab of related records: its tables, and how many records they hold."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from t20desk.ui.desk import Desk
from t20desk.ui.looks.scrolling import ScrollArea
from t20desk.ui.records.related import RelatedTabs
from t20desk.ui.records.related_table import RelatedTable

ROWS_KEPT: Final = 2
"""So many rows of each of several tables have room at least."""

Tables = Mapping[str, type[RelatedTable]]
"""The tables that have verbs of their own, by the kind of what they list."""


class RelatedTab(QWidget):
    """The tables of one tab, and their number."""

    counted = Signal(object)
    place_requested = Signal(object)

    def __init__(self, desk: Desk, described: RelatedTabs, tables: Tables) -> None:
        super().__init__()
        self.tables = [tables.get(one.kind, RelatedTable)(desk, one) for one in described.tables]
        column = self._column = self._make_column()
        column.setContentsMargins(0, 0, 0, 0)
        for table in self.tables:
            column.addWidget(table)
            table.counted.connect(self._count)
            table.place_requested.connect(self.place_requested)

    def _make_column(self) -> QVBoxLayout:
        """Where the tables stand; several scroll together in a low window, each with some rows."""
        if len(self.tables) < 2:
            return QVBoxLayout(self)
        inside = QWidget()
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(ScrollArea(inside))
        return QVBoxLayout(inside)

    def _count(self) -> None:
        """Say how many records there are; a table without any leaves its room to the others."""
        counts = [table.count() for table in self.tables]
        for place, count in enumerate(counts):
            self._column.setStretch(place, 3 if count or not any(counts) else 1)
            if len(counts) > 1:
                self.tables[place].keep_rows(min(count, ROWS_KEPT))
        self.counted.emit(sum(counts))

    def holds(self, kind: str) -> bool:
        """Whether records of a kind are listed here."""
        return any(table.kind.name == kind for table in self.tables)

    def show_record(self, record_id: int, name: str) -> None:
        """Show what belongs to a record."""
        for table in self.tables:
            table.show_record(record_id, name)

    def refresh(self, kinds: frozenset[str]) -> None:
        """Read again what these kinds touch."""
        for table in self.tables:
            table.refresh(kinds)
