"""The records that one operation touched, with their cells before and after, read page by page."""

import json
from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, Select, func, select

from t20desk.db.change import Counts
from t20desk.db.database import Database
from t20desk.db.entries import GONE, NEW
from t20desk.db.fields import Kind
from t20desk.db.history.earlier import read_images
from t20desk.db.search.lookups import fetch_ids
from t20desk.db.types import Stored

Cells = dict[str, Stored]


class Touched(NamedTuple):
    """What an operation did to one record; `before` None: it is new, `after` None: it went."""

    kind: str
    id: int
    verb: str
    before: Cells | None
    after: Cells | None


def count_touched(database: Database, sequence: int) -> dict[str, dict[str, int]]:
    """How many records of each kind an operation made, changed and removed."""
    journal = database.tables["journal"]
    query = (
        select(journal.c.kind, journal.c.verb, func.count())
        .where(journal.c.sequence == sequence)
        .group_by(journal.c.kind, journal.c.verb)
        .order_by(func.min(journal.c.number))
    )
    found: dict[str, dict[str, int]] = {}
    with database.read() as connection:
        for kind, verb, count in connection.execute(query):
            found.setdefault(kind, {})[verb] = count
    return found


def count_kinds(database: Database, sequences: Sequence[int]) -> dict[int, dict[str, Counts]]:
    """Of some operations how many records of each kind they made, changed and removed."""
    journal = database.tables["journal"]
    query = (
        select(journal.c.sequence, journal.c.kind, journal.c.verb, func.count())
        .where(journal.c.sequence.in_(list(sequences)))
        .group_by(journal.c.sequence, journal.c.kind, journal.c.verb)
    )
    found: dict[int, dict[str, Counts]] = {key: {} for key in sequences}
    with database.read() as connection:
        for sequence, kind, verb, count in connection.execute(query):
            kinds = found[sequence]
            kinds[kind] = kinds.get(kind, Counts()) + _count_verb(verb, count)
    return found


def _count_verb(verb: str, count: int) -> Counts:
    if verb == NEW:
        return Counts(new=count)
    return Counts(removed=count) if verb == GONE else Counts(changed=count)


def list_numbers(
    database: Database, sequence: int, kind: str, verbs: Sequence[str]
) -> "array[int]":
    """The entries of the journal that an operation wrote for records of a kind, in order."""
    with database.read() as connection:
        return fetch_ids(connection, _choose(database, sequence, kind, verbs))


def _choose(
    database: Database, sequence: int, kind: str, verbs: Sequence[str]
) -> Select[tuple[int]]:
    journal = database.tables["journal"]
    return (
        select(journal.c.number)
        .where(journal.c.sequence == sequence, journal.c.kind == kind)
        .where(journal.c.verb.in_(list(verbs)))
        .order_by(journal.c.number)
    )


def find_columns(database: Database, sequence: int, kind: Kind) -> list[str]:
    """The fields in which an operation wrote something, in the order of declaration."""
    with database.read() as connection:
        named = _find_named(connection, database, sequence, kind.name)
        named |= _find_filled(connection, database, sequence, kind)
        named |= _find_lost(connection, database, sequence, kind.name)
    return [one.name for one in kind.written if one.name in named]


def _find_named(connection: Connection, database: Database, sequence: int, kind: str) -> set[str]:
    """The fields that stand in the journal of an operation."""
    journal = database.tables["journal"]
    query = database.store.select_names(journal.c.cells)
    chosen = (journal.c.sequence == sequence, journal.c.kind == kind)
    return set(connection.scalars(query.where(*chosen, journal.c.cells.is_not(None))))


def _find_filled(connection: Connection, database: Database, sequence: int, kind: Kind) -> set[str]:
    """The fields that are filled in the records which an operation made and that are there."""
    table = database.tables[kind.name]
    names = [one.name for one in kind.written]
    made = _select_made(database, sequence, kind.name)
    query = select(*(func.count(table.c[name]) for name in names)).where(table.c.id.in_(made))
    row = connection.execute(query).one()
    return {name for name, count in zip(names, row, strict=True) if count}


def _find_lost(connection: Connection, database: Database, sequence: int, kind: str) -> set[str]:
    """The fields that were filled in records which an operation made and that went since."""
    journal = database.tables["journal"]
    query = database.store.select_names(journal.c.cells).where(
        journal.c.sequence > sequence, journal.c.kind == kind, journal.c.verb == GONE
    )
    made = _select_made(database, sequence, kind)
    return set(
        connection.scalars(query.where(journal.c.id.in_(made), journal.c.cells.is_not(None)))
    )


def _select_made(database: Database, sequence: int, kind: str) -> Select[tuple[int]]:
    journal = database.tables["journal"]
    return select(journal.c.id).where(
        journal.c.sequence == sequence, journal.c.kind == kind, journal.c.verb == NEW
    )


def read_touched(database: Database, numbers: Sequence[int]) -> dict[int, Touched]:
    """Some entries of operations with all cells, by their number in the journal."""
    journal = database.tables["journal"]
    columns = (journal.c.number, journal.c.sequence, journal.c.kind, journal.c.id)
    query = select(*columns, journal.c.verb, journal.c.cells)
    found: dict[int, Touched] = {}
    made: dict[tuple[str, int], dict[int, int]] = {}
    with database.read() as connection:
        for number, sequence, kind, key, verb, cells in connection.execute(
            query.where(journal.c.number.in_(list(numbers)))
        ):
            if verb == NEW:
                made.setdefault((kind, sequence), {})[key] = number
            else:
                found[number] = _read_entry(kind, key, verb, json.loads(cells or "{}"))
        for (kind, sequence), places in made.items():
            names = [one.name for one in database.kinds[kind].written]
            images = read_images(connection, database, kind, names, sequence, list(places))
            for key, number in places.items():
                cells_after = dict(zip(names, images.get(key, ()), strict=False))
                found[number] = Touched(kind, key, NEW, None, cells_after)
    return found


def read_gone(
    database: Database, records: Iterable[tuple[str, int]]
) -> dict[tuple[str, int], Cells]:
    """What records were when they were removed last, as far as they ever were."""
    journal = database.tables["journal"]
    wanted = set(records)
    query = select(journal.c.kind, journal.c.id, journal.c.cells).where(
        journal.c.id.in_({key for _kind, key in wanted}), journal.c.verb == GONE
    )
    with database.read() as connection:
        rows = connection.execute(query.order_by(journal.c.number)).all()
    found = {(kind, key): json.loads(cells or "{}") for kind, key, cells in rows}
    return {record: cells for record, cells in found.items() if record in wanted}


def _read_entry(kind: str, key: int, verb: str, cells: dict[str, Stored]) -> Touched:
    if verb == GONE:
        return Touched(kind, key, verb, cells, None)
    pairs: dict[str, list[Stored]] = cells  # type: ignore[assignment]
    before = {name: pair[0] for name, pair in pairs.items()}
    return Touched(kind, key, verb, before, {name: pair[1] for name, pair in pairs.items()})
