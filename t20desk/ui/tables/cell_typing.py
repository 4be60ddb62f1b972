"""Typing in a table: switched on and off, begun by what is pressed, and the keys around it."""

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView

from t20desk.ui.page import restyle
from t20desk.ui.tables.cell_keys import enter_step, is_for_input_method, is_typed_by_altgr

if TYPE_CHECKING:
    from t20desk.ui.tables.record_table import RecordTable

Index = QModelIndex | QPersistentModelIndex
Key = Qt.Key
Trigger = QAbstractItemView.EditTrigger
Flag = QItemSelectionModel.SelectionFlag
_ASKING: Final = (Trigger.EditKeyPressed, Trigger.DoubleClicked)
"""Who presses F2 or clicks twice wants to edit."""
_FOLDING: Final[dict[int, bool | None]] = {
    Key.Key_Left: True,
    Key.Key_Right: False,
    Key.Key_Return: None,
    Key.Key_Enter: None,
    Key.Key_Space: None,
}
"""What a key does with the group whose heading has the cursor; None folds or unfolds it."""

_ENDS: Final = (Key.Key_Home, Key.Key_End)
_FARTHER: Final = (Key.Key_End, Key.Key_PageDown, Key.Key_PageUp)
"""Keys that go farther than to the neighbouring cell, which is the first one at first."""


def is_leap(event: QKeyEvent) -> bool:
    """Whether a key leads to the first or the last row and selects nothing on the way."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return held == Qt.KeyboardModifier.ControlModifier and event.key() in _ENDS


class CellTyping:
    """Whether cells may be typed into, and what begins it."""

    def __init__(self, table: "RecordTable") -> None:
        self._table = table

    def switch(self, on: bool) -> None:
        """Switch typing on or off; the frame of the table shows it."""
        table = self._table
        table.records.editing = on
        # While typing Tab goes to the next cell; a list that is only read is left with it.
        table.setTabKeyNavigation(on)
        triggers = Trigger.EditKeyPressed | Trigger.DoubleClicked
        if on:
            triggers |= Trigger.AnyKeyPressed
        table.setEditTriggers(triggers)
        behaviour = QAbstractItemView.SelectionBehavior
        table.setSelectionBehavior(behaviour.SelectItems if on else behaviour.SelectRows)
        here = table.currentIndex()
        if on and here.isValid() and table.count_selected() <= 1:
            # A row that was only read is no block: what is pasted begins at the cursor.
            table.selectionModel().select(here, Flag.ClearAndSelect)
        restyle(table, editing=on)
        # Without it headings and rows would go on lying over the thicker frame.
        QCoreApplication.sendEvent(table, QEvent(QEvent.Type.StyleChange))

    def prepare(self, index: Index, *how: Any) -> None:
        """Make ready for the editor of a cell, or say that the cell cannot be typed into."""
        table = self._table
        can_edit = index.isValid() and table.records.can_edit(index)
        wanted = not how or bool(how[0] & table.editTriggers()) or how[0] == Trigger.AllEditTriggers
        if wanted and can_edit:
            table.frozen.begin_edit(index.column())
        if not can_edit and index.isValid() and self._is_asked(*how):
            table.refused.emit(index)
        if how and wanted:
            table.cells.keys.typed_over = how[0] == Trigger.AnyKeyPressed

    def _is_asked(self, *how: Any) -> bool:
        """Whether a cell is to be edited by what was done; a letter does so only while typing."""
        if how and how[0] == Trigger.AnyKeyPressed and len(how) > 1:
            text = how[1].text() if isinstance(how[1], QKeyEvent) else "composed"
            return self._table.records.editing and text.isprintable() and bool(text)
        return bool(how) and how[0] in _ASKING


class TableKeys:
    """What each key does while no editor is open."""

    def __init__(self, table: "RecordTable") -> None:
        self._table = table

    def take(self, event: QKeyEvent) -> bool:
        """Whether a key was meant for the table; it has done its work then."""
        table, editing = self._table, self._table.records.editing
        if event.key() in _FARTHER and not table.currentIndex().isValid():
            self._begin_in_sight()
        if self._fold(event.key()) or is_for_input_method(event):
            return True
        if event.key() in (Key.Key_Return, Key.Key_Enter) and not editing:
            table.open_row(table.currentIndex().row())
        elif editing and (step := enter_step(event)):
            table.cells.keys.move(*step)
        elif editing and is_typed_by_altgr(event):
            table.edit(table.currentIndex(), Trigger.AnyKeyPressed, event)
        elif deed := self._deed_with_block(event):
            table.block_typed.emit(deed)
        else:
            return False
        return True

    def leave_selection(self) -> None:
        """Select what has the cursor alone; Qt keeps the rest where Ctrl is held."""
        table = self._table
        is_row = table.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectRows
        wide = Flag.Rows if is_row else Flag.NoUpdate
        table.selectionModel().select(table.currentIndex(), Flag.ClearAndSelect | wide)

    def _begin_in_sight(self) -> None:
        """Put the cursor into the first cell in sight, from where a key can go on.

        Without one Qt would take End and the pages for the way to the first row.
        """
        table = self._table
        column = table.horizontalHeader().logicalIndex(0)
        first = table.records.index(max(table.rowAt(0), 0), column)
        table.selectionModel().setCurrentIndex(first, Flag.NoUpdate)

    def _fold(self, key: int) -> bool:
        """Fold or unfold the group whose heading has the cursor."""
        table, here = self._table, self._table.currentIndex()
        if table.records.group_at(here.row()) is None or key not in _FOLDING:
            return False
        row, column = here.row(), here.column()
        table.records.fold_group(row, _FOLDING[key])
        table.setCurrentIndex(table.records.index(row, column))
        return True

    def _deed_with_block(self, event: QKeyEvent) -> str:
        """What is to be done with the cells chosen, in one word."""
        if event.matches(QKeySequence.StandardKey.Copy):
            return "copy"
        if not self._table.records.editing:
            return ""
        if event.matches(QKeySequence.StandardKey.Paste):
            return "paste"
        if event.matches(QKeySequence.StandardKey.Cut):
            return "cut"
        return "clear" if event.key() in (Key.Key_Delete, Key.Key_Backspace) else ""
