"""A chart as plain data: one bar for each row of a table, of a column of numbers it already has."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from t20desk.db.types import Link
from t20desk.i18n import _, say_number
from t20desk.tables import Cells, Column, Table

MOST_BARS: Final = 60
"""So many bars can be told apart in one picture; of more rows the largest are drawn."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of the table: its words, its number as it is and as it reads, and where it stands."""

    label: str
    number: float
    text: str
    row: int


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: the words above, and the bars in their order."""

    title: str
    subtitle: str
    column: str
    bars: tuple[Bar, ...]
    left_out: str = ""
    """The sentence about rows that are not drawn."""

    @property
    def lowest(self) -> float:
        """Where the scale begins: at nothing, unless a number lies below it."""
        return min(0.0, *(bar.number for bar in self.bars)) if self.bars else 0.0

    @property
    def highest(self) -> float:
        """Where the scale ends; it is never without length."""
        most = max(0.0, *(bar.number for bar in self.bars)) if self.bars else 0.0
        return most if most > self.lowest else self.lowest + 1.0


def find_drawn(table: Table) -> list[Column]:
    """The columns of a table that can be drawn, the usual one first."""
    named = {column.name: column for column in table.columns}
    return [named[name] for name in table.charts]


def make_chart(
    table: Table, rows: Sequence[Cells], column: str = "", by_size: bool = False
) -> Chart:
    """The rows of a table as bars, in their order or the largest first; totals are none of them."""
    drawn = find_drawn(table)
    chosen = next((one for one in drawn if one.name == column), drawn[0])
    at, head = table.columns.index(chosen), table.columns[0]
    bars = [
        Bar(_say(head, cells), number, chosen.type.format(cells[at]), row)
        for row, cells in enumerate(rows)
        if isinstance(number := cells[at], int | float)
    ]
    ranked = sorted(bars, key=lambda bar: -bar.number)[:MOST_BARS]
    kept = ranked if by_size else sorted(ranked, key=lambda bar: bar.row)
    said = " · ".join(filter(None, (chosen.label, table.subtitle)))
    return Chart(table.title, said, chosen.name, tuple(kept), _say_left(len(kept), len(bars)))


def _say_left(drawn: int, whole: int) -> str:
    if drawn == whole:
        return ""
    words = _("The {number} largest of {whole} rows are drawn; the table holds all of them.")
    return words.format(number=drawn, whole=say_number(whole))


def _say(head: Column, cells: Cells) -> str:
    value = cells[0]
    if value is None:
        return _("not given")
    return str(value) if isinstance(head.type, Link) else head.type.format(value)
