"""Buttons as wide as their words where there is room, which else end in dots."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
)

from t20desk.ui.looks.tips import set_tip
from t20desk.ui.looks.walked_lines import WalkedButton

LEAST: Final = 64
"""The pixels it keeps, so that it is seen to be there at all."""


class CutButton(WalkedButton):
    """Its text stays whole, in the tip as well; only what is painted is cut."""

    def __init__(self, words: str = "", look: str = "", name: str = "") -> None:
        super().__init__()
        self._words = ""
        self.setObjectName(name)
        if look:
            self.setProperty("look", look)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.say(words)

    def say(self, words: str) -> None:
        """Show other words."""
        self._words = words
        # A sign of its own in the words of a button underlines a letter.
        self.setText(words.replace("&", "&&"))
        set_tip(self, words)
        self.setAccessibleName(words)

    def whole_width(self, words: str) -> int:
        """How wide it would be with these words."""
        plain = self.fontMetrics().horizontalAdvance(self._words)
        return super().sizeHint().width() - plain + self.fontMetrics().horizontalAdvance(words)

    def cut_text(self) -> str:
        """What is seen of the words."""
        if super().sizeHint().width() <= self.width():
            return self._words
        option = QStyleOptionButton()
        self.initStyleOption(option)
        part = QStyle.SubElement.SE_PushButtonContents
        room = self.style().subElementRect(part, option, self).width()
        return self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)

    # --- Qt's own names -----------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        whole = super().minimumSizeHint()
        return QSize(min(whole.width(), LEAST), whole.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = self.cut_text().replace("&", "&&")
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)


class LineButton(CutButton):
    """A line of text to click on, as wide as its room."""

    def __init__(self, words: str) -> None:
        super().__init__(words, "line")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
