"""What would refuse a planned change, found without writing: for dry runs and previews."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select

from t20desk.db.change import Change, Problem
from t20desk.db.database import Database
from t20desk.db.fields import Kind
from t20desk.db.membership import Period, find_overlap
from t20desk.db.rules.agreeing import RULE, Agreement, Cells, find_disagreements
from t20desk.db.rules.checking import TREE_LINKS
from t20desk.db.rules.reasons import RING, say_overlap
from t20desk.db.rules.refusals import find_refusals
from t20desk.db.types import Stored
from t20desk.i18n import _

After = dict[int, Cells | None]
"""The cells that a change writes by record; None: the record goes."""


def rehearse(database: Database, change: Change) -> list[Problem]:
    """Every problem that applying the change would answer with."""
    if change.is_empty:
        return []
    with database.read() as connection:
        found = find_refusals(connection, database.kinds, database.tables, change)
    problems = list(dict.fromkeys(found))
    after = _read_after(database, change)
    problems += _find_rings(database, after)
    problems += _find_overlaps(database, after)
    return [*problems, *_find_apart(database, change, after)]


def _find_apart(database: Database, change: Change, after: dict[str, After]) -> list[Problem]:
    """Hosts and places by hand that would not belong to the event of their guest."""
    agreement = Agreement(database.kinds)
    for batch in change.batches:
        agreement.note(batch)
    with database.read() as connection:
        found = find_disagreements(connection, database.store, database.tables, agreement, after)
        return list(found)


def _read_after(database: Database, change: Change) -> dict[str, After]:
    """What the change writes to trees, periods and what must agree, by kind."""
    found: dict[str, After] = {}
    wanted = {"membership_period", RULE}
    for kind in database.kinds.values():
        if kind.agree or _tree_links(kind):
            wanted |= {kind.name, *(kind.fields[name].target or "" for name in kind.agree)}
    for batch in change.batches:
        if batch.kind in wanted:
            cells = found.setdefault(batch.kind, {})
            for key, _before, after in batch.rows:
                if after is None:
                    cells[key] = None
                else:
                    named = dict(zip(batch.columns, after, strict=True))
                    cells[key] = {**(cells.get(key) or {}), **named}
    return found


def _tree_links(kind: Kind) -> list[str]:
    return [name for name in TREE_LINKS if name in kind.fields]


def _find_rings(database: Database, after: Mapping[str, After]) -> Iterator[Problem]:
    for kind, written in after.items():
        for name in _tree_links(database.kinds[kind]):
            moved = {
                key: cells[name]
                for key, cells in written.items()
                if cells is not None and cells.get(name) is not None
            }
            if moved:
                yield from _find_ring(database, kind, name, moved, written)


def _find_ring(
    database: Database, kind: str, name: str, moved: Mapping[int, Stored], written: After
) -> Iterator[Problem]:
    table = database.tables[kind]
    with database.read() as connection:
        rows = connection.execute(select(table.c.id, table.c[name]))
        above: dict[int, Stored] = {row[0]: row[1] for row in rows}
    for key, cells in written.items():
        if cells is None or name in cells:
            above[key] = None if cells is None else cells[name]
    label = database.kinds[kind].fields[name].say()
    for start in moved:
        if _comes_back(above, start):
            yield Problem(kind, start, name, _(RING).format(label=label))


def _comes_back(above: Mapping[int, Stored], start: int) -> bool:
    seen: set[Stored] = set()
    at = above.get(start)
    while isinstance(at, int) and at != start and at not in seen:
        seen.add(at)
        at = above.get(at)
    return at == start


def _find_overlaps(database: Database, after: Mapping[str, After]) -> Iterator[Problem]:
    written = after.get("membership_period")
    if not written:
        return
    for member, periods in _read_periods(database, written).items():
        found = find_overlap(periods)
        if found:
            yield Problem("member", member, "joined", say_overlap(found))


def _read_periods(database: Database, written: After) -> dict[int, Sequence[Period]]:
    """The periods, as they would be, of every member whose periods the change touches."""
    period = database.tables["membership_period"]
    columns = (period.c.id, period.c.member, period.c.since, period.c.until)
    with database.read() as connection:
        rows = connection.execute(select(*columns)).mappings()
        present = {row["id"]: dict(row) for row in rows}
    touched: set[Stored] = set()
    for key, cells in written.items():
        touched.add(present.get(key, {}).get("member"))
        if cells is None:
            present.pop(key, None)
        else:
            present[key] = {**present.get(key, {}), **cells}
            touched.add(present[key].get("member"))
    # A period whose organisation is still to be chosen overlaps with none.
    touched.discard(None)
    found: dict[int, list[Period]] = {}
    for one in present.values():
        if one.get("member") in touched:
            span = Period(one.get("since"), one.get("until"))
            found.setdefault(one["member"], []).append(span)
    return dict(found)
