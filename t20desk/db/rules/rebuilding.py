"""Sort keys, search keys, computed and inherited values of a whole database, written anew.

A change derives them for what it touches. All of a kind are made anew where the rules by which they
follow from the rest are no longer those by which they were written; a field that is merely new is
empty everywhere, so nothing follows from it yet.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sqlalchemy import Connection, Table, func, select

from t20desk.db.engines.postgres import PostgresStore
from t20desk.db.engines.sqlite import SqliteStore
from t20desk.db.fields import Kind, Kinds
from t20desk.db.journal import derive_rows
from t20desk.db.rules import derived
from t20desk.db.rules.derivation import Derivation
from t20desk.db.rules.name_lines import LINES, refresh_line
from t20desk.db.schema import Schema
from t20desk.progress import Progress

RULES = 3
"""Raised with every change of what `keys`, `pinyin`, `membership`, `derived`, a type's search texts
or a computed field give; a test finds out."""
MARK = "rules"
"""The row of table `desk` that keeps by which rules a database was derived."""
CHUNK = 2_000

Store = SqliteStore | PostgresStore


def mark_rules(kinds: Kinds) -> str:
    """The rules in use: their version, and what follows from which declared column by them."""
    columns = (
        f"{kind.name}.{one.name}={one.has_key:d}{one.searched:d}{one.computed:d}{one.inherited:d}"
        for kind in kinds.values()
        for one in kind.stored
        if not one.own
    )
    return f"{RULES} {' '.join(sorted(columns))}"


def find_outdated(connection: Connection, kinds: Kinds, metadata: Schema) -> list[str]:
    """The kinds of which what is derived was written by other rules."""
    desk = metadata.tables["desk"]
    mark = connection.scalar(select(desk.c.value).where(desk.c.name == MARK)) or ""
    return compare_marks(mark, mark_rules(kinds), kinds)


def compare_marks(mark: str, now: str, kinds: Iterable[str]) -> list[str]:
    """Which kinds the rules concern that differ between two marks."""
    if mark == now:
        return []
    before, after = _read_mark(mark), _read_mark(now)
    if before[""] != after[""]:
        return list(kinds)
    other = {name for name in before if after.get(name) != before[name]}
    other |= {name for name in after.keys() - before.keys() if "1" in after[name][2:]}
    touched = {name.partition(".")[0] for name in other}
    return [name for name in kinds if name in touched]


def _read_mark(mark: str) -> dict[str, str]:
    """What follows from each column; the version stands under no name."""
    version, _blank, columns = mark.partition(" ")
    pairs = (column.partition("=") for column in columns.split())
    return {"": version, **{name: traits for name, _sign, traits in pairs}}


def note_rules(connection: Connection, kinds: Kinds, metadata: Schema) -> None:
    """Write by which rules the database is derived."""
    desk = metadata.tables["desk"]
    connection.execute(desk.delete().where(desk.c.name == MARK))
    connection.execute(desk.insert(), {"name": MARK, "value": mark_rules(kinds)})


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
