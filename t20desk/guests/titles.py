"""Title and affiliation of guests as of the event: taken when a guest is entered, kept afterwards.

What a person is called and whom a person comes for is written into the participation, so that an
old list stays right when somebody moves on; it is read anew only when somebody asks for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from t20desk.db.change import Batch, Change, Label, Row
from t20desk.db.database import Database
from t20desk.db.types import Stored
from t20desk.i18n import N_
from t20desk.listing import Linked, Listing, list_ids, plain_cell, read_fields
from t20desk.searching import write_test

REFRESHED: Final = N_("Titles and affiliations of {count} guests read anew")
MOST_NAMED: Final = 40
"""The posts of so many people are asked for by name, of more all posts are read."""
LONGEST: Final = 300

Values = Mapping[str, Stored]


class Post(NamedTuple):
    """Whom a person comes for, with the words of the post."""

    member: int
    words: str


def read_posts(database: Database, people: Iterable[int], day: str) -> dict[int, Post]:
    """The main post of each person on a day, with its words."""
    wanted = list(dict.fromkeys(people))
    search = ""
    if len(wanted) <= MOST_NAMED:
        search = " or ".join(write_test("person", "is", str(key)) for key in wanted)
    columns = ("person", "member", "position", "since", "until")
    listing = Listing("affiliation", search, "all", ("-main_contact",), columns)
    ids = list_ids(database, listing) if wanted else ()
    rows = read_fields(database, "affiliation", columns, ids)
    found: dict[int, Post] = {}
    for person, member, position, since, until in (rows[key] for key in ids if key in rows):
        is_of_day = (since or "") <= day and (until is None or day[: len(until)] <= until)
        if is_of_day and isinstance(person, Linked) and isinstance(member, Linked):
            found.setdefault(person.id, Post(member.id, say_post(position, member.text)))
    return found


def say_post(position: Stored, organisation: str) -> str:
    """The words of a post, as they stand on lists and badges."""
    return ", ".join(filter(None, (str(position or ""), organisation)))[:LONGEST]


def describe_people(database: Database, people: Sequence[int], day: str) -> dict[int, Values]:
    """Title, organisation and affiliation of people on a day."""
    posts = read_posts(database, people, day)
    rows = read_fields(database, "person", ("title",), people)
    return {
        key: {
            "title": title,
            "member": posts[key].member if key in posts else None,
            "affiliation": posts[key].words if key in posts else None,
        }
        for key, (title,) in rows.items()
    }


def read_days(database: Database, events: Iterable[int]) -> dict[int, str]:
    """The day each event begins; today where it is not known yet."""
    today = date.today().isoformat()
    rows = read_fields(database, "event", ("starts",), list(dict.fromkeys(events)))
    return {key: str(plain_cell(cells[0]) or today)[:10] for key, cells in rows.items()}


def fill_titles(database: Database, records: Sequence[Values]) -> list[Values]:
    """New guests with what they left open: title, organisation and affiliation as of the event."""
    asked: dict[int, list[int]] = {}
    for one in records:
        event, person = one.get("event"), one.get("person")
        if isinstance(event, int) and isinstance(person, int):
            asked.setdefault(event, []).append(person)
    days = read_days(database, asked)
    known = {
        event: describe_people(database, people, days[event])
        for event, people in asked.items()
        if event in days
    }
    return [_fill(one, known) for one in records]


def _fill(one: Values, known: Mapping[int, Mapping[int, Values]]) -> Values:
    event, person = one.get("event"), one.get("person")
    found = known.get(event, {}).get(person) if isinstance(event, int) else None  # type: ignore[arg-type]
    if not found:
        return one
    # Who comes for another organisation than that of the post has no affiliation to be taken.
    named = one.get("member")
    if named is not None and named != found["member"]:
        found = {"title": found["title"]}
    return {**one, **{name: cell for name, cell in found.items() if cell and not one.get(name)}}


def plan_refresh(database: Database, guests: Sequence[int]) -> Change:
    """Plan title and affiliation of guests as they are on the day of their event by now.

    The organisation somebody came for stays; who has no post then keeps the affiliation.
    """
    columns = ("event", "person", "member", "title", "affiliation")
    rows = read_fields(database, "participation", columns, guests)
    days = read_days(database, (cells[0].id for cells in rows.values() if cells[0]))
    people: dict[str, list[int]] = {}
    for event, person, *_rest in rows.values():
        if isinstance(person, Linked) and isinstance(event, Linked):
            people.setdefault(days[event.id], []).append(person.id)
    known = {day: describe_people(database, found, day) for day, found in people.items()}
    changed: list[Row] = []
    for key, (event, person, member, *present) in rows.items():
        if not isinstance(person, Linked):
            continue
        found = known[days[event.id]].get(person.id, {})
        is_of_post = member is None or member.id == found.get("member")
        words = found.get("affiliation") if is_of_post else None
        wanted = (found.get("title") or present[0], words or present[1])
        if wanted != tuple(present):
            changed.append((key, tuple(present), wanted))
    batches = [Batch("participation", ("title", "affiliation"), changed)] if changed else []
    return Change(Label(REFRESHED, {"count": len(changed)}), batches)
