"""Text tables whose encoding, separators or quotes are doubtful."""

import sys
from pathlib import Path

import psutil
import pytest

from t20desk.errors import UserError
from t20desk.reading.source import open_source
from tests.reading.sample_files import read_all, read_cells, read_remarks, refuse, write_lines

WESTERN = ["Name;Ort;Straße", "Müller;Köln;Hauptstraße 1", "Grün;Düsseldorf;Königsallee 2"]
CHINESE = ["姓名;城市;单位", "王小明;南京;南京工业大学", "李强;上海;中国科学技术信息研究所"]
TRADITIONAL = ["姓名;城市;單位", "王小明;臺北;國立臺灣大學", "李強;新竹;工業技術研究院"]

POLISH = ["Nazwa;Miasto", "Łącznik;Łódź", "Źródło;Gdańsk", "Żółw;Świdnica"]
CZECH = ["Název;Město", "Dvořák s.r.o.;Plzeň", "Novák;České Budějovice"]
HUNGARIAN = ["Név;Város", "Szőke Kft.;Győr", "Fürdő Zrt.;Nagykőrös"]
FRENCH = ["Société;Ville", "Crédit Régional;Genève", "Façade 5 m³;Besançon"]
FRENCH_NAMES = ["Société;Ville", "Crédit Régional;Genève", "Évêché;Besançon"]
RUSSIAN = ["Название;Город", "Союз технологий;Москва", "Волга;Тверь"]
TURKISH = ["Şirket;Şehir", "Güneş A.Ş.;İstanbul", "Yıldız;Çanakkale"]


def cells_of(lines: list[str]) -> list[list[str]]:
    return [line.split(";") for line in lines]


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("lines", "encoding", "named"),
    [
        pytest.param(WESTERN, "utf-8", "utf-8", id="E-301"),
        pytest.param(WESTERN, "utf-8-sig", "utf-8-sig", id="E-301-bom"),
        pytest.param(WESTERN, "utf-16", "utf-16", id="E-301-utf16"),
        pytest.param(CHINESE, "utf-16", "utf-16", id="E-301-utf16-chinese"),
        pytest.param(POLISH, "utf-16", "utf-16", id="E-301-utf16-polish"),
        pytest.param(WESTERN, "utf-16-le", "utf-16-le", id="E-301-utf16-no-mark"),
        pytest.param(WESTERN, "cp1252", "cp1252", id="E-301-cp1252"),
        pytest.param(WESTERN, "mac_roman", "mac_roman", id="E-301-mac"),
        pytest.param(WESTERN, "cp850", "cp850", id="E-301-dos"),
        pytest.param(FRENCH_NAMES, "cp850", "cp850", id="E-301-dos-french"),
        pytest.param(POLISH, "cp1250", "cp1250", id="E-301-cp1250-polish"),
        pytest.param(CZECH, "cp1250", "cp1250", id="E-301-cp1250-czech"),
        pytest.param(HUNGARIAN, "cp1250", "cp1250", id="E-301-cp1250-hungarian"),
        pytest.param(FRENCH, "cp1252", "cp1252", id="E-301-cp1252-french"),
        pytest.param(RUSSIAN, "cp1251", "cp1251", id="E-301-cp1251"),
        pytest.param(TURKISH, "cp1254", "cp1254", id="E-301-cp1254"),
        pytest.param(CHINESE, "gb18030", "gb18030", id="E-301-gb18030"),
        pytest.param(TRADITIONAL, "big5", "big5", id="E-301-big5"),
    ],
)
def test_the_encoding_is_found(tmp_path: Path, lines: list[str], encoding: str, named: str) -> None:
    path = write_lines(tmp_path / "list.csv", lines, encoding)
    with open_source(path) as source:
        assert source.encoding == named
        assert [row.cells for row in source.read_rows()] == cells_of(lines)


