"""A sentence that takes the room it needs where it is there, and else ends in dots."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStylePainter

from t20desk.ui.looks.tips import set_tip

LEAST = 60
"""The pixels it keeps, so that it is seen to be there at all."""


class CutLabel(QLabel):
    """Its text stays whole, in the tip as well; only what is painted is cut."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def say(self, sentence: str) -> None:
        """Show a sentence, or none."""
        self.setText(sentence)
        set_tip(self, sentence)

    def cut_text(self) -> str:
        """What is seen of the text."""
        room = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    # --- Qt's own names -----------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        whole = super().minimumSizeHint()
        return QSize(min(whole.width(), LEAST), whole.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self.cut_text()
        if shown == self.text():
            super().paintEvent(event)
            return
        painter = QStylePainter(self)
        role, is_on = self.foregroundRole(), self.isEnabled()
        self.style().drawItemText(
            painter, self.contentsRect(), self.alignment(), self.palette(), is_on, shown, role
        )
