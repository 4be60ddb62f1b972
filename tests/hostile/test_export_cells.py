"""Cells that sheets cannot hold, or would take for something else."""

import math
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from t20desk.db.types import (
    Date,
    DateTime,
    Email,
    LongText,
    Money,
    Number,
    Phone,
    Text,
    Type,
    Url,
    Whole,
)
from t20desk.exporting import MACHINE, Written, write_csv, write_json, write_workbook
from tests.exporting.sample_tables import convert_to_csv, sheet_texts, table_of, write_and_load

LIMIT = 32_767


def loaded_value(folder: Path, type_: Type, value: Any) -> object:
    return write_and_load(folder, table_of(type_, [value]))["List"]["A5"].value


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param("x" * (LIMIT + 1), LIMIT, id="E-801"),
        pytest.param("🎓" * 20_000, LIMIT // 2, id="E-801-two-units"),
        pytest.param("x" * LIMIT, LIMIT, id="E-801-fits"),
    ],
)
def test_a_long_text_is_cut_and_noted(tmp_path: Path, text: str, left: int) -> None:
    sheets = write_and_load(tmp_path, table_of(LongText(), ["short", text]))
    assert len(sheets["List"]["A6"].value) == left
    notes = [[cell.value for cell in row] for row in sheets["Notes"]] if len(text) > left else []
    assert [note[:2] for note in notes[1:]] == [["List", "A6"]] * (len(text) > left)


@pytest.mark.parametrize("count", [pytest.param(3, id="E-801-each-place")])
def test_each_place_of_a_text_cut_is_noted(tmp_path: Path, count: int) -> None:
    table = table_of(LongText(), ["x" * 40_000] * count)
    assert write_workbook([table], tmp_path / "book.xlsx") == Written(count, count)
    notes = load_workbook(tmp_path / "book.xlsx")["Notes"]
    assert [row[0].value for row in notes["B2:B4"]] == ["A5", "A6", "A7"]


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        pytest.param("a\x00b\x07c\x1f", "abc", id="E-802-control"),
        pytest.param("a\ud800b\udfffc", "abc", id="E-802-surrogate"),
        pytest.param("a\ufffeb\uffffc", "abc", id="E-802-noncharacter"),
        pytest.param("a\r\nb\rc", "a\nb\nc", id="E-802-line-ends"),
    ],
)
def test_forbidden_characters_are_left_out(tmp_path: Path, text: str, cleaned: str) -> None:
    table = table_of(LongText(), [text], title=text)
    write_workbook([table], tmp_path / "book.xlsx")
    sheet = load_workbook(tmp_path / "book.xlsx").active
    assert sheet["A5"].value == cleaned
    write_csv(table, tmp_path / "list.csv")
    write_json(table, tmp_path / "list.json")


@pytest.mark.slow
@pytest.mark.parametrize("text", [pytest.param("a\x0bb\ufffe", id="E-802-libreoffice")])
def test_libreoffice_opens_cleaned_books(tmp_path: Path, text: str) -> None:
    write_workbook([table_of(Text(), [text])], tmp_path / "book.xlsx")
    assert convert_to_csv(tmp_path / "book.xlsx", tmp_path)[4] == ["ab"]


@pytest.mark.parametrize("type_", [Text(), LongText(), Phone(), Email(), Url()])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param(text, id=f"E-805-{number}")
        for number, text in enumerate(
            ["=1+1", "+49 351", "-2", "@SUM(A1)", "\tx", "\r=x", "=<a&b>"]
        )
    ],
)
def test_a_text_is_never_a_formula(tmp_path: Path, type_: Type, text: str) -> None:
    cell = write_and_load(tmp_path, table_of(type_, [text]))["List"]["A5"]
    assert (cell.data_type, cell.value) == ("s", text.replace("\r", "\n"))
    assert cell.quotePrefix or text.startswith("\r")
    assert not any("<f>" in xml for xml in sheet_texts(tmp_path / "book.xlsx"))


