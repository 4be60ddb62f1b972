"""What the office decided about doubles: pairs that are none, and its own points for rules."""

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

from sqlalchemy import select

from t20desk.db.change import Batch, Change, Label, Row
from t20desk.db.database import Database
from t20desk.db.present_cells import read_cells
from t20desk.doubles.finding import Pair, find_doubles
from t20desk.doubles.rules import SCHEMES, Points
from t20desk.doubles.seeing import COMPARERS, read_further
from t20desk.i18n import N_
from t20desk.progress import Progress

NO_DOUBLE = N_("{title}: no double of another record")
NO_DOUBLES = N_("{count} pairs marked as no doubles")
RULES_SET = N_("Rules for doubles changed")
_BYTES = 12

Ends = tuple[int, int]
"""The ids of a pair, the smaller one first."""


def order_pair(one: int, other: int) -> Ends:
    """The two ids of a pair in the order in which they are kept."""
    return (one, other) if one < other else (other, one)


def list_doubles(
    database: Database, kind: str, progress: Progress | None = None, points: Points | None = None
) -> list[Pair]:
    """The likely doubles of a kind without those that were decided to be none.

    With other `points` than those of the office, what these would find.
    """
    pairs = find_doubles(database, kind, points or read_points(database, kind), progress)
    decided = read_no_doubles(database, kind)
    return [pair for pair in pairs if order_pair(pair.one, pair.other) not in decided]


def sift_pairs(database: Database, kind: str, pairs: Sequence[Pair]) -> list[Pair]:
    """Those of pairs found earlier whose records are still there and not decided to be two."""
    table = database.tables[kind]
    ids = {key for pair in pairs for key in (pair.one, pair.other)}
    with database.read() as connection:
        query = select(table.c.id).where(database.store.is_among(table.c.id, ids))
        there = set(connection.scalars(query))
    decided = read_no_doubles(database, kind)
    return [
        pair
        for pair in pairs
        if {pair.one, pair.other} <= there and order_pair(pair.one, pair.other) not in decided
    ]


# --- pairs that are no doubles ---------------------------------------------------------------


def plan_no_doubles(database: Database, kind: str, pairs: Sequence[Ends]) -> Change:
    """Plan that pairs are no doubles, as long as what was compared of them stays as it is."""
    ordered = list(dict.fromkeys(order_pair(*pair) for pair in pairs))
    marks = _mark_records(database, kind, {key for pair in ordered for key in pair})
    known = _read_pairs(database, kind)
    ids = database.new_ids()
    fresh: list[Row] = []
    renewed: list[Row] = []
    for one, other in ordered:
        seen = f"{marks[one]}-{marks[other]}"
        kept = known.get((one, other))
        if kept is None:
            fresh.append((next(ids), None, (one, other, seen)))
        elif kept[1] != seen:
            renewed.append((kept[0], (kept[1],), (seen,)))
    batches = [
        Batch("no_double", (kind, f"other_{kind}", "seen"), fresh),
        Batch("no_double", ("seen",), renewed),
    ]
    return Change(_name(kind, ordered), [batch for batch in batches if batch.rows])


def _name(kind: str, pairs: Sequence[Ends]) -> Label:
    if len(pairs) == 1:
        return Label(NO_DOUBLE, {"kind": kind, "id": str(pairs[0][0])})
    return Label(NO_DOUBLES, {"count": len(pairs)})


def read_no_doubles(database: Database, kind: str) -> set[Ends]:
    """The pairs that are no doubles and whose records are as they were when it was said."""
    known = _read_pairs(database, kind)
    marks = _mark_records(database, kind, {key for pair in known for key in pair})
    return {
        pair
        for pair, (_key, seen) in known.items()
        if seen == f"{marks.get(pair[0])}-{marks.get(pair[1])}"
    }


def _read_pairs(database: Database, kind: str) -> dict[Ends, tuple[int, str]]:
    table = database.tables["no_double"]
    columns = table.c[kind], table.c[f"other_{kind}"]
    query = select(*columns, table.c.id, table.c.seen).where(columns[0].is_not(None))
    with database.read() as connection:
        return {(row[0], row[1]): (row[2], row[3] or "") for row in connection.execute(query)}


def _mark_records(database: Database, kind: str, ids: Iterable[int]) -> dict[int, str]:
    """A short mark of what is compared of each record: another one when that changes."""
    comparer, wanted = COMPARERS[kind](), list(ids)
    further = read_further(database, comparer, wanted)
    with database.read() as connection:
        table = database.tables[kind]
        cells = read_cells(connection, database.store, table, wanted, comparer.columns)
    return {key: _mark((row, _sort(further.get(key, {})))) for key, row in cells.items()}


def _sort(further: Mapping[str, Sequence[object]]) -> list[tuple[str, list[str]]]:
    return sorted((name, sorted(map(str, values))) for name, values in further.items())


def _mark(value: object) -> str:
    return blake2b(json.dumps(value).encode(), digest_size=_BYTES).hexdigest()


# --- points ----------------------------------------------------------------------------------


def read_points(database: Database, kind: str) -> dict[str, int]:
    """The points of the rules of a kind: those declared, with those of the office over them."""
    points = SCHEMES[kind].points()
    own = ((name, value) for name, (_key, value) in _read_own(database, kind).items())
    return points | {name: value for name, value in own if name in points}


def plan_points(database: Database, kind: str, wanted: Points) -> Change:
    """Plan points for the rules of a kind; what is as declared needs no record."""
    declared, own = SCHEMES[kind].points(), _read_own(database, kind)
    ids = database.new_ids()
    rows: dict[str, list[Row]] = {"new": [], "changed": [], "gone": []}
    for name, value in wanted.items():
        kept = own.get(name)
        if value == declared[name]:
            if kept:
                rows["gone"].append((kept[0], (kind, name, kept[1]), None))
        elif kept is None:
            rows["new"].append((next(ids), None, (kind, name, value)))
        elif kept[1] != value:
            rows["changed"].append((kept[0], (kept[1],), (value,)))
    whole = ("kind", "rule", "points")
    batches = [
        Batch("double_rule", whole, rows["gone"]),
        Batch("double_rule", ("points",), rows["changed"]),
        Batch("double_rule", whole, rows["new"]),
    ]
    return Change(Label(RULES_SET), [batch for batch in batches if batch.rows])


def _read_own(database: Database, kind: str) -> dict[str, tuple[int, int]]:
    table = database.tables["double_rule"]
    query = select(table.c.rule, table.c.id, table.c.points).where(table.c.kind == kind)
    with database.read() as connection:
        return {row[0]: (row[1], row[2]) for row in connection.execute(query)}
