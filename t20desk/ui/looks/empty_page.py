"""What stands where a page has nothing to show: that it is so, and what comes next."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from t20desk.ui.page import make_label


class EmptyPage(QWidget):
    """A heading and a sentence in the middle."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.heading = make_label(heading, "heading", wrap=True, name="emptyHeading")
        self.text = make_label(look="quiet", wrap=True, name="emptyText")
        column = QVBoxLayout(self)
        column.addStretch(2)
        for label in (self.heading, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addStretch(3)

    def explain(self, text: str) -> None:
        """Say why there is nothing, and what comes next."""
        self.text.setText(text)
