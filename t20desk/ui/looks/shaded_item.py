"""A cell of a table of texts that stands in the shade of a meaning."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QTableWidgetItem

from t20desk.ui.looks.theme import colour_for, row_colour

Role = Qt.ItemDataRole


class ShadedItem(QTableWidgetItem):
    """Its colours are looked up when it is painted, so they follow those in use."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.meaning = ""
        """Of its ground, as for `colour_for`; empty for none."""
        self.row_shade = ""
        """Of its ground, as for `row_colour`; empty for none."""
        self.warns = False
        """Whether its text is in the colour of a problem."""
        self.is_quiet = False
        """Whether its text is grey."""

    def data(self, role: int) -> Any:
        """What Qt asks for; the colours by what the cell means."""
        if role == Role.BackgroundRole:
            if self.row_shade:
                return row_colour(self.row_shade)
            return colour_for(self.meaning) if self.meaning else None
        if role == Role.ForegroundRole:
            if self.warns:
                return colour_for("problem")
            if self.is_quiet:
                return QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText)
        return super().data(role)

    def clone(self) -> "ShadedItem":
        """Another one that looks the same."""
        twin = ShadedItem(self.text())
        twin.meaning, twin.row_shade = self.meaning, self.row_shade
        twin.warns, twin.is_quiet = self.warns, self.is_quiet
        return twin
