"""What somebody does at the fields of a form: leave one, take back what was typed, undo."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from t20desk.ui.forms.form_row import FormRow

UNDO_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class FieldWatch(QObject):
    """Watches the editors of a form, and the keys that mean the form rather than the editor."""

    taken_back = Signal()
    """What was typed in a field is as it was."""

    def __init__(self, rows: Mapping[str, FormRow], parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = rows
        for row in rows.values():
            row.editor.installEventFilter(self)

    def _leaves_to_window(self, watched: QObject, event: QKeyEvent) -> bool:
        """Whether Ctrl+Z means the last change, since nothing was typed in the field."""
        undoes = any(map(event.matches, UNDO_KEYS))
        return undoes and not any(row.dirty for row in self._rows_of(watched))

    def _take_back(self, watched: QObject) -> bool:
        """Whether something was typed in a field, which is taken back; a dialog takes the rest."""
        typed = [row for row in self._rows_of(watched) if row.is_typed]
        for row in typed:
            row.take_back()
            self.taken_back.emit()
        return bool(typed)

    def _check_left(self, watched: QObject) -> None:
        """A value is checked when its field is left, so that a problem shows at once."""
        focus = QApplication.focusWidget()
        if focus is watched or QApplication.activePopupWidget() is not None:
            return
        if isinstance(watched, QWidget) and focus is not None and watched.isAncestorOf(focus):
            return
        for row in self._rows_of(watched):
            if row.dirty and not row.is_undecided:
                row.check()

    def _rows_of(self, watched: QObject) -> list[FormRow]:
        return [row for row in self._rows.values() if row.editor is watched]

    # --- Qt's own names -----------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            return self._take_back(watched)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._leaves_to_window(watched, event)
        if event.type() == QEvent.Type.FocusOut and QApplication.activePopupWidget() is None:
            self._check_left(watched)
        elif event.type() == QEvent.Type.FocusOut:
            # A list of names is open: it may have taken the cursor, or closes as the field is left.
            QTimer.singleShot(0, watched, partial(self._check_left, watched))
        return False
