"""All that was done in this database, latest first, and its undo."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from t20desk.db.database import Database
from t20desk.db.history import Entry, Operation, list_operations, read_entries
from t20desk.i18n import _
from t20desk.listing import read_titles
from t20desk.ui.desk import Desk
from t20desk.ui.history_table import describe_entries
from t20desk.ui.page import Page, make_button, make_label
from t20desk.ui.places import Place, record_place
from t20desk.ui.undoing import UndoSteps
from t20desk.ui.words import counts_text, time_text
from t20desk.wording import say_operation

MOST_OPERATIONS = 1000
MOST_ENTRIES = 300
SEQUENCE = Qt.ItemDataRole.UserRole
Told = tuple[Operation, str]
Detail = tuple[str, int, tuple[str, str, str, str]]


class HistoryPage(Page):
    """A line for each change; the cells of the one chosen below."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self._desk = desk
        self._steps = UndoSteps(desk, self)
        self.table = _make_table(
            "operations", _("Changes"), [_("When"), _("Who"), _("What was done"), _("Records")]
        )
        self.cells = _make_table(
            "operationCells",
            _("Cells of the change"),
            [_("Record"), _("Field"), _("Before"), _("After")],
        )
        self.undo = make_button(_("Undo this change …"), "", "undoOperation")
        self.heading = make_label(look="heading")
        self._places: list[Place] = []
        self._lay_out()
        self.table.itemSelectionChanged.connect(self._on_select)
        self.cells.cellDoubleClicked.connect(self._open_record)
        self.undo.clicked.connect(self._undo)

    def show_place(self, place: Place) -> None:
        self.refresh(frozenset())

    def refresh(self, kinds: frozenset[str]) -> None:
        if self.isVisible() or not kinds:
            self._desk.read(lambda: _describe_operations(self._desk.db), self._fill)

    def title(self) -> str:
        return _("History")

    def help_text(self) -> str:
        return _(
            "Every change is listed, who made it and when. Choose one to see its cells; it can be "
            "undone at any time, as far as nobody edited the same cells since."
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 12)
        column.addWidget(make_label(_("History"), "title"))
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        below = QWidget()
        inside = QVBoxLayout(below)
        inside.setContentsMargins(0, 8, 0, 0)
        row = QHBoxLayout()
        row.addWidget(self.heading, 1)
        row.addWidget(self.undo)
        inside.addLayout(row)
        inside.addWidget(self.cells)
        split.addWidget(below)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        column.addWidget(split, 1)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        for at, width in ((1, 140), (3, 190)):
            self.table.setColumnWidth(at, width)
        for at in (2, 3):
            self.cells.horizontalHeader().setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
        self.cells.setColumnWidth(0, 260)
        self.cells.setColumnWidth(1, 170)
        self.undo.setEnabled(False)

    def _fill(self, told: list[Told]) -> None:
        kept = self._sequence()
        self.table.blockSignals(True)
        self.table.setRowCount(len(told))
        for row, (operation, sentence) in enumerate(told):
            texts = (
                time_text(operation.time),
                operation.user,
                sentence,
                counts_text(operation.counts),
            )
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                item.setData(SEQUENCE, operation.sequence)
                self.table.setItem(row, column, item)
        self.table.resizeColumnToContents(0)
        self.table.blockSignals(False)
        rows = [row for row, (one, _text) in enumerate(told) if one.sequence == kept]
        if told:
            self.table.selectRow(rows[0] if rows else 0)
            self._on_select()

    def _sequence(self) -> int | None:
        item = self.table.item(self.table.currentRow(), 0)
        return None if item is None else int(item.data(SEQUENCE))

    def _on_select(self) -> None:
        sequence = self._sequence()
        self.undo.setEnabled(sequence is not None)
        if sequence is not None:
            self._desk.read(lambda: _describe_cells(self._desk.db, sequence), self._fill_cells)

    def _fill_cells(self, details: list[Detail]) -> None:
        item = self.table.item(self.table.currentRow(), 2)
        self.heading.setText("" if item is None else item.text())
        self._places = [record_place(kind, key) for kind, key, _line in details]
        self.cells.setRowCount(len(details))
        for row, (_kind, _key, line) in enumerate(details):
            for column, text in enumerate(line):
                cell = QTableWidgetItem(text)
                cell.setToolTip(text)
                self.cells.setItem(row, column, cell)

    def _open_record(self, row: int, _column: int) -> None:
        self.place_requested.emit(self._places[row])

    def _undo(self) -> None:
        sequence = self._sequence()
        if sequence is not None:
            self._steps.undo(sequence)


def _describe_operations(db: Database) -> list[Told]:
    return [(one, say_operation(db, one)) for one in list_operations(db, MOST_OPERATIONS)]


def _describe_cells(db: Database, sequence: int) -> list[Detail]:
    entries = read_entries(db, sequence, MOST_ENTRIES)
    lines = describe_entries(db, entries)
    titles = {
        kind: read_titles(db, kind, [one.id for one in entries if one.kind == kind])
        for kind in {one.kind for one in entries}
    }
    return [
        (one.kind, one.id, (_name(db, titles, one), *line[2:]))
        for one, line in zip(entries, lines, strict=True)
    ]


def _name(db: Database, titles: dict[str, dict[int, str]], entry: Entry) -> str:
    return titles[entry.kind].get(entry.id) or _(db.kinds[entry.kind].label)


def _make_table(name: str, spoken: str, headings: list[str]) -> QTableWidget:
    table = QTableWidget(0, len(headings))
    table.setObjectName(name)
    table.setAccessibleName(spoken)
    table.setHorizontalHeaderLabels(headings)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(34)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
    return table
