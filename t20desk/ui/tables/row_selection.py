"""What is selected in a table of records: by id, so that it survives reading the list again."""

from array import array
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QTimer

if TYPE_CHECKING:
    from t20desk.ui.tables.record_table import RecordTable

STEP: Final = 40_000
"""So many ids are looked through at a time, a few milliseconds; then the window paints."""
MOST_STRETCHES: Final = 20_000
"""A selection in more pieces than this is not looked for again."""
Flag = QItemSelectionModel.SelectionFlag


class RowSelection:
    """Counts, gives and finds again the selected records, without listing them one by one."""

    def __init__(self, table: "RecordTable") -> None:
        self._table = table
        self._kept: array[int] = array("q")
        self._kept_columns: set[str] = set()
        """The columns of the cells that were selected while typing; none where whole rows are."""
        self._is_everything = False
        self._is_wanted = False
        """Whether what is kept is still to be found again; not once a hand selects anew."""
        self._is_awaited = False
        """Whether what is kept was just made, and the list that may hold it is still read."""
        self._is_finding = False
        self._search: Iterator[None] = iter(())
        self._timer = QTimer(table)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    def spans(self) -> list[QItemSelectionRange]:
        """The blocks that are selected."""
        chosen = self._table.selectionModel().selection()
        return [chosen.at(place) for place in range(chosen.count())]

    def stretches(self) -> list[tuple[int, int]]:
        """The selected rows from top to bottom as first and last ones, none twice."""
        found: list[tuple[int, int]] = []
        for top, bottom in sorted((one.top(), one.bottom()) for one in self.spans()):
            if found and top <= found[-1][1] + 1:
                found[-1] = (found[-1][0], max(bottom, found[-1][1]))
            else:
                found.append((top, bottom))
        return found

    def ids(self) -> "array[int]":
        """The ids of the records selected, from top to bottom."""
        found = array("q")
        for start, end in self._places():
            found.extend(self._table.records.ids[start:end])
        return found

    def count(self) -> int:
        """How many records are selected."""
        return sum(end - start for start, end in self._places())

    def _places(self) -> Iterator[tuple[int, int]]:
        for top, bottom in self.stretches():
            yield from self._table.records.rows.places_between(top, bottom)

    def select_ids(self, ids: Iterable[int]) -> None:
        """Select these records, as far as they are listed; in a long list soon."""
        self._begin(ids, set())

    def _begin(self, ids: Iterable[int], columns: set[str]) -> None:
        self._search = self._find(set(ids), columns)
        self._go_on()
        if len(self._table.records.ids) > STEP:
            self._timer.start()

    def keep(self, same_rows: bool) -> None:
        """Remember what is selected; `same_rows` where the list is only read or sorted anew."""
        if self._is_awaited:
            return
        self._timer.stop()
        count = self.count()
        self._is_everything = same_rows and count > 1 and count == len(self._table.records.ids)
        is_large = count > 1 and count == len(self._table.records.ids)
        self._kept = array("q") if is_large else self.ids()
        self._kept_columns = self._columns() if self._table.records.editing else set()
        self._is_wanted = True

    def go_on_to(self, ids: "array[int]") -> None:
        """Select records that were just made, now or when they are listed."""
        self._kept, self._kept_columns = ids, set()
        self._is_everything, self._is_wanted, self._is_awaited = False, True, True
        self.select_ids(ids)

    def note_hand(self) -> None:
        """A selection that was not made here is a new one."""
        if not self._is_finding:
            self._is_wanted = self._is_awaited = False
            self._timer.stop()

    def note_everything(self) -> None:
        """A hand selected all rows: those that are still to be listed are meant too."""
        if self._table.records.is_partial:
            self._is_everything = self._is_wanted = True

    def restore(self) -> None:
        """Select again what was remembered."""
        self._is_awaited = self._is_awaited and self._table.records.is_partial
        if not self._is_wanted:
            return
        if self._is_everything:
            self._is_finding = True
            self._table.selectAll()
            self._is_finding = False
        elif self._kept and self.ids() != self._kept:
            self._begin(self._kept, self._kept_columns)

    def _go_on(self) -> None:
        if next(self._search, self) is self:
            self._timer.stop()

    def _columns(self) -> set[str]:
        """The names of the columns in which cells are selected."""
        fields = self._table.records.fields
        spans = self.spans()
        return {one.name for at, one in enumerate(fields) if _has_column(spans, at)}

    def _find(self, wanted: set[int], columns: set[str]) -> Iterator[None]:
        """Look for ids part by part and select their rows when all was looked through."""
        ids, rows = self._table.records.ids, array("q")
        for start in range(0, len(ids), STEP):
            part = ids[start : start + STEP]
            rows.extend(start + at for at, key in enumerate(part) if key in wanted)
            if start + STEP < len(ids):
                yield
        if ids is self._table.records.ids:
            self._select_places(rows, columns)

    def _select_places(self, places: "array[int]", columns: set[str]) -> None:
        records, chosen = self._table.records, QItemSelection()
        kept = [at for at, one in enumerate(records.fields) if one.name in columns]
        blocks = list(_join_rows(kept)) or [(0, len(records.fields) - 1)]
        rows = places if records.rows.groups is None else sorted(map(records.rows.row_at, places))
        for top, bottom in _join_rows(rows):
            for left, right in blocks:
                corners = records.index(top, left), records.index(bottom, right)
                chosen.append(QItemSelectionRange(*corners))
            if chosen.count() > MOST_STRETCHES:
                return
        self._is_finding = True
        self._table.selectionModel().select(chosen, Flag.ClearAndSelect)
        self._is_finding = False


def _has_column(spans: Iterable[QItemSelectionRange], at: int) -> bool:
    return any(one.left() <= at <= one.right() for one in spans)


def _join_rows(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring rows, or columns, as one stretch."""
    top = bottom = -1
    for row in rows:
        if row < 0:
            continue
        if top >= 0 and row == bottom + 1:
            bottom = row
            continue
        if top >= 0:
            yield top, bottom
        top = bottom = row
    if top >= 0:
        yield top, bottom
