"""Spreadsheets as they come from strangers: broken, hostile, or only odd; each made by code."""

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook

from tests.reading.sample_files import (
    MAIN,
    SHEET,
    STRINGS,
    change_parts,
    lie_about_size,
    write_document,
    write_lines,
    write_raw_sheet,
)

Make = Callable[[Path], Path]
HEADINGS = ["Name", "City", "Phone", "Notes"]
ROWS = [["Müller Werke", "Dresden", "+49 351 1", "a"], ["丁公司", "南京", "+86 25 2", "b"]]


def write_rows(path: Path, *rows: list[object]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def write_whole(path: Path) -> Path:
    """A sheet of members as one hopes for."""
    return write_rows(path, HEADINGS, *ROWS)


def empty(folder: Path) -> Path:
    (folder / "empty.xlsx").touch()
    return folder / "empty.xlsx"


def cut_short(folder: Path) -> Path:
    path = write_whole(folder / "cut.xlsx")
    path.write_bytes(path.read_bytes()[:3000])
    return path


def sealed(folder: Path) -> Path:
    path = folder / "locked.xlsx"
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    path.write_bytes(head + "EncryptedPackage".encode("utf-16-le") + bytes(512))
    return path


def entity_bomb(folder: Path) -> Path:
    levels = (f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE sst [<!ENTITY a0 "ha">{"".join(levels)}]>'
    text = f"{bomb}<sst {MAIN}><si><t>&a9;</t></si></sst>"
    return change_parts(write_whole(folder / "bomb.xlsx"), {STRINGS: text})


def outside_entity(folder: Path) -> Path:
    (folder / "marker.txt").write_text("secret marker")
    head = f'<!DOCTYPE sst [<!ENTITY x SYSTEM "file://{folder / "marker.txt"}">]>'
    text = f"{head}<sst {MAIN}><si><t>&x;</t></si></sst>"
    return change_parts(write_whole(folder / "outside.xlsx"), {STRINGS: text})


def zip_bomb(folder: Path) -> Path:
    return change_parts(write_whole(folder / "zip bomb.xlsx"), {SHEET: b" " * 250_000_000})


def lying_directory(folder: Path) -> Path:
    path = change_parts(write_whole(folder / "lying.xlsx"), {SHEET: b" " * 50_000_000})
    lie_about_size(path, SHEET, 40_000)
    return path


def far_corners(folder: Path) -> Path:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    rows += '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    return write_raw_sheet(folder / "far.xlsx", rows)


def endless_cells(folder: Path) -> Path:
    cell = '<table:table-cell table:number-columns-repeated="900"><text:p>a</text:p>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-cell>'
    table = f'<table:table table:name="S">{row}</table:table-row></table:table>'
    return write_document(folder / "endless.ods", table)


def charts_alone(folder: Path) -> Path:
    book = Workbook()
    book.create_chartsheet("Chart")
    del book["Sheet"]
    book.save(folder / "chart.xlsx")
    return folder / "chart.xlsx"


def lock_file(folder: Path) -> Path:
    (folder / "~$list.xlsx").write_bytes(b"\x05Anna" + bytes(160))
    return folder / "~$list.xlsx"


def a_folder(folder: Path) -> Path:
    (folder / "folder.xlsx").mkdir()
    return folder / "folder.xlsx"


def a_pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.csv")
    return folder / "pipe.csv"


def a_program(folder: Path) -> Path:
    (folder / "setup.xlsx").write_bytes(b"MZ\x90\0" + bytes(range(256)) * 40)
    return folder / "setup.xlsx"


def a_letter(folder: Path) -> Path:
    path = folder / "letter.ods"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", "<a/>")
    return path


def open_quote(folder: Path) -> Path:
    lines = ["Name;City", *(f"Institute {n};Bonn" for n in range(40)), '"Open;Lyon']
    return write_lines(folder / "quote.csv", [*lines, *(f"Late {n};Bonn" for n in range(40))])


REFUSED: tuple[Make, ...] = (
    empty,
    cut_short,
    sealed,
    entity_bomb,
    outside_entity,
    zip_bomb,
    lying_directory,
    far_corners,
    endless_cells,
    charts_alone,
    lock_file,
    a_folder,
    a_pipe,
    a_program,
    a_letter,
)
"""What nobody can take in."""


def text_in_disguise(folder: Path) -> Path:
    return write_lines(folder / "really.xlsx", [";".join(row) for row in [HEADINGS, *ROWS]])


def web_page(folder: Path) -> Path:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in [HEADINGS, *ROWS])
    rows = "".join(f"<tr>{row}</tr>" for row in cells)
    page = f"<html><script>alert(1)</script><table>{rows}</table></html>"
    return write_lines(folder / "export.xls", [page])


def with_macros(folder: Path) -> Path:
    parts = {
        "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0",
        "xl/externalLinks/externalLink1.xml": "<externalLink/>",
        "xl/embeddings/oleObject1.bin": b"MZ",
    }
    return change_parts(write_whole(folder / "macros.xlsm"), parts)


def many_sheets(folder: Path) -> Path:
    book = Workbook()
    for row in [HEADINGS, *ROWS]:
        book.active.append(row)
    for number in range(250):
        book.create_sheet(f"Sheet {number}").sheet_state = "veryHidden" if number % 2 else "hidden"
    book.save(folder / "sheets.xlsx")
    return folder / "sheets.xlsx"


def odd_name(folder: Path) -> Path:
    return write_whole(folder / "😀 100% #1 & <b>列表 ‮xslx.xlsx")


def odd_texts(folder: Path) -> Path:
    """Control characters, turned writing, emoji, formulas, page marks, statements, all as text."""
    path = folder / "texts.csv"
    rows = [
        "Name;City;Phone;Notes",
        "Bell\x07 \x0b\x1b[31m;Zero​width;+49 351 1;plain",
        "‮مرحبا بالعالم;👩‍👩‍👧 𠮷野;+86 25 2;ＡＢＣ",
        "=cmd|' /C calc'!A0;@SUM(1+1);+49 351 3;-5",
        '<img src="file:///etc/passwd">;<b>Bonn</b>;+49 351 4;&amp;',
        "'); DROP TABLE member;--;%_\\;+49 351 5;Robert",
    ]
    return write_lines(path, rows)


def huge_cell(folder: Path) -> Path:
    return write_lines(folder / "huge.csv", ["Name;Notes", f"Long;{'x' * 2_000_000}", "Short;a"])


def same_headings(folder: Path) -> Path:
    return write_rows(folder / "twice.xlsx", ["Name", "Name", None], ["A", "B", "c"])


def headings_alone(folder: Path) -> Path:
    return write_rows(folder / "alone.xlsx", HEADINGS)


def error_cells(folder: Path) -> Path:
    return write_rows(folder / "errors.xlsx", HEADINGS, ["Good", "Bonn"], ["Bad", "#N/A"])


def bad_bytes(folder: Path) -> Path:
    lines = "\r\n".join(["Name;City", *(f"Mül {n};Köln" for n in range(300)), ""]).encode()
    (folder / "bytes.csv").write_bytes(lines + b"Bad\xff\xfe;Bonn\r\n")
    return folder / "bytes.csv"


def zeros_and_widths(folder: Path) -> Path:
    rows = ["Name;City;Notes", "Ze\0ro;Bonn;a", "Short", "Long;Bonn;a;b;c;d", "Plain;Lyon;a"]
    return write_lines(folder / "widths.csv", rows)


def odd_days(folder: Path) -> Path:
    rows = ["Name;Joined", "A;29.02.2023", "B;31.04.2020", "C;0000-00-00", "D;3000000"]
    return write_lines(folder / "days.csv", rows)


READ: tuple[Make, ...] = (
    text_in_disguise,
    web_page,
    with_macros,
    many_sheets,
    odd_name,
    odd_texts,
    huge_cell,
    same_headings,
    headings_alone,
    error_cells,
    bad_bytes,
    open_quote,
    zeros_and_widths,
    odd_days,
)
"""What is read, with a word about what is odd in it."""
