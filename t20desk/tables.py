"""A list that leaves the program: title, columns and rows that can be run through again."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from t20desk.db.types import Stored, Type

Cells = Sequence[Stored]


class ShadedCells(tuple[Stored, ...]):
    """The cells of a row on a ground of its own, which workbook and paper show."""

    shade: str

    @classmethod
    def of(cls, cells: Iterable[Stored], shade: str) -> "ShadedCells":
        """Some cells on a ground, given as six hexadecimal digits."""
        row = cls(cells)
        row.shade = shade
        return row


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; the label is already translated.

    `width` is in characters, 0 means the usual one of the type. `choices` are the texts that a
    workbook offers in this column; `hidden` keeps the column out of sight there, and `is_open`
    lets its cells be typed into on a sheet that is protected, of a column that `is_fixed` only
    those that are empty. One that `is_short` is not wider than its width on screen, however long
    its label. A `hint` is shown in a workbook beside the cell that is chosen.
    """

    name: str
    label: str
    type: Type
    width: int = 0
    choices: tuple[str, ...] = ()
    hidden: bool = False
    is_open: bool = False
    is_fixed: bool = False
    is_short: bool = False
    hint: str = ""

    def __post_init__(self) -> None:
        if not self.width:
            object.__setattr__(self, "width", self.type.width)


class Behind(NamedTuple):
    """The records that a cell counts or names: those a search finds, or one of them.

    The search is one within a view, for the day `on` where the figures are counted for a day.
    """

    kind: str
    search: str = ""
    record_id: int | None = None
    view: str = "all"
    on: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring rows that belong together: how many there are, and their sums.

    The rows are run through once, before those of the next group.
    """

    text: str
    size: int
    rows: Iterable[Cells]
    sums: Sequence[Stored]


@dataclass(frozen=True, slots=True)
class Table:
    """Stored values row by row; cells of link columns are already text.

    `rows` begins anew with each call. `subtitle` says the filter in words, `name` names the
    sheet. `groups` are names of columns by which the rows come sorted, `sums` names of columns
    that are added up for each group; `parts` gives groups that are known already. `foot` are the
    columns of the totals where those are of other types, each labelled with a sign that stands
    before its total. A `hidden` table stands on a sheet that is not shown. A `locked` one is
    protected but for its open columns; `lines` are sentences under its title. `behind` tells for
    the place of a row and the name of a column which records are behind it. `charts` are names
    of columns that can be drawn as bars, the usual one first. `shades` are the grounds that rows
    may have.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterable[Cells]]
    totals: Cells | None = None
    subtitle: str = ""
    name: str = ""
    groups: tuple[str, ...] = ()
    sums: tuple[str, ...] = ()
    parts: Callable[[], Iterable[Group]] | None = None
    foot: tuple[Column, ...] = ()
    hidden: bool = False
    locked: bool = False
    lines: tuple[str, ...] = ()
    behind: Callable[[int, str], Behind | None] | None = None
    charts: tuple[str, ...] = ()
    shades: tuple[str, ...] = ()

    @property
    def is_grouped(self) -> bool:
        """Whether headings of groups stand among the rows."""
        return bool(self.groups or self.parts)

    def grouped(self) -> Iterator[Group]:
        """The rows group by group; those added up here are held in memory, a group at a time."""
        if self.parts is not None:
            yield from self.parts()
            return
        places = self._places(self.groups)
        for values, rows in groupby(self.rows(), key=lambda row: [row[place] for place in places]):
            members = list(rows)
            yield Group(self._heading(places, values), len(members), members, self._add_up(members))

    def say_total(self, place: int) -> str:
        """The total of a column as it reads, after its sign; empty where there is none."""
        total = self.totals[place] if self.totals else None
        if total is None:
            return ""
        column = self.foot[place] if self.foot else self.columns[place]
        try:
            text = column.type.format(total)
        except (ArithmeticError, TypeError, ValueError):
            text = str(total)  # the word of the line, under a column of numbers
        return f"{column.label} {text}" if self.foot and column.label else text

    def _places(self, names: tuple[str, ...]) -> list[int]:
        known = [column.name for column in self.columns]
        return [known.index(name) for name in names]

    def _heading(self, places: list[int], values: Cells) -> str:
        columns = [self.columns[place] for place in places]
        texts = (column.type.format(value) for column, value in zip(columns, values, strict=True))
        return " · ".join(text or "–" for text in texts)

    def _add_up(self, rows: Sequence[Cells]) -> Sequence[Stored]:
        sums: list[Stored] = [None] * len(self.columns)
        for place in self._places(self.sums):
            sums[place] = sum(cell for row in rows if isinstance(cell := row[place], int | float))
        return sums
