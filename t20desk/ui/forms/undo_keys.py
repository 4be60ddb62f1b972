"""Ctrl+Z in a line where nothing typed is left to take back means the last change."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit


class UndoLeaver(QObject):
    """Leaves the keys of undo and redo to the window once its line has no use for them."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        self._line = line

    # --- Qt's own names -----------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        undoes = event.matches(QKeySequence.StandardKey.Undo)
        redoes = event.matches(QKeySequence.StandardKey.Redo)
        is_used = self._line.isUndoAvailable() if undoes else self._line.isRedoAvailable()
        return (undoes or redoes) and not is_used


def leave_undo(line: QLineEdit) -> None:
    """Let Ctrl+Z in a line take back the last change where nothing typed is left."""
    line.installEventFilter(UndoLeaver(line))
