"""A bar across the window: a sentence on what is to be known, and what can be done about it."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from t20desk.ui.page import make_label


class NoticeBar(QFrame):
    """Shows as long as there is something to say."""

    def __init__(self, name: str, *buttons: QWidget) -> None:
        super().__init__()
        self.setObjectName(f"{name}Bar")
        self.setProperty("look", "notice")
        self.sentence = make_label(wrap=True, name=f"{name}Sentence")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.addWidget(self.sentence, 1)
        for button in buttons:
            row.addWidget(button)
        self.hide()

    def say(self, sentence: str) -> None:
        """Say something, or nothing any more."""
        self.sentence.setText(sentence)
        self.setVisible(bool(sentence))
