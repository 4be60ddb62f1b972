"""Bringing rows into shape before they are read: columns parted and joined, merged cells filled.

What a column is made into stands behind the cells of the sheet, so that everything else sees
nothing but columns.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from t20desk.db.types import CellError
from t20desk.db.types.loose_times import read_clock
from t20desk.importing.cutting import Cut
from t20desk.importing.placeholders import is_placeholder
from t20desk.importing.row_store import RawRow
from t20desk.reading.rows import Cell, column_index


class Parting(NamedTuple):
    """A column whose cells are cut into parts, one for each field."""

    place: int
    fields: tuple[str, ...]
    cut: Cut
    sign: str = ""
    """What stands between the parts; none where they are known by themselves."""


class Joining(NamedTuple):
    """Columns whose cells become one."""

    places: tuple[int, ...]
    sign: str


class Dating(NamedTuple):
    """A time of day and the day it belongs to, which says something alone only where it is kept."""

    day: int
    time: int
    keeps_day: bool


@dataclass(slots=True)
class Shaper:
    """Makes the further cells of rows; `width` cells of the sheet stand before them."""

    width: int = 0
    makers: list[Parting | Joining | Dating] = field(default_factory=list)
    merged: Mapping[int, Sequence[tuple[int, int]]] = field(default_factory=dict)
    """Of each row number the columns whose cell is that of an earlier row."""
    _above: dict[tuple[int, int], Cell] = field(default_factory=dict)

    @property
    def is_idle(self) -> bool:
        """Whether rows stay as they are."""
        return not self.makers and not self.merged

    def shape(self, rows: Iterable[RawRow]) -> list[RawRow]:
        """The same rows with the cells that are made of theirs."""
        return [row._replace(cells=self._shape_cells(row)) for row in rows]

    def _shape_cells(self, row: RawRow) -> list[Cell]:
        cells = list(row.cells[: self.width])
        cells.extend([None] * (self.width - len(cells)))
        for place, first in self.merged.get(row.number, ()):
            if row.number == first:
                self._above[first, place] = cells[place]
            elif cells[place] in (None, ""):
                cells[place] = self._above.get((first, place))
        for maker in self.makers:
            cells.extend(_make(maker, cells))
        return cells


def _make(maker: Parting | Joining | Dating, cells: Sequence[Cell]) -> list[Cell]:
    if isinstance(maker, Parting):
        return _part(maker, cells)
    return _join(maker, cells) if isinstance(maker, Joining) else [_date(maker, cells)]


def _date(maker: Dating, cells: Sequence[Cell]) -> Cell:
    day, time = cells[maker.day], cells[maker.time]
    if time is None or time == "" or (isinstance(time, str) and is_placeholder(time)):
        return day if maker.keeps_day else None
    clock = read_clock(time)
    if not clock or day is None or day == "" or isinstance(day, CellError):
        # What says the day too stands for itself; what says none is told as it is.
        return time
    return f"{day.date() if isinstance(day, datetime) else _write(day)} {clock}"


def _part(maker: Parting, cells: Sequence[Cell]) -> list[Cell]:
    cell = cells[maker.place]
    if cell is None or cell == "" or isinstance(cell, CellError):
        return [cell] * len(maker.fields)
    parts = maker.cut(str(cell))
    return [parts.get(name) for name in maker.fields]


def _join(maker: Joining, cells: Sequence[Cell]) -> list[Cell]:
    found = [cells[place] for place in maker.places]
    error = next((cell for cell in found if isinstance(cell, CellError)), None)
    if error is not None:
        return [error]
    texts = [_write(cell) for cell in found if cell is not None and cell != ""]
    # A stroke beside a value says only that there is no more of it.
    said = [text for text in texts if not is_placeholder(text)] or texts
    return [maker.sign.join(filter(None, said)) or None]


def _write(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def list_below(ranges: Iterable[str], above: int) -> tuple[str, ...]:
    """The ranges that reach below a row; what is merged among titles and headings holds no data."""
    return tuple(one for one in ranges if _read_corner(one.rpartition(":")[2])[1] > above)


def read_merged(ranges: Iterable[str], above: int) -> dict[int, list[tuple[int, int]]]:
    """Of each row below `above` the columns that are merged downwards, with their first row."""
    found: dict[int, list[tuple[int, int]]] = {}
    for text in ranges:
        first, _colon, last = text.partition(":")
        (left, top), (right, bottom) = _read_corner(first), _read_corner(last or first)
        if left != right or top <= above or bottom <= top:
            continue
        for number in range(top, bottom + 1):
            found.setdefault(number, []).append((left, top))
    return found


def _read_corner(text: str) -> tuple[int, int]:
    letters = text.rstrip("0123456789")
    return column_index(letters), int(text[len(letters) :])
