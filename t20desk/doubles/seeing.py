"""Reading what is compared of records, and who knows how the records of a kind are compared."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, Protocol

from sqlalchemy import select

from t20desk.db.database import Database
from t20desk.db.types import Stored
from t20desk.doubles.occasions import Occasions
from t20desk.doubles.organisations import Organisations
from t20desk.doubles.people import People
from t20desk.i18n import LANGUAGES
from t20desk.progress import RowProgress

PART: Final = 5_000

Further = Mapping[int, Mapping[str, Sequence[Stored]]]
"""What stands in records of other kinds, by record and name."""


class Comparer(Protocol):
    """Knows how the records of one kind are read, brought together and compared."""

    @property
    def columns(self) -> Sequence[str]: ...
    @property
    def further(self) -> Mapping[str, tuple[str, str, str]]: ...
    def see(
        self, key: int, cells: Sequence[Stored], further: Mapping[str, Sequence[Stored]]
    ) -> Any: ...
    def count(self, sights: Sequence[Any]) -> None: ...
    def keys(self, one: Any) -> Iterator[str]: ...
    def compare_rest(self, one: Any, other: Any) -> list[str]: ...
    def compare_names(self, one: Any, other: Any, rest: list[str]) -> list[str]: ...


COMPARERS: Final[Mapping[str, Callable[[], Comparer]]] = {
    "person": People,
    "member": Organisations,
    "venue": lambda: Occasions(("name",), street="street"),
    "event": lambda: Occasions([f"title_{code}" for code in LANGUAGES], day="starts"),
}
"""Who compares the records of each kind that has rules."""


def read_sights(
    database: Database, comparer: Comparer, kind: str, progress: RowProgress | None = None
) -> list[Any]:
    """What is compared of all records of a kind."""
    sights: list[Any] = []
    for part in iterate_sights(database, comparer, kind):
        sights.extend(part)
        if progress:
            progress(len(sights))
    return sights


def iterate_sights(
    database: Database, comparer: Comparer, kind: str, ids: Sequence[int] | None = None
) -> Iterator[list[Any]]:
    """What is compared of all records of a kind or of some, by their ids, in parts."""
    further = read_further(database, comparer, ids)
    table = database.tables[kind]
    query = select(table.c.id, *(table.c[name] for name in comparer.columns)).order_by(table.c.id)
    if ids is not None:
        query = query.where(database.store.is_among(table.c.id, ids))
    with database.read() as connection:
        rows = connection.execute(query.execution_options(yield_per=PART))
        for part in rows.partitions(PART):
            yield [comparer.see(row[0], row[1:], further.get(row[0], {})) for row in part]


def read_further(
    database: Database, comparer: Comparer, ids: Sequence[int] | None = None
) -> Further:
    """What of records stands in those of other kinds that point to them."""
    found: dict[int, dict[str, list[Stored]]] = {}
    with database.read() as connection:
        for name, (kind, link, wanted) in comparer.further.items():
            table = database.tables[kind]
            query = select(table.c[link], table.c[wanted])
            if ids is not None:
                query = query.where(database.store.is_among(table.c[link], ids))
            for owner, value in connection.execute(query):
                if owner is not None and value is not None:
                    found.setdefault(owner, {}).setdefault(name, []).append(value)
    return found
