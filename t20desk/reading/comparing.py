"""Inside the reading child: one sheet compared with another that holds what its rows were.

A book that comes back holds each row twice. Only rows that differ leave the child, with what those
of their cells held that differ; of all others it tells where they stand. What is compared is what
the rows would be outside, so nobody else has to do it again.
"""

import pickle
import tempfile
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from operator import is_, itemgetter
from typing import Any, Final, NamedTuple

from t20desk.reading.batches import pack_cell, pack_rows
from t20desk.reading.rows import Batch, Book
from t20desk.reading.workbooks import Workbook

ROWS_A_BLOCK: Final = 64
"""Few enough to unpack for one row of them, enough to put away quickly."""

Row = Sequence[Any]
Differences = list[Any]
"""Which columns of the kept sheet differ, each followed by the cell that it held."""


class Pairs(NamedTuple):
    """Which column of the compared sheet is which of the kept one, and where the keys stand."""

    now: list[int]
    then: list[int]
    key: int


class KeptSheet:
    """A sheet whose rows are found by their keys: a hash of each in memory, the cells in a file."""

    def __init__(self, batches: Iterator[Batch], key: str) -> None:
        """`key` is the heading of the keys; without it no row is kept."""
        first = next(batches, Batch([], [()]))
        self.headings = ["" if cell is None else str(cell) for cell in first.cells[0]]
        self.keys: list[str] = []
        self._file = tempfile.TemporaryFile(prefix="t20desk-")  # noqa: SIM115
        self._offsets = array("q")
        self._loaded: tuple[int, list[Row]] = (-1, [])
        self._columns = [at for at, heading in enumerate(self.headings) if heading != key]
        self._prints = array("q")
        if key in self.headings:
            parts = chain((first.cells[1:],), (batch.cells for batch in batches))
            self._load(parts, self.headings.index(key))
        self.places = {text: at for at, text in enumerate(self.keys)}
        """The place of each row by its key, counted in order of the sheet."""

    def _load(self, parts: Iterator[Sequence[Row]], key: int) -> None:
        width, pick = len(self.headings), make_picker(self._columns)
        waiting: list[Row] = []
        for part in parts:
            rows = [row for row in widen_all(part, width) if is_text(row[key])]
            self.keys.extend(str(row[key]).strip() for row in rows)
            self._prints.extend(map(make_print, map(pick, rows)))
            waiting += rows
            while len(waiting) >= ROWS_A_BLOCK:
                self._put_away(waiting[:ROWS_A_BLOCK])
                del waiting[:ROWS_A_BLOCK]
        self._put_away(waiting)

    def _put_away(self, block: list[Row]) -> None:
        self._offsets.append(self._file.tell())
        pickle.dump(block, self._file, protocol=pickle.HIGHEST_PROTOCOL)

    def cells(self, place: int) -> Row:
        """The cells of one row."""
        number, at = divmod(place, ROWS_A_BLOCK)
        if self._loaded[0] != number:
            self._file.seek(self._offsets[number])
            self._loaded = (number, pickle.load(self._file))
        return self._loaded[1][at]

    def prints_of(self, columns: Sequence[int]) -> Sequence[int]:
        """The hash of the cells of each row in some columns."""
        if list(columns) == self._columns:
            return self._prints
        pick = make_picker(columns)
        return array("q", (make_print(pick(self.cells(at))) for at in range(len(self.keys))))


_NO_ROWS: Final = Batch([], [])


