"""The rules of kinds, checked again inside the transaction: rings, periods, hosts of guests."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Table, select

from t20desk.db.change import Batch, Problem
from t20desk.db.fields import Field, Kinds
from t20desk.db.membership import Period, find_overlap
from t20desk.db.rules.agreeing import Agreement, find_disagreements
from t20desk.db.rules.capacity import Booked, find_overbooked
from t20desk.db.rules.main_contacts import KIND as POST
from t20desk.db.rules.main_contacts import Posts, find_two_mains, note_begun
from t20desk.db.rules.name_lines import LINES, TouchedLine
from t20desk.db.rules.reasons import RING, say_overlap
from t20desk.db.schema import Schema
from t20desk.db.trees import read_above
from t20desk.i18n import _

TREE_LINKS = ("parent", "successor")
"""Links between records of one kind that must never come back to where they began."""


class Touched:
    """The records whose derived values or rules a change may have moved."""

    def __init__(self, kinds: Kinds) -> None:
        self._kinds = kinds
        self.members: set[int] = set()
        self.periods: set[int] = set()
        self.events: set[int] = set()
        self.booked = Booked()
        self.agreement = Agreement(kinds)
        self.contacts: set[int] = set()
        """Posts that may have become a main contact."""
        self.lines = [TouchedLine(line) for line in LINES]
        self.trees: dict[Field, set[int]] = {}

    def note_before(
        self, connection: Connection, store: Any, tables: Mapping[str, Table], batch: Batch
    ) -> None:
        """Note the owners of periods and of lines of names before they are changed or removed."""
        ids = [row[0] for row in batch.rows if row[1] is not None]
        if batch.kind == "membership_period":
            self.members.update(_read_owners(connection, store, tables[batch.kind], ids))
        for one in self.lines:
            one.note_before(connection, store, tables, batch)

    def note_after(self, batch: Batch) -> None:
        """Note what the rows of a batch may have moved."""
        self.booked.note(batch)
        self.agreement.note(batch)
        self.contacts.update(note_begun(batch))
        for one in self.lines:
            one.note_after(batch)
        live = [row for row in batch.rows if row[2] is not None]
        if batch.kind == "membership_period":
            self.periods.update(row[0] for row in live)
        elif batch.kind == "member" and "status_given" in batch.columns:
            self.members.update(row[0] for row in live if row[1] is not None)
        elif batch.kind == "event":
            self.events.update(row[0] for row in live)
        for name in TREE_LINKS:
            if name in batch.columns and name in self._kinds[batch.kind].fields:
                at = batch.columns.index(name)
                ids = {row[0] for row in live if row[2] is not None and row[2][at] is not None}
                if ids:
                    self.trees.setdefault(self._kinds[batch.kind].fields[name], set()).update(ids)

    def kinds(self) -> set[str]:
        """The kinds whose derived values may have moved."""
        lines = ((one.line.kind, one.wholes) for one in self.lines)
        moved = (("member", self.members), ("event", self.events), *lines)
        return {kind for kind, ids in moved if ids}

    def find_owners(
        self, connection: Connection, store: Any, tables: Mapping[str, Table]
    ) -> set[int]:
        """All members whose periods were touched."""
        if self.periods:
            period = tables["membership_period"]
            self.members.update(_read_owners(connection, store, period, self.periods))
            self.periods.clear()
        return self.members


def _read_owners(
    connection: Connection, store: Any, period: Table, ids: Iterable[int]
) -> Iterable[int]:
    return connection.scalars(select(period.c.member).where(store.is_among(period.c.id, ids)))


def find_problems(
    connection: Connection, store: Any, metadata: Schema, touched: Touched
) -> list[Problem]:
    """Every rule that the state inside the transaction breaks."""
    problems = list(_find_overlaps(connection, store, metadata.tables, touched.members))
    problems += find_overbooked(connection, store, metadata.tables, touched.booked)
    problems += find_disagreements(connection, store, metadata.tables, touched.agreement)
    problems += find_two_mains(Posts(connection, store, metadata.tables[POST]), touched.contacts)
    for one, ids in touched.trees.items():
        table = metadata.tables[one.kind]
        above = read_above(connection, store, table, (one.name,), ids)
        problems.extend(_find_rings({key: row[0] for key, row in above.items()}, one, ids))
    return problems


def _find_overlaps(
    connection: Connection, store: Any, tables: Mapping[str, Table], members: set[int]
) -> Iterator[Problem]:
    if not members:
        return
    for member, periods in read_periods(connection, store, tables, members).items():
        found = find_overlap(periods) if len(periods) > 1 else None
        if found:
            yield Problem("member", member, "joined", say_overlap(found))


def read_periods(
    connection: Connection, store: Any, tables: Mapping[str, Table], members: Iterable[int]
) -> dict[int, list[Period]]:
    """The periods of members by member id."""
    period = tables["membership_period"]
    columns = (period.c.member, period.c.since, period.c.until)
    found: dict[int, list[Period]] = {}
    wanted = select(*columns).where(store.is_among(period.c.member, members))
    for member, since, until in connection.execute(wanted):
        found.setdefault(member, []).append(Period(since, until))
    return found


def _find_rings(
    parents: Mapping[int, int | None], one: Field, ids: Iterable[int]
) -> Iterator[Problem]:
    for start in ids:
        seen = {start}
        at = parents.get(start)
        while at is not None and at not in seen:
            seen.add(at)
            at = parents.get(at)
        if at == start:
            yield Problem(one.kind, start, one.name, _(RING).format(label=one.say()))