@pytest.mark.parametrize("text", [pytest.param("=1+1", id="E-805-around")])
def test_headings_and_titles_are_no_formulas(tmp_path: Path, text: str) -> None:
    table = table_of(Text(), [text], title=text)
    write_workbook([table], tmp_path / "book.xlsx")
    sheet = load_workbook(tmp_path / "book.xlsx").active
    assert (sheet["A1"].value, sheet["A1"].data_type) == (text, "s")


@pytest.mark.slow
@pytest.mark.parametrize("text", [pytest.param("=1+1", id="E-805-libreoffice")])
def test_libreoffice_shows_the_text_itself(tmp_path: Path, text: str) -> None:
    write_workbook([table_of(Text(), [text])], tmp_path / "book.xlsx")
    assert convert_to_csv(tmp_path / "book.xlsx", tmp_path)[4] == [text]


@pytest.mark.parametrize("text", [pytest.param("_x0041_", id="E-805-escape")])
def test_what_looks_like_an_escape_stays_text(tmp_path: Path, text: str) -> None:
    write_workbook([table_of(Text(), [text])], tmp_path / "book.xlsx")
    assert "_x005F_x0041_" in sheet_texts(tmp_path / "book.xlsx")[0]


@pytest.mark.slow
def test_libreoffice_shows_what_looks_like_an_escape(tmp_path: Path) -> None:
    text = "_x0041_"
    write_workbook([table_of(Text(), [text])], tmp_path / "book.xlsx")
    assert convert_to_csv(tmp_path / "book.xlsx", tmp_path)[4] == [text]


@pytest.mark.parametrize(
    ("type_", "value", "shown"),
    [
        pytest.param(Date(), "1899-12-31", "1899-12-31", id="E-806-before-1900"),
        pytest.param(Date(), "1900-02-28", "1900-02-28", id="E-806-false-leap-year"),
        pytest.param(Date(), "1900-03-01", datetime(1900, 3, 1), id="E-806-first-day"),
        pytest.param(Date(), "2199-12-31", datetime(2199, 12, 31), id="E-806-last-day"),
        pytest.param(Date(), "9999-12-31", "9999-12-31", id="E-806-far-away"),
        pytest.param(Date(), "12024-01-01", "12024-01-01", id="E-806-after-9999"),
        pytest.param(Date(), "no date at all", "no date at all", id="E-806-no-date"),
        pytest.param(DateTime(), "2024-13-99T99:99", "2024-13-99T99:99", id="E-806-no-time"),
        pytest.param(
            DateTime(), "2024-05-01T10:00+08:00", "2024-05-01T10:00:00+08:00", id="E-806-zone"
        ),
        pytest.param(Number(), None, None, id="E-806-none"),
        pytest.param(Number(), math.nan, None, id="E-806-nan"),
        pytest.param(Number(), math.inf, None, id="E-806-inf"),
        pytest.param(Number(), Decimal("1.25"), 1.25, id="E-806-decimal"),
        pytest.param(
            Number(), datetime(2024, 5, 1, tzinfo=UTC), "2024-05-01T00:00:00+00:00", id="E-806-tz"
        ),
        pytest.param(Whole(), 2**63, str(2**63), id="E-806-large"),
        pytest.param(Whole(), 10**15 - 1, 10**15 - 1, id="E-806-15-digits"),
        pytest.param(Money(), "not money", "not money", id="E-806-word"),
    ],
)  # fmt: skip
def test_odd_values_become_text_or_nothing(
    tmp_path: Path, type_: Type, value: Any, shown: object
) -> None:  # fmt: skip
    assert loaded_value(tmp_path, type_, value) == shown
    table = table_of(type_, [value])
    write_csv(table, tmp_path / "list.csv")
    write_csv(table, tmp_path / "machine.csv", MACHINE)
