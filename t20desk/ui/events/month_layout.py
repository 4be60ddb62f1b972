"""Where the bars of a month stand: week by week, those of one week below each other."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from babel import Locale

from t20desk.events.event_months import Bar
from t20desk.i18n import language

DAYS: Final = 7
MOST_LANES: Final = 24
"""So many bars may stand below each other; more than that are counted."""


class Segment(NamedTuple):
    """The part of a bar that lies in one week, from a column to another."""

    bar: Bar
    week: int
    lane: int
    left: int
    right: int
    begins: bool
    ends: bool


def first_week_day() -> int:
    """The day a week begins with in the language in use, Monday is 0."""
    return int(Locale.parse(language()).first_week_day)


def weeks_of(month: date) -> list[date]:
    """The first days of the weeks that a month has a part in."""
    first = month.replace(day=1)
    start = first - timedelta(days=(first.weekday() - first_week_day()) % DAYS)
    following = (first + timedelta(days=32)).replace(day=1)
    return [start + timedelta(days=at) for at in range(0, (following - start).days, DAYS)]


def step_month(month: date, by: int) -> date:
    """The first day of a month before or after."""
    at = month.year * 12 + month.month - 1 + by
    return date(at // 12, at % 12 + 1, 1)


def lay_out(bars: Sequence[Bar], first: date, weeks: int) -> list[Segment]:
    """The segments of bars that come in the order of their begin."""
    found: list[Segment] = []
    taken: list[list[int]] = [[] for _week in range(weeks)]
    for bar in bars:
        left = max((date.fromisoformat(bar.first) - first).days, 0)
        right = min((date.fromisoformat(bar.last) - first).days, weeks * DAYS - 1)
        for week in range(left // DAYS, right // DAYS + 1):
            start, end = max(left - week * DAYS, 0), min(right - week * DAYS, DAYS - 1)
            lane = _find_lane(taken[week], start, end)
            if lane is not None:
                begins = start + week * DAYS == left and bar.first >= first.isoformat()
                ends = end + week * DAYS == right
                found.append(Segment(bar, week, lane, start, end, begins, ends))
    return found


def _find_lane(lanes: list[int], start: int, end: int) -> int | None:
    """The first lane that is free over these days; each lane is the days it has taken."""
    wanted = (1 << end + 1) - (1 << start)
    for lane, days in enumerate(lanes):
        if not days & wanted:
            lanes[lane] |= wanted
            return lane
    if len(lanes) >= MOST_LANES:
        return None
    lanes.append(wanted)
    return len(lanes) - 1


def count_days(bars: Sequence[Bar], first: date, weeks: int) -> list[int]:
    """How many events each day has."""
    steps = [0] * (weeks * DAYS + 1)
    for bar in bars:
        left = max((date.fromisoformat(bar.first) - first).days, 0)
        right = min((date.fromisoformat(bar.last) - first).days, weeks * DAYS - 1)
        if left <= right:
            steps[left] += 1
            steps[right + 1] -= 1
    total, counts = 0, []
    for step in steps[:-1]:
        total += step
        counts.append(total)
    return counts
