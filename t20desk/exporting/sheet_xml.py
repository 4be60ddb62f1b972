"""Rows of a sheet as XML, fast: column by column, each distinct value turned into XML once.

Texts stand in their cells: shared strings were no faster, 3 % smaller and grow in memory.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import repeat
from typing import Final

from t20desk.db.types import Stored
from t20desk.exporting.cell_values import Conversion, excel_conversion
from t20desk.exporting.clean_text import (
    clean_text,
    cut_text,
    is_formula_like,
    is_too_long,
    utf16_length,
)
from t20desk.exporting.column_widths import count_lines
from t20desk.tables import Cells, Column, ShadedCells

_REMEMBERED: Final = 10_000
"""Distinct values of a column kept between two blocks of rows."""

_MOST_DIGITS: Final = 10**15
"""Excel keeps 15 digits; a longer whole number is written as text."""

_FIRST_DAY: Final = date(1900, 3, 1)
_LAST_DAY: Final = date(2199, 12, 31)
"""Excel believes in 29 February 1900, other programs do not, and a date far away is doubted when
it comes back: earlier and later ones are ISO text."""

_ZERO_DAY: Final = date(1899, 12, 30).toordinal()
_DAY_SECONDS: Final = 86_400

# What needs more than copying: markup, control characters, what XML forbids, an escape as Excel
# writes them (_x000D_), blanks at an end, the beginning of a formula.
_CARE: Final = re.compile("[&<>\x00-\x1f\ud800-\udfff\ufffe\uffff]|_x|^[=+\\-@ ]| $")
_ESCAPE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


_LINE_HEIGHT: Final = 15
_MOST_LINES: Final = 27
"""A row is 409 points high at most."""


@dataclass(frozen=True, slots=True)
class CellStyles:
    """Style numbers of one column: plain cells, and text that looks like a formula.

    `wrap_width` is the width in characters at which its texts are wrapped, 0 for never. `empty` is
    the style of cells without a value that may be typed into, 0 where they are left out; `day` that
    of days in a column of times, 0 in others.
    """

    plain: int
    quoted: int
    wrap_width: float = 0
    empty: int = 0
    day: int = 0


@dataclass(frozen=True, slots=True)
class Cut:
    """A text that was too long for its cell; `length` as Excel counts."""

    cell: str
    length: int


class CellMaker(dict[Stored, str]):
    """One column: gives the XML of a cell after its reference, usually none for an empty one."""

    def __init__(self, convert: Conversion | None, styles: CellStyles) -> None:
        super().__init__()
        self._convert = convert
        self._number = f' s="{styles.plain}"><v>'
        self._day = f' s="{styles.day or styles.plain}"><v>'
        self._bool = f' s="{styles.plain}" t="b"><v>'
        self._text = f' s="{styles.plain}" t="inlineStr"><is><t>'
        self._kept = f' s="{styles.plain}" t="inlineStr"><is><t xml:space="preserve">'
        self._quoted = f' s="{styles.quoted}" t="inlineStr"><is><t xml:space="preserve">'
        self._empty = f' s="{styles.empty}"/>' if styles.empty else ""
        self.cut_lengths: dict[Stored, int] = {}

    def __missing__(self, value: Stored) -> str:
        shown = value if self._convert is None else self._convert(value)
        xml = self.make(shown, value)
        self[value] = xml
        return xml

    def make(self, shown: object, value: Stored = None) -> str:
        """The XML of a value as Excel shall hold it."""
        if isinstance(shown, str):
            return self._make_text(shown, value)
        if shown is None:
            return self._empty
        number = _number_text(shown)
        if number is None:
            return self._make_text(str(_iso_text(shown)), value)
        if not number:
            return ""
        if isinstance(shown, bool):
            return f"{self._bool}{number}</v></c>"
        is_day = isinstance(shown, date) and not isinstance(shown, datetime)
        return f"{self._day if is_day else self._number}{number}</v></c>"

    def _make_text(self, text: str, value: Stored) -> str:
        if len(text) > 16_000 and is_too_long(text):
            self.cut_lengths[value] = utf16_length(text)
            text = cut_text(text)
        if _CARE.search(text) is None:
            return f"{self._text}{text}</t></is></c>" if text else self._empty
        opening = self._quoted if is_formula_like(text) else self._kept
        return f"{opening}{escape_text(text)}</t></is></c>"


class ColumnMaker:
    """The makers of one column, for each ground that its rows have; "" stands for none."""

    def __init__(self, column: Column, styles: Mapping[str, CellStyles]) -> None:
        convert = excel_conversion(column)
        self._makers = {shade: CellMaker(convert, one) for shade, one in styles.items()}

    def make_cells(self, cells: Cells, shades: Sequence[str]) -> list[str]:
        """The XML of cells after their references; no shades where no row has one."""
        if not shades:
            plain = self._makers[""]
            return [plain[cell] for cell in cells]
        makers = self._makers
        return [makers[shade][cell] for cell, shade in zip(cells, shades, strict=True)]

    def cut_lengths(self) -> dict[Stored, int]:
        """The texts that had to be cut, with how long they were."""
        found: dict[Stored, int] = {}
        for maker in self._makers.values():
            found |= maker.cut_lengths
        return found

    def forget(self) -> None:
        """Keep no more values than there is room for."""
        for maker in self._makers.values():
            if len(maker) > _REMEMBERED:
                maker.clear()
                maker.cut_lengths.clear()


class LineCounter(dict[Stored, int]):
    """One column of wrapped text: how many lines each value takes."""

    def __init__(self, convert: Conversion | None, width: float) -> None:
        super().__init__()
        self._convert = convert
        self._width = width

    def __missing__(self, value: Stored) -> int:
        shown = value if self._convert is None else self._convert(value)
        lines = count_lines(shown, self._width) if isinstance(shown, str) else 1
        self[value] = min(lines, _MOST_LINES)
        return self[value]


class RowMaker:
    """Turns blocks of rows of one sheet into XML and remembers which texts were cut."""

    def __init__(
        self,
        columns: Sequence[Column],
        styles: Sequence[CellStyles],
        shaded: Mapping[str, Sequence[CellStyles]],
    ) -> None:
        self.cuts: list[Cut] = []
        self._has_shades = bool(shaded)
        looks = {"": styles, **shaded}
        self._makers = [
            ColumnMaker(column, {shade: all_of[place] for shade, all_of in looks.items()})
            for place, column in enumerate(columns)
        ]
        self._counters = {
            place: LineCounter(excel_conversion(column), style.wrap_width)
            for place, (column, style) in enumerate(zip(columns, styles, strict=True))
            if style.wrap_width
        }
        self._letters = [column_letters(place) for place in range(len(columns))]

    def make_rows(self, rows: Sequence[Cells], first: int, attributes: str = "") -> str:
        """The XML of the rows; `first` is the number of the first one in the sheet."""
        numbers = [str(number) for number in range(first, first + len(rows))]
        columns: list[Cells] = list(zip(*rows, strict=True))
        shades = self._find_shades(rows) if self._has_shades else []
        parts = [
            [
                f'<row r="{number}"{attributes}{height}>'
                for number, height in zip(numbers, self._heights(columns), strict=False)
            ]
        ]
        for maker, letters, cells in zip(self._makers, self._letters, columns, strict=True):
            start = f'<c r="{letters}'
            parts.append(
                [
                    f'{start}{number}"{xml}' if xml else ""
                    for xml, number in zip(maker.make_cells(cells, shades), numbers, strict=True)
                ]
            )
            self._end_block(maker, letters, cells, first)
        parts.append(["</row>"] * len(rows))
        return "".join(["".join(row) for row in zip(*parts, strict=True)])

    @staticmethod
    def _find_shades(rows: Sequence[Cells]) -> list[str]:
        """The ground of each row; none at all where no row has one."""
        shades = [row.shade if isinstance(row, ShadedCells) else "" for row in rows]
        return shades if any(shades) else []

    def _heights(self, columns: Sequence[Cells]) -> Iterator[str]:
        """Said for rows of several lines: Excel would find them itself, LibreOffice does not."""
        if not self._counters:
            return repeat("")
        counted = (
            [counter[cell] for cell in columns[place]] for place, counter in self._counters.items()
        )
        return (
            f' ht="{lines * _LINE_HEIGHT}"' if lines > 1 else ""
            for lines in map(max, zip(*counted, strict=True))
        )

    def _end_block(self, maker: ColumnMaker, letters: str, cells: Cells, first: int) -> None:
        if lengths := maker.cut_lengths():
            self.cuts += [
                Cut(f"{letters}{number}", lengths[cell])
                for number, cell in enumerate(cells, first)
                if cell in lengths
            ]
        maker.forget()
        for counter in self._counters.values():
            if len(counter) > _REMEMBERED:
                counter.clear()


def make_row(cells: Sequence[object], number: int, styles: Sequence[CellStyles]) -> str:
    """One row by itself, of values as Excel shall hold them: totals and group headings."""
    parts = [f'<row r="{number}">']
    for place, (cell, style) in enumerate(zip(cells, styles, strict=True)):
        xml = CellMaker(None, style).make(cell) or f' s="{style.plain}"/>'
        parts.append(f'<c r="{column_letters(place)}{number}"{xml}')
    return "".join([*parts, "</row>"])


def escape_text(text: str) -> str:
    """Text as XML, cleaned; what looks like one of Excel's own escapes is kept as it stands."""
    text = _ESCAPE.sub("_x005F_", clean_text(text))
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def column_letters(place: int) -> str:
    """A for 0, B for 1 ... AA for 26."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _number_text(value: object) -> str | None:
    """A number as XML holds it; empty for none at all, None if it has to become text."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime):
        return _moment_number(value)
    if isinstance(value, date):
        return str(value.toordinal() - _ZERO_DAY) if _FIRST_DAY <= value <= _LAST_DAY else None
    if isinstance(value, int):
        return str(value) if -_MOST_DIGITS < value < _MOST_DIGITS else None
    if isinstance(value, float | Decimal):
        return repr(float(value)) if math.isfinite(value) else ""
    return None


def _moment_number(value: datetime) -> str | None:
    if value.tzinfo is not None or not _FIRST_DAY <= value.date() <= _LAST_DAY:
        return None
    seconds = value.hour * 3600 + value.minute * 60 + value.second
    return repr(value.toordinal() - _ZERO_DAY + seconds / _DAY_SECONDS)


def _iso_text(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
