"""Following an id that went by a merge of doubles, through the journal, to the record it became."""

import json
from collections.abc import Iterable

from sqlalchemy import Connection, select

from t20desk.db.database import Database
from t20desk.db.entries import GONE
from t20desk.i18n import N_

MERGED = N_("{kind} merged with a double: {title}")
MERGED_MANY = N_("{count} doubles merged: {kind}")
_MESSAGES = (MERGED, MERGED_MANY)
_LONGEST = 100
"""So many merges after one another are followed."""


def follow_ids(database: Database, kind: str, ids: Iterable[int]) -> dict[int, int]:
    """The records that ids became which went by a merge; those that are there are left out."""
    with database.read() as connection:
        found = ((key, _follow(database, connection, kind, key)) for key in ids)
        return {key: became for key, became in found if became is not None and became != key}


def follow_id(database: Database, kind: str, key: int) -> int:
    """The record that an id became, else the id itself."""
    return follow_ids(database, kind, (key,)).get(key, key)


def _follow(database: Database, connection: Connection, kind: str, key: int) -> int | None:
    table = database.tables[kind]
    for _step in range(_LONGEST):
        if connection.scalar(select(table.c.id).where(table.c.id == key)) is not None:
            return key
        became = _read_merge(database, connection, kind, key)
        if became is None:
            return None
        key = became
    return None


def _read_merge(database: Database, connection: Connection, kind: str, key: int) -> int | None:
    """What a record became in the merge by which it went last."""
    journal, operation = database.tables["journal"], database.tables["operation"]
    query = (
        select(operation.c.message, operation.c.arguments)
        .join(journal, journal.c.sequence == operation.c.sequence)
        .where(journal.c.id == key, journal.c.kind == kind, journal.c.verb == GONE)
        .order_by(journal.c.number.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    message, arguments = row.message, json.loads(row.arguments)
    while message not in _MESSAGES and "label" in arguments:
        # A merge that was undone and done again stands within what did so.
        message, arguments = arguments["label"]["message"], arguments["label"]["arguments"]
    became = arguments.get("went", {}).get(kind, {}).get(str(key))
    return None if became is None or message not in _MESSAGES else int(became)
