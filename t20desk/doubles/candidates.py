"""Records that one about to be written looks like: the few that share something are compared."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Table, or_, select

from t20desk.db.database import Database
from t20desk.db.keys import sort_key
from t20desk.db.schema import key_column
from t20desk.db.types import Stored
from t20desk.doubles.decided import read_points
from t20desk.doubles.finding import Pair, make_pair
from t20desk.doubles.rules import LIMIT, SCHEMES, add_points
from t20desk.doubles.seeing import COMPARERS, Comparer, read_sights
from t20desk.errors import UserError
from t20desk.listing import Listing, first_ids
from t20desk.searching import Word, write_query

MOST: Final = 60
"""So many records are looked at beside one that is typed."""
NEW: Final = 0
"""Stands for the record that is not there yet."""
_NAMES: Final = frozenset(
    ("given_name", "family_name", "original_name", "latin_name", "name", "title_de", "title_en",
     "title_zh")
)  # fmt: skip
_REACH: Final = ("email", "phone", "mobile", "website")
_SHORTEST: Final = 3
PART: Final = 400

Values = Mapping[str, Stored]


def find_like(database: Database, kind: str, values: Values, most: int = 3) -> list[Pair]:
    """The records that values typed for a new one look like, the likeliest first."""
    if kind not in SCHEMES or not any(values.get(name) for name in _NAMES):
        return []
    comparer = COMPARERS[kind]()
    ids = _find_near(database, kind, comparer, values)
    return compare_new(database, kind, [values], ids)[0][:most]


def compare_new(
    database: Database, kind: str, rows: Sequence[Values], ids: Sequence[int]
) -> list[list[Pair]]:
    """For each of several new records those of the database it looks like."""
    comparer, points = COMPARERS[kind](), read_points(database, kind)
    known = read_sights(database, comparer, kind, ids)
    comparer.count(known)
    groups: dict[str, list[Any]] = {}
    for one in known:
        for key in set(comparer.keys(one)):
            groups.setdefault(key, []).append(one)
    return [_compare(comparer, points, groups, values) for values in rows]


def _compare(
    comparer: Comparer, points: Mapping[str, int], groups: Mapping[str, list[Any]], values: Values
) -> list[Pair]:
    mine = comparer.see(NEW, [values.get(name) for name in comparer.columns], {})
    near = {one.id: one for key in set(comparer.keys(mine)) for one in groups.get(key, ())}
    found: list[Pair] = []
    for one in near.values():
        rules = comparer.compare(mine, one)
        if add_points(rules, points) >= points[LIMIT]:
            found.append(make_pair(NEW, one.id, rules, points))
    return sorted(found, key=lambda pair: (-pair.points, pair.other))


def _find_near(database: Database, kind: str, comparer: Comparer, values: Values) -> Sequence[int]:
    """The ids of records that hold the same mail, number or name, or words of the name."""
    found: dict[int, None] = {}
    table = database.tables[kind]
    conditions = list(_same_cells(table, comparer, values))
    if conditions:
        query = select(table.c.id).where(or_(*conditions)).limit(MOST)
        with database.read() as connection:
            found.update(dict.fromkeys(connection.scalars(query)))
    for text in _list_words(values):
        found.update(dict.fromkeys(_search(database, kind, text)))
    return list(found)


def _same_cells(table: Table, comparer: Comparer, values: Values) -> Iterator[ColumnElement[bool]]:
    for name in (*_REACH, *sorted(_NAMES)):
        value = values.get(name)
        if name in comparer.columns and value is not None:
            key = key_column(name)
            if key in table.c:
                yield table.c[key] == sort_key(str(value), name=name == "family_name")
            else:
                yield table.c[name] == value


def _list_words(values: Values) -> Iterator[str]:
    """What is searched for: the names as they are typed, numbers, and addresses."""
    for name in (*sorted(_NAMES), "email", "phone", "mobile"):
        text = str(values.get(name) or "").strip()
        if len(text) >= _SHORTEST or (text and not text.isascii()):
            yield text
            yield from (word for word in text.split() if len(word) > _SHORTEST)


def _search(database: Database, kind: str, text: str) -> Sequence[int]:
    try:
        listing = Listing(kind, search=write_query(Word(text)), view="all")
        return first_ids(database, listing, MOST)
    except UserError:
        return ()


def find_same_keys(database: Database, kind: str, rows: Sequence[Values]) -> list[list[Pair]]:
    """For many new records those that have the same name, mail or number and look like them.

    They are looked up by equality in one go, so that a large sheet hardly takes longer.
    """
    comparer, table = COMPARERS[kind](), database.tables[kind]
    ids: dict[int, None] = {}
    with database.read() as connection:
        for name in (*_REACH, *sorted(_NAMES)):
            if name not in comparer.columns:
                continue
            key = key_column(name)
            column = table.c[key] if key in table.c else table.c[name]
            wanted = {
                sort_key(str(value), name=name == "family_name") if key in table.c else value
                for row in rows
                if (value := row.get(name)) is not None
            }
            texts = sorted(map(str, wanted))
            for start in range(0, len(texts), PART):
                query = select(table.c.id).where(column.in_(texts[start : start + PART]))
                ids.update(dict.fromkeys(connection.scalars(query)))
    return compare_new(database, kind, rows, list(ids)) if ids else [[] for _row in rows]
