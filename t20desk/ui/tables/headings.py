"""The headings of a record table, and the column of signs that open a record."""

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import QHeaderView

from t20desk.i18n import _
from t20desk.ui.looks.icons import icon

if TYPE_CHECKING:
    from t20desk.ui.tables.record_table import RecordTable

SIGN_WIDTH: Final = 15


class ColumnHeading(QHeaderView):
    """Headings that show by which columns a list is sorted, and in which order."""

    def __init__(self, table: "RecordTable") -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self.adds_sort = False
        """Whether the last click was made with Shift: it adds a column to the sort."""
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumHeight(38)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(_("Headings; click to sort, with Shift to sort further"))

    def paint_section(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """Paint one heading somewhere, with the arrow of its sort."""
        painter.save()
        self.paintSection(painter, rect, logical)
        painter.restore()

    def say_sort(self, logical: int) -> str:
        """The arrow of a column the list is sorted by, numbered where it is by several."""
        fields, sort = self._table.records.fields, self._table.records.listing.sort
        name = fields[logical].name if logical < len(fields) else ""
        places = [at for at, path in enumerate(sort) if path.removeprefix("-") == name]
        if not places:
            return ""
        at = places[0]
        arrow = "▼" if sort[at].startswith("-") else "▲"
        return arrow if len(sort) == 1 else f"{arrow}{at + 1}"

    def _paint_sorted(self, painter: QPainter, rect: QRect, logical: int, words: str) -> None:
        """The arrow at the right end, and the heading in the room before it, with its dots."""
        font = QFont(self.font())
        font.setPixelSize(10)
        width = QFontMetrics(font).horizontalAdvance(words) + 8
        painter.fillRect(rect.adjusted(0, 1, 0, -2), self._table.palette().base())
        super().paintSection(painter, rect.adjusted(0, 0, -width, 0), logical)
        space = QRect(rect.right() - width, rect.top() + 1, width, rect.height() - 3)
        painter.setFont(font)
        painter.setPen(self._table.palette().color(QPalette.ColorRole.Accent))
        painter.drawText(space, Qt.AlignmentFlag.AlignCenter, words)

    # --- Qt's own names -----------------------------------------------------------------------

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        painter.save()
        super().paintSection(painter, rect, logical)
        painter.restore()
        if words := self.say_sort(logical):
            painter.save()
            self._paint_sorted(painter, rect, logical, words)
            painter.restore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.adds_sort = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().mouseReleaseEvent(event)
        self.adds_sort = False


class RowHeading(QHeaderView):
    """A narrow column with a sign in each row that opens the record."""

    def __init__(self, table: "RecordTable") -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self._table = table
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFixedWidth(34)
        self.setToolTip(_("Open the record"))
        self.setAccessibleName(_("Open the record"))
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(20)

    def paintSection(self, painter: QPainter, rect: Any, logical: int) -> None:
        table = self._table
        group = table.records.group_at(logical)
        painter.fillRect(
            rect, table.palette().base() if group is None else table.palette().alternateBase()
        )
        if group is not None:
            return
        drawn: QIcon = icon("mdi6.arrow-expand")
        painter.save()
        painter.setOpacity(1.0 if logical == table.hovered_row else 0.4)
        left = rect.x() + (rect.width() - SIGN_WIDTH) // 2
        top = rect.y() + (rect.height() - SIGN_WIDTH) // 2
        drawn.paint(painter, left, top, SIGN_WIDTH, SIGN_WIDTH)
        painter.restore()

    def sizeHint(self) -> QSize:
        return QSize(34, 0)
