"""What a database must have, compared with what is there: refused, or added on opening."""

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Table, select
from sqlalchemy.sql import column as sql_column
from sqlalchemy.sql import table as sql_table
from sqlalchemy.types import TypeEngine

from t20desk.db.engines.damage import DamagedError, explain_damage
from t20desk.db.engines.opening import foreign_text
from t20desk.db.engines.postgres import PostgresStore
from t20desk.db.engines.renamed_fields import find_renamed, rename_columns
from t20desk.db.engines.sqlite import SqliteStore
from t20desk.db.engines.stand_ins import make_stand_ins
from t20desk.db.fields import KINDS, Kinds
from t20desk.db.missing_parts import add_parts, lacks_parts, missing_indexes, missing_parts
from t20desk.db.schema import FORMAT_VERSION, Schema
from t20desk.errors import UserError
from t20desk.i18n import _

Store = SqliteStore | PostgresStore
CORE = ("operation", "journal", "desk")
"""Tables that hold what cannot be made anew."""


def read_present(
    connection: Connection, store: Store, name: str
) -> Mapping[str, Mapping[str, str]]:
    """The columns of every table; refuses a database without our tables or of a later version."""
    present = store.read_columns(connection)
    if not present.keys() & {*KINDS, *CORE}:
        text = _("{name} holds no t20desk tables; make a new database there first.")
        raise UserError(text.format(name=name))
    if any(table not in present for table in CORE):
        raise explain_damage(name)
    if store.read_format(connection) > FORMAT_VERSION:
        text = _("{name} was made by a later version of the program; open it with that one.")
        raise UserError(text.format(name=name))
    return present


def keep_present(
    tables: Mapping[str, Table], names: Iterable[str], present: Mapping[str, Container[str]]
) -> Mapping[str, Any]:
    """Some of our tables with those columns alone that a file of an older version has."""
    before = {
        (one.kind, new): old for one in find_renamed(present, KINDS) for old, new in one.columns
    }
    found: dict[str, Any] = {}
    for name in names:
        if name in present:
            named = {one: before.get((name, one.name), one.name) for one in tables[name].c}
            there = {one: old for one, old in named.items() if old in present[name]}
            columns = (sql_column(old, one.type).label(one.name) for one, old in there.items())
            found[name] = select(*columns).select_from(sql_table(name)).subquery(name)
    return found


def check_parts(
    connection: Connection,
    store: Store,
    metadata: Schema,
    name: str,
    present: Mapping[str, Mapping[str, str]],
) -> None:
    """Refuse a database that is damaged or has foreign parts."""
    foreign = sorted(set(_find_foreign(present, store, metadata)))
    if foreign:
        raise DamagedError(foreign_text(name, foreign))
    if next(_find_changed(connection, present, metadata), None) is not None:
        raise explain_damage(name)


def _find_foreign(present: Mapping[str, object], store: Store, metadata: Schema) -> Iterator[str]:
    """Tables that are neither ours nor of our indexes; a server may have others beside ours."""
    if isinstance(store, PostgresStore):
        return
    indexes = store.list_indexes(_searched_kinds())
    parts = tuple(f"{index}_" for index in indexes)
    for name in present.keys() - metadata.tables.keys():
        if name not in indexes and not name.startswith(parts):
            yield name


def _find_changed(
    connection: Connection, present: Mapping[str, Mapping[str, str]], metadata: Schema
) -> Iterator[str]:
    """Columns whose type is not the one we gave them."""
    words: dict[TypeEngine[Any], str] = {}
    for table, columns in metadata.columns.items():
        found = present.get(table, {})
        for name, type_ in columns.items():
            if type_ not in words:
                words[type_] = type_.compile(dialect=connection.dialect).split(" COLLATE")[0]
            if found.get(name, words[type_]) != words[type_]:
                yield name


def _searched_kinds() -> list[str]:
    return [kind.name for kind in KINDS.values() if kind.searched]


def _searched_tables(metadata: Schema) -> list[Table]:
    return [metadata.tables[name] for name in _searched_kinds()]


def is_lacking(present: Mapping[str, Mapping[str, str]], store: Store, metadata: Schema) -> bool:
    """Whether the registry has what the database lacks, whose columns are given."""
    lost = any(store.lacks_search(present, name) for name in _searched_kinds())
    return lost or lacks_parts(present, metadata)


def is_slow(connection: Connection, store: Store, metadata: Schema) -> bool:
    """Whether an index over a column is missing, so that all is right but takes long."""
    return bool(missing_indexes(store.read_indexes(connection), metadata))


def show_missing(
    present: Mapping[str, Mapping[str, str]],
    store: Store,
    kinds: Kinds,
    metadata: Schema,
    name: str,
) -> None:
    """Let what is missing be read as empty where it may not be added; a server must have it."""
    if isinstance(store, PostgresStore):
        text = _(
            "{name} was made by an earlier version of the program and may only be read here; "
            "let somebody who may write open it once."
        )
        raise UserError(text.format(name=name))
    renamed = find_renamed(present, kinds)
    store.stand_ins = make_stand_ins(present, metadata, renamed, _searched_tables(metadata))


def add_missing(connection: Connection, store: Store, kinds: Kinds, metadata: Schema) -> None:
    """Add the tables, columns and indexes that are missing; what was renamed is there already."""
    present = store.read_columns(connection)
    if renamed := find_renamed(present, kinds):
        rename_columns(connection, present, renamed)
        present = store.read_columns(connection)
    add_parts(connection, missing_parts(present, metadata))
    for index in missing_indexes(store.read_indexes(connection), metadata):
        index.create(connection)
    for table in _searched_tables(metadata):
        if store.lacks_search(present, table.name):
            store.create_search(connection, table)
            store.rebuild_index(connection, table)
