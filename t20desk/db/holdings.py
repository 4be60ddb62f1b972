"""Which contents of files and pictures are used, which are kept for undo, which serve nobody.

A content is in use while a record names its hash, and kept for undo while the journal does: the
image of a deleted record, the picture that another one replaced. What neither names is unused.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection, func, select

from t20desk.db.database import Database
from t20desk.db.entries import NEW
from t20desk.db.fields import Kind
from t20desk.db.late_patterns import late_pattern
from t20desk.db.types import Picture

_HASH: Final = late_pattern(r'"([0-9a-f]{64})"')
HASH_LENGTH: Final = 64
BATCH: Final = 20_000


@dataclass(slots=True)
class Holdings:
    """The sizes of contents by their hashes, for what each is kept."""

    used: dict[str, int] = field(default_factory=dict)
    for_undo: dict[str, int] = field(default_factory=dict)
    unused: dict[str, int] = field(default_factory=dict)


def find_holdings(connection: Connection, database: Database) -> Holdings:
    """Sort all contents by what they are kept for."""
    found = Holdings()
    sizes = _measure(connection, database)
    for digest in _list_used(connection, database) if sizes else ():
        if digest in sizes:
            found.used[digest] = sizes.pop(digest)
    for digest in _list_remembered(connection, database) if sizes else ():
        if digest in sizes:
            found.for_undo[digest] = sizes.pop(digest)
    found.unused = sizes
    return found


def hash_fields(kind: Kind) -> list[str]:
    """The fields of a kind that name a content."""
    pictures = [one.name for one in kind.stored if isinstance(one.type, Picture)]
    return ["hash"] if kind.name == "attachment" else pictures


def drop_contents(connection: Connection, database: Database, digests: Iterable[str]) -> None:
    """Remove contents; the room they took is used again by what comes next."""
    table = database.tables["content"]
    for digest in digests:
        connection.execute(table.delete().where(table.c.id.startswith(f"{digest}:")))


def _measure(connection: Connection, database: Database) -> dict[str, int]:
    """Every content with its size in bytes."""
    table = database.tables["content"]
    digest = func.substr(table.c.id, 1, HASH_LENGTH)
    query = select(digest, func.sum(func.length(table.c.data))).group_by(digest)
    return {row[0]: int(row[1]) for row in connection.execute(query)}


def _list_used(connection: Connection, database: Database) -> Iterator[str]:
    for kind in database.kinds.values():
        for name in hash_fields(kind):
            column = database.tables[kind.name].c[name]
            yield from connection.scalars(select(column).where(column.is_not(None)).distinct())


def _list_remembered(connection: Connection, database: Database) -> Iterator[str]:
    """The hashes in the journal; what is only new has no image there."""
    journal = database.tables["journal"]
    kinds = [kind.name for kind in database.kinds.values() if hash_fields(kind)]
    query = select(journal.c.cells).where(journal.c.kind.in_(kinds), journal.c.verb != NEW)
    for cells in connection.execute(query.execution_options(yield_per=BATCH)).scalars():
        yield from _HASH.findall(cells or "")
