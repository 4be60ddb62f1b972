"""Posts of people at organisations: ending one, who follows, and who is the main contact."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from t20desk.db.change import Batch, Change, Label
from t20desk.db.database import Database
from t20desk.db.times import day_before
from t20desk.db.types import Stored
from t20desk.editing import Values, merge_batches, plan_edit, plan_insert
from t20desk.errors import UserError
from t20desk.i18n import LANGUAGES, N_, _
from t20desk.listing import Linked, Listing, list_ids, read_rows
from t20desk.searching import write_test

ENDED = N_("Post ended: {title}")
REPLACED = N_("Representative replaced: {title}")
CHOSEN = N_("Main contact chosen: {title}")
HANDED_ON = (*(f"position_{code}" for code in LANGUAGES), "department", "main_contact")
"""What whoever follows takes over."""


def search_current(day: str) -> str:
    """The search for posts that are held on a day."""
    before = day_before(day)
    return f"(until: or {write_test('until', 'above', before)})"


def plan_end(database: Database, post: int, day: str) -> Change:
    """End a post on a day; a main contact is none any more."""
    cells = _read_post(database, post)
    ends: dict[str, Stored] = {"until": _last_day(cells, day)}
    if cells["main_contact"]:
        ends["main_contact"] = None
    change = plan_edit(database, "affiliation", {post: ends})
    return replace(change, label=Label(ENDED, {"kind": "affiliation", "id": str(post)}))


def plan_replacement(
    database: Database, post: int, newcomer: int | Values, day: str, **given: Stored
) -> Change:
    """Let another person follow on a post, in one change: the old one ends, a new one begins.

    `newcomer` is a person's id, or the values of a new person; `given` cells stand instead of
    those taken over.
    """
    cells = _read_post(database, post)
    made: list[Batch] = []
    if isinstance(newcomer, Mapping):
        entered = plan_insert(database, "person", [newcomer])
        made.extend(entered.batches)
        newcomer = entered.batches[0].rows[0][0]
    elif cells["person"] is not None and cells["person"].id == newcomer:
        raise UserError(_("This person holds the post already; choose another one."), "person")
    member = cells["member"].id
    taken = {name: cells[name] for name in HANDED_ON if cells[name] is not None}
    if given.get("position") == cells["position"]:
        given.pop("position", None)
    elif "position" in given:
        taken = {name: cell for name, cell in taken.items() if not name.startswith("position")}
    values = {**taken, **given, "person": newcomer, "member": member, "since": day}
    ended = plan_end(database, post, day)
    began = plan_insert(database, "affiliation", [values])
    batches = merge_batches([*made, *ended.batches, *began.batches])
    return Change(Label(REPLACED, {"kind": "member", "id": str(member)}), batches)


def plan_main_contact(database: Database, member: int, post: int) -> Change:
    """Make one post the main contact of its organisation, and no other."""
    mine = f"{write_test('member', 'is', str(member))} main_contact:yes"
    edits: dict[int, Values] = {
        key: {"main_contact": None}
        for key in list_ids(database, Listing("affiliation", mine, "all"))
        if key != post
    }
    change = plan_edit(database, "affiliation", {**edits, post: {"main_contact": 1}})
    return replace(change, label=Label(CHOSEN, {"kind": "member", "id": str(member)}))


def _last_day(cells: Mapping[str, Any], day: str) -> str:
    """The day before, unless the post began later than that."""
    before = day_before(day)
    since = str(cells["since"] or "")
    return before if since <= before else day


def _read_post(database: Database, post: int) -> dict[str, Any]:
    names = ("person", "member", "position", "since", "until", *HANDED_ON)
    rows = read_rows(database, Listing("affiliation", view="all", columns=names), [post])
    if post not in rows:
        raise UserError(_("The record is gone; somebody deleted it meanwhile."))
    cells: dict[str, Any] = dict(zip(names, rows[post], strict=True))
    if not isinstance(cells["member"], Linked):
        raise UserError(_("This post names no organisation; open it and choose one."))
    return cells
