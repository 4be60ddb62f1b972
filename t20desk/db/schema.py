"""The tables, built from the registry: what the file must have, and adding what it lacks."""

from collections.abc import Container, Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    Column,
    Connection,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.schema import CreateColumn
from sqlalchemy.types import TypeEngine

from t20desk.db import models
from t20desk.db.fields import KINDS, OWN_KINDS, Field, Kind, Kinds

__all__ = ["build_tables", "models"]

FORMAT_VERSION = 1
"""The file format; a file with a higher one was made by a later program."""

LONGEST_NAME = 60
"""PostgreSQL takes no longer names."""

PLAIN_TEXT = Text().with_variant(Text(collation="C"), "postgresql")
WORDS = Text().with_variant(ARRAY(Text(collation="C")), "postgresql")
WHOLE = BigInteger().with_variant(Integer(), "sqlite")
SQL_TYPES: dict[str, TypeEngine[Any]] = {"text": PLAIN_TEXT, "integer": WHOLE, "real": Double()}


def key_column(name: str) -> str:
    """The column that holds the sort key of a text field."""
    return f"{name}__key"


def shown_column(name: str) -> str:
    """The column that holds the effective value of an inherited field."""
    return f"shown_{name}"


def build_tables(kinds: Kinds) -> MetaData:
    """Every table of the file: one a kind, the journal and the settings."""
    return _build_declared() if kinds is KINDS else _build_all(kinds)


@cache
def _build_declared() -> MetaData:
    """The tables of the declared kinds, which every database without own fields shares."""
    return _build_all(KINDS)


@cache
def build_own() -> MetaData:
    """The tables of own fields alone: they say what the others are."""
    return _build_all({name: KINDS[name] for name in sorted(OWN_KINDS)})


def _build_all(kinds: Kinds) -> MetaData:
    metadata = MetaData()
    for kind in kinds.values():
        _build_table(metadata, kind)
    _build_journal(metadata)
    _build_contents(metadata)
    return metadata


def _build_contents(metadata: MetaData) -> None:
    """The blocks of attachments and pictures, named by hash and place."""
    Table(
        "content",
        metadata,
        Column("id", PLAIN_TEXT, primary_key=True),
        Column("data", LargeBinary, nullable=False),
    )


def _build_table(metadata: MetaData, kind: Kind) -> None:
    columns: list[Column[object]] = [Column("id", WHOLE, primary_key=True, autoincrement=False)]
    for one in kind.stored:
        columns.extend(_field_columns(one))
    if kind.searched:
        columns.append(Column("search_key", PLAIN_TEXT))
        columns.append(Column("search_words", WORDS))
    table = Table(kind.name, metadata, *columns)
    for first, last in kind.spans:
        span = f"{first} IS NULL OR {last} IS NULL OR {first} <= {last} || '~'"
        table.append_constraint(CheckConstraint(span, name=f"{kind.name}_{first}_{last}"))
    for names in kind.unique:
        table.append_constraint(UniqueConstraint(*names, name=f"{kind.name}_{'_'.join(names)}"))
    for names in (*kind.one_of, *kind.translated_groups):
        filled = " OR ".join(f"{name} IS NOT NULL" for name in names)
        name = f"{kind.name}_{'_'.join(names)}"[:LONGEST_NAME]
        table.append_constraint(CheckConstraint(filled, name=name))


def _field_columns(one: Field) -> list[Column[object]]:
    target: list[ForeignKey] = []
    if one.target and not one.own:
        target = [ForeignKey(f"{one.target}.id", deferrable=True, initially="DEFERRED")]
    made: list[Column[object]] = [
        Column(
            one.name,
            SQL_TYPES[one.type.sql],
            *target,
            nullable=not (one.required and one.is_written),
            unique=one.unique or None,
            index=(one.indexed and not one.has_key) or None,
            info={"target": one.target} if one.own and one.target else None,
        )
    ]
    if one.has_key:
        made.append(Column(key_column(one.name), PLAIN_TEXT, index=one.indexed or None))
    if one.inherited:
        made.append(Column(shown_column(one.name), SQL_TYPES[one.type.sql]))
    return made


def _build_journal(metadata: MetaData) -> None:
    Table(
        "operation",
        metadata,
        Column("sequence", WHOLE, primary_key=True, autoincrement=False),
        Column("id", PLAIN_TEXT, nullable=False, unique=True),
        Column("desk", PLAIN_TEXT, nullable=False),
        Column("counter", WHOLE, nullable=False),
        Column("seen", PLAIN_TEXT),
        Column("time", PLAIN_TEXT, nullable=False),
        Column("user", PLAIN_TEXT, nullable=False),
        Column("computer", PLAIN_TEXT, nullable=False),
        Column("role", PLAIN_TEXT),
        Column("door", PLAIN_TEXT, nullable=False),
        Column("message", PLAIN_TEXT, nullable=False),
        Column("arguments", PLAIN_TEXT, nullable=False),
        Column("file", PLAIN_TEXT),
        Column("hash", PLAIN_TEXT),
        Column("undoes", WHOLE, ForeignKey("operation.sequence"), index=True),
        Column("new", WHOLE, nullable=False),
        Column("changed", WHOLE, nullable=False),
        Column("removed", WHOLE, nullable=False),
    )
    journal = Table(
        "journal",
        metadata,
        Column("number", WHOLE, primary_key=True),
        Column("sequence", WHOLE, nullable=False, index=True),
        Column("kind", PLAIN_TEXT, nullable=False),
        Column("id", WHOLE, nullable=False),
        Column("verb", PLAIN_TEXT, nullable=False),
        Column("cells", PLAIN_TEXT),
    )
    Index("ix_journal_record", journal.c.id, journal.c.sequence)
    Table(
        "desk",
        metadata,
        Column("name", PLAIN_TEXT, primary_key=True),
        Column("value", PLAIN_TEXT),
    )


def missing_parts(
    present: Mapping[str, Mapping[str, str]], metadata: MetaData
) -> list[Table | Column[object]]:
    """The tables and columns that the registry has and the file, with these columns, lacks."""
    missing: list[Table | Column[object]] = []
    for table in metadata.sorted_tables:
        names = present.get(table.name)
        if names is None:
            missing.append(table)
        else:
            missing.extend(column for column in table.columns if column.name not in names)
    return missing


def missing_indexes(present: Container[str], metadata: MetaData) -> list[Index]:
    """The indexes over columns that the registry has and the file, with these indexes, lacks."""
    indexes = (index for table in metadata.sorted_tables for index in table.indexes)
    return [index for index in indexes if index.name not in present]


def add_parts(connection: Connection, parts: Iterable[Table | Column[object]]) -> None:
    """Add the missing tables and columns; a new column is empty and may be so."""
    for part in parts:
        if isinstance(part, Table):
            part.create(connection)
            continue
        loose: Column[object] = Column(part.name, part.type, nullable=True)
        words = str(CreateColumn(loose).compile(dialect=connection.dialect))
        if target := part.info.get("target"):
            words += f' REFERENCES "{target}" (id) DEFERRABLE INITIALLY DEFERRED'
        connection.execute(text(f'ALTER TABLE "{part.table.name}" ADD COLUMN {words}'))
