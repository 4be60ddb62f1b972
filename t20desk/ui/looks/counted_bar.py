"""A row of tabs that stands still when the count of one arrives or another is shown."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent
from PySide6.QtWidgets import QTabBar

WIDE: Final = "8"
"""A digit as wide as any."""


class CountedBar(QTabBar):
    """Gives each tab the room of its bold words, and of a count where there will be one."""

    clicked = Signal()
    """A tab was clicked and is shown."""

    def expect_count(self, index: int, digits: int) -> None:
        """Keep room for the count that this tab will have; its words are without one now."""
        self.setTabData(index, f"{self.tabText(index)} {WIDE * digits}")

    def _needed(self, index: int) -> int:
        """How wide the words of a tab can become."""
        bold = QFont(self.font())
        bold.setBold(True)
        widest = self.tabData(index) or ""
        return max(_measure(bold, text) for text in (self.tabText(index), widest))

    def _margin(self) -> int:
        """What stands around the words of a tab; the tab shown is measured in bold by Qt."""
        quiet = next((at for at in range(self.count()) if at != self.currentIndex()), 0)
        return super().tabSizeHint(quiet).width() - _measure(self.font(), self.tabText(quiet))

    # --- Qt's own names -----------------------------------------------------------------------

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = self.tabAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and at == self.currentIndex():
            self.clicked.emit()

    def tabSizeHint(self, index: int) -> QSize:
        height = super().tabSizeHint(index).height()
        return QSize(self._margin() + self._needed(index), height)


def _measure(font: QFont, text: str) -> int:
    """How wide Qt takes the words of a tab for, an ampersand as the mark of a key included."""
    return QFontMetrics(font).size(Qt.TextFlag.TextShowMnemonic.value, text).width()
