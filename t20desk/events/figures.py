"""The figures of an event and all below it: guests, answers, organisations, places.

Figures roll up and never down: those of a week hold everything below it, each person once.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    Subquery,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    union_all,
)

from t20desk.db.database import Database
from t20desk.events.effective import tree_below

STRENGTH: Final = (
    "not_asked",
    "cancelled_late",
    "declined",
    "invited",
    "waiting",
    "tentative",
    "accepted",
)
"""Answers from weak to strong: of several answers in a tree, the strongest is a guest's answer."""
REFUSED: Final = ("declined", "cancelled_late")
ANSWERED: Final = tuple(
    STRENGTH.index(one)
    for one in ("cancelled_late", "declined", "waiting", "tentative", "accepted")
)
"""The strength of the answers that say something."""
Flags = Mapping[str, ColumnElement[bool]]


class Figures(NamedTuple):
    """The numbers of an event and all below it; a guest counts once, however often invited.

    A member whose delegate is not named is a guest too, and owes the name once it is asked.
    `invited`, `answered`, `accepted` and `came` are cumulative: who came counts in all of them,
    whatever was written down. `open` are those asked who neither accepted nor declined. `places`
    is the capacity of the event at the head, and `free` what accepted guests and their companions
    leave of it.
    """

    events: int = 0
    guests: int = 0
    organisations: int = 0
    guests_of_honour: int = 0
    invited: int = 0
    answered: int = 0
    accepted: int = 0
    tentative: int = 0
    waiting: int = 0
    declined: int = 0
    open: int = 0
    came: int = 0
    companions: int = 0
    names_owed: int = 0
    places: int | None = None
    free: int | None = None


def roll_up(database: Database, event_id: int) -> Figures:
    """The figures of an event and everything below it."""
    tree = tree_below(database, event_id)
    with database.read() as connection:
        found = connection.execute(_sum_guests(database, tree)).mappings().one()
        members = _find_organisations(database, tree).subquery()
        organisations = connection.scalar(select(func.count()).select_from(members)) or 0
        events = connection.scalar(select(func.count()).select_from(tree)) or 0
        event = database.tables["event"]
        places = connection.scalar(select(event.c.capacity).where(event.c.id == event_id))
    numbers = {name: int(value or 0) for name, value in found.items()}
    taken = numbers["accepted"] + numbers.pop("brought")
    return Figures(
        events=events,
        organisations=organisations,
        open=numbers["invited"] - numbers["accepted"] - numbers["declined"],
        places=places,
        free=None if places is None else places - taken,
        **numbers,
    )


def _strength(answer: ColumnElement[Any]) -> ColumnElement[int]:
    return case(
        *((answer == code, place) for place, code in enumerate(STRENGTH)), else_=literal(-1)
    )


def has_role(roles: ColumnElement[Any], role: str) -> ColumnElement[bool]:
    """Whether a cell of several roles holds one of them."""
    return func.coalesce(roles, "").contains(f" {role} ", autoescape=True)


