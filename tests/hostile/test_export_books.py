"""Books that are too large, empty, or badly named."""

import json
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest
from openpyxl import load_workbook

from t20desk.db.types import Text, Whole
from t20desk.errors import UserError
from t20desk.exporting import Written, write_csv, write_json, write_workbook
from t20desk.tables import Column, Table
from tests.exporting.sample_tables import MEMBERS, convert_to_csv, sheet_texts, table_of


@pytest.mark.parametrize(
    ("limit", "lengths"),
    [
        pytest.param(10, [5, 5, 2], id="E-803"),
        pytest.param(16, [11, 1], id="E-803-one-left"),
        pytest.param(17, [12], id="E-803-just-fits"),
    ],
)
def test_rows_without_room_go_on_in_a_further_sheet(
    tmp_path: Path, limit: int, lengths: list[int]
) -> None:
    target = tmp_path / "book.xlsx"
    table = replace(table_of(Whole(), range(12)), totals=(66,))
    write_workbook([table, MEMBERS], target, sheet_rows=limit)
    sheets = [sheet for sheet in load_workbook(target) if sheet.title != "Members"]
    found = [[row[0] for row in sheet.iter_rows(min_row=5, values_only=True)] for sheet in sheets]
    assert found.pop(-1)[-1] == 66
    assert [len(rows) for rows in found] == lengths[:-1]
    assert list(chain.from_iterable(found)) == list(range(12 - lengths[-1]))
    assert all(sheet.max_row <= limit for sheet in sheets)
    assert [sheet["A4"].value for sheet in sheets] == ["Value"] * len(lengths)


@pytest.mark.slow
@pytest.mark.parametrize("rows", [pytest.param(1_048_576, id="E-803-million")])
def test_a_million_rows_fill_more_than_one_sheet(tmp_path: Path, rows: int) -> None:
    target = tmp_path / "book.xlsx"
    assert write_workbook([table_of(Whole(), range(rows))], target) == Written(rows)
    second = sheet_texts(target)[1]
    assert second.count("<v>") == 5
    assert f"<v>{rows - 1}</v>" in second


@pytest.mark.parametrize("limit", [pytest.param(10, id="E-803-groups")])
def test_groups_without_room_go_on_in_a_further_sheet(tmp_path: Path, limit: int) -> None:
    columns = (Column("group", "Group", Text()), Column("number", "Number", Whole()))
    rows = [(letter, number) for letter in "abc" for number in range(3)]
    table = Table("List", columns, lambda: rows, groups=("group",))
    write_workbook([table], tmp_path / "book.xlsx", sheet_rows=limit)
    sheets = list(load_workbook(tmp_path / "book.xlsx"))
    cells = [row for sheet in sheets for row in sheet.iter_rows(min_row=5, values_only=True)]
    assert [row for row in cells if row[1] is not None] == rows
    assert [row[0] for row in cells if row[1] is None] == ["a (3)", "b (3)", "c (3)"]


@pytest.mark.parametrize("count", [pytest.param(16_385, id="E-803-columns")])
def test_too_many_columns_are_refused_before_the_start(tmp_path: Path, count: int) -> None:
    target = tmp_path / "book.xlsx"
    target.write_bytes(b"old")
    columns = tuple(Column(f"c{number}", "C", Text()) for number in range(count))
    with pytest.raises(UserError, match="16385 columns, a sheet holds 16384"):
        write_workbook([Table("Wide", columns, list)], target)
    assert target.read_bytes() == b"old"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("names", "titles"),
    [
        pytest.param(["a/b"], ["a b"], id="E-804-slash"),
        pytest.param(["y" * 40], ["y" * 31], id="E-804-long"),
        pytest.param(["'x'"], ["x"], id="E-804-quotes"),
        pytest.param(["History"], ["History (2)"], id="E-804-reserved"),
        pytest.param(["List", "LIST"], ["List", "LIST (2)"], id="E-804-case"),
        pytest.param(["", " "], ["List", "Sheet"], id="E-804-empty"),
        pytest.param(["Notes"], ["Notes (2)"], id="E-804-our-own"),
        pytest.param(["'=1+1"], ["=1+1"], id="E-804-formula"),
    ],
)
def test_sheets_get_valid_names(tmp_path: Path, names: list[str], titles: list[str]) -> None:
    tables = [replace(table_of(Text(), ["a"]), name=name) for name in names]
    write_workbook(tables, tmp_path / "book.xlsx")
    assert load_workbook(tmp_path / "book.xlsx").sheetnames == titles
    assert convert_to_csv(tmp_path / "book.xlsx", tmp_path)[4] == ["a"]


@pytest.mark.parametrize("plain", [pytest.param(flag, id=f"E-809-{flag}") for flag in (0, 1)])
def test_an_empty_result_says_so(tmp_path: Path, plain: int) -> None:
    empty = table_of(Text(), [])
    assert write_workbook([empty], tmp_path / "book.xlsx", plain=bool(plain)) == Written(0)
    sheet = load_workbook(tmp_path / "book.xlsx").active
    assert sheet.max_row == (1 if plain else 4)
    assert sheet.oddFooter.right.text.endswith("0 rows")
    if not plain:
        assert sheet["A2"].value.endswith("0 rows")


@pytest.mark.parametrize("text", [pytest.param("", id="E-809-text")])
def test_an_empty_result_is_a_heading_alone(tmp_path: Path, text: str) -> None:
    empty = table_of(Text(), [])
    assert write_csv(empty, tmp_path / "list.csv") == Written(0)
    assert (tmp_path / "list.csv").read_text(encoding="utf-8-sig") == f"Value\n{text}"
    assert write_json(empty, tmp_path / "list.json") == Written(0)
    assert json.loads((tmp_path / "list.json").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("count", [pytest.param(7, id="E-816")])
def test_a_report_has_the_filter_order_and_count_of_the_list(tmp_path: Path, count: int) -> None:
    values = [f"member {number}" for number in reversed(range(count))]
    table = replace(table_of(Text(), values, title="Members"), subtitle="country: Kenya")
    write_workbook([table], tmp_path / "book.xlsx")
    sheet = load_workbook(tmp_path / "book.xlsx").active
    assert [row[0] for row in sheet.iter_rows(min_row=5, values_only=True)] == values
    assert "country: Kenya" in sheet["A2"].value
    assert sheet.oddFooter.left.text == "Members"
    assert sheet.oddFooter.right.text.endswith("7 rows")
