"""The tree of events as it is looked at: its rows, who is within each, and moving in it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from sqlalchemy import func, select, union_all

from t20desk.db.change import Change
from t20desk.db.database import Database
from t20desk.db.query import Selection
from t20desk.db.rules.reasons import RING
from t20desk.db.search.sort_order import SortOrder
from t20desk.editing import plan_edit
from t20desk.editing.planning import name_many
from t20desk.errors import UserError
from t20desk.guests.event_paths import climb, read_parents
from t20desk.i18n import N_, _

TAKEN: Final = ("starts", "ends", "place")
"""The inherited fields that a row shows."""


MOVED = N_("{title} moved within the tree of events")
MOVED_MANY = N_("{count} events moved within the tree")


class TreeRow(NamedTuple):
    """An event in the order of its tree; `above` is nothing at the top.

    `taken` are the fields whose values are those of an event above.
    """

    id: int
    above: int | None
    title: str
    kind: str
    status: str
    starts: str
    ends: str
    place: str
    taken: frozenset[str]
    is_listed: bool = True


def read_tree(database: Database, listed: Collection[int] | None = None) -> list[TreeRow]:
    """Every event below its parent, by begin and title; or those listed with the ones above them.

    What stands above without being listed itself says so.
    """
    rows = {row.id: row for row in _read_rows(database)}
    shown = rows.keys() if listed is None else _add_above(rows, listed)
    children: dict[int | None, list[TreeRow]] = {}
    for row in rows.values():
        if row.id in shown:
            children.setdefault(row.above if row.above in rows else None, []).append(row)
    waiting = children.get(None, [])[::-1]
    ordered: list[TreeRow] = []
    while waiting:
        row = waiting.pop()
        above = row.above if row.above in rows else None
        ordered.append(row._replace(above=above, is_listed=listed is None or row.id in listed))
        waiting.extend(reversed(children.get(row.id, ())))
    return ordered


def _add_above(rows: dict[int, TreeRow], listed: Iterable[int]) -> set[int]:
    """The events listed and all above them."""
    shown: set[int] = set()
    for key in listed:
        at: int | None = key
        while at is not None and at in rows and at not in shown:
            shown.add(at)
            at = rows[at].above
    return shown


def _read_rows(database: Database) -> list[TreeRow]:
    """All events in the order of their beginning."""
    selection = Selection(database, "event")
    event = selection.table.c
    shown = [selection.shown(name) for name in TAKEN]
    columns = [event.id, event.parent, selection.title(), event.kind, event.status, *shown]
    query = selection.select(*columns, *(event[name] for name in TAKEN)).order_by(
        *SortOrder(selection).by(selection.kind.order)
    )
    with database.read() as connection:
        found = connection.execute(query).all()
    return [_make_row(row) for row in found]


def _make_row(row: Sequence[Any]) -> TreeRow:
    key, above, *cells = row
    title, kind, status, starts, ends, place = (str(cell or "") for cell in cells[: -len(TAKEN)])
    own = dict(zip(TAKEN, cells[-len(TAKEN) :], strict=True))
    shown = {"starts": starts, "ends": ends, "place": place}
    taken = frozenset(name for name in TAKEN if own[name] is None and shown[name])
    return TreeRow(key, above, title, kind, status, starts, ends, place, taken)


def count_guests(database: Database, heads: Sequence[int]) -> dict[int, int]:
    """How many guests each of some events has with everything within it, each person once.

    Delegates still to be named are guests too: of each member as many as at the event with most.
    """
    if not heads:
        return {}
    event, part = database.tables["event"], database.tables["participation"]
    tree = (
        select(event.c.id.label("head"), event.c.id)
        .where(database.store.is_among(event.c.id, heads))
        .cte("trees", recursive=True)
    )
    tree = tree.union(select(tree.c.head, event.c.id).where(event.c.parent == tree.c.id))
    inside = part.c.event == tree.c.id
    named = (
        select(tree.c.head, func.count(part.c.person.distinct()).label("guests"))
        .join_from(tree, part, inside)
        .where(part.c.person.is_not(None))
        .group_by(tree.c.head)
    )
    at_event = (
        select(tree.c.head, part.c.member, func.count().label("owed"))
        .join_from(tree, part, inside)
        .where(part.c.person.is_(None))
        .group_by(tree.c.head, part.c.member, part.c.event)
        .subquery()
    )
    most = (
        select(at_event.c.head, func.max(at_event.c.owed).label("owed"))
        .group_by(at_event.c.head, at_event.c.member)
        .subquery()
    )
    owed = select(most.c.head, func.sum(most.c.owed).label("guests")).group_by(most.c.head)
    both = union_all(named, owed).subquery()
    query = select(both.c.head, func.sum(both.c.guests)).group_by(both.c.head)
    with database.read() as connection:
        found = {row[0]: int(row[1]) for row in connection.execute(query)}
    return {head: found.get(head, 0) for head in heads}


def plan_move(database: Database, ids: Sequence[int], above: int | None) -> Change:
    """Plan that events are within another one from now on, or at the top of the tree.

    Raises UserError where one would be within itself.
    """
    if above is not None and makes_ring(read_parents(database), ids, above):
        label = database.kinds["event"].fields["parent"].say()
        raise UserError(_(RING).format(label=label), "parent")
    change = plan_edit(database, "event", {key: {"parent": above} for key in ids})
    return replace(change, label=name_many(MOVED, MOVED_MANY, database.kinds["event"], ids))


def makes_ring(parents: Mapping[int, int | None], ids: Iterable[int], above: int) -> bool:
    """Whether an event would be within one of those that are moved into it."""
    return not set(ids).isdisjoint(climb(parents, above))
