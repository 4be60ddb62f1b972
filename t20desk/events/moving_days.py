"""An event on another day: with everything within it and its programme, all by the same time."""

from typing import Any, Final

from sqlalchemy import or_, select

from t20desk.db.change import Change, Label
from t20desk.db.database import Database
from t20desk.db.types import Stored
from t20desk.editing.planning import plan_edit
from t20desk.errors import UserError
from t20desk.events.copying_events import MOVED, Shift, find_shift, read_begin
from t20desk.events.effective import find_branch
from t20desk.i18n import N_, _
from t20desk.listing import read_titles

POSTPONED: Final = N_("{title} moved to another day")
OWNERS: Final = {"event": "id", "programme_item": "event"}
"""Which column says to which event of the tree a record belongs."""


def plan_new_day(database: Database, event: int, starts: str) -> Change:
    """Plan that an event begins on another day, and that all days within it move as far.

    A time of day stays where the new begin has none. Days that are those of the event above, or
    that nobody gave, are not written. Raises UserError for an event that is gone.
    """
    if not read_titles(database, "event", [event]):
        raise UserError(_("The record is gone; somebody deleted it meanwhile."))
    begin = read_begin(database, event)
    shift, branch = find_shift(begin, starts), find_branch(database, event)
    moved = {kind: _move_days(database, kind, branch, shift) for kind in OWNERS}
    moved["event"].setdefault(event, {})["starts"] = _date_head(begin, starts)
    changes = [plan_edit(database, kind, values) for kind, values in moved.items()]
    batches = [batch for change in changes for batch in change.batches]
    return Change(Label(POSTPONED, {"kind": "event", "id": str(event)}), batches)


def _move_days(
    database: Database, kind: str, branch: list[int], shift: Shift
) -> dict[int, dict[str, Stored]]:
    """The days of the records of a kind within a tree, moved; only those that were given."""
    table, names = database.tables[kind], MOVED[kind]
    columns = [table.c[name] for name in names]
    query = select(table.c.id, *columns).where(
        database.store.is_among(table.c[OWNERS[kind]], branch),
        or_(*(column.is_not(None) for column in columns)),
    )
    with database.read() as connection:
        rows: list[Any] = list(connection.execute(query.order_by(table.c.id)))
    moved = {}
    for key, *cells in rows:
        given = zip(names, cells, strict=True)
        moved[key] = {name: shift.move(cell) for name, cell in given if cell is not None}
    return moved


def _date_head(begin: str, starts: str) -> str:
    """The new begin; the time of day stays where it has none."""
    return f"{starts}{begin[10:]}" if "T" in begin and "T" not in starts else starts
