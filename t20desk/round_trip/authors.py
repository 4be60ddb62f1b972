"""Who changed which cell of a record since a state, and when."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from sqlalchemy import select

from t20desk.db.database import Database
from t20desk.db.entries import CHANGED
from t20desk.db.standings import STANDING_FIELDS
from t20desk.round_trip.values import Clash

PERIOD: Final = "membership_period"


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


def find_standing_authors(
    database: Database, ids: Sequence[int], since: int, known: Authors
) -> Authors:
    """Who changed last what the standing of members follows from: their periods, or a status
    given by hand, as it is `known` of them."""
    table, found = database.tables[PERIOD], _take_given(known)
    query = select(table.c.id, table.c.member).where(database.store.is_among(table.c.member, ids))
    with database.read() as connection:
        owners = {row.id: row.member for row in connection.execute(query)}
    for (key, name), author in find_authors(database, PERIOD, list(owners), since).items():
        for standing in STANDING_FIELDS if name is None else ():
            place = owners[key], standing
            found[place] = max(found.get(place, author), author, key=lambda one: one.time)
    return found


def _take_given(known: Authors) -> Authors:
    given = ((key, author) for (key, name), author in known.items() if name == "status_given")
    return {(key, "status"): author for key, author in given}


def name_author(known: Authors, clash: Clash, merged: Author | None = None) -> Clash:
    """The same clash with who changed it here, else merged the record into that one, and when."""
    conflict = clash.conflict
    author = known.get((conflict.id, conflict.field)) or merged or Author()
    return replace(clash, user=author.user, time=author.time)
