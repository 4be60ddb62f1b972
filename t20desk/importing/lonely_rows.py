"""Rows of a list of contacts that name an organisation without a person, or the reverse.

They join nothing, but the record that they describe is taken.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from t20desk.db.fields import Kind
from t20desk.db.types import Stored
from t20desk.i18n import ngettext
from t20desk.importing.cells import CellReader
from t20desk.importing.row_part import RowPart
from t20desk.importing.sheet import ReadSheet
from t20desk.importing.values import ImportCounts

ENDS: Final = 2


class LonelyRows:
    """Finds the rows that describe one of two records, and counts them."""

    def __init__(
        self, kind: Kind, sheet: ReadSheet, reader: CellReader, counts: ImportCounts
    ) -> None:
        found = [name for name in sheet.along.links if kind.fields[name].required]
        there = {column.field.name for column in sheet.columns}
        is_open = len(found) == ENDS and bool(sheet.along.columns) and there.issuperset(found)
        self._ends = found if is_open else []
        self._filled = {*sheet.options.constants, *sheet.options.defaults}
        """What every row has, or gets where its cell is blank; it says nothing of a row."""
        self._kind = kind
        self._founder = reader.founder
        self._counts = counts
        self._taken: Counter[str] = Counter()

    def take(self, part: RowPart, places: Sequence[int]) -> set[int]:
        """The places of rows of which nothing is taken but the record they describe."""
        alone: set[int] = set()
        for at in places if self._ends else ():
            filled = (name for name, cells in part.values.items() if cells[at] is not None)
            given = [name for name in filled if name not in self._filled]
            if len(given) == 1 and given[0] in self._ends:
                alone.add(at)
                self._count(given[0], part.values[given[0]][at])
        return alone

    def _count(self, name: str, key: Stored) -> None:
        self._taken[name] += 1
        if self._founder.is_made(key):
            self._counts.new += 1
            self._founder.note_used([key])
        else:
            self._counts.same += 1

    def remarks(self) -> Iterator[str]:
        """How many such rows there are, for each of the two ends."""
        for name, number in self._taken.items():
            other = next(one for one in self._ends if one != name)
            words = ngettext(
                "{number} row has nothing in {field}; only what is in {other} is taken.",
                "{number} rows have nothing in {field}; only what is in {other} is taken.",
                number,
            )
            fields = self._kind.fields
            yield words.format(number=number, field=fields[other].say(), other=fields[name].say())
