"""Follow-ups of notes, organisations, people and events in one list: due, done, handed over."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from t20desk.db.change import Batch, Change, Label
from t20desk.db.database import Database
from t20desk.db.keys import match_key
from t20desk.db.times import day_after
from t20desk.db.types import Stored, Text, YesNo
from t20desk.editing import plan_edit
from t20desk.guests.reminders import list_reminders
from t20desk.i18n import N_, list_words
from t20desk.listing import (
    Linked,
    Listing,
    count_rows,
    count_values,
    first_ids,
    read_rows,
    read_titles,
)
from t20desk.searching import write_test

KINDS: Final = ("contact_note", "member", "person", "event")
MOST: Final = 2_000
"""So many follow-ups of each kind are listed, the earliest first."""
ANYBODY: Final = "*"
"""Whose follow-ups: those of anybody; an empty name means those of nobody."""
DONE: Final = N_("Follow-ups done: {count}")
HANDED: Final = N_("Follow-ups handed over: {count}")
MOVED: Final = N_("Follow-ups moved to another day: {count}")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something to be done on a day: the record it stands in, and whom it is about."""

    kind: str
    id: int
    due: str
    title: str
    responsible: str = ""
    about: str = ""
    text: str = ""
    is_reminder: bool = False
    """An event that waits for answers; done means that its guests were reminded."""

    def is_overdue(self, day: date) -> bool:
        """Whether its day is over."""
        return self.due < day.isoformat()


def list_follow_ups(
    database: Database, until: date | None = None, whose: str = ANYBODY
) -> list[FollowUp]:
    """What is to be done until a day, the earliest first."""
    found = [one for kind in KINDS for one in _read_kind(database, kind, until, whose)]
    found += _list_reminders(database, until, whose)
    return sorted(found, key=lambda one: (one.due, one.title))


def _list_reminders(database: Database, until: date | None, whose: str) -> list[FollowUp]:
    """The events whose guests are to be reminded, as follow-ups."""
    return [
        FollowUp("event", one.event, one.due, one.text, one.responsible, one.title, "", True)
        for one in list_reminders(database, until)
        if whose == ANYBODY or match_key(whose) == match_key(one.responsible)
    ]


def list_of_event(database: Database, search: str) -> list[FollowUp]:
    """What is to be done after some events, which a search of notes names, the earliest first."""
    return list(_read_kind(database, "contact_note", None, ANYBODY, search))


def count_follow_ups(database: Database, until: date | None = None, whose: str = ANYBODY) -> int:
    """How many there are, also where more than are listed."""
    noted = sum(count_rows(database, _listing(kind, until, whose)) for kind in KINDS)
    return noted + len(_list_reminders(database, until, whose))


def list_responsible(database: Database) -> list[str]:
    """Who is responsible for anything that is to be done, by name."""
    names: dict[str, str] = {}
    for kind in KINDS:
        for name in count_values(database, _listing(kind, None, ANYBODY), "responsible"):
            if name:
                names.setdefault(match_key(str(name)), str(name))
    for one in list_reminders(database):
        if one.responsible:
            names.setdefault(match_key(one.responsible), one.responsible)
    return [names[key] for key in sorted(names)]


def _listing(kind: str, until: date | None, whose: str) -> Listing:
    tests = [write_test("follow_up", "filled")]
    if until is not None:
        after = day_after(until.isoformat())
        tests = [write_test("follow_up", "below", after)]
    if kind == "contact_note":
        tests.append("-done:yes")
    if whose != ANYBODY:
        tests.append(
            write_test("responsible", "is", whose) if whose else write_test("responsible", "empty")
        )
    return Listing(kind, " ".join(tests), "all", ("follow_up",), _columns(kind))


def _columns(kind: str) -> tuple[str, ...]:
    if kind == "contact_note":
        return ("follow_up", "responsible", "text", "member", "person", "event")
    return ("follow_up", "responsible", "notes")


def _read_kind(
    database: Database, kind: str, until: date | None, whose: str, within: str = ""
) -> Iterable[FollowUp]:
    listing = _listing(kind, until, whose)
    listing = replace(listing, search=f"{within} {listing.search}".strip())
    ids = first_ids(database, listing, MOST)
    titles = read_titles(database, kind, ids)
    rows = read_rows(database, listing, ids)
    for key in ids:
        if key in rows:
            yield _make(kind, key, titles.get(key, ""), rows[key])


def _make(kind: str, key: int, title: str, cells: Sequence[Any]) -> FollowUp:
    due, responsible, text, *links = cells
    about = list_words(one.text for one in links if isinstance(one, Linked))
    return FollowUp(kind, key, str(due)[:10], title, responsible or "", about, text or "")


def plan_done(database: Database, items: Sequence[FollowUp]) -> Change:
    """Plan ticking off: a note is done, guests were reminded, elsewhere the day goes."""
    today = date.today().isoformat()

    def tick(one: FollowUp) -> Mapping[str, Stored]:
        if one.is_reminder:
            return {"reminded_on": today}
        return {"done": YesNo().store("yes")} if one.kind == "contact_note" else {"follow_up": None}

    return _plan(database, items, DONE, tick)


def plan_hand_over(database: Database, items: Sequence[FollowUp], name: str) -> Change:
    """Plan giving follow-ups to another person, in one step."""
    taken = Text(120).store(name)
    return _plan(database, items, HANDED, lambda _one: {"responsible": taken})


def plan_move(database: Database, items: Sequence[FollowUp], day: date) -> Change:
    """Plan another day; a reminder becomes a follow-up of its event on that day."""
    today = date.today().isoformat()

    def move(one: FollowUp) -> Mapping[str, Stored]:
        moved = {"follow_up": day.isoformat()}
        return {**moved, "reminded_on": today} if one.is_reminder else moved

    return _plan(database, items, MOVED, move)


def _plan(
    database: Database,
    items: Sequence[FollowUp],
    message: str,
    values: Callable[[FollowUp], Mapping[str, Stored]],
) -> Change:
    batches: list[Batch] = []
    for kind in KINDS:
        edits: dict[int, dict[str, Stored]] = {}
        for one in items:
            if one.kind == kind:
                edits.setdefault(one.id, {}).update(values(one))
        if edits:
            batches.extend(plan_edit(database, kind, edits).batches)
    return Change(Label(message, {"count": len(items)}), batches)
