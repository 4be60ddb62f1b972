"""Lines of a list with a quiet note at their right end: a number, a key, a hint."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from t20desk.i18n import say_number

NOTE: Final = Qt.ItemDataRole.UserRole + 1
"""What stands at the right end: a number, or words."""
HEADING: Final = Qt.ItemDataRole.UserRole + 2
"""Whether the line is the heading of those below it."""
SECOND: Final = Qt.ItemDataRole.UserRole + 3
"""Quiet words that stand below those of the line."""
ROW: Final = 32
TALL: Final = 46
"""The height of a line that has another one below it."""
EDGE: Final = 12
BESIDE: Final = 17
"""What stands left and right of the picture of a line."""
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
        if index.data(HEADING) or index.data(SECOND):
            option.text = ""
        elif note:
            taken = metrics.horizontalAdvance(note) + GAP + MARGINS
            room = option.rect.width() - taken
            option.text = metrics.elidedText(option.text, Qt.TextElideMode.ElideRight, room)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index.data(HEADING):
            self._paint_heading(painter, option, str(index.data()))
        elif second := index.data(SECOND):
            self._paint_two(painter, option, str(index.data()), str(second))
        elif note := say_note(index.data(NOTE)):
            self._write(painter, option, note, Qt.AlignmentFlag.AlignRight)

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, words: str) -> None:
        painter.save()
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        self._write(painter, option, words, Qt.AlignmentFlag.AlignLeft)
        painter.restore()

    def _paint_two(
        self, painter: QPainter, option: QStyleOptionViewItem, words: str, second: str
    ) -> None:
        """The words, and below them in a smaller hand what tells their record from others."""
        # Its numbers take 5 ms to make, which the start of the program need not wait for.
        from PySide6.QtWidgets import QStyle

        left = option.decorationSize.width() + BESIDE
        place = option.rect.adjusted(left, 5, -EDGE, -5)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if is_chosen else QPalette.ColorRole.Text
        painter.save()
        painter.setPen(option.palette.color(role))
        painter.setFont(option.font)
        cut = option.fontMetrics.elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignTop, cut)
        font = QFont(option.font)
        font.setPixelSize(max(option.fontMetrics.height() - 6, 11))
        painter.setFont(font)
        if not is_chosen:
            painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
        cut = painter.fontMetrics().elidedText(second, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignBottom, cut)
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
        height = TALL if index.data(SECOND) else ROW
        return QSize(super().sizeHint(option, index).width(), height)


def say_note(note: object) -> str:
    """A note as it is written."""
    return say_number(note) if isinstance(note, int) else str(note or "")
