"""The package of an .xlsx, .xlsm or .xlsb: its sheets, styles and what is not read of it."""

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from t20desk.i18n import N_
from t20desk.reading.child_process import ReadingChild
from t20desk.reading.number_formats import SheetStyles, read_styles
from t20desk.reading.packages import (
    CHUNK,
    check_package,
    drain_parts,
    open_package,
    parse_part,
    stream_part,
)
from t20desk.reading.rows import MOST_COLUMNS, MOST_ROWS, Message, column_index
from t20desk.reading.sheet_marks import SheetMarks, mark_sheet, unpack_marks

SMALL_SHEET = 20_000_000
"""Up to this size of XML looking for marks takes no longer than starting a process."""

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_ANY_DIMENSION = re.compile(rb"<(?:\w+:)?dimension\s+ref=[\"']([^\"']*)[\"']\s*/>")
_GOOD_DIMENSION = re.compile(rb"[A-Z]{1,3}[1-9]\d*(?::[A-Z]{1,3}[1-9]\d*)?")
_HEAD = 3000
_DIMENSION = re.compile(rb"<(?:\w+:)?dimension\s+ref=[\"'][A-Z]+\d+:([A-Z]+)(\d+)[\"']")


class WorkbookPackage:
    """An .xlsx or .xlsm, checked; large sheets are looked at by a process of their own."""

    def __init__(self, path: Path, large: bool, seconds: int) -> None:
        self._path = path
        self._large = large
        self._seconds = seconds
        self._package = open_package(path)
        check_package(self._package, large)
        self._sheets = _find_sheets(self._package)
        self.remarks: list[Message] = list(_tell_unread(self._package))

    def check_parts(self) -> None:
        """Unpack everything but the sheets, which are counted when they are read."""
        sheets = set(self._sheets.values())
        names = (name for name in self._package.namelist() if name not in sheets)
        drain_parts(
            self._package, [name for name in names if name.lower().endswith((".xml", ".rels"))]
        )

    def guess_size(self, sheet: str) -> tuple[int, int]:
        """What `dimension` claims, if it is believable."""
        part = self._sheets.get(sheet)
        return _read_dimension(self._read_head(part)) if part else (0, 0)

    def _read_head(self, part: str) -> bytes:
        return next(stream_part(self._package, part, _HEAD), b"")

    def open_content(self) -> Path | io.BytesIO:
        """The file; or, as calamine stumbles over a broken `dimension`, a copy without it."""
        broken = {
            part
            for part in self._sheets.values()
            if (found := _ANY_DIMENSION.search(self._read_head(part)))
            and not _GOOD_DIMENSION.fullmatch(found[1])
        }
        return self._copy_without(broken) if broken else self._path

    def _copy_without(self, broken: set[str]) -> io.BytesIO:
        copy = io.BytesIO()
        with zipfile.ZipFile(copy, "w") as package:
            for name in self._package.namelist():
                pieces = stream_part(self._package, name, _HEAD if name in broken else CHUNK)
                with package.open(name, "w") as part:
                    for place, piece in enumerate(pieces):
                        part.write(_ANY_DIMENSION.sub(b"", piece, 1) if not place else piece)
        copy.seek(0)
        return copy

    def start_marks(self, sheet: str, ours: bool = False) -> Callable[[], SheetMarks]:
        """calamine lets no thread run beside it, so a large sheet is marked by another process.

        We write no number with leading zeros, no error, no formula and no day before 1900: a sheet
        of `ours` is only unpacked, to see that it holds what the directory says.
        """
        part = self._sheets.get(sheet)
        if ours and part is not None:
            drain_parts(self._package, [part])
            return SheetMarks
        if part is None or self._package.getinfo(part).file_size <= SMALL_SHEET:
            marks = self.find_marks(sheet)
            return lambda: marks
        child = ReadingChild(self._seconds, leads=False)
        child.ask(
            {
                "path": str(self._path),
                "large": self._large,
                "marks": sheet,
                "seconds": self._seconds,
            }
        )
        return lambda: unpack_marks(child.last_answer()["marks"])

    def find_marks(self, sheet: str) -> SheetMarks:
        """What calamine loses of a sheet."""
        part = self._sheets.get(sheet)
        if part is None:
            return SheetMarks()
        return mark_sheet(stream_part(self._package, part), self._read_styles())

    def _read_styles(self) -> SheetStyles:
        names = (name for name in self._package.namelist() if name.lower() == "xl/styles.xml")
        name = next(names, "")
        return read_styles(parse_part(self._package, name)) if name else SheetStyles()


class PlainPackage:
    """A package of which only the values are read: .xlsb."""

    def __init__(self, path: Path, large: bool) -> None:
        with open_package(path) as package:
            check_package(package, large)
            drain_parts(package, package.namelist())
            self.remarks: list[Message] = list(_tell_unread(package))
        self.remarks.append(
            (N_("Error cells and hidden rows of .xlsb cannot be seen; .xlsx is safer."), {})
        )

    def guess_size(self, sheet: str) -> tuple[int, int]:
        """Not known."""
        return 0, 0

    def start_marks(self, sheet: str, ours: bool = False) -> Callable[[], SheetMarks]:
        """Nothing is found."""
        return SheetMarks


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
    match = _DIMENSION.search(head)
    if match is None:
        return 0, 0
    rows, columns = int(match[2]), column_index(match[1].decode()) + 1
    return (rows, columns) if columns <= MOST_COLUMNS and rows <= MOST_ROWS else (0, 0)


def _tell_unread(package: zipfile.ZipFile) -> Iterator[Message]:
    names = [name.lower() for name in package.namelist()]
    if any(name.endswith("vbaproject.bin") for name in names):
        yield N_("Macros were not read."), {}
    if any(name.startswith("xl/externallinks/") for name in names):
        yield N_("Links to other workbooks were not followed."), {}
    if any(name.startswith(("xl/embeddings/", "xl/activex/")) for name in names):
        yield N_("Embedded objects were not read."), {}
