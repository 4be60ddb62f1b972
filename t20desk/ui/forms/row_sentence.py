"""The line below a field: what is wrong with its value, or what others make of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from t20desk.ui.page import restyle


class RowSentence(QLabel):
    """Says one thing of a field; a problem goes before a hint."""

    def __init__(self, name: str, editor: QWidget) -> None:
        super().__init__()
        self._editor = editor
        self.is_hint = False
        self._is_noted = False
        """Whether the hint says what was made of the value that is typed."""
        self.setObjectName(f"problem_{name}")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("look", "problem")
        self.hide()

    @property
    def is_problem(self) -> bool:
        """Whether it says what is wrong."""
        return bool(self.text()) and not self.is_hint

    @property
    def is_of_value(self) -> bool:
        """Whether it is said of the value that is typed, so that another value takes it away."""
        return self._is_noted or not self.is_hint

    def say(self, sentence: str) -> None:
        """Say what is wrong, or nothing any more."""
        self._is_noted = False
        if self.is_hint:
            self.is_hint = False
            restyle(self, look="problem")
        self.setText(sentence)
        self.setVisible(bool(sentence))
        restyle(self._editor, problem=bool(sentence))

    def hint(self, sentence: str, wrong: bool = False) -> None:
        """Say what other records make of the value, or take it away."""
        if self.is_problem:
            return
        self.is_hint = bool(sentence)
        self.setText(sentence)
        self.setVisible(bool(sentence) and not self._editor.isHidden())
        restyle(self, look="problem" if wrong else "doubt")

    def note(self, sentence: str) -> None:
        """Say what was made of the value that is typed."""
        self.hint(sentence)
        self._is_noted = bool(sentence)

    def show_with(self, shown: bool) -> None:
        """Show it beside its field, or put it away with it."""
        self.setVisible(shown and bool(self.text()))
