"""Tables of a web page, also of one that calls itself .xls; every cell is text."""

import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path

from t20desk.i18n import N_
from t20desk.reading.batches import gather_rows
from t20desk.reading.encodings import list_encodings
from t20desk.reading.packages import NO_TABLE, USUAL_SIZE
from t20desk.reading.rows import (
    MOST_COLUMNS,
    TOO_LARGE,
    Batch,
    Message,
    RawRow,
    RefusedError,
    SheetInfo,
    SheetRemarks,
)

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_LINE_ENDS = {"br", "p", "div", "li"}
_PIECE = 1_000_000

Table = list[list[str]]


class WebPage:
    """A page; each table that is in no other table is a sheet."""

    separator = ""

    def __init__(self, path: Path, encoding: str | None, large: bool) -> None:
        size = path.stat().st_size
        if size > USUAL_SIZE and not large:
            raise RefusedError(TOO_LARGE, "large", size=size // 1_000_000)
        self.encodings: Sequence[str] = _list_encodings(path)
        self.encoding = encoding or self.encodings[0]
        self.remarks: list[Message] = []
        self._tables = _parse_tables(path, self.encoding)
        if not self._tables:
            raise RefusedError(NO_TABLE)
        self.sheets = [
            SheetInfo(f"Table {number}", False, len(table), max(map(len, table)))
            for number, table in enumerate(self._tables, 1)
        ]
        self._known = SheetRemarks()

    def read_sheet(self, index: int) -> Iterator[Batch]:
        """The rows that are not blank."""
        table = self._tables[index]
        filled = [number for number, row in enumerate(table, 1) if any(row)]
        self._known = SheetRemarks(blank_rows=filled[-1] - len(filled))
        return gather_rows(RawRow(number, table[number - 1]) for number in filled)

    def tell_remarks(self) -> SheetRemarks:
        """Only blank rows are known."""
        return self._known


def _list_encodings(path: Path) -> list[str]:
    """What the page says of itself comes first, unless a mark or its bytes say otherwise."""
    found = list_encodings(path)
    with path.open("rb") as file:
        said = _CHARSET.search(file.read(4000))
    if said is None or found[0].startswith("utf"):
        return found
    name = {"iso-8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}.get(
        said[1].decode().lower(), said[1].decode().lower()
    )
    try:
        b"".decode(name)
    except LookupError:
        return found
    return [name, *(other for other in found if other != name)]


def _parse_tables(path: Path, encoding: str) -> list[Table]:
    parser = _TableParser()
    with path.open(encoding=encoding, errors="replace") as file:
        while piece := file.read(_PIECE):
            parser.feed(piece)
    parser.close()
    return [table for table in parser.tables if any(map(any, table))]


def parse_page(page: str) -> list[Table]:
    """The tables of a page that is at hand as text; none where they are too wide."""
    parser = _TableParser()
    try:
        parser.feed(page)
    except RefusedError:
        return []
    parser.close()
    return [table for table in parser.tables if table]


class _TableParser(HTMLParser):
    """Collects the text of table cells; spanned places stay blank, so nothing is shifted."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[Table] = []
        self._depth = 0
        self._cell: list[str] | None = None
        self._span = 1
        self._below: dict[int, int] = {}
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row or a cell."""
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append([])
                self._below = {}
        elif tag in ("script", "style"):
            self._silent += 1
        elif self._depth == 1 and tag == "tr":
            self._end_cell()
            self._begin_row()
        elif self._depth == 1 and tag in ("td", "th"):
            self._end_cell()
            self._begin_cell(dict(attrs))
        elif tag in _LINE_ENDS and self._cell:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End a table or a cell."""
        if tag == "table" and self._depth:
            if self._depth == 1:
                self._end_cell()
            self._depth -= 1
        elif tag in ("script", "style"):
            self._silent = max(self._silent - 1, 0)
        elif self._depth == 1 and tag in ("td", "th", "tr"):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        """Take the text of a cell."""
        if self._cell is not None and not self._silent:
            self._cell.append(data)

    def _begin_row(self) -> None:
        self.tables[-1].append([])
        self._fill_spanned()

    def _fill_spanned(self) -> None:
        """Leave blank what a cell of a row above reaches down to."""
        row = self.tables[-1][-1]
        while self._below.get(len(row), 0) > 0:
            self._below[len(row)] -= 1
            row.append("")

    def _begin_cell(self, attributes: dict[str, str | None]) -> None:
        if not self.tables[-1]:
            self._begin_row()
        self._fill_spanned()
        row = self.tables[-1][-1]
        if len(row) >= MOST_COLUMNS:
            raise RefusedError(
                N_("A table of {file} has more than {most} columns; it was not read."),
                most=MOST_COLUMNS,
            )
        self._cell = []
        self._span = _read_span(attributes.get("colspan"))
        down = _read_span(attributes.get("rowspan")) - 1
        for column in range(len(row), len(row) + self._span if down else len(row)):
            self._below[column] = down

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        lines = (" ".join(line.split()) for line in "".join(self._cell).split("\n"))
        self.tables[-1][-1].append("\n".join(line for line in lines if line))
        self.tables[-1][-1].extend([""] * (self._span - 1))
        self._cell = None


def _read_span(text: str | None) -> int:
    return min(max(int(text), 1), MOST_COLUMNS) if text and text.isascii() and text.isdigit() else 1
