"""The sheet of keys, made from the actions."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from t20desk.db.keys import fold
from t20desk.i18n import _
from t20desk.ui.looks.key_words import key_text
from t20desk.ui.page import make_label
from t20desk.ui.shell.actions import ACTIONS, Action
from t20desk.ui.shell.searches import holds_all
from t20desk.ui.tables.table_looks import fill_line, fit_column, make_text_table

WALKING = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
"""Keys that go through the table while the search has the cursor."""


class KeySheet(QDialog):
    """Every verb that has a key, found by a word of it or by the key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keys"))
        self.resize(560, 560)
        words = _("Type what you want to do, or a key")
        self.search = QLineEdit()
        self.search.setObjectName("keySearch")
        self.search.setPlaceholderText(words)
        self.search.setAccessibleName(words)
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._find)
        self.search.installEventFilter(self)
        headings = [_("What it does"), _("Key")]
        self.table = make_text_table(headings, "keySheet", _("Keys"), {0: 0})
        self.nothing = make_label(_("No key does that."), "quiet", name="keyNothing")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))
        buttons.rejected.connect(self.accept)
        column = QVBoxLayout(self)
        for widget in (self.search, self.nothing, self.table, buttons):
            column.addWidget(widget)
        self._find("")
        fit_column(self.table, 1)

    def _find(self, text: str) -> None:
        found = [one for one in ACTIONS.values() if one.shortcut and _is_meant(one, fold(text))]
        self.table.setRowCount(len(found))
        for row, one in enumerate(found):
            fill_line(self.table, row, (_(one.text).replace("&", ""), key_text(one.name)))
        self.nothing.setVisible(not found)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.key() in WALKING:
            QApplication.sendEvent(self.table, event)
            return True
        return super().eventFilter(watched, event)


def _is_meant(one: Action, text: str) -> bool:
    """Whether the words of a verb hold what was typed, or its key begins so."""
    is_key = len(text) > 1 and fold(key_text(one.name)).startswith(text)
    return is_key or holds_all(one.text, text.split())
