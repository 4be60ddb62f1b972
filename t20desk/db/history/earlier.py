"""What records were after an earlier change: the later ones taken back, cell by cell."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, select

from t20desk.db.database import Database
from t20desk.db.entries import CHANGED, GONE, NEW
from t20desk.db.fields import OWN_KINDS, Kind
from t20desk.db.present_cells import read_cells
from t20desk.db.search.lookups import fetch_ids
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


FEEDING = OWN_KINDS | {"event", "membership_period", "speaker"}
"""Kinds from which others derive values or columns; what goes of them has to go by a change."""


def drop_later(copy: Database, sequence: int) -> None:
    """Remove from the copy of a file what was not there yet, without images in its journal."""
    with copy.engine.connect() as connection:
        for pragma in ("foreign_keys=OFF", "secure_delete=OFF", "synchronous=OFF"):
            connection.exec_driver_sql(f"PRAGMA {pragma}")
        copy.store.begin_writing(connection, 1.0)
        for kind in copy.kinds.values():
            if kind.name not in FEEDING:
                _drop_rows(connection, copy, kind, sequence)
        connection.commit()
        connection.invalidate()


def _drop_rows(connection: Connection, copy: Database, kind: Kind, sequence: int) -> None:
    table, store = copy.tables[kind.name], copy.store
    ids = fetch_ids(connection, _list_later(copy, kind, sequence))
    if not ids:
        return
    total = connection.scalar(select(func.count()).select_from(table)) or 0
    is_most = len(ids) > total / 2
    if kind.searched and not is_most:
        store.unindex_rows(connection, table, ids)
    gone = [] if len(ids) == total else [store.is_among(table.c.id, ids)]
    connection.execute(table.delete().where(*gone))
    if kind.searched and is_most:
        store.rebuild_index(connection, table)


def _list_later(copy: Database, kind: Kind, sequence: int) -> Select[Any]:
    """The records that are there, but were made only after an operation."""
    journal, table = copy.tables["journal"], copy.tables[kind.name]
    later = journal.c.sequence > sequence, journal.c.kind == kind.name
    firsts = select(func.min(journal.c.number)).where(*later).group_by(journal.c.id)
    made = select(journal.c.id).where(journal.c.number.in_(firsts), journal.c.verb == NEW)
    return select(table.c.id).where(table.c.id.in_(made))
