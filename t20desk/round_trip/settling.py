"""Deciding clashes: the cells for which the book has its way are put into the change."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from t20desk.db.change import Batch, Change, Row
from t20desk.db.database import Database
from t20desk.db.spool import collect_batches
from t20desk.db.standings import STANDING_FIELDS
from t20desk.db.types import Stored
from t20desk.editing import plan_delete
from t20desk.members import plan_standing
from t20desk.round_trip.values import Clash, ReturnPlan, Side

Pairs = dict[str, tuple[Stored, Stored]]
"""By field what a cell holds here, and what the book wants."""


def prefer_side(database: Database, plan: ReturnPlan, side: Side) -> ReturnPlan:
    """The plan with every clash decided for one side; its counts follow."""
    counts = replace(plan.counts, doubtful=plan.counts.doubtful - len(plan.undecided))
    if side == "mine":
        counts.same += len(plan.undecided)
        change = plan.change
    else:
        counts.changed += len(plan.undecided)
        change = settle(database, plan.change, plan.clashes)
    return replace(plan, change=change, counts=counts, clashes=[], undecided=frozenset())


def settle(database: Database, change: Change, chosen: Sequence[Clash]) -> Change:
    """The change with those clashes in which the book has its way.

    Raises UserError where a record that is to go is still pointed to.
    """
    if not chosen:
        return change
    wishes: dict[str, _Wishes] = {}
    for clash in chosen:
        wishes.setdefault(clash.conflict.kind, _Wishes()).note(clash)
    batches = change.batches
    for kind, wanted in wishes.items():
        batches = collect_batches(_settle_batches(database, kind, batches, wanted))
    return replace(change, batches=batches)


@dataclass(slots=True)
class _Wishes:
    """What the book wants of records: cells, whole records back, records gone."""

    cells: dict[int, Pairs] = field(default_factory=dict)
    standing: dict[int, dict[str, str | None]] = field(default_factory=dict)
    back: dict[int, dict[str, Stored]] = field(default_factory=dict)
    gone: list[int] = field(default_factory=list)

    def note(self, clash: Clash) -> None:
        one = clash.conflict
        if one.field is None:
            if clash.cells:
                self.back[one.id] = dict(clash.cells)
            else:
                self.gone.append(one.id)
        elif one.kind == "member" and one.field in STANDING_FIELDS:
            wanted = None if one.theirs is None else str(one.theirs)
            self.standing.setdefault(one.id, {})[one.field] = wanted
        else:
            self.cells.setdefault(one.id, {})[one.field] = (one.mine, one.theirs)


def _settle_batches(
    database: Database, kind: str, batches: Iterable[Batch], wishes: _Wishes
) -> Iterator[Batch]:
    waiting = dict(wishes.cells)
    for batch in batches:
        if batch.kind == kind and waiting:
            yield from _extend_rows(batch, waiting)
        else:
            yield batch
    groups: dict[tuple[str, ...], list[Row]] = {}
    for key, pairs in waiting.items():
        before, after = zip(*pairs.values(), strict=True)
        groups.setdefault(tuple(pairs), []).append((key, before, after))
    yield from (Batch(kind, names, rows) for names, rows in groups.items())
    for key, cells in wishes.back.items():
        yield Batch(kind, tuple(cells), [(key, None, tuple(cells.values()))])
    yield from plan_standing(database, wishes.standing, date.today().isoformat())
    if wishes.gone:
        yield from plan_delete(database, kind, wishes.gone).batches


def _extend_rows(batch: Batch, waiting: dict[int, Pairs]) -> Iterator[Batch]:
    """The rows of a batch with further cells of the same records."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in batch.rows:
        key, before, after = row
        pairs = waiting.pop(key, None) if before is not None and after is not None else None
        if pairs is None or before is None or after is None:
            groups.setdefault(batch.columns, []).append(row)
            continue
        names = (*batch.columns, *pairs)
        old = (*before, *(mine for mine, _theirs in pairs.values()))
        new = (*after, *(theirs for _mine, theirs in pairs.values()))
        groups.setdefault(names, []).append((key, old, new))
    for names, rows in groups.items():
        yield Batch(batch.kind, names, rows)
