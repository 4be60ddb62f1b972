"""A history that lacks something, or records that are not as it says."""

import json
from collections.abc import Iterator, Mapping
from itertools import pairwise

from sqlalchemy import Connection, func, select

from t20desk.db.database import Database
from t20desk.db.fields import Kind
from t20desk.db.soundness.findings import Finding, make_finding
from t20desk.db.types import Stored
from t20desk.i18n import N_, NN_, ngettext

GAPS = NN_("The history lacks {count} change.", "The history lacks {count} changes.")
TURNED_TIME = NN_(
    "In the history {count} change is earlier than the one before it.",
    "In the history {count} changes are earlier than the one before them.",
)
LOST_ENTRIES = NN_(
    "In the history {count} entry belongs to no change.",
    "In the history {count} entries belong to no change.",
)
PAST = N_("{count} × {kind}: changed outside the program; the history has no record of it.")


def find_history(scratch: Database, connection: Connection) -> Iterator[Finding]:
    """Gaps in the history, times that run backwards, and entries that belong to no change."""
    operation, journal = scratch.tables["operation"], scratch.tables["journal"]
    query = select(operation.c.sequence, operation.c.time).order_by(operation.c.sequence)
    rows = connection.execute(query).all()
    numbers = [row[0] for row in rows]
    gaps = (numbers[-1] if numbers else 0) - len(numbers)
    turned = sum(1 for a, b in pairwise(rows) if b[1] < a[1])
    lost = connection.scalar(
        select(func.count())
        .select_from(journal)
        .where(journal.c.sequence.not_in(select(operation.c.sequence)))
    )
    for count, message in ((gaps, GAPS), (turned, TURNED_TIME), (lost or 0, LOST_ENTRIES)):
        if count:
            yield Finding("history", "", "", count, ngettext(*message, count).format(count=count))
    for kind in scratch.kinds.values():
        ids = _find_past(scratch, connection, kind)
        if ids:
            yield make_finding("history", PAST, kind, None, len(ids), ids)


def _find_past(scratch: Database, connection: Connection, kind: Kind) -> list[int]:
    """The records that are not as their history says: made, removed or changed past the program."""
    known = _read_known(scratch, connection, kind)
    names = [one.name for one in kind.written]
    table = scratch.tables[kind.name]
    query = select(table.c.id, *(table.c[name] for name in names))
    past: list[int] = []
    for row in connection.execute(query):
        told = known.pop(row[0], None)
        cells = dict(zip(names, row[1:], strict=True))
        if told is None or any(cells.get(name, new) != new for name, new in told.items()):
            past.append(row[0])
    past.extend(key for key, told in known.items() if told is not None)
    return past


def _read_known(
    scratch: Database, connection: Connection, kind: Kind
) -> dict[int, Mapping[str, Stored] | None]:
    """The records that the journal knows, with the last value of each cell it saw change."""
    journal = scratch.tables["journal"]
    query = (
        select(journal.c.id, journal.c.verb, journal.c.cells)
        .where(journal.c.kind == kind.name)
        .order_by(journal.c.number)
    )
    known: dict[int, Mapping[str, Stored] | None] = {}
    for key, verb, cells in connection.execute(query):
        if verb == "changed":
            news = {name: new for name, (_old, new) in json.loads(cells).items()}
            known[key] = {**(known.get(key) or {}), **news}
        else:
            known[key] = {} if verb == "new" else None
    return known
