"""Rows of a file that came in before: each is known by the very cells that it made a record of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import select

from t20desk.db.change import BATCH_ROWS
from t20desk.db.database import Database
from t20desk.db.entries import NEW
from t20desk.db.fields import Field, Kind
from t20desk.db.history.earlier import read_images
from t20desk.db.history.merged_ids import follow_ids
from t20desk.db.history.reading import Operation
from t20desk.db.types import Stored
from t20desk.importing.row_part import RowPart

Cells = tuple[Stored, ...]


class RowsBefore:
    """The records that earlier imports of a file made and that are there still.

    What became of their cells since does not count; a double that was merged away is the record
    it became.
    """

    def __init__(self, database: Database, kind: Kind, operations: Sequence[Operation]) -> None:
        self._database = database
        self._kind = kind
        self._operations = operations
        self._made: dict[tuple[str, ...], dict[Cells, list[int]]] = {}

    def __bool__(self) -> bool:
        return bool(self._operations)

    def begin(self) -> "FreeRows":
        """Each of the records once, for one run through the rows."""
        return FreeRows(self)

    def read(self, fields: Mapping[str, Field]) -> dict[Cells, list[int]]:
        """The records by the cells of some columns, as their import wrote them."""
        columns = tuple(fields)
        if columns not in self._made:
            found: dict[Cells, list[int]] = {}
            for one in self._operations:
                for cells, key in self._read_made(one.sequence, fields):
                    found.setdefault(cells, []).append(key)
            self._made[columns] = found
        return self._made[columns]

    def _read_made(self, sequence: int, fields: Mapping[str, Field]) -> Iterator[tuple[Cells, int]]:
        ids, columns = self._list_made(sequence), list(fields)
        for start in range(0, len(ids), BATCH_ROWS):
            part = ids[start : start + BATCH_ROWS]
            with self._database.read() as connection:
                names = (connection, self._database, self._kind.name, columns, sequence, part)
                images = read_images(*names)
            standing = self._follow(self._kind.name, part)
            links = {
                at: self._follow(one.target, [row[at] for row in images.values()])
                for at, one in enumerate(fields.values())
                if one.target is not None
            }
            for key, cells in images.items():
                if key in standing:
                    yield _follow_links(cells, links), standing[key]

    def _list_made(self, sequence: int) -> list[int]:
        journal = self._database.tables["journal"].c
        chosen = (journal.sequence == sequence, journal.kind == self._kind.name)
        query = select(journal.id).where(*chosen, journal.verb == NEW).order_by(journal.number)
        with self._database.read() as connection:
            return list(connection.scalars(query))

    def _follow(self, kind: str, ids: Iterable[Stored]) -> dict[int, int]:
        """Of records that are there, or became others, which they are now."""
        asked = {key for key in ids if isinstance(key, int)}
        table = self._database.tables[kind]
        with self._database.read() as connection:
            among = self._database.store.is_among(table.c.id, asked)
            found = {key: key for key in connection.scalars(select(table.c.id).where(among))}
        return found | follow_ids(self._database, kind, asked - found.keys())


class FreeRows:
    """The records of which no row of the sheet has spoken yet."""

    def __init__(self, before: RowsBefore) -> None:
        self._before = before
        self._free: dict[Cells, list[int]] | None = None

    def find(
        self, part: RowPart, fields: Mapping[str, Field], places: Iterable[int]
    ) -> dict[int, int]:
        """The records that some rows made, by the places of the rows."""
        if not self._before:
            return {}
        if self._free is None:
            made = self._before.read(fields)
            self._free = {cells: list(reversed(ids)) for cells, ids in made.items()}
        values = [part.values[one.name] for one in fields.values()]
        found: dict[int, int] = {}
        for at in places:
            if ids := self._free.get(tuple(column[at] for column in values)):
                found[at] = ids.pop()
        return found


def _follow_links(cells: Cells, links: Mapping[int, Mapping[int, int]]) -> Cells:
    """Cells with what became of the records that they name."""
    if not links:
        return cells
    return tuple(
        links[at].get(cell, cell) if at in links and isinstance(cell, int) else cell
        for at, cell in enumerate(cells)
    )
