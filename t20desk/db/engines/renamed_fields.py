"""Fields that had another name when a database was made: their columns, and their journal."""

from collections.abc import Container, Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import Connection, text

from t20desk.db.fields import Kinds
from t20desk.db.schema import index_name, key_column, shown_column


class Renamed(NamedTuple):
    """A field under the name that a database knows, and under that of today."""

    kind: str
    old: str
    new: str

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """What its columns were called and are now; not every field has all three."""
        names = (str, key_column, shown_column)
        return tuple((name(self.old), name(self.new)) for name in names)


def find_renamed(present: Mapping[str, Container[str]], kinds: Kinds) -> list[Renamed]:
    """The fields of which a database, with these columns, knows an earlier name alone."""
    return [
        Renamed(kind.name, old, one.name)
        for kind in kinds.values()
        for one in kind.stored
        for old in one.formerly
        if old in present.get(kind.name, ()) and one.name not in present[kind.name]
    ]


def rename_columns(
    connection: Connection, present: Mapping[str, Container[str]], renamed: Iterable[Renamed]
) -> None:
    """Give columns their names of today, in the journal too; an index is made anew afterwards."""
    for one in renamed:
        for old, new in one.columns:
            if old in present[one.kind]:
                connection.execute(text(f'DROP INDEX IF EXISTS "{index_name(one.kind, old)}"'))
                words = f'ALTER TABLE "{one.kind}" RENAME COLUMN "{old}" TO "{new}"'
                connection.execute(text(words))
        words = "UPDATE journal SET cells = replace(cells, :old, :new) WHERE kind = :kind"
        names = {"kind": one.kind, "old": _key(one.old), "new": _key(one.new)}
        connection.execute(text(words), names)


def select_columns(
    kind: str, renamed: Iterable[Renamed], present: Container[str]
) -> dict[str, str]:
    """How SQL reads the columns of a kind under their names of today, by these names."""
    named = (pair for one in renamed if one.kind == kind for pair in one.columns)
    return {new: f'"{old}" AS "{new}"' for old, new in named if old in present}


def select_entries(renamed: Iterable[Renamed]) -> str:
    """The cells of the journal as SQL reads them with the names of today."""
    cells = "cells"
    for one in renamed:
        said = f"replace({cells}, '{_key(one.old)}', '{_key(one.new)}')"
        cells = f"CASE kind WHEN '{one.kind}' THEN {said} ELSE {cells} END"
    return cells


def _key(name: str) -> str:
    """How a name stands before its cell; a quote within a text has a sign before it."""
    return f'"{name}":'
