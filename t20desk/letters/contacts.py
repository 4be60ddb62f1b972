"""Who is written to besides those who are named: main contacts; and who came to an event."""

from collections.abc import Sequence

from sqlalchemy import func, select

from t20desk.db.database import Database
from t20desk.db.rules.main_contacts import is_held


def read_contacts(database: Database, members: Sequence[int]) -> dict[int, int]:
    """The person of each organisation that has a main contact who may be written to."""
    post, person = database.tables["affiliation"], database.tables["person"]
    query = (
        select(post.c.member, post.c.person, post.c.until)
        .join(person, person.c.id == post.c.person)
        .where(post.c.main_contact == 1, func.coalesce(person.c.do_not_contact, 0) == 0)
        .where(database.store.is_among(post.c.member, members))
        .order_by(post.c.id)
    )
    with database.read() as connection:
        rows = connection.execute(query).all()
    return {row.member: row.person for row in rows if is_held(row.until)}


def read_came(database: Database, event: int | None) -> set[int]:
    """The people who are noted as having come to an event."""
    guest = database.tables["participation"]
    query = select(guest.c.person).where(guest.c.event == event, guest.c.presence == "came")
    with database.read() as connection:
        return {person for person in connection.scalars(query) if person}
