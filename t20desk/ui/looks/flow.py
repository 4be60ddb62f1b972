"""Widgets side by side that go on in the next line where the room ends."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QLayout, QLayoutItem, QSizePolicy, QWidget, QWidgetItem

from t20desk.ui.looks.tips import set_tip


class FlowLayout(QLayout):
    """Lays its widgets out like words; `in_line` asks for the room of them all in one line.

    Between lines is as much room as between words, where no other `leading` is wanted.
    """

    def __init__(self, gap: int = 10, in_line: bool = False, leading: int | None = None) -> None:
        super().__init__()
        self._gap = gap
        self._leading = gap if leading is None else leading
        self._in_line = in_line
        self._items: list[QLayoutItem] = []
        # Qt asks again and again; a page of cards asks a thousand times while it is laid out.
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def _arrange(self, room: QRect, really: bool) -> int:
        x, y, line = room.x(), room.y(), 0
        for item in self._items:
            if item.isEmpty():
                # Hidden.
                continue
            size = _cut_to(item, room.width())
            if x > room.x() and x + size.width() > room.right() + 1:
                x, y, line = room.x(), y + line + self._leading, 0
            if really:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self._gap
            line = max(line, size.height())
        return y + line - room.y()

    # --- Qt's own names -----------------------------------------------------------------------

    def addWidget(self, widget: QWidget) -> None:
        # The binding does not learn when Qt deletes an item of its own, and takes the next one at
        # its place of memory for it: with the layout of the first the other would be lost.
        self.addChildWidget(widget)
        self.addItem(QWidgetItem(widget))

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self._heights.clear()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        self._heights.clear()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), False)
        return self._heights[width]

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, room: QRect) -> None:
        super().setGeometry(room)
        self._arrange(room, True)

    def sizeHint(self) -> QSize:
        least = self.minimumSize()
        if not self._in_line:
            return least
        widths = [item.sizeHint().width() for item in self._items if not item.isEmpty()]
        return least.expandedTo(QSize(sum(widths) + self._gap * max(len(widths) - 1, 0), 0))

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size


def _cut_to(item: QLayoutItem, width: int) -> QSize:
    """The room an item asks for; in several lines of its own where one would be too long."""
    size = item.sizeHint()
    if size.width() <= width:
        return size
    return QSize(width, item.heightForWidth(width) if item.hasHeightForWidth() else size.height())


class LineLabel(QLabel):
    """A line of text to read; what finds no room ends in dots."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.show_whole(text)

    def show_whole(self, text: str) -> None:
        """Show another text, as far as there is room; the whole of it stands in the tip."""
        self.whole = text
        set_tip(self, text)
        self.setAccessibleName(text)
        self._cut()

    def whole_width(self) -> int:
        """The room in which nothing of it is cut."""
        self.ensurePolished()
        return self.fontMetrics().horizontalAdvance(self.whole) + 4

    def _cut(self) -> None:
        room = self.contentsRect().width() - 2
        self.setText(self.fontMetrics().elidedText(self.whole, Qt.TextElideMode.ElideRight, room))

    # --- Qt's own names -----------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()


def empty_layout(layout: QLayout) -> None:
    """Take all widgets out of a layout."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
