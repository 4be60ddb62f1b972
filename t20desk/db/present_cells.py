"""The cells that records hold now."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Table, select

from t20desk.db.change import Cells


class Store(Protocol):
    """The part of a database's own ways that finding many ids needs."""

    def is_among(self, column: ColumnElement[Any], ids: Iterable[int]) -> ColumnElement[bool]: ...


def read_cells(
    connection: Connection, store: Store, table: Table, ids: Sequence[int], columns: Sequence[str]
) -> dict[int, Cells]:
    """The present cells of records by id; an id that is not there is left out."""
    wanted = [table.c.id, *(table.c[name] for name in columns)]
    rows = connection.execute(select(*wanted).where(store.is_among(table.c.id, ids)))
    return {row[0]: tuple(row[1:]) for row in rows}
