"""Which records of a change are looked at: those of one kind, to which this or that happens."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from t20desk.i18n import _, say_number
from t20desk.ui.desk import Desk
from t20desk.ui.looks.flow import FlowLayout, empty_layout
from t20desk.ui.looks.tab_order import tab_as_laid_out
from t20desk.ui.page import make_button

Counts = Mapping[str, Mapping[str, int]]
"""How many records of each kind become new, are changed, go."""


class KindChips(QWidget):
    """A chip for each kind, where there are several, and for each thing that happens to it."""

    chosen = Signal()

    def __init__(self, desk: Desk, signs: Mapping[str, str], words: Mapping[str, str]) -> None:
        super().__init__()
        self._desk = desk
        self._signs, self._words = signs, words
        self._counts: Counts = {}
        self._chips: dict[str, QPushButton] = {}
        self.kind = ""
        self.has_verbs = True
        """Whether it is chosen here what happens to the records."""
        self._group = QButtonGroup(self)
        self._kinds = FlowLayout(6)
        self._verbs = QHBoxLayout()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.addLayout(self._kinds, 1)
        self.row.addLayout(self._verbs)

    def show_counts(self, counts: Counts) -> None:
        """Offer the kinds of another change; the first one is shown, with all that happens."""
        self._counts = counts
        empty_layout(self._kinds)
        # One group for good: a new one for each change would stay with those before.
        for chip in self._group.buttons():
            self._group.removeButton(chip)
        for name in counts if len(counts) > 1 else ():
            chip = _make_chip(
                _(self._desk.kinds[name].plural), f"kind_{name}", not self._group.buttons()
            )
            chip.clicked.connect(partial(self._choose, name))
            self._group.addButton(chip)
            self._kinds.addWidget(chip)
        self._choose(next(iter(counts), ""))

    def verbs(self) -> tuple[str, ...]:
        """What happens to the records that are looked at."""
        return tuple(verb for verb, chip in self._chips.items() if chip.isChecked())

    def _choose(self, kind: str, _on: bool = True) -> None:
        self.kind = kind
        empty_layout(self._verbs)
        self._chips = {}
        for verb in self._signs if self.has_verbs else ():
            if count := self._counts.get(kind, {}).get(verb, 0):
                words = f"{self._signs[verb]} {say_number(count)} {_(self._words[verb])}"
                chip = _make_chip(words, f"verb_{verb}", is_on=True)
                chip.clicked.connect(self.chosen)
                self._verbs.addWidget(chip)
                self._chips[verb] = chip
        tab_as_laid_out(self)
        self.chosen.emit()


def _make_chip(words: str, name: str, is_on: bool) -> QPushButton:
    chip = make_button(words, "chip", name)
    chip.setCheckable(True)
    chip.setChecked(is_on)
    return chip
