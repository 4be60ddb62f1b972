"""Cells of a record table: painted without asking for each trait alone, edited by type."""

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QPainter, QPalette
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from t20desk.db.types import Stored
from t20desk.listing.grouping import Group
from t20desk.ui.desk import Desk
from t20desk.ui.tables.cell_keys import CellKeys, finish_cells
from t20desk.ui.tables.listed_columns import LEFT, RIGHT

if TYPE_CHECKING:
    from t20desk.ui.tables.record_table import RecordTable

Index = QModelIndex | QPersistentModelIndex
Role = QPalette.ColorRole
PADDING: Final = 9
CARET: Final = 12
"""Room behind the text for what is typed next."""
_LEFT_LINE: Final = LEFT.value | Qt.TextFlag.TextSingleLine.value
_RIGHT_LINE: Final = RIGHT.value | Qt.TextFlag.TextSingleLine.value
"""Plain numbers: thousands of cells are painted with them."""


class CellDelegate(QStyledItemDelegate):
    """Paints the cells of a table and opens the editor of the field's type in one."""

    def __init__(self, desk: Desk, table: "RecordTable") -> None:
        super().__init__(table)
        self._desk = desk
        self._table = table
        self.keys = CellKeys(table, self)
        self.closeEditor.connect(lambda: self._table.cell_left.emit())

    def paint_cell(self, painter: QPainter, rect: QRect, index: Index, chosen: bool) -> None:
        """Paint one cell: its ground, its text on one line, and the frame of the cursor."""
        model, palette = self._table.records, self._table.palette()
        group = model.group_at(index.row())
        if group is not None:
            self._paint_group(painter, rect, group, model.rows.is_folded(group))
        else:
            look = model.looks.look_of(index)
            ground = palette.color(Role.Highlight) if chosen else look.ground
            if ground is not None:
                painter.fillRect(rect, ground)
            self._draw_line(painter, rect)
            role = Role.HighlightedText if chosen else Role.Text
            painter.setPen(palette.color(Role.PlaceholderText if look.grey else role))
            if look.picture:
                self._table.pictures.paint(painter, rect, look.picture)
            else:
                _draw_text(painter, rect, look.text, _RIGHT_LINE if look.right else _LEFT_LINE)
        here = self._table.currentIndex()
        if self._table.hasFocus() and here.row() == index.row():
            if group is not None:
                self._draw_frame(painter, rect, self._band_at(rect))
            elif here == index:
                self._draw_frame(painter, rect, rect)

    def _band_at(self, rect: QRect) -> QRect:
        """The whole band of a group, of which a cell is a part."""
        return QRect(0, rect.y(), self._table.viewport().width(), rect.height())

    def _draw_frame(self, painter: QPainter, part: QRect, whole: QRect) -> None:
        """The part of the cursor's frame that lies within a cell."""
        painter.save()
        painter.setClipRect(part)
        painter.setPen(self._table.palette().color(Role.Accent))
        painter.drawRect(whole.adjusted(0, 0, -1, -1))
        painter.drawRect(whole.adjusted(1, 1, -2, -2))
        painter.restore()

    def _draw_line(self, painter: QPainter, rect: QRect) -> None:
        painter.setPen(self._table.palette().color(Role.Midlight))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _paint_group(self, painter: QPainter, rect: QRect, group: Group, folded: bool) -> None:
        """A part of the band of a group; its words begin at the left edge, however far scrolled."""
        palette = self._table.palette()
        painter.fillRect(rect, palette.color(Role.AlternateBase))
        self._draw_line(painter, rect)
        painter.save()
        painter.setClipRect(rect)
        whole = self._band_at(rect)
        painter.setPen(palette.color(Role.PlaceholderText))
        painter.drawText(whole.adjusted(PADDING, 0, 0, 0), LEFT, "▸" if folded else "▾")
        bold = QFont(painter.font())
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(palette.color(Role.Text))
        space = whole.adjusted(PADDING + 18, 0, 0, 0)
        painter.drawText(space, LEFT, group.text)
        beside = space.adjusted(painter.fontMetrics().horizontalAdvance(group.text) + 12, 0, 0, 0)
        painter.setPen(palette.color(Role.PlaceholderText))
        painter.drawText(beside, LEFT, f"{group.size:n}")
        painter.restore()

    # --- Qt's own names -----------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table = self._table
        is_chosen = table.selectionModel().isSelected(index)
        self.paint_cell(painter, option.rect, index, is_chosen)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        from t20desk.ui.forms.editors import make_editor

        model = self._table.records
        editor: QWidget = make_editor(model.fields[index.column()], self._desk, in_table=True)
        editor.setParent(parent)
        editor.setProperty("cell", True)
        editor.setAutoFillBackground(True)
        finish_cells(editor, self.keys)
        if isinstance(editor, QLineEdit):
            editor.textChanged.connect(lambda: self._widen_line(editor))
        key, name = model.id_at(index.row()), model.fields[index.column()].name
        editor.edited.connect(  # type: ignore[attr-defined]
            lambda: self._table.cell_touched.emit(key, name, editor)
        )
        return editor

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(editor, QWidget) and self.keys.take(editor, event):
            return True
        return super().eventFilter(editor, event)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        from t20desk.ui.forms.date_editor import DateEditor
        from t20desk.ui.forms.text_editors import CellTextEditor

        if editor.property("filled"):
            # The list was read again meanwhile; what is being typed stays.
            return
        editor.setProperty("filled", True)
        model = self._table.records
        cells = model.cells_of(index.row())
        text = getattr(cells[index.column()], "text", "") if cells else ""
        editor.show_value(model.stored_at(index), text)  # type: ignore[attr-defined]
        if isinstance(editor, DateEditor):
            editor.usual_day = partial(self._find_begin, index.row(), index.column())
        if isinstance(editor, CellTextEditor):
            editor.begin(self.keys.typed_over)

    def _find_begin(self, row: int, column: int) -> Stored:
        """Where the span begins that a cell ends, as far as the table shows it."""
        model = self._table.records
        names = [one.name for one in model.fields]
        spans = self._desk.kinds[model.listing.kind].spans
        begins = (begin for begin, end in spans if end == names[column] and begin in names)
        places = [names.index(begin) for begin in begins]
        return model.stored_at(model.index(row, places[0])) if places else None

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        model.setData(index, editor.typed())  # type: ignore[attr-defined]

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        from t20desk.ui.forms.text_editors import CellTextEditor

        if isinstance(editor, CellTextEditor):
            editor.setGeometry(editor.place_in(option.rect, self._table.viewport().rect()))
        else:
            editor.setGeometry(option.rect)
            if isinstance(editor, QLineEdit):
                self._widen_line(editor)

    def _widen_line(self, editor: QLineEdit) -> None:
        """Have a longer text seen whole while it is typed, over the cells beside it."""
        wanted = editor.fontMetrics().horizontalAdvance(editor.text()) + 2 * PADDING + CARET
        room = self._table.viewport().width() - editor.x()
        if editor.width() < min(wanted, room):
            editor.resize(min(wanted, room), editor.height())


def _draw_text(painter: QPainter, rect: QRect, text: str, side: int) -> None:
    if text:
        space = rect.adjusted(PADDING, 0, -PADDING, -1)
        metrics = painter.fontMetrics()
        if len(text) * metrics.averageCharWidth() > space.width() // 2:
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, space.width())
        painter.drawText(space, side, text)
