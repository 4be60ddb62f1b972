"""Strangers' files whose package or kind is damaged, hostile or not what the name says."""

import os
import random
import struct
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from openpyxl import Workbook

from t20desk.db.engines.stopping import Stop, stopped_by
from t20desk.errors import Cancelled, UserError
from t20desk.reading.source import LargeFileError, open_source
from tests.reading.sample_files import (
    MAIN,
    SHEET,
    STRINGS,
    change_parts,
    lie_about_size,
    read_all,
    read_cells,
    refuse,
    write_book,
    write_document,
    write_lines,
    write_old_book,
    write_raw_sheet,
)

SAMPLE = [["Name", "City"], ["Müller", "Dresden"], ["丁", "南京"]]


def fill_sample(sheet: object) -> None:
    for row in SAMPLE:
        sheet.append(row)


def write_sample(path: Path) -> Path:
    return write_book(path, fill_sample)


def write_parts(path: Path, parts: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def read_remarks_of(path: Path) -> list[str]:
    with open_source(path) as source:
        return source.remarks


@pytest.mark.parametrize("name", [pytest.param("empty.xlsx", id="E-101")])
def test_an_empty_file_is_said_to_be_empty(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    assert "is empty (0 bytes)" in refuse(tmp_path / name)


@pytest.mark.parametrize("size", [pytest.param(3000, id="E-102")])
def test_a_cut_workbook_is_damaged(tmp_path: Path, size: int) -> None:
    path = write_sample(tmp_path / "cut.xlsx")
    path.write_bytes(path.read_bytes()[:size])
    assert "damaged or not completely downloaded" in refuse(path)


@pytest.mark.parametrize("name", [pytest.param("really.xlsx", id="E-103")])
def test_text_named_as_a_workbook_is_read_and_said(tmp_path: Path, name: str) -> None:
    path = write_lines(tmp_path / name, [";".join(row) for row in SAMPLE])
    assert read_cells(path) == SAMPLE
    assert "text file" in " ".join(read_remarks_of(path))


@pytest.mark.parametrize("name", [pytest.param("export.xls", id="E-104")])
def test_a_web_table_named_xls_is_read(tmp_path: Path, name: str) -> None:
    rows = "".join(f"<tr><td>{row[0]}</td><td>{row[1]}</td></tr>" for row in SAMPLE)
    page = f"<html><meta charset=utf-8><body><table>{rows}</table></body></html>"
    (tmp_path / name).write_text(page, encoding="utf-8")
    assert read_cells(tmp_path / name) == SAMPLE
    assert "web page" in " ".join(read_remarks_of(tmp_path / name))


@pytest.mark.parametrize("name", [pytest.param("new.xls", id="E-105")])
def test_a_new_workbook_with_an_old_name_is_read_by_content(tmp_path: Path, name: str) -> None:
    path = write_sample(tmp_path / "new.xlsx").rename(tmp_path / name)
    assert read_cells(path) == SAMPLE
    assert "Excel workbook (.xlsx)" in " ".join(read_remarks_of(path))


@pytest.mark.parametrize("name", [pytest.param("old.xlsx", id="E-105-reverse")])
def test_an_old_workbook_with_a_new_name_is_read_by_content(tmp_path: Path, name: str) -> None:
    path = write_old_book(tmp_path / name, [(0, 0, "Name", ""), (1, 0, "Müller", "")])
    assert read_cells(path) == [["Name"], ["Müller"]]
    assert "old Excel workbook" in " ".join(read_remarks_of(path))


@pytest.mark.parametrize("name", [pytest.param("locked.xlsx", id="E-106")])
def test_a_password_is_named(tmp_path: Path, name: str) -> None:
    # What Excel writes: a compound file with a stream of this name in its directory.
    content = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")
    )
    (tmp_path / name).write_bytes(content + bytes(512))
    assert "protected by a password" in refuse(tmp_path / name)


@pytest.mark.parametrize("record", [pytest.param(0x002F, id="E-106-xls")])
def test_the_password_of_an_old_workbook_is_named(tmp_path: Path, record: int) -> None:
    path = write_old_book(tmp_path / "locked.xls", [(0, 0, "Name", "")])
    content = path.read_bytes()
    start = content.index(struct.pack("<HHH", 0x0809, 16, 0x0600))
    # A FILEPASS record takes the place of the one after BOF.
    after = start + 20
    locked = content[:after] + struct.pack("<H", record) + content[after + 2 :]
    path.write_bytes(locked)
    assert "protected by a password" in refuse(path)


MANIFEST = "<m:manifest><m:encryption-data/></m:manifest>"


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param({"content.xml": "?", "META-INF/manifest.xml": MANIFEST}, id="E-106-ods"),
        # As newer LibreOffice writes it: everything in one sealed part.
        pytest.param({"encrypted-package": "?"}, id="E-106-ods-sealed"),
    ],
)
def test_the_password_of_a_document_is_named(tmp_path: Path, parts: dict[str, str]) -> None:
    kind = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}
    path = write_parts(tmp_path / "locked.ods", kind | parts)
    assert "protected by a password; open it with its password" in refuse(path)


