"""Undo of any operation at any time, decided cell by cell and shown before it is done.

Reversed: the cell still holds what the operation wrote. Kept: it was edited since, or something
points to the record. Refused: what was there cannot come back, with the reason.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from sqlalchemy import Connection

from t20desk.db.change import Batch, Change, Label, Row
from t20desk.db.database import Database
from t20desk.db.entries import GONE, NEW
from t20desk.db.fields import Kind
from t20desk.db.history.deciding import Decider
from t20desk.db.history.reading import (
    IN_PART,
    REDO,
    UNDO,
    Operation,
    find_operation,
    latest_redoable,
    latest_undoable,
)
from t20desk.db.history.runs import Part, Written
from t20desk.db.history.steps import Left
from t20desk.db.present_cells import read_cells
from t20desk.db.rules import main_contacts as contacts
from t20desk.db.rules.reasons import ANOTHER_MAIN, EDITED_SINCE
from t20desk.db.spool import collect_batches
from t20desk.db.types import Stored
from t20desk.errors import UserError
from t20desk.i18n import _

__all__ = ["Part", "Undoing", "collect_taken", "plan_redo", "plan_undo"]


@dataclass(slots=True)
class Undoing:
    """What taking back an operation would do."""

    operation: Operation
    change: Change
    kept: list[Left] = field(default_factory=list)
    refused: list[Left] = field(default_factory=list)

    def cut_to(self, chosen: Change) -> Change:
        """What was chosen of it: less than all leaves the rest of the operation in force."""
        if chosen is self.change or chosen.undoes is None:
            return chosen
        return replace(chosen, undoes=None, label=_name_inner(IN_PART, self.operation.label))


def plan_undo(database: Database, sequence: int | None = None, part: Part | None = None) -> Undoing:
    """Plan taking back an operation, the latest one in force where none is named.

    A part of it is a change like any other: the rest of the operation stays in force.
    """
    chosen = latest_undoable(database) if sequence is None else sequence
    if chosen is None:
        raise UserError(_("There is nothing to undo."))
    return _plan(database, chosen, part)


def plan_redo(database: Database) -> Undoing:
    """Plan taking back the latest undo."""
    chosen = latest_redoable(database)
    if chosen is None:
        raise UserError(_("There is nothing to redo."))
    return _plan(database, chosen)


def _plan(database: Database, sequence: int, part: Part | None = None) -> Undoing:
    operation = find_operation(database, sequence)
    with database.read() as connection:
        decider = Decider(database, connection, sequence, part)
        decider.decide()
        batches = collect_taken(database, connection, decider)
    if part is None:
        change = Change(_name_undo(operation), batches, undoes=sequence)
    else:
        change = Change(_name_inner(IN_PART, operation.label), batches)
    return Undoing(operation, change, decider.steps.kept, decider.steps.refused)


def _name_undo(operation: Operation) -> Label:
    """The label of taking an operation back; taking back an undo is a redo."""
    label = operation.label
    if label.message in (UNDO, REDO):
        return Label(REDO if label.message == UNDO else UNDO, label.arguments)
    return _name_inner(UNDO, label)


def _name_inner(message: str, label: Label) -> Label:
    inner = {"message": label.message, "arguments": dict(label.arguments)}
    return Label(message, {"label": inner})


def collect_taken(database: Database, connection: Connection, decider: Decider) -> Sequence[Batch]:
    """What is taken back, as far as was decided; nobody becomes a second main contact by it."""
    kinds: set[str] = set()

    def note_kinds() -> Iterator[Batch]:
        for batch in _make_batches(database, connection, decider):
            kinds.add(batch.kind)
            yield batch

    batches = collect_batches(note_kinds())
    if contacts.KIND not in kinds:
        return batches
    posts = contacts.Posts(connection, database.store, database.tables[contacts.KIND])
    rows = contacts.read_planned(posts, batches)
    losing = contacts.find_losing(posts, rows, takes=False)
    if not losing:
        return batches
    reason = _(ANOTHER_MAIN)
    decider.steps.refused.extend(Left(contacts.KIND, key, contacts.MAIN, reason) for key in losing)
    return collect_batches(contacts.take_marks(batches, losing, rows))


def _make_batches(database: Database, connection: Connection, decider: Decider) -> Iterator[Batch]:
    """What of the operation is taken back, as far as was decided."""
    for kind, verb, rows in decider.read_runs():
        if verb == NEW:
            yield from _remove(database, connection, decider, kind, rows)
        elif verb == GONE:
            yield from _restore(decider, kind, rows)
        else:
            yield from _reverse(database, connection, decider, kind, rows)
    if decider.hidden:
        yield _hide(database, connection, decider.hidden)


def _hide(database: Database, connection: Connection, keys: Sequence[int]) -> Batch:
    """Own fields go out of sight; their values stay where they are."""
    table, names = database.tables["own_field"], ("removed",)
    present = read_cells(connection, database.store, table, keys, names)
    return Batch("own_field", names, [(key, present[key], (1,)) for key in keys])


def _remove(
    database: Database,
    connection: Connection,
    decider: Decider,
    kind: Kind,
    rows: Sequence[Written],
) -> Iterator[Batch]:
    ids = [row.id for row in rows if decider.steps.may_go(kind.name, row.id)]
    names = tuple(one.name for one in kind.written)
    table = database.tables[kind.name]
    present = read_cells(connection, database.store, table, ids, names)
    out: list[Row] = [(key, present[key], None) for key in ids if key in present]
    if out:
        yield Batch(kind.name, names, out)


def _restore(decider: Decider, kind: Kind, rows: Sequence[Written]) -> Iterator[Batch]:
    names = tuple(one.name for one in kind.written)
    out: list[Row] = [
        (row.id, None, tuple(row.cells.get(name) for name in names))
        for row in rows
        if decider.steps.may_come(kind.name, row.id)
    ]
    if out:
        yield Batch(kind.name, names, out)


def _reverse(
    database: Database,
    connection: Connection,
    decider: Decider,
    kind: Kind,
    rows: Sequence[Written],
) -> Iterator[Batch]:
    """The cells that still hold what was written go back; rows with the same cells go together."""
    table = database.tables[kind.name]
    alike: dict[tuple[str, ...], list[Row]] = {}
    by_columns = sorted(rows, key=_column_names)
    for names, group in groupby(by_columns, key=_column_names):
        found = list(group)
        ids = [row.id for row in found]
        known = tuple(name for name in names if name in kind.fields)
        present = read_cells(connection, database.store, table, ids, known)
        for row in found:
            cells = dict(zip(known, present.get(row.id, ()), strict=False))
            turned = _turn_cells(decider, row, cells)
            if turned:
                before = tuple(cells[name] for name in turned)
                after = tuple(row.cells[name][0] for name in turned)
                alike.setdefault(turned, []).append((row.id, before, after))
    for names, out in alike.items():
        yield Batch(kind.name, names, out)


def _column_names(row: Written) -> tuple[str, ...]:
    return tuple(row.cells)


def _turn_cells(decider: Decider, row: Written, present: Mapping[str, Stored]) -> tuple[str, ...]:
    """The cells of a record that go back; those edited since are noted as kept."""
    turned: list[str] = []
    for name, now in present.items():
        old, new = row.cells[name]
        if now == new and decider.may_turn(row.kind, row.id, name):
            turned.append(name)
        elif now not in (new, old):
            decider.steps.kept.append(Left(row.kind, row.id, name, _(EDITED_SINCE)))
    return tuple(turned)
