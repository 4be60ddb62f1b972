"""Rows that parted from their keys, as when a sheet is sorted without its hidden last column."""

from t20desk.i18n import N_, _, list_words
from t20desk.reading.rows import column_letters
from t20desk.round_trip.book import ReturnedBook
from t20desk.round_trip.comparing import ReturnedRow
from t20desk.round_trip.recognising import choose_naming

STRAYED = N_(
    "Rows were sorted or copied without their hidden column {column}, so which record this row is "
    "cannot be told; it was left out. Delete that column and take the book back again: rows are "
    "then recognised by {fields}."
)


class StrayFinder:
    """Tells rows that hold what those of other records held.

    One whole row that left under another key is a proof; after it every row whose record would
    get another name is doubtful, since it may have been edited as well.
    """

    def __init__(self, book: ReturnedBook) -> None:
        places = {} if book.exported is None else book.exported.places
        named = [one for one in choose_naming(book.kind, book.columns.found) if one.path in places]
        known = [one for one in book.columns.found if one.path in places]
        # Where nothing but names was exported, two rows may well have exchanged theirs.
        self._naming = named if book.strayed and len(known) > len(named) else []
        self._key_place = book.key_place

    def is_stray(self, row: ReturnedRow) -> bool:
        """Whether a row no longer bears the name that its key stands for."""
        was, cells = row.was, row.raw.cells
        return was is not None and any(
            cells[one.place] != was[one.path] for one in self._naming if one.place < len(cells)
        )

    def say(self) -> str:
        """What is to be said of such a row."""
        fields = list_words(one.mapped.field.say() for one in self._naming)
        return _(STRAYED).format(column=column_letters(self._key_place), fields=fields)