@pytest.mark.parametrize(
    ("name", "parts", "told"),
    [
        (
            "letter.odt",
            {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"},
            "contains no table",
        ),
        ("list.numbers", {"Index/Document.iwa": "?"}, "export it there as an Excel workbook"),
    ],
)
def test_another_document_is_told_from_a_damaged_workbook(
    tmp_path: Path, name: str, parts: dict[str, str], told: str
) -> None:
    assert told in refuse(write_parts(tmp_path / name, parts))


LEVELS = (f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 10))
BOMB = f'<!DOCTYPE sst [<!ENTITY a0 "ha">{"".join(LEVELS)}]>'
OUTSIDE = '<!DOCTYPE sst [<!ENTITY x SYSTEM "file://{marker}">]>'


@pytest.mark.parametrize(
    "part", [pytest.param(STRINGS, id="E-107"), pytest.param(SHEET, id="E-107-sheet")]
)
def test_an_entity_bomb_is_refused_at_once(tmp_path: Path, part: str) -> None:
    path = write_sample(tmp_path / "bomb.xlsx")
    change_parts(path, {part: f"{BOMB}<sst {MAIN}><si><t>&a9;</t></si></sst>"})
    started = time.monotonic()
    assert "entities" in refuse(path)
    assert time.monotonic() - started < 3


@pytest.mark.parametrize(
    "part", [pytest.param(STRINGS, id="E-108"), pytest.param(SHEET, id="E-108-sheet")]
)
def test_an_outside_entity_is_refused(tmp_path: Path, part: str) -> None:
    marker = tmp_path / "marker.txt"
    marker.write_text("secret marker")
    path = write_sample(tmp_path / "outside.xlsx")
    head = OUTSIDE.format(marker=marker)
    change_parts(path, {part: f"{head}<sst {MAIN}><si><t>&x;</t></si></sst>"})
    assert "secret marker" not in refuse(path)


@pytest.mark.parametrize("size", [pytest.param(300_000_000, id="E-109")])
def test_a_zip_bomb_is_refused_by_its_sizes(tmp_path: Path, size: int) -> None:
    path = write_sample(tmp_path / "bomb.xlsx")
    change_parts(path, {SHEET: b" " * size})
    assert path.stat().st_size < 500_000
    assert "times its size" in refuse(path, large=True)


@pytest.mark.parametrize(
    "part", [pytest.param(SHEET, id="E-110"), pytest.param(STRINGS, id="E-110-strings")]
)
def test_a_directory_that_lies_about_sizes_is_found(tmp_path: Path, part: str) -> None:
    path = write_sample(tmp_path / "lying.xlsx")
    change_parts(path, {part: b" " * 50_000_000})
    lie_about_size(path, part, 40_000)
    assert "damaged" in refuse(path)


@pytest.mark.slow
@pytest.mark.parametrize("number", [pytest.param(60_000, id="E-111")])
def test_too_many_parts_are_refused(tmp_path: Path, number: int) -> None:
    path = write_sample(tmp_path / "many.xlsx")
    with zipfile.ZipFile(path, "a") as package:
        for place in range(number):
            package.writestr(f"x/{place}", b"")
    assert "parts, too many" in refuse(path)


@pytest.mark.parametrize("name", [pytest.param("outer.zip", id="E-111-nested")])
def test_a_packed_folder_is_refused(tmp_path: Path, name: str) -> None:
    inner = write_sample(tmp_path / "inner.xlsx")
    with zipfile.ZipFile(tmp_path / name, "w") as package:
        package.write(inner, "inner.xlsx")
    assert "unpack it" in refuse(tmp_path / name)


FAR_CORNERS = (
    '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
)


@pytest.mark.parametrize("rows", [pytest.param(FAR_CORNERS, id="E-112")])
def test_two_far_corners_are_refused_and_we_live(tmp_path: Path, rows: str) -> None:
    path = write_raw_sheet(tmp_path / "far.xlsx", rows)
    assert "too much memory" in refuse(path)


