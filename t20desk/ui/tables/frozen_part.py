"""The first columns of a table that stay in sight while it is scrolled sideways.

Painted over the table by its own delegate and headings, so that nothing of it is kept twice; what
the mouse does here is handed to the table as if its columns were not scrolled.
"""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QToolTip, QWidget

if TYPE_CHECKING:
    from t20desk.ui.tables.record_table import RecordTable

WIDEST_PART: Final = 0.6
"""Frozen columns that would take more than this of the table are scrolled after all."""
_MOUSE: Final = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.MouseMove,
)


class FrozenPart(QWidget):
    """Shows the frozen columns over those that are scrolled."""

    def __init__(self, table: "RecordTable") -> None:
        super().__init__(table)
        self._table = table
        self._scrolled: int | None = None
        """How far the table was scrolled sideways before a cell here was edited."""
        self.setObjectName("frozenPart")
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        header, vertical = table.horizontalHeader(), table.verticalScrollBar()
        table.horizontalScrollBar().valueChanged.connect(self.place)
        table.horizontalScrollBar().rangeChanged.connect(self.place)
        header.sectionResized.connect(self.place)
        header.sectionMoved.connect(self.place)
        header.geometriesChanged.connect(self.place)
        vertical.valueChanged.connect(self.update)
        for signal in (table.records.dataChanged, table.records.modelReset):
            signal.connect(self.update)
        table.records.rowsInserted.connect(self.update)

    def columns(self) -> list[int]:
        """The frozen columns from left to right."""
        header = self._table.horizontalHeader()
        count = min(self._table.records.listing.frozen, header.count())
        return [header.logicalIndex(at) for at in range(count)]

    def room(self) -> int:
        """The pixels that frozen columns take at the left of the scrolled ones."""
        width = sum(map(self._table.columnWidth, self.columns()))
        return width if width <= self._table.viewport().width() * WIDEST_PART else 0

    def holds(self, column: int) -> bool:
        """Whether a column is shown here at this moment."""
        return self.isVisible() and column in self.columns()

    def shift(self) -> int:
        """How far the table is scrolled sideways."""
        return self._table.horizontalHeader().offset()

    def begin_edit(self, column: int) -> None:
        """Scroll back before a cell here is edited, since its editor lies in the table."""
        if self.holds(column):
            bar = self._table.horizontalScrollBar()
            self._scrolled = bar.value()
            bar.setValue(0)

    def end_edit(self) -> None:
        """Scroll to where the table was, unless the cursor left these columns."""
        if self._scrolled is not None:
            if self._table.currentIndex().column() in self.columns():
                self._table.horizontalScrollBar().setValue(self._scrolled)
            self._scrolled = None

    def uncover(self, column: int, before: int) -> None:
        """After the table scrolled to a column, from where it was `before`: let it be seen."""
        bar = self._table.horizontalScrollBar()
        if not before and not bar.value():
            return
        if column in self.columns() and self.room():
            bar.setValue(before)
            return
        hidden = self.room() - self._table.columnViewportPosition(column)
        if hidden > 0:
            bar.setValue(bar.value() - hidden)

    def place(self) -> None:
        """Lie over the table as far as is needed; nothing is needed while nothing is scrolled."""
        room = self.room() if self.shift() else 0
        if not room:
            self.hide()
            return
        port = self._table.viewport().geometry()
        top = self._table.horizontalHeader().geometry().top()
        self.setGeometry(port.left(), top, room, port.bottom() + 1 - top)
        self.show()
        self.raise_()
        self.update()

    def _paint_rows(self, painter: QPainter, lefts: list[tuple[int, int, int]], top: int) -> None:
        table = self._table
        chosen = table.selectionModel()
        delegate = table.cells
        last = self.height() - top
        row = table.rowAt(0)
        while 0 <= row < table.records.rowCount():
            y, height = table.rowViewportPosition(row), table.rowHeight(row)
            if y >= last:
                break
            for column, left, width in lefts:
                index = table.records.index(row, column)
                rect = QRect(left, top + y, width, height)
                delegate.paint_cell(painter, rect, index, chosen.isSelected(index))
            row += 1

    def _send(self, event: QMouseEvent) -> None:
        """Hand a mouse event to the table, at the place where it would lie unscrolled."""
        head = self._table.viewport().geometry().top() - self.y()
        point = event.position()
        target: QWidget = self._table.viewport()
        if point.y() < head:
            target, head = self._table.horizontalHeader().viewport(), 0
        moved = QPointF(point.x() - self.shift(), point.y() - head)
        sent = QMouseEvent(
            event.type(),
            moved,
            event.globalPosition(),
            event.button(),
            event.buttons(),
            event.modifiers(),
        )
        QCoreApplication.sendEvent(target, sent)

    def _show_tip(self, point: QPoint, where: QPoint) -> None:
        top = self._table.viewport().geometry().top() - self.y()
        index = self._table.indexAt(QPoint(point.x() - self.shift(), point.y() - top))
        text = index.data(Qt.ItemDataRole.ToolTipRole) if index.isValid() else None
        QToolTip.showText(where, text or "", self)

    # --- Qt's own names -----------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, table = QPainter(self), self._table
        painter.setFont(table.font())
        palette = table.palette()
        painter.fillRect(self.rect(), palette.base())
        head = table.viewport().geometry().top() - self.y()
        left, lefts = 0, []
        for column in self.columns():
            width = table.columnWidth(column)
            lefts.append((column, left, width))
            table.heading.paint_section(painter, QRect(left, 0, width, head), column)
            left += width
        painter.setClipRect(QRect(0, head, self.width(), self.height() - head))
        self._paint_rows(painter, lefts, head)
        painter.setClipping(False)
        painter.setPen(palette.color(QPalette.ColorRole.Shadow))
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())

    def event(self, event: QEvent) -> bool:
        if event.type() in _MOUSE and isinstance(event, QMouseEvent):
            self._send(event)
            return True
        if event.type() == QEvent.Type.Wheel:
            return bool(QCoreApplication.sendEvent(self._table.viewport(), event))
        if event.type() == QEvent.Type.ToolTip:
            self._show_tip(event.pos(), event.globalPos())  # type: ignore[attr-defined]
            return True
        return super().event(event)
