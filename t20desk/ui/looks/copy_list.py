"""A list of texts to read and to copy, however many there are: names, addresses."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QStringListModel
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QListView, QVBoxLayout, QWidget

from t20desk.i18n import _
from t20desk.ui.page import make_button, make_label

SHOWN: Final = 5
"""So many lines stand there at once at least, where there are as many."""
TALLEST: Final = 1000
EDGE: Final = 18


class TextLines(QListView):
    """The lines themselves; what is selected is copied with `between` between the texts."""

    def __init__(self, between: str) -> None:
        super().__init__()
        self.texts: Sequence[str] = ()
        self._between = between
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setModel(QStringListModel(self))

    def show_texts(self, texts: Sequence[str]) -> None:
        """List these."""
        self.texts = texts
        self.setModel(QStringListModel(list(texts), self))

    def copy_selected(self) -> None:
        """Put what is selected on the clipboard, in the order of the list."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        if rows:
            QApplication.clipboard().setText(self._between.join(self.texts[row] for row in rows))

    def copy_all(self) -> None:
        """Put all of it on the clipboard."""
        QApplication.clipboard().setText(self._between.join(self.texts))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selected()
        else:
            super().keyPressEvent(event)


class CopyList(QWidget):
    """Lines below a heading, with a button that copies them all; out of sight while empty."""

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__()
        self.heading = make_label(wrap=True, name=name)
        self.lines = TextLines("\n")
        self.lines.setAccessibleName(spoken)
        self.copy = make_button(_("Copy these"), "flat", f"{name}Copy")
        self.copy.clicked.connect(self.lines.copy_all)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.lines, 1)
        self.hide()

    def show_texts(self, heading: str, texts: Sequence[str]) -> None:
        """List texts under a heading."""
        self.heading.setText(heading)
        self.lines.show_texts(texts)
        line = self.lines.fontMetrics().height()
        self.lines.setMinimumHeight(min(len(texts), SHOWN) * line + EDGE)
        self.lines.setMaximumHeight(min(len(texts), TALLEST) * line + EDGE)
        self.setVisible(bool(texts))
