"""The values of a field to choose from: typed one below the other, pasted, moved, left out."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from t20desk.i18n import _
from t20desk.ui.looks.dropping import copied_data
from t20desk.ui.looks.entries import ENTRY_HEIGHT
from t20desk.ui.looks.flow import FlowLayout
from t20desk.ui.page import make_button

CODE = Qt.ItemDataRole.UserRole
MOST = 500
"""So many values are pasted at once."""


class OptionTyping(QStyledItemDelegate):
    """Tells of each letter that is typed, for a value counts before its line is left."""

    typed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._line: QLineEdit | None = None

    def keep_typed(self) -> None:
        """Take what is being typed as it stands."""
        if self._line is not None:
            self.commitData.emit(self._line)

    # --- Qt's own names -----------------------------------------------------------------------

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        editor = super().createEditor(parent, option, index)
        if isinstance(editor, QLineEdit):
            self._line = editor
            editor.textEdited.connect(self.typed)
        return editor

    def destroyEditor(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        self._line = None
        super().destroyEditor(editor, index)


class OptionRows(QListWidget):
    """The values themselves; Enter behind the last one begins the next."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ownOptions")
        self.setAccessibleName(_("Values"))
        self.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        # No higher, so that the button below the form stays in sight.
        self.setFixedHeight(140)
        self.model().rowsMoved.connect(self.edited)
        self.itemChanged.connect(lambda _item: self.edited.emit())
        self._typing = OptionTyping(self)
        self._typing.typed.connect(self.edited)
        self._typing.closeEditor.connect(self._on_typed)
        self.setItemDelegate(self._typing)

    def add(self, label: str, code: str = "") -> QListWidgetItem:
        """Add a value; a new one has no code yet."""
        item = QListWidgetItem(label)
        item.setSizeHint(QSize(0, ENTRY_HEIGHT))
        item.setData(CODE, code)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        self.addItem(item)
        return item

    def begin(self) -> None:
        """Type a further value."""
        item = self.add("")
        self.setCurrentItem(item)
        self.editItem(item)

    def drop(self) -> None:
        """Leave out the value the cursor is on."""
        if self.takeItem(self.currentRow()) is not None:
            self.edited.emit()

    def move_value(self, by: int) -> None:
        """Move the value the cursor is on up or down."""
        row = self.currentRow()
        if row >= 0 and 0 <= row + by < self.count():
            item = self.takeItem(row)
            self.insertItem(row + by, item)
            self.setCurrentItem(item)
            self.edited.emit()

    def paste(self) -> None:
        """Add each line of the clipboard that is not there yet."""
        known = {label for _code, label in self.read()}
        lines = (" ".join(line.split()) for line in copied_data().text().splitlines()[:MOST])
        for line in dict.fromkeys(lines):
            if line and line not in known:
                self.add(line)
                self.edited.emit()

    def read(self) -> list[tuple[str, str]]:
        """Codes and labels in their order, what is still being typed too."""
        self._typing.keep_typed()
        items = (self.item(row) for row in range(self.count()))
        found = ((str(item.data(CODE) or ""), item.text().strip()) for item in items)
        return [(code, label) for code, label in found if label]

    def _on_typed(self, _editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Go on behind the last value; one that stayed empty goes."""
        row, last = self.currentRow(), self.count() - 1
        item = self.item(row)
        if item is None or row != last:
            return
        if not item.text().strip():
            self.takeItem(row)
        elif hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache and not item.data(CODE):
            QTimer.singleShot(0, self, self.begin)

    # --- Qt's own names -----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Delete):
            self.drop()
        elif event.key() == Qt.Key.Key_Insert:
            self.begin()
        elif _is_letter(event):
            self.begin()
            self.viewport().findChildren(QLineEdit)[-1].insert(event.text())
        else:
            super().keyPressEvent(event)


def _is_letter(event: QKeyEvent) -> bool:
    """Whether a key types something, so that a value begins with it as in a spreadsheet."""
    held = event.modifiers() & (
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    )
    return not held and bool(event.text().strip()) and event.text().isprintable()


class OptionList(QWidget):
    """The values with their buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = OptionRows()
        add = make_button(_("Add a value"), "", "ownAdd")
        paste = make_button(_("Paste"), "", "ownPaste")
        drop = make_button(_("Leave out"), "", "ownDrop")
        up = make_button(_("Up"), "", "ownValueUp")
        down = make_button(_("Down"), "", "ownValueDown")
        up.clicked.connect(lambda: self.rows.move_value(-1))
        down.clicked.connect(lambda: self.rows.move_value(1))
        add.clicked.connect(self.rows.begin)
        paste.clicked.connect(self.rows.paste)
        drop.clicked.connect(self.rows.drop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.rows)
        row = FlowLayout(6)
        for button in (add, paste, up, down, drop):
            row.addWidget(button)
        column.addLayout(row)

    # --- Qt's own names -----------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A form of Qt takes the room that another of its rows lacks from this one, and the
        # buttons would lie upon the values.
        self.setMinimumHeight(self.heightForWidth(event.size().width()))
