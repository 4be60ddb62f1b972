"""Values that follow from other records: a member's standing, an event's, lines of names."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, select

from t20desk.db.fields import KINDS
from t20desk.db.membership import find_standing
from t20desk.db.rules.checking import Touched, read_periods
from t20desk.db.rules.name_lines import refresh_line
from t20desk.db.schema import Schema, shown_column
from t20desk.db.trees import read_above, read_below
from t20desk.db.types import Stored

Row = tuple[Any, ...]


def refresh(
    connection: Connection, store: Any, metadata: Schema, touched: Touched, today: date
) -> None:
    """Derive anew what the touched records give to others."""
    members = touched.find_owners(connection, store, metadata.tables)
    if members:
        refresh_standing(connection, store, metadata.tables, members, today)
    if touched.events:
        refresh_events(connection, store, metadata.tables["event"], touched.events)
    for one in touched.lines:
        if wholes := one.find_wholes(connection, store, metadata.tables):
            refresh_line(connection, store, metadata.tables, one.line, wholes)


def refresh_standing(
    connection: Connection,
    store: Any,
    tables: Mapping[str, Table],
    members: Iterable[int],
    today: date,
) -> None:
    """Write status, joined and left of members as of `today`."""
    day = today.isoformat()
    ids = list(members)
    periods = read_periods(connection, store, tables, ids)
    member = tables["member"]
    given = connection.execute(
        select(member.c.id, member.c.status_given).where(store.is_among(member.c.id, ids))
    )
    rows = [(*find_standing(periods.get(key, ()), hand, day), key) for key, hand in given]
    if rows:
        columns = ("status", "joined", "left", "status_changes")
        store.update_rows(connection, member, columns, rows)


def inherited_names() -> tuple[str, ...]:
    """The fields an event takes from its parent while it does not give its own."""
    return tuple(one.name for one in KINDS["event"].fields.values() if one.inherited)


def refresh_events(connection: Connection, store: Any, event: Table, touched: set[int]) -> None:
    """Write the effective values of the touched events and all below them."""
    names = inherited_names()
    cells = ("parent", *names)
    above = read_above(connection, store, event, cells, touched)
    below = read_below(connection, store, event, cells, touched)
    rows: dict[int, Row] = above | below
    moved = below.keys() | (above.keys() & set(touched))
    shown: dict[int, tuple[Stored, ...]] = {}
    changed = [(*_effective(key, rows, shown), key) for key in moved]
    if changed:
        store.update_rows(connection, event, [shown_column(name) for name in names], changed)


def _effective(
    key: int, rows: Mapping[int, Row], shown: dict[int, tuple[Stored, ...]]
) -> tuple[Stored, ...]:
    """The values of an event, each from the nearest event above that gives it."""
    path: list[int] = []
    at: int | None = key
    while at is not None and at in rows and at not in shown and at not in path:
        path.append(at)
        at = rows[at][0]
    cells: Sequence[Stored] = shown.get(at, ()) if at is not None else ()
    for one in reversed(path):
        cells = _inherit(rows[one][1:], cells)
        shown[one] = tuple(cells)
    return shown[key]


def _inherit(own: Sequence[Stored], above: Sequence[Stored]) -> tuple[Stored, ...]:
    names = inherited_names()
    started = own[names.index("starts")] is not None
    return tuple(
        mine if mine is not None or not above or (started and name == "ends") else above[place]
        for place, (name, mine) in enumerate(zip(names, own, strict=True))
    )