class SheetComparer:
    """Keeps sheets of a book, and compares other sheets of it with them."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._kept: dict[int, KeptSheet] = {}

    def answer(self, asked: dict[str, Any]) -> Iterator[dict[str, object]]:
        """Keep a sheet, tell cells of one, or compare; as the parent asks."""
        number = asked["base"]
        if "heading" in asked:
            kept = KeptSheet(self._read_ours(number), asked["heading"])
            self._kept[number] = kept
            yield {"headings": kept.headings, "keys": kept.keys}
        elif "cells" in asked:
            places = asked["cells"]
            cells = [self._kept[number].cells(place) for place in places]
            yield pack_rows(Batch(places, cells))
        else:
            sifter = _Sifter(self._kept[number], Pairs(*asked["pairs"]))
            for numbers, rows in self._read_below(asked):
                yield sifter.sift(numbers, rows)
            yield sifter.end()

    def _read_ours(self, number: int) -> Iterator[Batch]:
        if isinstance(self._book, Workbook):
            return self._book.read_sheet(number, ours=True)
        return self._book.read_sheet(number)

    def _read_below(self, asked: dict[str, Any]) -> Iterator[tuple[Sequence[int], Sequence[Row]]]:
        """The rows below the headings, with keys at their end where others know these."""
        header, place = asked["after"], Pairs(*asked["pairs"]).key
        given = None if asked["keys"] is None else iter(asked["keys"])
        for batch in self._book.read_sheet(asked["sheet"]):
            start = bisect_right(batch.numbers, header)
            rows = batch.cells[start:]
            if given is not None:
                rows = [[*widen(row, place)[:place], next(given)] for row in rows]
            yield batch.numbers[start:], rows


class _Sifter:
    """Tells rows that came back as they left from all others."""

    def __init__(self, kept: KeptSheet, pairs: Pairs) -> None:
        self._kept = kept
        self._pairs = pairs
        self._width = max([*pairs.now, pairs.key]) + 1
        self._pick, self._pick_then = make_picker(pairs.now), make_picker(pairs.then)
        self._prints = kept.prints_of(pairs.then)
        self._seen = bytearray(len(kept.keys))
        """Which of the kept rows came back."""
        self._same = bytearray(len(kept.keys))
        """Which of them came back as they left."""
        self._strayed: set[int] = set()
        """The hashes of kept rows that others hold now."""
        self._all_prints: frozenset[int] | None = None

    def sift(self, numbers: Sequence[int], rows: Sequence[Row]) -> dict[str, object]:
        """The answer for some rows: the cells of those that differ, the places of the others."""
        find, seen, prints, key = self._kept.places.get, self._seen, self._prints, self._pairs.key
        same: tuple[list[int], list[int]] = ([], [])
        others: tuple[list[int], list[Row]] = ([], [])
        before: list[Differences | None] = []
        strayed: list[int] = []
        wide = widen_all(rows, self._width)
        for number, row, now in zip(
            numbers, wide, map(make_print, map(self._pick, wide)), strict=True
        ):
            own = place = find(row[key])
            held: Differences | None = None
            if place is None or seen[place] or prints[place] != now:
                place, held = self._look_closer(row)
            if place is None or held:
                others[0].append(number)
                others[1].append(row)
                before.append(held)
                if self._is_another(now, own):
                    strayed.append(number)
                    self._strayed.add(now)
            else:
                seen[place] = self._same[place] = True
                same[0].append(place)
                same[1].append(number)
        return _pack_answer(Batch(*others), before, same, strayed)

    def end(self) -> dict[str, object]:
        """Whether rows changed places: what one held stands elsewhere, and no more with its key.

        However rows are sorted, this is so: as many of them hold what some held as did before.
        Where that key went too, somebody may have put one row in the place of another.
        """
        lost: list[set[int]] = [set(), set()]
        for now, same, seen in zip(self._prints, self._same, self._seen, strict=True):
            if now in self._strayed and not same:
                lost[seen].add(now)
        is_replaced, is_sorted = map(bool, lost)
        return {
            **_pack_answer(_NO_ROWS, [], ([], []), []),
            "sorted": is_sorted,
            "replaced": is_replaced,
        }

    def _is_another(self, now: int, own: int | None) -> bool:
        """Whether a row holds all that a kept row holds, which is not its own."""
        if own is not None and self._prints[own] == now:
            return False
        if self._all_prints is None:
            self._all_prints = frozenset(self._prints)
        return now in self._all_prints

    def _look_closer(self, row: Row) -> tuple[int | None, Differences | None]:
        """The kept row that a row is, where it is the first with its key, and what differs."""
        key = row[self._pairs.key]
        place = self._kept.places.get(str(key).strip()) if is_text(key) else None
        if place is None or self._seen[place]:
            return None, None
        held = self._list_differences(row, place)
        if held:
            self._seen[place] = not self._is_bare(row)
        return place, held

    def _list_differences(self, cells: Row, place: int) -> Differences:
        """What differs outside too, among cells that differ inside the child."""
        now, then = self._pick(cells), self._pick_then(self._kept.cells(place))
        if now == then and all(map(is_, map(type, now), map(type, then))):
            return []
        held: Differences = []
        for at, one, was in zip(self._pairs.then, now, then, strict=True):
            # Hardly any of them differ, and packing takes long.
            if one != was or one.__class__ is not was.__class__:
                packed = pack_cell(was)
                if pack_cell(one) != packed:
                    held += (at, packed)
        return held

    def _is_bare(self, cells: Row) -> bool:
        if any(cells[: self._pairs.key]):
            return False
        rest = chain(cells[: self._pairs.key], cells[self._pairs.key + 1 :])
        return all(pack_cell(cell) is None for cell in rest)


def _pack_answer(
    others: Batch,
    before: Sequence[Differences | None],
    same: tuple[list[int], list[int]],
    strayed: list[int],
) -> dict[str, object]:
    return {**pack_rows(others), "before": before, "same": same, "strayed": strayed}


def make_print(cells: tuple[Any, ...]) -> int:
    """A hash of the cells of a row; Python has the same one for 0 and "", and for -1 and -2."""
    return hash(repr(cells)) if 0 in cells or -1 in cells else hash(cells)


def make_picker(places: Sequence[int]) -> Callable[[Sequence[Any]], Any]:
    """A function that takes the cells at some places out of a row, always as a tuple."""
    if len(places) < 2:
        return lambda cells: tuple(cells[place] for place in places)
    return itemgetter(*places)


def widen(cells: Sequence[Any], width: int) -> list[Any]:
    """A row with empty cells at its end where it is shorter than the table."""
    return [*cells, *[None] * (width - len(cells))]


def widen_all(rows: Sequence[Row], width: int) -> Sequence[Row]:
    """Rows of so many cells at least."""
    if min(map(len, rows), default=width) >= width:
        return rows
    return [row if len(row) >= width else widen(row, width) for row in rows]


def is_text(cell: object) -> bool:
    """Whether a cell holds a text that is not blank."""
    return isinstance(cell, str) and bool(cell.strip())
