"""A cell that changed shows what it was on red and what it is on green, side by side."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from t20desk.ui.looks.theme import colour_for
from t20desk.ui.looks.tint import TintDelegate

PAIR_ROLE = Qt.ItemDataRole.UserRole + 7
"""The texts before and after of a cell that changed."""
EMPTY = "∅"
MARGIN = 8
SLACK = 6
Index = QModelIndex | QPersistentModelIndex


class PairDelegate(TintDelegate):
    """Paints pairs of texts; everything else as usual."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        pair = index.data(PAIR_ROLE)
        if not isinstance(pair, tuple):
            super().paint(painter, option, index)
            return
        painter.save()
        painter.setFont(option.font)
        room = QRect(option.rect).adjusted(0, 0, -1, -1)
        if index.data(Qt.ItemDataRole.CheckStateRole) is not None:
            room.setLeft(self._paint_tick(painter, option, index))
        first, second = _share(room, *(_width(option, text) for text in pair))
        for part, meaning, text in zip((first, second), ("gone", "new"), pair, strict=True):
            painter.fillRect(part, colour_for(meaning))
            painter.setPen(option.palette.color(QPalette.ColorRole.Text))
            inner = part.adjusted(MARGIN, 0, -MARGIN, 0)
            mode = Qt.TextElideMode.ElideRight
            words = option.fontMetrics.elidedText(text or EMPTY, mode, inner.width())
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, words)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(option.palette.color(QPalette.ColorRole.Accent))
            painter.drawRect(room.adjusted(0, 0, -1, -1))
        painter.restore()

    def _paint_tick(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> int:
        """Paint the tick of a cell; where the room right of it begins."""
        tick = QStyleOptionViewItem(option)
        self.initStyleOption(tick, index)
        tick.text = ""
        style = option.widget.style()
        place = style.subElementRect(
            QStyle.SubElement.SE_ItemViewItemCheckIndicator, tick, option.widget
        )
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, tick, painter, option.widget)
        return place.right() + MARGIN

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        pair = index.data(PAIR_ROLE)
        size = super().sizeHint(option, index)
        if isinstance(pair, tuple):
            tick = 34 if index.data(Qt.ItemDataRole.CheckStateRole) is not None else 0
            size.setWidth(tick + sum(_width(option, text) for text in pair))
        return size


def _width(option: QStyleOptionViewItem, text: str) -> int:
    return int(option.fontMetrics.horizontalAdvance(text or EMPTY)) + 2 * MARGIN + SLACK


def _share(room: QRect, first: int, second: int) -> tuple[QRect, QRect]:
    """Both texts get what they need; where that is too much, none more than the other needs."""
    width = room.width()
    if first + second > width:
        first = min(first, max(width // 2, width - second))
    left, right = QRect(room), QRect(room)
    left.setWidth(first)
    right.setLeft(room.left() + first)
    return left, right
