"""Keys and unique values that stand in several rows of a sheet."""

from collections.abc import Mapping, Sequence

from t20desk.db.fields import Field
from t20desk.importing.row_part import RowPart
from t20desk.matching.records import KeyValue

Group = tuple[Field, ...]
Twice = dict[Group, dict[KeyValue, list[int]]]
"""The values, with the numbers of the rows in which they stand."""


class TwiceValues:
    """Notes the values of one run through the rows, and knows those that an earlier one found."""

    def __init__(self) -> None:
        self.known: Twice = {}
        self.found: Twice = {}
        self._rows: dict[Group, dict[KeyValue, int]] = {}

    def rows_of(self, group: Group) -> Mapping[KeyValue, list[int]]:
        """The values that are known to stand in several rows."""
        return self.known.get(group, {})

    def note(self, part: RowPart, group: Group, values: Sequence[KeyValue]) -> None:
        """Note in which row each value stands first, and the rows in which it stands again."""
        rows = self._rows.setdefault(group, {})
        for row, value in zip(part.raw, values, strict=True):
            if None in value:
                continue
            first = rows.setdefault(value, row.number)
            if first != row.number:
                twice = self.found.setdefault(group, {})
                twice.setdefault(value, [first]).append(row.number)
