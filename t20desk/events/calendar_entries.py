"""What a calendar shows: events with their effective dates and places, whose programme they are."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import or_, select

from t20desk.db.database import Database
from t20desk.db.types import country_names
from t20desk.errors import UserError
from t20desk.events.effective import find_branch
from t20desk.events.figures import REFUSED
from t20desk.i18n import LANGUAGES, _, language
from t20desk.kind_ways import CALENDAR_KINDS
from t20desk.listing import Inherited, Linked, Listing, list_ids, plain_cell, read_rows
from t20desk.outer_marks import EVENT, ITEM, own_mark

PART: Final = 1_000
COLUMNS: Final = (
    "title", "kind", "parent", "status", "starts", "ends", "time_zone", "place", "room", "city",
    "country", "contact", "description", "uid",
)  # fmt: skip
TITLES: Final = tuple(f"title_{one}" for one in LANGUAGES)
"""The title in each language, read beside the one that is shown to know which that is."""
ITEM_COLUMNS: Final = ("title", "starts", "ends", "room", "track", "speakers", "description", "uid")
"""What of an item of a programme stands in a calendar."""


class Entry(NamedTuple):
    """One entry of a calendar; `above` is the mark of the entry it is part of.

    Days are stored values: `2026-06-24`, or `2026-06-24T09:00` in the time of `zone`.
    """

    mark: str
    title: str
    starts: str
    ends: str = ""
    zone: str = ""
    place: str = ""
    room: str = ""
    city: str = ""
    country: str = ""
    kind: str = ""
    status: str = ""
    contact: str = ""
    text: str = ""
    above: str = ""
    inherited: tuple[str, ...] = ()
    """The fields that are those of the event above."""
    language: str = ""
    """The language that the title is written in."""

    @property
    def location(self) -> str:
        """Where it is, in words and in the language in use."""
        country = country_names(language()).get(self.country, self.country)
        return ", ".join(dict.fromkeys(filter(None, (self.place, self.room, self.city, country))))


def read_entries(database: Database, ids: Sequence[int]) -> Iterator[Entry]:
    """The entries of events, in their order."""
    listing = Listing("event", view="all", columns=(*COLUMNS, *TITLES))
    for start in range(0, len(ids), PART):
        part = ids[start : start + PART]
        rows = read_rows(database, listing, part)
        marks = _read_marks(database, rows.values())
        yield from (_make_entry(key, rows[key], marks) for key in part if key in rows)


def _make_entry(key: int, cells: Sequence[Any], marks: dict[int, str]) -> Entry:
    told = dict(zip(COLUMNS, cells, strict=False))
    above = told.pop("parent")
    texts = {name: str(plain_cell(cell) or "") for name, cell in told.items()}
    return Entry(
        mark=texts.pop("uid") or own_mark(EVENT, key),
        zone=texts.pop("time_zone"),
        text=texts.pop("description"),
        above=marks[above.id] if isinstance(above, Linked) else "",
        inherited=tuple(name for name, cell in told.items() if isinstance(cell, Inherited)),
        language=_find_language(texts["title"], cells[len(COLUMNS) :]),
        **texts,
    )


def _find_language(title: str, titles: Sequence[Any]) -> str:
    """The language a title is shown in: the one in use, else the first that has it."""
    written = [code for code, one in zip(LANGUAGES, titles, strict=True) if one == title]
    return language() if language() in written or not written else written[0]


def _read_marks(database: Database, rows: Iterable[Sequence[Any]]) -> dict[int, str]:
    """The marks of the events above."""
    place = COLUMNS.index("parent")
    above = {row[place].id for row in rows if isinstance(row[place], Linked)}
    event = database.tables["event"]
    query = select(event.c.id, event.c.uid).where(database.store.is_among(event.c.id, above))
    with database.read() as connection:
        return {key: mark or own_mark(EVENT, key) for key, mark in connection.execute(query)}


def read_calendar(
    database: Database, kind: str, ids: Sequence[int], with_parts: bool = False
) -> list[Entry]:
    """The entries of a calendar of these records; raises UserError for kinds that have none.

    Events come with all within them and with their programmes where the parts are wanted; people
    with the events they take part in and the items they speak in.
    """
    events = list_events(database, kind, ids, with_parts)
    entries = list(read_entries(database, events))
    if kind == "person":
        entries += read_items(database, "speaker.person", ids)
    elif with_parts and kind == "event":
        entries += read_items(database, "event", events)
    return entries


def read_items(database: Database, path: str, ids: Sequence[int]) -> list[Entry]:
    """The items of the programmes of events, or those in which people speak, by begin."""
    item, speaker = database.tables["programme_item"], database.tables["speaker"]
    query = select(item.c.id, item.c.event).where(item.c.starts.is_not(None))
    if path == "event":
        query = query.where(database.store.is_among(item.c.event, ids))
    else:
        spoken = select(speaker.c.item).where(database.store.is_among(speaker.c.person, ids))
        query = query.where(item.c.id.in_(spoken))
    with database.read() as connection:
        pairs: dict[int, int] = {
            row[0]: row[1] for row in connection.execute(query.order_by(item.c.starts))
        }
    events = list(dict.fromkeys(pairs.values()))
    whole = dict(zip(events, read_entries(database, events), strict=True))
    listing = Listing("programme_item", view="all", columns=(*ITEM_COLUMNS, *TITLES))
    rows = read_rows(database, listing, list(pairs))
    return [_make_item(key, rows[key], whole[pairs[key]]) for key in pairs if key in rows]


def _make_item(key: int, cells: Sequence[Any], event: Entry) -> Entry:
    """An item of a programme: where and in which zone its event is, if it says nothing itself."""
    texts = (str(plain_cell(cell) or "") for cell in cells[: len(ITEM_COLUMNS)])
    title, starts, ends, room, track, speakers, description, mark = texts
    return event._replace(
        mark=mark or own_mark(ITEM, key),
        title=title,
        language=_find_language(title, cells[len(ITEM_COLUMNS) :]),
        starts=starts,
        ends=ends,
        room=room or event.room,
        kind="",
        text="\n".join(filter(None, (speakers, track, description))),
        above=event.mark,
        inherited=("room",) if event.room and not room else (),
    )


def list_events(
    database: Database, kind: str, ids: Sequence[int], with_parts: bool = False
) -> list[int]:
    """The events that a calendar of these records holds; raises UserError for other kinds."""
    if kind in ("person", "member"):
        return list_programme(database, kind, ids)
    if kind != "event":
        known = ", ".join(_(database.kinds[name].plural) for name in CALENDAR_KINDS)
        text = _("Calendars are made of {known}; choose one of these lists.")
        raise UserError(text.format(known=known))
    return list_tree(database, ids) if with_parts else list(ids)


def list_tree(database: Database, heads: Iterable[int]) -> list[int]:
    """Events and everything within them, each once, by begin."""
    found = {key for head in heads for key in find_branch(database, head)}
    ordered = list_ids(database, Listing("event", view="all"))
    return [key for key in ordered if key in found]


def list_programme(database: Database, kind: str, ids: Sequence[int]) -> list[int]:
    """The events at which people or organisations came or may yet come, by begin.

    Who is only noted, to be asked later, does not learn of an event by a calendar.
    """
    part = database.tables["participation"]
    may_come = or_(part.c.answer.is_(None), part.c.answer.not_in(("not_asked", *REFUSED)))
    query = select(part.c.event).where(
        database.store.is_among(part.c[kind], ids), or_(may_come, part.c.presence == "came")
    )
    with database.read() as connection:
        found = set(connection.scalars(query))
    return [key for key in list_ids(database, Listing("event", view="all")) if key in found]
