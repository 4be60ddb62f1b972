"""One tab of related records: its tables, and how many records they hold."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from t20desk.ui.desk import Desk
from t20desk.ui.events.attended_table import AttendedTable
from t20desk.ui.events.decision_table import DecisionTable
from t20desk.ui.events.guest_table import GuestTable
from t20desk.ui.events.programme_table import ProgrammeTable
from t20desk.ui.records.post_table import PostTable
from t20desk.ui.records.related import Related, RelatedTabs
from t20desk.ui.records.related_table import RelatedTable


class RelatedTab(QWidget):
    """The tables of one tab, and their number."""

    counted = Signal(object)
    place_requested = Signal(object)

    def __init__(self, desk: Desk, described: RelatedTabs) -> None:
        super().__init__()
        self.tables = [make_related(desk, one) for one in described.tables]
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for table in self.tables:
            column.addWidget(table)
            table.counted.connect(self._count)
            table.place_requested.connect(self.place_requested)

    def _count(self) -> None:
        """Say how many records there are; a table without any leaves its room to the others."""
        counts = [table.count() for table in self.tables]
        for place, count in enumerate(counts):
            self._column.setStretch(place, 3 if count or not any(counts) else 1)
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


def make_related(desk: Desk, described: Related) -> RelatedTable:
    """The table for a sort of related records; some sorts have verbs of their own."""
    if described.kind == "participation":
        table = GuestTable if described.link == "event" else AttendedTable
        return table(desk, described)
    own: dict[str, type[RelatedTable]] = {
        "affiliation": PostTable,
        "programme_item": ProgrammeTable,
        "decision": DecisionTable,
    }
    return own.get(described.kind, RelatedTable)(desk, described)
