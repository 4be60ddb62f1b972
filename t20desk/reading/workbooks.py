"""Workbooks through calamine: .xlsx and .xlsm with a pass for what it loses, .xlsb, .ods."""

import posixpath
import re
import threading
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast
from xml.etree.ElementTree import Element

from t20desk.i18n import N_
from t20desk.reading.number_formats import SheetStyles, read_styles
from t20desk.reading.packages import (
    DAMAGED,
    NO_TABLE,
    PROTECTED,
    check_package,
    drain_parts,
    open_package,
    parse_part,
    stream_part,
)
from t20desk.reading.rows import (
    MOST_COLUMNS,
    Message,
    RawRow,
    RefusedError,
    SheetInfo,
    SheetRemarks,
    column_index,
    column_letters,
)
from t20desk.reading.sheet_marks import SheetMarks, mark_sheet

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

Answer = TypeVar("Answer")

_SMALL_SHEET = 20_000_000
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
MOST_CELLS = 100_000_000

TOO_WIDE = N_(
    "Sheet {sheet} of {file} has {number} filled columns, more than {most};"
    " delete what is not part of the table."
)


class Workbook:
    """A workbook opened with calamine; `mark` finds what calamine does not say of a sheet."""

    encoding = separator = ""
    encodings: Sequence[str] = ()

    def __init__(self, path: Path) -> None:
        self._book = _open_calamine(path)
        self._kept: tuple[int, CalamineSheet, SheetMarks] | None = None
        self._known = SheetRemarks()
        self._numbers: list[int] = []
        self.remarks: list[Message] = []
        self.sheets = self._list_sheets()
        if not self.sheets:
            raise RefusedError(NO_TABLE)

    def _list_sheets(self) -> list[SheetInfo]:
        found = []
        for number, sheet in enumerate(self._book.sheets_metadata):
            if str(sheet.typ).endswith(("WorkSheet", "MacroSheet")):
                hidden = not str(sheet.visible).endswith(".Visible")
                rows, columns = self.guess_size(sheet.name)
                found.append(SheetInfo(sheet.name, hidden, rows, columns))
                self._numbers.append(number)
        return found

    def guess_size(self, name: str) -> tuple[int, int]:
        """Rows and columns as the file claims; nothing here."""
        return 0, 0

    def find_marks(self, name: str) -> SheetMarks:
        """What calamine does not say of a sheet; nothing here."""
        return SheetMarks()

    def is_small(self, name: str) -> bool:
        """Whether to look for marks before rather than while calamine reads."""
        return True

    def read_sheet(self, index: int) -> Iterator[RawRow]:
        """The rows that are not blank."""
        if self._kept is None or self._kept[0] != index:
            self._kept = None
            self._kept = (index, *self._load_sheet(index))
        _index, sheet, marks = self._kept
        self._known = _tell_known(sheet, marks)
        filled = _Filled(self.sheets[index].name, sheet.total_width)
        blank = 0
        last = 0
        for row in _join_marks(sheet, marks):
            blank += row.number - last - 1
            last = row.number
            yield filled.check_row(row) if filled.wide else row
        self._known = _tell_known(sheet, marks, blank)

    def _load_sheet(self, index: int) -> tuple["CalamineSheet", SheetMarks]:
        name = self.sheets[index].name
        task = _Task(lambda: self.find_marks(name))
        if self.is_small(name):
            task.result()
        sheet = _call_calamine(lambda: self._book.get_sheet_by_index(self._numbers[index]))
        return sheet, task.result()

    def tell_remarks(self) -> SheetRemarks:
        """What is known of the sheet read last."""
        return self._known


class PackagedWorkbook(Workbook):
    """An .xlsx or .xlsm, of which we read styles and sheets ourselves too."""

    def __init__(self, path: Path, large: bool) -> None:
        self._package = open_package(path)
        check_package(self._package, large)
        self._parts = _find_sheets(self._package)
        drain_parts(self._package, self._other_parts())
        self._styles = self._read_styles()
        super().__init__(path)
        self.remarks += _tell_unread(self._package)

    def _other_parts(self) -> list[str]:
        sheets = set(self._parts.values())
        return [
            name
            for name in self._package.namelist()
            if name not in sheets and name.lower().endswith((".xml", ".rels"))
        ]

    def _read_styles(self) -> SheetStyles:
        name = next((n for n in self._package.namelist() if n.lower() == "xl/styles.xml"), "")
        return read_styles(parse_part(self._package, name)) if name else SheetStyles()

    def guess_size(self, name: str) -> tuple[int, int]:
        """What `dimension` claims, if it is believable."""
        part = self._parts.get(name)
        if part is None:
            return 0, 0
        with self._package.open(part) as stream:
            return _read_dimension(stream.read(3000))

    def is_small(self, name: str) -> bool:
        part = self._parts.get(name)
        return part is None or self._package.getinfo(part).file_size < _SMALL_SHEET

    def find_marks(self, name: str) -> SheetMarks:
        part = self._parts.get(name)
        if part is None:
            return SheetMarks()
        return mark_sheet(stream_part(self._package, part), self._styles)


