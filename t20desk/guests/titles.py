"""Title and affiliation of guests as of the event: taken when a guest is entered, kept afterwards.

What a person is called and whom a person comes for is written into the participation, so that an
old list stays right when somebody moves on; it is read anew only when somebody asks for it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
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


class Posts:
    """The posts of some people, of which one counts on a day."""

    def __init__(self, database: Database, people: Iterable[int]) -> None:
        self._held: dict[int, list[tuple[str, str | None, Post]]] = {}
        wanted = list(dict.fromkeys(people))
        search = ""
        if len(wanted) <= MOST_NAMED:
            search = " or ".join(write_test("person", "is", str(key)) for key in wanted)
        columns = ("person", "member", "position", "since", "until")
        listing = Listing("affiliation", search, "all", ("-main_contact",), columns)
        ids = list_ids(database, listing) if wanted else ()
        rows = read_fields(database, "affiliation", columns, ids)
        for person, member, position, since, until in (rows[key] for key in ids if key in rows):
            if isinstance(person, Linked) and isinstance(member, Linked):
                post = Post(member.id, say_post(position, member.text))
                self._held.setdefault(person.id, []).append((since or "", until, post))

    def find(self, person: int, day: str) -> Post | None:
        """The main post of a person on a day, with its words."""
        held = self._held.get(person, ())
        of_day = (
            post
            for since, until, post in held
            if since <= day and (until is None or day[: len(until)] <= until)
        )
        return next(of_day, None)


def read_posts(database: Database, people: Iterable[int], day: str) -> dict[int, Post]:
    """The main post of each person on a day, with its words."""
    wanted = list(dict.fromkeys(people))
    posts = Posts(database, wanted)
    found = {person: posts.find(person, day) for person in wanted}
    return {person: post for person, post in found.items() if post is not None}


def say_post(position: Stored, organisation: str) -> str:
    """The words of a post, as they stand on lists and badges."""
    return ", ".join(filter(None, (str(position or ""), organisation)))[:LONGEST]


def describe_people(
    database: Database, asked: Collection[tuple[int, str]]
) -> dict[tuple[int, str], Values]:
    """Title, organisation and affiliation of people, each on a day."""
    people = list(dict.fromkeys(person for person, _day in asked))
    posts = Posts(database, people)
    titles = read_fields(database, "person", ("title",), people)
    return {
        (person, day): _describe(titles[person][0], posts.find(person, day))
        for person, day in dict.fromkeys(asked)
        if person in titles
    }


def _describe(title: Stored, post: Post | None) -> Values:
    member, words = post or (None, None)
    return {"title": title, "member": member, "affiliation": words}


def read_days(database: Database, events: Iterable[int]) -> dict[int, str]:
    """The day each event begins; today where it is not known yet."""
    today = date.today().isoformat()
    rows = read_fields(database, "event", ("starts",), list(dict.fromkeys(events)))
    return {key: str(plain_cell(cells[0]) or today)[:10] for key, cells in rows.items()}


def fill_titles(database: Database, records: Sequence[Values]) -> list[Values]:
    """New guests with what they left open: title, organisation and affiliation as of the event."""
    days = read_days(database, (one for cells in records if (one := find_event(cells))))
    asked = [ask_person(one, days) for one in records]
    known = describe_people(database, [one for one in asked if one is not None])
    return [
        one if key is None else fill_open(one, known.get(key, {}))
        for one, key in zip(records, asked, strict=True)
    ]


def find_event(guest: Values) -> int | None:
    """The event of a guest; nothing while the guest has no name."""
    event = guest.get("event")
    return event if isinstance(event, int) and guest.get("person") is not None else None


def ask_person(guest: Values, days: Mapping[int, str]) -> tuple[int, str] | None:
    """The person of a guest and the day of the event, where both are known."""
    event, person = guest.get("event"), guest.get("person")
    if isinstance(event, int) and isinstance(person, int) and event in days:
        return person, days[event]
    return None


def fill_open(one: Values, found: Values) -> Values:
    """A guest with what is known of the person where nothing is said."""
    # Who comes for another organisation than that of the post has no affiliation to be taken.
    named = one.get("member")
    if named is not None and named != found.get("member"):
        found = {"title": found.get("title")}
    return {**one, **{name: cell for name, cell in found.items() if cell and not one.get(name)}}


def plan_refresh(database: Database, guests: Sequence[int]) -> Change:
    """Plan title and affiliation of guests as they are on the day of their event by now.

    The organisation somebody came for stays; who has no post then keeps the affiliation.
    """
    columns = ("event", "person", "member", "title", "affiliation")
    rows = read_fields(database, "participation", columns, guests)
    days = read_days(database, (cells[0].id for cells in rows.values() if cells[0]))
    known = describe_people(
        database,
        [
            (person.id, days[event.id])
            for event, person, *_rest in rows.values()
            if isinstance(person, Linked) and isinstance(event, Linked)
        ],
    )
    changed: list[Row] = []
    for key, (event, person, member, *present) in rows.items():
        if not isinstance(person, Linked):
            continue
        found = known.get((person.id, days[event.id]), {})
        is_of_post = member is None or member.id == found.get("member")
        words = found.get("affiliation") if is_of_post else None
        wanted = (found.get("title") or present[0], words or present[1])
        if wanted != tuple(present):
            changed.append((key, tuple(present), wanted))
    batches = [Batch("participation", ("title", "affiliation"), changed)] if changed else []
    return Change(Label(REFRESHED, {"count": len(changed)}), batches)
