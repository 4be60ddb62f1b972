"""Rows about an organisation that still owed a name: they speak of its guest without one."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select

from t20desk.db.database import Database
from t20desk.importing.row_part import RowPart

KNOWN_BY: Final = frozenset(("event", "person"))
"""What the key has that such a row finds no guest by."""
Pair = tuple[int, int]


class OwedNames:
    """The guests of an event whose organisation has not said whom it sends; each is named once."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._owed: dict[Pair, list[int]] = {}

    def find(self, part: RowPart, unmatched: Sequence[int]) -> dict[int, list[int]]:
        """The guest of which each of some rows speaks, by the place of the row.

        Rows that name somebody choose first; one that only answers takes a guest still to be named.
        """
        if "member" not in part.values or not unmatched:
            return {}
        wanted: dict[int, Pair] = {}
        for at in sorted(unmatched, key=lambda one: part.values["person"][one] is None):
            event, member = part.values["event"][at], part.values["member"][at]
            if isinstance(event, int) and isinstance(member, int):
                wanted[at] = (event, member)
        self._learn(set(wanted.values()))
        return {at: [self._owed[pair].pop(0)] for at, pair in wanted.items() if self._owed[pair]}

    def _learn(self, pairs: set[Pair]) -> None:
        fresh = pairs - self._owed.keys()
        if not fresh:
            return
        self._owed.update((pair, []) for pair in fresh)
        part, store = self._database.tables["participation"], self._database.store
        query = select(part.c.id, part.c.event, part.c.member).where(
            store.is_among(part.c.event, {event for event, _member in fresh}),
            part.c.person.is_(None),
        )
        with self._database.read() as connection:
            for key, event, member in connection.execute(query.order_by(part.c.id)):
                if (event, member) in fresh:
                    self._owed[event, member].append(key)
