"""Rows of a grouped list: a heading for each group, and the records of those that are open."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from t20desk.listing.grouping import Group

__all__ = ["Group", "RowGroups"]


class RowGroups:
    """Where records stand among the headings; a folded group shows its heading alone."""

    def __init__(self, groups: Sequence[Group], folded: set[str]) -> None:
        self.groups = groups
        self._folded = folded
        self._rows: array[int] = array("q")
        """The row of each heading."""
        self._places: array[int] = array("q")
        """How many records stand in the groups before."""
        row = place = 0
        for group in groups:
            self._rows.append(row)
            self._places.append(place)
            row += 1 + (0 if group.text in folded else group.size)
            place += group.size
        self.rows, self.records = row, place

    def group_at(self, row: int) -> Group | None:
        """The group whose heading stands in a row."""
        at = self._find(row)
        return self.groups[at] if at >= 0 and self._rows[at] == row else None

    def is_folded(self, group: Group) -> bool:
        """Whether only the heading of a group is shown."""
        return group.text in self._folded

    def place_of(self, row: int) -> int:
        """Which record of the list a row shows, or -1."""
        at = self._find(row)
        if at < 0 or self._rows[at] == row:
            return -1
        return self._places[at] + row - self._rows[at] - 1

    def row_of(self, place: int) -> int:
        """The row of a record of the list, or -1 where its group is folded."""
        at = bisect_right(self._places, place) - 1
        while at >= 0 and self._places[at] + self.groups[at].size <= place:
            at -= 1
        if at < 0 or place < 0 or self.is_folded(self.groups[at]):
            return -1
        return self._rows[at] + 1 + place - self._places[at]

    def places_between(self, top: int, bottom: int) -> Iterator[tuple[int, int]]:
        """The records from one row to another, as stretches of the list."""
        at = max(self._find(top), 0)
        while at < len(self.groups) and self._rows[at] <= bottom:
            group, first = self.groups[at], self._rows[at] + 1
            if not self.is_folded(group):
                start = self._places[at] + max(top - first, 0)
                end = self._places[at] + min(bottom - first + 1, group.size)
                if start < end:
                    yield start, end
            at += 1

    def _find(self, row: int) -> int:
        """The group a row belongs to."""
        return bisect_right(self._rows, row) - 1 if 0 <= row < self.rows else -1
