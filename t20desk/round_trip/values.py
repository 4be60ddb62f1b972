"""The plain values of taking a book back: what was found, what clashes, what is to be done."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from t20desk.db.change import Change, Conflict
from t20desk.db.types import Stored
from t20desk.importing.values import ImportCounts, RowProblem

Side = Literal["mine", "theirs"]
"""Whose value stands: `mine` is the database, `theirs` the book."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A cell, or a whole record, that was changed on both sides, and who changed it here."""

    conflict: Conflict
    row: int
    """The row of the sheet; 0 where the row is no longer there."""
    user: str = ""
    time: str = ""
    cells: tuple[tuple[str, Stored], ...] = ()
    """Of a record that is gone here: what it would hold if the book had its way."""


@dataclass(slots=True)
class ReturnPlan:
    """What taking a book back would do; cells that clash are no part of the change."""

    kind: str
    change: Change
    counts: ImportCounts
    problems: list[RowProblem]
    clashes: list[Clash]
    ignored: list[str]
    remarks: list[str]
    sheet: str = ""
    undecided: frozenset[tuple[str, int]] = frozenset()
    """The records, by kind and id, counted as doubtful only because cells of them clash."""

    is_several: bool = False
    """Whether there are records of several kinds, or several books."""

    new_rows: Mapping[int, tuple[str, Hashable]] = field(default_factory=dict)
    """The records it makes by their kind, and the book, sheet and row they stand in."""

    uncounted: frozenset[str] = frozenset()
    """Kinds of which records only note that somebody replied."""

    def name_new(self) -> Iterable[tuple[int, tuple[str, Hashable]]]:
        """The records it makes by what stands in each plan of the book."""
        return self.new_rows.items()

    @property
    def is_partial(self) -> bool:
        """Whether something is left to be decided or corrected."""
        return bool(self.counts.errors or self.counts.doubtful or self.clashes)


@dataclass(frozen=True, slots=True)
class ReturnOptions:
    """How a book is taken back."""

    remove_missing: bool = False
    is_decided: bool = False
    """Whether clashes are decided before anything is written."""
    door: str = "return"
