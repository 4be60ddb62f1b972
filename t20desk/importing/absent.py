"""Records that a sheet no longer names: listed, and marked as left where that is asked."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from sqlalchemy import select

from t20desk import members
from t20desk.db.change import Batch, split_rows
from t20desk.db.database import Database
from t20desk.db.fields import Kind
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.importing.values import Absent
from t20desk.listing import read_titles

MOST_LISTED = 1_000
_BELONGING = ("active", "suspended")
"""Only who belongs to the alliance can leave it."""


def find_absent(database: Database, kind: Kind, matched: AbstractSet[int]) -> list[int]:
    """The records of a kind of which no row speaks, in the order they were made."""
    table = database.tables[kind.name]
    with database.read() as connection:
        ids = connection.scalars(select(table.c.id).order_by(table.c.id))
        return [key for key in ids if key not in matched]


def list_absent(
    database: Database, kind: Kind, ids: Sequence[int], leaving: AbstractSet[int] = frozenset()
) -> list[Absent]:
    """The first of them with their titles, and whether they are among those that leave."""
    listed = list(ids[:MOST_LISTED])
    titles = read_titles(database, kind.name, listed)
    return [Absent(key, titles.get(key, ""), key in leaving) for key in listed]


def check_leaving(kind: Kind) -> None:
    """Refuse kinds whose records have no end."""
    if kind.name != "member" and "until" not in kind.fields:
        message = _("{kind} have no day on which they end; list what is missing instead.")
        raise UserError(message.format(kind=_(kind.plural)))


def find_leaving(database: Database, kind: Kind, ids: Sequence[int]) -> list[int]:
    """Those that can end; who belongs to nothing, or has ended already, stays as it is."""
    check_leaving(kind)
    table, absent = database.tables[kind.name], set(ids)
    is_open = table.c.status.in_(_BELONGING) if kind.name == "member" else table.c.until.is_(None)
    with database.read() as connection:
        query = select(table.c.id).where(is_open).order_by(table.c.id)
        return [key for key in connection.scalars(query) if key in absent]


def plan_leaving(
    database: Database, kind: Kind, leaving: Sequence[int], day: str
) -> Iterator[Batch]:
    """The batches that let records end on a day."""
    if kind.name == "member":
        left: dict[str, str | None] = {"left": day, "status": "left"}
        yield from members.plan_standing(database, dict.fromkeys(leaving, left), day)
        return
    yield from split_rows(kind.name, ("until",), ((key, (None,), (day,)) for key in leaving))
