"""Which record a row speaks of when the column of keys is gone: by what names a record."""

from collections.abc import Sequence
from typing import Protocol

from t20desk.db.database import Database
from t20desk.db.fields import Field, Kind
from t20desk.db.types import ANY_READING, Stored
from t20desk.errors import UserError
from t20desk.i18n import _, list_words
from t20desk.importing.headings import read_heading
from t20desk.matching.records import KeyValue, RecordFinder, key_value
from t20desk.reading.rows import Cell
from t20desk.round_trip.cell_readers import LinkReader, ValueReader
from t20desk.round_trip.columns import BookColumn
from t20desk.round_trip.exported_rows import ExportedRows, widen
from t20desk.round_trip.row_keys import RowKey, write_key

UNSURE = "?"
"""Stands where the key of a row should be, which nobody can tell."""
MOST_DIGITS = 12
"""How long a number is taken to have been that lost its leading zeros."""


def choose_naming(kind: Kind, columns: Sequence[BookColumn]) -> list[BookColumn]:
    """The columns by which records are known: unique ones, else what their title is made of."""
    own = {column.name: column for column in columns if column.path == column.name}
    groups = [(one.name,) for one in kind.fields.values() if one.unique] + list(kind.unique)
    for names in groups:
        if all(name in own for name in names):
            return [own[name] for name in names]
    return choose_titles(kind, columns)


def choose_titles(kind: Kind, columns: Sequence[BookColumn]) -> list[BookColumn]:
    """The columns that make up what a record is called."""
    own = {column.name: column for column in columns if column.path == column.name}
    wanted: list[Field] = []
    for path in kind.title:
        one = kind.fields[path.partition(".")[0]]
        wanted += [kind.fields[name] for name in one.sources] if one.sources else [one]
    known = {name for one in wanted for name in (one.name, *_spoken(kind, one))}
    return [
        column for name, column in own.items() if name in known and column.mapped.field.is_written
    ]


def _spoken(kind: Kind, one: Field) -> list[str]:
    """The columns of a text in three languages."""
    group = one.group or one.name
    return [other.name for other in kind.stored if other.group == group]


def say_naming(naming: Sequence[BookColumn], others: Sequence[BookColumn] = ()) -> str:
    """The warning that rows were known by other means than their key."""
    labels, more = (list_words(one.mapped.field.say() for one in part) for part in (naming, others))
    if more:
        words = _(
            "The hidden last column is gone; rows were recognised by {fields}, and where that is "
            "empty by {others}. Check the preview."
        )
        return words.format(fields=labels, others=more)
    message = _(
        "The hidden last column is gone; rows were recognised by {fields}. Check the preview."
    )
    return message.format(fields=labels)


def refuse_nameless(kind: Kind) -> UserError:
    """The refusal where nothing in the sheet names a record."""
    message = _(
        "The hidden last column is gone and no other column tells records of {kind} apart; "
        "export the list again."
    )
    return UserError(message.format(kind=_(kind.plural)))


class KeyFinder(Protocol):
    """Finds the keys of rows by what they hold."""

    def find_keys(self, rows: Sequence[list[Cell]]) -> list[str]:
        """The key of each row, or that nobody can tell it."""
        ...


class ExportedFinder:
    """Finds keys by the cells that the hidden sheet holds.

    Of several ways to name a record the first counts for which a row has anything.
    """

    def __init__(self, exported: ExportedRows, *ways: Sequence[BookColumn]) -> None:
        self._ways = [[column.place for column in naming] for naming in ways if naming]
        self._width = max(max(places) for places in self._ways) + 1
        self._known: list[dict[tuple[str, ...], str]] = [{} for _way in self._ways]
        others = [[exported.places[one.path] for one in naming] for naming in ways if naming]
        self._bare: list[dict[tuple[str, ...], str]] = [{} for _way in self._ways]
        """The same by names without the zeros that spreadsheets drop."""
        for key, cells in exported.each():
            for known, bare, places in zip(self._known, self._bare, others, strict=True):
                name = _read_name(cells, places)
                known[name] = UNSURE if name in known else key
                short = _drop_zeros(name)
                bare[short] = UNSURE if short in bare else key

    def find_keys(self, rows: Sequence[list[Cell]]) -> list[str]:
        """The key of each row."""
        return [self._find_key(widen(cells, self._width)) for cells in rows]

    def _find_key(self, cells: Sequence[Cell]) -> str:
        for known, bare, places in zip(self._known, self._bare, self._ways, strict=True):
            name = _read_name(cells, places)
            if any(name):
                return known.get(name) or bare.get(_drop_zeros(name), UNSURE)
        return UNSURE


def _read_name(cells: Sequence[Cell], places: Sequence[int]) -> tuple[str, ...]:
    return tuple(read_heading(cells[place]) for place in places)


def _drop_zeros(name: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text.lstrip("0") if text.isdigit() else text for text in name)


def _add_zeros(value: KeyValue) -> list[KeyValue]:
    """What a number may have been before a spreadsheet dropped its leading zeros."""
    text = value[0]
    if len(value) > 1 or not isinstance(text, str) or not text.isdigit():
        return []
    return [(text.zfill(width),) for width in range(len(text) + 1, MOST_DIGITS + 1)]


class RecordNamer:
    """Finds keys by the records of the database as they are now.

    Of several ways to name a record the first counts for which a row has anything.
    """

    def __init__(
        self, database: Database, kind: Kind, number: int, *ways: Sequence[BookColumn]
    ) -> None:
        self._identity = database.read_identity()
        self._kind = kind
        self._number = number
        self._ways = [_Naming(database, kind, naming) for naming in ways if naming]

    def find_keys(self, rows: Sequence[list[Cell]]) -> list[str]:
        """The key of each row."""
        keys = [UNSURE] * len(rows)
        waiting = list(range(len(rows)))
        for way in self._ways:
            found = way.find([rows[at] for at in waiting])
            for at, ids in zip(waiting, found, strict=True):
                if ids is not None and len(ids) == 1:
                    key = RowKey(ids[0], self._number)
                    keys[at] = write_key(self._identity, self._kind.name, key)
            waiting = [at for at, ids in zip(waiting, found, strict=True) if ids is None]
        return keys


class _Naming:
    """Some columns that together name a record."""

    def __init__(self, database: Database, kind: Kind, columns: Sequence[BookColumn]) -> None:
        self._columns = columns
        self._width = max(column.place for column in columns) + 1
        self._finder = RecordFinder(database, kind, [column.mapped.field for column in columns])
        self._readers = [
            LinkReader(database, column.mapped.field)
            if column.mapped.field.target
            else ValueReader(column.mapped.field, ANY_READING)
            for column in columns
        ]

    def find(self, rows: Sequence[list[Cell]]) -> list[Sequence[int] | None]:
        """The records that each row names; None where it has nothing in these columns."""
        wide = [widen(cells, self._width) for cells in rows]
        read = [self._read(at, wide) for at in range(len(self._columns))]
        values: list[KeyValue] = list(zip(*read, strict=True))
        known = self._finder.find_records([value for value in values if any(value)])
        longer = {value: _add_zeros(value) for value in values if not known.get(value)}
        padded = self._finder.find_records([one for some in longer.values() for one in some])
        for value, some in longer.items():
            known[value] = [key for one in some for key in padded.get(one, ())]
        return [known.get(value, ()) if any(value) else None for value in values]

    def _read(self, at: int, rows: Sequence[list[Cell]]) -> list[Stored]:
        column = self._columns[at]
        found = self._readers[at].read([row[column.place] for row in rows])
        return [key_value(column.mapped.field, parsed.value) for parsed in found]
