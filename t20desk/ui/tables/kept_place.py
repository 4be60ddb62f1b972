"""Where cursor and view stood in a table, found again when its rows were read anew."""

from array import array
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QObject

if TYPE_CHECKING:
    from t20desk.ui.tables.record_table import RecordTable


class KeptPlace(QObject):
    """Remembers the record with the cursor and the one at the top, and returns to them."""

    def __init__(self, table: "RecordTable") -> None:
        super().__init__(table)
        self._table = table
        self._current: int | None = None
        self._row = -1
        """Where that record stood, for the cursor stays there when it is deleted."""
        self._column = 0
        self._begins_anew = False
        """Whether what is read now is another listing, where that row means nothing."""
        self._top: int | None = None
        self._left = 0
        self._was_reset = False
        self._awaited: array[int] = array("q")
        table.records.modelAboutToBeReset.connect(self._note_last)
        table.records.modelReset.connect(self._return_left)

    def keep(self) -> None:
        """Remember where we are."""
        table = self._table
        self._current, self._row = table.current_id(), table.currentIndex().row()
        self._column = max(table.currentIndex().column(), 0)
        self._begins_anew = False
        self._top = table.records.id_at(table.rowAt(0))

    def forget_top(self) -> None:
        """What is listed next begins at its first row."""
        self._top, self._begins_anew = None, True

    def go_on_to(self, ids: "array[int]") -> None:
        """Go to records that were just made, now or when they are listed."""
        self._awaited = ids
        self._find_awaited()

    def keep_in_sight(self, height: int) -> None:
        """Keep what is selected and the cursor in sight, as they were at another height."""
        table = self._table
        last = [row for _top, row in table.chosen.stretches()]
        rows = (*last[-1:], table.currentIndex().row())
        shown = [row for row in rows if 0 <= table.rowViewportPosition(row) < height]
        for row in shown:
            table.scrollTo(table.records.index(row, max(table.currentIndex().column(), 0)))

    def _find_awaited(self) -> bool:
        """Whether the first record waited for is listed; the cursor is on it then."""
        table, ids = self._table, self._awaited
        row = table.records.row_of(ids[0]) if ids else -1
        if row < 0:
            return False
        self._awaited = array("q")
        self._put_cursor(row)
        # As many of them as there is room for, but the first one at any rate.
        for end in (table.records.row_of(ids[-1]), row):
            table.scrollTo(table.records.index(end, self._column))
        return True

    def restore(self) -> None:
        """Go back, if the rows were listed anew and nobody moved the cursor since."""
        if self._find_awaited():
            self._was_reset = False
            return
        if not self._table.records.is_partial:
            self._awaited = array("q")
        if not self._was_reset:
            return
        self._was_reset = False
        table = self._table
        if self._current is not None and not table.currentIndex().isValid():
            self._put_cursor(self._find_row(self._current))
        row = table.records.row_of(self._top) if self._top is not None else -1
        if row > 0 and table.rowAt(0) != row:
            table.scrollTo(table.records.index(row, 0), table.ScrollHint.PositionAtTop)

    def _find_row(self, record_id: int) -> int:
        """The row of a record; where it is gone, the one that stands in its place now."""
        records = self._table.records
        row = records.row_of(record_id)
        if row >= 0 or records.is_partial or self._begins_anew:
            return row
        near = (self._row, self._row + 1, self._row - 1, records.rowCount() - 1)
        return next((one for one in near if records.id_at(one) is not None), -1)

    def _put_cursor(self, row: int) -> None:
        table = self._table
        table.setAutoScroll(False)
        table.selectionModel().setCurrentIndex(
            table.records.index(row, self._column), QItemSelectionModel.SelectionFlag.NoUpdate
        )
        table.setAutoScroll(True)

    def _note_last(self) -> None:
        """Note where we are once more: Enter goes on while what was typed is still read."""
        table = self._table
        self._left = table.horizontalScrollBar().value()
        if (current := table.current_id()) is not None:
            self._current, self._row = current, table.currentIndex().row()
            self._column = max(table.currentIndex().column(), 0)

    def _return_left(self) -> None:
        self._was_reset = True
        self._table.updateGeometries()
        self._table.horizontalScrollBar().setValue(self._left)
