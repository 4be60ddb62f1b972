"""Ctrl+Z in a line where nothing typed is left to take back means the last change."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, SignalInstance
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

Line = QLineEdit | QPlainTextEdit


class UndoLeaver(QObject):
    """Leaves the keys of undo and redo to the window once its line has no use for them."""

    def __init__(
        self, line: Line, may_leave: Callable[[], bool], applied: SignalInstance | None
    ) -> None:
        super().__init__(line)
        self._line = line
        self._may_leave = may_leave
        self._is_latest = True
        """Whether nothing was changed in the database since the line was typed into."""
        if applied is not None:
            applied.connect(self._on_change)
            line.textChanged.connect(self._on_text)

    def _on_change(self) -> None:
        self._is_latest = False

    def _on_text(self) -> None:
        self._is_latest = True

    def _is_used(self, undoes: bool) -> bool:
        line = self._line
        if not self._is_latest:
            return False
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


def leave_undo(
    editor: QWidget,
    may_leave: Callable[[], bool] = lambda: True,
    applied: SignalInstance | None = None,
) -> None:
    """Let Ctrl+Z in a line take back the last change where nothing typed is left.

    In a form it may be left only while nothing is typed in another line either. A line that only
    searches tells by `applied` that a change came after what was typed, and is meant first.
    """
    line = editor.lineEdit() if isinstance(editor, QComboBox) else editor
    if isinstance(line, QLineEdit | QPlainTextEdit):
        line.installEventFilter(UndoLeaver(line, may_leave, applied))
