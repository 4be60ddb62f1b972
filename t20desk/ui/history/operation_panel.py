"""One change seen closely: what it did to each record, and the way to take it or a part back."""

from array import array
from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QTableView, QVBoxLayout, QWidget

from t20desk.db.database import Database
from t20desk.db.fields import Field
from t20desk.db.history.touched import count_touched, find_columns, list_numbers
from t20desk.db.history.undoing import Part
from t20desk.i18n import _
from t20desk.ui.desk import Desk
from t20desk.ui.history.operation_model import (
    SIGNS,
    WORDS,
    Told,
    TouchedModel,
)
from t20desk.ui.history.undoing import UndoSteps
from t20desk.ui.looks.pair_cells import PairDelegate
from t20desk.ui.looks.tab_order import tab_as_laid_out
from t20desk.ui.looks.table_looks import fit_columns, make_paged_table
from t20desk.ui.looks.words import time_text
from t20desk.ui.page import make_button, make_label
from t20desk.ui.places import record_place
from t20desk.ui.previews.kind_chips import Counts, KindChips
from t20desk.ui.tables.paged_model import Role
from t20desk.wording import say_door

MOST_CHOSEN = 5_000
"""So many rows may be chosen to be taken back; more is the change as a whole."""


class OperationPanel(QWidget):
    """Shows the records of a change."""

    place_requested = Signal(object)

    def __init__(self, desk: Desk, steps: UndoSteps) -> None:
        super().__init__()
        self._desk = desk
        self._steps = steps
        self._told: Told | None = None
        self._asked = 0
        self.model = TouchedModel(desk)
        self.table = make_paged_table(self.model, "operationCells", _("Cells of the change"))
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectItems)
        self.table.setItemDelegate(PairDelegate(self.table))
        self.heading = make_label(look="heading", wrap=True, name="operationHeading")
        self.origin = make_label(look="quiet", wrap=True, name="operationOrigin")
        self.undo = make_button(_("Take back this change …"), "", "undoOperation")
        self.undo_part = make_button(_("Take back what is chosen …"), "", "undoPart")
        self.chips = KindChips(desk, SIGNS, WORDS)
        self._lay_out()
        self._connect()

    def show_operation(self, told: Told | None) -> None:
        """Show another change, or none."""
        if told is not None and told == self._told:
            return
        self._told = told
        self.undo.setEnabled(told is not None)
        self._asked += 1
        if told is None:
            self.heading.setText("")
            self.origin.setText("")
            self._take_counts(self._asked, {})
            return
        self.heading.setText(told.sentence)
        self.origin.setText(_say_origin(told))
        asked, sequence = self._asked, told.operation.sequence
        self._desk.read(
            lambda: count_touched(self._desk.db, sequence),
            lambda counts: self._take_counts(asked, counts),
        )

    # --- building -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(6)
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self.heading)
        said.addWidget(self.origin)
        head = QHBoxLayout()
        head.addLayout(said, 1)
        for button in (self.undo_part, self.undo):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self.chips)
        column.addWidget(self.table, 1)
        self.undo.setEnabled(False)
        self.undo_part.setEnabled(False)

    def _connect(self) -> None:
        self.chips.chosen.connect(self._read_rows)
        self.undo.clicked.connect(self._undo_whole)
        self.undo_part.clicked.connect(self._undo_chosen)
        self.table.doubleClicked.connect(self._open)
        self.table.selectionModel().selectionChanged.connect(self._on_selection)
        self.model.modelReset.connect(lambda: self.undo_part.setEnabled(False))
        self.model.rows_arrived.connect(self._fit_once)

    def _take_counts(self, asked: int, counts: Counts) -> None:
        if asked != self._asked:
            return
        self.chips.show_counts(counts)
        tab_as_laid_out(self)

    def _read_rows(self) -> None:
        self._asked += 1
        if self._told is None or not self.chips.kind:
            self.model.show_touched("", [], array("q"), self._desk.db)
            return
        asked, kind, sequence = self._asked, self.chips.kind, self._told.operation.sequence
        verbs = self.chips.verbs()
        self._desk.jobs.read_whole(
            lambda: _find_rows(self._desk.db, sequence, kind, verbs),
            lambda found: self._take_rows(asked, kind, *found),
        )

    def _take_rows(self, asked: int, kind: str, fields: list[Field], numbers: "array[int]") -> None:
        if asked != self._asked:
            return
        self._must_fit = True
        self.model.show_touched(kind, fields, numbers, self._desk.db)

    _must_fit = False

    def _fit_once(self) -> None:
        if self._must_fit:
            self._must_fit = False
            fit_columns(self.table)

    # --- slots --------------------------------------------------------------------------------

    def _on_selection(self, _now: QItemSelection, _before: QItemSelection) -> None:
        rows = sum(one.height() for one in self.table.selectionModel().selection().toList())
        self.undo_part.setEnabled(0 < rows <= MOST_CHOSEN)

    def _open(self, index: QModelIndex) -> None:
        kind, key = index.data(Role.UserRole) or ("", 0)
        if kind:
            self.place_requested.emit(record_place(kind, key))

    def _undo_whole(self) -> None:
        if self._told is not None:
            self._steps.take_back(self._told.operation.sequence)

    def _undo_chosen(self) -> None:
        if self._told is not None:
            self._steps.take_back(self._told.operation.sequence, self.read_part())

    def read_part(self) -> Part:
        """The records and cells chosen; the first two columns stand for the whole record."""
        part: dict[tuple[str, int], frozenset[str] | None] = {}
        for index in self.table.selectionModel().selectedIndexes():
            key = index.data(Role.UserRole)
            one = self.model.field_at(index.column())
            if key is None:
                continue
            if one is None:
                part[key] = None
            elif (names := part.get(key, frozenset())) is not None:
                part[key] = names | {one.name}
        return part


def _find_rows(
    database: Database, sequence: int, kind: str, verbs: Sequence[str]
) -> tuple[list[Field], "array[int]"]:
    fields = database.kinds[kind].fields
    names = find_columns(database, sequence, database.kinds[kind])
    return [fields[name] for name in names], list_numbers(database, sequence, kind, verbs)


def _say_origin(told: Told) -> str:
    one = told.operation
    parts = (time_text(one.time), one.user, one.computer, say_door(one.door), one.file)
    number = _("No. {number}").format(number=one.sequence)
    layout = str(one.label.arguments.get("profile", ""))
    known = _("laid out as “{name}”").format(name=layout) if layout else ""
    taken = _("taken back by no. {number}").format(number=told.taken_back)
    # The file can be told by it from another one of the same name.
    mark = _("check sum {mark}").format(mark=one.hash[:8]) if one.hash else ""
    said = (*parts, mark, known, number, taken if told.taken_back else "")
    return " · ".join(part for part in said if part)
