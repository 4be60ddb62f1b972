"""What follows from the tree of events: the path above, what lies below, inherited values."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import CTE, Connection, select

from t20desk.db.database import Database
from t20desk.db.query import Selection
from t20desk.db.search.sort_order import SortOrder
from t20desk.guests.event_paths import climb, read_parents
from t20desk.listing import Linked, read_titles


class Branch(NamedTuple):
    """An event in the order of its tree; the head has depth 0."""

    id: int
    title: str
    depth: int


class Source(NamedTuple):
    """Where the value of an inherited field comes from."""

    id: int
    title: str
    field: str


def find_branch(database: Database, event_id: int) -> list[int]:
    """The ids of an event and of all events below it."""
    with database.read() as connection:
        return list(connection.scalars(select(tree_below(database, event_id).c.id)))


def tree_below(database: Database, event_id: int) -> CTE:
    """The ids of an event and of all below it, as a part of a query."""
    event = database.tables["event"]
    tree = select(event.c.id).where(event.c.id == event_id).cte("tree", recursive=True)
    return tree.union(select(event.c.id).where(event.c.parent == tree.c.id))


def find_ancestors(database: Database, event_id: int) -> list[Linked]:
    """The events above an event, the head of the tree first."""
    path = find_paths(database, [event_id])[:-1]
    titles = read_titles(database, "event", path)
    return [Linked(one, titles.get(one, "")) for one in path]


def find_paths(database: Database, events: Sequence[int]) -> list[int]:
    """Some events, and before each one those above it that were not named yet, the head first."""
    parents = read_parents(database)
    found: dict[int, None] = {}
    for key in events:
        found.update(dict.fromkeys(climb(parents, key)[::-1]))
    return list(found)


def order_tree(database: Database, head: int | None = None) -> list[Branch]:
    """Every event, or those of one tree: each below its parent, by begin and title."""
    rows = _read_events(database)
    known = {key for key, _parent, _title in rows}
    children: dict[int | None, list[tuple[int, str]]] = {}
    for key, parent, title in rows:
        children.setdefault(parent if parent in known else None, []).append((key, title))
    if head is None:
        waiting = [Branch(key, title, 0) for key, title in reversed(children.get(None, []))]
    else:
        waiting = [Branch(key, title, 0) for key, _parent, title in rows if key == head]
    ordered: list[Branch] = []
    while waiting:
        one = waiting.pop()
        ordered.append(one)
        below = reversed(children.get(one.id, []))
        waiting.extend(Branch(key, title, one.depth + 1) for key, title in below)
    return ordered


def _read_events(database: Database) -> list[tuple[int, int | None, str]]:
    """Id, parent and title of all events in the order of their beginning."""
    selection = Selection(database, "event")
    columns = (selection.table.c.id, selection.table.c.parent, selection.title())
    query = selection.select(*columns).order_by(*SortOrder(selection).by(selection.kind.order))
    with database.read() as connection:
        return [(row[0], row[1], row[2] or "") for row in connection.execute(query)]


def find_sources(database: Database, event_id: int) -> list[Source]:
    """The fields an event takes from above, and from which event each one comes."""
    event = database.tables["event"]
    names = [one.name for one in database.kinds["event"].fields.values() if one.inherited]
    above = find_ancestors(database, event_id)[::-1]
    query = select(event.c.id, *(event.c[name] for name in names)).where(
        event.c.id.in_([event_id, *(one.id for one in above)])
    )
    with database.read() as connection:
        cells = {row["id"]: row for row in connection.execute(query).mappings()}
    own = cells.get(event_id)
    if own is None:
        return []
    found = []
    for name in names:
        if own[name] is not None or (name == "ends" and own.get("starts") is not None):
            continue
        giver = _find_giver(name, above, cells)
        if giver is not None:
            found.append(Source(giver.id, giver.text, name))
    return found


def _find_giver(name: str, above: list[Linked], cells: dict[int, Any]) -> Linked | None:
    """The nearest event above that gives a field; an own beginning stops an inherited end."""
    for one in above:
        given = cells[one.id]
        if given[name] is not None:
            return one
        if name == "ends" and given.get("starts") is not None:
            return None
    return None


def find_venues(
    connection: Connection, database: Database, events: Iterable[int]
) -> dict[int, int]:
    """The venue of each event that has one: its own, else that of the nearest event above.

    An event that gives a place or a city of its own is not where the event above it is.
    """
    event = database.tables["event"]
    query = select(event.c.id, event.c.parent, event.c.venue, event.c.place, event.c.city)
    wanted = set(events)
    rows: dict[int, Any] = {}
    while new := wanted - rows.keys():
        found = connection.execute(query.where(database.store.is_among(event.c.id, new)))
        rows.update(dict.fromkeys(new) | {row.id: row for row in found})
        wanted = {row.parent for key in new if (row := rows[key]) is not None and row.parent}
    found_for = {key: _climb_to_venue(key, rows) for key in events}
    return {key: venue for key, venue in found_for.items() if venue is not None}


def _climb_to_venue(event: int, rows: dict[int, Any]) -> int | None:
    at, seen = rows.get(event), set[int]()
    while at is not None and at.id not in seen:
        if at.venue is not None or at.place is not None or at.city is not None:
            return at.venue  # type: ignore[no-any-return]
        seen.add(at.id)
        at = rows.get(at.parent)
    return None
