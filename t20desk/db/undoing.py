"""Undo of any operation at any time, decided cell by cell and shown before it is done.

Reversed: the cell still holds what the operation wrote. Kept: it was edited since, or something
points to the record. Refused: the record cannot come back, with the reason.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, select

from t20desk.db.change import Batch, Cells, Change, Label, Row
from t20desk.db.database import Database
from t20desk.db.fields import KINDS, Kind, links_to
from t20desk.db.held import held_ids
from t20desk.db.history import (
    REDO,
    UNDO,
    Operation,
    find_operation,
    latest_redoable,
    latest_undoable,
)
from t20desk.db.journal import read_cells
from t20desk.db.spool import collect_batches
from t20desk.db.types import Stored
from t20desk.errors import UserError
from t20desk.i18n import N_, _

EDITED = N_("edited since")
POINTED = N_("other records point to it")
GONE = N_("the record is gone")
BACK = N_("the record is there already")
TAKEN = N_("{label} “{value}” was given to another record")
NO_TARGET = N_("{label} points to a record that is gone")
CHUNK = 5_000
"""Journal rows taken at a time."""


@dataclass(frozen=True, slots=True)
class Left:
    """A record or cell that an undo leaves as it is, and why."""

    kind: str
    id: int
    field: str | None
    reason: str


@dataclass(slots=True)
class Undoing:
    """What taking back an operation would do."""

    operation: Operation
    change: Change
    kept: list[Left] = field(default_factory=list)
    refused: list[Left] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Written:
    """One journal row of the operation to be taken back."""

    kind: str
    id: int
    verb: str
    cells: dict[str, Any]


def plan_undo(database: Database, sequence: int | None = None) -> Undoing:
    """Plan taking back an operation, the latest one in force where none is named."""
    chosen = latest_undoable(database) if sequence is None else sequence
    if chosen is None:
        raise UserError(_("There is nothing to undo."))
    return _plan(database, chosen)


def plan_redo(database: Database) -> Undoing:
    """Plan taking back the latest undo."""
    chosen = latest_redoable(database)
    if chosen is None:
        raise UserError(_("There is nothing to redo."))
    return _plan(database, chosen)


def _plan(database: Database, sequence: int) -> Undoing:
    operation = find_operation(database, sequence)
    with database.read() as connection:
        planner = _Planner(database, connection, sequence)
        batches = collect_batches(planner.plan_batches())
    change = Change(_name_undo(operation), batches, undoes=sequence)
    return Undoing(operation, change, planner.kept, planner.refused)


def _name_undo(operation: Operation) -> Label:
    """The label of taking an operation back; taking back an undo is a redo."""
    label = operation.label
    if label.message in (UNDO, REDO):
        return Label(REDO if label.message == UNDO else UNDO, label.arguments)
    inner = {"message": label.message, "arguments": dict(label.arguments)}
    return Label(UNDO, {"label": inner})


class _Planner:
    def __init__(self, database: Database, connection: Connection, sequence: int) -> None:
        self.database = database
        self.connection = connection
        self.sequence = sequence
        self.kept: list[Left] = []
        self.refused: list[Left] = []
        self._journal = database.tables["journal"]
        self._going: dict[str, set[int]] = {}
        self._coming: set[int] = set()

    def plan_batches(self) -> Iterator[Batch]:
        self._find_going()
        self._find_coming()
        for kind, verb, rows in self._read_runs():
            if verb == "new":
                yield from self._remove(kind, rows)
            elif verb == "gone":
                yield from self._restore(kind, rows)
            else:
                yield from self._reverse(kind, rows)

    def _read_runs(self) -> Iterator[tuple[Kind, str, list[Written]]]:
        """The journal rows of the operation, latest first, in runs of one kind and verb."""
        for chunk in self._read_chunks():
            for (kind, verb), run in groupby(chunk, key=lambda row: (row.kind, row.verb)):
                yield KINDS[kind], verb, list(run)

    def _read_chunks(self) -> Iterator[list[Written]]:
        journal = self._journal
        below: int | None = None
        while True:
            query = (
                select(journal.c.number, journal.c.kind, journal.c.id, journal.c.verb, journal.c.cells)
                .where(journal.c.sequence == self.sequence)
                .order_by(journal.c.number.desc())
                .limit(CHUNK)
            )
            rows = self.connection.execute(
                query if below is None else query.where(journal.c.number < below)
            ).all()
            if not rows:
                return
            below = rows[-1][0]
            yield [Written(r.kind, r.id, r.verb, json.loads(r.cells or "{}")) for r in rows]

    def _find_coming(self) -> None:
        query = select(self._journal.c.id).where(
            self._journal.c.sequence == self.sequence, self._journal.c.verb == "gone"
        )
        self._coming = set(self.connection.scalars(query))

    def _find_going(self) -> None:
        """The records that the operation made and that nobody edited or points to since."""
        journal = self._journal
        query = select(journal.c.kind, journal.c.id).where(
            journal.c.sequence == self.sequence, journal.c.verb == "new"
        )
        for kind, key in self.connection.execute(query):
            self._going.setdefault(kind, set()).add(key)
        if not self._going:
            return
        self._keep_edited()
        while self._keep_pointed():
            pass

    def _keep_edited(self) -> None:
        later, made = self._journal.alias("later"), self._journal.alias("made")
        query = (
            select(later.c.kind, later.c.id, later.c.verb, later.c.cells)
            .join(made, (made.c.id == later.c.id) & (made.c.kind == later.c.kind))
            .where(
                made.c.sequence == self.sequence,
                made.c.verb == "new",
                later.c.sequence > self.sequence,
            )
            .order_by(later.c.number)
        )
        first: dict[tuple[str, int], dict[str, Stored]] = {}
        last: dict[tuple[str, int], dict[str, Stored]] = {}
        gone: set[tuple[str, int]] = set()
        for kind, key, verb, cells in self.connection.execute(query):
            record = (kind, key)
            (gone.add if verb == "gone" else gone.discard)(record)
            if verb == "changed":
                for name, (old, new) in json.loads(cells).items():
                    first.setdefault(record, {}).setdefault(name, old)
                    last.setdefault(record, {})[name] = new
        for record in gone:
            self._going[record[0]].discard(record[1])
            self.refused.append(Left(*record, None, _(GONE)))
        for record, before in first.items():
            edited = [name for name, old in before.items() if last[record][name] != old]
            if record not in gone and edited:
                self._going[record[0]].discard(record[1])
                self.kept.extend(Left(*record, name, _(EDITED)) for name in edited)

    def _keep_pointed(self) -> bool:
        """Keep the records to which one that stays points; True if that kept any."""
        found = False
        for kind, ids in self._going.items():
            for one in links_to(kind) if ids else ():
                table = self.database.tables[one.kind]
                column = table.c[one.name]
                self.database.store.hold_ids(self.connection, ids)
                pointing = self.connection.execute(
                    select(table.c.id, column).where(column.in_(held_ids()))
                ).all()
                leaving = self._going.get(one.kind, set())
                for source, target in pointing:
                    if source not in leaving and target in ids:
                        ids.discard(target)
                        self.kept.append(Left(kind, target, None, _(POINTED)))
                        found = True
        return found

    def _remove(self, kind: Kind, rows: Sequence[Written]) -> Iterator[Batch]:
        going = self._going.get(kind.name, set())
        ids = [row.id for row in rows if row.id in going]
        names = tuple(one.name for one in kind.written)
        present = self._read(kind, ids, names)
        out: list[Row] = [(key, present[key], None) for key in ids if key in present]
        if out:
            yield Batch(kind.name, names, out)

    def _read(self, kind: Kind, ids: Sequence[int], names: Sequence[str]) -> dict[int, Cells]:
        table = self.database.tables[kind.name]
        return read_cells(self.connection, self.database.store, table, ids, names)

    def _restore(self, kind: Kind, rows: Sequence[Written]) -> Iterator[Batch]:
        names = tuple(one.name for one in kind.written)
        present = self._read(kind, [row.id for row in rows], names[:1])
        out: list[Row] = []
        refusals = self._find_refusals(kind, [(row.id, row.cells) for row in rows])
        for row in rows:
            reason = _(BACK) if row.id in present else refusals.get(row.id)
            if reason:
                self.refused.append(Left(kind.name, row.id, None, reason))
            else:
                out.append((row.id, None, tuple(row.cells.get(name) for name in names)))
        if out:
            yield Batch(kind.name, names, out)

    def _find_refusals(
        self, kind: Kind, records: Sequence[tuple[int, dict[str, Stored]]]
    ) -> dict[int, str]:
        """Why records cannot get these cells: a unique value taken, a link's target gone."""
        reasons: dict[int, str] = {}
        own = {key for key, _cells in records}
        for one in kind.written:
            if not one.unique and not one.target:
                continue
            wanted = {key: cells[one.name] for key, cells in records if cells.get(one.name) is not None}
            if not wanted:
                continue
            label = _(one.label)
            if one.target:
                there = self._find_present(one.target, wanted.values())
                for key, value in wanted.items():
                    if value not in there and value not in self._coming:
                        reasons[key] = _(NO_TARGET).format(label=label)
            else:
                taken = self._find_holders(kind, one.name, wanted.values()) - own
                for key, value in wanted.items():
                    if taken and self._find_holders(kind, one.name, [value]) - own:
                        shown = one.type.format(value)
                        reasons[key] = _(TAKEN).format(label=label, value=shown)
        return reasons

    def _find_present(self, kind: str, ids: Iterable[Stored]) -> set[int]:
        table = self.database.tables[kind]
        self.database.store.hold_ids(self.connection, {one for one in ids if isinstance(one, int)})
        return set(self.connection.scalars(select(table.c.id).where(table.c.id.in_(held_ids()))))

    def _find_holders(self, kind: Kind, name: str, values: Iterable[Stored]) -> set[int]:
        table = self.database.tables[kind.name]
        found: set[int] = set()
        wanted = list(values)
        for start in range(0, len(wanted), 500):
            part = wanted[start : start + 500]
            query = select(table.c.id).where(table.c[name].in_(part))
            found.update(self.connection.scalars(query))
        return found

    def _reverse(self, kind: Kind, rows: Sequence[Written]) -> Iterator[Batch]:
        known = [[name for name in row.cells if name in kind.fields] for row in rows]
        paired = sorted(zip(known, rows, strict=True), key=lambda pair: pair[0])
        for names, group in groupby(paired, key=lambda pair: pair[0]):
            out = list(self._reverse_alike(kind, tuple(names), [row for _names, row in group]))
            yield from _split_by_columns(kind.name, out)

    def _reverse_alike(
        self, kind: Kind, names: tuple[str, ...], rows: Sequence[Written]
    ) -> Iterator[tuple[int, dict[str, tuple[Stored, Stored]]]]:
        present = self._read(kind, [row.id for row in rows], names)
        wanted = [(row.id, {name: row.cells[name][0] for name in names}) for row in rows]
        refusals = self._find_refusals(kind, wanted)
        for row in rows:
            if row.id not in present:
                self.refused.append(Left(kind.name, row.id, None, _(GONE)))
                continue
            if row.id in refusals:
                self.refused.append(Left(kind.name, row.id, None, refusals[row.id]))
                continue
            cells = {}
            for name, now in zip(names, present[row.id], strict=True):
                old, new = row.cells[name]
                if now == new:
                    cells[name] = (new, old)
                elif now != old:
                    self.kept.append(Left(kind.name, row.id, name, _(EDITED)))
            if cells:
                yield row.id, cells


def _split_by_columns(
    kind: str, rows: list[tuple[int, dict[str, tuple[Stored, Stored]]]]
) -> Iterator[Batch]:
    by_names: dict[tuple[str, ...], list[Row]] = {}
    for key, cells in rows:
        before = tuple(old for old, _new in cells.values())
        after = tuple(new for _old, new in cells.values())
        by_names.setdefault(tuple(cells), []).append((key, before, after))
    for names, found in by_names.items():
        yield Batch(kind, names, found)
