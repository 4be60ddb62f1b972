"""What became of a record: who changed what, when, from which value to which."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from t20desk.db.database import Database
from t20desk.db.history import Entry, read_history
from t20desk.i18n import N_, _
from t20desk.listing import read_titles
from t20desk.ui.desk import Desk
from t20desk.ui.words import field_text, time_text, value_text

VERBS = {"new": N_("entered"), "changed": N_("changed"), "gone": N_("deleted")}
MOST_ENTRIES = 500
Line = tuple[str, str, str, str, str]


class HistoryTable(QWidget):
    """The history of one record, latest first; read only when it is looked at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._record: tuple[str, int] | None = None
        self.table = QTableWidget(0, 5)
        self.table.setObjectName("historyTable")
        self.table.setAccessibleName(_("History"))
        self.table.setHorizontalHeaderLabels(
            [_("When"), _("Who"), _("What"), _("Before"), _("After")]
        )
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(34)
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
        for column, width in ((1, 120), (2, 200)):
            self.table.setColumnWidth(column, width)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(0, 10, 0, 0)
        column_layout.addWidget(self.table)

    def show_record(self, kind: str, record_id: int) -> None:
        """Show the history of another record."""
        self._record = (kind, record_id)
        self.refresh()

    def refresh(self) -> None:
        """Read again, if anybody looks."""
        if self._record is None or not self.isVisible():
            return
        kind, record_id = self._record
        self._desk.read(lambda: describe_history(self._desk.db, kind, record_id), self._fill)

    def _fill(self, lines: list[Line]) -> None:
        self.table.setRowCount(len(lines))
        for row, line in enumerate(lines):
            for column, text in enumerate(line):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(row, column, item)
        self.table.resizeColumnToContents(0)

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        self.refresh()


def describe_history(db: Database, kind: str, record_id: int) -> list[Line]:
    """The history of a record in words."""
    return describe_entries(db, read_history(db, kind, record_id)[:MOST_ENTRIES])


def describe_entries(db: Database, entries: list[Entry]) -> list[Line]:
    """Entries of the journal in words: when, who, what, before and after."""
    titles = _read_linked(db, entries)
    return [
        (
            time_text(one.operation.time),
            one.operation.user,
            field_text(db.kinds, one.kind, one.field) or _(VERBS[one.verb]),
            _say(db, titles, one, one.old),
            _say(db, titles, one, one.new),
        )
        for one in entries
    ]


def _read_linked(db: Database, entries: list[Entry]) -> dict[tuple[str, int], str]:
    wanted: dict[str, set[int]] = {}
    for one in entries:
        target = _target_of(db, one)
        for value in (one.old, one.new):
            if target and isinstance(value, int):
                wanted.setdefault(target, set()).add(value)
    return {
        (kind, key): text
        for kind, ids in wanted.items()
        for key, text in read_titles(db, kind, sorted(ids)).items()
    }


def _target_of(db: Database, entry: Entry) -> str:
    field = db.kinds[entry.kind].fields.get(entry.field or "")
    return (field.target or "") if field is not None else ""


def _say(db: Database, titles: dict[tuple[str, int], str], entry: Entry, value: Any) -> str:
    target = _target_of(db, entry)
    if target and isinstance(value, int):
        return titles.get((target, value), _("a record that is gone"))
    return value_text(db.kinds, entry.kind, entry.field, value)
