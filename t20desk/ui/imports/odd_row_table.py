"""The rows of a sheet that cannot be taken, each with what is wrong and all that it says."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from t20desk.db.fields import Field
from t20desk.i18n import _
from t20desk.importing.values import OddRow
from t20desk.ui.looks.theme import colour_for
from t20desk.ui.looks.tips import answer_tip

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
ROW, REASON, FIRST = range(3)


class OddRowModel(QAbstractTableModel):
    """Row number, reasons, then the cells."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[OddRow] = ()
        self._fields: Sequence[Field] = ()

    def show(self, rows: Sequence[OddRow], fields: Sequence[Field]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows, self._fields = rows, fields
        self.endResetModel()

    # --- Qt's own names -----------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else FIRST + len(self._fields)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        row, column = self._rows[index.row()], index.column()
        if role == Role.BackgroundRole and column == REASON:
            return colour_for("gone")
        if role not in (Role.DisplayRole, Role.ToolTipRole):
            return None
        if column == ROW:
            return str(row.number)
        cell = " ".join(row.reasons) if column == REASON else row.cells[column - FIRST]
        return answer_tip(role, cell)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Role.DisplayRole:
            return None
        if section < FIRST:
            return (_("Row"), _("What is wrong"))[section]
        return self._fields[section - FIRST].say()