@pytest.mark.parametrize("mark", [pytest.param(b"\xfe\xff", id="E-301-utf16-be")])
def test_big_endian_text_is_read(tmp_path: Path, mark: bytes) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(mark + "\n".join(WESTERN).encode("utf-16-be"))
    assert read_cells(path) == cells_of(WESTERN)


@pytest.mark.parametrize("encoding", [pytest.param("big5", id="E-301-menu")])
def test_every_encoding_can_be_chosen(tmp_path: Path, encoding: str) -> None:
    path = write_lines(tmp_path / "list.csv", TRADITIONAL, encoding)
    with open_source(path) as source:
        assert encoding in source.encodings
    assert read_cells(path, encoding=encoding) == cells_of(TRADITIONAL)


@pytest.mark.parametrize("row", [pytest.param(40_000, id="E-302")])
def test_a_foreign_byte_is_named_by_its_row(tmp_path: Path, row: int) -> None:
    lines = ["Müller;Köln".encode()] * (row - 1) + [b"M\xfcller;K\xf6ln"]
    path = tmp_path / "list.csv"
    path.write_bytes(b"\n".join([*lines, b"a;b"]))
    with pytest.raises(UserError, match=f"Row {row} of list.csv cannot be read as utf-8") as caught:
        read_all(path)
    assert caught.value.field == "encoding"


