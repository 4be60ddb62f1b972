"""Days of this place as the journal writes times: ISO and UTC."""

from datetime import UTC, date, datetime, time, timedelta


def start_of_day(day: str) -> str:
    """When a day (ISO) begins by this computer's clock, as the journal writes times."""
    midnight = datetime.combine(date.fromisoformat(day), time()).astimezone()
    return midnight.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def end_of_day(day: str) -> str:
    """When a day (ISO) ends by this computer's clock, as the journal writes times."""
    return start_of_day((date.fromisoformat(day) + timedelta(days=1)).isoformat())
