"""What is worth knowing of a record at a glance: who is in charge, what is amiss, what went on."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from t20desk.db.database import Database
from t20desk.db.fields import Kind, links_to
from t20desk.db.history.belongings import read_history
from t20desk.db.history.reading import Operation
from t20desk.db.types import Date, YesNo
from t20desk.events.event_dates import list_outside
from t20desk.events.next_steps import list_next
from t20desk.i18n import N_, _, list_words, ngettext
from t20desk.listing import (
    Inherited,
    Linked,
    Listing,
    first_ids,
    plain_cell,
    read_rows,
    usual_columns,
)
from t20desk.notices import Notice
from t20desk.posts import search_current
from t20desk.searching import write_test
from t20desk.wording import say_operations

CONFIRMED_FOR = 12
"""So many months an address counts as confirmed."""
DATED = {
    "contact_note": "noted_on",
    "participation": "event.starts",
    "organiser": "event.starts",
    "event": "starts",
    "connection": "since",
    "membership_period": "since",
    "affiliation": "since",
    "initiative_part": "initiative.since",
    "carrier": "connection.since",
    "service": "valid_until",
}
"""The kinds that stand in the line of time, and the field that says when."""
JOINING = ("participation", "organiser", "affiliation", "initiative_part", "carrier")
"""Kinds that only join two records; their points open the other one."""
LEFT_OUT = (("event", "participation"), ("event", "organiser"))
"""What would only repeat the tabs: everything of it has the day of the event."""
LINES = 12
WORDS = 5


class Point(NamedTuple):
    """Something in the line of time: when, what sort, in words, and the record to open."""

    day: str
    kind: str
    text: str
    record: tuple[str, int] | None = None


@dataclass(slots=True)
class Overview:
    """The whole glance."""

    contact: Linked | None = None
    contact_post: str = ""
    posts: list[tuple[int, str]] = field(default_factory=list)
    """The posts that could be the main contact: id, and person with position."""
    people: list[tuple[Linked, str]] = field(default_factory=list)
    """Who or what is at the other end of those posts, with the position; main contacts first."""
    mains: int = 0
    """How many are marked as the main contact: files of before may hold several."""
    notices: list[Notice] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)


def read_overview(database: Database, kind: str, key: int, today: str) -> Overview:
    """Read the glance at a record, as of a day."""
    found = Overview(points=read_line(database, kind, key))
    if kind in ("member", "person"):
        _read_posts(database, found, kind, key, today)
    found.notices = list(_find_notices(database, kind, key, found, today))
    return found


def _read_posts(database: Database, found: Overview, kind: str, key: int, today: str) -> None:
    other = "person" if kind == "member" else "member"
    columns = (other, "position", "main_contact")
    search = f"{write_test(kind, 'is', str(key))} {search_current(today)}"
    listing = Listing("affiliation", search, "all", columns=columns)
    ids = first_ids(database, listing, 50)
    rows = read_rows(database, listing, ids)
    for post in ids:
        linked, position, is_main = rows.get(post, (None, None, None))
        if not isinstance(linked, Linked):
            continue
        words = list_words(str(one) for one in (linked.text, position) if one)
        found.posts.append((post, words))
        found.mains += bool(is_main)
        found.people.insert(0 if is_main else len(found.people), (linked, str(position or "")))
        if is_main or (kind == "person" and found.contact is None):
            found.contact, found.contact_post = linked, str(position or "")


# --- what is amiss --------------------------------------------------------------------------------


def _find_notices(
    database: Database, kind: str, key: int, found: Overview, today: str
) -> Iterator[Notice]:
    cells = _read_cells(database, kind, key)
    if kind == "member" and cells.get("status") in ("active", "applied", "prospect", "suspended"):
        yield from _judge_member(cells, found, today)
    if kind == "person":
        yield from _judge_person(cells)
    if kind == "event":
        yield from list_next(database, key, today)
    due = str(cells.get("follow_up") or "")[:10]
    if due and due <= today and not cells.get("done"):
        text = _("follow-up was due on {day}") if due < today else _("follow-up is due today")
        yield Notice(text.format(day=Date().format(due)), "finish_follow_up", N_("Done"))
    if kind == "event":
        yield from (Notice(one.message) for one in list_outside(database, [key]))
    if kind in ("member", "person"):
        yield from _list_owed(database, kind, key, today)


def _judge_member(cells: dict[str, Any], found: Overview, today: str) -> Iterator[Notice]:
    if found.contact is None:
        yield Notice(_("no main contact"), "choose_contact", N_("Choose …"))
    elif found.mains > 1:
        yield Notice(_("several main contacts"), "choose_contact", N_("Choose …"))
    if not cells.get("email"):
        yield Notice(_("no mail address"), "fill_in:email", N_("Fill in"))
    months = _count_months(str(cells.get("confirmed_on") or ""), today)
    if months is None:
        yield _notice_unconfirmed(_("address never confirmed"))
    elif months > CONFIRMED_FOR:
        words = ngettext(
            "address not confirmed for {number} month",
            "address not confirmed for {number} months",
            months,
        )
        yield _notice_unconfirmed(words.format(number=months))


def _notice_unconfirmed(text: str) -> Notice:
    """Who heard it on the telephone notes it; else the organisation is asked."""
    ask = ("ask_confirmation", N_("Ask to confirm …"))
    return Notice(text, "confirm_record", N_("Confirmed today"), second=ask)


def _judge_person(cells: dict[str, Any]) -> Iterator[Notice]:
    if cells.get("do_not_contact"):
        yield Notice(_("does not want to be contacted"))
    elif not any(cells.get(name) for name in ("email", "phone", "mobile")):
        yield Notice(_("no mail and no phone"), "fill_in:email", N_("Fill in"))


def _list_owed(database: Database, kind: str, key: int, today: str) -> Iterator[Notice]:
    """Answers that are owed to invitations to events that are still to come."""
    search = f"{write_test(kind, 'is', str(key))} {write_test('answer', 'is', 'invited')}"
    listing = Listing("participation", search, "all", columns=("event", "event.starts"))
    ids = first_ids(database, listing, 20)
    owed = dict.fromkeys(read_rows(database, listing, ids).values())
    for event, starts in owed:
        day = str(plain_cell(starts) or "")[:10]
        if isinstance(event, Linked) and day >= today:
            text = _("answer owed: {event}, {day}")
            words = text.format(event=event.text, day=Date().format(day))
            yield Notice(words, "open", N_("Open"), ("event", event.id))


def _count_months(day: str, today: str) -> int | None:
    """Whole months between two days (ISO)."""
    if not day:
        return None
    then, now = date.fromisoformat(day[:10]), date.fromisoformat(today)
    return (now.year - then.year) * 12 + now.month - then.month - (now.day < then.day)


def _read_cells(database: Database, kind: str, key: int) -> dict[str, Any]:
    wanted = (
        "status",
        "email",
        "phone",
        "mobile",
        "confirmed_on",
        "follow_up",
        "done",
        "do_not_contact",
    )
    names = tuple(name for name in wanted if name in database.kinds[kind].fields)
    if not names:
        return {}
    rows = read_rows(database, Listing(kind, view="all", columns=names), [key])
    return dict(zip(names, rows.get(key, (None,) * len(names)), strict=True))


# --- the line of time -----------------------------------------------------------------------------


def read_line(database: Database, kind: str, key: int) -> list[Point]:
    """Notes, events, connections, periods and changes in one line of time, newest first."""
    points = list(_read_changes(database, kind, key))
    for one in links_to(database.kinds, kind):
        if one.kind in DATED and (kind, one.kind) not in LEFT_OUT:
            points.extend(_read_points(database, database.kinds[one.kind], one.name, key))
    return sorted(points, key=lambda point: point.day, reverse=True)[:LINES]


def _read_points(database: Database, kind: Kind, link: str, key: int) -> Iterator[Point]:
    when = DATED[kind.name]
    skipped = (link, when)
    names = [name for name in usual_columns(kind) if name not in skipped]
    listing = Listing(
        kind.name, write_test(link, "is", str(key)), "all", (f"-{when}",), (when, *names)
    )
    ids = first_ids(database, listing, LINES)
    for one, cells in read_rows(database, listing, ids).items():
        day = str(plain_cell(cells[0]) or "")[:16]
        if day:
            texts = [_say(kind, name, cell) for name, cell in zip(names, cells[1:], strict=True)]
            words = " · ".join([text for text in texts if text][:WORDS])
            yield Point(day, kind.name, words, _find_opened(kind, one, names, cells[1:]))


def _find_opened(kind: Kind, key: int, names: list[str], cells: Any) -> tuple[str, int]:
    """The record a point opens: itself, or the other one that it joins."""
    if kind.name in JOINING:
        for name, cell in zip(names, cells, strict=True):
            if isinstance(cell, Linked):
                return kind.fields[name].target or "", cell.id
    return kind.name, key


def _say(kind: Kind, name: str, cell: Any) -> str:
    if isinstance(cell, Linked):
        return cell.text
    value = cell.value if isinstance(cell, Inherited) else cell
    if isinstance(kind.fields[name].type, YesNo):
        return kind.fields[name].say() if value else ""
    return kind.fields[name].type.format(value).replace("\n", " ") if value is not None else ""


def _read_changes(database: Database, kind: str, key: int) -> Iterator[Point]:
    """The changes of the record itself, each operation once."""
    operations: dict[int, Operation] = {}
    for entry in read_history(database, kind, key, gone=False):
        operations.setdefault(entry.operation.sequence, entry.operation)
        if len(operations) > LINES:
            break
    for sequence, words in say_operations(database, operations.values()).items():
        one = operations[sequence]
        yield Point(one.time, "change", " · ".join(filter(None, (words, one.user))))
