"""Records that point to one another: those above and those below, read level by level."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, select

Rows = dict[int, tuple[Any, ...]]


def read_above(
    connection: Connection, store: Any, table: Table, names: Sequence[str], ids: Iterable[int]
) -> Rows:
    """The named cells of records and of all above them; the first name is the link upwards."""
    found: Rows = {}
    waiting = set(ids)
    while waiting:
        fresh = _read_level(connection, table, names, store.is_among(table.c.id, waiting))
        found.update(fresh)
        waiting = {row[0] for row in fresh.values() if row[0] is not None} - found.keys()
    return found


def read_below(
    connection: Connection, store: Any, table: Table, names: Sequence[str], ids: Iterable[int]
) -> Rows:
    """The named cells of all records below the given ones; the first name is the link upwards."""
    found: Rows = {}
    waiting = set(ids)
    while waiting:
        condition = store.is_among(table.c[names[0]], waiting)
        fresh = _read_level(connection, table, names, condition)
        waiting = fresh.keys() - found.keys()
        found.update(fresh)
    return found


def _read_level(
    connection: Connection, table: Table, names: Sequence[str], condition: ColumnElement[bool]
) -> Rows:
    columns = [table.c.id, *(table.c[name] for name in names)]
    return {row[0]: tuple(row[1:]) for row in connection.execute(select(*columns).where(condition))}
