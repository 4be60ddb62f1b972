"""The line below a table: what is counted in each column, standing under it."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QMenu, QWidget

from t20desk.i18n import _, join_list, tell_value
from t20desk.listing.grouping import SIGNS, TOTALS, possible_totals
from t20desk.ui.looks.tips import set_tip
from t20desk.ui.tables.cell_painting import PADDING
from t20desk.ui.tables.listed_columns import LEFT, RIGHT

if TYPE_CHECKING:
    from t20desk.ui.tables.record_table import RecordTable

Role = QPalette.ColorRole
HEIGHT: Final = 32


class TotalsLine(QWidget):
    """Shows the totals of a listing and lets one choose them, by mouse and by keys."""

    totals_wanted = Signal(object)

    def __init__(self, table: "RecordTable") -> None:
        super().__init__()
        self._table = table
        self._values: dict[str, str] = {}
        self._column = 0
        self.setObjectName("totalsLine")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName(_("Totals; choose with the arrow keys, Enter opens the choice"))
        header = table.horizontalHeader()
        table.horizontalScrollBar().valueChanged.connect(self.update)
        for signal in (header.sectionResized, header.sectionMoved, header.geometriesChanged):
            signal.connect(self.update)

    def show_values(self, values: dict[str, str]) -> None:
        """Show what was counted, by path."""
        self._values = values
        self.setAccessibleDescription(join_list(self._sentences().values()))
        self.update()

    def choose_for(self, column: int, where: QPoint) -> None:
        """Open the choice of totals of a column."""
        one = self._table.records.fields[column]
        chosen = dict(self._table.records.listing.totals)
        menu = QMenu(self)
        menu.setObjectName("totalsMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for word in ("", *possible_totals(one)):
            entry = menu.addAction(_(TOTALS[word]) if word else _("Nothing"))
            entry.setObjectName(f"total_{word or 'none'}")
            entry.setCheckable(True)
            entry.setChecked(chosen.get(one.name, "") == word)
            entry.triggered.connect(lambda _on, word=word: self._take(one.name, word))
        menu.popup(where)

    def _take(self, path: str, word: str) -> None:
        chosen = dict(self._table.records.listing.totals)
        chosen.pop(path, None)
        if word:
            chosen[path] = word
        self.totals_wanted.emit(tuple(chosen.items()))

    def _texts(self) -> dict[str, str]:
        """What is shown below each column that has a total."""
        texts: dict[str, str] = {}
        for path, word in self._table.records.listing.totals:
            texts[path] = f"{SIGNS[word]} {self._values.get(path, '…')}"
        return texts

    def _sentences(self) -> dict[str, str]:
        """The same in words."""
        fields = {one.name: one for one in self._table.records.fields}
        return {
            path: tell_value(fields[path].say(), f"{_(TOTALS[word])} {self._values.get(path, '…')}")
            for path, word in self._table.records.listing.totals
            if path in fields
        }

    def _places(self) -> list[tuple[int, QRect]]:
        """Where each column stands, the frozen ones last since they lie above."""
        table, header = self._table, self._table.horizontalHeader()
        left = table.viewport().mapTo(table, QPoint(0, 0)).x()
        frozen = table.frozen.columns() if table.frozen.isVisible() else []
        places = []
        for column in range(header.count()):
            shift = header.offset() if column in frozen else 0
            x = left + header.sectionViewportPosition(column) + shift
            places.append((column, QRect(x, 0, header.sectionSize(column), HEIGHT)))
        return sorted(places, key=lambda place: place[0] in frozen)

    def _column_at(self, point: QPoint) -> int:
        return next((at for at, rect in reversed(self._places()) if rect.contains(point)), -1)

    # --- Qt's own names -----------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, palette, texts = QPainter(self), self.palette(), self._texts()
        fields = self._table.records.fields
        frozen = self._table.frozen.columns() if self._table.frozen.isVisible() else []
        for column, rect in self._places():
            if column in frozen:
                painter.fillRect(rect, palette.color(Role.Window))
            one = fields[column]
            text = texts.get(one.name, "")
            space = rect.adjusted(PADDING, 0, -PADDING, 0)
            side = RIGHT if one.type.numeric else LEFT
            if not text and (self.underMouse() or self.hasFocus()):
                painter.setPen(palette.color(Role.PlaceholderText))
                painter.drawText(space, side, "＋")
            painter.setPen(palette.color(Role.WindowText))
            elided = painter.fontMetrics().elidedText(
                text, Qt.TextElideMode.ElideRight, space.width()
            )
            painter.drawText(space, side, elided)
            if self.hasFocus() and column == self._column:
                painter.setPen(palette.color(Role.Accent))
                painter.drawRect(rect.adjusted(0, 2, -1, -3))

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        column = self._column_at(event.position().toPoint())
        name = self._table.records.fields[column].name if column >= 0 else ""
        set_tip(self, self._sentences().get(name, _("Choose what is counted here")))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        column = self._column_at(event.position().toPoint())
        if column >= 0:
            self._column = column
            self.choose_for(column, event.globalPosition().toPoint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        header = self._table.horizontalHeader()
        visual = header.visualIndex(self._column)
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            self._column = header.logicalIndex(min(max(visual + step, 0), header.count() - 1))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            rect = dict(self._places())[self._column]
            self.choose_for(self._column, self.mapToGlobal(rect.topLeft()))
        else:
            super().keyPressEvent(event)
