"""When an event of a calendar is: its days, its zone, and the times at which it is repeated."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from dateutil.rrule import rruleset, rrulestr

from t20desk.db.times import turn_to

MOST_TIMES: Final = 400
"""So many times an event may be repeated."""


class UnfitError(Exception):
    """What is written there is no time, or no rule that ends."""


class EndlessError(UnfitError):
    """A rule has no end, or makes too many times."""


class Span(NamedTuple):
    """Begin, end and zone as they are stored; no zone for one that nobody knows."""

    starts: str = ""
    ends: str = ""
    zone: str = ""

    def move_to(self, zone: str) -> "Span":
        """The same times by the clock of another zone, where both zones are known."""
        if not zone or not self.zone or self.zone == zone or "T" not in self.starts:
            return self
        return self._replace(
            starts=_move(self.starts, self.zone, zone),
            ends=_move(self.ends, self.zone, zone),
            zone=zone,
        )


class Zones:
    """The zones of a file: by the usual names, by Windows' names, by what the file says itself."""

    def __init__(self, places: Mapping[str, str], usual: str) -> None:
        """`places` are usual names by those the file made up; `usual` is the zone of the file."""
        self._places = places
        self._known = available_timezones()
        self.usual = usual if usual in self._known else ""
        self.unknown: set[str] = set()

    def find(self, name: str) -> str:
        """The usual name of a zone; empty for one that nobody knows."""
        from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

        for told in (name, self._places.get(name, ""), WINDOWS_TO_OLSON.get(name, "")):
            parts = told.strip("/").split("/")
            for start in range(len(parts)):
                if (part := "/".join(parts[start:])) in self._known:
                    return part
        self.unknown.add(name)
        return ""


def read_span(event: Any, zones: Zones) -> Span:
    """When an event is; the end of whole days is the last of them."""
    starts = _moment(event, "DTSTART")
    if starts is None:
        return Span()
    ends = _moment(event, "DTEND")
    duration = event.get("DURATION")
    if ends is None and duration is not None:
        ends = starts + duration.dt
    return make_span(starts, ends, _zone_of(event, starts, zones))


def make_span(starts: date, ends: date | None, zone: str | None) -> Span:
    """Begin and end as they are stored; `zone` is nothing where the one named is not known."""
    if not isinstance(starts, datetime):
        last = ends - timedelta(days=1) if ends is not None else starts
        text = starts.isoformat()
        return Span(text, last.isoformat() if last != starts else "")
    begin = _tell(starts, zone)
    end = _tell(ends, zone) if isinstance(ends, datetime) else ""
    return Span(begin, end if end != begin else "", zone or "")


def _tell(when: datetime, zone: str | None) -> str:
    """A time in a zone, as it is stored."""
    if when.tzinfo is not None and zone:
        when = turn_to(when, ZoneInfo(zone))
    return when.replace(tzinfo=None).isoformat(timespec="minutes")


def _move(when: str, zone: str, other: str) -> str:
    if "T" not in when:
        return when
    moment = datetime.fromisoformat(when).replace(tzinfo=ZoneInfo(zone))
    return turn_to(moment, ZoneInfo(other)).replace(tzinfo=None).isoformat(timespec="minutes")


def _moment(event: Any, name: str) -> date | None:
    """A day or a time; one that was written wrongly is refused."""
    found = event.get(name)
    if found is None:
        return None
    if isinstance(found, list):
        found = found[0]
    try:
        value = found.dt
    except Exception as error:
        raise UnfitError from error
    if not isinstance(value, date):
        raise UnfitError
    return value


def _zone_of(event: Any, starts: date, zones: Zones) -> str | None:
    """The zone a time is in; empty where none is named, nothing for one that is not known."""
    if not isinstance(starts, datetime):
        return ""
    named = event.get("DTSTART").params.get("TZID")
    if named:
        return zones.find(str(named)) or None
    return (zones.usual or "UTC") if starts.tzinfo is not None else ""


def find_repeats(event: Any, span: Span) -> Iterator[Span]:
    """Every time of an event that is repeated.

    Raises EndlessError for a rule without an end, UnfitError for one that cannot be read.
    """
    rules = event.get("RRULE", [])
    rules = rules if isinstance(rules, list) else [rules]
    begin = datetime.fromisoformat(span.starts)
    lasting = datetime.fromisoformat(span.ends) - begin if span.ends else None
    found = rruleset()
    found.rdate(begin)
    try:
        for rule in rules:
            found.rrule(_read_rule(rule, begin))
        for name, add in (("RDATE", found.rdate), ("EXDATE", found.exdate)):
            for when in _list_days(event, name, span):
                add(when)
        times = list(islice(found, MOST_TIMES + 1))
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise UnfitError from error
    if len(times) > MOST_TIMES:
        raise EndlessError
    whole = "T" not in span.starts
    for when in times:
        ends = when + lasting if lasting is not None else None
        yield span._replace(starts=_write(when, whole), ends=_write(ends, whole) if ends else "")


def _read_rule(rule: Any, begin: datetime) -> Any:
    """A rule in plain local time; one without an end is refused."""
    if "COUNT" not in rule and "UNTIL" not in rule:
        raise EndlessError
    parts = []
    for name, values in rule.items():
        if name == "UNTIL":
            last = values[0]
            is_time = isinstance(last, datetime)
            last = last.replace(tzinfo=None) if is_time else datetime.combine(last, time.max)
            parts.append(f"UNTIL={last:%Y%m%dT%H%M%S}")
        else:
            parts.append(f"{name}={','.join(map(str, values))}")
    return rrulestr(";".join(parts), dtstart=begin)


def _list_days(event: Any, name: str, span: Span) -> Iterator[datetime]:
    """The times that are added or left out, in the time of the event."""
    found = event.get(name, [])
    for group in found if isinstance(found, list) else [found]:
        for one in group.dts:
            when = one.dt
            if isinstance(when, datetime):
                if when.tzinfo is not None and span.zone:
                    when = turn_to(when, ZoneInfo(span.zone))
                yield when.replace(tzinfo=None)
            elif isinstance(when, date):
                yield datetime.combine(when, datetime.fromisoformat(span.starts).time())


def _write(when: datetime, whole: bool) -> str:
    return when.date().isoformat() if whole else when.isoformat(timespec="minutes")
