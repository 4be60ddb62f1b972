"""The names of the steps of a job, in one line; the one that is shown stands out."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from t20desk.ui.page import make_label, restyle


class StepLine(QWidget):
    """File › Columns › Questions › Preview."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names = list(names)
        self._labels = [make_label(name, "quiet") for name in names]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for at, label in enumerate(self._labels):
            if at:
                row.addWidget(make_label("›", "quiet"))
            row.addWidget(label)

    def show_step(self, at: int) -> None:
        """Let one step stand out; none for a number beyond them."""
        self.setVisible(0 <= at < len(self._labels))
        for place, label in enumerate(self._labels):
            restyle(label, look="tag" if place == at else "quiet")
            label.clear()  # only another text lets a label measure itself anew
            label.setText(self._names[place])
