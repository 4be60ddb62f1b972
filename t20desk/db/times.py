"""Days of this place as the journal writes times: ISO and UTC."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo


def start_of_day(day: str) -> str:
    """When a day (ISO) begins by this computer's clock, as the journal writes times."""
    midnight = datetime.combine(date.fromisoformat(day), time())
    moment = turn_to(midnight, UTC)
    return f"{moment.year:04}-{moment:%m-%dT%H:%M:%S.%fZ}"


def turn_to(moment: datetime, zone: tzinfo) -> datetime:
    """A moment by the clock of another zone; at the ends of the calendar by its own.

    There the hours of a zone would lead beyond the first or the last day that there is.
    """
    try:
        return moment.astimezone(zone)
    except (OverflowError, ValueError):
        return moment.replace(tzinfo=zone)


def end_of_day(day: str) -> str:
    """When a day (ISO) ends by this computer's clock, as the journal writes times."""
    return start_of_day(day_after(day))


def day_after(day: str) -> str:
    """The day after a day (ISO); after the last of the calendar there is none, so it stays."""
    found = date.fromisoformat(day)
    return day if found == date.max else (found + timedelta(days=1)).isoformat()


def day_before(day: str) -> str:
    """The day before a day (ISO); the first of the calendar stays."""
    found = date.fromisoformat(day)
    return day if found == date.min else (found - timedelta(days=1)).isoformat()
