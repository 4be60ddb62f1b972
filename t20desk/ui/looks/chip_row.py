"""Chips side by side, one of them on."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from t20desk.ui.page import make_button


class ChipRow(QWidget):
    """A choice of few that is seen at once."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        for name, label in choices:
            button = make_button(label, "chip", f"view_{name}")
            button.setCheckable(True)
            button.clicked.connect(lambda _on, name=name: self.chosen.emit(name))
            self._group.addButton(button)
            self._buttons[name] = button
            row.addWidget(button)

    def choose(self, name: str) -> None:
        """Press a chip; a name without one releases all."""
        self._group.setExclusive(False)
        for known, button in self._buttons.items():
            button.setChecked(known == name)
        self._group.setExclusive(True)

    def show_count(self, name: str, text: str) -> None:
        """Put a number behind the words of a chip."""
        self._buttons[name].setText(text)
