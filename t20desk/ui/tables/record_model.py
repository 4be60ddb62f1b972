"""The rows of a listing as the table paints them: ids in one array, cells fetched by page."""

from array import array
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from t20desk.db.fields import Field
from t20desk.listing import Inherited, Listing, column_label
from t20desk.listing.grouping import Group
from t20desk.members import can_write
from t20desk.ui.desk import Desk
from t20desk.ui.jobs import Job
from t20desk.ui.lists.list_memory import keep_folds, kept_folds
from t20desk.ui.lists.listings import field_at, heading_text
from t20desk.ui.looks.theme import colour_for, row_colour
from t20desk.ui.tables.cell_looks import CellProblem, Look
from t20desk.ui.tables.cell_texts import cell_text, stored_of
from t20desk.ui.tables.row_groups import RowGroups
from t20desk.ui.tables.row_pages import PAGE_ROWS, Page, RowPages, read_first, read_page, read_whole

Index = QModelIndex | QPersistentModelIndex

Role = Qt.ItemDataRole
FIELD_ROLE = Role.UserRole + 1
ID_ROLE = Role.UserRole + 2
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LOADING = "…"
HELD = 50
"""Milliseconds after which rows that are held are tried again."""
PAINTED = 40
"""Milliseconds left for painting the first page before all other rows are asked for."""


