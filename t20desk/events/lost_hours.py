"""Events that begin or end in the hour that summer time leaves out: told, and not refused."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy import select

from t20desk.db.change import Change
from t20desk.db.database import Database
from t20desk.db.schema import shown_column
from t20desk.db.types import Stored
from t20desk.events.zones import say_skipped
from t20desk.notices import Oddity

TIMES: Final = ("starts", "ends")
NAMES: Final = (*TIMES, "time_zone", "parent")
NEW: Final = -1
"""Stands for the id of an event that is not there yet."""
MOST_ROWS: Final = 20_000
"""In a change of more rows nothing is looked for."""


def check_hours(database: Database, key: int | None, values: Mapping[str, Stored]) -> list[Oddity]:
    """Whether the begin and the end that are typed exist in the time zone of the event."""
    return _find_lost(database, {NEW if key is None else key: values})


def find_lost_hours(database: Database, change: Change) -> list[Oddity]:
    """Which events that a change writes begin or end at a time that does not exist."""
    written: dict[int, dict[str, Stored]] = {}
    for batch in change.batches:
        if batch.kind == "event" and set(NAMES) & set(batch.columns):
            for key, _before, after in batch.rows:
                if after is not None:
                    cells = dict(zip(batch.columns, after, strict=True))
                    written.setdefault(key, {}).update(cells)
        if len(written) > MOST_ROWS:
            return []
    return _find_lost(database, written)


def _find_lost(database: Database, written: Mapping[int, Mapping[str, Stored]]) -> list[Oddity]:
    wanted = {key: cells for key, cells in written.items() if set(NAMES) & cells.keys()}
    if not wanted:
        return []
    above = {one for cells in wanted.values() if isinstance(one := cells.get("parent"), int)}
    known = _read_shown(database, wanted.keys() | above)
    found = []
    for key, cells in wanted.items():
        stored = known.get(key, {})
        parent = cells.get("parent")
        inherited = known.get(parent, stored) if isinstance(parent, int) else stored
        zone = cells.get("time_zone") or inherited.get("time_zone")
        for name in TIMES:
            time = cells[name] if name in cells else stored.get(name)
            if sentence := say_skipped(str(time or ""), str(zone or "")):
                found.append(Oddity(key, name, sentence))
    return found


def _read_shown(database: Database, ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """The times and time zones of events as they are shown, their own or those from above."""
    table = database.tables["event"]
    names = (*TIMES, "time_zone")
    columns = [table.c.id, *(table.c[shown_column(name)] for name in names)]
    query = select(*columns).where(database.store.is_among(table.c.id, set(ids)))
    with database.read() as connection:
        return {row[0]: dict(zip(names, row[1:], strict=True)) for row in connection.execute(query)}
