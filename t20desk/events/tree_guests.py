"""The guests of an event together with those of its parts, each person once."""

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import or_, select

from t20desk.db.database import Database
from t20desk.events.effective import tree_below
from t20desk.events.figures import REFUSED, STRENGTH

_ASKED: Final = ("event", "person", "member", "answer", "presence", "companions")


def list_tree_guests(database: Database, event_id: int) -> list[int]:
    """The entries of an event and its parts of those who have not said no."""
    part = database.tables["participation"]
    tree = tree_below(database, event_id)
    willing = or_(part.c.answer.is_(None), part.c.answer.not_in(REFUSED))
    query = select(part.c.id).where(part.c.event.in_(select(tree.c.id)), willing)
    with database.read() as connection:
        return list(connection.scalars(query.order_by(part.c.id)))


def keep_once(database: Database, entries: Iterable[int]) -> list[int]:
    """Of the entries of each person the one that says most, in the order in which they stand.

    That is the one of who came, else of the strongest answer, else with most companions. Of an
    organisation that has named nobody there are as many as at the event with most of them, as
    figures count.
    """
    wanted = list(dict.fromkeys(entries))
    part = database.tables["participation"]
    query = select(part.c.id, *(part.c[name] for name in _ASKED))
    with database.read() as connection:
        rows = connection.execute(query.where(database.store.is_among(part.c.id, wanted))).all()
    found = {row.id: row for row in rows}
    people: dict[int, Any] = {}
    owed: dict[int, dict[int, list[int]]] = {}
    for row in (found[key] for key in wanted if key in found):
        if row.person is None:
            owed.setdefault(row.member, {}).setdefault(row.event, []).append(row.id)
        elif row.person not in people or _weigh(row) > _weigh(people[row.person]):
            people[row.person] = row
    kept = {row.id for row in people.values()}
    for events in owed.values():
        kept.update(sorted(events.values(), key=len)[-1])
    return [key for key in wanted if key in kept]


def _weigh(row: Any) -> tuple[bool, int, int]:
    strength = STRENGTH.index(row.answer) if row.answer in STRENGTH else -1
    return row.presence == "came", strength, row.companions or 0
