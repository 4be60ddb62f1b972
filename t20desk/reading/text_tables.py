"""Text tables: CSV and its cousins, streamed, with every row numbered and accounted for."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import TextIO

from t20desk.i18n import N_
from t20desk.reading.batches import gather_rows
from t20desk.reading.encodings import find_separator, list_encodings
from t20desk.reading.rows import (
    MOST_COLUMNS,
    Batch,
    Message,
    RawRow,
    RefusedError,
    SheetInfo,
    SheetRemarks,
)

LONGEST_CELL = 4_000_000
_SAMPLE_LINES = 60

WRONG_ENCODING = N_("Row {row} of {file} cannot be read as {encoding}; choose another encoding.")
OPEN_QUOTE = N_(
    "Row {row} of {file} (line {line}) has a quotation mark that is not closed;"
    " correct that row and try again."
)
WRONG_QUOTE = N_(
    "Row {row} of {file} (line {line}) has a quotation mark in the wrong place;"
    " correct that row and try again."
)
TOO_LONG = N_(
    "A cell in row {row} of {file} (line {line}) has more than {most} characters;"
    " perhaps a quotation mark is not closed there."
)
WRONG_WIDTH = N_("The row has {number} cells, the table has {columns} columns.")
TOO_MANY = N_(
    "Row {row} of {file} has {number} filled cells, more than {most};"
    " perhaps the separator is wrong."
)
_UNDECODED = re.compile("[\udc80-\udcff]")


class TextTable:
    """A text file with one table."""

    def __init__(self, path: Path, encoding: str | None, separator: str | None) -> None:
        self._path = path
        self.encodings: Sequence[str] = list_encodings(path)
        self.encoding = encoding or self.encodings[0]
        self.remarks: list[Message] = []
        given = self._read_separator_line()
        self._skip = bool(given)
        self.separator = separator or given or find_separator(self._sample_lines())
        self.sheets = [SheetInfo(path.stem)]
        self._known = SheetRemarks()

    def _open(self) -> TextIO:
        return self._path.open(encoding=self.encoding, errors="surrogateescape", newline="")

    def _sample_lines(self) -> list[str]:
        with self._path.open(encoding=self.encoding, errors="replace", newline="") as file:
            lines = (line.replace("\0", "") for line in islice(file, 1000))
            return list(islice((line for line in lines if line.strip()), _SAMPLE_LINES))

    def _read_separator_line(self) -> str:
        first = next(iter(self._sample_lines()), "").strip("\r\n")
        return first[4:] if first.lower().startswith("sep=") and len(first) == 5 else ""

    def read_sheet(self, index: int) -> Iterator[Batch]:
        """The rows that are not blank; the number is that of the row in Excel."""
        with self._open() as file:
            table = TableText(file, self.separator, self.encoding)
            yield from gather_rows(table.read_rows(skipped=1 if self._skip else 0))
            self._known = table.tell_remarks()

    def tell_remarks(self) -> SheetRemarks:
        """Blank rows and removed characters, once the rows are through."""
        return self._known


class TableText:
    """Lines of text as rows of a table; counts lines, rows and what was removed."""

    def __init__(self, lines: Iterable[str], separator: str, encoding: str = "") -> None:
        self._lines = iter(lines)
        self._encoding = encoding
        self._line = 0
        self._row = 0
        self._removed = 0
        self._blank = 0
        self._ended = False
        csv.field_size_limit(LONGEST_CELL)
        # A separator that occurs nowhere makes one column of each line.
        self._reader = csv.reader(self._clean_lines(), delimiter=separator or "\x1f", strict=True)

    def _clean_lines(self) -> Iterator[str]:
        for line in self._lines:
            self._line += 1
            if self._line == 1:
                line = line.removeprefix("\ufeff")
            if not line.isascii() and _UNDECODED.search(line):
                raise self._refuse_encoding()
            if "\0" in line:
                self._removed += line.count("\0")
                line = line.replace("\0", "")
            yield line
        self._ended = True

    def read_rows(self, skipped: int = 0) -> Iterator[RawRow]:
        """The rows that are not blank; the first `skipped` are passed over."""
        rows = self._number_rows(skipped)
        first = list(islice(rows, _SAMPLE_LINES))
        width = _find_width(first)
        is_title = True
        for number, line, cells in chain(first, rows):
            # Above the heading stand titles of their own width.
            is_title = is_title and len(cells) < width
            remark = None if is_title else _check_width(cells, width)
            missing = width - len(cells)
            yield RawRow(
                number, cells + [""] * missing if missing > 0 else cells, False, line, remark
            )

    def _number_rows(self, skipped: int) -> Iterator[tuple[int, int, list[str]]]:
        blank = 0
        for line, cells in self._records():
            self._row += 1
            if self._row <= skipped:
                continue
            if not any(cells):
                blank += 1
                continue
            self._blank, blank = self._blank + blank, 0
            if len(cells) > MOST_COLUMNS:
                self._refuse_wide(sum(map(bool, cells)))
            yield self._row, line, cells

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        while True:
            start = self._line + 1
            try:
                yield start, next(self._reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise self._refuse_quote(str(error), start) from error
            except UnicodeError as error:
                raise self._refuse_encoding() from error

    def _refuse_encoding(self) -> RefusedError:
        return RefusedError(WRONG_ENCODING, "encoding", row=self._row + 1, encoding=self._encoding)

    def _refuse_quote(self, error: str, line: int) -> RefusedError:
        row = self._row + 1
        if "field larger" in error:
            return RefusedError(TOO_LONG, row=row, line=line, most=LONGEST_CELL)
        message = OPEN_QUOTE if self._ended or self._line > line else WRONG_QUOTE
        return RefusedError(message, row=row, line=line)

    def _refuse_wide(self, filled: int) -> None:
        if filled > MOST_COLUMNS:
            raise RefusedError(TOO_MANY, row=self._row, number=filled, most=MOST_COLUMNS)

    def tell_remarks(self) -> SheetRemarks:
        """Blank rows and removed characters so far."""
        removed: Message = N_("NUL characters were removed: {number}."), {"number": self._removed}
        messages = (removed,) if self._removed else ()
        return SheetRemarks(blank_rows=self._blank, messages=messages)


def _find_width(rows: Sequence[tuple[int, int, list[str]]]) -> int:
    """How many columns the table has: as many as most rows, of several the widest.

    Cells at the end count though they are empty: few rows have a note in the last column.
    """
    widths = Counter(len(cells) for _number, _line, cells in rows)
    return max(widths, key=lambda width: (widths[width], width), default=0)


def _trim(cells: Sequence[str]) -> Sequence[str]:
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return cells[:end]


def _check_width(cells: Sequence[str], width: int) -> Message | None:
    """Too short or too long a row is said; empty cells at its end are no matter."""
    if len(cells) >= width and len(_trim(cells)) <= width:
        return None
    return WRONG_WIDTH, {"number": len(cells), "columns": width}
