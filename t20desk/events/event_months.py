"""Which events a stretch of days holds, those with inherited dates too."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import func

from t20desk.db.database import Database
from t20desk.db.query import Selection


class Bar(NamedTuple):
    """An event from its first to its last day; `clock` is when it begins, where that is known."""

    id: int
    title: str
    first: str
    last: str
    clock: str
    kind: str
    status: str
    is_taken: bool
    """Whether its days are those of the event above."""


def read_bars(database: Database, first: str, last: str) -> list[Bar]:
    """The events of some days by their begin, the longest before others of the same day."""
    selection = Selection(database, "event")
    event = selection.table.c
    starts = selection.shown("starts")
    ends = func.coalesce(selection.shown("ends"), starts)
    columns = (event.id, selection.title(), starts, ends, event.kind, event.status, event.starts)
    query = (
        selection.select(*columns)
        .where(starts <= f"{last}~", ends >= first)
        .order_by(
            func.substr(starts, 1, 10),
            func.substr(ends, 1, 10).desc(),
            starts,
            event.starts.is_(None),
            event.id,
        )
    )
    with database.read() as connection:
        return [
            Bar(
                key, title or "", begin[:10], max(end[:10], begin[:10]), begin[11:16],
                kind or "", status or "", own is None,
            )
            for key, title, begin, end, kind, status, own in connection.execute(query)
        ]  # fmt: skip


def find_next_day(database: Database, after: str, listed: Collection[int] | None) -> str | None:
    """The day on which the first event of those listed, or of all, begins after another day."""
    selection = Selection(database, "event")
    starts = selection.shown("starts")
    query = selection.select(selection.table.c.id, starts).where(starts > f"{after}~")
    with database.read() as connection:
        for key, begin in connection.execute(query.order_by(starts)):
            if listed is None or key in listed:
                return str(begin)[:10]
    return None
