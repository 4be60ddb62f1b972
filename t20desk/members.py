"""What status, joined and left mean when they are written: the membership period of today.

They are read from the period of today, else from the latest; writing them writes that period. A
status that the periods do not give by themselves stands as given by hand.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select

from t20desk.db.change import Batch, Row
from t20desk.db.database import Database
from t20desk.db.fields import Field
from t20desk.db.membership import Period, find_standing, pick_period
from t20desk.db.standings import STANDING_FIELDS
from t20desk.db.types import Stored

Values = Mapping[str, Stored]
CHUNK = 500
PERIOD_COLUMNS = ("member", "since", "until")


class Kept(NamedTuple):
    """A membership period and its id."""

    id: int
    period: Period


class Decision(NamedTuple):
    """What writing a standing does: the status given by hand, and one period old and new."""

    given: str | None
    old: Kept | None
    new: Period | None


def is_standing(one: Field) -> bool:
    """Whether a field is one of those that write a membership period."""
    return one.kind == "member" and one.name in STANDING_FIELDS


def can_write(one: Field) -> bool:
    """Whether a field is typed into; a standing is derived, but writing it writes a period."""
    return one.is_written or one.is_translated or is_standing(one)


def take_standing(values: Values) -> dict[str, str | None]:
    """Those of the values that write a membership period."""
    return {
        name: None if (value := values[name]) is None else str(value)
        for name in STANDING_FIELDS
        if name in values
    }


def decide(
    wanted: Mapping[str, str | None], periods: Sequence[Kept], given: str | None, day: str
) -> Decision:
    """What status, joined and left as wanted mean for the periods a member has."""
    picked = pick_period([kept.period for kept in periods], day)
    old = next((kept for kept in periods if kept.period == picked), None)
    new = old.period if old else None
    if "joined" in wanted or "left" in wanted:
        joined, left = wanted.get("joined"), wanted.get("left")
        if old is None or _rejoins(old.period, wanted):
            old, new = None, Period(joined, left) if joined or left else None
        else:
            since = wanted.get("joined", old.period.since)
            until = wanted.get("left", old.period.until)
            new = Period(since, until)
    if "status" in wanted:
        others = [kept.period for kept in periods if kept != old]
        after = [*others, new] if new else others
        by_rule = find_standing(after, None, day).status if after else None
        given = None if wanted["status"] == by_rule else wanted["status"]
    return Decision(given, old, new)


def _rejoins(period: Period, wanted: Mapping[str, str | None]) -> bool:
    """Whether a new date of joining lies after the end of the period it would change."""
    joined = wanted.get("joined")
    return bool(joined and period.until and period.until < joined and "left" not in wanted)


def plan_standing(
    database: Database,
    wanted: Mapping[int, Mapping[str, str | None]],
    day: str,
    touched: set[int] | None = None,
) -> Iterator[Batch]:
    """The batches by which existing members get the wanted standing.

    `touched` takes the members that did not have it.
    """
    touched = set() if touched is None else touched
    asked = {key: values for key, values in wanted.items() if values}
    ids, ids_of_new = list(asked), database.new_ids()
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        periods, given = _read_standing(database, part)
        hands: list[Row] = []
        changed: list[Row] = []
        made: list[Row] = []
        for key in part:
            before = given.get(key)
            decision = decide(asked[key], periods.get(key, ()), before, day)
            if decision.given != before:
                hands.append((key, (before,), (decision.given,)))
                touched.add(key)
            if decision.old is not None and decision.new != decision.old.period:
                assert decision.new is not None
                touched.add(key)
                before_and_after = (key, *decision.old.period), (key, *decision.new)
                changed.append((decision.old.id, *before_and_after))
            elif decision.old is None and decision.new is not None:
                made.append((next(ids_of_new), None, (key, *decision.new)))
                touched.add(key)
        if hands:
            yield Batch("member", ("status_given",), hands)
        if changed:
            # With the member they belong to, so that a preview lets them go with it.
            yield Batch("membership_period", PERIOD_COLUMNS, changed)
        if made:
            yield Batch("membership_period", PERIOD_COLUMNS, made)


def _read_standing(
    database: Database, ids: Sequence[int]
) -> tuple[dict[int, list[Kept]], dict[int, str | None]]:
    period, member = database.tables["membership_period"], database.tables["member"]
    periods: dict[int, list[Kept]] = {}
    with database.read() as connection:
        rows = connection.execute(
            select(period.c.member, period.c.id, period.c.since, period.c.until).where(
                period.c.member.in_(ids)
            )
        )
        for key, one, since, until in rows:
            periods.setdefault(key, []).append(Kept(one, Period(since, until)))
        found = connection.execute(
            select(member.c.id, member.c.status_given).where(member.c.id.in_(ids))
        )
        return periods, {row[0]: row[1] for row in found}


def open_standing(values: Values, day: str) -> tuple[dict[str, Stored], Period | None]:
    """The columns of a new member and its first period, from status, joined and left."""
    wanted = take_standing(values)
    if not wanted:
        return dict(values), None
    rest = {name: value for name, value in values.items() if name not in STANDING_FIELDS}
    decision = decide(wanted, (), None, day)
    if decision.given is not None:
        rest["status_given"] = decision.given
    return rest, decision.new
