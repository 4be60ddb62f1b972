"""The logo of the office at the head of a paper."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter

from t20desk.printing.sheets import MM

HEIGHT: Final = 14 * MM
WIDTH: Final = 42 * MM
"""How large a logo is at most."""
GAP: Final = 5 * MM
"""White between the logo and what stands left of it."""


class Logo:
    """A picture of the office with its size on paper; without one it takes no room."""

    def __init__(self, picture: bytes = b"") -> None:
        self._image = QImage.fromData(picture) if picture else QImage()
        self.size = QSizeF(0, 0)
        if not self._image.isNull():
            whole = QSizeF(self._image.size())
            self.size = whole.scaled(WIDTH, HEIGHT, Qt.AspectRatioMode.KeepAspectRatio)

    @property
    def room(self) -> float:
        """The width that is taken from the lines beside it."""
        return self.size.width() + GAP if self.size.width() else 0.0

    def paint(self, painter: QPainter, right_top: QPointF) -> None:
        """Paint it with its upper right corner at a point."""
        if self.size.width():
            place = QRectF(QPointF(right_top.x() - self.size.width(), right_top.y()), self.size)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, self._image)
