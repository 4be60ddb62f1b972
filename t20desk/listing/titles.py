"""The texts by which records are called."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select

from t20desk.db.database import Database
from t20desk.db.query import Selection
from t20desk.db.schema import shown_column
from t20desk.db.types import DateTime

BATCH: Final = 2_000


def read_titles(database: Database, kind: str, ids: Sequence[int]) -> dict[int, str]:
    """The texts of records by id."""
    found: dict[int, str] = {}
    selection = Selection(database, kind)
    title = selection.title()
    query = selection.select(selection.table.c.id, title)
    with database.read() as connection:
        for start in range(0, len(ids), BATCH):
            part = list(ids[start : start + BATCH])
            rows = connection.execute(query.where(selection.table.c.id.in_(part)))
            found.update((row[0], row[1] or "") for row in rows)
    return found


def read_title(database: Database, kind: str, key: int) -> str:
    """The text of one record; empty where it is gone."""
    return read_titles(database, kind, [key]).get(key, "")


def read_dated_title(database: Database, kind: str, key: int) -> str:
    """The text of a record, with its begin where it is something at a time, as in a series."""
    title = read_title(database, kind, key)
    for name, _end in database.kinds[kind].spans:
        one = database.kinds[kind].fields[name]
        if isinstance(one.type, DateTime):
            table = database.tables[kind]
            column = table.c[shown_column(name) if one.inherited else name]
            with database.read() as connection:
                begin = connection.scalar(select(column).where(table.c.id == key))
            return " · ".join(filter(None, (title, one.type.format(begin))))
    return title
