"""The rows of a report as a table on screen."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from t20desk.db.types import Link, Stored
from t20desk.i18n import _
from t20desk.tables import Behind, Cells, Column, Table
from t20desk.ui.looks.tips import answer_tip

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class TableModel(QAbstractTableModel):
    """A table of a report; its last row holds the totals."""

    def __init__(self) -> None:
        super().__init__()
        self._table: Table | None = None
        self._rows: list[Cells] = []
        self._has_totals = False

    def show(self, table: Table | None, rows: Sequence[Cells]) -> None:
        """Show another table."""
        self.beginResetModel()
        self._table, self._rows = table, list(rows)
        self._has_totals = table is not None and table.totals is not None
        if table is not None and table.totals is not None:
            self._rows.append(table.totals)
        self.endResetModel()

    def behind(self, index: Index) -> Behind | None:
        """The records behind a cell, for the tables that tell."""
        if self._table is None or self._table.behind is None or not index.isValid():
            return None
        return self._table.behind(index.row(), self._table.columns[index.column()].name)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self._table is None else len(self._table.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if self._table is None:
            return None
        column = self._table.columns[index.column()]
        if role == Role.DisplayRole:
            return _say(column, self._rows[index.row()][index.column()])
        if role == Role.TextAlignmentRole:
            return _side(column.type.numeric)
        if role == Role.ToolTipRole and self.behind(index) is not None:
            return _("Press Enter or click twice to see the records behind this cell.")
        if role == Role.FontRole and self.is_total(index.row()):
            font = QFont()
            font.setBold(True)
            return font
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if self._table is None or orientation != Qt.Orientation.Horizontal:
            return None
        if role in (Role.DisplayRole, Role.ToolTipRole):
            return answer_tip(role, self._table.columns[section].label)
        if role == Role.TextAlignmentRole:
            return _side(self._table.columns[section].type.numeric)
        return None

    def is_total(self, row: int) -> bool:
        """Whether a row holds the totals."""
        return self._has_totals and row == len(self._rows) - 1


def _say(column: Column, value: Stored) -> str:
    """A cell in words; cells of links are text already."""
    if value is None:
        return ""
    return str(value) if isinstance(column.type, Link) else column.type.format(value)


def _side(numeric: bool) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if numeric else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
