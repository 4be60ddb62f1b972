"""What is true on a day: standings of members by their periods, organisations by posts."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, case, func, literal, or_, select
from sqlalchemy.sql import FromClause

Expression = ColumnElement[Any]
STANDING_FIELDS = ("status", "joined", "left")


def standing_on(tables: Mapping[str, Table], member: FromClause, name: str, day: str) -> Expression:
    """A member's status, joined or left as they were on `day`, from its periods."""
    period = tables["membership_period"]
    begun = or_(period.c.since.is_(None), period.c.since <= day)
    since = func.coalesce(period.c.since, "")

    def pick(column: Expression, *which: Expression, order: Expression) -> Expression:
        """A column of the first period in an order."""
        chosen = select(column).where(period.c.member == member.c.id, *which)
        return chosen.order_by(order).limit(1).correlate(member).scalar_subquery()

    if name != "status":
        column = period.c.since if name == "joined" else period.c.until
        has_begun = pick(period.c.id, begun, order=since).is_not(None)
        latest = pick(column, begun, order=since.desc())
        return case((has_begun, latest), else_=pick(column, order=since))
    whole = func.substr(literal(day), 1, func.length(period.c.until))
    over = and_(period.c.until.is_not(None), period.c.until < whole)
    latest = pick(case((over, "left"), else_="active"), begun, order=since.desc())
    is_coming = pick(period.c.id, order=since).is_not(None)
    coming = case((is_coming, "applied"), else_="prospect")
    return func.coalesce(member.c.status_given, latest, coming)


def organisation_on(tables: Mapping[str, Table], person: FromClause, day: str = "") -> Expression:
    """The organisation a person is at on a day, today where none is named, from the posts held.

    Of several it is that of the main contact, else of the latest post.
    """
    post, day = tables["affiliation"], day or date.today().isoformat()
    whole = func.substr(literal(day), 1, func.length(post.c.until))
    held = and_(
        or_(post.c.since.is_(None), post.c.since <= f"{day}~"),
        or_(post.c.until.is_(None), post.c.until >= whole),
    )
    order = (
        func.coalesce(post.c.main_contact, 0).desc(),
        func.coalesce(post.c.since, "").desc(),
        post.c.id.desc(),
    )
    chosen = select(post.c.member).where(post.c.person == person.c.id, held)
    return chosen.order_by(*order).limit(1).correlate(person).scalar_subquery()
