"""What became of a record: who changed what, when, from which value to which, and the way back."""

from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from t20desk.attachments.portraits import read_pictures
from t20desk.db.database import Database
from t20desk.db.history.belongings import read_history
from t20desk.db.history.reading import Entry
from t20desk.db.types import Picture
from t20desk.errors import UserError
from t20desk.i18n import N_, _
from t20desk.listing import read_titles
from t20desk.looking_back import plan_value
from t20desk.ui.desk import Desk
from t20desk.ui.looks.table_looks import fill_line, fit_column, make_text_table
from t20desk.ui.looks.words import field_text, time_text, value_text
from t20desk.ui.page import make_button, make_label
from t20desk.ui.previews.preview import preview_and_apply, say_change

VERBS = {"new": N_("entered"), "changed": N_("changed"), "gone": N_("deleted")}
HEADINGS = (N_("When"), N_("Who"), N_("What"), N_("Before"), N_("After"))
BEFORE, AFTER = 3, 4
TINTS = {BEFORE: "gone", AFTER: "new"}
"""What a value was stands on red, what it became on green."""
WIDTHS = {1: 120, 2: 200, BEFORE: 0, AFTER: 0}
MOST_ENTRIES = 500
MOST_PICTURES = 40
"""So many logos or photographs are shown small; the others are named."""
Pictures = dict[str, bytes]
Line = tuple[str, str, str, str, str]


class HistoryTable(QWidget):
    """The history of one record, latest first; read only when it is looked at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._record: tuple[str, int] | None = None
        self._entries: list[Entry] = []
        heads = [_(heading) for heading in HEADINGS]
        self.table = make_text_table(heads, "historyTable", _("History"), WIDTHS)
        self.table.setIconSize(QSize(26, 26))
        self.back = make_button(_("Bring back the value before …"), "", "bringBack")
        self.notice = make_label(look="problem", wrap=True, name="historyTableNotice")
        foot = QHBoxLayout()
        foot.addWidget(self.notice, 1)
        foot.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.addWidget(self.table)
        column.addLayout(foot)
        self.back.setEnabled(False)
        self.table.itemSelectionChanged.connect(self._on_choice)
        self.back.clicked.connect(self._bring_back)

    def show_record(self, kind: str, record_id: int) -> None:
        """Show the history of another record."""
        self._record = (kind, record_id)
        self.refresh()

    def refresh(self) -> None:
        """Read again, if anybody looks."""
        if self._record is None or not self.isVisible():
            return
        db, (kind, record_id) = self._desk.db, self._record

        def read() -> tuple[list[Entry], list[Line], Pictures]:
            entries = read_history(db, kind, record_id, MOST_ENTRIES)[:MOST_ENTRIES]
            lines = describe_entries(db, entries, kind)
            return entries, lines, _read_pictures(db, entries)

        self._desk.read(read, lambda found: self._fill(*found))

    def _fill(self, entries: list[Entry], lines: list[Line], pictures: Pictures) -> None:
        self._entries = entries
        self.notice.setText("")
        self.table.clearSelection()
        self.table.setRowCount(len(lines))
        for row, (entry, line) in enumerate(zip(entries, lines, strict=True)):
            items = fill_line(self.table, row, line)
            for column, meaning in TINTS.items() if entry.field else ():
                if line[column]:
                    items[column].meaning = meaning
            for column, value in ((BEFORE, entry.old), (AFTER, entry.new)):
                if data := pictures.get(str(value)):
                    items[column].setIcon(_make_icon(data))
        fit_column(self.table, 0)
        self._on_choice()

    def _chosen(self) -> Entry | None:
        rows = self.table.selectionModel().selectedRows()
        row = rows[0].row() if rows else -1
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def _on_choice(self) -> None:
        entry = self._chosen()
        self.back.setEnabled(entry is not None and entry.field is not None)

    def _bring_back(self) -> None:
        entry = self._chosen()
        if entry is None:
            return
        try:
            change = plan_value(self._desk.db, entry)
            preview_and_apply(self, self._desk, change, words=say_change)
        except UserError as error:
            self.notice.setText(error.message)

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        self.refresh()


def _read_pictures(db: Database, entries: list[Entry]) -> Pictures:
    """The logos and photographs that entries name, by their hashes."""
    hashes = [
        str(value)
        for one in entries
        if (field := db.kinds[one.kind].fields.get(one.field or "")) is not None
        and isinstance(field.type, Picture)
        for value in (one.old, one.new)
        if value
    ]
    return read_pictures(db, list(dict.fromkeys(hashes))[:MOST_PICTURES])


def _make_icon(data: bytes) -> QIcon:
    pixmap = QPixmap()
    pixmap.loadFromData(data)
    return QIcon(pixmap)


def describe_entries(db: Database, entries: list[Entry], kind: str) -> list[Line]:
    """The history of a record of a kind in words: when, who, what, before and after."""
    titles = _read_linked(db, entries)
    return [
        (
            time_text(one.operation.time),
            one.operation.user,
            _say_what(db, one, kind),
            _say(db, titles, one, one.old),
            _say(db, titles, one, one.new),
        )
        for one in entries
    ]


def _say_what(db: Database, entry: Entry, kind: str) -> str:
    """The field, with the kind of what belongs to the record before it."""
    words = field_text(db.kinds, entry.kind, entry.field) or _(VERBS[entry.verb])
    return words if entry.kind == kind else f"{_(db.kinds[entry.kind].label)} · {words}"


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
