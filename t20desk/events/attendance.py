"""Who was at which event, over any part of the tree and any years: a matrix, and its numbers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, Literal, NamedTuple

from sqlalchemy import ColumnElement, Select, case, func, select

from t20desk.db.database import Database
from t20desk.db.keys import sort_key
from t20desk.db.models.choices import ANSWERS, PRESENCES
from t20desk.db.query import Selection
from t20desk.db.types import codes_of
from t20desk.events.effective import Branch, order_tree
from t20desk.events.figures import STRENGTH
from t20desk.listing import Linked, read_titles

Guests = Literal["member", "person"]
Ground = Literal["country", "area", "role"]
MARKS: Final = ("", *STRENGTH, "absent", "excused", "came")
"""What is known of somebody at an event, from weak to strong; a presence says more than answers."""
CAME: Final = MARKS.index("came")
ACCEPTED: Final = MARKS.index("accepted")
INVITED: Final = MARKS.index("cancelled_late")
WORDS: Final = dict([*ANSWERS, *PRESENCES])
"""The label of each mark, an English message."""


class Span(NamedTuple):
    """Years from and to, both whole; one that is not given leaves that side open."""

    since: int | None = None
    until: int | None = None

    def holds(self, starts: ColumnElement[Any]) -> list[ColumnElement[bool]]:
        """The conditions that an event begins within these years."""
        found: list[ColumnElement[bool]] = []
        if self.since is not None:
            found.append(starts >= f"{self.since:04}")
        if self.until is not None:
            found.append(starts < f"{self.until + 1:04}")
        return found


@dataclass(frozen=True, slots=True)
class Matrix:
    """Organisations or people by name, events in the order of their tree, and what is known.

    `marks` holds by record and event a place in `MARKS`; what is not there was not asked.
    """

    rows: list[Linked]
    events: list[Branch]
    marks: dict[tuple[int, int], int]


def read_matrix(
    database: Database, guests: Guests, event: int | None = None, years: Span | None = None
) -> Matrix:
    """Everybody who had to do with an event of a tree, or any event, in some years."""
    tree = {one.id: one for one in order_tree(database, event)}
    selection = Selection(database, "event")
    part = database.tables["participation"]
    at = selection.table.c.id
    who = part.c[guests]
    query = (
        select(who, part.c.event, func.max(_mark(part)))
        .where(who.is_not(None))
        .group_by(who, part.c.event)
    )
    if event is not None:
        query = query.where(database.store.is_among(part.c.event, tree))
    if years is not None:
        inside = selection.select(at).where(*years.holds(selection.shown("starts")))
        query = query.where(part.c.event.in_(inside))
    with database.read() as connection:
        marks = {(row[0], row[1]): int(row[2]) for row in connection.execute(query)}
    used = {key for _who, key in marks}
    titles = read_titles(database, guests, list({key for key, _event in marks}))
    rows = sorted(titles.items(), key=lambda one: (sort_key(one[1]), one[0]))
    events = [one for key, one in tree.items() if key in used]
    return Matrix([Linked(*one) for one in rows], events, marks)


def _mark(part: Any) -> ColumnElement[int]:
    """The place of a participation in `MARKS`."""
    presences = ((part.c.presence == code, MARKS.index(code)) for code, _label in PRESENCES)
    return case(*presences, else_=_answer(part))


def _answer(part: Any) -> ColumnElement[int]:
    """The place of an answer in `MARKS`, whatever became of it."""
    return case(*((part.c.answer == code, MARKS.index(code)) for code in STRENGTH), else_=0)


def _came(part: Any) -> ColumnElement[int]:
    return case((part.c.presence == "came", 1), else_=0)


@dataclass(slots=True)
class Tally:
    """How many guests were invited, said yes and came in a year; each counts once in each."""

    invited: int = 0
    accepted: int = 0
    came: int = 0

    def add(self, answer: int, came: bool) -> None:
        """Count a guest by the strongest answer; who came was invited and said yes.

        Who said yes and stayed away said yes all the same, as in the figures of an event.
        """
        self.invited += came or answer >= INVITED
        self.accepted += came or answer == ACCEPTED
        self.came += came


@dataclass(slots=True)
class Guest:
    """What is known of a guest over all events of a year."""

    answer: int = 0
    came: bool = False
    values: set[str] = field(default_factory=set)


def count_by(
    database: Database, ground: Ground, years: tuple[int, ...], event: int | None = None
) -> tuple[dict[str, dict[int, Tally]], dict[int, Tally]]:
    """How many guests each country, area or role has in each year, and how many in all.

    Each guest counts once a year, and once under each of several areas or roles. A delegate
    still to be named counts too, of a member as many as at the event with most of them.
    """
    guests: dict[tuple[int, object], Guest] = {}
    for year, who, answer, came, value in _read_guests(database, ground, years, event):
        one = guests.setdefault((year, who), Guest())
        one.answer, one.came = max(one.answer, answer), one.came or came
        one.values.update([str(value or "")] if ground == "country" else codes_of(value) or [""])
    found: dict[str, dict[int, Tally]] = {}
    whole = {year: Tally() for year in years}
    for (year, _who), one in guests.items():
        whole[year].add(one.answer, one.came)
        for value in one.values if len(one.values) == 1 else one.values - {""}:
            found.setdefault(value, {key: Tally() for key in years})[year].add(one.answer, one.came)
    return found, whole


def _read_guests(
    database: Database, ground: Ground, years: tuple[int, ...], event: int | None
) -> Iterator[tuple[int, object, int, bool, Any]]:
    """Each participation of the years: the year, who it is, the answer, whether they came, and
    what is counted by.
    """
    owed: dict[tuple[int, int], int] = {}
    with database.read() as connection:
        query = _select_guests(database, ground, years, event)
        for starts, at, person, member, answer, came, value in connection.execute(query):
            who: object = person
            if person is None:
                place = owed[member, at] = owed.get((member, at), 0) + 1
                who = (member, place)
            yield int(starts[:4]), who, int(answer), bool(came), value


def _select_guests(
    database: Database, ground: Ground, years: tuple[int, ...], event: int | None
) -> Select[Any]:
    selection = Selection(database, "event")
    starts = selection.shown("starts")
    span = Span(min(years), max(years))
    held = selection.select(selection.table.c.id, starts.label("starts")).where(*span.holds(starts))
    events = held.subquery()
    part, member, person = (database.tables[name] for name in ("participation", "member", "person"))
    value = {
        "country": func.coalesce(member.c.country, person.c.country),
        "area": member.c.areas,
        "role": part.c.roles,
    }[ground]
    query = (
        select(
            events.c.starts,
            part.c.event,
            part.c.person,
            part.c.member,
            _answer(part),
            _came(part),
            value,
        )
        .join_from(part, events, events.c.id == part.c.event)
        .outerjoin(member, member.c.id == part.c.member)
        .outerjoin(person, person.c.id == part.c.person)
    )
    if event is not None:
        tree = [one.id for one in order_tree(database, event)]
        query = query.where(database.store.is_among(part.c.event, tree))
    return query


def count_history(database: Database, guests: Guests, record_id: int) -> Tally:
    """To how many events somebody was invited, said yes and came; each event counts once."""
    part = database.tables["participation"]
    known = select(func.max(_answer(part)), func.max(_came(part)))
    query = known.where(part.c[guests] == record_id).group_by(part.c.event)
    found = Tally()
    with database.read() as connection:
        for answer, came in connection.execute(query):
            found.add(int(answer), bool(came))
    return found
