"""Clashes in programmes: a person or a room at two places at once, and times that do not exist.

Items are compared as moments, so that two zones and a change of summer time do not deceive. An
item that lies within a longer session of its own event is part of it and no clash.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, and_, false, func, literal, or_, select

from t20desk.db.database import Database
from t20desk.db.keys import match_key
from t20desk.db.schema import shown_column
from t20desk.db.types import Stored
from t20desk.events.effective import find_venues
from t20desk.events.zones import read_moment, say_skipped
from t20desk.i18n import _, ngettext
from t20desk.listing import read_titles
from t20desk.notices import Oddity

WITHIN: Final = ("session", "ceremony", "panel")
"""Items that may hold others."""
DAY: Final = timedelta(days=1)
LEAST: Final = timedelta(minutes=1)
"""What has no end lasts at least so long."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Something wrong with an item: the field it is shown at, in a sentence."""

    item: int
    field: str
    message: str
    other: int | None = None


@dataclass(slots=True)
class _Item:
    key: int
    event: int
    kind: str
    room: str
    venue: int | None
    places: tuple[str, ...]
    zone: str
    times: tuple[str, str]
    starts: datetime
    ends: datetime

    def holds(self, other: "_Item") -> bool:
        """Whether another item of the same event is a part of this one."""
        longer = self.ends - self.starts > other.ends - other.starts
        inside = self.starts <= other.starts and other.ends <= self.ends
        return self.event == other.event and self.kind in WITHIN and longer and inside

    def is_elsewhere(self, other: "_Item") -> bool:
        """Whether both name a venue, and not the same one."""
        return None not in (self.venue, other.venue) and self.venue != other.venue

    def say_time(self) -> str:
        """From when to when, as the clock at the place shows it."""
        first, last = (text[11:16] for text in self.times)
        return f"{first}–{last}" if last else first


def find_clashes(database: Database, events: Collection[int] | None = None) -> list[Clash]:
    """The clashes of all programmes, or those in which items of some events are involved."""
    with database.read() as connection:
        query = _select_items(database)
        if events is not None:
            query = _limit_days(connection, database, query, events)
        rows = connection.execute(query).mappings().all()
        items = _make_items(connection, database, rows)
        spoken = _read_speakers(connection, database, items)
    found = [*_find_doubled(database, items, spoken), *_find_rooms(database, items)]
    found += _find_skipped(rows)
    if events is None:
        return found
    wanted = {row["id"] for row in rows if row["event"] in events}
    return [one for one in found if one.item in wanted]


def check_item(
    database: Database,
    key: int | None,
    values: Mapping[str, Stored],
    people: Collection[int] = (),
) -> list[Oddity]:
    """The clashes that an item would have as it is typed, with more people speaking in it."""
    table = database.tables["programme_item"]
    with database.read() as connection:
        row = _read_typed(connection, database, key, values)
        if row is None or not (own := _make_items(connection, database, [row])):
            return []
        (item,) = own.values()
        first, last = (moment.date().isoformat() for moment in (item.starts - DAY, item.ends + DAY))
        ends = func.coalesce(table.c.ends, table.c.starts)
        near = and_(table.c.starts < f"{last}~", ends >= first, table.c.id != item.key)
        rows = connection.execute(_select_items(database).where(near)).mappings().all()
        items = {**_make_items(connection, database, rows), **own}
        spoken = _read_speakers(connection, database, items)
        spoken += _read_people(connection, database, item.key, people)
    found = [*_find_doubled(database, items, spoken), *_find_rooms(database, items)]
    found += _find_skipped([row])
    told = [one for one in found if one.item == item.key]
    return [Oddity(key or 0, one.field, one.message, kind="programme_item") for one in told]


def _read_typed(
    connection: Connection, database: Database, key: int | None, values: Mapping[str, Stored]
) -> Mapping[str, Any] | None:
    """The item as it is typed; None while it has no event."""
    event, item = database.tables["event"], database.tables["programme_item"]
    known: dict[str, Any] = {"id": key or 0}
    names = ("event", "kind", "starts", "ends", "room")
    if key is not None:
        columns = [item.c[name] for name in names]
        row = connection.execute(select(*columns).where(item.c.id == key)).mappings().first()
        known |= dict(row or {})
    known |= {name: values[name] for name in names if name in values}
    shown = [event.c[shown_column(name)].label(name) for name in ("time_zone", "place", "city")]
    query = select(*shown).where(event.c.id == known.get("event"))
    of_event = connection.execute(query).mappings().first()
    if of_event is None or not known.get("starts"):
        return None
    return {**dict.fromkeys(names), **known, **of_event}


def _read_speakers(connection: Connection, database: Database, items: Iterable[int]) -> list[Any]:
    """Who speaks in some items: the item, the person, the name."""
    speaker, person = database.tables["speaker"], database.tables["person"]
    names = select(speaker.c.item, speaker.c.person, person.c.full_name).join(
        person, person.c.id == speaker.c.person
    )
    wanted = database.store.is_among(speaker.c.item, set(items))
    return list(connection.execute(names.where(wanted)).all())


def _read_people(
    connection: Connection, database: Database, item: int, people: Collection[int]
) -> list[Any]:
    """People who are to speak in an item too."""
    person = database.tables["person"]
    query = select(literal(item), person.c.id, person.c.full_name)
    return list(connection.execute(query.where(person.c.id.in_(people))).all()) if people else []


