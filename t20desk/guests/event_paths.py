"""The events above an event, as the parents of all of them say."""

from collections.abc import Mapping

from sqlalchemy import select

from t20desk.db.database import Database


def read_parents(database: Database) -> dict[int, int | None]:
    """The event above each event."""
    event = database.tables["event"]
    with database.read() as connection:
        rows = connection.execute(select(event.c.id, event.c.parent))
        return {row[0]: row[1] for row in rows}


def climb(parents: Mapping[int, int | None], event: int) -> list[int]:
    """An event and those above it, the head of the tree last."""
    path, at = [event], parents.get(event)
    while at is not None and at not in path:
        path.append(at)
        at = parents.get(at)
    return path
