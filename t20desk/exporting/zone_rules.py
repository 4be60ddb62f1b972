"""The rules of time zones as calendars tell them: when the clock changes, year by year.

Written here since programs differ in what they read: a yearly rule is understood by all of them,
long lists of single days are not.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MINUTE: Final = timedelta(minutes=1)


class Turn(NamedTuple):
    """A change of the clock: when it is by the clock before it, and the time from UTC after it."""

    when: datetime
    before: timedelta
    after: timedelta
    name: str
    is_summer: bool

    @property
    def manner(self) -> tuple[object, ...]:
        """What the turns of one rule have in common, besides their day."""
        return (self.when.month, self.when.time(), *self[1:])

    @property
    def days(self) -> set[str]:
        """How the day may be named: the last Sunday of a month can be its fourth one too."""
        weekday, day = DAYS[self.when.weekday()], self.when.date()
        is_last = (day + timedelta(days=7)).month != day.month
        nth = {f"{(day.day - 1) // 7 + 1}{weekday}"} if day.day <= 28 else set()
        return nth | ({f"-1{weekday}"} if is_last else set())


def make_zone(name: str, first: date, last: date) -> Timezone:
    """The rules of a zone, for what lies between two days."""
    zone = ZoneInfo(name)
    begin = datetime(max(first.year - 1, 2), 1, 1, tzinfo=UTC)
    end = datetime(min(last.year + 2, 9999), 1, 1, tzinfo=UTC)
    turns = list(_find_turns(zone, begin, end))
    made = Timezone()
    made.add("tzid", name)
    if not turns or turns[0].when.date() >= first:
        made.add_component(_make_part(_stand_still(zone, begin)))
    for rule, day in _group(turns):
        if rule[-1].when.year == end.year - 1:
            made.add_component(_make_part(rule[0], day if len(rule) > 1 else ""))
        else:
            # Not every program reads a rule that ends.
            for turn in rule:
                made.add_component(_make_part(turn))
    return made


def _find_turns(zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[Turn]:
    """The changes of the clock, found day by day and then to the minute."""
    low = begin
    while low < end:
        high = low + timedelta(days=1)
        if low.astimezone(zone).utcoffset() != high.astimezone(zone).utcoffset():
            yield _find_turn(zone, low, high)
        low = high


def _find_turn(zone: ZoneInfo, low: datetime, high: datetime) -> Turn:
    before = low.astimezone(zone).utcoffset()
    while high - low > MINUTE:
        middle = low + (high - low) // MINUTE // 2 * MINUTE
        if middle.astimezone(zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return _stand_still(zone, high)._replace(
        before=before or timedelta(), when=high.replace(tzinfo=None) + (before or timedelta())
    )


def _stand_still(zone: ZoneInfo, when: datetime) -> Turn:
    """What the clock says from a moment on, as a change that changes nothing."""
    here = when.astimezone(zone)
    offset = here.utcoffset() or timedelta()
    return Turn(here.replace(tzinfo=None), offset, offset, here.tzname() or "", bool(here.dst()))


def _group(turns: Sequence[Turn]) -> Iterator[tuple[list[Turn], str]]:
    """The turns of one rule each year, with its day; those without a rule stand alone."""
    rules: list[tuple[list[Turn], set[str]]] = []
    for turn in turns:
        for at, (rule, days) in enumerate(rules):
            follows = turn.when.year == rule[-1].when.year + 1
            if follows and turn.manner == rule[0].manner and days & turn.days:
                rule.append(turn)
                rules[at] = rule, days & turn.days
                break
        else:
            rules.append(([turn], turn.days))
    for rule, days in rules:
        yield rule, min(days)


def _make_part(turn: Turn, day: str = "") -> TimezoneStandard | TimezoneDaylight:
    """A change of the clock; with a day each year from then on."""
    part = TimezoneDaylight() if turn.is_summer else TimezoneStandard()
    part.add("dtstart", turn.when)
    if day:
        part.add("rrule", {"freq": "YEARLY", "bymonth": turn.when.month, "byday": day})
    part.add("tzname", turn.name)
    part.add("tzoffsetfrom", turn.before)
    part.add("tzoffsetto", turn.after)
    return part
