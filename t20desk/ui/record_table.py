"""The table of a listing: sorted in the database, painted page by page, edited cell by cell."""

from array import array
from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QIcon, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from t20desk.i18n import _
from t20desk.listing import Listing
from t20desk.printing.column_widths import Need
from t20desk.ui.cell_texts import cell_text
from t20desk.ui.column_widths import NARROWEST, column_need, fit_columns
from t20desk.ui.desk import Desk
from t20desk.ui.editors import make_editor
from t20desk.ui.icons import icon
from t20desk.ui.page import restyle
from t20desk.ui.record_model import RecordModel, sorted_listing
from t20desk.ui.theme import row_height
from t20desk.ui.tint import TintDelegate

Index = QModelIndex | QPersistentModelIndex
Trigger = QAbstractItemView.EditTrigger
SelectionFlag = QItemSelectionModel.SelectionFlag
FIRST = 100
"""So many rows say how wide the columns are."""


class CellDelegate(TintDelegate):
    """Opens the editor of the field's type in a cell."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        assert isinstance(model, RecordModel)
        editor: QWidget = make_editor(model.fields[index.column()], self._desk, in_table=True)
        editor.setParent(parent)
        editor.setProperty("cell", True)
        editor.setAutoFillBackground(True)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        model = index.model()
        assert isinstance(model, RecordModel)
        cells = model.cells_of(index.row())
        text = getattr(cells[index.column()], "text", "") if cells else ""
        editor.show_value(model.stored_at(index), text)  # type: ignore[attr-defined]

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        model.setData(index, editor.typed())  # type: ignore[attr-defined]

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(option.rect)


class RowHeader(QHeaderView):
    """A narrow column with a sign in each row that opens the record."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFixedWidth(34)
        self.setToolTip(_("Open the record"))
        self.setAccessibleName(_("Open the record"))

    def paintSection(self, painter: QPainter, rect: Any, logical: int) -> None:
        table = self.parent()
        assert isinstance(table, RecordTable)
        drawn: QIcon = icon("mdi6.arrow-expand")
        size = 15
        painter.save()
        painter.fillRect(rect, table.palette().base())
        painter.setOpacity(1.0 if logical == table.hovered_row else 0.4)
        drawn.paint(
            painter,
            rect.x() + (rect.width() - size) // 2,
            rect.y() + (rect.height() - size) // 2,
            size,
            size,
        )
        painter.restore()

    def sizeHint(self) -> QSize:
        return QSize(34, 0)


