"""The bars that say when a database lies where it is at risk, or cannot be written."""

from hashlib import sha256
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout

from t20desk.i18n import _
from t20desk.ui.desk import Desk
from t20desk.ui.page import make_button, make_label

AFTER_ALL_ELSE: Final = 1_000
"""Milliseconds before the folder is looked at: what is worked with comes first."""


class RiskBar(QFrame):
    """Says what is to be known of the folder, until somebody has taken note of it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName("riskBar")
        self.setProperty("look", "notice")
        self.sentence = make_label(wrap=True, name="riskSentence")
        self.away = make_button(_("Do not say it again"), "", "riskHide")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.away)
        self.away.clicked.connect(self._take_note)
        self.hide()
        QTimer.singleShot(AFTER_ALL_ELSE, self, self._look)

    def _look(self) -> None:
        if not self._desk.is_open or self._desk.db.path is None:
            return
        # What looks at drives is loaded here, once the window stands.
        from t20desk.shared_folders import say_risk

        path = self._desk.db.path
        self._desk.read(lambda: say_risk(path), self._say)

    def _say(self, sentence: str) -> None:
        self.sentence.setText(sentence)
        noted = self._desk.memory.text(self._key()) == _print_of(sentence)
        self.setVisible(bool(sentence) and not noted)

    def _take_note(self) -> None:
        self._desk.memory.keep_text(self._key(), _print_of(self.sentence.text()))
        self.hide()

    def _key(self) -> str:
        return f"risk/{_print_of(self._desk.address)}"


class DiskBar(QFrame):
    """Says that nothing can be saved, until something could be."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("diskBar")
        self.setProperty("look", "notice")
        self.sentence = make_label(wrap=True, name="diskSentence")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.addWidget(self.sentence, 1)
        desk.hindered.connect(self._say)
        self._say(_say_read_only(desk))

    def _say(self, sentence: str) -> None:
        self.sentence.setText(sentence)
        self.setVisible(bool(sentence))


def _say_read_only(desk: Desk) -> str:
    if not desk.is_open or desk.db.path is None or not desk.db.read_only:
        return ""
    sentence = _("{file} can only be read here; to change it, open a copy of your own.")
    return sentence.format(file=desk.db.name)


def _print_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]
