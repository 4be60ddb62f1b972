"""Shares of a whole as bars: the word, the number, how much of the whole; a click shows who."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from t20desk.events.outcomes import Share
from t20desk.i18n import _, tell_value
from t20desk.ui.looks.cut_button import LineButton
from t20desk.ui.page import make_label


class ShareBar(QWidget):
    """One bar, filled as far as a number is of its whole."""

    def __init__(self, number: int, whole: int) -> None:
        super().__init__()
        self._part = number / whole if whole else 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(60)

    # --- Qt's own names -----------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(160, 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        room = QRectF(self.rect())
        painter.setBrush(self.palette().color(QPalette.ColorRole.Midlight))
        painter.drawRoundedRect(room, 5, 5)
        if self._part:
            room.setWidth(max(room.width() * min(self._part, 1.0), 10.0))
            painter.setBrush(self.palette().color(QPalette.ColorRole.Accent))
            painter.drawRoundedRect(room, 5, 5)


AROUND_NAME = 22
WIDEST_NAME = 260
"""Pixels that a name gets before its bar."""


class ShareBars(QWidget):
    """Bars below each other."""

    clicked = Signal(str)
    """The search behind a bar."""

    def __init__(self, shares: Sequence[Share], of_whole: bool) -> None:
        """`of_whole`: each says of how many it is a part."""
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(0, 4)
        grid.setColumnStretch(2, 5)
        words = [self.fontMetrics().horizontalAdvance(_(one.label)) for one in shares]
        grid.setColumnMinimumWidth(0, min(max(words, default=0) + AROUND_NAME, WIDEST_NAME))
        for row, share in enumerate(shares):
            grid.addWidget(self._make_name(share), row, 0)
            text = str(share.number)
            if of_whole:
                text = _("{part} of {whole}").format(part=share.number, whole=share.whole)
            number = make_label(text)
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(number, row, 1)
            grid.addWidget(ShareBar(share.number, share.whole), row, 2)

    def _make_name(self, share: Share) -> QWidget:
        words = _(share.label)
        if not share.search:
            name = make_label(words)
            name.setContentsMargins(7, 6, 0, 6)
            return name
        button = LineButton(words)
        button.is_walked = True
        button.setAccessibleName(tell_value(words, str(share.number)))
        button.clicked.connect(partial(self._tell, share.search))
        return button

    def _tell(self, search: str, _on: bool = False) -> None:
        self.clicked.emit(search)
