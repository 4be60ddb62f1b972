"""The rule of places: no event has more accepted guests than places, looked at inside a change."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, func, select

from t20desk.db.change import Batch, Problem
from t20desk.db.schema import shown_column
from t20desk.i18n import N_, _

FULL = N_(
    "The capacity is {places}, but the accepted guests with their companions number {taken}; "
    "put somebody on the waiting list or give the event more places."
)


class Booked:
    """The guests who take a place by a change, and the events whose places it changes."""

    def __init__(self) -> None:
        self.guests: set[int] = set()
        self.events: set[int] = set()

    def note(self, batch: Batch) -> None:
        """Note what the rows of a batch take."""
        if batch.kind == "participation":
            self.guests.update(_find_takers(batch))
        elif batch.kind == "event" and "capacity" in batch.columns:
            at = batch.columns.index("capacity")
            self.events.update(row[0] for row in batch.rows if row[2] and row[2][at] is not None)


def _find_takers(batch: Batch) -> Iterator[int]:
    """The guests who accepted, bring more companions, or were moved to another event."""
    columns = batch.columns
    answer = columns.index("answer") if "answer" in columns else -1
    more = [columns.index(name) for name in ("companions", "event") if name in columns]
    if answer < 0 and not more:
        return
    for key, before, after in batch.rows:
        if after is None:
            continue
        if answer >= 0 and after[answer] != "accepted":
            continue
        is_new = answer >= 0 and (before is None or before[answer] != "accepted")
        if is_new or (before is not None and any(before[at] != after[at] for at in more)):
            yield key


def find_overbooked(
    connection: Connection, store: Any, tables: Mapping[str, Table], booked: Booked
) -> Iterator[Problem]:
    """Events that a change leaves with more accepted guests than places; none that is over."""
    if booked.events:
        for event, places, taken in _count(connection, store, tables, booked.events):
            text = _(FULL).format(places=places, taken=taken)
            yield Problem("event", event, "capacity", text)
    if not booked.guests:
        return
    part = tables["participation"]
    query = select(part.c.event, func.min(part.c.id)).where(
        store.is_among(part.c.id, booked.guests), part.c.answer == "accepted"
    )
    owners = {row[0]: row[1] for row in connection.execute(query.group_by(part.c.event))}
    owners = {event: guest for event, guest in owners.items() if event not in booked.events}
    for event, places, taken in _count(connection, store, tables, owners, are_to_come=True):
        text = _(FULL).format(places=places, taken=taken)
        yield Problem("participation", owners[event], "answer", text)


def count_taken(connection: Connection, tables: Mapping[str, Table], event: int) -> int:
    """How many places of an event its accepted guests and their companions take."""
    part = tables["participation"]
    query = select(_sum_taken(part)).where(part.c.event == event, part.c.answer == "accepted")
    return int(connection.scalar(query) or 0)


def _sum_taken(part: Table) -> Any:
    """The places that guests and their companions take."""
    return func.sum(1 + func.coalesce(part.c.companions, 0))


def _count(
    connection: Connection,
    store: Any,
    tables: Mapping[str, Table],
    events: Iterable[int],
    are_to_come: bool = False,
) -> list[Any]:
    """The events with more taken than there is, their places and how many are taken."""
    event, part = tables["event"], tables["participation"]
    taken = _sum_taken(part)
    query = (
        select(event.c.id, event.c.capacity, taken)
        .join(part, part.c.event == event.c.id)
        .where(
            store.is_among(event.c.id, events),
            event.c.capacity.is_not(None),
            part.c.answer == "accepted",
        )
        .group_by(event.c.id, event.c.capacity)
        .having(taken > event.c.capacity)
    )
    if are_to_come:
        ends = func.coalesce(event.c[shown_column("ends")], event.c[shown_column("starts")], "9")
        held = func.coalesce(event.c.status, "")
        today = date.today().isoformat()
        query = query.where(ends >= today, held.not_in(("held", "cancelled")))
    return list(connection.execute(query).all())
