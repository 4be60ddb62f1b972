"""The rule by which membership periods give a member's status, on any day."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

DEFAULT_STATUS = "prospect"
"""What an organisation is to the alliance while nothing was said of it."""


class Period(NamedTuple):
    """A stretch of membership; both ends may be partial dates (1987, 1987-05) or open."""

    since: str | None
    until: str | None


class Standing(NamedTuple):
    """What a member is on a day, from when and until when, and the day that may change it."""

    status: str
    joined: str | None
    left: str | None
    changes: str | None


def first_status(given: str | None) -> str:
    """The status of a record that has no periods yet."""
    return given or DEFAULT_STATUS


def _order(period: Period) -> tuple[str, str]:
    """By beginning, then by end; an open beginning is earliest, an open end latest."""
    return period.since or "", period.until or "~"


def has_begun(period: Period, day: str) -> bool:
    """Whether the period began by `day` (an ISO date); an open beginning always has."""
    return period.since is None or period.since <= day


def has_ended(period: Period, day: str) -> bool:
    """Whether the period is over on `day`; a partial end lasts to the end of its month or year."""
    return period.until is not None and period.until < day[: len(period.until)]


def pick_period(periods: Sequence[Period], day: str) -> Period | None:
    """The period of that day, else the latest that has begun, else the first to come."""
    ordered = sorted(periods, key=_order)
    begun = [period for period in ordered if has_begun(period, day)]
    if begun:
        return begun[-1]
    return ordered[0] if ordered else None


def find_standing(periods: Sequence[Period], given: str | None, day: str) -> Standing:
    """The standing on `day`: a status given by hand stands, else the periods decide."""
    period = pick_period(periods, day)
    if period is None:
        return Standing(first_status(given), None, None, None)
    if not has_begun(period, day):
        status = "applied"
    else:
        status = "left" if has_ended(period, day) else "active"
    return Standing(given or status, period.since, period.until, _next_change(periods, day))


def _next_change(periods: Sequence[Period], day: str) -> str | None:
    starts = [p.since for p in periods if p.since and p.since > day]
    ends = [f"{p.until}~" for p in periods if p.until and not has_ended(p, day)]
    return min([*starts, *ends], default=None)


def find_overlap(periods: Sequence[Period]) -> tuple[Period, Period] | None:
    """Two periods that share a day, or None."""
    ordered = sorted(periods, key=_order)
    for earlier, later in pairwise(ordered):
        if earlier == later or not _ends_before(earlier, later):
            return earlier, later
    return None


def _ends_before(earlier: Period, later: Period) -> bool:
    """Whether one ends before the other starts; where partial dates leave it open, it does."""
    until, since = earlier.until, later.since
    if until is None or since is None:
        return False
    length = min(len(until), len(since))
    return until < since if length == 10 else until[:length] <= since[:length]
