"""The programme of an event and of all within it, day by day, and the naming of speakers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from t20desk.db.change import Change, Label
from t20desk.db.database import Database
from t20desk.db.types import Date, Stored, Text
from t20desk.editing import plan_insert
from t20desk.errors import UserError
from t20desk.events.effective import find_branch
from t20desk.events.zones import tell_times
from t20desk.i18n import N_, _
from t20desk.listing import (
    Linked,
    Listing,
    iterate_rows,
    list_ids,
    plain_cell,
    read_rows,
    read_titles,
)
from t20desk.searching import write_test
from t20desk.tables import Cells, Column, Table

COLUMNS: Final = ("starts", "ends", "title", "kind", "track", "room", "speakers", "event")
ZONE: Final = "event.time_zone"
SPEAKING: Final = N_("Speaker added to “{item}”")


def search_programme(events: Sequence[int]) -> str:
    """The search for the items of some events."""
    return "(" + " or ".join(write_test("event", "is", str(key)) for key in events) + ")"


def list_programme(event: int, within: Sequence[int] = ()) -> Listing:
    """The items of an event, and of those within it, by time and track."""
    events = list(dict.fromkeys((event, *within)))
    columns = COLUMNS if len(events) > 1 else COLUMNS[:-1]
    order = ("starts", "track", "title")
    search = search_programme(events)
    return Listing("programme_item", search, "all", order, columns, group="day")


def propose_item(database: Database, event: int, before: Mapping[str, Any]) -> dict[str, Any]:
    """What a new item begins with: where and when the one before it ended, else the event's day."""
    starts = before.get("ends") or str(before.get("starts") or "")[:10]
    if not starts:
        found = read_rows(database, Listing("event", view="all", columns=("starts",)), [event])
        starts = str(plain_cell(found.get(event, (None,))[0]) or "")[:10]
    values = {"starts": starts, "room": before.get("room"), "track": before.get("track")}
    return {name: cell for name, cell in values.items() if cell}


def plan_speaker(database: Database, item: int, person: int, part: str = "speaks") -> Change:
    """Plan that a person speaks in an item, after those who are there already."""
    titles = read_titles(database, "programme_item", [item])
    if item not in titles:
        raise UserError(_("The item is gone; choose another one."))
    here = write_test("item", "is", str(item))
    listing = Listing("speaker", here, "all", columns=("person",))
    present = [cells[0] for _key, cells in iterate_rows(database, listing)]
    if any(isinstance(one, Linked) and one.id == person for one in present):
        raise UserError(_("This person is in the item already; choose another one."), "person")
    values: dict[str, Stored] = {
        "item": item, "person": person, "part": part, "position": len(present),
    }  # fmt: skip
    change = plan_insert(database, "speaker", [values])
    return Change(Label(SPEAKING, {"item": titles[item]}), change.batches)


def read_programme(database: Database, event: int) -> Table:
    """The programme on paper: a group for each day, parallel items one below the other.

    Where it runs in several time zones, items follow each other as they are held, on the days of
    the event that has the others within it; each tells by the clock of which zone it is.
    """
    listing = list_programme(event, find_branch(database, event))
    listing = replace(listing, columns=(*listing.columns, ZONE))
    fields = database.kinds["programme_item"].fields
    title = read_titles(database, "event", [event]).get(event, "")
    ids = list_ids(database, listing)
    zones = {cells[-1] for _key, cells in iterate_rows(database, listing, ids)}
    home = _find_home(database, event, zones)

    def rows() -> Iterator[Cells]:
        items: Iterator[dict[str, Any]] = (
            dict(zip(listing.columns, cells, strict=True))
            for _key, cells in iterate_rows(database, listing, ids)
        )
        if len(zones) > 1:
            items = iter(sorted(items, key=lambda item: _place_in_time(item, home)))
        for item in items:
            yield tuple(_make_row(item, home))[: len(columns)]

    columns = [
        Column("day", _("Day"), Text(40), 14),
        Column("time", _("Time"), Text(20), 13),
        Column("title", fields["title"].say(), Text(300), 40),
        Column("track", fields["track"].say(), Text(120), 12),
        Column("room", fields["room"].say(), Text(120), 14),
        Column("speakers", fields["speakers"].say(), Text(2000), 30),
    ]
    words = below = _("Programme")
    if len(zones) > 1:
        order = _("Days and order follow the clock of {zone}.").format(zone=home)
        below = f"{words} · {order}"
        zone = database.kinds["event"].fields["time_zone"]
        columns.append(Column("zone", zone.say(), zone.type, 16))
    return Table(title or words, tuple(columns), rows, subtitle=below, name=words, groups=("day",))


def _find_home(database: Database, event: int, zones: Iterable[Any]) -> str:
    """The zone by whose days a programme is told: that of the event, else one of its items."""
    listing = Listing("event", view="all", columns=("time_zone",))
    found = plain_cell(read_rows(database, listing, [event]).get(event, (None,))[0])
    return str(found or min(filter(None, zones), default=""))


def _place_in_time(item: Mapping[str, Any], home: str) -> tuple[bool, str]:
    """Where an item stands among those of other zones; without a time it comes first."""
    at_home = _read_times(item, home)[0]
    return bool(at_home), at_home


def _read_times(item: Mapping[str, Any], home: str) -> tuple[str, str]:
    """Begin and end by the clock at home; a day without a time of day is the same everywhere."""
    starts, ends = (str(item[name] or "") for name in ("starts", "ends"))
    return (
        tell_times((starts, ends), str(item[ZONE] or ""), home) if "T" in starts else (starts, ends)
    )


def _make_row(item: Mapping[str, Any], home: str) -> Iterator[Stored]:
    starts, ends = (str(item[name] or "") for name in ("starts", "ends"))
    day = _read_times(item, home)[0][:10]
    clock = "–".join(filter(None, (starts[11:16], ends[11:16])))
    if day != starts[:10]:
        clock = f"{Date().format(starts[:10])} {clock}"
    yield Date().format(day or None) or _("Without a time")
    yield clock
    yield item["title"]
    yield item["track"]
    yield item["room"]
    yield item["speakers"]
    yield item[ZONE]
