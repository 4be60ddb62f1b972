"""What is different between a backup and the database: records new, changed and removed."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from t20desk.db.change import Counts
from t20desk.db.database import Database
from t20desk.db.fields import Kind

Row = tuple[Any, ...]


def compare_databases(earlier: Database, later: Database) -> dict[str, Counts]:
    """How many records of each kind are new, changed and removed in `later`."""
    with earlier.read() as before, later.read() as after:
        found = {
            name: _compare(_read_rows(before, earlier, kind), _read_rows(after, later, kind))
            for name, kind in later.kinds.items()
        }
    return {name: counts for name, counts in found.items() if counts.total}


def _read_rows(connection: Connection, database: Database, kind: Kind) -> Iterator[Row]:
    """The written cells of all records, by id."""
    table = database.tables[kind.name]
    columns = [table.c[one.name] for one in kind.written]
    for row in connection.execute(select(table.c.id, *columns).order_by(table.c.id)):
        yield tuple(row)


def _compare(before: Iterator[Row], after: Iterator[Row]) -> Counts:
    """Both come by id, so that they are run through side by side."""
    new = changed = removed = 0
    old, now = next(before, None), next(after, None)
    while old is not None or now is not None:
        if now is None or (old is not None and old[0] < now[0]):
            removed += 1
            old = next(before, None)
        elif old is None or now[0] < old[0]:
            new += 1
            now = next(after, None)
        else:
            changed += old != now
            old, now = next(before, None), next(after, None)
    return Counts(new, changed, removed)
