"""Undo and redo: planned by the history, applied like any change."""

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from t20desk.ui.desk import Desk


class Undoing(QObject):
    """Knows what the latest undoable change is, and takes it back."""

    state_changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._words: set[str] = set()

    def words_of_state(self) -> set[str]:
        """`undo` and `redo`, as far as possible now."""
        return self._words

    def look(self) -> None:
        """Look again what can be undone."""

    def undo(self) -> None:
        """Take the latest change back."""

    def redo(self) -> None:
        """Do again what was taken back last."""

    def _note(self, words: Any) -> None:
        self._words = words
        self.state_changed.emit()
