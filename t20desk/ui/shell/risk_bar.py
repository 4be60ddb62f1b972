"""The bars that say when a database lies where it is at risk, or cannot be written."""

from hashlib import sha256
from typing import Final

from PySide6.QtCore import QTimer

from t20desk.i18n import _
from t20desk.ui.desk import Desk
from t20desk.ui.page import make_button
from t20desk.ui.shell.notice_bar import NoticeBar

AFTER_ALL_ELSE: Final = 1_000
"""Milliseconds before the folder is looked at: what is worked with comes first."""


class RiskBar(NoticeBar):
    """Says what is to be known of the folder, until somebody has taken note of it."""

    def __init__(self, desk: Desk) -> None:
        self.away = make_button(_("Do not say it again"), "", "riskHide")
        super().__init__("risk", self.away)
        self._desk = desk
        self.away.clicked.connect(self._take_note)
        QTimer.singleShot(AFTER_ALL_ELSE, self, self._look)

    def _look(self) -> None:
        if not self._desk.is_open or self._desk.db.path is None:
            return
        # What looks at drives is loaded here, once the window stands.
        from t20desk.shared_folders import say_risk

        path = self._desk.db.path
        self._desk.read(lambda: say_risk(path), self._tell)

    def _tell(self, sentence: str) -> None:
        self.say(sentence)
        if self._desk.memory.text(self._key()) == _print_of(sentence):
            self.hide()

    def _take_note(self) -> None:
        self._desk.memory.keep_text(self._key(), _print_of(self.sentence.text()))
        self.hide()

    def _key(self) -> str:
        return f"risk/{_print_of(self._desk.address)}"


class DiskBar(NoticeBar):
    """Says that nothing can be saved, until something could be."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("disk")
        desk.hindered.connect(self.say)
        self.say(_say_read_only(desk))


def _say_read_only(desk: Desk) -> str:
    if not desk.is_open or desk.db.path is None or not desk.db.read_only:
        return ""
    sentence = _("{file} can only be read here; to change it, open a copy of your own.")
    return sentence.format(file=desk.db.name)


def _print_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]
