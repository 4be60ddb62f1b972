"""Seats by table and row: who sits where stands in the guest's seat, as `A3` or `Table 1-3`."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from t20desk.db.change import Change, Label
from t20desk.db.database import Database
from t20desk.editing import Values, merge_batches, plan_edit, plan_insert
from t20desk.errors import UserError
from t20desk.i18n import N_, _
from t20desk.listing import Listing, list_ids, read_rows
from t20desk.protocol.guests import Guest, read_guests
from t20desk.protocol.lists import read_lists, read_ranking
from t20desk.protocol.precedence import Ranker
from t20desk.searching import write_test

SEATED: Final = N_("Seats changed: {title}")
ADDED: Final = N_("Tables and rows added: {title}")
RENAMED: Final = N_("Table or row renamed: {title}")
SHORT: Final = 3
"""A name of so many letters stands before the number without a hyphen."""
MOST: Final = 200
_COLUMNS: Final = ("name", "shape", "seats", "position")


class SeatingTable(NamedTuple):
    """A table or a row."""

    id: int
    name: str
    shape: str
    seats: int


class Seat(NamedTuple):
    """A seat: the name of its table or row, and its number."""

    table: str
    number: int


@dataclass(slots=True)
class SeatingPlan:
    """Who sits where; `elsewhere` have a seat at no table that is known."""

    tables: list[SeatingTable] = field(default_factory=list)
    taken: dict[Seat, Guest] = field(default_factory=dict)
    waiting: list[Guest] = field(default_factory=list)
    elsewhere: list[Guest] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)

    def free_seats(self) -> Iterable[Seat]:
        """The free seats in the order of the tables."""
        for table in self.tables:
            for number in range(1, table.seats + 1):
                if Seat(table.name, number) not in self.taken:
                    yield Seat(table.name, number)


def write_seat(seat: Seat) -> str:
    """A seat as it stands on badges, cards and lists."""
    name = seat.table
    joint = "" if len(name) <= SHORT and not name[-1:].isdigit() else "-"
    return f"{name}{joint}{seat.number}"


def read_seat(text: str, tables: Iterable[str]) -> Seat | None:
    """The seat that a text means, if it is at one of the tables."""
    for name in sorted(tables, key=len, reverse=True):
        joint = r"[\s·/-]+" if name[-1:].isdigit() else r"[\s·/-]*"
        match = re.fullmatch(rf"{re.escape(name)}{joint}0*([1-9]\d{{0,3}})", text, re.IGNORECASE)
        if match:
            return Seat(name, int(match[1]))
    return None


def read_plan(database: Database, event: int) -> SeatingPlan:
    """Who sits where at an event; those without a seat come by precedence.

    That is the order of the event's first list, places set by hand included; the rules rank others.
    """
    plan = SeatingPlan(read_tables(database, event))
    sizes = {table.name: table.seats for table in plan.tables}
    for guest in _rank_guests(database, event):
        if not guest.is_coming:
            continue
        seat = read_seat(guest.seat, sizes) if guest.seat else None
        if seat is None:
            (plan.elsewhere if guest.seat else plan.waiting).append(guest)
        elif seat in plan.taken:
            text = _("Seat {seat} is given to {first} and {second}; give one of them another.")
            names = {"first": plan.taken[seat].name, "second": guest.name}
            plan.sentences.append(text.format(seat=write_seat(seat), **names))
            plan.elsewhere.append(guest)
        elif seat.number > sizes[seat.table]:
            text = _("{name} has seat {seat}, but {table} has {count} seats; seat the guest anew.")
            words = {"seat": guest.seat, "table": seat.table, "count": sizes[seat.table]}
            plan.sentences.append(text.format(name=guest.name, **words))
            plan.elsewhere.append(guest)
        else:
            plan.taken[seat] = guest
    return plan


def _rank_guests(database: Database, event: int) -> list[Guest]:
    guests = Ranker.of(database).sort(read_guests(database, event))
    for shown in read_lists(database, event)[:1]:
        places = {row.guest.id: row.place for row in read_ranking(database, shown.id).rows}
        guests.sort(key=lambda one: places.get(one.id, len(guests) + 1))
    return guests


def read_tables(database: Database, event: int) -> list[SeatingTable]:
    """The tables and rows of an event in their order."""
    search = write_test("event", "is", str(event))
    listing = Listing("seating_table", search, "all", ("position", "name"), _COLUMNS)
    ids = list_ids(database, listing)
    rows = read_rows(database, listing, ids)
    return [
        SeatingTable(key, str(rows[key][0]), str(rows[key][1] or ""), int(rows[key][2]))
        for key in ids
        if key in rows
    ]


def plan_seat(database: Database, event: int, guest: int, seat: Seat | None) -> Change:
    """Plan seating a guest, or taking the seat away; who sat there takes the seat that is left."""
    plan = read_plan(database, event)
    places = {one.id: at for at, one in plan.taken.items()}
    if seat is not None and seat not in {*plan.taken, *plan.free_seats()}:
        text = _("{table} has no seat {number}; choose one of its seats.")
        raise UserError(text.format(table=seat.table, number=seat.number), "seat")
    wanted: dict[int, Seat | None] = {guest: seat}
    if seat is not None and seat in plan.taken and plan.taken[seat].id != guest:
        wanted[plan.taken[seat].id] = places.get(guest)
    return _plan_seats(database, event, wanted)


def plan_filling(database: Database, event: int, guests: Sequence[int]) -> Change:
    """Plan seating guests in their order on the free seats; raises UserError where they lack."""
    seats = list(read_plan(database, event).free_seats())
    if len(seats) < len(guests):
        text = _("{free} seats are free for {count} guests; add a table or a row first.")
        raise UserError(text.format(free=len(seats), count=len(guests)))
    return _plan_seats(database, event, dict(zip(guests, seats, strict=False)))


def plan_tables(
    database: Database, event: int, names: Sequence[str], shape: str, seats: int
) -> Change:
    """Plan further tables or rows; raises UserError for a name that is there already."""
    there = read_tables(database, event)
    known = {one.name.casefold() for one in there}
    twice = next((name for name in names if name.casefold() in known), None)
    if twice is not None:
        text = _("There is a table or row “{name}” already; choose another name.")
        raise UserError(text.format(name=twice), "name")
    rows: list[Values] = [
        {"event": event, "name": name, "shape": shape, "seats": seats, "position": at}
        for at, name in enumerate(names, start=len(there) + 1)
    ]
    made = plan_insert(database, "seating_table", rows)
    return Change(Label(ADDED, {"kind": "event", "id": str(event)}), made.batches)


def plan_table(database: Database, event: int, table: int, name: str, seats: int) -> Change:
    """Plan another name or size of a table; its guests keep their seats under the new name."""
    plan = read_plan(database, event)
    old = next(one for one in plan.tables if one.id == table)
    edits = {
        guest.id: {"seat": write_seat(Seat(name, seat.number))}
        for seat, guest in plan.taken.items()
        if seat.table == old.name
    }
    batches = [
        *plan_edit(database, "seating_table", {table: {"name": name, "seats": seats}}).batches,
        *plan_edit(database, "participation", edits).batches,
    ]
    return Change(Label(RENAMED, {"kind": "event", "id": str(event)}), merge_batches(batches))


def next_names(tables: Sequence[SeatingTable], shape: str, count: int) -> list[str]:
    """Names for further tables: rows by letters, tables by numbers."""
    known = {one.name.casefold() for one in tables}
    if shape == "row":
        names = [chr(ord("A") + at) for at in range(26)]
        names += [f"{first}{second}" for first in names for second in names]
    else:
        names = [_("Table {number}").format(number=at) for at in range(1, MOST + len(known) + 1)]
    return [name for name in names if name.casefold() not in known][:count]


def _plan_seats(database: Database, event: int, wanted: Mapping[int, Seat | None]) -> Change:
    edits: dict[int, Values] = {
        guest: {"seat": write_seat(seat) if seat is not None else None}
        for guest, seat in wanted.items()
    }
    change = plan_edit(database, "participation", edits)
    return Change(Label(SEATED, {"kind": "event", "id": str(event)}), change.batches)
