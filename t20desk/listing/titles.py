"""The texts by which records are called."""

from collections.abc import Sequence
from typing import Final

from t20desk.db.database import Database
from t20desk.db.query import Selection

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
