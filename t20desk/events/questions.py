"""The questions that events ask of their guests, and how many answered."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from sqlalchemy import func, select

from t20desk.db.database import Database
from t20desk.db.fields import Field
from t20desk.db.own_fields import own_name
from t20desk.events.effective import find_branch, find_paths

KIND: Final = "participation"


class Asked(NamedTuple):
    """A question as an event asks it; of one from above `event` is another one."""

    id: int
    event: int
    field: Field


def list_asked(database: Database, event: int) -> list[Asked]:
    """The questions of an event: those of the events above it first, each field once."""
    return _list_of(database, find_paths(database, [event]))


def columns_asked(database: Database, events: Sequence[int]) -> tuple[str, ...]:
    """The columns of the questions of some events and of those above them."""
    return tuple(one.field.name for one in _list_of(database, find_paths(database, events)))


def _list_of(database: Database, events: Sequence[int]) -> list[Asked]:
    question = database.tables["question"]
    query = select(question.c.id, question.c.event, question.c.own_field, question.c.position)
    with database.read() as connection:
        rows = list(connection.execute(query.where(question.c.event.in_(events))))
    rows.sort(key=lambda row: (events.index(row.event), row.position or 0, row.id))
    fields, found = database.kinds[KIND].fields, dict[str, Asked]()
    for row in rows:
        one = fields.get(own_name(row.own_field))
        if one is not None and not one.hidden:
            found.setdefault(one.name, Asked(row.id, row.event, one))
    return list(found.values())


def list_elsewhere(database: Database, event: int) -> frozenset[str]:
    """The columns of questions that this event does not ask: others do, or nobody any more."""
    question, own = database.tables["question"], database.tables["own_field"]
    queries = (
        select(question.c.own_field).distinct(),
        select(own.c.id).where(own.c.kind == KIND, own.c.per_event == 1),
    )
    with database.read() as connection:
        asked = {own_name(key) for query in queries for key in connection.scalars(query)}
    return frozenset(asked.difference(one.field.name for one in list_asked(database, event)))


def list_known(database: Database, event: int) -> list[Field]:
    """The own fields of participations that an event does not ask for yet."""
    asked = {one.field.name for one in list_asked(database, event)}
    return [
        one
        for one in database.kinds[KIND].fields.values()
        if one.own and not one.hidden and one.name not in asked
    ]


def count_answers(database: Database, event: int, name: str) -> int:
    """How many guests of an event, and of those within it, answered a question."""
    branch = find_branch(database, event)
    part = database.tables[KIND]
    query = select(func.count()).where(
        database.store.is_among(part.c.event, branch), part.c[name].is_not(None)
    )
    with database.read() as connection:
        return connection.scalar(query) or 0
