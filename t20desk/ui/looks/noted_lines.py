"""Lines of a list with a quiet note at their right end: a number, a key, a hint."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from t20desk.i18n import say_number

NOTE: Final = Qt.ItemDataRole.UserRole + 1
"""What stands at the right end: a number, or words."""
HEADING: Final = Qt.ItemDataRole.UserRole + 2
"""Whether the line is the heading of those below it."""
ROW: Final = 32
EDGE: Final = 12
GAP: Final = 16
MARGINS: Final = 64
"""What box or picture and the padding of a line take."""

Index = QModelIndex | QPersistentModelIndex


class NotedDelegate(QStyledItemDelegate):
    """Paints the note; the words before it are cut where they would run into it."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        note = say_note(index.data(NOTE))
        metrics = option.fontMetrics
        if index.data(HEADING):
            option.text = ""
        elif note:
            taken = metrics.horizontalAdvance(note) + GAP + MARGINS
            room = option.rect.width() - taken
            option.text = metrics.elidedText(option.text, Qt.TextElideMode.ElideRight, room)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index.data(HEADING):
            self._paint_heading(painter, option, str(index.data()))
        elif note := say_note(index.data(NOTE)):
            self._write(painter, option, note, Qt.AlignmentFlag.AlignRight)

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, words: str) -> None:
        painter.save()
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        self._write(painter, option, words, Qt.AlignmentFlag.AlignLeft)
        painter.restore()

    def _write(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        words: str,
        side: Qt.AlignmentFlag,
    ) -> None:
        painter.save()
        painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
        place = option.rect.adjusted(EDGE, 0, -EDGE, 0)
        painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), ROW)


def say_note(note: object) -> str:
    """A note as it is written."""
    return say_number(note) if isinstance(note, int) else str(note or "")
