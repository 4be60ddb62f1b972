"""What others write into a database while it is open here, from another window or by words."""

from typing import NamedTuple

from sqlalchemy import Connection, func, select

from t20desk.db.change import Counts
from t20desk.db.schema import Schema


class Announcement(NamedTuple):
    """Something was written: which operation, which kinds, how many records, and if elsewhere."""

    sequence: int
    kinds: frozenset[str]
    counts: Counts
    elsewhere: bool = False


class Noticed:
    """How far the operations of a database are known here."""

    def __init__(self) -> None:
        self._sequence = 0
        self._ours: set[int] = set()

    def begin(self, connection: Connection, metadata: Schema) -> None:
        """All that was written until now is known."""
        self._sequence = _read_latest(connection, metadata)

    def note(self, sequence: int) -> None:
        """This operation is one of ours."""
        if sequence == self._sequence + 1:
            self._sequence = sequence
        else:
            self._ours.add(sequence)

    def find_kinds(self, connection: Connection, metadata: Schema) -> frozenset[str]:
        """The kinds that others changed since, without taking notice of it."""
        since = self._find_theirs(connection, metadata)
        journal = metadata.tables["journal"].c
        query = select(journal.kind).where(journal.sequence.in_(since)).distinct()
        return frozenset(connection.scalars(query)) if since else frozenset()

    def take(self, connection: Connection, metadata: Schema) -> Announcement | None:
        """What others wrote since; from now on it is known."""
        theirs, kinds = self._find_theirs(connection, metadata), frozenset[str]()
        if theirs:
            kinds = self.find_kinds(connection, metadata)
        self._sequence = max(self._sequence, *theirs, *self._ours, 0)
        self._ours.clear()
        if not theirs:
            return None
        operation = metadata.tables["operation"].c
        sums = (func.sum(one) for one in (operation.new, operation.changed, operation.removed))
        counted = connection.execute(select(*sums).where(operation.sequence.in_(theirs))).one()
        return Announcement(theirs[-1], kinds, Counts(*map(int, counted)), elsewhere=True)

    def _find_theirs(self, connection: Connection, metadata: Schema) -> list[int]:
        operation = metadata.tables["operation"].c
        query = select(operation.sequence).where(operation.sequence > self._sequence)
        found = connection.scalars(query.order_by(operation.sequence))
        return [one for one in found if one not in self._ours]


def _read_latest(connection: Connection, metadata: Schema) -> int:
    operation = metadata.tables["operation"].c
    return connection.scalar(select(func.max(operation.sequence))) or 0
