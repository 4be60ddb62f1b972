"""The rows of a listing as the table paints them: what each cell says, and how it looks."""

from array import array
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEventLoop,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from t20desk.db.fields import Field
from t20desk.listing import Listing
from t20desk.listing.grouping import Group
from t20desk.members import can_write
from t20desk.ui.desk import Desk
from t20desk.ui.looks.cell_texts import stored_of
from t20desk.ui.looks.tips import answer_tip
from t20desk.ui.tables.cell_looks import CellLooks, CellProblem
from t20desk.ui.tables.column_paths import keep_known
from t20desk.ui.tables.kept_folds import keep_folds, kept_folds
from t20desk.ui.tables.listed_columns import ListedColumns
from t20desk.ui.tables.listed_rows import GroupedRows, PlainRows
from t20desk.ui.tables.row_pages import PAGE_ROWS, Page
from t20desk.ui.tables.row_reader import RowReader

Index = QModelIndex | QPersistentModelIndex

Role = Qt.ItemDataRole
LONGEST = 30_000
"""So many milliseconds at most are waited for all rows of a list."""


class RecordModel(QAbstractTableModel):
    """Shows a listing; what is painted and not yet there is asked for."""

    rows_arrived = Signal()
    ids_arrived = Signal(object)
    failed = Signal(str)
    cell_typed = Signal(object, str, object)
    marked = Signal()

    def __init__(self, desk: Desk, listing: Listing, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        # Another lane may change them at any time: they are asked for once.
        kinds = desk.kinds
        self.listing = listing = keep_known(kinds, listing)
        self.rows: PlainRows = PlainRows(array("q"))
        self.columns = ListedColumns(kinds, listing)
        self.editing = False
        """Whether cells may be typed into."""
        self.is_partial = False
        """Whether only the first rows are listed yet."""
        self.looks = CellLooks(self, desk.jobs.broke.emit)
        self.reader = RowReader(desk, listing, self)
        self.reader.first_read.connect(self._show_first)
        self.reader.whole_read.connect(self._show_whole)
        self.reader.page_read.connect(self._show_page)
        self.reader.page_missed.connect(self._paint_all)
        self.reader.failed.connect(self._refuse)
        self._view_shown = listing.view

    @property
    def fields(self) -> list[Field]:
        """The fields shown, from left to right."""
        return self.columns.fields

    @property
    def ids(self) -> "array[int]":
        """The ids of the records listed, also of those in folded groups."""
        return self.rows.ids

    # --- what is listed -----------------------------------------------------------------------

    def show(self, listing: Listing) -> None:
        """List something else; the rows shown stay until the new ones are there."""
        kinds = self._desk.kinds
        listing = keep_known(kinds, listing)
        columns_change = listing.columns != self.listing.columns
        self.listing = listing
        if columns_change:
            self.beginResetModel()
            self.columns = ListedColumns(kinds, listing)
        self.reader.turn_to(listing)
        if columns_change:
            self.endResetModel()
        self.reload(anew=True)

    def reload(self, anew: bool = False) -> None:
        """Read the ids again; of a new listing the first rows come before all the others."""
        self.reader.read_ids(anew or not self.ids)

    def wait_whole(self) -> None:
        """Stay here, where only the first rows are listed yet, until all of them are."""
        if self.is_partial:
            loop = QEventLoop()
            self.ids_arrived.connect(loop.quit)
            self.failed.connect(loop.quit)
            QTimer.singleShot(LONGEST, loop, loop.quit)
            self._desk.hold(loop)

    def id_at(self, row: int) -> int | None:
        """The id of the record in a row; nothing in the heading of a group."""
        return self.rows.id_at(row)

    def row_of(self, record_id: int) -> int:
        """The row of a record, or -1."""
        return self.rows.row_of(record_id)

    def group_at(self, row: int) -> Group | None:
        """The group whose heading stands in a row."""
        return self.rows.group_at(row)

    def fold_group(self, row: int, on: bool | None = None) -> None:
        """Fold or unfold the group of a heading; the other way than now where nothing is said."""
        if (group := self.group_at(row)) and on != self.rows.is_folded(group):
            self._fold({group.text} ^ self.rows.folded)

    def fold_all(self, on: bool) -> None:
        """Fold or unfold every group."""
        self._fold({group.text for group in self.rows.groups or ()} if on else set())

    def _fold(self, folded: set[str]) -> None:
        if self.rows.groups is None:
            return
        keep_folds(self._desk.memory, self.listing, folded)
        self.beginResetModel()
        self.rows = GroupedRows(self.ids, self.rows.groups, folded)
        self.endResetModel()

    def cells_of(self, row: int) -> tuple[Any, ...] | None:
        """The cells of a row, if they have arrived."""
        return self.reader.pages.cells_of(self.rows.place_of(row), self.id_at(row))

    def want_cells(self, row: int) -> tuple[Any, ...] | None:
        """The cells of a row; where they have not arrived they are asked for."""
        self.reader.want_page(self.rows.place_of(row) // PAGE_ROWS)
        return self.cells_of(row)

    def ask_rows(self, first: int, last: int) -> bool:
        """Ask at once for the rows in sight; whether some of them are on their way."""
        ends = [row for row in (first, last) if self.id_at(row) is not None]
        lacking = [row for row in ends if self.want_cells(row) is None]
        self.reader.ask_pages()
        return bool(lacking)

    def note_problem(self, record_id: int, field: str, problem: CellProblem | None) -> None:
        """Show something at a cell, or nothing any more."""
        self.looks.note_problem(record_id, field, problem)
        row = self.row_of(record_id)
        self._paint_rows(row, row)

    # --- what was read ------------------------------------------------------------------------

    def _show_first(self, ids: "array[int]", page: Page, is_all: bool) -> None:
        self.is_partial = not is_all
        self._view_shown = self.listing.view
        self._replace_rows(PlainRows(ids), first=page)
        self.rows_arrived.emit()
        if is_all:
            self.ids_arrived.emit(ids)

    def _show_whole(self, ids: "array[int]", groups: list[Group] | None) -> None:
        shown = len(self.ids)
        if groups is not None:
            folded = kept_folds(self._desk.memory, self.listing)
            self._replace_rows(GroupedRows(ids, groups, folded))
        elif self.is_partial and 0 < shown < len(ids) and ids[:shown] == self.ids:
            self.beginInsertRows(QModelIndex(), shown, len(ids) - 1)
            self.rows = PlainRows(ids)
            self.endInsertRows()
        else:
            self._replace_rows(PlainRows(ids))
        self.is_partial = False
        self.ids_arrived.emit(ids)

    def _replace_rows(self, rows: PlainRows, first: Page | None = None) -> None:
        same = rows.ids == self.ids and rows.groups == self.rows.groups
        if not same:
            self.beginResetModel()
        self.rows = rows
        self.reader.pages.begin_anew(first)
        if same:
            self._paint_all()
        else:
            self.endResetModel()

    def _refuse(self, sentence: str) -> None:
        """What cannot be listed leaves the rows there are, but never those of another view."""
        if self._view_shown != self.listing.view:
            self.is_partial = False
            self._replace_rows(PlainRows(array("q")))
        self.failed.emit(sentence)

    def _show_page(self, number: int) -> None:
        if self.rows.groups is not None:
            self._paint_all()
        else:
            first = number * PAGE_ROWS
            self._paint_rows(first, min(first + PAGE_ROWS, len(self.ids)) - 1)
        self.rows_arrived.emit()

    def _paint_all(self) -> None:
        self._paint_rows(0, self.rowCount() - 1)

    def _paint_rows(self, first: int, last: int) -> None:
        if 0 <= first <= last and self.fields:
            end = self.index(last, len(self.fields) - 1)
            self.dataChanged.emit(self.index(first, 0), end)

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
        return "." not in one.name and can_write(one) and one.type.is_typed

    # --- Qt's own names -----------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self.rows.count()

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.fields)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        return answer_tip(role, self.looks.answer(index, role)) if role in _ANSWERED else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and section < len(self.fields):
            return self.columns.answer(section, role)
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
    *(Role.BackgroundRole, Role.ForegroundRole),
}
