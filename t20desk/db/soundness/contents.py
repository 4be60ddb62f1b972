"""Cells that cannot be: unreadable, missing, given twice, pointing nowhere, against the rules."""

import sqlite3
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Table, column, func, select
from sqlalchemy import table as named_table

from t20desk.db.database import Database
from t20desk.db.engines.sqlite import SqliteStore
from t20desk.db.fields import Field, Kind
from t20desk.db.rules import checking as rules
from t20desk.db.soundness.findings import MOST_IDS, Finding, make_finding
from t20desk.db.types import Stored
from t20desk.i18n import N_, NN_, _

CHUNK = 5_000
CHECKED_TYPES = ("choice", "choices", "country", "date", "datetime", "yes_no", "whole", "money")

UNREADABLE = N_("{count} × {kind}: text that cannot be read; restore a backup.")
LOST_LINK = N_("{count} × {kind}: {field} points to a record that does not exist; choose another.")
MISSING = N_("{count} × {kind}: {field} is missing; fill it in.")
TWICE = NN_(
    "{count} value of {field} is given to several records of {kind}; change all but one.",
    "{count} values of {field} are given to several records of {kind}; change all but one of each.",
)
BAD_VALUE = N_("{count} × {kind}: {field} holds what is none of its values; correct it.")
BROKEN_RULE = N_("{count} × {kind}: {message}")


def find_unreadable(scratch: Database) -> Iterator[Finding]:
    """Records with text that is no UTF-8; a server takes none."""
    if not isinstance(scratch.store, SqliteStore):
        return
    connection = sqlite3.connect(scratch.store.path)
    connection.text_factory = bytes
    try:
        for kind in scratch.kinds.values():
            rows = connection.execute(f'SELECT * FROM "{kind.name}"')
            bad = [row[0] for row in rows if not all(map(_is_readable, row))]
            if bad:
                yield make_finding("unreadable", UNREADABLE, kind, None, len(bad), bad)
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


def find_contents(scratch: Database, connection: Connection) -> Iterator[Finding]:
    """Links to nowhere, values that are missing, there twice or none of their type."""
    for kind in scratch.kinds.values():
        table = scratch.tables[kind.name]
        yield from _find_lost_links(connection, kind, table)
        yield from _find_missing(connection, kind, table)
        yield from _find_twice(connection, kind, table)
        yield from _find_bad_values(connection, kind, table)


def _find_lost_links(connection: Connection, kind: Kind, table: Table) -> Iterator[Finding]:
    for one in kind.links:
        assert one.target is not None
        # Of the other table only this column is needed; it may be the same one.
        target = named_table(one.target, column("id")).alias("target")
        query = (
            select(table.c.id)
            .outerjoin(target, target.c.id == table.c[one.name])
            .where(table.c[one.name].is_not(None), target.c.id.is_(None))
        )
        ids = list(connection.scalars(query))
        if ids:
            yield make_finding("link", LOST_LINK, kind, one, len(ids), ids)


def _find_missing(connection: Connection, kind: Kind, table: Table) -> Iterator[Finding]:
    groups = [(one.name,) for one in kind.written if one.required]
    for names in (*groups, *kind.one_of, *kind.translated_groups):
        empty = [table.c[name].is_(None) for name in names]
        ids = list(connection.scalars(select(table.c.id).where(*empty)))
        if ids:
            first = kind.fields[names[0]]
            one = kind.fields[first.group] if first.language else first
            yield make_finding("required", MISSING, kind, one, len(ids), ids)


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
            yield make_finding("unique", TWICE, kind, kind.fields[names[-1]], count)


def _find_bad_values(connection: Connection, kind: Kind, table: Table) -> Iterator[Finding]:
    for one in kind.stored:
        if one.type.name not in CHECKED_TYPES or one.hidden:
            continue
        cells = table.c[one.name]
        values = connection.execute(
            select(cells, func.count()).where(cells.is_not(None)).group_by(cells)
        )
        bad = {value: count for value, count in values if not _is_value(one, value)}
        if bad:
            part = list(bad)[:CHUNK]
            query = select(table.c.id).where(cells.in_(part)).limit(MOST_IDS)
            ids = list(connection.scalars(query))
            yield make_finding("value", BAD_VALUE, kind, one, sum(bad.values()), ids)


def _is_value(one: Field, value: Stored) -> bool:
    if one.type.sql == "integer" and not isinstance(value, int):
        return False
    parsed = one.type.parse(one.type.plain(value))
    return parsed.value == value and parsed.severity in ("", "note")


def find_broken_rules(scratch: Database, connection: Connection) -> Iterator[Finding]:
    """Rings and overlapping periods, by the rules that writing checks."""
    touched = rules.Touched(scratch.kinds)
    for kind in scratch.kinds.values():
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
        kind, count = scratch.kinds[name], len(problems)
        message = _(BROKEN_RULE).format(
            count=count, kind=_(kind.label), message=problems[0].message
        )
        some = tuple(one.id for one in problems[:MOST_IDS])
        yield Finding("rule", name, field_name or "", count, message, some)
