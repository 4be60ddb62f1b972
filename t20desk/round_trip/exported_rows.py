"""What the rows of a book were when it left: kept in a file, a fingerprint of each in memory."""

import pickle
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any

from t20desk.reading.rows import Cell, SheetRow

Pick = Callable[[Sequence[Any]], Any]


def make_picker(places: Sequence[int]) -> Pick:
    """A function that takes the cells at some places out of a row."""
    if not places:
        return lambda _cells: ()
    return itemgetter(*places)


def widen(cells: list[Cell], width: int) -> list[Cell]:
    """A row with empty cells at its end where it is shorter than the table."""
    return cells if len(cells) >= width else [*cells, *[None] * (width - len(cells))]


class ExportedRows:
    """The hidden sheet of a book; rows are found by the text of their key."""

    def __init__(self, columns: Sequence[str], key: str) -> None:
        """`columns` are the headings of the sheet, `key` that of the keys."""
        self.places: dict[str, int] = {name: at for at, name in enumerate(columns) if name != key}
        self.index: dict[str, int] = {}
        """The place of each row by its key; the place counts in order of the sheet."""
        self._key = list(columns).index(key)
        self._width = len(columns)
        self._file = tempfile.TemporaryFile(prefix="t20desk-")  # noqa: SIM115
        self._offsets = array("q")
        self.prints = array("q")
        """The hash of the cells of each row, picked in the order of the marked columns."""
        self._marked: tuple[str, ...] = ()

    def rename(self, now: Callable[[str], str]) -> None:
        """Know each column by the name that `now` gives it."""
        self.places = {now(name): at for name, at in self.places.items()}
        self._marked = tuple(map(now, self._marked))

    def load(self, rows: Iterable[SheetRow], paths: Sequence[str]) -> None:
        """Take the rows in; fingerprints are made of the cells of `paths`."""
        self._marked = tuple(paths)
        pick = self._picker(paths)
        index, place, width, write = self.index, self._key, self._width, self._file.write
        note_offset, note_print = self._offsets.append, self.prints.append
        offset = 0
        for row in rows:
            cells = row.cells if len(row.cells) >= width else widen(row.cells, width)
            key = cells[place]
            if not isinstance(key, str):
                continue
            index[key.strip()] = len(self._offsets)
            note_offset(offset)
            note_print(hash(pick(cells)))
            offset += write(pickle.dumps(cells, protocol=pickle.HIGHEST_PROTOCOL))

    def mark(self, paths: Sequence[str]) -> None:
        """Make the fingerprints anew where they are of other cells."""
        if tuple(paths) == self._marked:
            return
        self._marked = tuple(paths)
        pick = self._picker(paths)
        for at in range(len(self._offsets)):
            self.prints[at] = hash(pick(self.cells(at)))

    def _picker(self, paths: Sequence[str]) -> Pick:
        return make_picker([self.places[path] for path in paths])

    def cells(self, at: int) -> list[Any]:
        """The cells of one row."""
        self._file.seek(self._offsets[at])
        found: list[Any] = pickle.load(self._file)
        return found

    def each(self) -> Iterator[tuple[str, list[Any]]]:
        """Every row with its key."""
        for key, at in self.index.items():
            yield key, self.cells(at)

    def __len__(self) -> int:
        return len(self._offsets)

    def close(self) -> None:
        """Remove the file."""
        self._file.close()
