"""Which columns a list shows, and in which order; fields of linked records too."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from t20desk.db.fields import Kind, Kinds
from t20desk.db.keys import fold
from t20desk.i18n import _
from t20desk.ui.dialogs import add_answers, run_dialog
from t20desk.ui.looks.entries import ENTRY_HEIGHT
from t20desk.ui.page import make_label
from t20desk.ui.tables.column_paths import list_paths, say_path

NAME = Qt.ItemDataRole.UserRole
_ALT = Qt.KeyboardModifier.AltModifier
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


def choose_columns(parent: QWidget, kinds: Kinds, kind: Kind, shown: list[str]) -> list[str]:
    """Ask for the columns; nothing where the user leaves it as it is."""
    dialog = ColumnDialog(parent, kinds, kind, shown)
    return dialog.columns() if run_dialog(dialog) else []


class ColumnDialog(QDialog):
    """A list of all columns to look through by typing, to tick and to drag."""

    def __init__(self, parent: QWidget, kinds: Kinds, kind: Kind, shown: list[str]) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Columns"))
        self.resize(420, 560)
        labels = dict(list_paths(kinds, kind, pictures=True))
        self.search = QLineEdit()
        self.search.setObjectName("columnSearch")
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(_("Type the name of a column"))
        self.search.setAccessibleName(_("Type the name of a column"))
        self.list = QListWidget()
        self.list.setAccessibleName(_("Columns"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        for path in dict.fromkeys((*shown, *labels)):
            self._add(path, labels.get(path, path), path in shown)
        self.hint = make_label("", "quiet", wrap=True, name="columnHint")
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self.hint)
        add_answers(self, column, _("Show these"))
        self.search.textChanged.connect(self._narrow)
        self.search.installEventFilter(self)
        self.list.installEventFilter(self)
        self._say_found(True)

    def columns(self) -> list[str]:
        """The paths ticked, in order."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [str(one.data(NAME)) for one in items if one.checkState() == Qt.CheckState.Checked]

    def _add(self, path: str, label: str, on: bool) -> None:
        item = QListWidgetItem(say_path(label))
        item.setData(NAME, path)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        item.setSizeHint(QSize(0, ENTRY_HEIGHT))
        self.list.addItem(item)

    def _narrow(self, text: str) -> None:
        words = fold(text).split()
        first = None
        for row in range(self.list.count()):
            item = self.list.item(row)
            label = fold(item.text())
            item.setHidden(not all(word in label for word in words))
            if first is None and not item.isHidden():
                first = item
        if first is not None:
            self.list.setCurrentItem(first)
        self._say_found(first is not None)

    def _say_found(self, found: bool) -> None:
        words = _("Tick what is shown; drag it, or press Alt with an arrow, to change the order.")
        self.hint.setText(words if found else _("Nothing found."))

    def _is_found_below(self, key: Qt.Key) -> bool:
        item = self.list.currentItem()
        is_found = bool(self.search.text()) and item is not None and not item.isHidden()
        return is_found and key == Qt.Key.Key_Down

    def _tick_current(self) -> bool:
        """Whether there is a column that was found, and is ticked or not any more."""
        item = self.list.currentItem()
        if item is None or item.isHidden():
            return False
        on = item.checkState() == Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
        if not on:
            self._put_behind_shown(item)
        return True

    def _put_behind_shown(self, item: QListWidgetItem) -> None:
        """A column that was just ticked stands behind the others that are shown."""
        row = self.list.row(item)
        last = len(self.columns()) - 1
        if row > last:
            self.list.insertItem(last, self.list.takeItem(row))
            self.list.setCurrentItem(item)

    def _move_current(self, step: int) -> None:
        row = self.list.currentRow()
        if 0 <= row + step < self.list.count():
            item = self.list.takeItem(row)
            self.list.insertItem(row + step, item)
            self.list.setCurrentItem(item)

    # --- Qt's own names -----------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        key = Qt.Key(event.key())
        if key in _STEPS and event.modifiers() & _ALT:
            self._move_current(_STEPS[key])
        elif watched is self.search and key in _STEPS:
            self.list.setFocus()
            # Down leads to the column that was found, not past it.
            return self._is_found_below(key) or bool(self.list.event(event))
        elif watched is self.search and key == Qt.Key.Key_Return and self.search.text():
            if self._tick_current():
                self.search.clear()
        else:
            return super().eventFilter(watched, event)
        return True
