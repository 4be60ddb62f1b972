"""The sheet of keys, made from the actions, in which each verb can be given another key."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from t20desk.db.keys import fold
from t20desk.i18n import _
from t20desk.settings import Settings
from t20desk.ui.actions import ACTIONS, DECLARED_KEYS, Action
from t20desk.ui.looks.key_words import key_text
from t20desk.ui.looks.table_looks import fill_line, fit_column, make_text_table
from t20desk.ui.page import make_button, make_label
from t20desk.ui.shell.key_line import KeyLine
from t20desk.ui.shell.key_rules import find_owner, name_verb
from t20desk.ui.shell.searches import is_called_so

WALKING = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
"""Keys that go through the table while the search has the cursor."""


class KeySheet(QDialog):
    """Every verb with its key, found by a word of it or by the key, and a line to change that."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._found: list[Action] = []
        self.setWindowTitle(_("Keys"))
        self.resize(600, 620)
        words = _("Type what you want to do, or a key")
        self.search = QLineEdit()
        self.search.setObjectName("keySearch")
        self.search.setPlaceholderText(words)
        self.search.setAccessibleName(words)
        self.search.setClearButtonEnabled(True)
        headings = [_("What it does"), _("Key")]
        self.table = make_text_table(headings, "keySheet", _("Keys"), {0: 0})
        self.nothing = make_label(_("Nothing is called so."), "quiet", name="keyNothing")
        self.line = KeyLine()
        self._lay_out()
        self.search.textChanged.connect(self._find)
        self.search.installEventFilter(self)
        self.table.itemSelectionChanged.connect(self._show_verb)
        self.table.itemDoubleClicked.connect(self.line.begin)
        self.line.chosen.connect(self._change_key)
        self._find("")
        fit_column(self.table, 1)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        for widget in (self.search, self.nothing, self.table, self.line):
            column.addWidget(widget)
        foot = QHBoxLayout()
        self.all_back = make_button(_("All keys as they came"), "flat", "keysBack")
        self.all_back.clicked.connect(lambda: self._keep({}))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))
        buttons.rejected.connect(self.accept)
        foot.addWidget(self.all_back)
        foot.addStretch(1)
        foot.addWidget(buttons)
        column.addLayout(foot)

    def _find(self, text: str) -> None:
        meant = [one for one in ACTIONS.values() if _is_meant(one, fold(text))]
        self._found = sorted(meant, key=lambda one: not one.shortcut)
        self.table.setRowCount(len(self._found))
        chosen = self._settings.chosen_keys()
        for row, one in enumerate(self._found):
            items = fill_line(self.table, row, (name_verb(one.name), key_text(one.name)))
            font = items[1].font()
            font.setBold(one.name in chosen)
            items[1].setFont(font)
        self.nothing.setVisible(not self._found)
        self.all_back.setEnabled(bool(chosen))
        self._show_verb()

    def _show_verb(self) -> None:
        row = self.table.currentRow()
        shown = 0 <= row < len(self._found) and bool(self.table.selectedItems())
        verb = self._found[row].name if shown else ""
        self.line.show_verb(verb, verb in self._settings.chosen_keys())

    def _change_key(self, verb: str, key: str) -> None:
        """Give a verb a key, or none; who had it before has none then."""
        chosen = self._settings.chosen_keys()
        if other := find_owner(key, verb):
            chosen[other] = ""
        chosen[verb] = key
        self._keep(chosen)

    def _keep(self, chosen: dict[str, str]) -> None:
        row = self.table.currentRow()
        verb = self._found[row].name if 0 <= row < len(self._found) else ""
        self._settings.change_keys(
            {name: key for name, key in chosen.items() if key != DECLARED_KEYS.get(name, key)}
        )
        self._find(self.search.text())
        places = [at for at, one in enumerate(self._found) if one.name == verb]
        if places:
            self.table.selectRow(places[0])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.key() in WALKING:
            QApplication.sendEvent(self.table, event)
            return True
        return super().eventFilter(watched, event)


def _is_meant(one: Action, text: str) -> bool:
    """Whether the words of a verb hold what was typed, or its key begins so."""
    is_key = len(text) > 1 and fold(key_text(one.name)).startswith(text)
    return is_key or is_called_so(one, text.split())
