"""Ranked lists of an event: guests of honour, speeches, seating; places by rule and by hand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Final, NamedTuple

from t20desk.db.change import Change, Label
from t20desk.db.database import Database
from t20desk.db.types import Stored
from t20desk.editing import Values, merge_batches, plan_delete, plan_edit, plan_insert
from t20desk.errors import UserError
from t20desk.i18n import N_, _, list_words, ngettext
from t20desk.listing import Linked, Listing, list_ids, read_rows
from t20desk.protocol.guests import Guest, read_guests
from t20desk.protocol.precedence import Ranker
from t20desk.protocol.ranking import place_all
from t20desk.searching import write_test

SET: Final = N_("Place {place} set by hand: {title}")
FREED: Final = N_("Places left to the rules: {title}")
LEFT_OUT: Final = N_("Guests taken off the list: {title}")
TAKEN_IN: Final = N_("Guests put on the list: {title}")
REMARKED: Final = N_("Remark on a guest of the list: {title}")
MOST_NAMES: Final = 6
_HELD: Final = ("participation", "place", "left_out", "remark")


class ProtocolList(NamedTuple):
    """A list of an event."""

    id: int
    event: int
    title: str
    purpose: str
    roles: frozenset[str]


class Held(NamedTuple):
    """What the office decided about one guest of a list."""

    id: int
    place: int | None
    left_out: bool
    remark: str


class Ranked(NamedTuple):
    """A guest at a place; `by_hand` is the place that was set, `is_tied` that names decided."""

    place: int
    guest: Guest
    by_hand: int | None = None
    remark: str = ""
    is_tied: bool = False


@dataclass(slots=True)
class Ranking:
    """A list as it stands: places without a gap, who was left out, what is to be said."""

    shown: ProtocolList
    rows: list[Ranked] = field(default_factory=list)
    left_out: list[Guest] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)


def read_lists(database: Database, event: int) -> list[ProtocolList]:
    """The lists of an event in their order."""
    columns = ("event", "title", "purpose", "roles")
    search = write_test("event", "is", str(event))
    listing = Listing("protocol_list", search, "all", ("position", "title"), columns)
    ids = list_ids(database, listing)
    rows = read_rows(database, listing, ids)
    return [_make_list(key, rows[key]) for key in ids if key in rows]


def find_list(database: Database, key: int) -> ProtocolList:
    """A list by its id; raises UserError where it is gone."""
    listing = Listing("protocol_list", view="all", columns=("event", "title", "purpose", "roles"))
    rows = read_rows(database, listing, [key])
    if key not in rows:
        raise UserError(_("The list is gone; choose another one."))
    return _make_list(key, rows[key])


def _make_list(key: int, cells: Sequence[Any]) -> ProtocolList:
    event, title, purpose, roles = cells
    at = event.id if isinstance(event, Linked) else 0
    return ProtocolList(key, at, str(title or ""), str(purpose or ""), _split(roles))


def _split(roles: Stored) -> frozenset[str]:
    return frozenset(str(roles or "").split())


def read_ranking(database: Database, key: int) -> Ranking:
    """A list with the place of everybody who is on it."""
    return _rank(database, find_list(database, key), read_held(database, key))


def rank_event(database: Database, event: int) -> Ranking:
    """All guests of an event by the rules alone, where it has no list yet."""
    shown = ProtocolList(0, event, _("Order of precedence"), "honour", frozenset())
    return _rank(database, shown, {})


def _rank(database: Database, shown: ProtocolList, held: Mapping[int, Held]) -> Ranking:
    ranker = Ranker.of(database)
    ranking = Ranking(shown)
    wanted: list[Guest] = []
    for one in read_guests(database, shown.event):
        mark = held.get(one.id)
        if mark is not None and mark.left_out:
            ranking.left_out.append(one)
        elif one.is_coming and (_belongs(shown, one) or _was_chosen(mark)):
            wanted.append(one)
    ordered = ranker.sort(wanted)
    fixed = {at: mark.place for at, mark in held.items() if mark.place is not None}
    tied = _find_tied(ranker, [one for one in ordered if one.id not in fixed])
    guests = {one.id: one for one in ordered}
    for place, at in enumerate(place_all([guest.id for guest in ordered], fixed), start=1):
        remark = held[at].remark if at in held else ""
        ranking.rows.append(Ranked(place, guests[at], fixed.get(at), remark, at in tied))
    ranking.sentences = _say_ties(tied, ranking.rows)
    return ranking


def _belongs(shown: ProtocolList, guest: Guest) -> bool:
    return not shown.roles or bool(shown.roles & guest.roles)


def _was_chosen(mark: Held | None) -> bool:
    """Whoever was put on a list by hand is on it whatever their roles."""
    return mark is not None and not mark.left_out


def _find_tied(ranker: Ranker, ordered: Sequence[Guest]) -> dict[int, int]:
    """Guests whom no rule tells apart, each with the number of the group."""
    tied: dict[int, int] = {}
    for number, (_key, group) in enumerate(groupby(ordered, key=ranker.weigh)):
        alike = [one.id for one in group]
        if len(alike) > 1:
            tied.update(dict.fromkeys(alike, number))
    return tied


def _say_ties(tied: dict[int, int], rows: Sequence[Ranked]) -> list[str]:
    if not tied:
        return []
    names = [row.guest.name for row in rows if row.is_tied]
    shown = list_words(names[:MOST_NAMES]) + (" …" if len(names) > MOST_NAMES else "")
    text = ngettext(
        "{count} guest has a rank equal to another; the names decide: {names}",
        "{count} guests have equal ranks; the names decide: {names}",
        len(names),
    )
    return [text.format(count=len(names), names=shown)]


def read_held(database: Database, key: int) -> dict[int, Held]:
    """What was decided by hand on a list, by participation."""
    search = write_test("list", "is", str(key))
    listing = Listing("protocol_place", search, "all", columns=_HELD)
    rows = read_rows(database, listing, list_ids(database, listing))
    return {
        guest.id: Held(one, place, bool(left_out), str(remark or ""))
        for one, (guest, place, left_out, remark) in rows.items()
        if isinstance(guest, Linked)
    }


def plan_place(database: Database, key: int, guest: int, place: int) -> Change:
    """Plan setting the place of a guest by hand.

    Raises UserError for a place that was set for somebody else, and for one that there is not.
    """
    ranking = read_ranking(database, key)
    if not 1 <= place <= len(ranking.rows):
        text = _("The list has places 1 to {count}; type one of them.")
        raise UserError(text.format(count=len(ranking.rows)), "place")
    holder = next((row for row in ranking.rows if row.by_hand == place), None)
    if holder is not None and holder.guest.id != guest:
        text = _("Place {place} was set by hand for {name}; move that guest first.")
        raise UserError(text.format(place=place, name=holder.guest.name), "place")
    label = Label(SET, {"place": place, "kind": "protocol_list", "id": str(key)})
    return _plan(database, key, {guest: {"place": place, "left_out": None}}, label)


def plan_release(database: Database, key: int, guests: Iterable[int]) -> Change:
    """Plan leaving the places of guests to the rules again."""
    label = Label(FREED, {"kind": "protocol_list", "id": str(key)})
    return _plan(database, key, {one: {"place": None} for one in guests}, label)


def plan_left_out(database: Database, key: int, guests: Iterable[int], out: bool = True) -> Change:
    """Plan taking guests off a list, or putting them on it."""
    label = Label(LEFT_OUT if out else TAKEN_IN, {"kind": "protocol_list", "id": str(key)})
    cells: Values = {"left_out": 1, "place": None} if out else {"left_out": None}
    return _plan(database, key, dict.fromkeys(guests, cells), label)


def plan_remark(database: Database, key: int, guest: int, remark: str) -> Change:
    """Plan what a list says of a guest besides the place, such as how long somebody speaks."""
    label = Label(REMARKED, {"kind": "protocol_list", "id": str(key)})
    return _plan(database, key, {guest: {"remark": remark.strip() or None}}, label)


def _plan(database: Database, key: int, wanted: dict[int, Values], label: Label) -> Change:
    """Records where there are none yet; one that says nothing any more goes."""
    shown, held = find_list(database, key), read_held(database, key)
    belonging = {one.id for one in read_guests(database, shown.event) if _belongs(shown, one)}
    edits: dict[int, Values] = {}
    made: list[Values] = []
    idle: list[int] = []
    for guest, cells in wanted.items():
        known = held.get(guest)
        if known is None:
            if any(cells.values()) or guest not in belonging:
                made.append({**cells, "list": key, "participation": guest})
            continue
        left: dict[str, Stored] = {
            "place": known.place, "left_out": known.left_out, "remark": known.remark, **cells,
        }  # fmt: skip
        if any(left.values()) or guest not in belonging:
            edits[known.id] = cells
        else:
            idle.append(known.id)
    batches = [*plan_edit(database, "protocol_place", edits).batches]
    if made:
        batches += plan_insert(database, "protocol_place", made).batches
    if idle:
        batches += plan_delete(database, "protocol_place", idle).batches
    return Change(label, merge_batches(batches))
