"""The widths that somebody gave to columns of a table whose columns come and go."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QTableView


class DraggedWidths(QObject):
    """Keeps the widths by what is shown and by heading, and gives them again."""

    def __init__(self, table: QTableView, shown: Callable[[], str]) -> None:
        """`shown` names what the table shows: the same heading may stand in several."""
        super().__init__(table)
        self._table, self._shown = table, shown
        self._widths: dict[tuple[str, str], int] = {}
        self._is_fitting = False
        table.horizontalHeader().sectionResized.connect(self._keep)

    def fit(self, fit: Callable[[], None]) -> None:
        """Let the columns be fitted, except those that have a width by hand."""
        self._is_fitting = True
        fit()
        for column in range(self._table.model().columnCount()):
            if width := self._widths.get(self._name(column)):
                self._table.setColumnWidth(column, width)
        self._is_fitting = False

    def _keep(self, column: int, _before: int, width: int) -> None:
        if width and not self._is_fitting:
            self._widths[self._name(column)] = width

    def _name(self, column: int) -> tuple[str, str]:
        heading = self._table.model().headerData(column, Qt.Orientation.Horizontal)
        return self._shown(), str(heading)