def _select_items(database: Database) -> Any:
    """The items with a time; what a person or a room may be in at the same day."""
    item, event = database.tables["programme_item"], database.tables["event"]
    shown = {name: event.c[shown_column(name)] for name in ("time_zone", "place", "city")}
    columns = [item.c[name] for name in ("id", "event", "kind", "starts", "ends", "room")]
    return (
        select(*columns, *(one.label(name) for name, one in shown.items()))
        .join(event, event.c.id == item.c.event)
        .where(
            and_(
                item.c.starts.is_not(None),
                or_(event.c.status.is_(None), event.c.status != "cancelled"),
            )
        )
    )


def _limit_days(
    connection: Connection, database: Database, query: Any, events: Collection[int]
) -> Any:
    """Only the items of the days on which the events have some; clocks differ by a day at most."""
    item = database.tables["programme_item"]
    of_events = database.store.is_among(item.c.event, list(events))
    days = select(func.min(item.c.starts), func.max(func.coalesce(item.c.ends, item.c.starts)))
    first, last = connection.execute(days.where(of_events)).one()
    if first is None:
        return query.where(false())
    low, high = (date.fromisoformat(str(day)[:10]) for day in (first, last))
    until = (high + 2 * DAY).isoformat()
    ends = func.coalesce(item.c.ends, item.c.starts)
    return query.where(item.c.starts < until, ends >= (low - DAY).isoformat())


def _make_items(
    connection: Connection, database: Database, rows: Collection[Any]
) -> dict[int, _Item]:
    """The items that have a time, by their ids."""
    venues = find_venues(connection, database, {row["event"] for row in rows})
    items = (_make_item(row, venues.get(row["event"])) for row in rows)
    return {one.key: one for one in items if one is not None}


def _make_item(row: Any, venue: int | None) -> _Item | None:
    zone = row["time_zone"] or ""
    starts = read_moment(row["starts"], zone)
    if starts is None:
        return None
    ends = read_moment(row["ends"], zone) or starts
    # Events may name the venue or tell the place in words: either may say that it is the same.
    words = match_key(f"{row['place'] or ''} {row['city'] or ''}")
    places = (f"venue {venue}" if venue else "", words)
    times = (str(row["starts"]), str(row["ends"] or ""))
    return _Item(
        row["id"], row["event"], row["kind"] or "", row["room"] or "",
        venue, tuple(filter(None, places)) or (str(row["event"]),),
        zone, times, starts, max(ends, starts + LEAST),
    )  # fmt: skip


def _find_doubled(
    database: Database, items: dict[int, _Item], spoken: Iterable[Any]
) -> Iterator[Clash]:
    """People who are wanted in two items at once."""
    groups: dict[int, list[_Item]] = {}
    names: dict[int, str] = {}
    for key, person, name in spoken:
        groups.setdefault(person, []).append(items[key])
        names[person] = name or ""
    pairs = [(who, *pair) for who, group in groups.items() for pair in _find_pairs(group)]
    titles = read_titles(database, "programme_item", [two.key for _who, _one, two in pairs])
    for who, one, two in pairs:
        text = _("{name} is in “{title}” at the same time ({time}); change one of the two.")
        message = text.format(name=names[who], title=titles.get(two.key, ""), time=two.say_time())
        yield Clash(one.key, "speakers", message, two.key)


def _find_rooms(database: Database, items: dict[int, _Item]) -> Iterator[Clash]:
    """Rooms in which two items are held at once."""
    groups: dict[tuple[str, str], list[_Item]] = {}
    for item in items.values():
        for place in item.places if item.room else ():
            groups.setdefault((place, match_key(item.room)), []).append(item)
    found = (pair for group in groups.values() for pair in _find_pairs(group))
    pairs = {(one.key, two.key): (one, two) for one, two in found if not one.is_elsewhere(two)}
    titles = read_titles(database, "programme_item", [two for _one, two in pairs])
    for one, two in pairs.values():
        text = _("“{title}” is in {room} at the same time ({time}); choose another room or time.")
        message = text.format(title=titles.get(two.key, ""), room=two.room, time=two.say_time())
        yield Clash(one.key, "room", message, two.key)


def _find_pairs(group: list[_Item]) -> Iterator[tuple[_Item, _Item]]:
    """Every two that overlap, seen from either side."""
    group.sort(key=lambda item: item.starts)
    for at, one in enumerate(group):
        for two in group[at + 1 :]:
            if two.starts >= one.ends:
                break
            if not one.holds(two) and not two.holds(one):
                yield one, two
                yield two, one


def _find_skipped(rows: Iterable[Any]) -> Iterator[Clash]:
    for row in rows:
        for name in ("starts", "ends"):
            if sentence := say_skipped(row[name], row["time_zone"]):
                yield Clash(row["id"], name, sentence)


def say_clashes(clashes: list[Clash]) -> str:
    """How many items have something wrong, in a sentence; empty for none."""
    count = len({one.item for one in clashes})
    if not count:
        return ""
    words = ngettext(
        "{count} item of a programme clashes with another one; look into the programme.",
        "{count} items of programmes clash with others; look into the programme.",
        count,
    )
    return words.format(count=count)
