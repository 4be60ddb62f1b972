"""Blocks of cells on the clipboard: read as Excel and LibreOffice leave them, written as they like.

Both leave the cells as text parted by tabs and as a table of a web page. The text is what counts;
the page says where one cell holds several lines, and how numbers and days are written.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from html import escape
from typing import Final, NamedTuple

from t20desk.db.types import (
    CellError,
    Money,
    Reading,
    Stored,
    Type,
    find_date_order,
    find_decimal_sign,
    find_dot_order,
    typed_reading,
)
from t20desk.db.types.values import DateOrder, DecimalSign
from t20desk.i18n import language
from t20desk.reading.html_tables import parse_page

Block = list[list[str]]

MOST_PAGE: Final = 5_000_000
"""A larger page is not looked through for lines within cells: its text has to do."""
_HEAD: Final = 20_000
_DISPLAYED: Final = re.compile(r"mso-displayed-decimal-separator:\s*[\"']?\\?([.,])")
_LOCALE: Final = re.compile(r"sdnum=\"(\d+);")
_LANGUAGE_BITS: Final = 0x3FF
_COMMA_LANGUAGES: Final = frozenset({7, 10, 12, 16, 19, 21, 22, 25, 29, 31})
"""German, Spanish, French, Italian, Dutch, Polish, Portuguese, Russian, Swedish, Turkish."""
_YEAR_FIRST: Final = frozenset({4, 17, 18})
"""Chinese, Japanese, Korean."""
_AMERICAN: Final = 1033
_ERRORS: Final = re.compile(
    r"#(N/A|NV|VALUE!|WERT!|REF!|BEZUG!|DIV/0!|NAME\?|NUM!|ZAHL!|NULL!|SPILL!|ÜBERLAUF!)|Err:5\d\d"
)


def read_block(text: str, page: str = "") -> Block:
    """The cells that were copied, each row as wide as the widest."""
    block = parse_text(text)
    if "<table" in page[:_HEAD].lower() and len(page) <= MOST_PAGE:
        tables = parse_page(page)
        if len(tables) == 1 and len(tables[0]) < len(block):
            # Only the page tells a line within a cell from a new row.
            block = [list(row) for row in tables[0]]
        elif len(tables) == 1 and len(tables[0]) == len(block):
            block = [_take_lines(*rows) for rows in zip(block, tables[0], strict=True)]
    width = max(map(len, block), default=0)
    return [row + [""] * (width - len(row)) for row in block]


def _take_lines(cells: list[str], shown: Sequence[str]) -> list[str]:
    """A row with the lines of its cells; LibreOffice writes a blank between them into the text."""
    if len(cells) != len(shown):
        return cells
    return [
        two if "\n" in two and two.split() == one.split() else one
        for one, two in zip(cells, shown, strict=True)
    ]


def parse_text(text: str) -> Block:
    """Rows parted by line ends and cells by tabs; a cell in quotes may hold both."""
    if not text:
        return []
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if text.endswith("\n"):
        text = text[:-1]
    if '"' not in text:
        return [line.split("\t") for line in text.split("\n")]
    return list(_parse_quoted(text))


def _parse_quoted(text: str) -> Iterator[list[str]]:
    row: list[str] = []
    place = 0
    while True:
        cell, place = _read_cell(text, place)
        row.append(cell)
        at_end = place >= len(text)
        if at_end or text[place] == "\n":
            yield row
            row = []
        if at_end:
            return
        place += 1


_QUOTED: Final = re.compile(r'"((?:[^"]|"")*+)"(?=[\t\n]|\Z)')
_BARE: Final = re.compile(r"[^\t\n]*")


def _read_cell(text: str, place: int) -> tuple[str, int]:
    """One cell and where it ends; a quote that is never closed is part of the text."""
    if text.startswith('"', place):
        found = _QUOTED.match(text, place)
        if found and ("\n" in found[1] or "\t" in found[1] or '""' in found[1]):
            return found[1].replace('""', '"'), found.end()
    bare = _BARE.match(text, place)
    assert bare is not None
    return bare[0], bare.end()


def read_cell(text: str) -> object:
    """A cell as a type takes it: an error of the spreadsheet is no text."""
    return CellError(text) if _ERRORS.fullmatch(text) else text


class Manners(NamedTuple):
    """How numbers and days of a block are written, as far as its page says."""

    decimal: DecimalSign = ""
    dates: DateOrder = ""


def read_manners(page: str) -> Manners:
    """What Excel says in its styles, LibreOffice in its cells."""
    if found := _DISPLAYED.search(page, 0, _HEAD):
        return Manners(",", "dmy") if found[1] == "," else Manners(".")
    if found := _LOCALE.search(page, 0, _HEAD * 10):
        return _manners_of(int(found[1]))
    return Manners()


def _manners_of(locale: int) -> Manners:
    language = locale & _LANGUAGE_BITS
    if language in _YEAR_FIRST:
        return Manners(".", "ymd")
    if locale == _AMERICAN:
        return Manners(".", "mdy")
    return Manners("," if language in _COMMA_LANGUAGES else ".", "dmy")


UNKNOWN_MANNERS: Final = Manners()


def find_reading(manners: Manners, one: Type, texts: Iterable[str]) -> Reading:
    """How a column of a block is read: as the page says, else as its cells show, else as typed."""
    usual = typed_reading()
    decimal, dates = manners.decimal, manners.dates
    dots: DateOrder = ""
    if one.numeric and not decimal:
        decimal = find_decimal_sign(texts)
    if not one.numeric and not dates and "date" in one.name:
        dates = find_date_order(texts)
        dots = find_dot_order(texts, dates)
    order, sign = dates or usual.date_order, decimal or usual.decimal
    return Reading(order, sign, usual.century_pivot, usual.country, dots=dots)


def write_text(rows: Iterable[Sequence[str]]) -> str:
    """Cells parted by tabs, in quotes where a cell needs them."""
    return "".join("\t".join(map(_quote, row)) + "\r\n" for row in rows)


def _quote(cell: str) -> str:
    if "\t" in cell or "\n" in cell or cell.startswith('"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


class Copied(NamedTuple):
    """A cell to be copied: its words, its value, and whose value it is."""

    text: str
    value: Stored
    type: Type


_TABLE: Final = (
    '<html><head><meta charset="utf-8">'
    "<style>br {mso-data-placement:same-cell;} td {white-space:pre-wrap;}"
    ' .t {mso-number-format:"\\@";} .d {mso-number-format:"yyyy\\-mm\\-dd";}'
    "</style></head><body><table>\n"
)


def write_page(rows: Iterable[Sequence[Copied]]) -> str:
    """The cells as a table of a web page, in which texts stay texts and numbers are numbers."""
    lines = ("<tr>" + "".join(map(_write_cell, row)) + "</tr>\n" for row in rows)
    return _TABLE + "".join(lines) + "</table></body></html>"


class Local(NamedTuple):
    """How LibreOffice is told in one language what a cell holds: its number for it, its formats."""

    number: int
    decimal: str
    money: str
    day: str


_BRITISH: Final = Local(2057, ".", "#,##0.00", "YYYY-MM-DD")
_LOCALS: Final = {
    "de": Local(1031, ",", "#.##0,00", "JJJJ-MM-TT"),
    "zh": Local(2052, ".", "#,##0.00", "YYYY-MM-DD"),
}
_DAY_ZERO: Final = date(1899, 12, 30)


def _write_cell(cell: Copied) -> str:
    """A cell; Excel goes by its class and `x:num`, LibreOffice by `sdval` and `sdnum`."""
    words = escape(cell.text).replace("\n", "<br>")
    value, local = cell.type.excel(cell.value), _LOCALS.get(language(), _BRITISH)
    if cell.type.numeric and isinstance(value, (int, float)):
        look = local.money if cell.type.excel_format == Money.excel_format else ""
        known = _tell_value(local, str(value).replace(".", local.decimal), look)
        return f'<td align="right" x:num="{value}" {known}>{words}</td>'
    if cell.type.name == "date" and cell.value:
        known = ""
        if isinstance(value, date):
            known = " " + _tell_value(local, str((value - _DAY_ZERO).days), local.day)
        return f'<td class="d"{known}>{escape(str(cell.value))}</td>'
    return f'<td class="t" sdnum="{local.number};0;@">{words}</td>'


def _tell_value(local: Local, value: str, look: str) -> str:
    shown = f"0;{look}" if look else ""
    return f'sdval="{value}" sdnum="{local.number};{shown}"'
