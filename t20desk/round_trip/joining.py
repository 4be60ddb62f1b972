"""Several returned books as one plan: one preview, one change, one undo.

A book that alters what another one alters too is left out and told: which of them is right nobody
can say without seeing both.
"""

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace

from t20desk.db.change import Change, Label
from t20desk.db.spool import collect_batches
from t20desk.editing import merge_batches
from t20desk.i18n import N_, _, tell_place
from t20desk.importing.values import ImportCounts
from t20desk.round_trip.values import ReturnPlan

JOINED = N_("{count} workbooks taken back")
ALSO = N_(
    "{file} changes records that another of these workbooks changes too; take it back by itself "
    "afterwards."
)
LONGEST_NAMES = 200


def add_up(counts: Sequence[ImportCounts]) -> ImportCounts:
    """The counts of several sheets or books together."""
    names = [one.name for one in fields(ImportCounts)]
    return ImportCounts(**{name: sum(getattr(one, name) for one in counts) for name in names})


def join_plans(plans: Sequence[ReturnPlan]) -> tuple[ReturnPlan, list[int]]:
    """The plans of several books as one, and the places of those that are part of it.

    Of books that meet only the first one is.
    """
    if len(plans) == 1:
        return plans[0], [0]
    taken: list[ReturnPlan] = []
    places: list[int] = []
    remarks: list[str] = []
    seen: set[tuple[str, int, str]] = set()
    for place, plan in enumerate(plans):
        cells = set(_list_cells(plan))
        if cells & seen:
            remarks.append(say_met(plan.change.file))
            continue
        seen |= cells
        taken.append(plan)
        places.append(place)
        remarks += [tell_place(plan.change.file, remark) for remark in plan.remarks]
    joined = replace(
        taken[0],
        change=_join_changes([plan.change for plan in taken]),
        counts=add_up([plan.counts for plan in taken]),
        problems=[one for plan in taken for one in plan.problems],
        clashes=[one for plan in taken for one in plan.clashes],
        ignored=[one for plan in taken for one in plan.ignored],
        remarks=remarks,
        undecided=frozenset(one for plan in taken for one in plan.undecided),
        is_several=True,
        uncounted=frozenset().union(*(plan.uncounted for plan in taken)),
        new_rows={key: name for plan in taken for key, name in plan.new_rows.items()},
    )
    return joined, places


def say_met(file: str) -> str:
    """That a book is left out, since another one changes the same."""
    return _(ALSO).format(file=file)


def _list_cells(plan: ReturnPlan) -> Iterator[tuple[str, int, str]]:
    """What a book alters or asks about."""
    for batch in plan.change.batches:
        for key, before, _after in batch.rows:
            if before is not None:
                yield from ((batch.kind, key, name) for name in batch.columns)
    for clash in plan.clashes:
        yield clash.conflict.kind, clash.conflict.id, clash.conflict.field or ""


def _join_changes(changes: Sequence[Change]) -> Change:
    batches = collect_batches(batch for one in changes for batch in one.batches)
    names = "; ".join(one.file for one in changes)[:LONGEST_NAMES]
    label = Label(JOINED, {"count": len(changes)})
    return Change(label, merge_batches(batches), changes[0].door, names)
