"""What the rows of a book were when it left: known here by their keys, kept by the child."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from t20desk.reading.compared import Comparison, EarlierRows, SheetChanges
from t20desk.reading.rows import Cell

ROWS_A_TIME = 2_000


def widen(cells: list[Cell], width: int) -> list[Cell]:
    """A row with empty cells at its end where it is shorter than the table."""
    return cells if len(cells) >= width else [*cells, *[None] * (width - len(cells))]


class ExportedRows:
    """The hidden sheet of a book; rows are found by the text of their key."""

    def __init__(self, base: EarlierRows, key: str) -> None:
        """`key` is the heading of the keys."""
        headings = enumerate(base.headings)
        self.places: dict[str, int] = {name: at for at, name in headings if name != key}
        self.index: dict[str, int] = {text: at for at, text in enumerate(base.keys)}
        """The place of each row by its key; the place counts in order of the sheet."""
        self._base = base
        self._ready: dict[int, list[Cell]] = {}

    def rename(self, now: Callable[[str], str]) -> None:
        """Know each column by the name that `now` gives it."""
        self.places = {now(name): at for name, at in self.places.items()}

    def prepare(self, keys: Iterable[object]) -> None:
        """Ask at once for the rows that are wanted next."""
        found = (self.index.get(key.strip()) for key in keys if isinstance(key, str))
        places = sorted({place for place in found if place is not None})
        self._ready = dict(zip(places, self._base.read_cells(places), strict=True))

    def cells(self, at: int) -> list[Cell]:
        """The cells of one row."""
        if at not in self._ready:
            (self._ready[at],) = self._base.read_cells([at])
        return self._ready[at]

    def each(self) -> Iterator[tuple[str, list[Cell]]]:
        """Every row with its key."""
        keys = iter(self.index)
        while some := list(islice(keys, ROWS_A_TIME)):
            self.prepare(some)
            yield from ((key, self.cells(self.index[key])) for key in some)

    def compare(self, wanted: Comparison) -> SheetChanges:
        """What became of a sheet that left as these rows."""
        return self._base.compare(wanted)

    def __len__(self) -> int:
        return len(self._base.keys)
