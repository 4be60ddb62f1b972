"""Sort keys, search keys, computed and inherited values of a whole database, written anew.

A change derives them for what it touches. All of a kind are made anew where the rules by which they
follow from the rest are no longer those by which they were written; a field that is merely new is
empty everywhere, so nothing follows from it yet.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import Connection, Table, func, select

from t20desk.db.engines.postgres import PostgresStore
from t20desk.db.engines.sqlite import SqliteStore
from t20desk.db.fields import Kind, Kinds
from t20desk.db.journal import derive_rows
from t20desk.db.rules import derived
from t20desk.db.rules.derivation import Derivation
from t20desk.db.rules.name_lines import LINES, refresh_line
from t20desk.db.rules.rule_marks import note_rules
from t20desk.db.schema import Schema
from t20desk.progress import Progress

CHUNK = 2_000

Store = SqliteStore | PostgresStore


def rebuild(
    connection: Connection,
    store: Store,
    kinds: Kinds,
    metadata: Schema,
    progress: Progress | None = None,
    outdated: Sequence[str] | None = None,
) -> None:
    """Write all that is derived anew, search indexes too, inside the transaction that is open.

    Where the outdated kinds are named, it is only theirs.
    """
    chosen = {name: kinds[name] for name in (kinds if outdated is None else outdated)}
    derive_all(connection, store, chosen, metadata, progress)
    for kind in chosen.values():
        if kind.searched:
            store.rebuild_index(connection, metadata.tables[kind.name])
    note_rules(connection, kinds, metadata)


def derive_all(
    connection: Connection,
    store: Store,
    kinds: Kinds,
    metadata: Schema,
    progress: Progress | None = None,
) -> None:
    """Derive every column of every record from what was written."""
    tables = metadata.tables
    total = sum(_count_rows(connection, tables[name]) for name in kinds) if progress else 0
    done = 0
    for kind in kinds.values():
        for ids in _read_batches(connection, tables[kind.name]):
            _derive_batch(connection, store, kind, metadata, ids)
            done += len(ids)
            if progress:
                progress(done, total)


def _derive_batch(
    connection: Connection, store: Store, kind: Kind, metadata: Schema, ids: list[int]
) -> None:
    names = [one.name for one in kind.written]
    derivation = Derivation(kind, names, store.pack_words)
    table = metadata.tables[kind.name]
    derive_rows(connection, store, table, derivation, ids)
    if kind.name == "event":
        derived.refresh_events(connection, store, table, set(ids))
    if kind.name == "member":
        derived.refresh_standing(connection, store, metadata.tables, ids, date.today())
    for line in LINES:
        if kind.name == line.kind:
            refresh_line(connection, store, metadata.tables, line, ids)


def _count_rows(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def _read_batches(connection: Connection, table: Table) -> Iterator[list[int]]:
    """The ids of a table, some at a time."""
    query = select(table.c.id).order_by(table.c.id).limit(CHUNK)
    ids = list(connection.scalars(query))
    while ids:
        yield ids
        ids = list(connection.scalars(query.where(table.c.id > ids[-1])))
