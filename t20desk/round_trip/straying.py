"""Rows and columns that were sorted apart from the others, so that cells stand in foreign rows."""

from collections.abc import Iterable, Iterator
from typing import Final

from t20desk.i18n import N_, _, list_words
from t20desk.reading.rows import column_letters
from t20desk.round_trip.book import ReturnedBook
from t20desk.round_trip.comparing import UNKNOWN, EditedColumn, ReturnedRow
from t20desk.round_trip.recognising import choose_naming

STRAYED = N_(
    "Rows were sorted or copied without their hidden column {column}, so which record this row is "
    "cannot be told; it was left out. Delete that column and take the book back again: rows are "
    "then recognised by {fields}."
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
    Where it still stands with its own key too, it was copied, and only the copy is doubtful.
    """

    def __init__(self, book: ReturnedBook) -> None:
        places = {} if book.exported is None else book.exported.places
        named = [one for one in choose_naming(book.kind, book.columns.found) if one.path in places]
        known = [one for one in book.columns.found if one.path in places]
        # Where nothing but names was exported, two rows may well have exchanged theirs.
        self._naming = named if book.strayed and len(known) > len(named) else []
        self._key_place = book.key_place
        self._strayed, self._is_sorted = book.strayed, book.is_sorted

    def is_stray(self, row: ReturnedRow) -> bool:
        """Whether a row no longer bears the name that its key stands for."""
        was, cells = row.was, row.raw.cells
        if not (self._is_sorted or row.raw.number in self._strayed):
            return False
        return was is not None and any(
            cells[one.place] != was[one.path] for one in self._naming if one.place < len(cells)
        )

    def say(self) -> str:
        """What is to be said of such a row."""
        fields = list_words(one.mapped.field.say() for one in self._naming)
        return _(STRAYED).format(column=column_letters(self._key_place), fields=fields)


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
