"""A short table of lines that are all there, under headings that stay."""

from collections.abc import Sequence
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from t20desk.i18n import _

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
TOP: Final = QModelIndex()
L = TypeVar("L")


class LineModel(QAbstractTableModel, Generic[L]):
    """Lines of one sort; what their cells show is said by the class of the sort."""

    headings: Sequence[str] = ()

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[L] = ()

    def show_lines(self, lines: Sequence[L]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    # --- Qt's own names -----------------------------------------------------------------------

    def rowCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(self.headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return _(self.headings[section]) if role == Role.DisplayRole else None