@pytest.mark.parametrize(
    "dimension",
    [
        pytest.param('<dimension ref="A1:XFD1048576"/>', id="E-113"),
        pytest.param("", id="E-113-missing"),
        pytest.param('<dimension ref="A0"/>', id="E-113-A0"),
        pytest.param('<dimension ref=""/>', id="E-113-empty"),
    ],
)
def test_a_wrong_dimension_is_ignored(tmp_path: Path, dimension: str) -> None:
    rows = '<row r="3"><c r="B3"><v>1</v></c><c r="C3"><v>2</v></c></row>'
    path = write_raw_sheet(tmp_path / "size.xlsx", rows, before=dimension)
    assert [(row.number, row.cells) for row in read_all(path)] == [(3, [None, 1, 2])]


@pytest.mark.parametrize("rows", [pytest.param(200_000, id="E-114")])
def test_reading_many_rows_stops_when_asked(tmp_path: Path, rows: int) -> None:
    lines = (f'<row r="{r}"><c r="A{r}"><v>{r}</v></c></row>' for r in range(1, rows + 1))
    path = write_raw_sheet(tmp_path / "many.xlsx", "".join(lines))
    stop = Stop()
    with stopped_by(stop), open_source(path) as source:
        taken = source.read_rows()
        assert next(taken).cells == [1]
        stop.set()
        started = time.monotonic()
        with pytest.raises(Cancelled):
            list(taken)
    assert time.monotonic() - started < 2
    assert not [child for child in psutil.Process().children(True) if "--read" in child.cmdline()]


FILLED = '<table:table-cell office:value-type="string"{times}><text:p>a</text:p></table:table-cell>'


@pytest.mark.parametrize(
    "columns", [pytest.param(16_384, id="E-115"), pytest.param(900, id="E-115-rows")]
)
def test_cells_repeated_without_end_are_refused(tmp_path: Path, columns: int) -> None:
    cell = FILLED.format(times=f' table:number-columns-repeated="{columns}"')
    path = write_document(
        tmp_path / "bomb.ods",
        '<table:table table:name="S"><table:table-row table:number-rows-repeated="1048576">'
        f"{cell}</table:table-row></table:table>",
    )
    assert "delete what is not part of the table" in refuse(path)


@pytest.mark.parametrize("rows", [pytest.param(1_048_574, id="E-116")])
def test_a_repeated_empty_tail_costs_nothing(tmp_path: Path, rows: int) -> None:
    row = f"<table:table-row>{FILLED.format(times='')}</table:table-row>"
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    tail = f'<table:table-row table:number-rows-repeated="{rows}">{empty}</table:table-row>'
    path = write_document(
        tmp_path / "tail.ods", f'<table:table table:name="S">{row}{row}{tail}</table:table>'
    )
    assert read_cells(path) == [["a"], ["a"]]


@pytest.mark.parametrize("name", [pytest.param("macros.xlsm", id="E-117")])
def test_macros_and_links_are_not_read_and_said(tmp_path: Path, name: str) -> None:
    path = write_sample(tmp_path / name)
    change_parts(
        path,
        {
            "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0",
            "xl/externalLinks/externalLink1.xml": "<externalLink/>",
            "xl/embeddings/oleObject1.bin": b"MZ",
        },
    )
    assert read_cells(path) == SAMPLE
    assert read_remarks_of(path) == [
        "Macros were not read.",
        "Links to other workbooks were not followed.",
        "Embedded objects were not read.",
    ]


@pytest.mark.parametrize("name", [pytest.param("chart.xlsx", id="E-118")])
def test_a_workbook_of_charts_has_no_table(tmp_path: Path, name: str) -> None:
    book = Workbook()
    book.create_chartsheet("Chart")
    del book["Sheet"]
    book.save(tmp_path / name)
    assert "contains no table" in refuse(tmp_path / name)


@pytest.mark.parametrize("name", [pytest.param("both.xlsx", id="E-118-beside")])
def test_sheets_beside_a_chart_are_read(tmp_path: Path, name: str) -> None:
    book = Workbook()
    book.create_chartsheet("Chart", 0)
    book["Sheet"].append(["a", "b"])
    book.save(tmp_path / name)
    assert read_cells(tmp_path / name) == [["a", "b"]]


@pytest.mark.parametrize("number", [pytest.param(250, id="E-119")])
def test_all_sheets_are_listed_and_hidden_ones_marked(tmp_path: Path, number: int) -> None:
    book = Workbook()
    for place in range(1, number):
        book.create_sheet(f"S{place}").sheet_state = ["visible", "hidden", "veryHidden"][place % 3]
    book.save(tmp_path / "many.xlsx")
    with open_source(tmp_path / "many.xlsx") as source:
        assert len(source.sheets) == number
        assert [sheet.hidden for sheet in source.sheets[:4]] == [False, True, True, False]


