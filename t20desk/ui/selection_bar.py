"""The bar below a list: how much is selected, and what can be done with it."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from t20desk.i18n import _, ngettext
from t20desk.ui.page import make_button, make_label


class Verb(NamedTuple):
    """A button: its words, what it does, and whether it is there only while reading or editing."""

    text: str
    act: Callable[[], None]
    mode: str = ""


class SelectionBar(QFrame):
    """Shown once several rows are selected."""

    def __init__(self, verbs: Iterable[Verb], clear: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("selectionBar")
        self.setProperty("look", "bar")
        self.count = make_label(name="selectedCount")
        self._buttons: list[tuple[QPushButton, str]] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.addWidget(self.count)
        row.addSpacing(8)
        for verb in verbs:
            button = make_button(verb.text, "flat")
            button.clicked.connect(lambda _on=False, act=verb.act: act())
            self._buttons.append((button, verb.mode))
            row.addWidget(button)
        row.addStretch(1)
        away = make_button(_("Clear selection"), "flat")
        away.clicked.connect(lambda _on=False: clear())
        row.addWidget(away)

    def show_selection(self, count: int, editing: bool) -> None:
        """Say how many rows are selected, and offer what can be done now."""
        words = ngettext("{number} selected", "{number} selected", count)
        self.count.setText(words.format(number=count))
        now = "editing" if editing else "reading"
        for button, mode in self._buttons:
            button.setVisible(mode in ("", now))
        self.setVisible(count > 1)
