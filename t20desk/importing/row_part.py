"""Some rows of a sheet on their way through a plan, column by column."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from t20desk.db.types import Stored
from t20desk.importing.row_store import RawRow
from t20desk.importing.values import Severity


class Existing(NamedTuple):
    """A row that speaks of a record: where it stands in its part, and the record's id."""

    at: int
    id: int


class RowPart:
    """Rows as they were read, their values by field, and which of them cannot be taken."""

    def __init__(self, raw: Sequence[RawRow], width: int) -> None:
        self.raw = raw
        self.columns = list(zip(*(_widen(row.cells, width) for row in raw), strict=False))
        self.values: dict[str, Sequence[Stored]] = {}
        self.cleared: dict[str, set[int]] = {}
        """Of each field the places of rows that empty it."""
        self.lists: dict[str, list[list[int]]] = {}
        """Of each field that lists names the records that rows name."""
        self.bad: dict[int, Severity] = {}

    def cells_of(self, place: int) -> Sequence[Any]:
        """The raw cells of a column, counted from 0."""
        return self.columns[place] if place < len(self.columns) else [None] * len(self.raw)

    def mark(self, at: int, severity: Severity) -> None:
        """Note that a row is not to be taken; an error outweighs a doubt, a note is neither."""
        if severity == "error" or (severity == "doubt" and at not in self.bad):
            self.bad[at] = severity


def _widen(cells: list[Any], width: int) -> list[Any]:
    """The first `width` cells of a row, with empty ones where it is shorter."""
    return cells[:width] if len(cells) >= width else [*cells, *[None] * (width - len(cells))]
