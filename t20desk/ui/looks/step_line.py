"""The names of the steps of a job, in one line; the one that is shown stands out."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from t20desk.ui.page import make_label, restyle

FRAME = 24


class StepLine(QWidget):
    """File › Columns › Questions › Preview."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._labels = [make_label(name, "quiet") for name in names]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for at, label in enumerate(self._labels):
            if at:
                row.addWidget(make_label("›", "quiet"))
            # The frame of the step shown needs room that the others keep too.
            label.setMinimumWidth(label.fontMetrics().horizontalAdvance(label.text()) + FRAME)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            row.addWidget(label)

    def show_step(self, at: int) -> None:
        """Let one step stand out; none for a number beyond them."""
        self.setVisible(0 <= at < len(self._labels))
        for place, label in enumerate(self._labels):
            restyle(label, look="tag" if place == at else "quiet")
