"""Old workbooks (.xls) through xlrd, which knows their formats, error cells and hidden rows."""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from t20desk.reading.batches import gather_rows, show_time
from t20desk.reading.number_formats import is_padded, show_padded
from t20desk.reading.packages import DAMAGED, NO_TABLE, PROTECTED, USUAL_SIZE
from t20desk.reading.rows import (
    TOO_LARGE,
    Batch,
    ErrorText,
    Message,
    RawRow,
    RefusedError,
    SheetInfo,
    SheetRemarks,
    column_letters,
)

_TIME_FORMATS = frozenset({18, 19, 20, 21, 45, 46, 47})


class OldBook:
    """An .xls of Excel 97 to 2003, or older."""

    encoding = separator = ""
    encodings: Sequence[str] = ()

    def __init__(self, path: Path, large: bool) -> None:
        size = path.stat().st_size
        if size > USUAL_SIZE and not large:
            raise RefusedError(TOO_LARGE, "large", size=size // 1_000_000)
        self._book = _open_xlrd(path)
        self._cells = _CellReader(self._book)
        self._known = SheetRemarks()
        self.remarks: list[Message] = []
        self.sheets = [
            SheetInfo(sheet.name, sheet.visibility != 0, sheet.nrows, sheet.ncols)
            for sheet in self._book.sheets()
        ]
        if not self.sheets:
            raise RefusedError(NO_TABLE)

    def read_sheet(self, index: int) -> Iterator[Batch]:
        """The rows that are not blank."""
        sheet = self._book.sheet_by_index(index)
        self._known = _tell_known(sheet, 0)
        blank = _BlankCount()
        yield from gather_rows(blank.leave_out(self._read_rows(sheet)))
        self._known = _tell_known(sheet, blank.number)

    def _read_rows(self, sheet: Any) -> Iterator[RawRow]:
        hidden = _hidden_rows(sheet)
        for row in range(sheet.nrows):
            cells = [self._cells.read_cell(cell) for cell in sheet.row(row)]
            yield RawRow(row + 1, cells, row in hidden)

    def tell_remarks(self) -> SheetRemarks:
        """What is known of the sheet read last."""
        return self._known


class _BlankCount:
    """Leaves out blank rows and counts those above the last filled one."""

    def __init__(self) -> None:
        self.number = 0

    def leave_out(self, rows: Iterator[RawRow]) -> Iterator[RawRow]:
        waiting = 0
        for row in rows:
            if all(cell is None or cell == "" for cell in row.cells):
                waiting += 1
                continue
            self.number, waiting = self.number + waiting, 0
            yield row


class _CellReader:
    """Cells with the meaning their format gives them."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._padded: dict[int, str] = {}
        self._times: set[int] = set()
        for number, style in enumerate(book.xf_list):
            form = book.format_map.get(style.format_key)
            pattern = form.format_str if form else ""
            if is_padded(pattern):
                self._padded[number] = pattern
            if style.format_key in _TIME_FORMATS or "[h" in pattern.lower():
                self._times.add(number)

    def read_cell(self, cell: Any) -> object:
        import xlrd

        if cell.ctype == xlrd.XL_CELL_DATE:
            return self._read_date(cell)
        if cell.ctype == xlrd.XL_CELL_ERROR:
            return ErrorText(xlrd.error_text_from_code.get(cell.value, "#?"))
        if cell.ctype == xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        pattern = self._padded.get(cell.xf_index) if cell.ctype == xlrd.XL_CELL_NUMBER else None
        shown = show_padded(repr(cell.value), pattern) if pattern else None
        return cell.value if shown is None else shown

    def _read_date(self, cell: Any) -> object:
        from xlrd.xldate import XLDateError, xldate_as_datetime

        if cell.xf_index in self._times or 0 <= cell.value < 1:
            return show_time(cell.value * 86_400)
        try:
            moment = xldate_as_datetime(cell.value, self._book.datemode)
        except (XLDateError, ValueError, OverflowError):
            return cell.value
        if cell.value < 0:
            return cell.value
        return moment.date() if cell.value == int(cell.value) else moment


def _open_xlrd(path: Path) -> Any:
    import xlrd

    try:
        return xlrd.open_workbook(str(path), logfile=io.StringIO(), formatting_info=True)
    except (MemoryError, OSError):
        raise
    except xlrd.XLRDError as error:
        raise RefusedError(PROTECTED if "encrypted" in str(error) else DAMAGED) from error
    except Exception as error:
        # Damaged files raise struct.error, AssertionError, IndexError and others.
        raise RefusedError(DAMAGED) from error


def _hidden_rows(sheet: Any) -> set[int]:
    return {row for row, info in sheet.rowinfo_map.items() if info.hidden}


def _tell_known(sheet: Any, blank: int) -> SheetRemarks:
    merged = tuple(
        f"{column_letters(left)}{top + 1}:{column_letters(right - 1)}{bottom}"
        for top, bottom, left, right in sheet.merged_cells
    )
    hidden = tuple(
        column_letters(column)
        for column, info in sorted(sheet.colinfo_map.items())
        if info.hidden and column < sheet.ncols
    )
    rows = sum(row < sheet.nrows for row in _hidden_rows(sheet))
    return SheetRemarks(merged, rows, hidden, blank_rows=blank)
