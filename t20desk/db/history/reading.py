"""Reading the journal: what was done, what became of a record, and what may be undone."""

import json
from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from t20desk.db.change import Counts, Label
from t20desk.db.database import Database
from t20desk.db.types import Stored
from t20desk.errors import UserError
from t20desk.i18n import N_, _

UNDO = N_("Undo: {label}")
REDO = N_("Redo: {label}")
IN_PART = N_("Taken back in part: {label}")


class Operation(NamedTuple):
    """One change as the journal keeps it."""

    sequence: int
    time: str
    user: str
    computer: str
    door: str
    label: Label
    counts: Counts
    file: str
    hash: str
    undoes: int | None


class Entry(NamedTuple):
    """One cell of a record's history; `field` None: the record was made or removed."""

    operation: Operation
    kind: str
    id: int
    verb: str
    field: str | None
    old: Stored
    new: Stored


def list_operations(database: Database, limit: int | None = None) -> list[Operation]:
    """The operations, latest first."""
    table = database.tables["operation"]
    query = select(table).order_by(table.c.sequence.desc()).limit(limit)
    with database.read() as connection:
        return [to_operation(row) for row in connection.execute(query)]


def find_operation(database: Database, sequence: int) -> Operation:
    """One operation; raises UserError when there is none of that number."""
    table = database.tables["operation"]
    with database.read() as connection:
        row = connection.execute(select(table).where(table.c.sequence == sequence)).first()
    if row is None:
        raise UserError(
            _("There is no change number {number}; look it up in the history.").format(
                number=sequence
            )
        )
    return to_operation(row)


def to_operation(row: Any) -> Operation:
    """An operation from a row of its table."""
    return Operation(
        row.sequence,
        row.time,
        row.user,
        row.computer,
        row.door,
        Label(row.message, json.loads(row.arguments)),
        Counts(row.new, row.changed, row.removed),
        row.file or "",
        row.hash or "",
        row.undoes,
    )


def read_links(connection: Connection, database: Database) -> list[tuple[int, int | None]]:
    """Every operation with the one it takes back, in order."""
    table = database.tables["operation"]
    query = select(table.c.sequence, table.c.undoes).order_by(table.c.sequence)
    return [(row[0], row[1]) for row in connection.execute(query)]


def latest_undoable(database: Database, user: str = "", passed: Collection[int] = ()) -> int | None:
    """The latest change in force that is no undo itself; of one person where one is named.

    Those in `passed` are left out.
    """
    return _latest(database, False, user, passed)


def latest_redoable(database: Database, user: str = "", passed: Collection[int] = ()) -> int | None:
    """The latest undo in force, which a redo takes back; of one person where one is named."""
    return _latest(database, True, user, passed)


def _latest(database: Database, odd: bool, user: str, passed: Collection[int]) -> int | None:
    """The latest in force that is a change (not odd), or an undo (odd chain of taking back)."""
    with database.read() as connection:
        links = read_links(connection, database)
        theirs = _read_theirs(connection, database, user) if user else set()
    left_out = theirs.union(passed)
    depth: dict[int, int] = {}
    taken_back: set[int] = set()
    for sequence, undoes in links:
        depth[sequence] = 0 if undoes is None else depth.get(undoes, 0) + 1
    for sequence, undoes in reversed(links):
        if undoes is not None and sequence not in taken_back:
            taken_back.add(undoes)
    for sequence, _undoes in reversed(links):
        if sequence in taken_back or sequence in left_out:
            continue
        if (depth[sequence] % 2 == 1) if odd else (depth[sequence] == 0):
            return sequence
    return None


def _read_theirs(connection: Connection, database: Database, user: str) -> set[int]:
    """The operations of everybody else."""
    table = database.tables["operation"].c
    return set(connection.scalars(select(table.sequence).where(table.user != user)))
