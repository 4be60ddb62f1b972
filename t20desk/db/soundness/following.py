"""What follows from the rest and does not agree with it: derived cells, search indexes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from t20desk.db.database import Database
from t20desk.db.engines.sqlite import SqliteStore
from t20desk.db.fields import Kind
from t20desk.db.rebuilding import derive_all
from t20desk.db.soundness.findings import Finding, make_finding
from t20desk.i18n import N_, _

STALE_INDEX = N_("The search of {kind} does not find all there is; --repair makes it anew.")
STALE = N_("{count} × {kind}: values that follow from others are not up to date; --repair helps.")


def find_stale_indexes(scratch: Database, connection: Connection) -> Iterator[Finding]:
    """Search indexes that do not agree with the stored keys; a server keeps its own right."""
    if not isinstance(scratch.store, SqliteStore):
        return
    for kind in scratch.kinds.values():
        if kind.searched and not _agrees(connection, kind):
            message = _(STALE_INDEX).format(kind=_(kind.plural))
            yield Finding("search", kind.name, "", 1, message, repairable=True)


def _agrees(connection: Connection, kind: Kind) -> bool:
    try:
        for part in ("grams", "words"):
            name = f"{kind.name}_{part}"
            statement = f"INSERT INTO {name}({name}, rank) VALUES ('integrity-check', 1)"
            connection.exec_driver_sql(statement)
    except DBAPIError:
        return False
    return True


def find_stale(scratch: Database, connection: Connection) -> Iterator[Finding]:
    """Derived values that differ when they are derived anew."""
    before = {kind: _hash_derived(scratch, connection, kind) for kind in scratch.kinds.values()}
    due = _find_due(scratch, connection)
    derive_all(connection, scratch.store, scratch.kinds, scratch.metadata)
    for kind, hashes in before.items():
        after = _hash_derived(scratch, connection, kind)
        ids = [key for key, made in after.items() if hashes.get(key) != made]
        ids = [key for key in ids if key not in due]
        if ids:
            found = make_finding("derived", STALE, kind, None, len(ids), ids)
            yield replace(found, repairable=True)


def _find_due(scratch: Database, connection: Connection) -> set[int]:
    """The members whose status changed by itself since it was stored; lists see to that."""
    member = scratch.tables["member"]
    today = date.today().isoformat()
    return set(connection.scalars(select(member.c.id).where(member.c.status_changes <= today)))


def _hash_derived(scratch: Database, connection: Connection, kind: Kind) -> dict[int, int]:
    """A hash of the derived cells of every record; the cells themselves would fill the memory."""
    table = scratch.tables[kind.name]
    written = {one.name for one in kind.written}
    columns = [column for column in table.columns if column.name not in written]
    rows = connection.execute(select(table.c.id, *columns))
    return {row[0]: hash(tuple(map(_as_text, row))) for row in rows}


def _as_text(cell: object) -> object:
    return tuple(cell) if isinstance(cell, list) else cell
