"""The tables that a database must have, built from the registry."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from threading import Lock
from typing import Any, NamedTuple

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.sql.selectable import NamedFromClause
from sqlalchemy.types import TypeEngine

from t20desk.db import models
from t20desk.db.fields import KINDS, Field, Kind, Kinds
from t20desk.db.value_checks import value_check

__all__ = ["build_tables", "models"]

FORMAT_VERSION = 1 + sum(
    len(one.formerly) for kind in KINDS.values() for one in kind.fields.values()
)
"""The file format; a file with a higher one was made by a later program.

Each field with another name raises it, so that an earlier program leaves alone a file in which it
would look for the old name.
"""

PLAIN_TEXT = Text().with_variant(Text(collation="C"), "postgresql")
WORDS = Text().with_variant(ARRAY(Text(collation="C")), "postgresql")
WHOLE = BigInteger().with_variant(Integer(), "sqlite")
SQL_TYPES: dict[str, TypeEngine[Any]] = {"text": PLAIN_TEXT, "integer": WHOLE, "real": Double()}


LONGEST_NAME = 60
"""PostgreSQL takes no longer names."""


def key_column(name: str) -> str:
    """The column that holds the sort key of a text field."""
    return f"{name}__key"


def shown_column(name: str) -> str:
    """The column that holds the effective value of an inherited field."""
    return f"shown_{name}"


def index_name(kind: str, column: str) -> str:
    """The name of the index over a column."""
    return f"ix_{kind}_{column}"


class Part(NamedTuple):
    """A column as it is described before there is a table."""

    name: str
    type: TypeEngine[Any]
    target: str = ""
    options: dict[str, Any] = {}
    field: Field | None = None
    """The field whose values it holds."""


class Schema:
    """What a file must have, said in full at once; a table is built when it is asked for.

    A start asks for few of them, and building them all takes longer than reading the first rows.
    """

    def __init__(self, kinds: Kinds, like: "Schema | None" = None) -> None:
        """What kinds have in common with those of another schema is not described anew."""
        self.kinds = kinds
        self.tables = Tables(self)
        self._aliases: dict[tuple[str, str], NamedFromClause] = {}
        self._turn = Lock()
        self.parts: dict[str, tuple[Part, ...]] = {}
        """The columns of each kind."""
        for name, kind in kinds.items():
            is_known = like is not None and like.kinds.get(name) is kind
            self.parts[name] = like.parts[name] if like and is_known else _describe_columns(kind)
        core = _build_core().values()
        self.columns: dict[str, Mapping[str, TypeEngine[Any]]] = {}
        """The type of each column of each table."""
        for table in core:
            self.columns[table.name] = {column.name: column.type for column in table.columns}
        for name, parts in self.parts.items():
            self.columns[name] = {part.name: part.type for part in parts}
        self.indexes = {str(index.name) for table in core for index in table.indexes}
        """The names of the indexes over columns."""
        for name, parts in self.parts.items():
            self.indexes |= {index_name(name, part.name) for part in parts if _is_indexed(part)}

    @property
    def sorted_tables(self) -> list[Table]:
        """All tables as they are made, each behind those it points to."""
        return self.drawn.sorted_tables

    def alias(self, kind: str, name: str) -> NamedFromClause:
        """A table under another name, the same one each time: copying its columns takes long."""
        with self._turn:
            found = self._aliases.get((kind, name))
            if found is None:
                found = self._aliases[kind, name] = self.tables[kind].alias(name)
                found.c  # noqa: B018  copied here, before another lane has it too
            return found

    @cached_property
    def drawn(self) -> MetaData:
        """All tables as they are made in a file: with checks, links and indexes."""
        drawn = MetaData()
        _build_journal(drawn)
        _build_contents(drawn)
        for kind in self.kinds.values():
            _draw_table(drawn, kind, self.parts[kind.name])
        return drawn


class Tables(Mapping[str, Table]):
    """The tables by name as rows are read and written, each built at its first use.

    What only their making needs is left out: it takes three quarters of building them. Lanes may
    ask for one at the same time.
    """

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._metadata = MetaData()
        self._built = dict(_build_core())
        self._turn = Lock()

    def __getitem__(self, name: str) -> Table:
        found = self._built.get(name)
        return self._build(name) if found is None else found

    def __contains__(self, name: object) -> bool:
        return name in self._schema.kinds or name in self._built

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self._schema.kinds, *self._built)))

    def __len__(self) -> int:
        return len(self._schema.kinds.keys() | self._built.keys())

    def _build(self, name: str) -> Table:
        with self._turn:
            if name not in self._built:
                parts = self._schema.parts[name]
                columns = (Column(one.name, one.type, primary_key=not at, autoincrement=False)
                           for at, one in enumerate(parts))  # fmt: skip
                self._built[name] = Table(name, self._metadata, *columns)
            return self._built[name]


def build_tables(kinds: Kinds) -> Schema:
    """Every table of the file: one a kind, the journal and the settings."""
    return _build_declared() if kinds is KINDS else Schema(kinds, _build_declared())


@cache
def _build_declared() -> Schema:
    """The tables of the declared kinds, which every database without own fields shares."""
    return Schema(KINDS)


@cache
def _build_core() -> Mapping[str, Table]:
    """The tables that are not of a kind; every database shares them."""
    metadata = MetaData()
    _build_journal(metadata)
    _build_contents(metadata)
    return metadata.tables


def _build_contents(metadata: MetaData) -> None:
    """The blocks of attachments and pictures, named by hash and place."""
    Table(
        "content",
        metadata,
        Column("id", PLAIN_TEXT, primary_key=True),
        Column("data", LargeBinary, nullable=False),
    )


def _describe_columns(kind: Kind) -> tuple[Part, ...]:
    """The columns of a kind but its id comes first."""
    parts = [Part("id", WHOLE, options={"primary_key": True, "autoincrement": False})]
    for one in kind.stored:
        parts.extend(_describe_field(one))
    if kind.searched:
        parts += [Part("search_key", PLAIN_TEXT), Part("search_words", WORDS)]
    return tuple(parts)


def _describe_field(one: Field) -> Iterator[Part]:
    yield Part(
        one.name,
        SQL_TYPES[one.type.sql],
        "" if one.own else one.target or "",
        {
            "nullable": not (one.required and one.is_written),
            "unique": one.unique or None,
            "index": (one.indexed and not one.has_key) or None,
            "info": {"target": one.target} if one.own and one.target else None,
        },
        one,
    )
    if one.has_key:
        yield Part(key_column(one.name), PLAIN_TEXT, options={"index": one.indexed or None})
    if one.inherited:
        yield Part(shown_column(one.name), SQL_TYPES[one.type.sql])


def _is_indexed(part: Part) -> bool:
    """Whether there is an index over a column; a unique one serves a column that must be unique."""
    return bool(part.options.get("index"))


def _draw_table(metadata: MetaData, kind: Kind, parts: Iterable[Part]) -> None:
    table = Table(kind.name, metadata, *map(_draw_column, parts))
    for first, last in kind.apart:
        table.append_constraint(_check_pair(kind, first, last, f"{first} <> {last}"))
    for first, last in kind.spans:
        span = f"{first} IS NULL OR {last} IS NULL OR {first} <= {last} || '~'"
        table.append_constraint(_check_pair(kind, first, last, span))
    for names in kind.unique:
        table.append_constraint(UniqueConstraint(*names, name=f"{kind.name}_{'_'.join(names)}"))
    for names in (*kind.one_of, *kind.translated_groups):
        filled = " OR ".join(f"{name} IS NOT NULL" for name in names)
        name = f"{kind.name}_{'_'.join(names)}"[:LONGEST_NAME]
        table.append_constraint(CheckConstraint(filled, name=name))


def _check_pair(kind: Kind, first: str, last: str, words: str) -> CheckConstraint:
    """What must hold between two columns, and does where one of them is empty."""
    return CheckConstraint(words, name=f"{kind.name}_{first}_{last}", info={"pair": (first, last)})


def _draw_column(part: Part) -> Column[object]:
    target: list[ForeignKey] = []
    if part.target:
        target = [ForeignKey(f"{part.target}.id", deferrable=True, initially="DEFERRED")]
    check = value_check(part.field) if part.field else ""
    checks = [CheckConstraint(check)] if check else []
    return Column(part.name, part.type, *target, *checks, **part.options)


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
