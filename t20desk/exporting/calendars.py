"""Calendar files, whose entries replace themselves when they are read again."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Todo

from t20desk import __version__
from t20desk.db.times import day_after
from t20desk.errors import UserError
from t20desk.events.calendar_entries import Entry
from t20desk.exporting.placing import place_file
from t20desk.exporting.zone_rules import make_zone
from t20desk.follow_ups import FollowUp
from t20desk.i18n import _, language, ngettext

STATUSES = {"planned": "TENTATIVE", "postponed": "TENTATIVE", "cancelled": "CANCELLED"}
"""How a calendar calls the status of an event; every other one is settled."""
OWN = ("place", "room", "city", "country", "kind", "status", "zone")
"""What a calendar has no line for, or says in words; kept beside it, so that nothing is lost."""


def write_calendar(items: Iterable[FollowUp], target: Path, as_tasks: bool = False) -> int:
    """Write whole-day entries, or tasks for programs that know them; how many were written."""
    stamp = datetime.now(UTC)
    return _place([_make_task(one, stamp, as_tasks) for one in items], target)


def write_entries(entries: Iterable[Entry], target: Path) -> tuple[int, int]:
    """Write events; how many were written, and how many have no day and were left out.

    Raises UserError where none is left: a calendar without an entry is none to other programs.
    """
    stamp, told = datetime.now(UTC), list(entries)
    found = [_make_event(one, stamp) for one in told if one.starts]
    if not found:
        raise UserError(
            _("There is no event with a day for this calendar; nothing was written. Add one first.")
        )
    return _place(found, target), len(told) - len(found)


def say_dayless(number: int) -> str:
    """That events without a day are in no calendar; empty where there are none."""
    words = ngettext(
        "{number} event has no day yet and was left out.",
        "{number} events have no day yet and were left out.",
        number,
    )
    return words.format(number=number) if number else ""


def _place(entries: list[Any], target: Path) -> int:
    calendar = Calendar()
    calendar.add("prodid", f"-//t20desk//{__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for one in entries:
        calendar.add_component(one)
    days = [_day_of(one) for one in entries]
    if days:
        names = sorted(calendar.get_missing_tzids())
        calendar.subcomponents[:0] = [make_zone(name, min(days), max(days)) for name in names]
    with place_file(target) as draft:
        draft.write_bytes(calendar.to_ical())
    return len(entries)


def _day_of(entry: Any) -> date:
    """The day an entry begins, or a task is due."""
    when: date = (entry.get("dtstart") or entry.get("due")).dt
    return when.date() if isinstance(when, datetime) else when


def _make_task(one: FollowUp, stamp: datetime, as_task: bool) -> Event | Todo:
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
        if (after := day_after(one.due)) > one.due:
            entry.add("dtend", date.fromisoformat(after))
        entry.add("transp", "TRANSPARENT")
    return entry


def _make_event(one: Entry, stamp: datetime) -> Event:
    entry = Event()
    entry.add("uid", one.mark)
    entry.add("dtstamp", stamp)
    entry.add("summary", one.title, parameters={"language": one.language or language()})
    starts, ends = find_times(one)
    entry.add("dtstart", starts)
    if ends is not None:
        entry.add("dtend", ends)
    entry.add("status", STATUSES.get(one.status, "CONFIRMED"))
    for name, text in (
        ("location", one.location), ("description", one.text), ("contact", one.contact),
    ):  # fmt: skip
        if text:
            entry.add(name, text)
    if one.above:
        entry.add("related-to", one.above, parameters={"reltype": "PARENT"})
    for name in OWN:
        if text := getattr(one, name):
            entry.add(f"x-t20desk-{name}", text)
    if one.inherited:
        entry.add("x-t20desk-inherited", " ".join(one.inherited))
    return entry


def find_times(one: Entry) -> tuple[date, date | None]:
    """Begin and end as a calendar counts them: of whole days the end is the day after.

    An event of which one end is a day alone lasts whole days.
    """
    ends = one.ends if one.ends >= one.starts[: len(one.ends)] else ""
    if "T" not in one.starts or (ends and "T" not in ends):
        first = date.fromisoformat(one.starts[:10])
        last = (ends or one.starts)[:10]
        after = day_after(last)
        return first, date.fromisoformat(after) if after > last else None
    zone = ZoneInfo(one.zone) if one.zone else None
    begin = datetime.fromisoformat(one.starts).replace(tzinfo=zone)
    return begin, datetime.fromisoformat(ends).replace(tzinfo=zone) if ends else None
