"""Texts that records hold in a field and that begin as typed, through the indexes alone.

A million records are never read through: of those that the search index names some thousands are
counted, and an indexed sort key is walked from one text to the next.
"""

from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, func, literal, select

from t20desk.db import keys
from t20desk.db.database import Database
from t20desk.db.fields import Field
from t20desk.db.query import Selection
from t20desk.db.search.lookups import look_up
from t20desk.db.search.sort_order import SortOrder
from t20desk.db.types import Email, Text, Url

SAMPLE: Final = 5_000
"""So many of the records that may hold a text are looked at."""
MOST_COUNTED: Final = 400
"""Reading Chinese takes its time, so no more texts than this are compared with what was typed."""

BEHIND_ALL: Final = "\U0010ffff"


def has_texts(one: Field) -> bool:
    """Whether a field holds short texts of any wording."""
    return isinstance(one.type, Text | Email | Url)


def has_beginning(text: str, begun: str) -> bool:
    """Whether a text, its pinyin or its initials, or a word in it, begins as typed."""
    wanted = keys.fold(begun)
    lines = keys.search_key([(text, False)]).splitlines()
    return any(line.startswith(wanted) or f" {wanted}" in line for line in lines)


def find_held(database: Database, kind: str, one: Field, begun: str, most: int) -> list[str]:
    """Different texts of a field that begin as typed, the most frequent first."""
    selection = Selection(database, kind)
    found: dict[str, None] = {}
    with database.read() as connection:
        for text in connection.scalars(_count_sample(selection, one, begun)):
            if has_beginning(text, begun):
                found[text] = None
            if len(found) == most:
                return list(found)
        walk = _walk_keys(selection, one, begun, most)
        if walk is not None:
            found.update(dict.fromkeys(connection.scalars(walk)))
    return list(found)[:most]


def _count_sample(selection: Selection, one: Field, begun: str) -> Select[Any]:
    """The texts among some records that may hold what was typed, those it begins first."""
    identity, value = selection.table.c.id, selection.shown(one.name)
    term, short = keys.query_terms(begun)
    hits = select(identity).where(value.is_not(None))
    if selection.kind.searched and one.searched and any(map(str.isalnum, term)):
        hits = look_up(selection.database, selection.kind.name, [term], short)
    order: list[ColumnElement[Any]] = [func.count().desc(), value]
    if one.has_key and term:
        place = selection.database.store.find_place(
            func.min(selection.key(one.name)), literal(term)
        )
        order.insert(0, (place == 1).desc())
    query = selection.select(value).where(identity.in_(hits.limit(SAMPLE)), value.is_not(None))
    query = query.group_by(value).order_by(*order).limit(MOST_COUNTED)
    # Before anything is typed, only what comes again and again is worth being offered.
    return query if term else query.having(func.count() > 1)


def _walk_keys(selection: Selection, one: Field, begun: str, most: int) -> Select[Any] | None:
    """The texts whose indexed keys begin as typed, by stepping from one key to the next."""
    low = keys.fold(begun)
    if not (low and low.isascii() and one.has_key and SortOrder(selection).has_index(one.name)):
        return None
    key = selection.key(one.name)
    within = and_(key >= low, key < low + BEHIND_ALL)
    steps = select(func.min(key).label("key")).where(within).cte("steps", recursive=True)
    following = select(func.min(key)).where(within, key > steps.c.key).scalar_subquery()
    steps = steps.union_all(select(following).where(steps.c.key.is_not(None)))
    text = select(func.min(selection.shown(one.name))).where(key == steps.c.key)
    return select(text.scalar_subquery()).where(steps.c.key.is_not(None)).limit(most)
