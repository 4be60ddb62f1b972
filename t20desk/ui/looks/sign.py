"""A picture of the family of icons that stands alone, beside or above a text."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QStyle

from t20desk.ui.looks.icons import icon


class Sign(QLabel):
    """Shows an icon of a size in pixels, in the colours in use whenever it is painted."""

    def __init__(
        self, size: int, picture: str = "", role: QPalette.ColorRole = QPalette.ColorRole.Accent
    ) -> None:
        super().__init__()
        self._size, self._role = QSize(size, size), role
        self._icon = QIcon()
        if picture:
            self.show_icon(picture)

    def show_icon(self, picture: str) -> None:
        """Show another one, such as `mdi6.plus`."""
        self._icon = icon(picture, self._role)
        self.updateGeometry()
        self.update()

    # --- Qt's own names -----------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(0, 0) if self._icon.isNull() else self._size

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        place = QStyle.alignedRect(
            self.layoutDirection(), self.alignment(), self._size, self.contentsRect()
        )
        painter = QPainter(self)
        self._icon.paint(painter, place)
        painter.end()