class RecordTable(QTableView):
    """Shows a listing of any kind."""

    record_opened = Signal(object)
    selection_changed = Signal()
    listing_wanted = Signal(object)
    block_typed = Signal(object)

    def __init__(self, desk: Desk, listing: Listing, name: str) -> None:
        super().__init__()
        self._desk = desk
        self._name = name
        self.hovered_row = -1
        self._kept: set[int] = set()
        self._needs: list[Need] = []
        self._measured = False
        self._fitting = False
        self._kept_current: int | None = None
        self._kept_top: int | None = None
        self.records = RecordModel(desk, listing)
        self.setModel(self.records)
        self.setAccessibleName(name)
        self.setItemDelegate(CellDelegate(desk, self))
        self._dress()
        self._connect()
        self.set_editing(False)

    def show_listing(self, listing: Listing) -> None:
        """List something else."""
        same_columns = listing.columns == self.records.listing.columns
        self._keep_place()
        self.records.show(listing)
        if not same_columns:
            self._measured = False
            self._set_widths()
        self._show_sort()

    def reload(self) -> None:
        """Read again; what is selected stays so."""
        self._keep_place()
        self.records.reload()

    def set_editing(self, on: bool) -> None:
        """Switch typing on or off; the frame shows it."""
        self.records.set_editing(on)
        triggers = Trigger.EditKeyPressed | Trigger.DoubleClicked
        if on:
            triggers |= Trigger.AnyKeyPressed
        self.setEditTriggers(triggers)
        behaviour = QAbstractItemView.SelectionBehavior
        self.setSelectionBehavior(behaviour.SelectItems if on else behaviour.SelectRows)
        restyle(self, editing=on)

    def spans(self) -> list[QItemSelectionRange]:
        """The blocks that are selected."""
        chosen = self.selectionModel().selection()
        return [chosen.at(place) for place in range(chosen.count())]

    def selected_ids(self) -> list[int]:
        """The ids of the rows selected, from top to bottom."""
        rows: list[int] = []
        for one in self.spans():
            rows.extend(range(one.top(), one.bottom() + 1))
        return [self.records.ids[row] for row in sorted(set(rows)) if row < len(self.records.ids)]

    def count_selected(self) -> int:
        """How many rows are selected, without listing them."""
        spans = sorted((one.top(), one.bottom()) for one in self.spans())
        count, end = 0, -1
        for top, bottom in spans:
            count += max(0, bottom - max(top, end + 1) + 1)
            end = max(end, bottom)
        return count

    def current_id(self) -> int | None:
        """The id of the row the cursor is in."""
        return self.records.id_at(self.currentIndex().row())

    def select_ids(self, ids: Iterable[int]) -> None:
        """Select the rows of these records, as far as they are listed."""
        wanted = set(ids)
        chosen = QItemSelection()
        last = len(self.records.fields) - 1
        for row in _rows_of(self.records.ids, wanted):
            chosen.select(self.records.index(row, 0), self.records.index(row, last))
        self.selectionModel().select(chosen, SelectionFlag.ClearAndSelect)

    def go_to_record(self, record_id: int) -> bool:
        """Put the cursor on a record."""
        row = self.records.row_of(record_id)
        if row < 0:
            return False
        self.setCurrentIndex(self.records.index(row, max(self.currentIndex().column(), 0)))
        return True

    def take_density(self) -> None:
        """Set the height of rows as the settings say."""
        height = row_height(self._desk.settings.value("density"))
        self.verticalHeader().setDefaultSectionSize(height)

    def column_order(self) -> list[str]:
        """The columns as they stand from left to right."""
        header = self.horizontalHeader()
        fields = self.records.fields
        return [fields[header.logicalIndex(at)].name for at in range(len(fields))]

    # --- dressing -----------------------------------------------------------------------------

    def _dress(self) -> None:
        self.setObjectName("recordTable")
        self.setVerticalHeader(RowHeader(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        vertical = self.verticalHeader()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setMinimumSectionSize(20)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setMinimumHeight(38)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setAccessibleName(_("Headings; click to sort"))
        header.setSortIndicatorShown(False)
        header.setMinimumSectionSize(NARROWEST)
        self.take_density()
        self._set_widths()
        self._show_sort()

    def _connect(self) -> None:
        self.horizontalHeader().sectionClicked.connect(self._sort_by)
        self.horizontalHeader().sectionResized.connect(self._keep_width)
        self.verticalHeader().sectionClicked.connect(self._open_row)
        self.entered.connect(self._on_hover)
        self.records.ids_arrived.connect(lambda _ids: self._restore_place())
        self.records.rows_arrived.connect(self._on_rows)
        self.selectionModel().selectionChanged.connect(lambda _a, _b: self.selection_changed.emit())

    def _set_widths(self) -> None:
        """Widths from the headings; the first rows follow."""
        self._needs = []
        self._fit_widths()

    def _fit_widths(self) -> None:
        """Widths the user chose, else from the first rows and the room there is."""
        if not self._needs or (not self._measured and self.records.ids):
            self._measure()
        fitted = fit_columns(self._needs, self.viewport().width())
        self._fitting = True
        for column, (one, width) in enumerate(zip(self.records.fields, fitted, strict=True)):
            kept = self._desk.memory.text(self._width_key(one.name))
            self.setColumnWidth(column, int(kept) if kept.isdecimal() else width)
        self._fitting = False

    def _measure(self) -> None:
        rows = [self.records.cells_of(row) for row in range(min(len(self.records.ids), FIRST))]
        there = [cells for cells in rows if cells is not None]
        self._measured = bool(there)
        self._needs = [
            column_need(
                one,
                str(self.records.headerData(column, Qt.Orientation.Horizontal)),
                [cell_text(one, cells[column]) for cells in there],
                self.font(),
                one.name in self._desk.kinds[one.kind].title,
            )
            for column, one in enumerate(self.records.fields)
        ]

    def _width_key(self, name: str) -> str:
        return f"widths/{self.records.listing.kind}.{name}"

    def _keep_width(self, column: int, _old: int, new: int) -> None:
        if not self._fitting and self.isVisible() and column < len(self.records.fields):
            name = self.records.fields[column].name
            self._desk.memory.keep_text(self._width_key(name), str(new))

    def _show_sort(self) -> None:
        header = self.horizontalHeader()
        sort = self.records.listing.sort
        names = [one.name for one in self.records.fields]
        header.setSortIndicatorShown(bool(sort))
        if sort and sort[0].lstrip("-") in names:
            down = sort[0].startswith("-")
            order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(names.index(sort[0].lstrip("-")), order)

    # --- slots --------------------------------------------------------------------------------

    def _sort_by(self, column: int) -> None:
        name = self.records.fields[column].name
        down = self.records.listing.sort[:1] == (name,)
        self.listing_wanted.emit(sorted_listing(self.records.listing, name, down))

    def _open_row(self, row: int) -> None:
        record_id = self.records.id_at(row)
        if record_id is not None:
            self.record_opened.emit(record_id)

    def _on_hover(self, index: QModelIndex) -> None:
        self.hovered_row = index.row()
        self.verticalHeader().viewport().update()

    def _on_rows(self) -> None:
        if not self._measured:
            self._fit_widths()

    def _keep_place(self) -> None:
        self._kept_current = self.current_id()
        self._kept_top = self.records.id_at(self.rowAt(0))
        count = self.count_selected()
        everything = count == len(self.records.ids)
        self._kept = set() if everything and count > 1 else set(self.selected_ids())

    def _restore_place(self) -> None:
        if self._kept_current is not None and self.current_id() != self._kept_current:
            self.go_to_record(self._kept_current)
        if self._kept and set(self.selected_ids()) != self._kept:
            self.select_ids(self._kept)
        row = self.records.row_of(self._kept_top) if self._kept_top is not None else -1
        if row > 0 and self.rowAt(0) != row:
            self.scrollTo(self.records.index(row, 0), self.ScrollHint.PositionAtTop)
        self.selection_changed.emit()

    # --- Qt's own names -----------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_widths()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.records.editing
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not editing:
            self._open_row(self.currentIndex().row())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.block_typed.emit("copy")
        elif editing and event.matches(QKeySequence.StandardKey.Paste):
            self.block_typed.emit("paste")
        elif editing and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.block_typed.emit("clear")
        elif editing and event.key() == Qt.Key.Key_D and event.modifiers() == _CONTROL:
            self.block_typed.emit("fill")
        else:
            super().keyPressEvent(event)


_CONTROL = Qt.KeyboardModifier.ControlModifier


def _rows_of(ids: "array[int]", wanted: set[int]) -> Iterable[int]:
    if len(wanted) > 50:
        return [row for row, key in enumerate(ids) if key in wanted]
    return sorted(ids.index(key) for key in wanted if key in ids)
