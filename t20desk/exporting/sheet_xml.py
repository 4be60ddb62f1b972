"""Rows of a sheet as XML, fast: column by column, each distinct value turned into XML once."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
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
from t20desk.tables import Cells, Column

_REMEMBERED: Final = 20_000
"""Distinct values of a column kept between two blocks of rows."""

_MOST_DIGITS: Final = 10**15
"""Excel keeps 15 digits; a longer whole number is written as text."""

_FIRST_DAY: Final = date(1900, 3, 1)
"""Excel believes in 29 February 1900, other programs do not: earlier dates are ISO text."""

_ZERO_DAY: Final = date(1899, 12, 30).toordinal()
_DAY_SECONDS: Final = 86_400

# What needs more than copying: markup, control characters, what XML forbids, an escape as Excel
# writes them (_x000D_), blanks at an end, the beginning of a formula.
_CARE: Final = re.compile("[&<>\x00-\x1f\ud800-\udfff\ufffe\uffff]|_x|^[=+\\-@ ]| $")
_ESCAPE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True)
class CellStyles:
    """Style numbers of one column: plain cells, and text that looks like a formula."""

    plain: int
    quoted: int


@dataclass(frozen=True, slots=True)
class Cut:
    """A text that was too long for its cell; `length` as Excel counts."""

    cell: str
    length: int


class CellMaker(dict[Stored, str]):
    """One column: gives the XML of a cell after its reference, empty for an empty cell."""

    def __init__(self, convert: Conversion | None, styles: CellStyles) -> None:
        super().__init__()
        self._convert = convert
        self._number = f' s="{styles.plain}"><v>'
        self._bool = f' s="{styles.plain}" t="b"><v>'
        self._text = f' s="{styles.plain}" t="inlineStr"><is><t>'
        self._kept = f' s="{styles.plain}" t="inlineStr"><is><t xml:space="preserve">'
        self._quoted = f' s="{styles.quoted}" t="inlineStr"><is><t xml:space="preserve">'
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
            return ""
        number = _number_text(shown)
        if number is None:
            return self._make_text(str(_iso_text(shown)), value)
        if not number:
            return ""
        return f"{self._bool if isinstance(shown, bool) else self._number}{number}</v></c>"

    def _make_text(self, text: str, value: Stored) -> str:
        if len(text) > 16_000 and is_too_long(text):
            self.cut_lengths[value] = utf16_length(text)
            text = cut_text(text)
        if _CARE.search(text) is None:
            return f"{self._text}{text}</t></is></c>" if text else ""
        opening = self._quoted if is_formula_like(text) else self._kept
        return f"{opening}{escape_text(text)}</t></is></c>"


class RowMaker:
    """Turns blocks of rows of one sheet into XML and remembers which texts were cut."""

    def __init__(self, columns: Sequence[Column], styles: Sequence[CellStyles]) -> None:
        self.cuts: list[Cut] = []
        self._makers = [
            CellMaker(excel_conversion(column), style)
            for column, style in zip(columns, styles, strict=True)
        ]
        self._letters = [column_letters(place) for place in range(len(columns))]

    def make_rows(self, rows: Sequence[Cells], first: int, attributes: str = "") -> str:
        """The XML of the rows; `first` is the number of the first one in the sheet."""
        numbers = [str(number) for number in range(first, first + len(rows))]
        parts: list[list[str]] = [[f'<row r="{number}"{attributes}>' for number in numbers]]
        for maker, letters, cells in zip(
            self._makers, self._letters, zip(*rows, strict=True), strict=True
        ):
            start = f'<c r="{letters}'
            parts.append(
                [
                    f'{start}{number}"{xml}' if (xml := maker[cell]) else ""
                    for cell, number in zip(cells, numbers, strict=True)
                ]
            )
            self._end_block(maker, letters, cells, first)
        parts.append(["</row>"] * len(rows))
        return "".join(["".join(row) for row in zip(*parts, strict=True)])

    def _end_block(self, maker: CellMaker, letters: str, cells: Cells, first: int) -> None:
        if maker.cut_lengths:
            self.cuts += [
                Cut(f"{letters}{number}", maker.cut_lengths[cell])
                for number, cell in enumerate(cells, first)
                if cell in maker.cut_lengths
            ]
        if len(maker) > _REMEMBERED:
            maker.clear()
            maker.cut_lengths.clear()


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
        return str(value.toordinal() - _ZERO_DAY) if value >= _FIRST_DAY else None
    if isinstance(value, int):
        return str(value) if -_MOST_DIGITS < value < _MOST_DIGITS else None
    if isinstance(value, float | Decimal):
        return repr(float(value)) if math.isfinite(value) else ""
    return None


def _moment_number(value: datetime) -> str | None:
    if value.tzinfo is not None or value.date() < _FIRST_DAY:
        return None
    seconds = value.hour * 3600 + value.minute * 60 + value.second
    return repr(value.toordinal() - _ZERO_DAY + seconds / _DAY_SECONDS)


def _iso_text(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
