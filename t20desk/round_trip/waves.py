"""In which order rows that were added to a sheet are read, where one may name another of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from t20desk.db.fields import Kind
from t20desk.db.keys import match_key
from t20desk.importing.headings import read_heading
from t20desk.importing.row_store import CHUNK, RawRow
from t20desk.round_trip.columns import BookColumn
from t20desk.round_trip.comparing import ReturnedRow


class Waves:
    """Parts rows so that the record a row links to is made in a wave before."""

    def __init__(self, kind: Kind, columns: Sequence[BookColumn]) -> None:
        self._links = [one for one in columns if one.taken and one.mapped.field.target == kind.name]
        names = {*kind.title}
        self._titles = [
            one for one in columns if (one.mapped.field.group or one.mapped.field.name) in names
        ]

    def part(self, rows: Iterable[ReturnedRow]) -> Iterator[list[ReturnedRow]]:
        """The rows in waves of some thousand; those that name each other in a ring come last.

        Where none can name another they are taken as they come.
        """
        waves = self._sort(list(rows)) if self._links else iter((rows,))
        for wave in waves:
            left = iter(wave)
            while some := list(islice(left, CHUNK)):
                yield some

    def _sort(self, waiting: list[ReturnedRow]) -> Iterator[list[ReturnedRow]]:
        while len(waiting) > 1:
            owners = {name: row for row in waiting for name in _read(self._titles, row.raw)}
            wave = [row for row in waiting if not self._names_other(row, owners)]
            if not wave or len(wave) == len(waiting):
                break
            yield wave
            taken = set(map(id, wave))
            waiting = [row for row in waiting if id(row) not in taken]
        if waiting:
            yield waiting

    def _names_other(self, row: ReturnedRow, owners: Mapping[str, ReturnedRow]) -> bool:
        found = (owners.get(name) for name in _read(self._links, row.raw))
        return any(one is not None and one is not row for one in found)


def _read(columns: Sequence[BookColumn], raw: RawRow) -> Iterator[str]:
    """The texts of some cells, as names are compared."""
    for column in columns:
        if column.place < len(raw.cells) and (text := read_heading(raw.cells[column.place])):
            yield match_key(text)
