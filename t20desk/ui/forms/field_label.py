"""The label of a field, which puts the cursor into it when it is clicked."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel, QWidget

from t20desk.ui.owners import gives_keys_away, set_buddy


class FieldLabel(QLabel):
    """Says which field an editor is for, and leads to it."""

    def __init__(self, words: str, editor: QWidget) -> None:
        super().__init__(words)
        self._editor = editor
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("look", "quiet")
        set_buddy(self, editor)

    # --- Qt's own names -----------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        is_left, editor = event.button() == Qt.MouseButton.LeftButton, self._editor
        takes_keys = editor.focusPolicy() != Qt.FocusPolicy.NoFocus or gives_keys_away(editor)
        if is_left and takes_keys:
            # Else the press goes on to what lies below, which takes the cursor out of the form.
            editor.setFocus(Qt.FocusReason.MouseFocusReason)
        else:
            super().mousePressEvent(event)
