"""Who changed which cell of a record since a state, and when."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select

from t20desk.db.database import Database
from t20desk.db.entries import CHANGED


class Author(NamedTuple):
    """A person, and the time of the journal."""

    user: str = ""
    time: str = ""


Authors = dict[tuple[int, str | None], Author]
"""By record and field; without a field who made or removed the record, or changed it last."""


def find_authors(database: Database, kind: str, ids: Sequence[int], since: int) -> Authors:
    """Who changed records of a kind last after an operation, cell by cell."""
    journal, operation = database.tables["journal"], database.tables["operation"]
    query = (
        select(journal.c.id, journal.c.verb, journal.c.cells, operation.c.user, operation.c.time)
        .join(operation, operation.c.sequence == journal.c.sequence)
        .where(
            journal.c.sequence > since,
            journal.c.kind == kind,
            database.store.is_among(journal.c.id, ids),
        )
        .order_by(journal.c.number)
    )
    found: Authors = {}
    with database.read() as connection:
        for key, verb, cells, user, time in connection.execute(query):
            author = Author(user, time)
            found[key, None] = author
            for name in json.loads(cells or "{}") if verb == CHANGED else ():
                found[key, name] = author
    return found
