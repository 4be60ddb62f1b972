"""Reading the cells of one column, each distinct value once."""

from collections.abc import Iterable, Sequence
from typing import Any

from t20desk.db.types import ANY_READING, Parsed, Reading, Stored, find_date_order
from t20desk.importing.values import MappedColumn

DATE_TYPES = ("date", "partial_date", "datetime")
NUMBER_TYPES = ("whole", "number", "money")

MOST_KNOWN = 50_000
"""So many distinct cells of a column are remembered."""


class ColumnReader(dict[Any, Stored]):
    """Parses the raw cells of a column; remembers what was odd about which value."""

    def __init__(self, column: MappedColumn, reading: Reading = ANY_READING) -> None:
        super().__init__()
        self.column = column
        self.reading = reading
        self._takes_plain = column.field.type.takes_plain
        self.odd: dict[Any, Parsed] = {}

    def read_cells(self, cells: Sequence[object]) -> list[Stored]:
        """The stored values of cells; what is odd stands in `odd` under `key_of(cell)`."""
        if len(self) > MOST_KNOWN:
            self.clear()
        return [
            self[cell]
            if cell.__class__ is str and cell
            else None
            if cell is None
            else self[cell.__class__, cell]
            for cell in cells
        ]

    def find_odd(self, cells: Sequence[object]) -> list[tuple[int, Parsed]]:
        """The places of odd cells among `cells`, with what is to be said of them."""
        if not self.odd:
            return []
        found = []
        for place, cell in enumerate(cells):
            said = self.odd.get(cell if cell.__class__ is str else (cell.__class__, cell))
            if said is not None:
                found.append((place, said))
        return found

    def __missing__(self, key: Any) -> Stored:
        if key.__class__ is str and self._takes_plain(key):
            self[key] = key
            return str(key)
        raw = key[1] if isinstance(key, tuple) else key
        parsed = self.column.field.type.parse(raw, self.reading)
        if parsed.severity:
            self.odd[key] = parsed
        self[key] = parsed.value
        return parsed.value


class OrderFinder:
    """Gathers the distinct texts of date and number columns, to find out how they are written."""

    MOST = 20_000

    def __init__(self, columns: Iterable[MappedColumn]) -> None:
        self._texts: dict[int, set[str]] = {
            column.place: set()
            for column in columns
            if column.field.type.name in (*DATE_TYPES, *NUMBER_TYPES)
        }

    def note_cells(self, cells: Sequence[object]) -> None:
        """Note the texts of one row."""
        for place, texts in self._texts.items():
            if place < len(cells) and len(texts) < self.MOST:
                cell = cells[place]
                if isinstance(cell, str):
                    texts.add(cell)

    def find_reading(self, column: MappedColumn, base: Reading) -> Reading:
        """How a column is to be read."""
        texts = self._texts.get(column.place)
        if not texts:
            return base
        if column.field.type.name in NUMBER_TYPES:
            from t20desk.db.types.number_text import find_decimal_sign

            return Reading(
                base.date_order, find_decimal_sign(texts), base.century_pivot, base.country
            )
        order = base.date_order or find_date_order(texts)
        return Reading(order, base.decimal, base.century_pivot, base.country)