@pytest.mark.parametrize("name", [pytest.param("~$members.xlsx", id="E-120")])
def test_the_lock_file_of_excel_is_known(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\x05Anna" + bytes(160))
    assert "Excel's lock file" in refuse(tmp_path / name)


@pytest.mark.parametrize("size", [pytest.param(20_000, id="E-121")])
def test_a_file_that_goes_away_while_it_is_read_gives_an_error(tmp_path: Path, size: int) -> None:
    path = write_lines(tmp_path / "stick.csv", ["a;b"] * size)
    with open_source(path) as source:
        rows = source.read_rows()
        next(rows)
        path.unlink()
        with pytest.raises(UserError, match=r"stick\.csv"):
            list(rows)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("a 🎓 %20 #1 .xlsx", id="E-122"),
        pytest.param("trailing.xlsx ", id="E-122-blank"),
        pytest.param("x" * 240 + ".xlsx", id="E-122-long"),
    ],
)
def test_odd_names_are_read(tmp_path: Path, name: str) -> None:
    assert read_cells(write_sample(tmp_path / "plain.xlsx").rename(tmp_path / name)) == SAMPLE


@pytest.mark.parametrize("name", [pytest.param("x" * 400 + ".xlsx", id="E-122-too-long")])
def test_a_name_that_cannot_be_is_refused(tmp_path: Path, name: str) -> None:
    assert "cannot be opened" in refuse(tmp_path / name)


def make_folder(path: Path) -> None:
    path.mkdir()


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_link_to_endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(make_folder, id="E-123"),
        pytest.param(make_pipe, id="E-123-fifo"),
        pytest.param(make_link_to_endless, id="E-123-endless"),
    ],
)
def test_what_is_no_file_is_refused_at_once(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "odd.xlsx"
    make(path)
    assert "choose" in refuse(path)


@pytest.mark.parametrize("text", [pytest.param("a;b\n1;3\n", id="E-124")])
def test_a_change_after_the_preview_is_seen(tmp_path: Path, text: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text("a;b\n1;2\n")
    with open_source(path) as source:
        assert source.is_unchanged()
        times = path.stat()
        path.write_text(text)
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
        assert not source.is_unchanged()


@pytest.mark.slow
@pytest.mark.parametrize("name", [pytest.param("more.xlsx", id="E-109-asked")])
def test_a_large_honest_file_is_read_on_request(tmp_path: Path, name: str) -> None:
    path = write_sample(tmp_path / name)
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/media/image1.png", bytes(201_000_000))
    with pytest.raises(LargeFileError, match="201 MB"):
        open_source(path)
    assert read_cells(path, large=True) == SAMPLE


def damage_bytes(content: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(content)
    for _ in range(chance.randint(1, 5)):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def cut_bytes(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def write_sample_document(path: Path) -> Path:
    row = f"<table:table-row>{FILLED.format(times='')}</table:table-row>"
    return write_document(path, f'<table:table table:name="S">{row * 20}</table:table>')


def write_sample_text(path: Path) -> Path:
    return write_lines(path, ['"Müller";"a ""b""";1'] * 40, "cp1252")


def write_sample_old(path: Path) -> Path:
    return write_old_book(path, [(row, 0, f"name {row}", "") for row in range(40)])


@pytest.mark.sampled
@pytest.mark.parametrize("damage", [damage_bytes, cut_bytes])
@pytest.mark.parametrize(
    ("name", "write"),
    [
        pytest.param("fuzz.xlsx", write_sample, id="E-125-xlsx"),
        pytest.param("fuzz.xls", write_sample_old, id="E-125-xls"),
        pytest.param("fuzz.ods", write_sample_document, id="E-125-ods"),
        pytest.param("fuzz.csv", write_sample_text, id="E-125-csv"),
    ],
)
def test_random_damage_ends_in_rows_or_one_sentence(
    tmp_path: Path,
    name: str,
    write: Callable[[Path], Path],
    damage: Callable[[bytes, random.Random], bytes],
) -> None:
    path = write(tmp_path / name)
    content = path.read_bytes()
    for seed in range(int(os.environ.get("T20DESK_FUZZ", "6"))):
        path.write_bytes(damage(content, random.Random(seed)))
        with suppress(UserError):
            read_all(path)


def test_a_document_that_leads_nowhere_is_damaged_and_not_badly_named(tmp_path: Path) -> None:
    path = write_sample_document(tmp_path / "lost.ods")
    content = bytearray(path.read_bytes())
    at = content.rindex(b"PK\x05\x06")
    content[at + 16 : at + 20] = b"\xff\xff\xff\x7f"
    path.write_bytes(content)
    with pytest.raises(UserError, match="damaged"):
        read_all(path)
