"""The package of an .ods: sizes before anything is unfolded, and what calamine loses.

calamine unfolds repeated cells while it opens the file, forgets error cells and line breaks and
gives numbers without the zeros they are shown with; one pass over the rows finds all that.
"""

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

from t20desk.i18n import N_
from t20desk.reading.batches import show_time
from t20desk.reading.packages import (
    PROTECTED_DOCUMENT,
    check_package,
    drain_parts,
    open_package,
    read_part,
    stream_part,
)
from t20desk.reading.rows import (
    MOST_COLUMNS,
    MOST_ROWS,
    TOO_WIDE,
    ErrorText,
    Message,
    RefusedError,
    column_letters,
)
from t20desk.reading.sheet_marks import SheetMarks, cut_chunks

MOST_CELLS = 50_000_000

_PIECES = re.compile(
    rb"<table:table\s([^>]*)>|<table:table-column\b([^>]*)>"
    rb"|<table:table-row\b([^>]*?)(?:/>|>(.*?)</table:table-row>)",
    re.DOTALL,
)
_CELLS = re.compile(
    rb"<table:(?:covered-)?table-cell\b([^>]*?)"
    rb"(?:/>|>(.*?)</table:(?:covered-)?table-cell>)",
    re.DOTALL,
)
_ODD = re.compile(
    rb"repeated=\"\d{3}|spanned=\"|value-type=\"error|time-value|line-break|:formula=|<text:p>[0#E]"
)
_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated=\"(\d+)\"")
_SPANNED = re.compile(rb"table:number-(rows|columns)-spanned=\"(\d+)\"")
_HIDDEN = re.compile(rb"table:visibility=\"(?:collapse|filter)\"")
_NAME = re.compile(rb"table:name=\"([^\"]*)\"")
_VALUE = re.compile(rb"office:value=\"([^\"]*)\"")
_TIME = re.compile(rb"office:time-value=\"(-?)P(?:(\d+)D)?T(\d+)H(\d+)M([\d.]+)S\"")
_NOTE = re.compile(rb"<office:annotation\b.*?</office:annotation>", re.DOTALL)
_PARAGRAPH = re.compile(rb"<text:p(?:\s[^>]*)?>(.*?)</text:p>", re.DOTALL)
_BLANKS = re.compile(rb"<text:s(?:\s+text:c=\"(\d{1,4})\")?\s*/>")
_MARKUP = re.compile(rb"<[^>]*>")
_ERROR = re.compile(r"#[A-Z0-9/]+[!?]?|Err:\d+")


class DocumentPackage:
    """An .ods, checked and looked through before calamine opens it."""

    def __init__(self, path: Path, large: bool) -> None:
        self.remarks: list[Message] = []
        self._marks: dict[str, SheetMarks] = {}
        with open_package(path) as package:
            check_package(package, large)
            manifest = "META-INF/manifest.xml"
            if manifest in package.namelist() and b"encryption-data" in read_part(
                package, manifest
            ):
                raise RefusedError(PROTECTED_DOCUMENT)
            names = [name for name in package.namelist() if name.endswith(".xml")]
            drain_parts(package, [name for name in names if name != "content.xml"])
            chunks = cut_chunks(stream_part(package, "content.xml"), b"table-row>")
            _DocumentWalk(self._marks).walk_chunks(chunks)
            if any(name.startswith("Basic/") for name in package.namelist()):
                self.remarks.append((N_("Macros were not read."), {}))

    def guess_size(self, sheet: str) -> tuple[int, int]:
        """The file does not say."""
        return 0, 0

    def start_marks(self, sheet: str, ours: bool = False) -> Callable[[], SheetMarks]:
        """What was found on opening."""
        return lambda: self._marks.get(sheet, SheetMarks())


