"""Follow-ups as a calendar file, whose entries replace themselves when it is read again."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from icalendar import Calendar, Event, Todo

from t20desk import __version__
from t20desk.exporting.placing import place_file
from t20desk.follow_ups import FollowUp


def write_calendar(items: Iterable[FollowUp], target: Path, as_tasks: bool = False) -> int:
    """Write whole-day entries, or tasks for programs that know them; how many were written."""
    calendar = Calendar()
    calendar.add("prodid", f"-//t20desk//{__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    stamp, count = datetime.now(UTC), 0
    for one in items:
        calendar.add_component(_make_entry(one, stamp, as_tasks))
        count += 1
    with place_file(target) as draft:
        draft.write_bytes(calendar.to_ical())
    return count


def _make_entry(one: FollowUp, stamp: datetime, as_task: bool) -> Event | Todo:
    entry = Todo() if as_task else Event()
    entry.add("uid", f"{one.kind}-{one.id}@t20desk")
    entry.add("dtstamp", stamp)
    entry.add("summary", " – ".join(filter(None, (one.title, one.about))))
    if one.text:
        entry.add("description", one.text)
    if one.responsible:
        entry.add("categories", [one.responsible])
    day = date.fromisoformat(one.due)
    if as_task:
        entry.add("due", day)
        entry.add("status", "NEEDS-ACTION")
    else:
        entry.add("dtstart", day)
        entry.add("dtend", day + timedelta(days=1))
        entry.add("transp", "TRANSPARENT")
    return entry
