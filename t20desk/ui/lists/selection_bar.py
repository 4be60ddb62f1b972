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
    in_past: bool = False
    """Whether it can be done in a list of an earlier day, where nothing can be changed."""


class SelectionBar(QFrame):
    """Shown once several rows are selected."""

    def __init__(self, verbs: Iterable[Verb], clear: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("selectionBar")
        self.setProperty("look", "bar")
        self.count = make_label(name="selectedCount")
        self._buttons: list[tuple[QPushButton, Verb]] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.addWidget(self.count)
        row.addSpacing(8)
        for verb in verbs:
            button = make_button(verb.text, "flat")
            button.clicked.connect(lambda _on=False, act=verb.act: act())
            self._buttons.append((button, verb))
            row.addWidget(button)
        row.addStretch(1)
        away = make_button(_("Clear selection"), "flat")
        away.clicked.connect(lambda _on=False: clear())
        row.addWidget(away)

    def show_selection(self, count: int, editing: bool, past: bool = False) -> None:
        """Say how many rows are selected, and offer what can be done now."""
        words = ngettext("{number} selected", "{number} selected", count)
        self.count.setText(words.format(number=count))
        now = "editing" if editing else "reading"
        for button, verb in self._buttons:
            button.setVisible(verb.mode in ("", now) and (verb.in_past or not past))
        self.setVisible(count > 1)
