"""Whether a database is whole: what it should hold is compared with what it holds.

All is looked at in a copy, or in a transaction of a server that is rolled back, so that nothing
of the database is touched. Only what is derived can be repaired: it is written anew.
"""

import json
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, select
from sqlalchemy.exc import DBAPIError

from t20desk.db import derived, rules
from t20desk.db.copying import copy_database, find_damage
from t20desk.db.database import WAIT_SECONDS, Database
from t20desk.db.derivation import Derivation
from t20desk.db.fields import KINDS, Field, Kind
from t20desk.db.journal import derive_rows
from t20desk.db.sqlite import SqliteStore
from t20desk.db.types import Stored
from t20desk.i18n import N_, NN_, _, ngettext

CHUNK = 5_000
MOST_IDS = 20
"""So many records of a finding are named."""
CHECKED_TYPES = ("choice", "choices", "country", "date", "datetime", "yes_no")

DAMAGED = NN_(
    "The file is damaged in {count} place; restore a backup.",
    "The file is damaged in {count} places; restore a backup.",
)
UNREADABLE = N_("{count} × {kind}: text that cannot be read; restore a backup.")
LOST_LINK = N_("{count} × {kind}: {field} points to a record that does not exist; choose another.")
MISSING = N_("{count} × {kind}: {field} is missing; fill it in.")
TWICE = NN_(
    "{count} value of {field} is given to several records of {kind}; change all but one.",
    "{count} values of {field} are given to several records of {kind}; change all but one of each.",
)
BAD_VALUE = N_("{count} × {kind}: {field} holds what is none of its values; correct it.")
BROKEN_RULE = N_("{count} × {kind}: {message}")
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
STALE_INDEX = N_("The search of {kind} does not find all there is; --repair makes it anew.")
STALE = N_("{count} × {kind}: values that follow from others are not up to date; --repair helps.")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be; `ids` name some of the records."""

    check: str
    kind: str
    field: str
    count: int
    message: str
    ids: tuple[int, ...] = ()
    repairable: bool = False
    repaired: bool = False

    def to_json(self) -> dict[str, Any]:
        """The finding for scripts."""
        return {
            "check": self.check,
            "kind": self.kind or None,
            "field": self.field or None,
            "count": self.count,
            "ids": [str(key) for key in self.ids],
            "message": self.message,
            "repaired": self.repaired,
        }


def examine_file(path: Path) -> list[Finding]:
    """What SQLite says of the pages of a file; the rest cannot be looked at if that is anything."""
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            found = find_damage(connection)
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        found = [str(error)]
    if not found:
        return []
    return [
        Finding(
            "damage", "", "", len(found), ngettext(*DAMAGED, len(found)).format(count=len(found))
        )
    ]


def examine(database: Database) -> list[Finding]:
    """Everything that is not as it should be in a database that opens."""
    with _open_scratch(database) as (scratch, connection):
        unreadable = list(_find_unreadable(scratch))
        if unreadable:
            return unreadable
        return [
            *_find_contents(scratch, connection),
            *_find_broken_rules(scratch, connection),
            *_find_history(scratch, connection),
            *_find_stale_indexes(scratch, connection),
            *_find_stale(scratch, connection),
        ]


def repair(database: Database) -> None:
    """Write all derived values and the search indexes anew."""
    with database.engine.connect() as connection:
        database.store.begin_writing(connection, WAIT_SECONDS)
        _derive_all(database, connection)
        for kind in KINDS.values():
            if kind.searched:
                database.store.rebuild_index(connection, database.tables[kind.name])
        connection.commit()


@contextmanager
def _open_scratch(database: Database) -> Iterator[tuple[Database, Connection]]:
    """A place to try things: a copy of a file; on a server a transaction that is rolled back."""
    if not isinstance(database.store, SqliteStore):
        with _open_transaction(database) as connection:
            yield database, connection
        return
    with tempfile.TemporaryDirectory(prefix="t20desk-") as folder:
        path = Path(folder) / "scratch.t20"
        path.touch()
        copy_database(database, path)
        scratch = Database.open(path)
        try:
            with _open_transaction(scratch) as connection:
                yield scratch, connection
        finally:
            scratch.close()


@contextmanager
def _open_transaction(database: Database) -> Iterator[Connection]:
    with database.engine.connect() as connection:
        database.store.begin_writing(connection, WAIT_SECONDS)
        try:
            yield connection
        finally:
            connection.rollback()


def _find_unreadable(scratch: Database) -> Iterator[Finding]:
    """Records with text that is no UTF-8; a server takes none."""
    if not isinstance(scratch.store, SqliteStore):
        return
    connection = sqlite3.connect(scratch.store.path)
    connection.text_factory = bytes
    try:
        for kind in KINDS.values():
            rows = connection.execute(f'SELECT * FROM "{kind.name}"')
            bad = [row[0] for row in rows if not all(map(_is_readable, row))]
            if bad:
                yield _make_finding("unreadable", UNREADABLE, kind, None, len(bad), bad)
    finally:
        connection.close()


def _is_readable(cell: object) -> bool:
    if not isinstance(cell, bytes) or cell.isascii():
        return True
    try:
        cell.decode()
    except UnicodeDecodeError:
        return False
    return True


def _make_finding(
    check: str,
    message: str | tuple[str, str],
    kind: Kind,
    one: Field | None,
    count: int,
    ids: Sequence[int] = (),
) -> Finding:
    text = _(message) if isinstance(message, str) else ngettext(*message, count)
    words = {"count": count, "kind": _(kind.label), "field": one.say() if one else ""}
    name = one.name if one else ""
    return Finding(check, kind.name, name, count, text.format(**words), tuple(ids[:MOST_IDS]))


def _find_contents(scratch: Database, connection: Connection) -> Iterator[Finding]:
    for kind in KINDS.values():
        table = scratch.tables[kind.name]
        yield from _find_lost_links(scratch, connection, kind, table)
        yield from _find_missing(connection, kind, table)
        yield from _find_twice(connection, kind, table)
        yield from _find_bad_values(connection, kind, table)


def _find_lost_links(
    scratch: Database, connection: Connection, kind: Kind, table: Table
) -> Iterator[Finding]:
    for one in kind.links:
        assert one.target is not None
        target = scratch.tables[one.target].alias("target")
        query = (
            select(table.c.id)
            .outerjoin(target, target.c.id == table.c[one.name])
            .where(table.c[one.name].is_not(None), target.c.id.is_(None))
        )
        ids = list(connection.scalars(query))
        if ids:
            yield _make_finding("link", LOST_LINK, kind, one, len(ids), ids)


def _find_missing(connection: Connection, kind: Kind, table: Table) -> Iterator[Finding]:
    groups = [(one.name,) for one in kind.written if one.required]
    for names in (*groups, *kind.one_of, *kind.translated_groups):
        empty = [table.c[name].is_(None) for name in names]
        ids = list(connection.scalars(select(table.c.id).where(*empty)))
        if ids:
            first = kind.fields[names[0]]
            one = kind.fields[first.group] if first.language else first
            yield _make_finding("required", MISSING, kind, one, len(ids), ids)


def _find_twice(connection: Connection, kind: Kind, table: Table) -> Iterator[Finding]:
    """The values are read and counted here: the index of a damaged file cannot be trusted."""
    groups = [(one.name,) for one in kind.written if one.unique]
    for names in (*groups, *kind.unique):
        seen: dict[tuple[Stored, ...], int] = {}
        for row in connection.execute(select(*(table.c[name] for name in names))):
            if None not in row:
                seen[tuple(row)] = seen.get(tuple(row), 0) + 1
        count = sum(1 for times in seen.values() if times > 1)
        if count:
            yield _make_finding("unique", TWICE, kind, kind.fields[names[-1]], count)


def _find_bad_values(connection: Connection, kind: Kind, table: Table) -> Iterator[Finding]:
    for one in kind.stored:
        if one.type.name not in CHECKED_TYPES or one.hidden:
            continue
        column = table.c[one.name]
        values = connection.execute(
            select(column, func.count()).where(column.is_not(None)).group_by(column)
        )
        bad = {value: count for value, count in values if not _is_value(one, value)}
        if bad:
            part = list(bad)[:CHUNK]
            query = select(table.c.id).where(column.in_(part)).limit(MOST_IDS)
            ids = list(connection.scalars(query))
            yield _make_finding("value", BAD_VALUE, kind, one, sum(bad.values()), ids)


def _is_value(one: Field, value: Stored) -> bool:
    parsed = one.type.parse(one.type.plain(value))
    return parsed.value == value and parsed.severity in ("", "note")


def _find_broken_rules(scratch: Database, connection: Connection) -> Iterator[Finding]:
    """Rings and overlapping periods, by the rules that writing checks."""
    touched = rules.Touched(KINDS)
    for kind in KINDS.values():
        ids = set(connection.scalars(select(scratch.tables[kind.name].c.id)))
        for name in rules.TREE_LINKS:
            if name in kind.fields:
                touched.trees[kind.fields[name]] = ids
        if kind.name == "member":
            touched.members = ids
    found: dict[tuple[str, str | None], list[Any]] = {}
    for one in rules.find_problems(connection, scratch.store, scratch.metadata, touched):
        found.setdefault((one.kind, one.field), []).append(one)
    for (name, field_name), problems in found.items():
        kind, count = KINDS[name], len(problems)
        message = _(BROKEN_RULE).format(
            count=count, kind=_(kind.label), message=problems[0].message
        )
        some = tuple(one.id for one in problems[:MOST_IDS])
        yield Finding("rule", name, field_name or "", count, message, some)


def _find_history(scratch: Database, connection: Connection) -> Iterator[Finding]:
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
    for kind in KINDS.values():
        ids = _find_past(scratch, connection, kind)
        if ids:
            yield _make_finding("history", PAST, kind, None, len(ids), ids)


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


def _find_stale_indexes(scratch: Database, connection: Connection) -> Iterator[Finding]:
    """Search indexes that do not agree with the stored keys; a server keeps its own right."""
    if not isinstance(scratch.store, SqliteStore):
        return
    for kind in KINDS.values():
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


def _find_stale(scratch: Database, connection: Connection) -> Iterator[Finding]:
    """Derived values that differ when they are derived anew."""
    before = {kind: _hash_derived(scratch, connection, kind) for kind in KINDS.values()}
    due = _find_due(scratch, connection)
    _derive_all(scratch, connection)
    for kind, hashes in before.items():
        after = _hash_derived(scratch, connection, kind)
        ids = [key for key, made in after.items() if hashes.get(key) != made]
        ids = [key for key in ids if key not in due]
        if ids:
            found = _make_finding("derived", STALE, kind, None, len(ids), ids)
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


def _derive_all(database: Database, connection: Connection) -> None:
    """Derive everything from what was written."""
    store, tables = database.store, database.tables
    for kind in KINDS.values():
        table = tables[kind.name]
        names = [one.name for one in kind.written]
        derivation = Derivation(kind, names, store.pack_words)
        ids = list(connection.scalars(select(table.c.id)))
        for start in range(0, len(ids), CHUNK):
            part = ids[start : start + CHUNK]
            derive_rows(connection, store, table, derivation, part)
            if kind.name == "member":
                derived.refresh_standing(connection, store, tables, part, date.today())
        if kind.name == "event":
            derived.refresh_events(connection, store, table, set(ids))
