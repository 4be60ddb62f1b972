"""Files for the reading tests, made by code: honest ones and hostile ones."""

import io
import struct
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import psutil
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from t20desk.errors import UserError
from t20desk.reading.rows import Cell, SheetRow
from t20desk.reading.source import open_source

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
_LOEXT = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"


def write_book(path: Path, fill: Callable[[Worksheet], object]) -> Path:
    """A workbook with one sheet, filled by openpyxl."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    fill(sheet)
    book.save(path)
    return path


def change_parts(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """The same package with some parts replaced or added."""
    kept = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(kept) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return path


def lie_about_size(path: Path, part: str, size: int) -> None:
    """Write a smaller size into the directory and the part's own header."""
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as package:
        entry = package.getinfo(part)
    struct.pack_into("<I", content, entry.header_offset + 22, size)
    place = content.rindex(b"PK\x01\x02", 0, content.rindex(part.encode()))
    struct.pack_into("<I", content, place + 24, size)
    path.write_bytes(content)


def write_raw_sheet(path: Path, rows: str, before: str = "", after: str = "") -> Path:
    """A workbook whose only sheet has the given XML."""
    write_book(path, lambda sheet: sheet.append(["x"]))
    content = f"<worksheet {MAIN}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"
    return change_parts(path, {SHEET: content})


def write_document(path: Path, tables: str) -> Path:
    """An .ods with the given XML of tables."""
    names = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{name}="{_OFFICE}:{name}:1.0"' for name in names)
    content = (
        f'<office:document-content {spaces} xmlns:calcext="{_LOEXT}"><office:body>'
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        manifest = f'<m:manifest xmlns:m="{_OFFICE}:manifest:1.0"/>'
        package.writestr("META-INF/manifest.xml", manifest)
    return path


def write_old_book(path: Path, cells: Iterable[tuple[int, int, object, str]]) -> Path:
    """An .xls with cells of row, column, value and number format."""
    xlwt = pytest.importorskip("xlwt", reason="xlwt of the test extra is missing")
    book = xlwt.Workbook()
    sheet = book.add_sheet("List")
    for row, column, value, pattern in cells:
        style = xlwt.easyxf(num_format_str=pattern) if pattern else xlwt.Style.default_style
        sheet.write(row, column, value, style)
    book.save(str(path))
    return path


def read_all(path: Path, **options: object) -> list[SheetRow]:
    """All rows of the first sheet."""
    with open_source(path, **options) as source:
        return list(source.read_rows())


def read_cells(path: Path, **options: object) -> list[list[Cell]]:
    """The cells of all rows of the first sheet."""
    return [row.cells for row in read_all(path, **options)]


def read_remarks(path: Path, **options: object) -> list[str]:
    """What is said of the first sheet."""
    with open_source(path, **options) as source:
        rows = source.read_rows()
        list(rows)
        return rows.remarks.sentences()


def refuse(path: Path, **options: object) -> str:
    """The one sentence with which the file is refused."""
    with pytest.raises(UserError) as caught:
        read_all(path, **options)
    sentence = caught.value.message
    assert path.name in sentence
    assert "\n" not in sentence
    assert "Traceback" not in sentence
    return sentence


def write_lines(path: Path, lines: Sequence[str], encoding: str = "utf-8") -> Path:
    """A text file."""
    path.write_bytes("\r\n".join([*lines, ""]).encode(encoding))
    return path


def list_children() -> list[psutil.Process]:
    """The reading children that run; not what other tests left to multiprocessing."""
    children = psutil.Process().children(recursive=True)
    return [
        child
        for child in children
        if "python" in child.name() and "multiprocessing" not in " ".join(child.cmdline())
    ]
