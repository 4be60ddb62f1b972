"""At which events of a tree the guests are: what an event has itself, and what its parts have."""

from typing import Final, NamedTuple

from sqlalchemy import func, select

from t20desk.db.database import Database
from t20desk.events.effective import tree_below
from t20desk.i18n import N_, _, list_words
from t20desk.listing import read_titles

MOST_NAMED: Final = 4
"""So many parts of an event are named in a sentence."""
AT_PARTS: Final = N_(
    "“{event}” has no guests of its own; they are at its parts, so choose one of these: {parts}."
)


class GuestPart(NamedTuple):
    """An event and how many entries its own list of guests has."""

    id: int
    title: str
    guests: int


def read_guest_parts(database: Database, event_id: int) -> list[GuestPart]:
    """An event first, then the events within it that have guests, most guests first."""
    part = database.tables["participation"]
    tree = tree_below(database, event_id)
    number = func.count()
    query = (
        select(part.c.event, number)
        .where(part.c.event.in_(select(tree.c.id)))
        .group_by(part.c.event)
        .order_by(number.desc(), part.c.event)
    )
    with database.read() as connection:
        counts: dict[int, int] = {row[0]: row[1] for row in connection.execute(query)}
    ids = [event_id, *(key for key in counts if key != event_id)]
    titles = read_titles(database, "event", ids)
    return [GuestPart(key, titles.get(key, ""), counts.get(key, 0)) for key in ids]


def say_parts(database: Database, event_id: int) -> str:
    """Where the guests of an event are that has none itself; empty where it has, or nobody has."""
    own, *others = read_guest_parts(database, event_id)
    if own.guests or not others:
        return ""
    named = [f"{one.title} ({one.guests})" for one in others[:MOST_NAMED]]
    more = ["…"] if len(others) > MOST_NAMED else []
    return _(AT_PARTS).format(event=own.title, parts=list_words([*named, *more]))
