"""Asking the people and organisations of a listing to an event, all in one change.

A person comes for the organisation of the main post of today, with title and post as they are now;
an organisation is asked to name a delegate. Who is on the list already is not asked again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from t20desk.db.change import Change, Label
from t20desk.db.database import Database
from t20desk.db.types import Stored
from t20desk.editing import plan_insert
from t20desk.errors import UserError
from t20desk.guests.titles import fill_titles
from t20desk.i18n import N_, _, list_words
from t20desk.kind_ways import find_ends
from t20desk.listing import Linked, Listing, list_ids, read_fields, read_titles
from t20desk.searching import write_test

INVITED: Final = N_("Invitation to “{event}”")
ASKED: Final[Mapping[str, Stored]] = {"answer": "invited"}
MOST_NAMES: Final = 12
"""So many names stand in one sentence."""


@dataclass(slots=True)
class Invitation:
    """What an invitation would do; names say who is left out and why."""

    change: Change
    invited: int = 0
    there: list[str] = field(default_factory=list)
    unwilling: list[str] = field(default_factory=list)


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
    asked = [
        {**common, "event": event, **row} for row in _ask_people(database, people, present, found)
    ]
    rows = fill_titles(database, asked)
    owing = _ask_members(database, members, present, rows, found)
    rows += [{**common, "event": event, **row} for row in owing]
    if rows:
        planned = plan_insert(database, "participation", rows)
        found.change = Change(found.change.label, planned.batches)
    found.invited = len(rows)
    return found


def _find_invited(database: Database, kind: str, ids: Sequence[int]) -> tuple[list[int], list[int]]:
    """The people and the organisations behind some records, each once and in their order."""
    if kind == "person":
        return list(dict.fromkeys(ids)), []
    if kind == "member":
        return [], list(dict.fromkeys(ids))
    ends = find_ends(database.kinds[kind])
    if not ends:
        text = _("{kind} are neither people nor organisations; choose another list.")
        raise UserError(text.format(kind=_(database.kinds[kind].plural)))
    people: dict[int, None] = {}
    members: dict[int, None] = {}
    targets = [database.kinds[kind].fields[name].target for name in ends]
    for cells in read_fields(database, kind, tuple(ends), ids).values():
        named = next(
            (pair for pair in zip(targets, cells, strict=True) if isinstance(pair[1], Linked)), None
        )
        if named is not None:
            (people if named[0] == "person" else members)[named[1].id] = None
    return list(people), list(members)


def _read_present(database: Database, event: int) -> dict[str, set[int]]:
    """The people, and the organisations, that are on the list of an event."""
    search = write_test("event", "is", str(event))
    columns = ("person", "member")
    ids = list_ids(database, Listing("participation", search, "all"))
    rows = read_fields(database, "participation", columns, ids).values()
    return {
        name: {row[at].id for row in rows if isinstance(row[at], Linked)}
        for at, name in enumerate(("person", "member"))
    }


def _ask_people(
    database: Database, people: Sequence[int], present: Mapping[str, set[int]], found: Invitation
) -> Iterator[dict[str, Stored]]:
    rows = read_fields(database, "person", ("do_not_contact", "full_name", "original_name"), people)
    for key in people:
        if key not in rows:
            continue
        unwilling, *names = rows[key]
        name = str(next(filter(None, names), ""))
        if key in present["person"]:
            found.there.append(name)
        elif unwilling:
            found.unwilling.append(name)
        else:
            yield {"person": key}


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


def say_left_out(planned: Invitation) -> list[str]:
    """Who is not asked, and why, in a sentence each."""
    told = []
    for text, names in (
        (_("On the list already: {names}"), planned.there),
        (_("Left out, no contact wanted: {names}"), planned.unwilling),
    ):
        if names:
            shown = list_words(names[:MOST_NAMES]) + (" …" if len(names) > MOST_NAMES else "")
            told.append(text.format(names=shown))
    return told
