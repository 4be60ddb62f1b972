"""The events of a series: what one of them says is given to the later ones, or to all."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import or_, select

from t20desk.db.change import Change, Label
from t20desk.db.database import Database
from t20desk.db.present_cells import read_cells
from t20desk.db.types import Stored
from t20desk.editing import plan_edit
from t20desk.errors import UserError
from t20desk.i18n import LANGUAGES, N_, _, list_words

APPLIED: Final = N_("{title}: given to its series")
TIMES: Final = "times"
"""The time of day at which an event begins, and how long it takes."""
LATER: Final = "later"
REACHES: Final = {LATER: N_("the later ones"), "all": N_("all others")}
"""To which events of the series, by the words of the command line."""
_TRANSLATED: Final = ("title",)
_SHARED: Final = (
    "title", "kind", "time_zone", "place", "venue", "room", "city", "country", "contact",
    "capacity", "description", "responsible",
)  # fmt: skip
PARTS: Final = (TIMES, *_SHARED)
"""What the events of a series have in common; each has its day, status and result for itself."""
_READ: Final = ("starts", "ends", *(f"title_{code}" for code in LANGUAGES), *_SHARED[1:])
Cells = Mapping[str, Stored]


def find_first(database: Database, event: int) -> int:
    """The event with which the series of an event began: another one, or that event."""
    table = database.tables["event"]
    with database.read() as connection:
        found = connection.scalar(select(table.c.series).where(table.c.id == event))
    return int(found or event)


def list_series(database: Database, event: int) -> list[int]:
    """The events of the series that an event belongs to, by their begin; empty without one."""
    table, first = database.tables["event"], find_first(database, event)
    with database.read() as connection:
        query = select(table.c.id).where(or_(table.c.id == first, table.c.series == first))
        found = list(connection.scalars(query.order_by(table.c.starts, table.c.id)))
    return found if len(found) > 1 else []


def find_reached(database: Database, event: int, reach: str) -> list[int]:
    """The other events of a series, or those behind one; raises UserError without a series."""
    if reach not in REACHES:
        text = _("A change goes to {known}, not to “{word}”.")
        raise UserError(text.format(known=", ".join(REACHES), word=reach), "reach")
    series = list_series(database, event)
    if event not in series:
        text = _("This event is not part of a series; “Copy event” with several copies makes one.")
        raise UserError(text)
    if reach == LATER:
        return series[series.index(event) + 1 :]
    return [key for key in series if key != event]


def find_differences(database: Database, event: int, reach: str) -> list[str]:
    """The parts in which others of the series are not as this event."""
    others = find_reached(database, event, reach)
    cells = _read(database, [event, *others])
    given = {part: _give(cells, event, others, [part]) for part in PARTS}
    return [
        part
        for part, edits in given.items()
        if any(
            cells[key][name] != value for key, new in edits.items() for name, value in new.items()
        )
    ]


def plan_for_series(database: Database, event: int, parts: Collection[str], reach: str) -> Change:
    """Plan that others of the series get what this event says in some parts.

    Raises UserError for an event without a series, and for a part that is no common one.
    """
    for part in parts:
        if part not in PARTS:
            text = _("A series has these parts in common: {known}; not “{name}”.")
            raise UserError(text.format(known=list_words(PARTS), name=part), "parts")
    others = find_reached(database, event, reach)
    cells = _read(database, [event, *others])
    change = plan_edit(database, "event", _give(cells, event, others, parts))
    return Change(Label(APPLIED, {"kind": "event", "id": str(event)}), change.batches)


def _read(database: Database, keys: Sequence[int]) -> dict[int, dict[str, Stored]]:
    table = database.tables["event"]
    with database.read() as connection:
        found = read_cells(connection, database.store, table, keys, _READ)
    return {key: dict(zip(_READ, found[key], strict=True)) for key in keys}


def _give(
    cells: Mapping[int, Cells], event: int, others: Sequence[int], parts: Collection[str]
) -> dict[int, dict[str, Stored]]:
    """The cells that others get."""
    names = [one for part in parts if part != TIMES for one in _columns_of(part)]
    own = cells[event]
    common = {name: own[name] for name in names}
    timed = TIMES in parts
    return {key: common | (_set_times(own, cells[key]) if timed else {}) for key in others}


def _columns_of(part: str) -> list[str]:
    return [f"{part}_{code}" for code in LANGUAGES] if part in _TRANSLATED else [part]


def _set_times(own: Cells, other: Cells) -> dict[str, Stored]:
    """Begin and end of another event: its day, at the time of this one and as long."""
    starts, begin = str(own["starts"] or ""), str(other["starts"] or "")
    if "T" not in starts or not begin:
        return {}
    begins = f"{begin[:10]}{starts[10:]}"
    ends: Any = str(own["ends"] or "")
    if "T" not in ends:
        return {"starts": begins}
    length = datetime.fromisoformat(ends) - datetime.fromisoformat(starts)
    return {
        "starts": begins,
        "ends": (datetime.fromisoformat(begins) + length).isoformat(timespec="minutes"),
    }
