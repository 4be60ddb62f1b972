"""A line of text that ends in dots where it is too long, and tells all of it to the mouse."""

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QHelpEvent, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QStylePainter, QToolTip

from t20desk.ui.looks.tips import plain_tip

MARGIN = 2
"""What Qt keeps free on both sides of a line of text."""


class CutLine(QLineEdit):
    """Types like any other; only as long as nobody types in it a long text is cut."""

    trailing = 0
    """Pixels that something at the end of the line takes."""

    def cut_text(self) -> str:
        """What is seen of the text while nobody types."""
        room = self._room(self._option()).width()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    def _option(self) -> QStyleOptionFrame:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        return option

    def _room(self, option: QStyleOptionFrame) -> QRect:
        inner = (
            self.style()
            .subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
            .marginsRemoved(self.textMargins())
        )
        return inner.adjusted(MARGIN, 0, -MARGIN - self.trailing, 0)

    # --- Qt's own names -----------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and not self.toolTip() and self.cut_text() != self.text():
            QToolTip.showText(event.globalPos(), plain_tip(self.text()), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self.cut_text()
        if self.hasFocus() or shown == self.text():
            super().paintEvent(event)
            return
        option = self._option()
        painter = QStylePainter(self)
        painter.drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option)
        painter.setPen(self.palette().text().color())
        painter.drawText(self._room(option), Qt.AlignmentFlag.AlignVCenter, shown)
