"""The steps that the tests of the database are told in: make, change, remove, read, undo."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select, text

from t20desk.db import keys
from t20desk.db.change import Applied, Batch, Change, Label, Row
from t20desk.db.database import Database
from t20desk.db.fields import KINDS
from t20desk.db.history.undoing import Part, Undoing, plan_redo, plan_undo
from t20desk.db.types import Stored
from t20desk.listing import Listing, list_ids

LABEL = Label("Try")
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT 1 FROM n) SELECT count(*) FROM n"
Cells = Mapping[str, Stored]


def new_batch(kind: str, records: Mapping[int, Cells]) -> Batch:
    """A batch that makes records, with every column that any of them fills."""
    columns = tuple(dict.fromkeys(name for cells in records.values() for name in cells))
    rows: list[Row] = [
        (key, None, tuple(cells.get(name) for name in columns)) for key, cells in records.items()
    ]
    return Batch(kind, columns, rows)


def edit_batch(kind: str, records: Mapping[int, Mapping[str, tuple[Stored, Stored]]]) -> Batch:
    """A batch that changes cells, each given as before and after; all records name the same."""
    columns = tuple(next(iter(records.values())))
    rows: list[Row] = [
        (key, tuple(cells[name][0] for name in columns), tuple(cells[name][1] for name in columns))
        for key, cells in records.items()
    ]
    return Batch(kind, columns, rows)


def drop_batch(database: Database, kind: str, ids: Iterable[int]) -> Batch:
    """A batch that removes records as they are."""
    columns = tuple(one.name for one in KINDS[kind].written)
    present = records_of(database, kind)
    rows: list[Row] = [(key, tuple(present[key][name] for name in columns), None) for key in ids]
    return Batch(kind, columns, rows)


def apply(database: Database, *batches: Batch, label: Label = LABEL) -> Applied:
    """Apply batches as one change, whatever becomes of it."""
    return database.apply(Change(label, batches))


def done(database: Database, *batches: Batch) -> int:
    """Apply batches that must be taken; the number of the operation."""
    applied = apply(database, *batches)
    assert not applied.conflicts
    assert not applied.problems
    assert applied.operation is not None
    return applied.operation


def make(database: Database, kind: str, **cells: Stored) -> int:
    """One new record; its id."""
    key = next(database.new_ids())
    done(database, new_batch(kind, {key: cells}))
    return key


def make_many(database: Database, kind: str, records: Iterable[Cells]) -> list[int]:
    """New records in one change; their ids."""
    made = dict(zip(database.new_ids(), records, strict=False))
    done(database, new_batch(kind, made))
    return list(made)


def edit(database: Database, kind: str, key: int, **cells: Stored) -> int:
    """Change cells of a record from what they are; the number of the operation."""
    present = record_of(database, kind, key)
    changed = {name: (present[name], value) for name, value in cells.items()}
    return done(database, edit_batch(kind, {key: changed}))


def remove(database: Database, kind: str, *ids: int) -> int:
    """Remove records; the number of the operation."""
    return done(database, drop_batch(database, kind, ids))


def record_of(database: Database, kind: str, key: int) -> dict[str, Any]:
    """All columns of one record, derived ones too; it must be there."""
    table = database.tables[kind]
    with database.read() as connection:
        row = connection.execute(select(table).where(table.c.id == key)).one()
    return dict(row._mapping)


def records_of(database: Database, kind: str) -> dict[int, dict[str, Any]]:
    """All columns of all records of a kind by id."""
    table = database.tables[kind]
    with database.read() as connection:
        rows = connection.execute(select(table).order_by(table.c.id)).all()
    return {row.id: dict(row._mapping) for row in rows}


def everything(database: Database) -> dict[str, dict[int, dict[str, Any]]]:
    """All records of all kinds, derived columns too."""
    return {kind: found for kind in KINDS if (found := records_of(database, kind))}


def journal_of(database: Database, sequence: int) -> list[tuple[Any, ...]]:
    """Kind, id, verb and cells of an operation's journal rows, in order."""
    journal = database.tables["journal"]
    columns = (journal.c.kind, journal.c.id, journal.c.verb, journal.c.cells)
    query = select(*columns).where(journal.c.sequence == sequence).order_by(journal.c.number)
    with database.read() as connection:
        return [tuple(row) for row in connection.execute(query)]


def undo(database: Database, sequence: int | None = None, part: Part | None = None) -> Undoing:
    """Take an operation back, or a part of it; what was planned."""
    plan = plan_undo(database, sequence, part)
    _apply_plan(database, plan)
    return plan


def redo(database: Database) -> Undoing:
    """Take the latest undo back; what was planned."""
    plan = plan_redo(database)
    _apply_plan(database, plan)
    return plan


def _apply_plan(database: Database, plan: Undoing) -> None:
    applied = database.apply(plan.change)
    assert not applied.conflicts
    assert not applied.problems


def backdate(database: Database) -> None:
    """Put all that was written so far two days back."""
    back = (date.today() - timedelta(days=2)).isoformat()
    with database.engine.connect() as connection:
        database.store.begin_writing(connection, 1)
        connection.execute(
            text("UPDATE operation SET time = :back || substr(time, 11)"), {"back": back}
        )
        connection.commit()


def find(database: Database, kind: str, search: str) -> set[str]:
    """The notes of the records that a search finds; each record says there what it is."""
    ids = list_ids(database, Listing(kind, search=search, view="all"))
    table = database.tables[kind]
    with database.read() as connection:
        notes = connection.scalars(select(table.c.notes).where(table.c.id.in_(list(ids))))
        return set(notes)


def holds(word: str, texts: Iterable[str]) -> bool:
    """Whether texts hold a word: two characters as a beginning, more anywhere; or its digits."""
    if not word.strip():
        return True
    if (number := keys.spell_number(word)) and holds(number, texts):
        return True
    term, short = keys.query_terms(word)
    lines = keys.search_key([(text, False) for text in texts])
    if short and any(map(str.isalnum, term)):
        return term in keys.search_words(*lines.splitlines())
    return bool(term) and term in lines
