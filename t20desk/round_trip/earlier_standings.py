"""What members were in the state that a book shows, where its hidden sheet no longer tells.

Status, joined and left follow from the periods of membership, so the history of those is asked.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from t20desk.db.database import Database
from t20desk.db.history.earlier import read_earlier, read_images
from t20desk.db.membership import Period, Standing, find_standing

PERIOD = "membership_period"


def read_standings(
    connection: Connection, database: Database, number: int, ids: Sequence[int]
) -> dict[int, Standing]:
    """The standings of members after an operation, on its day."""
    operation = database.tables["operation"]
    query = select(operation.c.time).where(operation.c.sequence == number)
    day = str(connection.scalar(query) or "")[:10]
    given = read_images(connection, database, "member", ("status_given",), number, ids)
    periods = _read_periods(connection, database, number, ids)
    return {
        key: find_standing(periods.get(key, ()), None if status is None else str(status), day)
        for key, (status,) in given.items()
    }


def _read_periods(
    connection: Connection, database: Database, number: int, ids: Sequence[int]
) -> dict[int, list[Period]]:
    table = database.tables[PERIOD]
    now = select(table.c.id).where(database.store.is_among(table.c.member, ids))
    known = dict.fromkeys(connection.scalars(now))
    # One that was deleted or moved to another member since is no longer found by its member.
    known |= dict.fromkeys(read_earlier(connection, database, PERIOD, number))
    names = ("member", "since", "until")
    images = read_images(connection, database, PERIOD, names, number, list(known))
    found: dict[int, list[Period]] = {}
    wanted = set(ids)
    for member, since, until in images.values():
        if member in wanted:
            pair = (None if one is None else str(one) for one in (since, until))
            found.setdefault(int(str(member)), []).append(Period(*pair))
    return found
