"""A listing leaves the program as it stands on the screen: with its groups and totals."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from t20desk.db.database import Database
from t20desk.editing import plan_delete
from t20desk.exporting import write_workbook
from t20desk.importing.planning import plan_import
from t20desk.importing.values import ImportOptions
from t20desk.listing import Listing, list_ids
from t20desk.listing.row_colours import find_shade
from t20desk.listing.shown_tables import read_shown
from t20desk.listing.views import Colouring
from t20desk.reading.source import open_source
from tests.db.steps import make_many
from tests.exporting.sample_tables import convert_to_csv

ROWS = (
    {"name": "a", "country": "DE", "city": "Köln", "confirmed_on": "2026-03-05"},
    {"name": "b", "country": "CN", "city": "南京", "confirmed_on": "2025-01-01"},
    {"name": "c", "country": "DE", "city": None},
    {"name": "d", "country": None, "city": "Lyon"},
)
SHOWN = Listing(
    "member",
    view="all",
    sort=("name",),
    columns=("name", "city", "confirmed_on"),
    group="country",
    totals=(("city", "filled"), ("confirmed_on", "least")),
)


def shown_groups(database: Database, listing: Listing, ids: Any = None) -> list[Any]:
    table = read_shown(database, listing, ids)
    return [(one.text, one.size, [row[0] for row in one.rows]) for one in table.grouped()]


def test_a_table_has_the_groups_of_the_list(database: Database) -> None:
    make_many(database, "member", list(ROWS))
    assert shown_groups(database, SHOWN) == [
        ("China", 1, ["b"]), ("Germany", 2, ["a", "c"]), ("(empty)", 1, ["d"])
    ]  # fmt: skip


def test_groups_and_totals_of_chosen_records_are_theirs_alone(database: Database) -> None:
    make_many(database, "member", list(ROWS))
    chosen = list_ids(database, SHOWN)[1:]
    assert shown_groups(database, SHOWN, chosen)[0] == ("Germany", 2, ["a", "c"])
    assert read_shown(database, SHOWN, chosen).totals == ("Total", 2, "2026-03-05", None)


def test_a_record_deleted_meanwhile_shifts_none_into_another_group(database: Database) -> None:
    make_many(database, "member", list(ROWS))
    groups = read_shown(database, SHOWN).grouped()
    first = next(iter(groups))
    gone = list_ids(database, SHOWN)[1]
    assert not database.apply(plan_delete(database, "member", [gone])).is_refused
    assert len(list(first.rows)) == 1
    assert [row[0] for one in groups for row in one.rows] in (["c", "d"], ["a", "c", "d"])


def test_the_sums_of_groups_and_below_the_list_are_those_of_the_screen(database: Database) -> None:
    make_many(database, "venue", [{"name": one, "city": one, "capacity": 40} for one in "aab"])
    totals = (("capacity", "sum"),)
    shown = Listing("venue", view="all", columns=("name", "capacity"), group="city", totals=totals)
    table = read_shown(database, shown)
    assert [group.sums for group in table.grouped()] == [[None, 80, None], [None, 40, None]]
    assert table.totals == ("Total", 120, None)


@pytest.fixture
def book(file_database: Database, tmp_path: Path) -> Path:
    make_many(file_database, "member", list(ROWS))
    write_workbook([read_shown(file_database, SHOWN)], tmp_path / "list.xlsx")
    return tmp_path / "list.xlsx"


def test_a_book_folds_by_groups_is_filtered_and_keeps_its_types(book: Path) -> None:
    sheet = load_workbook(book).worksheets[0]
    assert [sheet.row_dimensions[row].outlineLevel for row in range(5, 12)] == [0, 1, 0, 1, 1, 0, 1]
    assert sheet.auto_filter.ref == "A4:D11"
    assert sheet.column_dimensions["D"].hidden
    assert sheet["A7"].value == "Germany (2)"
    assert sheet["A12"].value == "Total"
    assert (sheet["B12"].value, sheet["B12"].number_format) == (3, '"# "0')
    assert sheet["C12"].is_date
    assert sheet["C12"].number_format == '"↓ "yyyy-mm-dd'


@pytest.mark.parametrize("group", ["", "country"])
def test_the_rows_of_a_book_stand_on_the_colours_that_rules_give_them(
    file_database: Database, tmp_path: Path, group: str
) -> None:
    make_many(file_database, "member", list(ROWS))
    rules = (Colouring("city:", "red"), Colouring("country:DE", "green"))
    target = tmp_path / "list.xlsx"
    write_workbook([read_shown(file_database, replace(SHOWN, group=group, colours=rules))], target)
    sheet = load_workbook(target).worksheets[0]
    red, green = (find_shade(one.colour).upper() for one in rules)
    found = {row[0].value: [cell.fill.fgColor.rgb[2:] for cell in row[:3]] for row in sheet}
    bare = ["000000"] * 3
    assert [found[name] for name in "abcd"] == [[green] * 3, bare, [red] * 3, bare]
    assert sheet.max_row == (12 if group else 9)
    assert next(row[2] for row in sheet if row[0].value == "a").is_date


@pytest.mark.slow
def test_libreoffice_shows_groups_and_totals(book: Path, tmp_path: Path) -> None:
    rows = convert_to_csv(book, tmp_path)
    assert rows[4][0] == "China (1)"
    assert [row[0] for row in rows[5:]] == [
        "b",
        "Germany (2)",
        "a",
        "c",
        "(empty) (1)",
        "d",
        "Total",
    ]
    assert rows[-1][1] == "3"


def test_a_list_with_groups_that_comes_back_has_no_record_more(
    file_database: Database, book: Path
) -> None:
    with open_source(book) as source:
        plan = plan_import(file_database, "member", source, ImportOptions(key=("name",)))
    assert (plan.counts.read, plan.counts.new, plan.counts.same) == (4, 0, 4)
    assert plan.counts.errors == 0
