"""Columns of own fields, added in the transaction that brings them; fields searched while shown."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, select

from t20desk.db.change import Batch, Change, Problem
from t20desk.db.field_settings import read_settings, settle_fields
from t20desk.db.fields import KINDS, Field, Kinds
from t20desk.db.journal import derive_rows
from t20desk.db.missing_parts import add_parts, missing_parts
from t20desk.db.own_fields import (
    extend_kinds,
    is_whole,
    make_field,
    own_name,
    read_fields,
    role_code,
)
from t20desk.db.rules.derivation import Derivation
from t20desk.db.rules.rule_marks import note_rules
from t20desk.db.schema import Schema, build_tables
from t20desk.db.types import Stored
from t20desk.i18n import LANGUAGES, N_, _, language

CHUNK = 5_000
USED = N_("Guests have the role “{label}”; give them another one before it is deleted.")
FILLED = N_("Records hold values of the field “{label}”; remove it instead of deleting it.")

Cells = Mapping[str, Stored]


def add_columns(
    connection: Connection, store: Any, kinds: Kinds, metadata: Schema, change: Change
) -> tuple[Kinds, Schema]:
    """Add the columns of new own fields; the registry and tables as the change needs them."""
    made = [
        make_field(key, after)
        for key, before, after in _own_rows(change)
        if after and not before and is_whole(after)
    ]
    fresh = [one for one in made if one.name not in kinds[one.kind].fields]
    if not fresh:
        return kinds, metadata
    kinds = extend_kinds(kinds, fresh)
    metadata = build_tables(kinds)
    add_parts(connection, missing_parts(store.read_columns(connection), metadata))
    return kinds, metadata


def find_problems(
    connection: Connection, tables: Mapping[str, Table], change: Change
) -> list[Problem]:
    """Own fields and roles that are deleted although records still hold them afterwards."""
    gone = [(key, before) for key, before, after in _own_rows(change) if before and not after]
    filled = [
        Problem("own_field", key, None, _(FILLED).format(label=one.say()))
        for key, before in gone
        for one in (make_field(key, before),)
        if is_filled(connection, tables[one.kind], one.name)
    ]
    return [*filled, *_find_used(connection, tables["participation"], change)]


def _find_used(connection: Connection, table: Table, change: Change) -> Iterator[Problem]:
    """Roles that are deleted although guests have them."""
    for key, before, after in _own_rows(change, "role"):
        if not before or after:
            continue
        holds = table.c.roles.contains(f" {role_code(key)} ", autoescape=True)
        if connection.scalar(select(table.c.id).where(holds).limit(1)) is not None:
            labels = (before.get(f"label_{code}") for code in (language(), "en", *LANGUAGES))
            label = next(filter(None, labels), "")
            yield Problem("role", key, None, _(USED).format(label=label))


def is_filled(connection: Connection, table: Table, name: str) -> bool:
    """Whether any record holds a value of an own field."""
    if name not in table.c:
        return False
    query = select(table.c.id).where(table.c[name].is_not(None)).limit(1)
    return connection.scalar(query) is not None


def refresh_search(connection: Connection, store: Any, metadata: Schema, change: Change) -> None:
    """Take the values of fields into the search, or out of it, where one came or went."""
    moved = {
        own_name(key)
        for key, before, after in _own_rows(change)
        if before and after and before.get("removed") != after.get("removed")
    }
    tables = metadata.tables
    hidden = set(_moved_settings(connection, tables, change))
    if not (moved or hidden):
        return
    own = read_fields(connection, tables)
    kinds = settle_fields(extend_kinds(KINDS, own), read_settings(connection, tables))
    for kind in kinds.values():
        for one in kind.stored if kind.searched else ():
            is_moved = one.name in moved or (kind.name, one.group or one.name) in hidden
            if is_moved and (one.own or KINDS[kind.name].fields[one.name].searched):
                _derive_anew(connection, store, tables[kind.name], kinds, one)
    if hidden:
        note_rules(connection, kinds, metadata)


def _moved_settings(
    connection: Connection, tables: Mapping[str, Table], change: Change
) -> Iterator[tuple[str, str]]:
    """The kind and name of each field of the program that the office removes or restores."""
    moved = {
        key: before or {}
        for key, before, after in _own_rows(change, "field_setting")
        if bool((before or {}).get("removed")) != bool((after or {}).get("removed"))
    }
    known = {one.id: one for one in read_settings(connection, tables)} if moved else {}
    for key, before in moved.items():
        if key in known:  # its row has but the cells that changed
            yield known[key].kind, known[key].field
        else:  # a deletion has them all
            kind = KINDS[str(before["kind"])]
            yield kind.name, kind.name_now(str(before["field"]))


def _derive_anew(
    connection: Connection, store: Any, table: Table, kinds: Kinds, one: Field
) -> None:
    kind = kinds[one.kind]
    derivation = Derivation(kind, (kind.searched[0].name,), store.pack_words)
    query = select(table.c.id).where(table.c[one.name].is_not(None)).order_by(table.c.id)
    ids = list(connection.scalars(query))
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        store.unindex_rows(connection, table, part)
        derive_rows(connection, store, table, derivation, part)
        store.index_rows(connection, table, part)


def _own_rows(
    change: Change, kind: str = "own_field"
) -> Iterator[tuple[int, Cells | None, Cells | None]]:
    """The rows of own fields, or of roles, with their cells by name.

    In a change of very many rows they stand in its first batch, so that the rest is not read.
    """
    batches: Sequence[Batch] = change.batches
    for batch in batches if isinstance(batches, list) else batches[:1]:
        if batch.kind == kind:
            for key, before, after in batch.rows:
                yield key, batch.name_cells(before), batch.name_cells(after)
