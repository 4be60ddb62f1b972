"""Finding the records that rows speak of: by key, and the targets of links by their text."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, select

from t20desk.db import keys
from t20desk.db.database import Database
from t20desk.db.fields import Field, Kind
from t20desk.db.history.merged_ids import follow_id, follow_ids
from t20desk.db.ids import read_id
from t20desk.db.query import BETWEEN
from t20desk.db.schema import key_column
from t20desk.db.types import Stored
from t20desk.i18n import LANGUAGES, N_
from t20desk.matching.linked_names import LinkedNames, title_links
from t20desk.outer_marks import FURTHER, MARK, read_own, split_marks

PART = 500
"""Values asked for in one statement."""
UNKNOWN = N_("No record of {kind} is called “{value}”; correct the name or add the record first.")
SEVERAL = N_(
    "{count} records of {kind} are called “{value}”; say which one by its number, its ID or its"
    " whole name."
)
KeyValue = tuple[Stored, ...]


def key_value(one: Field, value: Stored) -> Stored:
    """A value as keys are compared: texts folded, everything else as stored."""
    if isinstance(value, str) and one.type.has_key:
        return keys.sort_key(value, name=one.name_like)
    return value


def key_columns_of(table: Table, one: Field) -> list[ColumnElement[Any]]:
    """The columns in which the values of `key_value` stand, of each language one."""
    if one.is_translated:
        return [table.c[key_column(f"{one.name}_{code}")] for code in LANGUAGES]
    return [table.c[key_column(one.name)] if one.has_key else table.c[one.name]]


def read_further(connection: Connection, table: Table) -> Iterator[tuple[int, str]]:
    """The records with the marks by which further programs know them, which few records have."""
    if FURTHER in table.c:
        column = table.c[FURTHER]
        query = select(table.c.id, column).where(column.is_not(None))
        for key, marks in connection.execute(query):
            yield from ((key, mark) for mark in split_marks(marks))


class RecordFinder:
    """Finds existing records of a kind by the fields of a key."""

    def __init__(self, database: Database, kind: Kind, fields: Sequence[Field]) -> None:
        self._database = database
        self._fields = fields
        self._kind = kind.name
        self._table = database.tables[kind.name]

    def find_records(self, wanted: Sequence[KeyValue]) -> dict[KeyValue, list[int]]:
        """The ids of the records that have each of the keys."""
        every: dict[KeyValue, dict[int, None]] = {}
        with self._database.read() as connection:
            for columns in product(*(key_columns_of(self._table, one) for one in self._fields)):
                self._find_in(connection, columns, wanted, every)
            found = {value: list(ids) for value, ids in every.items()}
            if [one.name for one in self._fields] == [MARK]:
                self._find_further(connection, wanted, found)
                self._find_own(connection, [one for one in wanted if one not in found], found)
        return found

    def _find_in(
        self,
        connection: Connection,
        columns: Sequence[ColumnElement[Any]],
        wanted: Sequence[KeyValue],
        found: dict[KeyValue, dict[int, None]],
    ) -> None:
        firsts = list(dict.fromkeys(value[0] for value in wanted if value[0] is not None))
        asked = set(wanted)
        for start in range(0, len(firsts), PART):
            part = firsts[start : start + PART]
            query = select(self._table.c.id, *columns).where(columns[0].in_(part))
            for row in connection.execute(query):
                value = tuple(row[1:])
                if value in asked:
                    found.setdefault(value, {})[row[0]] = None

    def _find_further(
        self,
        connection: Connection,
        wanted: Sequence[KeyValue],
        found: dict[KeyValue, list[int]],
    ) -> None:
        """The records by the marks that further programs know them by, which few records have."""
        asked, [one] = set(wanted), self._fields
        for key, mark in read_further(connection, self._table):
            value = (key_value(one, mark),)
            if value in asked and key not in found.setdefault(value, []):
                found[value].append(key)

    def _find_own(
        self,
        connection: Connection,
        wanted: Sequence[KeyValue],
        found: dict[KeyValue, list[int]],
    ) -> None:
        """The records by the marks that other programs know them by, which are made of their ids.

        One that went by a merge of doubles is the one it became.
        """
        table = self._table
        told = {value: read_own(self._kind, str(value[0])) for value in wanted}
        asked = {key: value for value, key in told.items() if key is not None}
        known = self._database.store.is_among(table.c.id, asked)
        for key in connection.scalars(select(table.c.id).where(known)):
            found[asked.pop(key)] = [key]
        for key, became in follow_ids(self._database, self._kind, asked).items():
            found[asked[key]] = [became]


class LinkFinder:
    """Finds the records that texts in a link column name; each distinct text once."""

    def __init__(self, database: Database, one: Field) -> None:
        assert one.target is not None
        self.database = database
        self.kind = database.kinds[one.target]
        self.table = database.tables[one.target]
        self._found: dict[str, list[int]] = {}

    def learn(self, texts: Iterable[str]) -> None:
        """Look up texts that are not known yet."""
        wanted: dict[str, set[str]] = {}
        for text in set(texts) - self._found.keys():
            self._found[text] = []
            for name in (False, True):
                wanted.setdefault(keys.sort_key(text, name=name), set()).add(text)
        if not wanted:
            return
        with self.database.read() as connection:
            for column in self.name_columns():
                self._look_up(connection, column, wanted)
            for key, mark in read_further(connection, self.table):
                for text in wanted.get(keys.sort_key(mark), ()):
                    if key not in self._found[text]:
                        self._found[text].append(key)
        if title_links(self.kind):
            self._learn_linked([text for texts in wanted.values() for text in texts])

    def _learn_linked(self, texts: Iterable[str]) -> None:
        """Look up the texts that are made of the names of other records."""
        unknown = [text for text in dict.fromkeys(texts) if not self._found[text]]
        parts = {text.split(BETWEEN)[0] for text in unknown}
        self.learn(parts - set(unknown))
        known = {part: self._found[part] for part in parts}
        finders = [
            LinkFinder(self.database, self.kind.fields[name]) for name in title_links(self.kind)
        ]
        names = LinkedNames(self.database, self.kind, finders)
        self._found.update(names.find_records(unknown, known))

    def name_columns(self) -> Iterator[ColumnElement[Any]]:
        """The columns in which a text may name a record: its title in all forms, its number."""
        for path in self.kind.title:
            one = self.kind.fields.get(path)
            if one is None:
                continue
            if one.is_translated:
                yield from (self.table.c[key_column(f"{path}_{code}")] for code in LANGUAGES)
            elif one.has_key:
                yield self.table.c[key_column(path)]
        for name in ("original_name", "latin_name", "short_name", "number", "uid"):
            if name in self.kind.fields:
                yield self.table.c[key_column(name)]

    def _look_up(
        self, connection: Connection, column: ColumnElement[Any], wanted: dict[str, set[str]]
    ) -> None:
        folded = list(wanted)
        for start in range(0, len(folded), PART):
            part = folded[start : start + PART]
            for key, text in connection.execute(
                select(self.table.c.id, column).where(column.in_(part))
            ):
                for asked in wanted[text]:
                    if key not in self._found[asked]:
                        self._found[asked].append(key)

    def find_ids(self, text: str) -> list[int]:
        """The records a text names."""
        if text.isdecimal() and len(text) > 15:
            key = read_id(text)
            return [] if key is None else self._find_id(key)
        found = self._found.get(text, [])
        own = None if found else read_own(self.kind.name, text)
        return found if own is None else self._find_id(own)

    def _find_id(self, key: int) -> list[int]:
        """The record of an id; one that went by a merge of doubles is the one it became."""
        key = follow_id(self.database, self.kind.name, key)
        with self.database.read() as connection:
            table = self.table
            return list(connection.scalars(select(table.c.id).where(table.c.id == key)))
