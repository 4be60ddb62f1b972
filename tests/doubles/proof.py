"""How well the finder finds what the made up records hold."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from t20desk.db.change import Batch, Change, Label, Row
from t20desk.db.database import Database
from t20desk.db.types import Stored
from t20desk.doubles.finding import find_doubles
from t20desk.doubles.rules import SCHEMES
from tests.doubles.made_people import Made

Maker = Callable[[int, int], list[Made]]


class Proof(NamedTuple):
    """The share of what was found that is right, and the share of what is there that was found."""

    precision: float
    recall: float
    wrong: list[tuple[int, int]]
    missed: list[tuple[int, int]]


def write_made(database: Database, kind: str, made: Sequence[Made]) -> list[int]:
    """Put the made up records into a database; the ids in their order."""
    ids = database.new_ids()
    keys = [next(ids) for _one in made]
    fields = database.kinds[kind].fields
    names = tuple(dict.fromkeys(name for one in made for name in one.values))
    rows: list[Row] = []
    for key, one in zip(keys, made, strict=True):
        cells = [_store(fields[name], one.values.get(name)) for name in names]
        rows.append((key, None, tuple(cells)))
    batches = [*_write_posts(ids, keys, made), Batch(kind, names, rows)]
    applied = database.apply(Change(Label("made up"), batches[::-1]))
    assert not applied.is_refused, applied.problems[:3]
    return keys


def _store(one: Any, raw: str | None) -> Stored:
    return one.type.parse(raw).value if raw else None


def _write_posts(ids: Any, keys: Sequence[int], made: Sequence[Made]) -> list[Batch]:
    posts = sorted({one.post for one in made if one.post is not None})
    members = dict(zip(posts, ids, strict=False))
    if not members:
        return []
    firms: list[Row] = [(members[post], None, (f"Firm {post}",)) for post in posts]
    rows: list[Row] = [
        (next(ids), None, (key, members[one.post]))
        for key, one in zip(keys, made, strict=True)
        if one.post is not None
    ]
    return [Batch("affiliation", ("person", "member"), rows), Batch("member", ("name",), firms)]


def prove(database: Database, kind: str, made: Sequence[Made]) -> Proof:
    """Find the doubles among the made up records and compare with what they really are."""
    keys = write_made(database, kind, made)
    who = dict(zip(keys, (one.who for one in made), strict=True))
    pairs = find_doubles(database, kind, SCHEMES[kind].points())
    found = {(pair.one, pair.other) for pair in pairs if pair.one in who}
    by_who: dict[int, list[int]] = defaultdict(list)
    for key in keys:
        by_who[who[key]].append(key)
    true = {pair for same in by_who.values() for pair in combinations(sorted(same), 2)}
    right = found & true
    return Proof(
        len(right) / len(found), len(right) / len(true), sorted(found - true), sorted(true - found)
    )
