"""What a database lacks of the tables, columns and indexes it must have, and adding it."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    Index,
    Table,
    UniqueConstraint,
    text,
)
from sqlalchemy.schema import CreateColumn

from t20desk.db.schema import Schema


def missing_parts(
    present: Mapping[str, Mapping[str, str]], metadata: Schema
) -> list[Table | Column[object]]:
    """The tables and columns that the registry has and the file, with these columns, lacks."""
    new = metadata.columns.keys() - present.keys()
    tables = [one for one in metadata.sorted_tables if one.name in new] if new else []
    columns = (
        metadata.drawn.tables[table].columns[name]
        for table, wanted in metadata.columns.items()
        for name in wanted
        if table in present and name not in present[table]
    )
    return [*tables, *columns]


def lacks_parts(present: Mapping[str, Mapping[str, str]], metadata: Schema) -> bool:
    """Whether the registry has tables or columns that the file, with these columns, lacks."""
    return any(columns.keys() - present.get(name, ()) for name, columns in metadata.columns.items())


def missing_indexes(present: AbstractSet[str], metadata: Schema) -> list[Index]:
    """The indexes over columns that the registry has and the file, with these indexes, lacks."""
    if metadata.indexes <= present:
        return []
    indexes = (index for table in metadata.sorted_tables for index in table.indexes)
    return [index for index in indexes if index.name not in present]


def add_parts(connection: Connection, parts: Iterable[Table | Column[object]]) -> None:
    """Add the missing tables and columns; a new column is empty and may be so.

    So no record that is there can break what comes along: checks and unique values let empty pass.
    """
    waiting = list(parts)
    added = [part for part in waiting if isinstance(part, Column)]
    while waiting:
        part = waiting.pop(0)
        if isinstance(part, Table):
            part.create(connection)
            continue
        loose: Column[object] = Column(
            part.name, part.type, *_find_checks(part, waiting), nullable=True
        )
        words = str(CreateColumn(loose).compile(dialect=connection.dialect))
        if target := _find_target(part):
            words += f' REFERENCES "{target}" (id) DEFERRABLE INITIALLY DEFERRED'
        connection.execute(text(f'ALTER TABLE "{part.table.name}" ADD COLUMN {words}'))
    _make_unique(connection, added)


def _make_unique(connection: Connection, added: Sequence[Column[object]]) -> None:
    """Let new columns refuse what must be there once; SQLite adds no column that does so itself."""
    for table in {column.table for column in added}:
        for one in table.constraints:
            if isinstance(one, UniqueConstraint) and not set(one.columns).isdisjoint(added):
                names = list(one.columns.keys())
                index = one.name or "_".join((table.name, *names, "key"))
                cells = ", ".join(f'"{name}"' for name in names)
                words = f'CREATE UNIQUE INDEX "{index}" ON "{table.name}" ({cells})'
                connection.execute(text(words))


def _find_target(column: Column[object]) -> str:
    """The table whose rows a column names."""
    targets = (key.target_fullname.partition(".")[0] for key in column.foreign_keys)
    return next(targets, column.info.get("target", ""))


def _find_checks(
    column: Column[object], waiting: Sequence[Table | Column[object]]
) -> list[CheckConstraint]:
    """What a new column brings along: its own checks, and those with a column that is there."""
    absent = {part.name for part in waiting if isinstance(part, Column)}
    pairs = (
        one
        for one in column.table.constraints
        if isinstance(one, CheckConstraint)
        and column.name in (pair := one.info.get("pair", ()))
        and absent.isdisjoint(pair)
    )
    own = (one for one in column.constraints if isinstance(one, CheckConstraint))
    return [CheckConstraint(one.sqltext, name=one.name) for one in (*own, *pairs)]