class RecordModel(QAbstractTableModel):
    """Shows a listing; asks the reading lane for what is painted and not yet there."""

    rows_arrived = Signal()
    ids_arrived = Signal(object)
    failed = Signal(str)
    cell_typed = Signal(object, str, object)

    def __init__(self, desk: Desk, listing: Listing, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.listing = listing
        self.ids: array[int] = array("q")
        self.fields: list[Field] = []
        self.editing = False
        self.problems: dict[tuple[int, str], CellProblem] = {}
        self._pages = RowPages()
        self._wanted: set[int] = set()
        self.groups: RowGroups | None = None
        """Where the headings of groups stand, in a list that is grouped."""
        self._folded = kept_folds(desk.memory, listing)
        self.is_held: Callable[[], bool] = lambda: False
        """Whether rows must stay where they are, since somebody types into one."""
        self._generation = 0
        self._id_jobs: list[Job] = []
        self._logged = False
        self._partial = False
        self._ask_soon = QTimer(self)
        self._ask_soon.setSingleShot(True)
        self._ask_soon.setInterval(0)
        self._ask_soon.timeout.connect(self._ask_pages)
        self._ask_rest = QTimer(self, singleShot=True, interval=PAINTED)
        self._ask_rest.timeout.connect(self._ask_whole)
        self._take_fields()

    # --- what is listed -----------------------------------------------------------------------

    def show(self, listing: Listing) -> None:
        """List something else; the rows shown stay until the new ones are there."""
        columns_change = listing.columns != self.listing.columns
        if (listing.group, listing.view) != (self.listing.group, self.listing.view):
            self._folded = kept_folds(self._desk.memory, listing)
        self.listing = listing
        if columns_change:
            self.beginResetModel()
            self._take_fields()
            self._pages = RowPages()
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
        self._ask_rest.stop()
        for job in self._id_jobs:
            job.cancel()
        self._id_jobs = []

    def _ask_first(self) -> None:
        generation, db, listing = self._generation, self._desk.db, self.listing
        job = self._desk.jobs.read(
            lambda: read_first(db, listing),
            lambda found: self._take_first(generation, *found),
            failed=lambda error: self._refuse(generation, error),
        )
        self._id_jobs.append(job)

    def _ask_whole(self) -> None:
        generation, db, listing = self._generation, self._desk.db, self.listing
        job = self._desk.jobs.read_whole(
            lambda: read_whole(db, listing),
            lambda found: self._take_whole(generation, *found),
            failed=lambda error: self._refuse(generation, error),
        )
        self._id_jobs.append(job)

    def place_of(self, row: int) -> int:
        """Which record of the list stands in a row; -1 for the heading of a group."""
        return row if self.groups is None else self.groups.place_of(row)

    def id_at(self, row: int) -> int | None:
        """The id of the record in a row; nothing in the heading of a group."""
        place = self.place_of(row)
        return self.ids[place] if 0 <= place < len(self.ids) else None

    def places_between(self, top: int, bottom: int) -> list[tuple[int, int]]:
        """Which records stand from one row to another, as stretches of the list."""
        if self.groups is not None:
            return list(self.groups.places_between(top, bottom))
        start, end = max(top, 0), min(bottom + 1, len(self.ids))
        return [(start, end)] if start < end else []

    def row_of(self, record_id: int) -> int:
        """The row of a record, or -1."""
        try:
            place = self.ids.index(record_id)
        except ValueError:
            return -1
        return place if self.groups is None else self.groups.row_of(place)

    def group_at(self, row: int) -> Group | None:
        """The group whose heading stands in a row."""
        return None if self.groups is None else self.groups.group_at(row)

    def is_folded(self, row: int) -> bool:
        """Whether the group whose heading stands in a row shows no records."""
        return getattr(self.group_at(row), "text", None) in self._folded

    def fold_group(self, row: int, on: bool | None = None) -> None:
        """Fold or unfold the group of a heading; the other way than now where nothing is said."""
        if (group := self.group_at(row)) and on != self.is_folded(row):
            self._fold({group.text} ^ self._folded)

    def fold_all(self, on: bool) -> None:
        """Fold or unfold every group."""
        if self.groups is not None:
            self._fold({group.text for group in self.groups.groups} if on else set())

    def _fold(self, folded: set[str]) -> None:
        assert self.groups is not None
        keep_folds(self._desk.memory, self.listing, folded)
        self.beginResetModel()
        self._folded = folded
        self.groups = RowGroups(self.groups.groups, folded)
        self.endResetModel()

    def cells_of(self, row: int) -> tuple[Any, ...] | None:
        """The cells of a row, if they have arrived."""
        return self._pages.cells_of(self.place_of(row), self.id_at(row))

    def ask_rows(self, first: int, last: int) -> bool:
        """Ask at once for the rows in sight; whether some of them are on their way."""
        ends = [row for row in (first, last) if self.id_at(row) is not None]
        lacking = [row for row in ends if self._touch(row) is None]
        if self._wanted:
            self._ask_pages()
        return bool(lacking)

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
        self._paint_rows(row, row)

    def _take_fields(self) -> None:
        kinds, kind, paths = self._desk.kinds, self.listing.kind, self.listing.columns
        self.fields = [field_at(kinds, kind, path) for path in paths]
        self._headings = [heading_text(kinds, kind, path) for path in paths]
        self._labels = [column_label(kinds, kind, path) for path in paths]

    def _waits(self, generation: int, again: Callable[[], None]) -> bool:
        """Whether an answer is not taken now: nobody waits for it any more, or rows are held."""
        if generation == self._generation and self.is_held():
            QTimer.singleShot(HELD, self, again)
            return True
        return generation != self._generation

    def _take_first(self, generation: int, ids: "array[int]", page: Page) -> None:
        if self._waits(generation, lambda: self._take_first(generation, ids, page)):
            return
        self._partial = len(ids) == PAGE_ROWS or bool(self.listing.group)
        self._replace_ids(ids, first=page)
        self.rows_arrived.emit()
        if self._partial:
            self._ask_rest.start()
        else:
            self.ids_arrived.emit(ids)

    def _take_whole(self, generation: int, ids: "array[int]", groups: list[Group] | None) -> None:
        if self._waits(generation, lambda: self._take_whole(generation, ids, groups)):
            return
        shown = len(self.ids)
        if groups is not None or self.groups is not None:
            self._replace_ids(ids, groups)
        elif self._partial and 0 < shown < len(ids) and ids[:shown] == self.ids:
            self.beginInsertRows(QModelIndex(), shown, len(ids) - 1)
            self.ids = ids
            self.endInsertRows()
        else:
            self._replace_ids(ids)
        self._partial = False
        self.ids_arrived.emit(ids)

    def _replace_ids(
        self, ids: "array[int]", groups: list[Group] | None = None, first: Page | None = None
    ) -> None:
        known = None if self.groups is None else self.groups.groups
        same = ids == self.ids and groups == known
        if not same:
            self.beginResetModel()
        self.ids = ids
        self.groups = None if groups is None else RowGroups(groups, self._folded)
        self._pages.begin_anew(first)
        if same:
            self._paint_all()
        else:
            self.endResetModel()

    def _refuse(self, generation: int, error: Exception) -> None:
        if generation == self._generation:
            self.failed.emit(str(error))

    def _paint_all(self) -> None:
        self._paint_rows(0, self.rowCount() - 1)

    def _paint_rows(self, first: int, last: int) -> None:
        if 0 <= first <= last and self.fields:
            end = self.index(last, len(self.fields) - 1)
            self.dataChanged.emit(self.index(first, 0), end)

    # --- pages --------------------------------------------------------------------------------

    def _ask_pages(self) -> None:
        wanted, self._wanted = sorted(self._wanted)[-4:], set()
        for number in wanted:
            if self._pages.ask(number):
                self._ask_page(number)

    def _ask_page(self, number: int) -> None:
        rows = self.ids
        ids = rows[number * PAGE_ROWS : (number + 1) * PAGE_ROWS]
        listing = self.listing
        self._desk.jobs.read(
            lambda: read_page(self._desk.db, listing, ids),
            lambda page: self._take_page(rows, listing, number, page),
        )

    def _take_page(self, rows: "array[int]", listing: Listing, number: int, page: Page) -> None:
        """Keep a page, unless other rows or columns are listed since it was asked for."""
        if rows is not self.ids or listing.columns != self.listing.columns:
            self._pages.forget(number)
            self._paint_all()
            return
        self._pages.take(number, page)
        first, last = number * PAGE_ROWS, min((number + 1) * PAGE_ROWS, len(self.ids)) - 1
        if self.groups is not None:
            self._paint_all()
        else:
            self._paint_rows(first, last)
        self.rows_arrived.emit()

    # --- what is shown ------------------------------------------------------------------------

    def stored_at(self, index: Index) -> Any:
        """The stored value of a cell."""
        cells = self.cells_of(index.row())
        return None if cells is None else stored_of(cells[index.column()])

    def can_edit(self, index: Index) -> bool:
        """Whether the cell may be typed into."""
        one = self.fields[index.column()]
        if self.listing.as_known is not None or self.group_at(index.row()) is not None:
            return False
        return "." not in one.name and can_write(one)

    def look_of(self, index: Index) -> Look:
        """How a cell of a record is painted, in one piece since thousands are asked for."""
        try:
            return self._look_at(index)
        except Exception as error:  # noqa: BLE001 - the rest of the table is painted all the same
            self._report(error)
            return Look("?", grey=True)

    def _look_at(self, index: Index) -> Look:
        row, column = index.row(), index.column()
        cells = self._touch(row)
        one = self.fields[column]
        right = one.type.numeric
        if self.problems:
            problem = self.problems.get((self.id_at(row) or 0, one.name))
            if problem is not None:
                shade = colour_for("conflict" if problem.conflict else "gone")
                return Look(f"⚠ {problem.typed}", shade, right=right)
        if cells is None:
            return Look(LOADING, grey=True, right=right)
        cell = cells[column]
        ground = self._colour(row) if self.listing.colours else None
        return Look(cell_text(one, cell), ground, isinstance(cell, Inherited), right)

    def _colour(self, row: int) -> QColor | None:
        name = self._pages.colour_of(self.place_of(row), self.id_at(row) or 0)
        return None if name is None else row_colour(name)

    def _answer(self, index: Index, role: int) -> Any:
        group = self.group_at(index.row())
        if group is not None:
            words = f"{group.text} ({group.size})"
            return words if role in (Role.DisplayRole, Role.AccessibleTextRole) else None
        one = self.fields[index.column()]
        if role == ID_ROLE:
            return self.id_at(index.row())
        if role == FIELD_ROLE:
            return one
        if role == Role.ToolTipRole:
            problem = self.problems.get((self.id_at(index.row()) or 0, one.name))
            return problem and problem.message
        look = self.look_of(index)
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            return look.text
        if role == Role.BackgroundRole:
            return look.ground
        if role == Role.ForegroundRole and look.grey:
            return QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText)
        return None

    def _report(self, error: Exception) -> None:
        """Hand a mistake on once, not for each cell that is painted."""
        if not self._logged:
            self._logged = True
            self._desk.jobs.broke.emit(error)

    def _touch(self, row: int) -> tuple[Any, ...] | None:
        number = self.place_of(row) // PAGE_ROWS
        if self._pages.lacks(number) and 0 <= number * PAGE_ROWS < len(self.ids):
            self._wanted.add(number)
            if not self._ask_soon.isActive():
                self._ask_soon.start()
        return self.cells_of(row)

    # --- Qt's own names -----------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if parent.isValid():
            return 0
        return len(self.ids) if self.groups is None else self.groups.rows

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.fields)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if role not in _ANSWERED:
            return None
        try:
            return self._answer(index, role)
        except Exception as error:  # noqa: BLE001 - as above
            self._report(error)
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
                return RIGHT if self.fields[section].type.numeric else LEFT
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.group_at(index.row()) is not None:
            return Qt.ItemFlag.ItemIsEnabled
        return _TYPED_INTO if index.isValid() and self.can_edit(index) else _READ

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        key = self.id_at(index.row())
        if role != Role.EditRole or key is None:
            return False
        self.cell_typed.emit(key, self.fields[index.column()].name, value)
        return True


_READ = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
_TYPED_INTO = _READ | Qt.ItemFlag.ItemIsEditable
_ANSWERED = {
    *(Role.DisplayRole, Role.AccessibleTextRole, Role.ToolTipRole),
    *(Role.BackgroundRole, Role.ForegroundRole, ID_ROLE, FIELD_ROLE),
}
