"""What the rows of a book were when it left: kept in a file, a fingerprint of each in memory."""

import pickle
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter
from types import TracebackType
from typing import Any, Self

from t20desk.reading import Cell, SheetRow

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
        self._prints = array("q")
        self._marked: tuple[str, ...] = ()

    def load(self, rows: Iterable[SheetRow], paths: Sequence[str]) -> None:
        """Take the rows in; fingerprints are made of the cells of `paths`."""
        self._marked = tuple(paths)
        pick = self._picker(paths)
        write, tell = self._file.write, self._file.tell
        for row in rows:
            cells = widen(row.cells, self._width)
            key = cells[self._key]
            if not isinstance(key, str):
                continue
            self.index[key.strip()] = len(self._offsets)
            self._offsets.append(tell())
            self._prints.append(hash(pick(cells)))
            write(pickle.dumps(cells, protocol=pickle.HIGHEST_PROTOCOL))

    def mark(self, paths: Sequence[str]) -> None:
        """Make the fingerprints anew where they are of other cells."""
        if tuple(paths) == self._marked:
            return
        self._marked = tuple(paths)
        pick = self._picker(paths)
        for at in range(len(self._offsets)):
            self._prints[at] = hash(pick(self.cells(at)))

    def _picker(self, paths: Sequence[str]) -> Pick:
        return make_picker([self.places[path] for path in paths])

    def is_as_it_was(self, at: int, cells: object) -> bool:
        """Whether the cells of a row, picked in the same order, are those that left."""
        return self._prints[at] == hash(cells)

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

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()