class BinaryWorkbook(Workbook):
    """An .xlsb: values only."""

    def __init__(self, path: Path, large: bool) -> None:
        with open_package(path) as package:
            check_package(package, large)
            drain_parts(package, package.namelist())
        super().__init__(path)
        self.remarks.append(
            (N_("Error cells and hidden rows of .xlsb cannot be seen; .xlsx is safer."), {})
        )


class _Task:
    """A piece of work beside calamine, which lets other threads run while it reads."""

    def __init__(self, work: Callable[[], SheetMarks]) -> None:
        self._work = work
        self._result = SheetMarks()
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._result = self._work()
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            self._error = error

    def result(self) -> SheetMarks:
        self._thread.join()
        if self._error:
            raise self._error
        return self._result


class _Filled:
    """Counts the filled columns of a sheet that is wider than we take."""

    def __init__(self, sheet: str, width: int) -> None:
        self.wide = width > MOST_COLUMNS
        self._sheet = sheet
        self._seen: set[int] = set()

    def check_row(self, row: RawRow) -> RawRow:
        filled = [place for place, cell in enumerate(row.cells) if cell != "" and cell is not None]
        self._seen.update(filled)
        if len(self._seen) > MOST_COLUMNS:
            raise RefusedError(
                TOO_WIDE, sheet=self._sheet, number=len(self._seen), most=MOST_COLUMNS
            )
        return row._replace(cells=row.cells[: filled[-1] + 1])


def _open_calamine(path: Path) -> "CalamineWorkbook":
    import python_calamine

    return _call_calamine(lambda: python_calamine.CalamineWorkbook.from_path(str(path)))


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


def _join_marks(sheet: "CalamineSheet", marks: SheetMarks) -> Iterator[RawRow]:
    """calamine's rows with our findings laid over them, blank ones left out."""
    cells, hidden = marks.cells, marks.hidden_rows
    # calamine counts rows from 1 and columns from the first filled one.
    left = [""] * (sheet.start[1] if sheet.start else 0)
    rows = cast(Iterator[list[object]], sheet.iter_rows())
    for number, row in enumerate(rows, 1):
        if left:
            row[:0] = left
        if cells and number in cells:
            _lay_over(row, cells[number])
        elif not any(row) and _is_blank(row):
            continue
        yield RawRow(number, row, number in hidden)
    yield from _beyond_rows(sheet.total_height, marks)


def _is_blank(row: list[object]) -> bool:
    return all(cell == "" for cell in row if type(cell) is str) and not any(
        type(cell) is not str for cell in row
    )


def _lay_over(row: list[object], found: list[tuple[int, object]]) -> None:
    for column, value in found:
        if column >= len(row):
            row.extend([""] * (column + 1 - len(row)))
        row[column] = value


def _beyond_rows(height: int, marks: SheetMarks) -> Iterator[RawRow]:
    """Rows that hold nothing but error cells, below what calamine sees."""
    for number in sorted(number for number in marks.cells if number > height):
        row: list[object] = []
        _lay_over(row, marks.cells[number])
        yield RawRow(number, row, number in marks.hidden_rows)


def _tell_known(sheet: "CalamineSheet", marks: SheetMarks, blank: int = 0) -> SheetRemarks:
    merged = sheet.merged_cell_ranges or ()
    return SheetRemarks(
        tuple(f"{_place(start)}:{_place(end)}" for start, end in merged),
        len(marks.hidden_rows),
        tuple(marks.hidden_columns),
        marks.uncached,
        blank,
    )


def _place(position: tuple[int, int]) -> str:
    return f"{column_letters(position[1])}{position[0] + 1}"


def _find_sheets(package: zipfile.ZipFile) -> dict[str, str]:
    """The part of each sheet by its name."""
    names = {name.lower(): name for name in package.namelist()}
    book = names.get("xl/workbook.xml", "")
    relations = names.get("xl/_rels/workbook.xml.rels", "")
    if not book or not relations:
        return {}
    targets = {
        entry.get("Id", ""): posixpath.normpath(posixpath.join("/xl", entry.get("Target", "")))
        for entry in parse_part(package, relations)
    }
    sheets: dict[str, str] = {}
    for entry in parse_part(package, book).iter():
        if str(entry.tag).endswith("}sheet"):
            part = names.get(targets.get(_relation_of(entry), "").lower().lstrip("/"))
            if part:
                sheets[entry.get("name", "")] = part
    return sheets


def _relation_of(entry: Element) -> str:
    return entry.get(_RELATION) or entry.get(_STRICT_RELATION) or ""


def _read_dimension(head: bytes) -> tuple[int, int]:
    match = re.search(rb"<(?:\w+:)?dimension\s+ref=[\"'][A-Z]+\d+:([A-Z]+)(\d+)[\"']", head)
    if match is None:
        return 0, 0
    rows, columns = int(match[2]), column_index(match[1].decode()) + 1
    return (rows, columns) if columns <= MOST_COLUMNS and rows <= 1_048_576 else (0, 0)


def _tell_unread(package: zipfile.ZipFile) -> Iterator[Message]:
    names = [name.lower() for name in package.namelist()]
    if any(name.endswith("vbaproject.bin") for name in names):
        yield N_("Macros were not read."), {}
    if any(name.startswith("xl/externallinks/") for name in names):
        yield N_("Links to other workbooks were not followed."), {}
    if any(name.startswith(("xl/embeddings/", "xl/activex/")) for name in names):
        yield N_("Embedded objects were not read."), {}
