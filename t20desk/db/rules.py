"""The rules of kinds, checked again inside the transaction: rings and overlapping periods."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, MetaData, Table, select

from t20desk.db.change import Batch, Problem
from t20desk.db.fields import KINDS, Field
from t20desk.db.held import held_ids
from t20desk.db.membership import Period, find_overlap
from t20desk.i18n import N_, _

TREE_LINKS = ("parent", "successor")
"""Links between records of one kind that must never come back to where they began."""
RING = N_("{label} would lead back to the record itself; choose another one.")
OVERLAP = N_("Two membership periods overlap: {first} and {second}; change one of them.")


class Touched:
    """The records whose derived values or rules a change may have moved."""

    def __init__(self) -> None:
        self.members: set[int] = set()
        self.periods: set[int] = set()
        self.events: set[int] = set()
        self.trees: dict[Field, set[int]] = {}

    def note_before(
        self, connection: Connection, store: Any, tables: Mapping[str, Table], batch: Batch
    ) -> None:
        """Note the owners of periods before they are changed or removed."""
        if batch.kind != "membership_period":
            return
        store.hold_ids(connection, (row[0] for row in batch.rows))
        self.members.update(_owners(connection, tables["membership_period"]))

    def note_after(self, batch: Batch) -> None:
        """Note what the rows of a batch may have moved."""
        live = [row for row in batch.rows if row[2] is not None]
        if batch.kind == "membership_period":
            self.periods.update(row[0] for row in live)
        elif batch.kind == "member" and "status_given" in batch.columns:
            self.members.update(row[0] for row in live if row[1] is not None)
        elif batch.kind == "event":
            self.events.update(row[0] for row in live)
        for name in TREE_LINKS:
            if name in batch.columns and name in KINDS[batch.kind].fields:
                at = batch.columns.index(name)
                ids = {row[0] for row in live if row[2] is not None and row[2][at] is not None}
                if ids:
                    self.trees.setdefault(KINDS[batch.kind].fields[name], set()).update(ids)

    def find_owners(
        self, connection: Connection, store: Any, tables: Mapping[str, Table]
    ) -> set[int]:
        """All members whose periods were touched."""
        if self.periods:
            store.hold_ids(connection, self.periods)
            self.members.update(_owners(connection, tables["membership_period"]))
            self.periods.clear()
        return self.members


def _owners(connection: Connection, period: Table) -> Iterable[int]:
    return connection.scalars(select(period.c.member).where(period.c.id.in_(held_ids())))


def find_problems(
    connection: Connection, store: Any, metadata: MetaData, touched: Touched
) -> list[Problem]:
    """Every rule that the state inside the transaction breaks."""
    problems = list(_find_overlaps(connection, store, metadata.tables, touched.members))
    for one, ids in touched.trees.items():
        problems.extend(_find_rings(connection, metadata.tables[one.kind], one, ids))
    return problems


def _find_overlaps(
    connection: Connection, store: Any, tables: Mapping[str, Table], members: set[int]
) -> Iterator[Problem]:
    if not members:
        return
    for member, periods in read_periods(connection, store, tables, members).items():
        found = find_overlap(periods) if len(periods) > 1 else None
        if found:
            first, second = (f"{one.since or '…'} – {one.until or '…'}" for one in found)
            yield Problem("member", member, "joined", _(OVERLAP).format(first=first, second=second))


def read_periods(
    connection: Connection, store: Any, tables: Mapping[str, Table], members: Iterable[int]
) -> dict[int, list[Period]]:
    """The periods of members by member id."""
    store.hold_ids(connection, members)
    period = tables["membership_period"]
    columns = (period.c.member, period.c.since, period.c.until)
    found: dict[int, list[Period]] = {}
    for member, since, until in connection.execute(
        select(*columns).where(period.c.member.in_(held_ids()))
    ):
        found.setdefault(member, []).append(Period(since, until))
    return found


def _find_rings(
    connection: Connection, table: Table, one: Field, ids: set[int]
) -> Iterator[Problem]:
    parents = _read_parents(connection, table, one.name)
    for start in ids:
        seen = {start}
        at = parents.get(start)
        while at is not None and at not in seen:
            seen.add(at)
            at = parents.get(at)
        if at == start:
            yield Problem(one.kind, start, one.name, _(RING).format(label=_(one.label)))


def _read_parents(connection: Connection, table: Table, name: str) -> dict[int, int]:
    column = table.c[name]
    rows = connection.execute(select(table.c.id, column).where(column.is_not(None)))
    return {row[0]: row[1] for row in rows}
