"""The keys of a spreadsheet in a table: where the cursor goes, and what begins typing."""

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QComboBox,
    QCompleter,
    QLineEdit,
    QPushButton,
    QWidget,
)

if TYPE_CHECKING:
    from t20desk.ui.tables.record_table import RecordTable

Key = Qt.Key
Modifier = Qt.KeyboardModifier
_ENTER: Final = (Key.Key_Return, Key.Key_Enter)
_ARROWS: Final = {
    Key.Key_Left: (-1, 0),
    Key.Key_Right: (1, 0),
    Key.Key_Up: (0, -1),
    Key.Key_Down: (0, 1),
}
_AFTER_LIST: Final = {Key.Key_Tab: (1, 0), Key.Key_Backtab: (-1, 0)}


class CellKeys:
    """Turns keys into steps; `typed_over` says that typing began the cell, not F2."""

    def __init__(self, table: "RecordTable", delegate: QAbstractItemDelegate) -> None:
        self._table = table
        self._delegate = delegate
        self.typed_over = False
        self._left: QWidget | None = None

    def take(self, editor: QWidget, event: QEvent) -> bool:
        """Whether a key in the editor of a cell closes it and goes on to another cell."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        step = self._step_of(editor, event)
        if step is None:
            return False
        self.finish(editor, *step)
        return True

    def finish(self, editor: QWidget, across: int, down: int) -> None:
        """Take what was typed and go on."""
        # A name typed in full is told as chosen twice; the second must not come while the first
        # is written down, since the editor would be gone before Qt is done with it.
        if self._left is editor or not editor.isVisible():
            return
        self._left = editor
        self._delegate.commitData.emit(editor)
        self._left = None
        here = QPersistentModelIndex(self._table.currentIndex())
        self._delegate.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self._table.setFocus()
        # An editor that is hidden with the focus sends the table a Tab of its own.
        if here.isValid() and here != self._table.currentIndex():
            self._table.setCurrentIndex(self._table.records.index(here.row(), here.column()))
        if across or down:
            self.move(across, down)

    def leave_list(self, editor: QWidget, key: Qt.Key) -> None:
        """Go on as the key says that closed the list of a cell; Escape leaves it as it was."""
        if key == Key.Key_Escape:
            self._delegate.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self._table.setFocus()
        elif editor.isVisible():
            self.finish(editor, *_AFTER_LIST.get(key, (0, 1)))

    def move(self, across: int, down: int) -> None:
        """Put the cursor into a neighbouring cell, as far as there is one."""
        table, here = self._table, self._table.currentIndex()
        header = table.horizontalHeader()
        column = header.visualIndex(here.column()) + across
        row = here.row() + down
        if 0 <= column < header.count() and 0 <= row < table.records.rowCount():
            table.setCurrentIndex(table.records.index(row, header.logicalIndex(column)))

    def _step_of(self, editor: QWidget, event: QKeyEvent) -> tuple[int, int] | None:
        if not isinstance(editor, QLineEdit | QComboBox | QPushButton):
            return None
        if step := enter_step(event):
            return step
        if event.key() == Key.Key_Tab:
            return 1, 0
        if event.key() == Key.Key_Backtab:
            return -1, 0
        is_plain = not event.modifiers() & ~Modifier.KeypadModifier
        step = _ARROWS.get(Key(event.key()))
        if step is None or not is_plain or not isinstance(editor, QLineEdit):
            return None
        completer = editor.completer()
        if step[1] and is_open(completer):
            return None
        return step if step[1] or self.typed_over else None


def is_open(completer: QCompleter | None) -> bool:
    """Whether the names that a completer offers are shown."""
    popup = completer.popup() if completer is not None else None
    return popup is not None and popup.isVisible()


def enter_step(event: QKeyEvent) -> tuple[int, int] | None:
    """Enter goes down, Shift+Enter up."""
    if event.key() not in _ENTER:
        return None
    return (0, -1) if event.modifiers() & Modifier.ShiftModifier else (0, 1)


def is_for_input_method(event: QKeyEvent) -> bool:
    """Whether a key switches a Chinese input method; the table leaves it alone."""
    shifted = event.modifiers() & (Modifier.ControlModifier | Modifier.ShiftModifier)
    return event.key() == Key.Key_Space and bool(shifted)


def is_typed_by_altgr(event: QKeyEvent) -> bool:
    """Whether AltGr, which is Ctrl+Alt for Qt, typed a character such as @."""
    both = Modifier.ControlModifier | Modifier.AltModifier
    return event.modifiers() & both == both and event.text().isprintable() and bool(event.text())


def finish_cells(editor: Any, keys: CellKeys) -> None:
    """Take a value as soon as it is chosen from a list, a calendar or a sheet of text."""
    from t20desk.ui.forms.choice_editor import ChoiceEditor
    from t20desk.ui.forms.date_editor import DateEditor
    from t20desk.ui.forms.editors import SeveralEditor
    from t20desk.ui.forms.link_editor import LinkEditor
    from t20desk.ui.forms.text_editors import CellTextEditor

    if isinstance(editor, CellTextEditor):
        editor.stepped.connect(lambda across, down: keys.finish(editor, across, down))
    elif isinstance(editor, ChoiceEditor | LinkEditor):
        offered = editor.offers
        offered.leads_on = False
        # A popup closes first; only then can its cell be left.
        editor.chosen.connect(
            lambda: QTimer.singleShot(0, editor, partial(keys.finish, editor, *offered.step))
        )
    elif isinstance(editor, DateEditor):
        stay = partial(keys.finish, editor, 0, 0)
        editor.chosen.connect(lambda: QTimer.singleShot(0, editor, stay))
    elif isinstance(editor, SeveralEditor):
        editor.list.ended.connect(
            partial(keys.leave_list, editor), Qt.ConnectionType.QueuedConnection
        )
        QTimer.singleShot(0, editor, editor.open_list)
