"""The history of a record together with that of what belongs to it alone: periods, addresses."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, and_, case, select

from t20desk.db.database import Database
from t20desk.db.entries import CHANGED, GONE, NEW
from t20desk.db.fields import Field, Kinds
from t20desk.db.history.reading import Entry, to_operation
from t20desk.db.history.touched import Touched, read_touched


def list_belonging(kinds: Kinds, kind: str) -> list[Field]:
    """The links by which records belong to one of a kind, and to nothing else."""
    return [link for one in kinds.values() for link in one.owners if link.target == kind]


def read_history(
    database: Database, kind: str, record: int, limit: int | None = None, gone: bool = True
) -> list[Entry]:
    """All that happened to one record and to what belongs to it, latest first.

    What belongs to it is told by its cells, also where it was entered or deleted as a whole.
    Without `gone` what was deleted is left out: to find it takes a look at every deletion.
    """
    journal, operation = database.tables["journal"], database.tables["operation"]
    owners = {link.kind: link.name for link in list_belonging(database.kinds, kind)}
    with database.read() as connection:
        # One list of ids, for several conditions would be looked up by reading the whole journal.
        ids = _find_ids(connection, database, kind, record, gone)
        query = (
            select(operation, journal.c.number, journal.c.kind, journal.c.id.label("record"))
            .add_columns(journal.c.verb, journal.c.cells)
            .join(journal, journal.c.sequence == operation.c.sequence)
            .where(database.store.is_among(journal.c.id, ids))
            .order_by(journal.c.number.desc())
            .limit(limit)
        )
        rows = connection.execute(query).all()
    whole = [one.number for one in rows if one.kind in owners and one.verb != CHANGED]
    images = read_touched(database, whole) if whole else {}
    return [
        entry
        for row in rows
        for entry in _make_entries(row, owners.get(row.kind), images.get(row.number))
    ]


def _find_ids(
    connection: Connection, database: Database, kind: str, record: int, gone: bool
) -> set[int]:
    """The record itself, and everything that belongs or belonged to it."""
    links, found = list_belonging(database.kinds, kind), {record}
    for link in links:
        table = database.tables[link.kind].c
        found.update(connection.scalars(select(table.id).where(table[link.name] == record)))
    return found | _find_gone(connection, database, links, record) if gone and links else found


def _find_gone(
    connection: Connection, database: Database, links: Sequence[Field], record: int
) -> set[int]:
    """What belonged to a record when it was deleted; all links in one walk through deletions."""
    journal, operation = database.tables["journal"].c, database.tables["operation"].c
    removing = select(operation.sequence).where(operation.removed > 0)
    # The case keeps a server from reading entries that have another form.
    owner = case(
        *(
            (
                and_(journal.kind == link.kind, journal.verb == GONE),
                database.store.pick_cell(journal.cells, link.name),
            )
            for link in links
        )
    )
    query = select(journal.id).where(journal.sequence.in_(removing), owner == record)
    return set(connection.scalars(query))


def _make_entries(row: Any, owner: str | None, image: Touched | None) -> Iterator[Entry]:
    operation = to_operation(row)
    if row.verb == CHANGED:
        pairs = json.loads(row.cells or "{}").items()
    elif owner is None or image is None:
        yield Entry(operation, row.kind, row.record, row.verb, None, None, None)
        return
    else:
        cells = (image.after if row.verb == NEW else image.before) or {}
        sides = ((None, one) if row.verb == NEW else (one, None) for one in cells.values())
        pairs = [
            (name, pair)
            for name, pair in zip(cells, sides, strict=True)
            if pair != (None, None) and name != owner
        ]
    for name, (old, new) in pairs:
        yield Entry(operation, row.kind, row.record, row.verb, name, old, new)
