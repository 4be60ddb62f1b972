"""By which rules what is derived was written: a mark in the database, compared at each opening."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from t20desk.db.fields import Kinds
from t20desk.db.schema import Schema

RULES = 3
"""Raised with every change of what `keys`, `pinyin`, `membership`, `derived`, a type's search texts
or a computed field give; a test finds out."""
MARK = "rules"
"""The row of table `desk` that keeps by which rules a database was derived."""


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
