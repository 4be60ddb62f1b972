"""A change that a child process planned: handed to the window without running through it again."""

import weakref
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from t20desk.db.change import Batch, Change, Counts, Row
from t20desk.db.spool import Spool

VERBS = ("new", "changed", "removed")
_BATCH_BITS = 32


class ChangeIndex:
    """Where the rows of a change lie, by kind and by what happens to them."""

    def __init__(
        self,
        change: Change,
        places: "dict[str, dict[str, array[int]]] | None" = None,
        columns: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        """Without `places` and `columns` the change is run through."""
        self.change = change
        self._kept: tuple[int, Batch] | None = None
        self.places: dict[str, dict[str, array[int]]] = places or {}
        self.columns: dict[str, tuple[str, ...]] = dict(columns or {})
        if places is None:
            for number, batch in enumerate(change.batches):
                self._note(number, batch)

    def _note(self, number: int, batch: Batch) -> None:
        by_verb = self.places.setdefault(batch.kind, {verb: array("q") for verb in VERBS})
        known = self.columns.get(batch.kind, ())
        self.columns[batch.kind] = tuple(dict.fromkeys((*known, *batch.columns)))
        for at, row in enumerate(batch.rows):
            by_verb[verb_of(row)].append((number << _BATCH_BITS) | at)

    def count(self, kind: str, verb: str) -> int:
        """How many records of a kind become new, changed or removed."""
        return len(self.places.get(kind, {}).get(verb, ()))

    def by_kind(self) -> dict[str, dict[str, int]]:
        """How many records of each kind become new, changed and removed."""
        return {kind: {verb: self.count(kind, verb) for verb in VERBS} for kind in self.places}

    def counts(self) -> Counts:
        """How many records of all kinds become new, changed and removed."""
        return Counts(*(sum(self.count(kind, verb) for kind in self.places) for verb in VERBS))

    def row_at(self, place: int) -> tuple[tuple[str, ...], Row]:
        """The columns and the row at a place."""
        number = place >> _BATCH_BITS
        if self._kept is None or self._kept[0] != number:
            # Batches of a large change lie in a file; the last one read is kept.
            self._kept = (number, self.change.batches[number])
        batch = self._kept[1]
        return batch.columns, batch.rows[place & ((1 << _BATCH_BITS) - 1)]


def verb_of(row: Row) -> str:
    """What happens to the record of a row."""
    if row[1] is None:
        return "new"
    return "removed" if row[2] is None else "changed"


@dataclass(frozen=True, slots=True)
class PlannedChange:
    """A change and its index as plain values; the rows of a large one stay in a file."""

    change: Change
    places: "dict[str, dict[str, array[int]]]"
    columns: dict[str, tuple[str, ...]]

    def open(self) -> ChangeIndex:
        """The index of the change; its file goes when nobody holds the change any more."""
        adopt_batches(self.change.batches)
        return ChangeIndex(self.change, self.places, self.columns)


def pack_change(change: Change) -> PlannedChange:
    """What a child sends of a change; its file is not removed with the child."""
    index = ChangeIndex(change)
    kept = replace(change, batches=keep_batches(change.batches))
    return PlannedChange(kept, index.places, index.columns)


def keep_batches(batches: Sequence[Batch]) -> Sequence[Batch]:
    """A spool that leaves its file behind when its process ends, for the window to remove."""
    if not isinstance(batches, Spool):
        return list(batches)
    batches.hand_over()
    return batches


def adopt_batches(batches: Sequence[Batch]) -> None:
    """The spool file of a child goes when nobody holds it any more."""
    if isinstance(batches, Spool):
        weakref.finalize(batches, batches.path.unlink, missing_ok=True)
