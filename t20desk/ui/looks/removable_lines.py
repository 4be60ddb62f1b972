"""Lines of a dialog one below the other: each can be taken away, and another one added."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from t20desk.ui.looks.tab_order import tab_as_laid_out
from t20desk.ui.looks.tips import set_tip
from t20desk.ui.page import make_button


class RemovableLine(QWidget):
    """Fields side by side, the first one widest, and the button that takes the line away."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__()
        self.remove = make_button("✕", "flat", name)
        self.remove.setAccessibleName(words)
        set_tip(self.remove, words)

    def lay_out(self, *fields: QWidget) -> None:
        """Put the fields side by side."""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for at, field in enumerate(fields):
            row.addWidget(field, 1 if at == 0 else 0)
        row.addWidget(self.remove)
        self.setFocusProxy(fields[0])


Line = TypeVar("Line", bound=RemovableLine)


class LineList(QWidget, Generic[Line]):
    """The lines, and below them the button that adds one."""

    def __init__(self, words: str, name: str, make: Callable[[], Line]) -> None:
        super().__init__()
        self._shown: list[Line] = []
        self._lines = QVBoxLayout()
        self.add = make_button("+ " + words, "flat", name)
        self.add.clicked.connect(lambda: self.add_line(make()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._lines)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def lines(self) -> list[Line]:
        """The lines from top to bottom."""
        return list(self._shown)

    def add_line(self, line: Line) -> None:
        """Put a line below the others; whoever adds one begins to fill it in."""
        line.remove.clicked.connect(lambda: self._drop_line(line))
        self._lines.addWidget(line)
        self._shown.append(line)
        tab_as_laid_out(self.window())
        line.setFocus()

    def _drop_line(self, line: Line) -> None:
        if line not in self._shown:  # a second click, before the line is gone
            return
        self._lines.removeWidget(line)
        self._shown.remove(line)
        line.hide()
        line.deleteLater()
