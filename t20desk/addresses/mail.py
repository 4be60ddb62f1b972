"""Mail addresses of any selection: who is written to, who wants no mail, who has no address."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import quote

from sqlalchemy import select

from t20desk.db.database import Database
from t20desk.db.rules.main_contacts import is_held
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.kind_ways import OWN, PEOPLE
from t20desk.listing import read_titles

CHUNK: Final = 5_000
MOST_SIGNS: Final = 1_900
"""Longer addresses of a draft are cut by mail programs, Outlook first."""


@dataclass(slots=True)
class Mails:
    """Addresses, each once; who is left out, and who has none, by name."""

    addresses: list[str] = field(default_factory=list)
    unwilling: list[str] = field(default_factory=list)
    lacking: list[str] = field(default_factory=list)

    def text(self) -> str:
        """As a mail program takes them."""
        return "; ".join(self.addresses)


class Recipient(NamedTuple):
    """Somebody a mail may go to."""

    owner: int
    name: str
    email: str
    unwilling: bool = False
    main: bool = False


def collect_mails(database: Database, kind: str, ids: Sequence[int], way: str = OWN) -> Mails:
    """The mail addresses of records, in their order."""
    if kind == "person":
        return _join(_people(database, ids), read_titles(database, kind, ids), ids)
    if kind == "member":
        return _of_members(database, ids, way)
    return _of_links(database, kind, ids)


def _of_members(database: Database, ids: Sequence[int], way: str) -> Mails:
    titles = read_titles(database, "member", ids)
    own = list(_members(database, ids))
    if way == OWN:
        return _join(own, titles, ids)
    staff: dict[int, list[Recipient]] = {}
    for one in _staff(database, ids):
        if way == PEOPLE or one.main:
            staff.setdefault(one.owner, []).append(one)
    for one in own:
        # An organisation whose contact has no address is written to at its own.
        known = staff.setdefault(one.owner, [])
        if not any(person.email or person.unwilling for person in known):
            staff[one.owner] = [one]
    return _join((one for key in ids for one in staff.get(key, ())), titles, ids)


def _of_links(database: Database, kind: str, ids: Sequence[int]) -> Mails:
    """Of a guest list and the like: the person, else the organisation."""
    links = {one.target: one.name for one in database.kinds[kind].links}
    table = database.tables[kind]
    wanted = [table.c[links[name]] if name in links else None for name in ("person", "member")]
    columns = [column for column in wanted if column is not None]
    found = Mails()
    for part in _parts(ids):
        with database.read() as connection:
            query = select(table.c.id, *columns).where(database.store.is_among(table.c.id, part))
            rows = {row[0]: row[1:] for row in connection.execute(query)}
        people = [row[0] for row in rows.values() if wanted[0] is not None and row[0]]
        others = [row[-1] for row in rows.values() if wanted[1] is not None and not any(row[:-1])]
        for name, keys in (("person", people), ("member", others)):
            chosen = list(dict.fromkeys(key for key in keys if key))
            if chosen:
                _extend(found, collect_mails(database, name, chosen))
    return found


def _extend(found: Mails, more: Mails) -> None:
    for name in ("addresses", "unwilling", "lacking"):
        mine: list[str] = getattr(found, name)
        mine.extend(one for one in getattr(more, name) if one not in mine)


def _join(recipients: Iterable[Recipient], titles: dict[int, str], ids: Sequence[int]) -> Mails:
    """Each address once; who has several and wants no mail is left out of all."""
    found, seen, reached = Mails(), set[str](), set[int]()
    for one in recipients:
        if one.unwilling:
            found.unwilling.append(one.name)
            reached.add(one.owner)
        elif one.email:
            reached.add(one.owner)
            if one.email.casefold() not in seen:
                seen.add(one.email.casefold())
                found.addresses.append(one.email)
    found.lacking = [titles[key] for key in ids if key not in reached and key in titles]
    found.unwilling = list(dict.fromkeys(found.unwilling))
    return found


def _parts(ids: Sequence[int]) -> Iterator[list[int]]:
    yield from (list(ids[start : start + CHUNK]) for start in range(0, len(ids), CHUNK))


def _read(database: Database, query: Any, column: Any, ids: Sequence[int]) -> Iterator[Any]:
    for part in _parts(ids):
        with database.read() as connection:
            rows = connection.execute(query.where(database.store.is_among(column, part))).all()
        place = {key: at for at, key in enumerate(part)}
        yield from sorted(rows, key=lambda row: place[row[0]])


def _people(database: Database, ids: Sequence[int]) -> Iterator[Recipient]:
    table = database.tables["person"]
    query = select(table.c.id, table.c.full_name, table.c.email, table.c.do_not_contact)
    for key, name, email, unwilling in _read(database, query, table.c.id, ids):
        yield Recipient(key, name or "", email or "", bool(unwilling))


def _members(database: Database, ids: Sequence[int]) -> Iterator[Recipient]:
    table = database.tables["member"]
    query = select(table.c.id, table.c.name, table.c.email)
    for key, name, email in _read(database, query, table.c.id, ids):
        yield Recipient(key, name or "", email or "")


def _staff(database: Database, ids: Sequence[int]) -> Iterator[Recipient]:
    """The people at organisations today, main contacts first."""
    post, person = database.tables["affiliation"], database.tables["person"]
    query = (
        select(
            post.c.member,
            person.c.full_name,
            person.c.email,
            person.c.do_not_contact,
            post.c.main_contact,
            post.c.until,
        )
        .join(person, person.c.id == post.c.person)
        .order_by(post.c.main_contact.desc(), post.c.id)
    )
    for owner, name, email, unwilling, main, until in _read(database, query, post.c.member, ids):
        if is_held(until):
            yield Recipient(owner, name or "", email or "", bool(unwilling), bool(main))


def draft_link(addresses: Sequence[str]) -> str:
    """The link that opens a draft to these addresses; raises UserError where it is too long.

    Several get a blind copy each: none of them is to see the addresses of the others.
    """
    # Behind a question mark some programs take a plus for a blank.
    begin, safe = ("mailto:?bcc=", "@") if len(addresses) > 1 else ("mailto:", "@+")
    link = begin + ",".join(quote(one, safe=safe) for one in addresses)
    if len(link) > MOST_SIGNS:
        text = _(
            "{count} addresses are too many for a draft that opens by itself; save it as a file "
            "or paste the copied addresses."
        )
        raise UserError(text.format(count=len(addresses)))
    return link


def write_draft(addresses: Sequence[str], target: Path) -> Path:
    """A draft as a file, which mail programs open as not sent yet."""
    from t20desk.exporting.placing import place_file

    draft = EmailMessage()
    draft["Bcc" if len(addresses) > 1 else "To"] = ", ".join(addresses)
    draft["Subject"] = ""
    draft["X-Unsent"] = "1"
    draft.set_content("\n")
    with place_file(target) as place:
        place.write_bytes(bytes(draft))
    return target