class _DocumentWalk:
    """Goes through tables, columns and rows, counting what is repeated."""

    def __init__(self, sheets: dict[str, SheetMarks]) -> None:
        self._sheets = sheets
        self._sheet = ""
        self._marks = SheetMarks()
        self._row = 1
        self._column = 0
        self._filled = 0

    def walk_chunks(self, chunks: Iterator[bytes]) -> None:
        """Look at every row once."""
        for chunk in chunks:
            for table, column, row, cells in _PIECES.findall(chunk):
                if table:
                    self._begin_table(table)
                elif column:
                    self._pass_column(column)
                else:
                    self._pass_row(row, cells)

    def _begin_table(self, attributes: bytes) -> None:
        name = _NAME.search(attributes)
        self._sheet = unescape(name[1].decode("utf-8", "replace")) if name else ""
        self._marks = self._sheets.setdefault(self._sheet, SheetMarks())
        self._row, self._column, self._filled = 1, 0, 0

    def _pass_column(self, attributes: bytes) -> None:
        times = _count_repeated(attributes)
        if _HIDDEN.search(attributes) and times < MOST_COLUMNS:
            hidden = range(self._column, self._column + times)
            self._marks.hidden_columns += map(column_letters, hidden)
        self._column += times

    def _pass_row(self, attributes: bytes, cells: bytes) -> None:
        times = _count_repeated(attributes)
        filled = b"<text:p" in cells or b"office:value" in cells
        if filled and _HIDDEN.search(attributes):
            self._marks.hidden_rows.update(range(self._row, self._row + times))
        if filled and (_ODD.search(cells) or times > 1):
            self._pass_cells(cells, times)
        self._row += times

    def _pass_cells(self, cells: bytes, times: int) -> None:
        column = 0
        for attributes, content in _CELLS.findall(cells):
            width = _count_repeated(attributes)
            if content or b"office:value" in attributes:
                self._check_size(column, width, times)
                self._mark_cell(attributes, content, range(column, column + width), times)
            column += width

    def _check_size(self, column: int, width: int, times: int) -> None:
        if width > MOST_COLUMNS:
            number = column + width
            raise RefusedError(TOO_WIDE, sheet=self._sheet, number=number, most=MOST_COLUMNS)
        self._filled += width * times
        if self._filled > MOST_CELLS or self._row + times > MOST_ROWS + 1:
            raise RefusedError(
                N_(
                    "Sheet “{sheet}” of {file} repeats cells {number} times, more than can be read;"
                    " delete what is not part of the table."
                ),
                sheet=self._sheet,
                number=self._filled,
            )

    def _mark_cell(self, attributes: bytes, content: bytes, columns: range, times: int) -> None:
        spans = {name: int(number) for name, number in _SPANNED.findall(attributes)}
        down, across = spans.get(b"rows", 1), spans.get(b"columns", 1)
        first = columns.start
        if down > 1 or across > 1:
            end = f"{column_letters(first + across - 1)}{self._row + down - 1}"
            self._marks.merged.append(f"{column_letters(first)}{self._row}:{end}")
        value = _read_odd(attributes, content)
        if value is None:
            return
        for row in range(self._row, self._row + times):
            found = self._marks.cells.setdefault(row, [])
            found += [(column, value) for column in columns]


def _count_repeated(attributes: bytes) -> int:
    match = _REPEATED.search(attributes)
    return max(int(match[1][:9]), 1) if match else 1


def _read_odd(attributes: bytes, content: bytes) -> object:
    """The value of a cell that calamine does not give as it is meant, else None."""
    if b"time-value" in attributes:
        return _read_time(attributes)
    is_error = b'value-type="error"' in attributes
    if not is_error and not (b"line-break" in content or _ODD.search(content)):
        return None
    shown = _read_text(content)
    if is_error or (b":formula=" in attributes and _ERROR.fullmatch(shown)):
        return ErrorText(shown)
    if b'value-type="string"' in attributes:
        return shown if b"line-break" in content else None
    value = _VALUE.search(attributes)
    padded = value and re.fullmatch(r"0\d+", shown) and int(shown) == _read_number(value[1])
    return shown if padded else None


def _read_number(text: bytes) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _read_time(attributes: bytes) -> str | None:
    match = _TIME.search(attributes)
    if match is None:
        return None
    days, hours, minutes = (int(match[place] or 0) for place in (2, 3, 4))
    seconds = ((days * 24 + hours) * 60 + minutes) * 60 + float(match[5])
    return show_time(-seconds if match[1] else seconds)


def _read_text(content: bytes) -> str:
    paragraphs = _PARAGRAPH.findall(_NOTE.sub(b"", content))
    return "\n".join(map(_read_paragraph, paragraphs))


def _read_paragraph(content: bytes) -> str:
    content = content.replace(b"<text:line-break/>", b"\n").replace(b"<text:tab/>", b"\t")
    content = _BLANKS.sub(lambda blanks: b" " * int(blanks[1] or 1), content)
    return unescape(_MARKUP.sub(b"", content).decode("utf-8", "replace"))
