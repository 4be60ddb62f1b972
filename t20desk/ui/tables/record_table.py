"""The table of a listing: sorted in the database, painted page by page, edited cell by cell."""

from array import array
from typing import Any

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QTableView, QWidget

from t20desk.db.field_names import write_name
from t20desk.listing import Listing
from t20desk.ui.desk import Desk
from t20desk.ui.looks.theme import row_height
from t20desk.ui.tables.calm_scrolling import CalmScrolling
from t20desk.ui.tables.cell_painting import CellDelegate
from t20desk.ui.tables.cell_pictures import CellPictures
from t20desk.ui.tables.cell_typing import CellTyping, TableKeys, is_leap
from t20desk.ui.tables.column_widths import NARROWEST, ColumnWidths
from t20desk.ui.tables.frozen_part import FrozenPart
from t20desk.ui.tables.headings import ColumnHeading, RowHeading
from t20desk.ui.tables.kept_place import KeptPlace
from t20desk.ui.tables.record_model import RecordModel
from t20desk.ui.tables.row_selection import RowSelection
from t20desk.ui.tables.sorting import add_sort, turn_sort

Index = QModelIndex | QPersistentModelIndex


def make_viewport(table: QWidget) -> QWidget:
    """A viewport like that which Qt makes for a table, but known to Python.

    For one that Qt made, the binding looks through every class of widgets: 9 ms of a start.
    """
    port = QWidget(table)
    port.setObjectName("qt_scrollarea_viewport")
    port.setBackgroundRole(QPalette.ColorRole.Base)
    port.setAutoFillBackground(True)
    return port


