"""Workbooks through calamine, with what it loses laid over its rows."""

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

from t20desk.reading.batches import ROWS_A_LINE
from t20desk.reading.packages import DAMAGED, NO_TABLE, PROTECTED
from t20desk.reading.rows import (
    MOST_COLUMNS,
    TOO_WIDE,
    Batch,
    Message,
    RefusedError,
    SheetInfo,
    SheetRemarks,
    column_letters,
)
from t20desk.reading.sheet_marks import SheetMarks

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

Answer = TypeVar("Answer")
CellRow = list[object]


class Package(Protocol):
    """The file around the sheets, of which we know more than calamine says."""

    remarks: list[Message]

    def guess_size(self, sheet: str) -> tuple[int, int]:
        """Rows and columns as the file claims, or zeros."""
        ...

    def start_marks(self, sheet: str, ours: bool = False) -> Callable[[], SheetMarks]:
        """Begin to look for what calamine loses; the answer waits for the end.

        In a sheet of `ours` nothing is that our own exporting never writes.
        """
        ...


class Workbook:
    """A workbook opened with calamine; the sheet read last is kept for a second reading."""

    encoding = separator = ""
    encodings: Sequence[str] = ()

    def __init__(self, content: Path | BytesIO, package: Package) -> None:
        self._package = package
        self._book = _open_calamine(content)
        self._kept: tuple[tuple[int, bool], CalamineSheet, SheetMarks] | None = None
        self._known = SheetRemarks()
        self._numbers: list[int] = []
        self.remarks = list(package.remarks)
        self.sheets = self._list_sheets()
        if not self.sheets:
            raise RefusedError(NO_TABLE)

    def _list_sheets(self) -> list[SheetInfo]:
        found = []
        for number, sheet in enumerate(self._book.sheets_metadata):
            if str(sheet.typ).endswith(("WorkSheet", "MacroSheet")):
                hidden = not str(sheet.visible).endswith(".Visible")
                size = self._package.guess_size(sheet.name)
                found.append(SheetInfo(sheet.name, hidden, *size))
                self._numbers.append(number)
        return found

    def read_sheet(self, index: int, ours: bool = False) -> Iterator[Batch]:
        """The rows that are not blank; a sheet of `ours` was written by us and edited by nobody."""
        if self._kept is None or self._kept[0] not in ((index, False), (index, ours)):
            self._kept = None
            self._kept = ((index, ours), *self._load_sheet(index, ours))
        _asked, sheet, marks = self._kept
        self._known = _tell_known(sheet, marks)
        joined = JoinedRows(sheet, marks)
        wide = sheet.total_width > MOST_COLUMNS
        filled = FilledColumns(self.sheets[index].name)
        for batch in joined.read_batches():
            yield filled.trim_batch(batch) if wide else batch
        self._known = _tell_known(sheet, marks, joined.blank)

    def _load_sheet(self, index: int, ours: bool) -> tuple["CalamineSheet", SheetMarks]:
        finish_marks = self._package.start_marks(self.sheets[index].name, ours)
        number = self._numbers[index]
        sheet = _call_calamine(lambda: self._book.get_sheet_by_index(number))
        return sheet, finish_marks()

    def tell_remarks(self) -> SheetRemarks:
        """What is known of the sheet read last."""
        return self._known


class JoinedRows:
    """calamine's rows with our findings laid over them, blank rows left out and counted."""

    def __init__(self, sheet: "CalamineSheet", marks: SheetMarks) -> None:
        self._sheet = sheet
        self._marks = marks
        self._touched = marks.cells.keys() | marks.hidden_rows
        # calamine counts rows from the first of all, but columns from the first filled one.
        self._left: CellRow = [""] * (sheet.start[1] if sheet.start else 0)
        self._last = 0
        self.blank = 0

    def read_batches(self) -> Iterator[Batch]:
        """All rows that are not blank."""
        rows = cast(Iterator[CellRow], self._sheet.iter_rows())
        first = 1
        while some := list(islice(rows, ROWS_A_LINE)):
            numbers = range(first, first + len(some))
            first = numbers.stop
            for row in some if self._left else ():
                row[:0] = self._left
            untouched = not self._touched or self._touched.isdisjoint(numbers)
            yield from self._count_blank(
                Batch(numbers, some)
                if untouched and all(map(any, some))
                else self._lay_over(numbers, some)
            )
        beyond = sorted(number for number in self._marks.cells if number >= first)
        yield from self._count_blank(self._lay_over(beyond, [[] for _ in beyond]))

    def _count_blank(self, batch: Batch) -> Iterator[Batch]:
        if batch.numbers:
            self.blank += batch.numbers[-1] - self._last - len(batch.numbers)
            self._last = batch.numbers[-1]
            yield batch

    def _lay_over(self, numbers: Sequence[int], rows: Sequence[CellRow]) -> Batch:
        find_cells, hidden = self._marks.cells.get, self._marks.hidden_rows
        names: list[int] = []
        kept: list[CellRow] = []
        for number, row in zip(numbers, rows, strict=True):
            if found := find_cells(number):
                _lay_cells(row, found)
            elif not any(row) and all(cell == "" for cell in row):
                continue
            names.append(number)
            kept.append(row)
        return Batch(names, kept, [place for place, name in enumerate(names) if name in hidden])


def _lay_cells(row: CellRow, found: Sequence[tuple[int, object]]) -> None:
    for column, value in found:
        if column >= len(row):
            row.extend([""] * (column + 1 - len(row)))
        row[column] = value


class FilledColumns:
    """Trims the rows of a very wide sheet and refuses one with too many filled columns."""

    def __init__(self, sheet: str) -> None:
        self._sheet = sheet
        self._seen: set[int] = set()

    def trim_batch(self, batch: Batch) -> Batch:
        """The same rows without their empty tails."""
        return Batch(batch.numbers, list(map(self._trim_row, batch.cells)), batch.hidden)

    def _trim_row(self, row: Sequence[object]) -> Sequence[object]:
        filled = [place for place, cell in enumerate(row) if cell != ""]
        self._seen.update(filled)
        number = len(self._seen)
        if number > MOST_COLUMNS:
            raise RefusedError(TOO_WIDE, sheet=self._sheet, number=number, most=MOST_COLUMNS)
        return row[: filled[-1] + 1]


def _open_calamine(content: Path | BytesIO) -> "CalamineWorkbook":
    """By its content; given a path calamine would believe the name."""
    import python_calamine

    stream = content.open("rb") if isinstance(content, Path) else content
    return _call_calamine(lambda: python_calamine.CalamineWorkbook.from_filelike(stream))


def _call_calamine(call: Callable[[], Answer]) -> Answer:
    """Its errors, among them panics that are no `Exception`, as refusals."""
    import python_calamine

    try:
        return call()
    except python_calamine.PasswordError as error:
        raise RefusedError(PROTECTED) from error
    except (MemoryError, OSError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        raise RefusedError(DAMAGED) from error


def _tell_known(sheet: "CalamineSheet", marks: SheetMarks, blank: int = 0) -> SheetRemarks:
    merged = [f"{_place(start)}:{_place(end)}" for start, end in sheet.merged_cell_ranges or ()]
    return SheetRemarks(
        tuple(merged or marks.merged),
        len(marks.hidden_rows),
        tuple(marks.hidden_columns),
        marks.uncached,
        blank,
    )


def _place(position: tuple[int, int]) -> str:
    return f"{column_letters(position[1])}{position[0] + 1}"