def _flag(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.max(case((condition, 1), else_=0))


def _guest_columns(part: Any, more: Flags) -> list[ColumnElement[Any]]:
    """What several participations of one guest are together."""
    return [
        *(_flag(condition).label(name) for name, condition in more.items()),
        func.max(_strength(part.c.answer)).label("strength"),
        _flag(part.c.presence == "came").label("came"),
        _flag(has_role(part.c.roles, "guest_of_honour")).label("honoured"),
        func.max(func.coalesce(part.c.companions, 0)).label("companions"),
    ]


def gather_guests(database: Database, tree: CTE, flags: Flags) -> Subquery:
    """One row for each guest of a tree, named or not: how many heads, and what is known of them.

    A flag holds where its condition holds at one of the events.
    """
    part = database.tables["participation"]
    inside = part.c.event.in_(select(tree.c.id))
    known = _guest_columns(part, flags)
    named = (
        select(literal(1).label("heads"), literal(0).label("owed"), *known)
        .where(inside, part.c.person.is_not(None))
        .group_by(part.c.person)
    )
    return union_all(named, _group_unnamed(part, inside, known)).subquery()


def count_heads(guests: Subquery, condition: ColumnElement[bool]) -> ColumnElement[int]:
    """How many of the guests gathered fit a condition."""
    return func.sum(case((condition, guests.c.heads), else_=0))


def _sum_guests(database: Database, tree: CTE) -> Select[Any]:
    """One row: the sums over all guests of a tree, the named and the unnamed ones."""
    guests = gather_guests(database, tree, {})
    count, strength = partial(count_heads, guests), guests.c.strength
    accepted = strength == STRENGTH.index("accepted")
    refused, unasked = is_refusal(strength), strength == STRENGTH.index("not_asked")
    sums = {
        "guests": func.sum(guests.c.heads),
        "guests_of_honour": count(guests.c.honoured == 1),
        "invited": count(or_(strength > STRENGTH.index("not_asked"), guests.c.came == 1)),
        "answered": count(or_(strength.in_(ANSWERED), guests.c.came == 1)),
        "accepted": count(or_(accepted, guests.c.came == 1)),
        "tentative": count(strength == STRENGTH.index("tentative")),
        "waiting": count(strength == STRENGTH.index("waiting")),
        "declined": count(and_(refused, guests.c.came == 0)),
        "came": count(guests.c.came == 1),
        "companions": func.sum(case((refused, 0), else_=guests.c.companions)),
        "brought": func.sum(case((accepted, guests.c.companions), else_=0)),
        "names_owed": func.sum(case((or_(refused, unasked), 0), else_=guests.c.owed)),
    }
    return select(*(term.label(name) for name, term in sums.items()))


def is_refusal(strength: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether the strongest answer of a guest is a no."""
    return strength.in_([STRENGTH.index(code) for code in REFUSED])


def _group_unnamed(
    part: Any, inside: ColumnElement[bool], known: list[ColumnElement[Any]]
) -> Select[Any]:
    """Delegates still to be named: of each member as many as at the event with most of them."""
    at_event = (
        select(part.c.member, func.count().label("heads"), *known)
        .where(inside, part.c.person.is_(None))
        .group_by(part.c.member, part.c.event)
        .subquery()
    )
    most = func.max(at_event.c.heads)
    names = [column.name for column in known]
    return select(most, most, *(func.max(at_event.c[name]) for name in names)).group_by(
        at_event.c.member
    )


def takes_part(part: Any) -> ColumnElement[bool]:
    """Whether somebody came or, while nothing is noted of that, is to come."""
    willing = or_(part.c.answer.is_(None), part.c.answer == "accepted")
    return or_(part.c.presence == "came", and_(part.c.presence.is_(None), willing))


def list_organisations(database: Database, event_id: int) -> list[int]:
    """The members that are represented at an event or below it, each once."""
    query = _find_organisations(database, tree_below(database, event_id))
    with database.read() as connection:
        return list(connection.scalars(query))


def _find_organisations(database: Database, tree: CTE) -> Select[Any]:
    """The members of which somebody takes part, named or not."""
    part, member = database.tables["participation"], database.tables["member"]
    return (
        select(part.c.member)
        .distinct()
        .join_from(part, member, member.c.id == part.c.member)
        .where(part.c.event.in_(select(tree.c.id)), member.c.status != "contact", takes_part(part))
    )


def list_guests_of_honour(database: Database, event_id: int) -> list[int]:
    """The people who are guests of honour at an event or below it, each once."""
    part = database.tables["participation"]
    tree = tree_below(database, event_id)
    query = (
        select(part.c.person)
        .where(
            part.c.event.in_(select(tree.c.id)),
            part.c.person.is_not(None),
            has_role(part.c.roles, "guest_of_honour"),
        )
        .distinct()
    )
    with database.read() as connection:
        return list(connection.scalars(query))
