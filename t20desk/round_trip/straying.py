"""Rows and columns that were sorted apart from the others, so that cells stand in foreign rows."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from t20desk.i18n import N_, _, list_words
from t20desk.reading.rows import Cell, column_letters
from t20desk.round_trip.book import ReturnedBook
from t20desk.round_trip.comparing import UNKNOWN, EditedColumn, ReturnedRow
from t20desk.round_trip.recognising import choose_naming

STRAYED = N_(
    "Rows were sorted or copied without their hidden column {column}, so which record this row is "
    "cannot be told; it was left out. Delete that column and take the book back again: rows are "
    "then recognised by {fields}."
)
REPLACED = N_(
    "This row reads like another one of the book that is gone or stands elsewhere, so which of the "
    "two records it is cannot be told; it was left out. Put {fields} right in the book, or merge "
    "the two in the program."
)
SORTED_ALONE = N_(
    "Column {column} “{heading}” holds the same {count} values as before in other rows; if it was "
    "sorted by itself, undo that in the book before you take it back."
)
_FEWEST: Final = 3
"""Two rows may well have exchanged what they hold."""


class StrayFinder:
    """Tells rows that hold what those of other records held.

    One whole row that left under another key, and stands there no more, is a proof; after it every
    row whose record would get another name is doubtful, since it may have been edited as well.
    Where it still stands with its own key too, it was copied, and only the copy is doubtful; where
    its own row is gone, one may have been put in the place of the other, and no row may take the
    name of another one.
    """

    def __init__(self, book: ReturnedBook) -> None:
        places = {} if book.exported is None else book.exported.places
        named = [one for one in choose_naming(book.kind, book.columns.found) if one.path in places]
        known = [one for one in book.columns.found if one.path in places]
        # Where nothing but names was exported, two rows may well have exchanged theirs.
        self._naming = named if book.strayed and len(known) > len(named) else []
        self._key_place = book.key_place
        self._strayed, self._is_sorted = book.strayed, book.is_sorted
        self._is_replaced = book.is_replaced and bool(self._naming)
        self._names = frozenset(self._list_names(book)) if self._is_replaced else frozenset()

    def is_stray(self, row: ReturnedRow) -> bool:
        """Whether a row no longer bears the name that its key stands for."""
        was, cells = row.was, row.raw.cells
        is_meant = self._is_sorted or row.raw.number in self._strayed
        if was is None or not (is_meant or self._is_replaced):
            return False
        is_renamed = any(one.path in was for one in self._naming)
        return is_renamed and (is_meant or self._read_name(cells) in self._names)

    def say(self) -> str:
        """What is to be said of such a row."""
        fields = list_words(one.mapped.field.say() for one in self._naming)
        words = REPLACED if self._is_replaced and not self._is_sorted else STRAYED
        return _(words).format(column=column_letters(self._key_place), fields=fields)

    def _list_names(self, book: ReturnedBook) -> Iterator[tuple[Cell, ...]]:
        """What named the rows that left."""
        assert book.exported is not None
        places = [book.exported.places[one.path] for one in self._naming]
        for _key, cells in book.exported.each():
            yield tuple(cells[place] for place in places)

    def _read_name(self, cells: Sequence[Cell]) -> tuple[Cell, ...]:
        return tuple(cells[one.place] for one in self._naming if one.place < len(cells))


class OrderWatch:
    """Notices columns whose values only changed places: sorted alone, they are all wrong."""

    def __init__(self) -> None:
        self._columns: dict[str, EditedColumn] = {}
        self._counts: dict[str, int] = {}
        self._sums: dict[str, int] = {}

    def note(self, found: Iterable[EditedColumn]) -> None:
        """Look at some more edits."""
        for one in found:
            path = one.column.path
            self._columns[path] = one
            self._counts[path] = self._counts.get(path, 0) + len(one.edits)
            change = sum(hash(edit.now) - hash(edit.then) for edit in one.edits)
            self._sums[path] = self._sums.get(path, 0) + change

    def say(self) -> Iterator[str]:
        """What is to be said of such columns; values that changed places leave no sum."""
        for path, one in self._columns.items():
            is_known = all(edit.then is not UNKNOWN for edit in one.edits)
            if self._counts[path] >= _FEWEST and not self._sums[path] and is_known:
                mapped = one.column.mapped
                yield _(SORTED_ALONE).format(
                    column=mapped.letter, heading=mapped.heading, count=self._counts[path]
                )
