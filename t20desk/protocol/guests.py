"""The guests of an event with what protocol asks of them: roles, honours, posts, countries."""

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import select

from t20desk.db.database import Database
from t20desk.db.schema import key_column
from t20desk.i18n import LANGUAGES

STAYING: Final = ("declined", "cancelled_late", "waiting")
"""Who answered so has no place in an order and no seat; who waits has one after moving up."""
CHUNK: Final = 500


class Guest(NamedTuple):
    """One guest as protocol sees them."""

    id: int
    person: int | None
    name: str
    original_name: str
    title: str
    organisation: str
    affiliation: str
    country: str
    roles: frozenset[str]
    rank: int | None
    seat: str
    is_coming: bool
    name_key: tuple[str, str, str]
    honours: str = ""
    posts: str = ""

    @property
    def words(self) -> str:
        """The name in both scripts."""
        return " ".join(filter(None, (self.title, self.name, self.original_name)))


def read_guests(database: Database, event: int) -> list[Guest]:
    """All guests of an event, also those who said no."""
    part, person, member = (database.tables[name] for name in ("participation", "person", "member"))
    names = [key_column(name) for name in ("family_name", "given_name", "original_name")]
    query = (
        select(
            part.c.id, part.c.person, person.c.full_name, person.c.original_name, part.c.title,
            member.c.name, part.c.affiliation, person.c.country, member.c.country, part.c.roles,
            part.c.rank, part.c.seat, part.c.answer, *(person.c[name] for name in names),
        )
        .select_from(part.outerjoin(person, part.c.person == person.c.id)
                     .outerjoin(member, part.c.member == member.c.id))
        .where(part.c.event == event)
        .order_by(part.c.id)
    )  # fmt: skip
    with database.read() as connection:
        guests = [_make_guest(row) for row in connection.execute(query)]
        people = [one.person for one in guests if one.person is not None]
        honours = dict(_gather(connection, database, "honour", "award", people))
        posts = dict(_gather(connection, database, "affiliation", "position", people))
    return [
        one._replace(honours=honours.get(one.person or 0, ""), posts=posts.get(one.person or 0, ""))
        for one in guests
    ]


def _make_guest(row: Sequence[Any]) -> Guest:
    key, person, name, original, title, member, affiliation, own, theirs, roles, *rest = row
    rank, seat, answer, *keys = rest
    shown = str(name or original or member or affiliation or "")
    second = str(original or "")
    return Guest(
        key,
        person,
        shown,
        "" if second == shown else second,
        str(title or ""),
        "" if member == shown else str(member or ""),
        str(affiliation or ""),
        str(own or theirs or ""),
        frozenset(str(roles or "").split()),
        rank,
        str(seat or "").strip(),
        answer not in STAYING,
        (str(keys[0] or keys[2] or ""), str(keys[1] or ""), str(keys[2] or "")),
    )


def _gather(
    connection: Any, database: Database, kind: str, field: str, people: Sequence[int]
) -> Iterable[tuple[int, str]]:
    """What records of a kind say of each person in all languages, but for posts that ended."""
    table = database.tables[kind]
    columns = [table.c[f"{field}_{code}"] for code in LANGUAGES]
    found: dict[int, list[str]] = {}
    for start in range(0, len(people), CHUNK):
        wanted = table.c.person.in_(people[start : start + CHUNK])
        query = select(table.c.person, *columns).where(wanted)
        if "until" in table.c:
            query = query.where(table.c.until.is_(None))
        for person, *texts in connection.execute(query):
            found.setdefault(person, []).extend(text for text in texts if text)
    return ((person, " · ".join(texts)) for person, texts in found.items())
