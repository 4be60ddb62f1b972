"""Which record of a list stands in which row, also where headings of groups stand between them."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set

from t20desk.listing.grouping import Group


class PlainRows:
    """The records of a list, one in each row."""

    groups: Sequence[Group] | None = None
    """The groups whose headings stand among the records, in a list that is grouped."""
    folded: Set[str] = frozenset()
    """The texts of the groups of which only the heading is shown."""

    def __init__(self, ids: "array[int]") -> None:
        self.ids = ids

    def count(self) -> int:
        """How many rows there are."""
        return len(self.ids)

    def group_at(self, row: int) -> Group | None:
        """The group whose heading stands in a row."""
        return None

    def is_folded(self, group: Group) -> bool:
        """Whether only the heading of a group is shown."""
        return group.text in self.folded

    def place_of(self, row: int) -> int:
        """Which record of the list a row shows; -1 for the heading of a group."""
        return row

    def row_at(self, place: int) -> int:
        """The row of a record of the list, or -1 where its group is folded."""
        return place

    def places_between(self, top: int, bottom: int) -> Iterator[tuple[int, int]]:
        """The records from one row to another, as stretches of the list."""
        start, end = max(top, 0), min(bottom + 1, len(self.ids))
        if start < end:
            yield start, end

    def id_at(self, row: int) -> int | None:
        """The id of the record in a row; nothing in the heading of a group."""
        place = self.place_of(row)
        return self.ids[place] if 0 <= place < len(self.ids) else None

    def row_of(self, record_id: int) -> int:
        """The row of a record, or -1."""
        try:
            return self.row_at(self.ids.index(record_id))
        except ValueError:
            return -1


class GroupedRows(PlainRows):
    """A heading for each group, and the records of those that are not folded."""

    groups: Sequence[Group]

    def __init__(self, ids: "array[int]", groups: Sequence[Group], folded: Set[str]) -> None:
        super().__init__(ids)
        self.groups = groups
        self.folded = folded
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
        self._count = row

    def count(self) -> int:
        """How many rows there are, with the headings."""
        return self._count

    def group_at(self, row: int) -> Group | None:
        """The group whose heading stands in a row."""
        at = self._find(row)
        return self.groups[at] if at >= 0 and self._rows[at] == row else None

    def place_of(self, row: int) -> int:
        """Which record of the list a row shows, or -1."""
        at = self._find(row)
        if at < 0 or self._rows[at] == row:
            return -1
        return self._places[at] + row - self._rows[at] - 1

    def row_at(self, place: int) -> int:
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
        return bisect_right(self._rows, row) - 1 if 0 <= row < self._count else -1
