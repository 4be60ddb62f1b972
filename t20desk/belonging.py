"""What belongs to a record: the records of other kinds that point to it."""

from sqlalchemy import or_, select

from t20desk.db.database import Database
from t20desk.db.fields import links_to


def list_belonging(database: Database, kind: str, key: int) -> dict[str, list[int]]:
    """The ids of the records that point to one, by kind, in the order they were made."""
    found: dict[str, list[int]] = {}
    names: dict[str, list[str]] = {}
    for one in links_to(database.kinds, kind):
        names.setdefault(one.kind, []).append(one.name)
    with database.read() as connection:
        for other, fields in names.items():
            table = database.tables[other]
            pointing = or_(*(table.c[name] == key for name in fields))
            query = select(table.c.id).where(pointing).order_by(table.c.id)
            if ids := list(connection.scalars(query)):
                found[other] = ids
    return {name: found[name] for name in database.kinds if name in found}
