"""The raw rows of a sheet between two passes: in memory while few, else in a temporary file."""

import pickle
import tempfile
from collections.abc import Iterator
from typing import IO, NamedTuple

from t20desk.reading.rows import Cell

CHUNK = 5_000
KEPT_CHUNKS = 10


class RawRow(NamedTuple):
    """A row as it was read: number as Excel counts, cells, and a remark of the reader."""

    number: int
    cells: list[Cell]
    remark: str = ""
    is_long: bool = False
    """Whether it has more cells than there are headings, so that it may be shifted."""
    before: dict[str, Cell] | None = None
    """What cells held that differ since, by path; only of a book that tells what its rows were."""


class RowStore:
    """Takes rows one by one and gives them back in chunks, as often as asked."""

    def __init__(self) -> None:
        self._open: list[RawRow] = []
        self._kept: list[list[RawRow]] = []
        self._file: IO[bytes] | None = None
        self.count = 0

    def append(self, row: RawRow) -> None:
        """Keep one more row."""
        self._open.append(row)
        self.count += 1
        if len(self._open) == CHUNK:
            self._put_away()

    def _put_away(self) -> None:
        if self._file is None and len(self._kept) < KEPT_CHUNKS:
            self._kept.append(self._open)
        else:
            if self._file is None:
                self._file = tempfile.TemporaryFile(prefix="t20desk-")  # noqa: SIM115
            plain = [tuple(row) for row in self._open]
            pickle.dump(plain, self._file, protocol=pickle.HIGHEST_PROTOCOL)
        self._open = []

    def chunks(self) -> Iterator[list[RawRow]]:
        """All rows in order, some thousand at a time."""
        yield from self._kept
        if self._file is not None:
            self._file.flush()
            end = self._file.seek(0, 2)
            place = 0
            while place < end:
                self._file.seek(place)
                rows = pickle.load(self._file)
                place = self._file.tell()
                yield [RawRow(*row) for row in rows]
            self._file.seek(0, 2)
        if self._open:
            yield self._open
