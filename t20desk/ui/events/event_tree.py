"""The tree of events on the screen: folded and unfolded, walked by keys, events dragged in it."""

from collections.abc import Collection
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView

from t20desk.db.fields import Kind
from t20desk.events.event_trees import TreeRow, read_tree
from t20desk.i18n import N_, _
from t20desk.ui.desk import Desk
from t20desk.ui.events.tree_model import GUESTS, TreeModel
from t20desk.ui.jobs import Job

WITHIN: Final = N_("“{inner}” lies within “{outer}” and cannot hold it as well; drop it elsewhere.")
FEW: Final = 300
"""A tree of so few events is unfolded as a whole at first."""
WIDEST: Final = (380, 300, 170, 150, 116, 92)
"""How wide the columns are at most where there is little room."""
AIR: Final = 8
MEASURED: Final = 50
"""So many rows say how wide the columns are."""
NARROW: Final = (3, 4)
"""Columns that are left out, one after the other, where the titles would be cut."""
LEAST: Final = 470
"""Pixels below which the sums are left out too."""


class EventTree(QTreeView):
    """Shows the events that are listed, each within the one above it."""

    record_opened = Signal(object)
    chosen_changed = Signal()
    ring_pointed = Signal(str)
    """An event is held over one within it; the sentence says why it cannot be let fall there."""

    def __init__(self, desk: Desk, kind: Kind) -> None:
        super().__init__()
        self._desk = desk
        self._listed: Collection[int] | None = None
        self._reading: Job | None = None
        self._wanted: int | None = None
        self._is_new = True
        self._needs = list(WIDEST)
        self.model_ = TreeModel(desk, kind, self)
        self.setModel(self.model_)
        self.setObjectName("eventTree")
        self.setAccessibleName(_("Tree of events"))
        self._dress()
        self.activated.connect(self._open)
        self.selectionModel().selectionChanged.connect(lambda _a, _b: self.chosen_changed.emit())

    def show_listed(self, listed: Collection[int] | None) -> None:
        """Show these events and what stands above them; all where nothing is said."""
        self._listed = listed
        self.refresh()

    def refresh(self) -> None:
        """Read the tree again; what is unfolded and chosen stays so."""
        if self._reading is not None:
            self._reading.cancel()
        db, listed = self._desk.db, self._listed
        self._reading = self._desk.read(lambda: read_tree(db, listed), self._take)

    def current_id(self) -> int | None:
        """The event that the cursor is on."""
        row = self.model_.row_at(self.currentIndex())
        return None if row is None else row.id

    def selected_ids(self) -> list[int]:
        """The events chosen, from top to bottom."""
        chosen = {
            row.id
            for index in self.selectionModel().selectedRows()
            if (row := self.model_.row_at(index))
        }
        return [row.id for row in self.model_.rows if row.id in chosen]

    def go_to_record(self, key: int) -> None:
        """Put the cursor on an event, once it is there."""
        index = self.model_.index_of(key)
        if index.isValid():
            self._wanted = None
            self.setCurrentIndex(index)
            self.scrollTo(index)
        else:
            self._wanted = key

    # --- inside -------------------------------------------------------------------------------

    def _dress(self) -> None:
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(False)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setExpandsOnDoubleClick(False)
        self.setTabKeyNavigation(False)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setResizeContentsPrecision(MEASURED)

    def _measure_columns(self) -> None:
        """Note what the columns take: the words of their heading or of the first rows."""
        for column in NARROW:
            self.setColumnHidden(column, False)
        self._needs = [
            max(self.header().sectionSizeHint(column), self.sizeHintForColumn(column)) + AIR
            for column in range(len(WIDEST))
        ]

    def _fit_columns(self) -> None:
        """Give the columns what they take; the titles come first and have what is left over."""
        room = self.viewport().width()
        needs = [min(need, widest) for need, widest in zip(self._needs, WIDEST, strict=True)]
        for column in NARROW:
            is_tight = sum(needs) > room
            self.setColumnHidden(column, is_tight)
            needs[column] *= not is_tight
        self.setColumnHidden(GUESTS, room < LEAST)
        for column, width in enumerate(needs[1:], start=1):
            self.header().resizeSection(column, width or WIDEST[column])

    def _take(self, rows: list[TreeRow]) -> None:
        unfolded = self._list_unfolded()
        current, scrolled = self.current_id(), self.verticalScrollBar().value()
        chosen = self.selected_ids()
        self.model_.show_rows(rows)
        if self._is_new and rows:
            self._is_new = False
            self.expandAll() if len(rows) <= FEW else self.expandToDepth(0)
        else:
            for key in unfolded:
                self.setExpanded(self.model_.index_of(key), True)
        self._measure_columns()
        self._fit_columns()
        self._choose_again(chosen, current)
        self.verticalScrollBar().setValue(scrolled)
        if self._wanted is not None:
            self.go_to_record(self._wanted)
        self.chosen_changed.emit()

    def _choose_again(self, chosen: list[int], current: int | None) -> None:
        model = self.selectionModel()
        index = self.model_.index_of(current) if current is not None else QModelIndex()
        if not index.isValid():
            index = self.model_.index(0, 0)
        flag = model.SelectionFlag
        model.setCurrentIndex(index, flag.NoUpdate)
        for key in chosen:
            model.select(self.model_.index_of(key), flag.Select | flag.Rows)

    def _list_unfolded(self) -> list[int]:
        return [row.id for row in self.model_.rows if self.isExpanded(self.model_.index_of(row.id))]

    def _open(self, index: QModelIndex) -> None:
        row = self.model_.row_at(index)
        if row is not None:
            self.record_opened.emit(row.id)

    # --- Qt's own names -----------------------------------------------------------------------

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        at = self.indexAt(event.position().toPoint())
        row, held = self.model_.row_at(at), self.selected_ids()
        if event.isAccepted() or row is None or row.id in held:
            return
        while (above := self.model_.row_at(at := at.parent())) is not None:
            if above.id in held:
                told = _(WITHIN).format(inner=row.title, outer=above.title)
                self.ring_pointed.emit(told)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()
