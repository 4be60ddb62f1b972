"""Asking the people and organisations of a listing to an event, all in one change.

A person comes for the organisation of the main post of today, with title and post as they are now;
an organisation is asked to name a delegate. Who is on the list already is not asked again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from t20desk.db.change import Change, Label
from t20desk.db.database import Database
from t20desk.db.fields import Kind
from t20desk.db.types import Stored
from t20desk.editing import plan_insert
from t20desk.errors import UserError
from t20desk.i18n import N_, _
from t20desk.listing import Linked, Listing, list_ids, read_rows, read_titles
from t20desk.searching import write_test

INVITED: Final = N_("Invitation to “{event}”")
ASKED: Final[Mapping[str, Stored]] = {"answer": "invited"}
MOST_NAMES: Final = 12
"""So many names stand in one sentence."""
_PART: Final = 2_000


@dataclass(slots=True)
class Invitation:
    """What an invitation would do; names say who is left out and why."""

    change: Change
    invited: int = 0
    there: list[str] = field(default_factory=list)
    unwilling: list[str] = field(default_factory=list)


class _Post(NamedTuple):
    member: int
    words: str


def may_invite(kind: Kind) -> bool:
    """Whether records of a kind are people or organisations, or point to them."""
    return kind.name in ("person", "member") or bool(_find_ends(kind))


def plan_invitation(
    database: Database,
    event: int,
    kind: str,
    ids: Sequence[int],
    common: Mapping[str, Stored] = ASKED,
) -> Invitation:
    """Plan one participation for each person or organisation behind some records.

    `common` are cells that all of them get, such as roles.
    Raises UserError for a kind that has neither, and for an event that is gone.
    """
    titles = read_titles(database, "event", [event])
    if event not in titles:
        raise UserError(_("The event is gone; choose another one."))
    people, members = _find_invited(database, kind, ids)
    found = Invitation(Change(Label(INVITED, {"event": titles[event]}), ()))
    present = _read_present(database, event)
    rows = [*_ask_people(database, people, present, found)]
    rows += _ask_members(database, members, present, rows, found)
    if rows:
        values = [{**common, "event": event, **row} for row in rows]
        planned = plan_insert(database, "participation", values)
        found.change = Change(found.change.label, planned.batches)
    found.invited = len(rows)
    return found


def _find_ends(kind: Kind) -> list[str]:
    """The links of a kind to people, else to organisations."""
    links = {one.target: one.name for one in kind.links}
    return [links[target] for target in ("person", "member") if target in links]


def _find_invited(database: Database, kind: str, ids: Sequence[int]) -> tuple[list[int], list[int]]:
    """The people and the organisations behind some records, each once and in their order."""
    if kind == "person":
        return list(dict.fromkeys(ids)), []
    if kind == "member":
        return [], list(dict.fromkeys(ids))
    ends = _find_ends(database.kinds[kind])
    if not ends:
        text = _("{kind} are neither people nor organisations; choose another list.")
        raise UserError(text.format(kind=_(database.kinds[kind].plural)))
    people: dict[int, None] = {}
    members: dict[int, None] = {}
    targets = [database.kinds[kind].fields[name].target for name in ends]
    for cells in _read(database, Listing(kind, view="all", columns=tuple(ends)), ids).values():
        named = next(
            (pair for pair in zip(targets, cells, strict=True) if isinstance(pair[1], Linked)), None
        )
        if named is not None:
            (people if named[0] == "person" else members)[named[1].id] = None
    return list(people), list(members)


def _read(database: Database, listing: Listing, ids: Sequence[int]) -> dict[int, Sequence[Any]]:
    found: dict[int, Sequence[Any]] = {}
    for start in range(0, len(ids), _PART):
        found.update(read_rows(database, listing, ids[start : start + _PART]))
    return found


def _read_present(database: Database, event: int) -> dict[str, set[int]]:
    """The people, and the organisations, that are on the list of an event."""
    search = write_test("event", "is", str(event))
    listing = Listing("participation", search, "all", columns=("person", "member"))
    rows = _read(database, listing, list_ids(database, listing)).values()
    return {
        name: {row[at].id for row in rows if isinstance(row[at], Linked)}
        for at, name in enumerate(("person", "member"))
    }


def _ask_people(
    database: Database, people: Sequence[int], present: Mapping[str, set[int]], found: Invitation
) -> Iterator[dict[str, Stored]]:
    columns = ("title", "do_not_contact", "full_name", "original_name")
    rows = _read(database, Listing("person", view="all", columns=columns), people)
    posts = _read_posts(database) if people else {}
    for key in people:
        if key not in rows:
            continue
        title, unwilling, *names = rows[key]
        name = str(next(filter(None, names), ""))
        if key in present["person"]:
            found.there.append(name)
        elif unwilling:
            found.unwilling.append(name)
        else:
            post = posts.get(key)
            row: dict[str, Stored] = {"person": key, "title": title}
            yield {**row, "member": post.member, "affiliation": post.words} if post else row


def _ask_members(
    database: Database,
    members: Sequence[int],
    present: Mapping[str, set[int]],
    asked: Sequence[Mapping[str, Stored]],
    found: Invitation,
) -> Iterator[dict[str, Stored]]:
    titles = read_titles(database, "member", members)
    through_people = {row.get("member") for row in asked}
    for key in members:
        if key in present["member"] or key in through_people:
            found.there.append(titles.get(key, ""))
        elif key in titles:
            yield {"member": key}


def _read_posts(database: Database) -> dict[int, _Post]:
    """The main post of today of each person, with its words."""
    columns = ("person", "member", "position")
    listing = Listing("affiliation", "until:", "all", ("-main_contact",), columns)
    ids = list_ids(database, listing)
    rows = _read(database, listing, ids)
    found: dict[int, _Post] = {}
    for person, member, position in (rows[key] for key in ids if key in rows):
        if isinstance(person, Linked) and isinstance(member, Linked):
            words = ", ".join(filter(None, (str(position or ""), member.text)))
            found.setdefault(person.id, _Post(member.id, words[:300]))
    return found


def say_left_out(planned: Invitation) -> list[str]:
    """Who is not asked, and why, in a sentence each."""
    told = []
    for text, names in (
        (_("On the list already: {names}"), planned.there),
        (_("Left out, no contact wanted: {names}"), planned.unwilling),
    ):
        if names:
            shown = ", ".join(names[:MOST_NAMES]) + (" …" if len(names) > MOST_NAMES else "")
            told.append(text.format(names=shown))
    return told
