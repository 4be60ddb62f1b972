"""The programme of a day as a timetable: a column a room, side by side what runs at the same time.

What has no room of its own, a break or a ceremony for all, goes across all rooms, or stands in a
column of its own where something else is held at the same time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import select

from t20desk.db.database import Database
from t20desk.db.keys import match_key, sort_key
from t20desk.db.schema import shown_column
from t20desk.events.clashes import find_clashes
from t20desk.events.programme import search_programme
from t20desk.events.zones import tell_times
from t20desk.listing import Listing, iterate_rows

COLUMNS: Final = ("event", "starts", "ends", "title", "kind", "track", "room", "speakers")
SHORTEST: Final = 15
"""Minutes that an item without an end, or with a very near one, is drawn high."""
HOUR: Final = 60
MIDNIGHT: Final = 24 * HOUR
ACROSS: Final = -1
"""The column of what goes across all rooms."""


@dataclass(slots=True)
class Block:
    """An item of a day: its minutes since midnight, its column, and its lane within it."""

    id: int
    title: str
    kind: str
    starts: int
    ends: int
    clock: str
    track: str = ""
    room: str = ""
    speakers: str = ""
    clash: str = ""
    column: int = ACROSS
    lane: int = 0
    lanes: int = 1

    @property
    def drawn_end(self) -> int:
        """Until when the block is drawn."""
        return min(max(self.ends, self.starts + SHORTEST), MIDNIGHT)

    @property
    def words(self) -> str:
        """All that the item says, for those who hear the window, and for its tip."""
        parts = (self.clock, self.title, self.track, self.room, self.speakers, self.clash)
        return " · ".join(filter(None, parts))


@dataclass(slots=True)
class Day:
    """A day with its rooms and what is held in them."""

    day: str
    rooms: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    @property
    def first(self) -> int:
        """The full hour at which the day begins, in minutes."""
        return min(one.starts for one in self.blocks) // HOUR * HOUR

    @property
    def last(self) -> int:
        """The full hour at which the day is over."""
        ends = max(one.drawn_end for one in self.blocks)
        return min(-(-ends // HOUR) * HOUR, MIDNIGHT)


def read_timetable(database: Database, events: Sequence[int]) -> list[Day]:
    """The days of the programmes of some events that have items with a time of day.

    All stand by the clock of the event that has the others within it; what a part in another zone
    calls the time is said beside it.
    """
    order = ("starts", "track", "title")
    listing = Listing("programme_item", search_programme(events), "all", order, COLUMNS)
    told = {one.item: one.message for one in reversed(find_clashes(database, events))}
    days: dict[str, Day] = {}
    home, zones = _read_zones(database, events)
    for key, (event, *cells) in iterate_rows(database, listing):
        starts, ends, *texts = (str(cell or "") for cell in cells)
        if "T" in starts:
            zone = zones.get(getattr(event, "id", 0), "")
            there, (starts, ends) = (starts, ends), tell_times((starts, ends), zone, home)
            block = _make_block(key, starts, ends, texts, told.get(key, ""))
            if there[0] != starts:
                block.clock += f" ({_say_clock(*there)} {zone})"
            days.setdefault(starts[:10], Day(starts[:10])).blocks.append(block)
    for day in days.values():
        day.blocks.sort(key=lambda one: one.starts)
        arrange(day)
    return [days[key] for key in sorted(days)]


def _make_block(key: int, starts: str, ends: str, texts: Sequence[str], clash: str) -> Block:
    title, kind, track, room, speakers = texts
    first, last = _minutes(starts), _minutes(ends) if "T" in ends else 0
    if "T" in ends and ends[:10] > starts[:10]:
        last = MIDNIGHT
    clock = _say_clock(starts, ends)
    return Block(key, title, kind, first, max(first, last), clock, track, room, speakers, clash)


def _say_clock(starts: str, ends: str) -> str:
    return "–".join(filter(None, (starts[11:16], ends[11:16])))


def _read_zones(database: Database, events: Sequence[int]) -> tuple[str, dict[int, str]]:
    """The zone of the event that has the others within it, and the zone of each."""
    event = database.tables["event"]
    columns = (event.c.id, event.c.parent, event.c[shown_column("time_zone")])
    query = select(*columns).where(database.store.is_among(event.c.id, events))
    with database.read() as connection:
        rows = connection.execute(query).all()
    zones = {row[0]: str(row[2] or "") for row in rows}
    return next((zones[row[0]] for row in rows if row[1] not in zones), ""), zones


def _minutes(time: str) -> int:
    return int(time[11:13]) * HOUR + int(time[14:16])


def arrange(day: Day) -> None:
    """Give each room a column, and lanes to what runs at the same time in one."""
    names: dict[str, str] = {}
    for block in day.blocks:
        if block.room:
            names.setdefault(match_key(block.room), block.room)
    ordered = sorted(names, key=lambda key: sort_key(names[key]))
    day.rooms = [names[key] for key in ordered]
    for block in day.blocks:
        block.column = ordered.index(match_key(block.room)) if block.room else ACROSS
    beside = [one for one in day.blocks if not one.room and _meets_room(day, one)]
    if beside:
        day.rooms.append("")
    for block in beside:
        block.column = len(ordered)
    for column in range(len(day.rooms)):
        _give_lanes([one for one in day.blocks if one.column == column])
    _give_lanes([one for one in day.blocks if one.column == ACROSS])


def _meets_room(day: Day, block: Block) -> bool:
    """Whether something is held in a room at the same time."""
    return any(
        one.room and one.starts < block.drawn_end and block.starts < one.drawn_end
        for one in day.blocks
    )


def _give_lanes(blocks: Iterable[Block]) -> None:
    """Put what overlaps side by side; each group of such has as many lanes as it needs."""
    group: list[Block] = []
    until = 0
    for one in sorted(blocks, key=lambda block: (block.starts, -block.drawn_end)):
        if group and one.starts >= until:
            _close(group)
            group = []
        taken = {other.lane for other in group if other.drawn_end > one.starts}
        one.lane = next(lane for lane in range(len(group) + 1) if lane not in taken)
        group.append(one)
        until = max(until, one.drawn_end) if len(group) > 1 else one.drawn_end
    _close(group)


def _close(group: Sequence[Block]) -> None:
    lanes = max((one.lane for one in group), default=0) + 1
    for one in group:
        one.lanes = lanes


def step_block(day: Day, at: Block | None, across: int, down: int) -> Block | None:
    """The block that arrow keys lead to: the next one of the column, or of the column beside."""
    if at is None or not day.blocks:
        return min(day.blocks, key=lambda one: (one.starts, one.column), default=None)
    if down:
        ordered = sorted(
            (one for one in day.blocks if one.column in (at.column, ACROSS) or at.column == ACROSS),
            key=lambda one: (one.starts, one.column, one.lane),
        )
        place = next(number for number, one in enumerate(ordered) if one is at)
        return ordered[min(max(place + down, 0), len(ordered) - 1)]
    beside: list[Any] = [
        (abs(one.starts - at.starts), abs(_place(one) - _place(at)), number)
        for number, one in enumerate(day.blocks)
        if (_place(one) - _place(at)) * across > 0
    ]
    return day.blocks[min(beside)[2]] if beside else at


def _place(one: Block) -> float:
    return one.column + one.lane / max(one.lanes, 1)
