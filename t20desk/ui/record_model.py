"""The rows of a listing as the table paints them: ids in one array, cells fetched by page."""

import logging
from array import array
from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QPalette

from t20desk.db.database import Database
from t20desk.db.fields import Field
from t20desk.listing import Inherited, Listing, column_label, first_ids, list_ids, read_rows
from t20desk.ui.cell_texts import cell_text, stored_of
from t20desk.ui.desk import Desk
from t20desk.ui.field_form import can_write
from t20desk.ui.jobs import Job
from t20desk.ui.listings import field_at, heading_text
from t20desk.ui.theme import colour_for

Index = QModelIndex | QPersistentModelIndex
Cells = dict[int, tuple[Any, ...]]
Role = Qt.ItemDataRole
PAGE_ROWS = 200
KEPT_PAGES = 60
FIELD_ROLE = Role.UserRole + 1
ID_ROLE = Role.UserRole + 2
LOADING = "…"


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong with a typed cell: the sentence, and what was typed."""

    message: str
    typed: str
    conflict: bool = False


class RecordModel(QAbstractTableModel):
    """Shows a listing; asks the reading lane for what is painted and not yet there."""

    rows_arrived = Signal()
    ids_arrived = Signal(object)
    failed = Signal(str)
    cell_typed = Signal(object, str, object)

    def __init__(self, desk: Desk, listing: Listing) -> None:
        super().__init__()
        self._desk = desk
        self.listing = listing
        self.ids: array[int] = array("q")
        self.fields: list[Field] = []
        self.editing = False
        self.problems: dict[tuple[int, str], CellProblem] = {}
        self._pages: OrderedDict[int, Cells] = OrderedDict()
        self._old: Cells = {}
        self._wanted: set[int] = set()
        self._asked: set[int] = set()
        self._generation = 0
        self._id_jobs: list[Job] = []
        self._logged = False
        self._partial = False
        self._ask_soon = QTimer(self)
        self._ask_soon.setSingleShot(True)
        self._ask_soon.setInterval(0)
        self._ask_soon.timeout.connect(self._ask_pages)
        self._take_fields()

    # --- what is listed -----------------------------------------------------------------------

    def show(self, listing: Listing) -> None:
        """List something else; the rows shown stay until the new ones are there."""
        columns_change = listing.columns != self.listing.columns
        self.listing = listing
        if columns_change:
            self.beginResetModel()
            self._take_fields()
            self._pages.clear()
            self._old.clear()
            self.endResetModel()
        self.reload(anew=True)

    def reload(self, anew: bool = False) -> None:
        """Read the ids again; of a new listing the first rows come before all the others."""
        self._drop_reads()
        if anew or not self.ids:
            self._ask_first()
        else:
            self._ask_whole()

    def _drop_reads(self) -> None:
        """Stop reading ids: nobody waits for them any more."""
        self._generation += 1
        for job in self._id_jobs:
            job.cancel()
        self._id_jobs = []

    def _ask_first(self) -> None:
        generation, db, listing = self._generation, self._desk.db, self.listing
        job = self._desk.jobs.read(
            lambda: _read_first(db, listing),
            lambda found: self._take_first(generation, *found),
            failed=lambda error: self._refuse(generation, error),
        )
        self._id_jobs.append(job)

    def _ask_whole(self) -> None:
        generation, db, listing = self._generation, self._desk.db, self.listing
        job = self._desk.jobs.read_whole(
            lambda: list_ids(db, listing),
            lambda ids: self._take_whole(generation, ids),
            failed=lambda error: self._refuse(generation, error),
        )
        self._id_jobs.append(job)

    def id_at(self, row: int) -> int | None:
        """The id of the record in a row."""
        return self.ids[row] if 0 <= row < len(self.ids) else None

    def row_of(self, record_id: int) -> int:
        """The row of a record, or -1."""
        try:
            return self.ids.index(record_id)
        except ValueError:
            return -1

    def cells_of(self, row: int) -> tuple[Any, ...] | None:
        """The cells of a row, if they have arrived."""
        page = self._pages.get(row // PAGE_ROWS)
        key = self.id_at(row)
        if key is None:
            return None
        found = page.get(key) if page is not None else None
        return found if found is not None else self._old.get(key)

    def set_editing(self, on: bool) -> None:
        """Allow typing or not."""
        self.editing = on

    def note_problem(self, record_id: int, field: str, problem: CellProblem | None) -> None:
        """Show something at a cell, or nothing any more."""
        if problem is None:
            self.problems.pop((record_id, field), None)
        else:
            self.problems[(record_id, field)] = problem
        row = self.row_of(record_id)
        if row >= 0:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.fields) - 1))

    def _take_fields(self) -> None:
        kinds, kind, paths = self._desk.kinds, self.listing.kind, self.listing.columns
        self.fields = [field_at(kinds, kind, path) for path in paths]
        self._headings = [heading_text(kinds, kind, path) for path in paths]
        self._labels = [column_label(kinds, kind, path) for path in paths]

    def _take_first(self, generation: int, ids: "array[int]", cells: Cells) -> None:
        if generation != self._generation:
            return
        self._partial = len(ids) == PAGE_ROWS
        self._replace_ids(ids, cells)
        self.rows_arrived.emit()
        if self._partial:
            self._ask_whole()
        else:
            self.ids_arrived.emit(ids)

    def _take_whole(self, generation: int, ids: "array[int]") -> None:
        if generation != self._generation:
            return
        shown = len(self.ids)
        if self._partial and 0 < shown < len(ids) and ids[:shown] == self.ids:
            self.beginInsertRows(QModelIndex(), shown, len(ids) - 1)
            self.ids = ids
            self.endInsertRows()
        else:
            self._replace_ids(ids)
        self._partial = False
        self.ids_arrived.emit(ids)

    def _replace_ids(self, ids: "array[int]", first: Cells | None = None) -> None:
        for page in self._pages.values():
            self._old.update(page)
        if len(self._old) > PAGE_ROWS * KEPT_PAGES:
            self._old.clear()
        same = ids == self.ids
        if not same:
            self.beginResetModel()
        self.ids = ids
        self._pages.clear()
        self._asked.clear()
        if first is not None:
            self._pages[0] = first
        if same:
            self._paint_all()
        else:
            self.endResetModel()

    def _refuse(self, generation: int, error: Exception) -> None:
        if generation == self._generation:
            self.failed.emit(str(error))

    def _paint_all(self) -> None:
        if self.ids and self.fields:
            last = self.index(len(self.ids) - 1, len(self.fields) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    # --- pages --------------------------------------------------------------------------------

    def _want_page(self, number: int) -> None:
        if number not in self._asked:
            self._wanted.add(number)
            if not self._ask_soon.isActive():
                self._ask_soon.start()

    def _ask_pages(self) -> None:
        wanted, self._wanted = sorted(self._wanted)[-4:], set()
        for number in wanted:
            if number in self._asked or number in self._pages:
                continue
            self._asked.add(number)
            self._ask_page(number)

    def _ask_page(self, number: int) -> None:
        ids = self.ids[number * PAGE_ROWS : (number + 1) * PAGE_ROWS]
        generation, listing = self._generation, self.listing
        self._desk.jobs.read(
            lambda: read_rows(self._desk.db, listing, ids),
            lambda rows: self._take_page(generation, number, rows),
        )

    def _take_page(self, generation: int, number: int, rows: Cells) -> None:
        self._asked.discard(number)
        if generation != self._generation and self._pages:
            return
        self._pages[number] = rows
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        for key in rows:
            self._old.pop(key, None)
        first, last = number * PAGE_ROWS, min((number + 1) * PAGE_ROWS, len(self.ids)) - 1
        if self.fields and last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.fields) - 1))
        self.rows_arrived.emit()

    # --- what is shown ------------------------------------------------------------------------

    def stored_at(self, index: Index) -> Any:
        """The stored value of a cell."""
        cells = self.cells_of(index.row())
        return None if cells is None else stored_of(cells[index.column()])

    def can_edit(self, index: Index) -> bool:
        """Whether the cell may be typed into."""
        one = self.fields[index.column()]
        return "." not in one.name and can_write(one)

    def _answer(self, index: Index, role: int) -> Any:
        one = self.fields[index.column()]
        if role == Role.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if one.type.numeric else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        key = self.id_at(index.row())
        problem = self.problems.get((key or 0, one.name))
        if role == Role.ToolTipRole:
            return problem.message if problem else None
        if role == Role.BackgroundRole and problem:
            return colour_for("conflict" if problem.conflict else "gone")
        if role == ID_ROLE:
            return key
        if role == FIELD_ROLE:
            return one
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            return self._text(index, one, problem)
        if role == Role.ForegroundRole and self._is_inherited(index):
            return QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText)
        return None

    def _is_inherited(self, index: Index) -> bool:
        cells = self.cells_of(index.row())
        return cells is not None and isinstance(cells[index.column()], Inherited)

    def _text(self, index: Index, one: Field, problem: CellProblem | None) -> str:
        if problem:
            return f"⚠ {problem.typed}"
        cells = self._touch(index.row())
        return LOADING if cells is None else cell_text(one, cells[index.column()])

    def _touch(self, row: int) -> tuple[Any, ...] | None:
        number = row // PAGE_ROWS
        if number in self._pages:
            self._pages.move_to_end(number)
        else:
            self._want_page(number)
        return self.cells_of(row)

    # --- Qt's own names -----------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.fields)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        try:
            return self._answer(index, role)
        except Exception:  # an exception here would be printed for each cell
            if not self._logged:
                self._logged = True
                logging.getLogger(__name__).exception("a cell could not be shown")
            return "?" if role == Role.DisplayRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and section < len(self.fields):
            if role == Role.DisplayRole:
                return self._headings[section]
            if role == Role.ToolTipRole:
                return self._labels[section]
            if role == Role.TextAlignmentRole:
                numeric = self.fields[section].type.numeric
                side = Qt.AlignmentFlag.AlignRight if numeric else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if index.isValid() and self.can_edit(index):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        key = self.id_at(index.row())
        if role != Role.EditRole or key is None:
            return False
        self.cell_typed.emit(key, self.fields[index.column()].name, value)
        return True


def _read_first(db: Database, listing: Listing) -> "tuple[array[int], Cells]":
    ids = array("q", first_ids(db, listing, PAGE_ROWS))
    return ids, read_rows(db, listing, ids)


def sorted_listing(listing: Listing, column: str, descending: bool) -> Listing:
    """The listing sorted by a column."""
    return replace(listing, sort=(f"-{column}" if descending else column,))