class RecordTable(QTableView):
    """Shows a listing of any kind."""

    record_opened = Signal(object)
    selection_changed = Signal()
    listing_wanted = Signal(object)
    block_typed = Signal(object)
    columns_moved = Signal(object)
    cell_touched = Signal(object, str, object)
    """Something is typed into a cell: the record, the field, the editor."""
    cell_left = Signal()
    """The editor of a cell was closed."""
    letters_typed = Signal(str)
    """Somebody types, but not into a cell."""
    refused = Signal(object)
    """Somebody wanted to edit a cell that cannot be typed into."""
    made_hidden = Signal(object, int)
    """Records were made here, and so many of them are not listed."""

    def __init__(self, desk: Desk, listing: Listing, name: str) -> None:
        super().__init__()
        self.setViewport(make_viewport(self))
        self._desk = desk
        self.hovered_row = -1
        self._made: array[int] = array("q")
        """Records just made, until it is known whether they are listed."""
        self.records = RecordModel(desk, listing, self)
        self.records.reader.is_held = lambda: self.state() == QAbstractItemView.State.EditingState
        self.heading = ColumnHeading(self)
        self.setHorizontalHeader(self.heading)
        self.setModel(self.records)
        # With the selection of the table each heading would ask every row whether it is selected.
        self.heading.setSelectionModel(QItemSelectionModel(self.records, self.heading))
        self.setAccessibleName(name)
        self.pictures = CellPictures(desk, self)
        self.pictures.arrived.connect(self._paint_anew)
        self.cells = CellDelegate(desk, self)
        self.setItemDelegate(self.cells)
        self.chosen = RowSelection(self)
        self._place = KeptPlace(self)
        self._widths = ColumnWidths(desk, self)
        self.frozen = FrozenPart(self)
        self.calm = CalmScrolling(self)
        self.typing = CellTyping(self)
        self._keys = TableKeys(self)
        self._dress()
        self._connect()
        self.typing.switch(False)

    def show_listing(self, listing: Listing) -> None:
        """List something else."""
        before = self.records.listing
        same_columns = listing.columns == before.columns
        same_rows = (listing.search, listing.view) == (before.search, before.view)
        self._place.keep()
        self.chosen.keep(same_rows)
        if (listing.sort, listing.group) != (before.sort, before.group) or not same_rows:
            self._place.forget_top()
            self.scrollToTop()
        self.records.show(listing)
        if not same_columns:
            self._widths.measure_anew()
        self.heading.viewport().update()
        self.frozen.place()

    def reload(self) -> None:
        """Read again; what is selected stays so."""
        self._place.keep()
        self.chosen.keep(same_rows=True)
        self.records.reload()

    def selected_ids(self) -> "array[int]":
        """The ids of the rows selected, from top to bottom."""
        return self.chosen.ids()

    def count_selected(self) -> int:
        """How many records are selected, without listing them."""
        return self.chosen.count()

    def current_id(self) -> int | None:
        """The id of the row the cursor is in."""
        return self.records.id_at(self.currentIndex().row())

    def column_here(self) -> str:
        """The field that is typed into where the cursor is; nothing where it is in no cell."""
        here = self.currentIndex()
        return write_name(self.records.fields[here.column()]) if here.isValid() else ""

    def go_to_record(self, record_id: int) -> bool:
        """Put the cursor on a record."""
        row = self.records.row_of(record_id)
        if row < 0:
            return False
        self.setCurrentIndex(self.records.index(row, max(self.currentIndex().column(), 0)))
        return True

    def go_on_to(self, ids: "array[int]") -> None:
        """Go to records that were just made here, and select them."""
        self._made = ids
        self._place.go_on_to(ids)
        self.chosen.go_on_to(ids)
        if not self.records.reader.is_reading:
            # It may have been read since they were made, before it was known what to look for.
            self.records.reload()

    def _look_for_made(self) -> None:
        """Say which of the records just made are not among those that are listed now."""
        if self._made and not self.records.is_partial:
            hidden = set(self._made).difference(self.records.ids)
            made, self._made = self._made, array("q")
            if hidden:
                self.made_hidden.emit(made, len(hidden))

    def open_row(self, row: int) -> None:
        """Open the record of a row; the heading of a group has none."""
        record_id = self.records.id_at(row)
        if record_id is not None:
            self.record_opened.emit(record_id)

    def mark_first(self) -> None:
        """Put the cursor on the first row where it is on none; nothing is selected by that."""
        if not self.currentIndex().isValid() and len(self.records.ids):
            at = self.records.index(self.records.row_of(self.records.ids[0]), 0)
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(at, flag)

    def take_density(self) -> None:
        """Set the height of rows as the settings say."""
        height = row_height(self._desk.settings.value("density"))
        self.verticalHeader().setDefaultSectionSize(height)
        # The header keeps its place in pixels; the first row in sight is to stay whole.
        self.verticalHeader().setOffsetToSectionPosition(self.verticalScrollBar().value())
        self._paint_anew()

    def column_order(self) -> list[str]:
        """The columns as they stand from left to right."""
        header = self.horizontalHeader()
        fields = self.records.fields
        return [fields[header.logicalIndex(at)].name for at in range(len(fields))]

    # --- dressing -----------------------------------------------------------------------------

    def _dress(self) -> None:
        self.setObjectName("recordTable")
        self.setVerticalHeader(RowHeading(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.heading.setMinimumSectionSize(NARROWEST)
        self.verticalHeader().setMinimumSectionSize(20)
        self.take_density()
        self._widths.measure_anew()

    def _connect(self) -> None:
        self.heading.sectionClicked.connect(self._sort_by)
        self.heading.sectionMoved.connect(lambda: self.columns_moved.emit(self.column_order()))
        self.verticalHeader().sectionClicked.connect(self.open_row)
        self.entered.connect(self._on_hover)
        self.records.ids_arrived.connect(lambda _ids: self._restore_place())
        self.selectionModel().selectionChanged.connect(lambda _a, _b: self._on_selection())
        self.selectionModel().currentChanged.connect(lambda _a, _b: self._on_cursor())

    # --- slots --------------------------------------------------------------------------------

    def _on_cursor(self) -> None:
        self.frozen.update()
        if self.records.rows.groups:
            # The frame around a heading of a group goes over all of its cells.
            self.viewport().update()

    def _paint_anew(self) -> None:
        self.viewport().update()
        self.frozen.update()

    def _sort_by(self, column: int) -> None:
        change = add_sort if self.heading.adds_sort else turn_sort
        self.listing_wanted.emit(change(self.records.listing, self.records.fields[column].name))

    def _on_selection(self) -> None:
        self.chosen.note_hand()
        self.frozen.update()
        self.selection_changed.emit()

    def _on_hover(self, index: QModelIndex) -> None:
        self.hovered_row = index.row()
        self.verticalHeader().viewport().update()

    def _restore_place(self) -> None:
        self.chosen.restore()
        self._place.restore()
        self.selection_changed.emit()
        self._look_for_made()

    # --- Qt's own names -----------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._widths.fit()
        if event.size().height() < event.oldSize().height():
            self._place.keep_in_sight(event.oldSize().height())
        self.frozen.place()

    def selectAll(self) -> None:
        super().selectAll()
        self.chosen.note_everything()

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        before = self.horizontalScrollBar().value()
        super().scrollTo(index, hint)
        self.frozen.uncover(index.column(), before)

    def edit(self, index: Index, *how: Any) -> Any:
        self.typing.prepare(index, *how)
        return super().edit(index, *how)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if self.state() != QAbstractItemView.State.EditingState:
            self.frozen.end_edit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.rowAt(round(event.position().y()))
        if self.records.group_at(row) is not None and event.button() == Qt.MouseButton.LeftButton:
            self.records.fold_group(row)
            return
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.frozen.update()

    def keyboardSearch(self, search: str) -> None:
        # Qt's own would ask each of a million rows for its text while the window stands still.
        if search.strip() and search.isprintable():
            self.letters_typed.emit(search)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            # What the editor of a cell did with the key is enough; Enter has closed it.
            event.accept()
        elif not self._keys.take(event):
            super().keyPressEvent(event)
            if is_leap(event):
                self._keys.leave_selection()