def test_a_few_foreign_bytes_among_letters_in_utf8_are_named_too(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("Name;Ort\nGröße & Söhne;Köln\n".encode() + "Mühle;Köln\n".encode("cp1252"))
    with pytest.raises(UserError, match=r"Row 3 of .* cannot be read as utf-8"):
        read_all(path)


@pytest.mark.parametrize(
    ("text", "separator", "cells"),
    [
        pytest.param("a;b\n1;2\n", ";", [["a", "b"], ["1", "2"]], id="E-303"),
        pytest.param("a,b\n1,2\n", ",", [["a", "b"], ["1", "2"]], id="E-303-comma"),
        pytest.param("a\tb\n1\t2\n", "\t", [["a", "b"], ["1", "2"]], id="E-303-tab"),
        pytest.param("a|b\n1|2\n", "|", [["a", "b"], ["1", "2"]], id="E-303-bar"),
        pytest.param("sep=;\na;b\n1,5;2\n", ";", [["a", "b"], ["1,5", "2"]], id="E-303-sep"),
        pytest.param("a\n1\n2\n", "", [["a"], ["1"], ["2"]], id="E-303-one-column"),
        pytest.param(
            "Name\nMüller, Anna\nGrün, Eva\n",
            "",
            [["Name"], ["Müller, Anna"], ["Grün, Eva"]],
            id="E-303-names",
        ),
        pytest.param("1,5;2,5\n3,5;4,5\n", ";", [["1,5", "2,5"], ["3,5", "4,5"]], id="E-304"),
        pytest.param("a;b\n1.234,56;2\n", ";", [["a", "b"], ["1.234,56", "2"]], id="E-304-dots"),
    ],
)
def test_the_separator_is_found(
    tmp_path: Path, text: str, separator: str, cells: list[list[str]]
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    with open_source(path) as source:
        assert source.separator == separator
        assert [row.cells for row in source.read_rows()] == cells


@pytest.mark.parametrize("row", [pytest.param(812, id="E-305")])
def test_an_unclosed_quote_names_its_row(tmp_path: Path, row: int) -> None:
    lines = ["a;b"] * (row - 1) + ['"open;b'] + ["a;b"] * 1000
    assert f"Row {row} of" in refuse(write_lines(tmp_path / "list.csv", lines))


@pytest.mark.parametrize(
    "end",
    [
        pytest.param("\r", id="E-306"),
        pytest.param("\n", id="E-306-n"),
        pytest.param("\r\n", id="E-306-rn"),
    ],
)
def test_rows_and_lines_are_counted_apart(tmp_path: Path, end: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(end.join(["a;b", '"two', 'lines ""x""";1', "c;d", ""]).encode())
    rows = read_all(path)
    assert [(row.number, row.line) for row in rows] == [(1, 1), (2, 2), (3, 4)]
    assert rows[1].cells == [f'two{end}lines "x"', "1"]


@pytest.mark.parametrize("text", [pytest.param("a;b\rc;d\r\ne;f\ng;h", id="E-306-mixed")])
def test_mixed_line_ends_are_read(tmp_path: Path, text: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode())
    assert read_cells(path) == [["a", "b"], ["c", "d"], ["e", "f"], ["g", "h"]]


@pytest.mark.parametrize("widths", [pytest.param((3, 2, 4), id="E-307")])
def test_rows_of_another_width_are_said_and_not_shifted(
    tmp_path: Path, widths: tuple[int, ...]
) -> None:
    lines = ["a;b;c", "1;2;3", "1;2", "1;2;3;4", "1;2;3"]
    rows = read_all(write_lines(tmp_path / "list.csv", lines))
    assert [bool(row.remark) for row in rows] == [False, False, True, True, False]
    assert rows[3].remark == "The row has 4 cells, the table has 3 columns."
    assert rows[2].cells[:3] == ["1", "2", None]


def test_columns_that_few_rows_fill_are_columns_all_the_same(tmp_path: Path) -> None:
    lines = ["Name;Ort;Notiz;Telefon", *["A;B;;"] * 30, "A;B;ruft an;+49 30 1"]
    rows = read_all(write_lines(tmp_path / "sparse.csv", lines))
    assert len(rows) == len(lines)
    assert not any(row.remark for row in rows)


@pytest.mark.parametrize("titles", [pytest.param(3, id="E-307-titles")])
def test_titles_above_the_heading_are_no_fault(tmp_path: Path, titles: int) -> None:
    lines = ["Members of the alliance"] * titles + ["", "a;b;c", "1;2;3", "4;5;6", "7;8;9", "1;1;1"]
    rows = read_all(write_lines(tmp_path / "list.csv", lines))
    assert not any(row.remark for row in rows)
    assert rows[titles].number == titles + 2


@pytest.mark.parametrize("number", [pytest.param(2, id="E-308")])
def test_nul_characters_are_removed_and_said(tmp_path: Path, number: int) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"a;b\nx\0y;" + b"\0" * (number - 1) + b"z\n")
    assert read_cells(path)[1] == ["xy", "z"]
    assert read_remarks(path) == [f"NUL characters were removed: {number}."]


@pytest.mark.parametrize(
    "length", [pytest.param(200_000, id="E-308-long"), pytest.param(2_000_000, id="E-217-csv")]
)
def test_long_cells_arrive_whole(tmp_path: Path, length: int) -> None:
    path = write_lines(tmp_path / "list.csv", ["a;b", "x" * length + ";1"])
    assert read_cells(path)[1] == ["x" * length, "1"]


@pytest.mark.parametrize("columns", [pytest.param(5_000, id="E-308-wide")])
def test_too_many_columns_are_named(tmp_path: Path, columns: int) -> None:
    assert str(columns) in refuse(write_lines(tmp_path / "w.csv", [";".join("x" * columns)]))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="reads the memory of the child on POSIX")
@pytest.mark.parametrize("megabytes", [pytest.param(60, id="E-309")])
def test_a_huge_text_is_streamed(tmp_path: Path, megabytes: int) -> None:
    path = tmp_path / "huge.csv"
    line = b"Institute;Dresden;" + b"x" * 80 + b"\n"
    path.write_bytes(line * (megabytes * 1_000_000 // len(line)))
    most = 0
    with open_source(path) as source:
        for row in source.read_rows():
            if row.number % 20_000 == 0:
                most = max(most, *(c.memory_info().rss for c in psutil.Process().children(True)))
    assert 0 < most < 200_000_000


def test_rows_may_end_before_the_last_headings(tmp_path: Path) -> None:
    lines = ["Number,Name,Country,Notes", "1,Bonn,DE", "2,Paris,FR", "3,Rome"]
    with open_source(write_lines(tmp_path / "list.csv", lines)) as source:
        assert source.separator == ","
