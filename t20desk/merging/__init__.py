"""Merging doubles: two records become one, and all that points to either points to that one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from t20desk.db.change import Change, Label
from t20desk.db.database import Database
from t20desk.db.history.merged_ids import MERGED, MERGED_MANY
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.main_contacts import say_losing, settle_contacts
from t20desk.merging.combining import Combiner, settle_standing
from t20desk.merging.pending import Pending
from t20desk.merging.sides import FieldPair, Side, may_join, pair_fields

__all__ = [
    "FieldPair",
    "Merging",
    "Side",
    "choose_keeper",
    "compare_records",
    "may_join",
    "plan_merge",
    "plan_merges",
]


@dataclass(frozen=True, slots=True)
class Merging:
    """A planned merge, what is worth saying of it, and how many records of each kind move."""

    change: Change
    notes: list[str] = field(default_factory=list)
    moved: dict[str, int] = field(default_factory=dict)


def compare_records(database: Database, kind: str, keep: int, other: int) -> list[FieldPair]:
    """Two records field by field, with what stays by itself."""
    pending = Pending(database)
    _check(pending, kind, keep, other)
    mine, theirs = pending.image(kind, keep), pending.image(kind, other)
    settled = settle_standing(pending, database.kinds[kind], keep, other)
    return pair_fields(database.kinds[kind], mine or {}, theirs or {}, settled)


def choose_keeper(database: Database, kind: str, one: int, other: int) -> tuple[int, int]:
    """Two ids, first that of the record which says more, else of the older one."""
    pending = Pending(database)
    pending.load(kind, (one, other))

    def count(key: int) -> int:
        image = pending.image(kind, key) or {}
        return sum(1 for cell in image.values() if cell is not None)

    first, second = sorted((one, other))
    return (second, first) if count(second) > count(first) else (first, second)


def plan_merge(
    database: Database, kind: str, keep: int, other: int, sides: Mapping[str, Side] | None = None
) -> Merging:
    """Plan that `other` goes into `keep`; `sides` says of some fields which value stays."""
    return _plan(database, kind, [(keep, other)], sides)


def plan_merges(database: Database, kind: str, pairs: Sequence[tuple[int, int]]) -> Merging:
    """Plan several merges as one change; records that hang together become one."""
    return _plan(database, kind, pairs)


def _plan(
    database: Database,
    kind: str,
    pairs: Sequence[tuple[int, int]],
    sides: Mapping[str, Side] | None = None,
) -> Merging:
    pending = Pending(database)
    combiner = Combiner(pending)
    became: dict[int, int] = {}
    for keep, other in pairs:
        _check(pending, kind, keep, other)
        first, second = _follow(became, keep), _follow(became, other)
        if first != second:
            combiner.combine(database.kinds[kind], first, second, sides)
            became[second] = first
    label = _name(kind, pairs, combiner.went)
    change = settle_contacts(database, Change(label, pending.batches()), takes=False)
    notes = [*combiner.notes, *say_losing(database, change)]
    return Merging(change, notes, combiner.moved)


def _name(
    kind: str, pairs: Sequence[tuple[int, int]], went: Mapping[str, Mapping[str, str]]
) -> Label:
    if len(pairs) == 1:
        return Label(MERGED, {"kind": kind, "id": str(pairs[0][0]), "went": went})
    return Label(MERGED_MANY, {"kind": kind, "count": len(pairs), "went": went})


def _follow(became: Mapping[int, int], key: int) -> int:
    while key in became:
        key = became[key]
    return key


def _check(pending: Pending, kind: str, keep: int, other: int) -> None:
    """Refuse what cannot be merged, in one sentence."""
    if pending.database.kinds[kind].inside:
        raise UserError(_("Records of this kind cannot be merged; delete one of them instead."))
    if keep == other:
        raise UserError(_("This is one and the same record; choose two."))
    pending.load(kind, (keep, other))
    if any((kind, key) not in pending.known() for key in (keep, other)):
        raise UserError(_("One of the two records is gone; look the list up again."))
