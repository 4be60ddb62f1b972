"""The line below the sheet of keys, in which another key is pressed for a verb."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QKeySequenceEdit, QLineEdit, QVBoxLayout, QWidget

from t20desk.i18n import _
from t20desk.ui.actions import ACTIONS, DECLARED_KEYS
from t20desk.ui.page import Notice, make_button, make_label
from t20desk.ui.shell.key_rules import find_fault, find_owner, name_verb


class KeyLine(QWidget):
    """Takes one key, says whose it is, and hands it on when told so."""

    chosen = Signal(str, str)
    """The verb, and its key from now on; "" for none."""

    def __init__(self) -> None:
        super().__init__()
        self._verb = ""
        self.words = make_label(wrap=True, name="keyVerb")
        self.keys = QKeySequenceEdit()
        self.keys.setObjectName("keyPressed")
        self.keys.setMaximumSequenceLength(1)
        self.use = make_button(_("Use this key"), "", "keyUse")
        self.none = make_button(_("No key"), "", "keyNone")
        self.back = make_button(_("As it came"), "", "keyBack")
        self.notice = Notice("keyNotice")
        self._lay_out()
        self.keys.keySequenceChanged.connect(self._judge)
        self.use.clicked.connect(lambda: self._choose(self.keys.keySequence().toString()))
        self.none.clicked.connect(lambda: self._choose(""))
        self.back.clicked.connect(lambda: self._choose(DECLARED_KEYS[self._verb]))
        self.show_verb("", False)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        row = QHBoxLayout()
        row.addWidget(self.keys, 1)
        for button in (self.use, self.none, self.back):
            row.addWidget(button)
        column.addLayout(row)
        column.addWidget(self.notice)

    def show_verb(self, verb: str, is_chosen: bool) -> None:
        """Begin with the key of a verb; without one there is nothing to change."""
        self._verb = verb
        words = _("Choose a line to give it another key.")
        if verb:
            words = _("Press another key for “{verb}”:").format(verb=name_verb(verb))
        self.words.setText(words)
        self.keys.setAccessibleName(words)
        self.keys.setEnabled(bool(verb))
        self.keys.setKeySequence(QKeySequence(ACTIONS[verb].shortcut) if verb else QKeySequence())
        self.none.setEnabled(bool(verb and ACTIONS[verb].shortcut))
        self.back.setEnabled(is_chosen)
        self._judge()

    def begin(self) -> None:
        """Wait for the key."""
        self.keys.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _judge(self) -> None:
        """Say whose key was pressed, or why it cannot be one."""
        if (line := self.keys.findChild(QLineEdit)) is not None:
            # Qt sets its own words anew with each key, in fewer languages.
            line.setPlaceholderText(_("Press a key"))
        keys = self.keys.keySequence()
        fault = find_fault(keys) if keys.count() else ""
        other = "" if fault else find_owner(keys.toString(), self._verb)
        fresh = bool(
            self._verb and keys.count() and keys.toString() != ACTIONS[self._verb].shortcut
        )
        if other and fresh:
            text = _("“{verb}” has that key now and would have none; “Use this key” takes it.")
            self.notice.say(text.format(verb=name_verb(other)))
        else:
            self.notice.say(fault if fresh else "")
        self.use.setEnabled(fresh and not fault)

    def _choose(self, key: str) -> None:
        self.chosen.emit(self._verb, key)
