"""Columns that name several records: who speaks in an item, who takes part in an initiative.

Each name of a cell becomes a joining record. Whoever is there already stays: a sheet adds to those
who are named, as a blank cell says nothing of them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from sqlalchemy import select

from t20desk.db.change import Batch, Row
from t20desk.db.database import Database
from t20desk.db.fields import Field, Kind, Kinds
from t20desk.db.ids import new_ids
from t20desk.db.rules.name_lines import LINES, NameLine
from t20desk.db.types import CellError, Stored
from t20desk.importing.headings import read_heading
from t20desk.importing.row_part import Existing, RowPart

_BETWEEN: Final = re.compile(r"[;；、\n]")
_USUAL: Final[Mapping[str, Mapping[str, Stored]]] = {"speaker": {"part": "speaks"}}
"""What a joining record says where a list has nothing but the name."""


Missing = dict[int, list[tuple[int, int]]]


def find_line(one: Field) -> NameLine | None:
    """How a field lists the names of others; None where it does not."""
    return next((line for line in LINES if (line.kind, line.field) == (one.kind, one.name)), None)


def find_named(kinds: Kinds, line: NameLine) -> Field:
    """The link of the joining records to those who are named."""
    return kinds[line.joins].fields[line.named]


def split_names(cell: object) -> list[object]:
    """The names in a cell, each once; what is no text stands for itself."""
    if isinstance(cell, CellError) or not isinstance(cell, str):
        return [cell] if read_heading(cell) else []
    return list(dict.fromkeys(filter(None, map(read_heading, _BETWEEN.split(cell)))))


class NameJoins:
    """Gathers whom the rows name, and joins their records with those they are not joined with."""

    def __init__(self, database: Database, kind: Kind, fill: bool) -> None:
        self.changed: set[int] = set()
        """The records with whom somebody is joined."""
        self._database = database
        self._lines = [line for one in kind.fields.values() if (line := find_line(one))]
        self._fill = fill
        self._wanted: dict[str, dict[int, Sequence[int]]] = {}

    def note(self, part: RowPart, rows: Iterable[Existing]) -> None:
        """Note whom the rows that are taken name."""
        for row in rows:
            for name, lists in part.lists.items():
                if named := lists[row.at]:
                    self._wanted.setdefault(name, {})[row.id] = named

    def make_batches(self) -> Iterator[Batch]:
        """The joining records; to fill, of those that are joined with nobody."""
        for line in self._lines:
            if wanted := self._wanted.get(line.field):
                missing = self._find_missing(line, wanted)
                self.changed.update(missing)
                if missing:
                    yield Batch(line.joins, self._columns(line), self._make_rows(line, missing))

    def _find_missing(self, line: NameLine, wanted: Mapping[int, Sequence[int]]) -> Missing:
        """Of each record at which place somebody comes to it, and who."""
        there, found = self._read_joined(line, wanted), {}
        for key, named in wanted.items():
            known = there.get(key, set())
            fresh = [one for one in dict.fromkeys(named) if one not in known]
            if fresh and not (known and self._fill):
                found[key] = list(enumerate(fresh, len(known)))
        return found

    def _make_rows(self, line: NameLine, missing: Missing) -> list[Row]:
        ids, usual = new_ids(), _USUAL.get(line.joins, {}).values()
        width = len(self._columns(line))
        return [
            (next(ids), None, (key, one, *usual, position)[:width])
            for key, named in missing.items()
            for position, one in named
        ]

    def _columns(self, line: NameLine) -> tuple[str, ...]:
        is_ordered = "position" in self._database.kinds[line.joins].fields
        usual = _USUAL.get(line.joins, {})
        return (line.whole, line.named, *usual, *(("position",) if is_ordered else ()))

    def _read_joined(self, line: NameLine, wanted: Iterable[int]) -> dict[int, set[int]]:
        table = self._database.tables[line.joins]
        whole = table.c[line.whole]
        query = select(whole, table.c[line.named])
        query = query.where(self._database.store.is_among(whole, set(wanted)))
        there: dict[int, set[int]] = {}
        with self._database.read() as connection:
            for key, named in connection.execute(query):
                there.setdefault(key, set()).add(named)
        return there
