"""A jump in a table shows its rows once they are read, not first that they are to come.

What was painted before stays for the moment the rows take; the place is painted once, not twice.
"""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from t20desk.ui.tables.record_table import RecordTable

PATIENCE: Final = 60
"""So many milliseconds rows are waited for; what takes longer is shown as on its way."""


class CalmScrolling(QObject):
    """Keeps a table from painting rows that are about to arrive."""

    def __init__(self, table: "RecordTable") -> None:
        super().__init__(table)
        self._table = table
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.setInterval(PATIENCE)
        self._limit.timeout.connect(self._paint)
        table.verticalScrollBar().valueChanged.connect(self._wait)
        table.records.rows_arrived.connect(self._look)
        table.records.modelReset.connect(self._paint)

    def _wait(self) -> None:
        if self._is_lacking():
            self._table.viewport().setUpdatesEnabled(False)
            self._limit.start()
        else:
            self._paint()

    def _look(self) -> None:
        if self._limit.isActive() and not self._is_lacking():
            self._paint()

    def _paint(self) -> None:
        self._limit.stop()
        self._table.viewport().setUpdatesEnabled(True)

    def _is_lacking(self) -> bool:
        table = self._table
        last = table.rowAt(table.viewport().height() - 1)
        last = table.records.rowCount() - 1 if last < 0 else last
        return table.records.ask_rows(table.rowAt(0), last)
