"""Reading the cells of one column, each distinct value once."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from t20desk.db.keys import fold
from t20desk.db.types import (
    ANY_READING,
    Choices,
    Countries,
    Country,
    Parsed,
    Reading,
    Stored,
    Type,
    find_date_order,
    find_dot_order,
)
from t20desk.db.types.choices import codes_of, list_texts, split_choices
from t20desk.db.types.values import ask
from t20desk.errors import UserError
from t20desk.i18n import N_, _, tell_place
from t20desk.importing.placeholders import is_placeholder, may_say_nothing
from t20desk.importing.values import ALL_TEXTS, MappedColumn, Meaning

DATE_TYPES = ("date", "partial_date", "datetime")
NUMBER_TYPES = ("whole", "number", "money")

MOST_KNOWN = 50_000
"""So many distinct cells of a column are remembered."""
TWO_READINGS = N_(
    "“{value}” can mean {name}, or that nothing is known; say for the whole column which it is."
)
LEFT_EMPTY = N_("“{value}” is not known here; the cell was left out as asked.")


class Meanings:
    """What certain texts of a column mean, whatever their case and accents."""

    def __init__(self, given: Mapping[str, Meaning]) -> None:
        self._known = {fold(text): meaning for text, meaning in given.items()}
        self.rest = self._known.pop(ALL_TEXTS, None)
        """What the texts mean that are not known otherwise."""

    def __bool__(self) -> bool:
        return bool(self._known) or self.rest is not None

    def find(self, text: str) -> Meaning | None:
        """The meaning of a text, None for one that speaks for itself."""
        return self._known.get(fold(text)) if self._known else None


class ColumnReader(dict[Any, Stored]):
    """Parses the raw cells of a column; remembers what was odd about which value."""

    def __init__(
        self,
        column: MappedColumn,
        reading: Reading = ANY_READING,
        meanings: Meanings | None = None,
        default: str = "",
        blank_clears: bool = False,
    ) -> None:
        super().__init__()
        self.column = column
        self.reading = reading
        self.meanings = meanings or Meanings({})
        self._type: Type = column.field.type
        self._takes_plain = self._type.takes_plain
        self._default = self._read_default(default)
        self._blank_clears = blank_clears
        self._clearing: set[str] = set()
        self.odd: dict[Any, Parsed] = {}
        self.blanks = 0
        """In how many cells of a column of yes and no there is nothing."""
        self.placeholders: Counter[str] = Counter()
        """The texts that were taken to say nothing, and in how many cells they stand."""

    def _read_default(self, text: str) -> Stored:
        if not text:
            return None
        parsed = self._type.parse(text, self.reading)
        if parsed.severity in ("error", "doubt"):
            field = self.column.field
            raise UserError(tell_place(field.say(), parsed.message), field.name)
        return parsed.value

    def read_cells(self, cells: Sequence[object]) -> list[Stored]:
        """The stored values of cells; what is odd stands in `odd` under `key_of(cell)`."""
        if len(self) > MOST_KNOWN:
            self.clear()
        values: list[Stored] = [
            self[cell]
            if cell.__class__ is str and cell
            else None
            if cell is None
            else self[cell.__class__, cell]
            for cell in cells
        ]
        if self._type.name == "yes_no":
            self.blanks += sum(cell is None for cell in cells)
        if self.placeholders:
            self._count_placeholders(cells)
        if self._default is None:
            return values
        return [self._default if value is None else value for value in values]

    @property
    def takes_blanks(self) -> bool:
        """Whether a blank cell says nothing, as nothing else was chosen."""
        return self._default is None and not self._blank_clears

    def _count_placeholders(self, cells: Sequence[object]) -> None:
        for cell in cells:
            if cell.__class__ is str and cell in self.placeholders:
                self.placeholders[str(cell)] += 1

    def find_cleared(self, cells: Sequence[object]) -> set[int]:
        """The places of cells that empty the field."""
        if not (self._blank_clears or self._clearing):
            return set()
        return {
            at
            for at, cell in enumerate(cells)
            if (cell in self._clearing if _is_text(cell) else self._blank_clears and cell is None)
            or (self._blank_clears and isinstance(cell, str) and not cell.strip())
        }

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
        is_text = key.__class__ is str
        plain = is_text and not self.meanings and self._takes_plain(key)
        if plain and not is_placeholder(key):
            self[key] = key
            return str(key)
        parsed = self._read_text(key) if is_text else self._type.parse(key[1], self.reading)
        if parsed.severity:
            self.odd[key] = parsed
        self[key] = parsed.value
        return parsed.value

    def _read_text(self, text: str) -> Parsed:
        meaning = self.meanings.find(text.strip())
        if meaning is not None:
            return self._follow(text, meaning)
        if is_placeholder(text) and may_say_nothing(text, self._type):
            self.placeholders[text] = 0
            return Parsed(None)
        parsed = self._type.parse(text, self.reading)
        if parsed.severity not in ("error", "doubt"):
            return parsed if not may_be_both(text, self._type) else self._doubt_both(text, parsed)
        if self.meanings and isinstance(self._type, (Choices, Countries)):
            parsed = self._read_several(text)
        rest = self.meanings.rest
        if rest is not None and parsed.severity in ("error", "doubt"):
            return Parsed(None, "note", _(LEFT_EMPTY).format(value=text[:60]))
        return parsed

    def _doubt_both(self, text: str, parsed: Parsed) -> Parsed:
        """A code that also says that nothing is known: never guessed."""
        name = self._type.format(parsed.value)
        return ask(_(TWO_READINGS).format(value=text.strip(), name=name))

    def _follow(self, text: str, meaning: Meaning) -> Parsed:
        if meaning.deed == "clear":
            self._clearing.add(text)
        if meaning.deed != "value":
            return Parsed(None)
        return self._type.parse(meaning.value, self.reading)

    def _read_several(self, text: str) -> Parsed:
        """A cell with several values, some of which have a meaning of their own."""
        codes: list[str] = []
        for part in split_choices(list_texts(text), self.knows):
            meaning = self.meanings.find(part)
            if meaning is not None and meaning.deed != "value":
                continue
            parsed = self._type.parse(part if meaning is None else meaning.value, self.reading)
            if parsed.severity:
                return parsed
            codes.extend(codes_of(parsed.value))
        return self._type.parse(tuple(dict.fromkeys(codes)), self.reading)

    def knows(self, part: str) -> bool:
        """Whether a value among several is known."""
        return self.meanings.find(part) is not None or not self._type.parse(part).severity


def may_be_both(text: str, type_: Type) -> bool:
    """Whether a text is a value of the type and usually says nothing too: NA is also Namibia."""
    return isinstance(type_, (Country, Countries)) and fold(text) == "na"


def _is_text(cell: object) -> bool:
    return cell.__class__ is str and bool(str(cell).strip())


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

    def find_reading(self, column: MappedColumn, base: Reading, given: str = "") -> Reading:
        """How a column is to be read: as its convention says, else as its cells show."""
        texts = self._texts.get(column.place)
        if not texts:
            return base
        if column.field.type.name in NUMBER_TYPES:
            from t20desk.db.types.number_text import find_decimal_sign

            sign: Any = given or find_decimal_sign(texts)
            return Reading(base.date_order, sign, base.century_pivot, base.country)
        asked: Any = given or base.date_order
        order = asked or find_date_order(texts)
        dots = "" if asked else find_dot_order(texts, order)
        return Reading(order, base.decimal, base.century_pivot, base.country, dots=dots)

    def texts_of(self, column: MappedColumn) -> frozenset[str]:
        """The distinct texts of a column of dates or numbers."""
        return frozenset(self._texts.get(column.place, ()))
