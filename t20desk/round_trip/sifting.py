"""Which rows of a returned sheet may have been edited: those that the reading child let pass.

Where the hidden sheet is gone there is nothing to compare with, and each row may have been.
"""

from array import array
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from t20desk.importing.row_store import RawRow
from t20desk.progress import RowProgress
from t20desk.reading.compared import Comparison
from t20desk.reading.rows import Cell, SheetRemarks, SheetRow
from t20desk.reading.source import Source
from t20desk.round_trip.book import ReturnedBook
from t20desk.round_trip.exported_rows import ExportedRows, widen
from t20desk.round_trip.recognising import KeyFinder

BLOCK: Final = 2_000


def sift_rows(
    book: ReturnedBook, source: Source, keys: KeyFinder | None, progress: RowProgress | None
) -> SheetRemarks:
    """Count the rows that came back as they left, keep all others; what is odd about the sheet.

    `keys` finds the keys of rows where their column is gone.
    """
    sifter = _Sifter(book, progress)
    if book.exported is not None:
        known = None if keys is None else list(_find_keys(book, source, keys))
        return sifter.compare(book.exported, known)
    rows = source.read_rows(book.sheet)
    below = _list_below(book, rows)
    sifter.take(below if keys is None else _add_keys(keys, below, book.key_place))
    return rows.remarks


def _list_below(book: ReturnedBook, rows: Iterable[SheetRow]) -> Iterator[SheetRow]:
    header = book.columns.header.number
    return (row for row in rows if row.number > header)


def _find_keys(book: ReturnedBook, source: Source, keys: KeyFinder) -> Iterator[str]:
    below = _list_below(book, source.read_rows(book.sheet))
    while block := list(islice(below, BLOCK)):
        yield from keys.find_keys([row.cells for row in block])


def _add_keys(keys: KeyFinder, rows: Iterator[SheetRow], place: int) -> Iterator[SheetRow]:
    while block := list(islice(rows, BLOCK)):
        for row, key in zip(block, keys.find_keys([row.cells for row in block]), strict=True):
            yield row._replace(cells=[*widen(row.cells, place)[:place], key])


class _Sifter:
    """Notes the rows of a sheet in their order."""

    def __init__(self, book: ReturnedBook, progress: RowProgress | None) -> None:
        self._book = book
        self._progress = progress
        self._index = book.exported.index if book.exported is not None else {}
        self._key_place = book.key_place
        self._width = max(book.columns.width, book.key_place + 1)
        self._first = array("l", bytes(array("l").itemsize * len(book.exported or ())))
        """The number of the row in which each exported row came back; 0 for none."""
        self._others: dict[str, int] = {}

    def compare(self, exported: ExportedRows, keys: list[str] | None) -> SheetRemarks:
        """Keep the rows that differ from what they were; note which did not come back."""
        book, first = self._book, self._first
        pairs = [
            (column.place, exported.places[column.path])
            for column in book.columns.found
            if column.path in exported.places
        ]
        header = book.columns.header.number
        changes = exported.compare(Comparison(book.sheet, header, pairs, book.key_place, keys))
        paths = {place: path for path, place in exported.places.items()}
        for some in changes:
            book.strayed.update(some.strayed)
            book.is_sorted |= some.is_sorted
            book.is_replaced |= some.is_replaced
            for place, number in some.same:
                first[place] = number
            book.same += len(some.same)
            self._note_read(len(some.same))
            for row, held in zip(some.others, some.before, strict=True):
                told = None if held is None else {paths[at]: held[at] for at in held}
                self._keep(row, told)
            self._note_read(len(some.others))
        book.missing = [key for key, at in self._index.items() if not first[at]]
        return changes.remarks

    def take(self, rows: Iterable[SheetRow]) -> None:
        """Keep rows that may have been edited."""
        for row in rows:
            self._keep(row)
            self._note_read(1)

    def _note_read(self, count: int) -> None:
        before, self._book.read = self._book.read, self._book.read + count
        if self._progress is not None and before // BLOCK < self._book.read // BLOCK:
            self._progress(self._book.read)

    def _keep(self, row: SheetRow, before: dict[str, Cell] | None = None) -> None:
        book, cells = self._book, widen(row.cells, self._width)
        key = cells[self._key_place]
        if isinstance(key, str) and key.strip():
            if _is_bare(cells, self._key_place):
                book.bare.append(row.number)
                return
            self._note_key(key.strip(), row.number)
        book.rows.append(RawRow(row.number, cells, row.remark, before=before))
        book.orders.note_cells(cells)

    def _note_key(self, key: str, number: int) -> None:
        at = self._index.get(key)
        if at is not None:
            first, self._first[at] = self._first[at], self._first[at] or number
        else:
            first = self._others.setdefault(key, number)
            first = 0 if first == number else first
        if first:
            self._book.twice.setdefault(key, [first]).append(number)


def _is_bare(cells: list[Cell], key_place: int) -> bool:
    return not any(cells[:key_place]) and all(
        cell is None for place, cell in enumerate(cells) if place != key_place
    )
