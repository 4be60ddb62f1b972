"""What one operation wrote, read from the journal in runs of one kind and verb."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from t20desk.db.database import Database
from t20desk.db.entries import CHANGED
from t20desk.db.fields import Kind

CHUNK = 20_000
"""Journal rows taken at a time."""

Part = Mapping[tuple[str, int], frozenset[str] | None]
"""Records of an operation by kind and id, each with some of its cells; None is the whole record."""


class Written(NamedTuple):
    """One journal row of the operation to be taken back."""

    kind: str
    id: int
    verb: str
    cells: dict[str, Any]


def read_runs(
    database: Database, connection: Connection, sequence: int, *verbs: str
) -> Iterator[tuple[Kind, str, list[Written]]]:
    """The journal rows of an operation, latest first, in runs of one kind and verb."""
    journal = database.tables["journal"]
    query = (
        select(journal.c.number, journal.c.kind, journal.c.id, journal.c.verb, journal.c.cells)
        .where(journal.c.sequence == sequence)
        .order_by(journal.c.number.desc())
        .limit(CHUNK)
    )
    if verbs:
        query = query.where(journal.c.verb.in_(verbs))
    below: int | None = None
    while rows := connection.execute(
        query if below is None else query.where(journal.c.number < below)
    ).all():
        below = rows[-1][0]
        # Read as one text, which is quicker and keeps each name of a field once.
        cells = json.loads(f"[{','.join(row[4] or '{}' for row in rows)}]")
        chunk = [Written(*row[1:4], found) for row, found in zip(rows, cells, strict=True)]
        for (kind, verb), run in groupby(chunk, key=lambda row: (row.kind, row.verb)):
            yield database.kinds[kind], verb, list(run)


def cut_rows(part: Part, rows: Iterable[Written]) -> Iterator[Written]:
    """The rows of a part of an operation; single cells are only of a record that was changed."""
    for row in rows:
        key = (row.kind, row.id)
        if key not in part:
            continue
        names = part[key]
        if names is None or row.verb != CHANGED:
            yield row
        elif cells := {name: pair for name, pair in row.cells.items() if name in names}:
            yield row._replace(cells=cells)
