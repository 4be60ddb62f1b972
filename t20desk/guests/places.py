"""The places of an event: who accepts when all are taken waits, and a cancellation moves up.

A planned change is settled before anybody sees it: what follows for other guests stands in the same
change, so that one preview shows it and one undo takes it back. Of an event that is over nothing is
moved.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, NamedTuple

from t20desk.db.change import BATCH_ROWS, Batch, Change, Row
from t20desk.db.database import Database
from t20desk.db.types import Stored
from t20desk.guests.phases import find_phase
from t20desk.listing import Linked, Listing, list_ids, plain_cell, read_fields
from t20desk.searching import write_test

KIND: Final = "participation"
COLUMNS: Final = ("event", "answer", "companions", "queue")
WEIGHING: Final = frozenset(("event", "answer", "companions"))
"""The columns by which places are taken or freed."""
LAST: Final = 10**9

Cells = dict[str, Stored]


@dataclass(slots=True)
class _Guest:
    """A guest of an event that has places: as stored, and as the change leaves it."""

    key: int
    before: Cells
    after: Cells
    rank: tuple[int, int]

    @property
    def heads(self) -> int:
        return 1 + int(self.after.get("companions") or 0)

    @property
    def is_in(self) -> bool:
        return self.after.get("answer") == "accepted"

    @property
    def is_waiting(self) -> bool:
        return self.after.get("answer") == "waiting"

    def taken_before(self, event: int) -> int:
        """How many places of the event this guest had."""
        had = self.before.get("answer") == "accepted" and self.before.get("event") == event
        return 1 + int(self.before.get("companions") or 0) if had else 0


class PutOff(NamedTuple):
    """A guest whom a change puts on the waiting list of an event without room."""

    id: int
    event: int
    place: int


@dataclass(slots=True)
class _Rows:
    """What a change says of guests, and of the capacity of events."""

    guests: dict[int, tuple[Cells | None, Cells | None]] = field(default_factory=dict)
    places: dict[int, Stored] = field(default_factory=dict)


def settle_places(database: Database, change: Change) -> Change:
    """The change with what follows for the waiting lists of the events it touches."""
    rows = _read_rows(change)
    if not rows.guests and not rows.places:
        return change
    present = _read_present(database, [key for key, (old, _new) in rows.guests.items() if old])
    wanted: dict[int, Cells] = {}
    stored: dict[int, Cells] = dict(present)
    for event, places in _find_limited(database, rows, present).items():
        guests = _gather(database, event, rows, present)
        stored.update((one.key, one.before) for one in guests)
        _seat(event, places, guests, rows)
        wanted.update(_find_moved(guests, rows))
    return replace(change, batches=_lay_over(change, wanted, stored)) if wanted else change


def find_put_off(database: Database, change: Change) -> list[PutOff]:
    """Whom a settled change puts on a waiting list for want of room, before or after it is applied.

    Who is put there although there is room wanted it so, and is not among them.
    """
    rows = _read_rows(change)
    waiting = {key for key, (old, new) in rows.guests.items() if _begins_waiting(old, new)}
    if not waiting:
        return []
    present = _read_present(database, [key for key, (old, _new) in rows.guests.items() if old])
    found = []
    for event, (places, _had) in _find_limited(database, rows, present).items():
        here = [
            one
            for one in _gather(database, event, rows, present)
            if one.after.get("event") == event
        ]
        free = places - sum(one.heads for one in here if one.is_in)
        found += [
            PutOff(one.key, event, int(one.after.get("queue") or 0))
            for one in here
            if one.key in waiting and one.heads > free
        ]
    return sorted(found, key=lambda one: (one.event, one.place))


def find_moved_up(change: Change) -> list[int]:
    """Whom a settled change moves up from waiting lists, since it frees places or makes more.

    Who is given a place by hand while nobody goes is not among them.
    """
    rows = _read_rows(change)
    pairs = rows.guests.values()
    if not rows.places and not any(_frees(old, new) for old, new in pairs if old):
        return []
    return [key for key, (old, new) in rows.guests.items() if _stops_waiting(old, new)]


def _frees(before: Cells, after: Cells | None) -> bool:
    """Whether a guest who was there goes, or comes with others or to another event."""
    if after is None or before.get("answer") == "accepted" != after.get("answer"):
        return True
    return any(before.get(name) != after.get(name) for name in ("companions", "event"))


def _stops_waiting(before: Cells | None, after: Cells | None) -> bool:
    was_waiting = (before or {}).get("answer") == "waiting"
    return was_waiting and (after or {}).get("answer") == "accepted"


def _begins_waiting(before: Cells | None, after: Cells | None) -> bool:
    had = (before or {}).get("answer")
    return after is not None and after.get("answer") == "waiting" and had != "waiting"


def _read_rows(change: Change) -> _Rows:
    """The rows that take or free places; of a change of very many rows none are looked at."""
    found = _Rows()
    if not isinstance(change.batches, list | tuple):
        return found
    if sum(len(batch.rows) for batch in change.batches) > BATCH_ROWS:
        return found
    for batch in change.batches:
        if batch.kind == KIND and WEIGHING & set(batch.columns):
            for key, before, after in batch.rows:
                found.guests[key] = (batch.name_cells(before), batch.name_cells(after))
        elif batch.kind == "event" and "capacity" in batch.columns:
            at = batch.columns.index("capacity")
            found.places.update((row[0], row[2][at]) for row in batch.rows if row[2] and row[1])
    return found


def _read_present(database: Database, keys: Iterable[int]) -> dict[int, Cells]:
    rows = read_fields(database, KIND, COLUMNS, list(keys))
    return {key: _plain(cells) for key, cells in rows.items()}


def _plain(cells: Iterable[Any]) -> Cells:
    values = (cell.id if isinstance(cell, Linked) else cell for cell in cells)
    return dict(zip(COLUMNS, values, strict=True))


def _find_limited(
    database: Database, rows: _Rows, present: Mapping[int, Cells]
) -> dict[int, tuple[int, int]]:
    """The events touched that have so many places, and how many they had; none that is over."""
    events = dict.fromkeys(rows.places)
    for key, (before, after) in rows.guests.items():
        for cells in (present.get(key), before, after):
            if cells and cells.get("event"):
                events[int(cells["event"] or 0)] = None
    columns = ("capacity", "starts", "ends", "status")
    today = date.today().isoformat()
    found = {}
    for key, row in read_fields(database, "event", columns, list(events)).items():
        had, starts, ends, status = map(plain_cell, row)
        places = rows.places.get(key, had)
        phase = find_phase(str(starts or ""), str(ends or ""), str(status or ""), today)
        if places is not None and phase != "after" and status != "cancelled":
            found[key] = (int(places), int(places if had is None else had))
    return found


def _gather(
    database: Database, event: int, rows: _Rows, present: Mapping[int, Cells]
) -> list[_Guest]:
    """Who is in or waits, and those whom the change brings, in the order of the waiting list."""
    search = f"{write_test('event', 'is', str(event))} (answer:=accepted or answer:=waiting)"
    listed = list_ids(database, Listing(KIND, search, "all", ("queue",)))
    stored = {**present, **_read_present(database, listed)}
    found = []
    for at, key in enumerate(dict.fromkeys((*listed, *rows.guests))):
        before = stored.get(key, {})
        changed, is_named = rows.guests.get(key, (None, {})), key in rows.guests
        gone = is_named and changed[1] is None
        after = {} if gone else {**before, **(changed[1] or {})}
        if event in (before.get("event"), after.get("event")):
            queue = before.get("queue") if before.get("answer") == "waiting" else None
            rank = (int(queue or LAST), at)
            found.append(_Guest(key, before, dict(after), rank))
    return found


def _seat(event: int, places: tuple[int, int], guests: list[_Guest], rows: _Rows) -> None:
    """Decide who has a place and who waits, with the places on the waiting list."""
    here = [one for one in guests if one.after.get("event") == event]
    new = [one for one in here if one.is_in and not one.taken_before(event)]
    free = places[0] - sum(one.heads for one in here if one.is_in and one not in new)
    for one in new:
        if one.heads <= free:
            free -= one.heads
        else:
            one.after["answer"] = "waiting"
    had = places[1] - sum(one.taken_before(event) for one in guests)
    if free > max(had, 0) or places[0] > places[1]:
        _move_up(free, [one for one in here if _may_move_up(one, rows)])
    waiting = sorted((one for one in here if one.is_waiting), key=lambda one: one.rank)
    for place, one in enumerate(waiting, start=1):
        one.after["queue"] = place
    for one in here:
        if not one.is_waiting:
            one.after["queue"] = None


def _may_move_up(one: _Guest, rows: _Rows) -> bool:
    """Whether somebody waited already; who was put on the list just now stays there."""
    _before, after = rows.guests.get(one.key, (None, None))
    return one.is_waiting and not (after and "answer" in after)


def _move_up(free: int, waiting: list[_Guest]) -> None:
    """Give free places to those who wait, each with all companions, the first of them first."""
    for one in sorted(waiting, key=lambda one: one.rank):
        if one.heads <= free:
            one.after["answer"] = "accepted"
            free -= one.heads


def _find_moved(guests: list[_Guest], rows: _Rows) -> Iterator[tuple[int, Cells]]:
    """The cells of guests that are to be otherwise than the change has them."""
    for one in guests:
        _before, typed = rows.guests.get(one.key, (None, None))
        if one.key in rows.guests and typed is None:
            continue
        said = {**one.before, **(typed or {})}
        moved = {
            name: one.after.get(name)
            for name in ("answer", "queue")
            if one.after.get(name) != said.get(name)
        }
        if moved:
            yield one.key, moved


def _lay_over(
    change: Change, wanted: Mapping[int, Cells], stored: Mapping[int, Cells]
) -> list[Batch]:
    """The batches with further cells of guests, each guest in one row."""
    kept: list[Batch] = []
    groups: dict[tuple[str, ...], list[Row]] = {}
    left = dict(wanted)
    for batch in change.batches:
        same = [row for row in batch.rows if batch.kind != KIND or row[0] not in wanted]
        if same:
            kept.append(batch if len(same) == len(batch.rows) else batch._replace(rows=same))
        for row in batch.rows if batch.kind == KIND else ():
            if row[0] in left:
                _add_row(
                    groups, batch.name_cells(row[1]), batch.name_cells(row[2]), row[0], left, stored
                )
    for key in list(left):
        _add_row(groups, {}, {}, key, left, stored)
    return [*kept, *(Batch(KIND, columns, rows) for columns, rows in groups.items())]


def _add_row(
    groups: dict[tuple[str, ...], list[Row]],
    before: Cells | None,
    after: Cells | None,
    key: int,
    left: dict[int, Cells],
    stored: Mapping[int, Cells],
) -> None:
    """Put the row of a guest among those with the same columns; cells that stay are left out."""
    more = left.pop(key)
    new = {**(after or {}), **more}
    if before is None:
        groups.setdefault(tuple(new), []).append((key, None, tuple(new.values())))
        return
    old = {name: stored.get(key, {}).get(name) for name in more} | before
    names = tuple(name for name in new if old[name] != new[name])
    if names:
        row = tuple(old[name] for name in names), tuple(new[name] for name in names)
        groups.setdefault(names, []).append((key, *row))
