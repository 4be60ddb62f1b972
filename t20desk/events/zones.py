"""Times of an event in its time zone: as moments to be compared, whatever the clocks do."""

from datetime import MAXYEAR, MINYEAR, UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from t20desk.db.times import turn_to
from t20desk.db.types import Date
from t20desk.i18n import _


@lru_cache(maxsize=128)
def find_zone(name: str | None) -> ZoneInfo | None:
    """A time zone by its name; nothing for one that is not known."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def read_moment(text: str | None, zone: str | None) -> datetime | None:
    """A stored day and time of a zone as a moment; without a zone it counts as universal time.

    Of a time that comes twice when the clocks go back the first one is meant.
    """
    try:
        local = datetime.fromisoformat(text) if text and len(text) > len("2024-12-31") else None
    except ValueError:
        return None
    if local is None:
        return None
    return turn_to(local.replace(tzinfo=find_zone(zone) or UTC), UTC)


def tell_times(times: tuple[str, str], zone: str, home: str) -> tuple[str, str]:
    """Begin and end by the clock of another zone; as they are where a zone is not known."""
    there, here = find_zone(zone), find_zone(home)
    if zone == home or there is None or here is None:
        return times
    moments = (read_moment(time, zone) for time in times)
    told = [turn_to(one, here).strftime("%Y-%m-%dT%H:%M") if one else "" for one in moments]
    return told[0], told[1]


def say_skipped(text: str | None, zone: str | None) -> str:
    """That a time does not exist, since the clocks go forward over it; empty for any other."""
    moment, there = read_moment(text, zone), find_zone(zone)
    if moment is None or there is None or not text or moment.year in (MINYEAR, MAXYEAR):
        return ""
    shown = turn_to(moment, there).strftime("%Y-%m-%dT%H:%M")
    if shown == text[: len(shown)]:
        return ""
    message = _(
        "{time} on {day} does not exist in {zone}: the clocks go forward; choose another time."
    )
    return message.format(time=text[11:16], day=Date().format(text[:10]), zone=zone)
