"""What calendar and timetable share: painted boxes that say under the mouse what they are."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QToolTip, QWidget

from t20desk.ui.looks.tips import plain_tip

HELD: Final = ~Qt.KeyboardModifier.KeypadModifier
"""All keys that may be held besides; with one of them a key is none of the grid's."""


class PaintedGrid(QWidget):
    """Is walked by keys or mouse; a box under the mouse says its words and can be clicked."""

    def __init__(self, words_at: Callable[[QPointF], str]) -> None:
        """`words_at` are the words of the box at a point; empty where there is none."""
        super().__init__()
        self._words_at = words_at
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    # --- Qt's own names -----------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = bool(self._words_at(event.position()))
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            told = plain_tip(self._words_at(QPointF(event.pos())))
            QToolTip.showText(event.globalPos(), told, self)
            return True
        return super().event(event)


def cut_words(painter: QPainter, words: str, width: float) -> str:
    """Words as far as they fit."""
    metrics = painter.fontMetrics()
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(width))
