"""Which parts of an operation may be taken back, and why the others may not.

Every part is a step, and may need others: a number is free only when its holder gives it up.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Table, select

from t20desk.db.database import Database
from t20desk.db.entries import CHANGED, GONE, NEW
from t20desk.db.fields import Field, Kind, links_to
from t20desk.db.history.belongings import list_belonging
from t20desk.db.history.runs import Part, Written, cut_rows, read_runs
from t20desk.db.history.steps import Hindered, Left, Step, Steps
from t20desk.db.own_fields import own_name
from t20desk.db.present_cells import read_cells
from t20desk.db.rules.reasons import (
    EDITED_SINCE,
    FIELD_HIDDEN,
    GONE_SINCE,
    POINTED_SINCE,
    TAKEN_SINCE,
    TARGET_GONE,
    THERE_ALREADY,
    say_value,
)
from t20desk.db.types import Stored
from t20desk.i18n import _


class Decider:
    """Decides, inside one view of the database, what of an operation may be taken back."""

    def __init__(
        self,
        database: Database,
        connection: Connection,
        sequence: int,
        part: Part | None = None,
    ) -> None:
        self.database = database
        self.connection = connection
        self.sequence = sequence
        self._part = part
        self.steps = Steps()
        self.hidden: list[int] = []
        """Own fields that are hidden instead of going."""
        self._bound: dict[str, frozenset[str]] = {}

    def may_turn(self, kind: str, record: int, name: str) -> bool:
        """Whether a cell goes back; only numbers and links can be hindered."""
        is_free = name not in self._find_bound(kind)
        return is_free or self.steps.may_turn(kind, record, name)

    def _find_bound(self, kind: str) -> frozenset[str]:
        """The fields of a kind whose values depend on other records."""
        if kind not in self._bound:
            fields = self.database.kinds[kind].fields
            self._bound[kind] = frozenset(name for name, one in fields.items() if is_bound(one))
        return self._bound[kind]

    def read_runs(self) -> Iterator[tuple[Kind, str, list[Written]]]:
        """What of the operation is to be taken back, latest first."""
        for kind, verb, rows in read_runs(self.database, self.connection, self.sequence):
            chosen = rows if self._part is None else list(cut_rows(self._part, rows))
            if chosen:
                yield kind, verb, chosen

    def decide(self) -> None:
        """Collect the steps, then drop those that cannot be and what needs them."""
        for kind, verb, rows in self.read_runs():
            if verb == NEW:
                self.steps.going.setdefault(kind.name, set()).update(row.id for row in rows)
            elif verb == GONE:
                self._collect_coming(kind, rows)
            else:
                self._collect_turning(kind, rows)
        made = {kind: frozenset(ids) for kind, ids in self.steps.going.items() if ids}
        if made:
            self._keep_touched()
        hindered = [*self._find_pointed(), *self._find_unmet()]
        self.steps.drop(hindered)
        while left_alone := list(self._find_left_alone(made)):
            self.steps.drop(left_alone)
        for key in sorted(self.steps.going.get("own_field", ())):
            if not self._is_emptied(key):
                self._hide_field(key)

    def _is_emptied(self, key: int) -> bool:
        """Whether no record holds a value of an own field once all of this is taken back."""
        name = own_name(key)
        kind = next((one for one in self.database.kinds.values() if name in one.fields), None)
        if kind is None:
            return True
        column, ids = self._table(kind.name).c[name], self._table(kind.name).c.id
        query = select(ids, column).where(column.is_not(None))
        held = {row[0]: row[1] for row in self.connection.execute(query)}
        for record in self.steps.going.get(kind.name, ()):
            held.pop(record, None)
        for of, verb, rows in self.read_runs() if held else ():
            for row in rows if verb == CHANGED and of.name == kind.name else ():
                old, new = row.cells.get(name, (None, None))
                if old is None and held.get(row.id) == new:
                    held.pop(row.id, None)
        return not held

    def _hide_field(self, key: int) -> None:
        """A field with values does not go: it is hidden, and what it offers to choose stays."""
        self.steps.going["own_field"].discard(key)
        self.hidden.append(key)
        self.steps.kept.append(Left("own_field", key, None, _(FIELD_HIDDEN)))
        choice = self._table("own_choice")
        query = select(choice.c.id).where(choice.c.own_field == key)
        self.steps.going.get("own_choice", set()).difference_update(self.connection.scalars(query))

    def _table(self, kind: str) -> Table:
        return self.database.tables[kind]

    def _read(self, kind: str, ids: list[int], names: tuple[str, ...]) -> Mapping[int, Any]:
        return read_cells(self.connection, self.database.store, self._table(kind), ids, names)

    def _collect_coming(self, kind: Kind, rows: list[Written]) -> None:
        present = self._read(kind.name, [row.id for row in rows], ())
        bound = [one for one in kind.written if is_bound(one)]
        coming = self.steps.coming.setdefault(kind.name, set())
        for row in rows:
            if row.id in present:
                self.steps.refused.append(Left(kind.name, row.id, None, _(THERE_ALREADY)))
                continue
            coming.add(row.id)
            for one in bound:
                step = Step("come", kind.name, row.id)
                self.steps.want(one, step, row.cells.get(one.name))

    def _collect_turning(self, kind: Kind, rows: list[Written]) -> None:
        turned = {name for row in rows for name in row.cells}
        wanted = self._find_bound(kind.name) & turned
        bound = [one for one in kind.written if one.name in wanted]
        names = tuple(one.name for one in bound)
        present = self._read(kind.name, [row.id for row in rows], names)
        for row in rows:
            if row.id not in present:
                self.steps.refused.append(Left(kind.name, row.id, None, _(GONE_SINCE)))
                continue
            for one, now in zip(bound, present[row.id], strict=True):
                if one.name in row.cells and row.cells[one.name][1] == now:
                    step = Step("turn", kind.name, row.id, one.name)
                    self.steps.turn(step)
                    self.steps.want(one, step, row.cells[one.name][0])

    def _keep_touched(self) -> None:
        """Keep the made records that were edited since; those gone since are done with."""
        for record, changes in self._read_later().items():
            if not self.steps.may_go(*record):
                continue
            if changes is None:
                self.steps.keep(record, (), "")
                continue
            edited = [name for name, (old, new) in changes.items() if old != new]
            if edited:
                self.steps.keep(record, edited, _(EDITED_SINCE))

    def _read_later(self) -> dict[tuple[str, int], dict[str, tuple[Stored, Stored]] | None]:
        """What became of the made records since: first and last cells, or None for gone."""
        later, made = (self._table("journal").alias(name) for name in ("later", "made"))
        same = (made.c.id == later.c.id) & (made.c.kind == later.c.kind)
        ours = (made.c.sequence == self.sequence) & (made.c.verb == NEW)
        query = (
            select(later.c.kind, later.c.id, later.c.verb, later.c.cells)
            .join(made, same & ours)
            .where(later.c.sequence > self.sequence)
            .order_by(later.c.number)
        )
        found: dict[tuple[str, int], dict[str, tuple[Stored, Stored]]] = {}
        gone: set[tuple[str, int]] = set()
        for kind, key, verb, cells in self.connection.execute(query):
            (gone.add if verb == GONE else gone.discard)((kind, key))
            known = found.setdefault((kind, key), {})
            for name, (old, new) in json.loads(cells).items() if verb == CHANGED else ():
                known[name] = (known[name][0] if name in known else old, new)
        return {record: None if record in gone else known for record, known in found.items()}

    def _find_pointed(self) -> Hindered:
        """Made records that something points to, unless that goes too or turns away."""
        for kind, ids in self.steps.going.items():
            for one in links_to(self.database.kinds, kind) if ids else ():
                table = self._table(one.kind)
                column = table.c[one.name]
                query = select(table.c.id, column).where(self.database.store.is_among(column, ids))
                for source, target in self.connection.execute(query):
                    if target in ids:
                        yield from self.steps.need_way(
                            Step("go", kind, target), one, source, _(POINTED_SINCE)
                        )

    def _find_left_alone(self, made: Mapping[str, frozenset[int]]) -> Hindered:
        """What belongs to made records that stay: without it they would not be what was kept.

        It needs no reason of its own, for the record that stays is named with one.
        """
        for kind, ids in made.items():
            staying = ids - self.steps.going[kind]
            for one in list_belonging(self.database.kinds, kind) if staying else ():
                table = self._table(one.kind)
                among = self.database.store.is_among(table.c[one.name], list(staying))
                for key in self.connection.scalars(select(table.c.id).where(among)):
                    if self.steps.may_go(one.kind, key):
                        yield Step("go", one.kind, key), ""

    def _find_unmet(self) -> Hindered:
        for one, wanted in self.steps.wanted.items():
            if one.target:
                yield from self._find_lost(one, one.target, wanted)
            if one.unique:
                yield from self._find_taken(one, wanted)

    def _find_lost(self, one: Field, target: str, wanted: Mapping[Step, Stored]) -> Hindered:
        """Links whose old target is not there and does not come back."""
        reason = _(TARGET_GONE).format(label=one.say())
        ids = {value for value in wanted.values() if isinstance(value, int)}
        present = self._read(target, list(ids), ())
        coming = self.steps.coming.get(target, set())
        for step, value in wanted.items():
            if value in coming:
                comes = Step("come", target, int(value or 0))
                self.steps.need(comes, step, reason)
            elif value not in present:
                yield step, reason

    def _find_taken(self, one: Field, wanted: Mapping[Step, Stored]) -> Hindered:
        """Numbers that another record holds and does not give up."""
        table = self._table(one.kind)
        column = table.c[one.name]
        values = list(wanted.values())
        holders: dict[Stored, int] = {}
        for start in range(0, len(values), 500):
            query = select(column, table.c.id).where(column.in_(values[start : start + 500]))
            holders.update((row[0], row[1]) for row in self.connection.execute(query))
        for step, value in wanted.items():
            if value in holders and holders[value] != step.id:
                reason = say_value(TAKEN_SINCE, one, value)
                yield from self.steps.need_way(step, one, holders[value], reason)


def is_bound(one: Field) -> bool:
    """Whether a value depends on other records: it must be free, or point to one that is there."""
    return one.unique or one.target is not None
