"""A change while it is being planned: the records as they would be, over the database."""

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import select

from t20desk.db.change import Batch, Row
from t20desk.db.database import Database
from t20desk.db.present_cells import read_cells
from t20desk.db.types import Stored

Record = tuple[str, int]
"""The kind of a record and its id."""

Image = dict[str, Stored]


class Pending:
    """Records that were read, with what becomes of them; nothing is written."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._before: dict[Record, Image] = {}
        self._after: dict[Record, Image | None] = {}
        self._made: list[tuple[str, int, Image]] = []
        self._ids = database.new_ids()

    def load(self, kind: str, ids: Iterable[int]) -> None:
        """Read records that are not known yet."""
        wanted = [key for key in ids if (kind, key) not in self._before]
        if not wanted:
            return
        names = [one.name for one in self.database.kinds[kind].written]
        with self.database.read() as connection:
            table = self.database.tables[kind]
            found = read_cells(connection, self.database.store, table, wanted, names)
        for key, cells in found.items():
            self._before[kind, key] = dict(zip(names, cells, strict=True))

    def image(self, kind: str, key: int) -> Image | None:
        """A record as it would be; None when it goes or is not there."""
        if (kind, key) in self._after:
            return self._after[kind, key]
        self.load(kind, (key,))
        return self._before.get((kind, key))

    def known(self) -> set[Record]:
        """The records that were read and are there."""
        return set(self._before)

    def edit(self, kind: str, key: int, cells: Mapping[str, Stored]) -> None:
        """Plan cells of a record."""
        present = self.image(kind, key)
        if present is not None and any(present.get(name) != cell for name, cell in cells.items()):
            self._after[kind, key] = {**present, **cells}

    def remove(self, kind: str, key: int) -> None:
        """Plan that a record goes."""
        if self.image(kind, key) is not None:
            self._after[kind, key] = None

    def make(self, kind: str, cells: Image) -> None:
        """Plan a new record."""
        self._made.append((kind, next(self._ids), cells))

    def made(self, kind: str) -> list[Image]:
        """The new records of a kind."""
        return [cells for name, _key, cells in self._made if name == kind]

    def find_pointing(self, kind: str, link: str, target: int) -> list[int]:
        """The records of a kind whose link would point to a record, in the order of their ids."""
        table = self.database.tables[kind]
        query = select(table.c.id).where(table.c[link] == target)
        with self.database.read() as connection:
            there = set(connection.scalars(query))
        moved = {
            key for (name, key), image in self._after.items() if name == kind and image is not None
        }
        candidates = sorted(there | moved)
        self.load(kind, candidates)
        return [
            key for key in candidates if (image := self.image(kind, key)) and image[link] == target
        ]

    def batches(self) -> list[Batch]:
        """What is to be written, records with the same cells together; what goes comes last."""
        changed: dict[tuple[str, tuple[str, ...]], list[Row]] = {}
        gone: dict[str, list[Row]] = {}
        for (kind, key), after in self._after.items():
            before = self._before[kind, key]
            if after is None:
                gone.setdefault(kind, []).append((key, tuple(before.values()), None))
                continue
            names = tuple(name for name, cell in after.items() if cell != before[name])
            if names:
                cells = (tuple(image[name] for name in names) for image in (before, after))
                old, new = cells
                changed.setdefault((kind, names), []).append((key, old, new))
        return [
            *(Batch(kind, names, rows) for (kind, names), rows in changed.items()),
            *self._new_batches(),
            *(Batch(kind, self._names(kind), rows) for kind, rows in gone.items()),
        ]

    def _names(self, kind: str) -> tuple[str, ...]:
        return tuple(one.name for one in self.database.kinds[kind].written)

    def _new_batches(self) -> Iterator[Batch]:
        for kind, key, cells in self._made:
            yield Batch(kind, tuple(cells), [(key, None, tuple(cells.values()))])
