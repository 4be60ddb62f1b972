"""Ctrl+Z in a line where nothing typed is left to take back means the last change."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

Line = QLineEdit | QPlainTextEdit


class UndoLeaver(QObject):
    """Leaves the keys of undo and redo to the window once its line has no use for them."""

    def __init__(self, line: Line, may_leave: Callable[[], bool]) -> None:
        super().__init__(line)
        self._line = line
        self._may_leave = may_leave

    def _is_used(self, undoes: bool) -> bool:
        line = self._line
        if isinstance(line, QLineEdit):
            return line.isUndoAvailable() if undoes else line.isRedoAvailable()
        text = line.document()
        return text.isUndoAvailable() if undoes else text.isRedoAvailable()

    # --- Qt's own names -----------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        undoes = event.matches(QKeySequence.StandardKey.Undo)
        redoes = event.matches(QKeySequence.StandardKey.Redo)
        return (undoes or redoes) and not self._is_used(undoes) and self._may_leave()


def leave_undo(editor: QWidget, may_leave: Callable[[], bool] = lambda: True) -> None:
    """Let Ctrl+Z in a line take back the last change where nothing typed is left.

    In a form it may be left only while nothing is typed in another line either.
    """
    line = editor.lineEdit() if isinstance(editor, QComboBox) else editor
    if isinstance(line, QLineEdit | QPlainTextEdit):
        line.installEventFilter(UndoLeaver(line, may_leave))
