"""What records were after an earlier change: the later ones taken back, cell by cell."""

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select

from t20desk.db.database import Database
from t20desk.db.entries import CHANGED, GONE, NEW
from t20desk.db.journal import read_cells
from t20desk.db.types import Stored

Cells = dict[str, Stored]
Earlier = dict[int, Cells | None]
"""What a record was: cells to put over the present ones, or None where it was not there yet."""

PART = 20_000


def read_earlier(
    connection: Connection,
    database: Database,
    kind: str,
    sequence: int,
    ids: Sequence[int] | None = None,
) -> Earlier:
    """What every record of a kind, or some of them, was before what came after an operation."""
    journal = database.tables["journal"]
    query = (
        select(journal.c.id, journal.c.verb, journal.c.cells)
        .where(journal.c.sequence > sequence, journal.c.kind == kind)
        .order_by(journal.c.number.desc())
    )
    if ids is not None:
        query = query.where(database.store.is_among(journal.c.id, ids))
    earlier: Earlier = {}
    for key, verb, cells in connection.execute(query.execution_options(yield_per=PART)):
        earlier[key] = _take_back(earlier.get(key), verb, cells)
    return earlier


def _take_back(later: Cells | None, verb: str, cells: str | None) -> Cells | None:
    """What a record was before one entry, from what it was after it."""
    if verb == NEW:
        return None
    found = json.loads(cells or "{}")
    if verb == GONE:
        # The image leaves out what is empty; WHOLE says that nothing of today shines through.
        return {WHOLE: 1, **found}
    assert verb == CHANGED
    return {**(later or {}), **{name: old for name, (old, _new) in found.items()}}


WHOLE = ""
"""Stands in cells that are the whole record, so that a name that is missing is empty."""


def lay_over(
    names: Sequence[str], present: Sequence[Stored] | None, before: Mapping[str, Stored]
) -> tuple[Stored, ...]:
    """The cells of a record with what it was before laid over what it is."""
    if WHOLE in before or present is None:
        return tuple(before.get(name) for name in names)
    cells = zip(names, present, strict=True)
    return tuple(before.get(name, cell) for name, cell in cells)


def read_images(
    connection: Connection,
    database: Database,
    kind: str,
    names: Sequence[str],
    sequence: int,
    ids: Sequence[int],
) -> dict[int, tuple[Stored, ...]]:
    """The cells of records as they were after an operation; who was not there is left out."""
    earlier = read_earlier(connection, database, kind, sequence, ids)
    present = read_cells(connection, database.store, database.tables[kind], ids, names)
    images: dict[int, tuple[Stored, ...]] = {}
    for key in ids:
        before = earlier.get(key, {})
        if before is not None and (before or key in present):
            images[key] = lay_over(names, present.get(key), before)
    return images
