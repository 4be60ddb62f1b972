from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from t20desk.db.database import Database
from t20desk.db.types import Stored
from t20desk.importing.planning import plan_import
from t20desk.importing.taking import take_import
from t20desk.importing.values import ImportOptions, ImportPlan
from t20desk.listing import Listing, iterate_rows
from t20desk.reading.source import open_source
from tests import demo_sheets
from tests.demo_sheets import DIRTY, FOLDER, LEFT_OUT, PEOPLE_SHEET, PROBLEMS, SHEET, Trouble

KINDS = {SHEET: "member", PEOPLE_SHEET: "person"}
READ = ("number", "name", "country", "postcode", "areas", "status", "joined")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Database]:
    database = Database.create(tmp_path / "office.t20")
    yield database
    database.close()


def plan_sheet(database: Database, sheet: str) -> ImportPlan:
    with open_source(FOLDER / DIRTY) as source:
        return plan_import(database, KINDS[sheet], source, ImportOptions(sheet=sheet))


def show_cell(value: object, number_format: str) -> str:
    """A cell as Excel shows it."""
    if isinstance(value, int) and set(number_format) == {"0"}:
        return str(value).zfill(len(number_format))
    return f"{value:%d.%m.%Y}" if isinstance(value, datetime) else str(value or "")


def find_told(plan: ImportPlan) -> dict[tuple[str, int, str], tuple[str, str]]:
    return {
        (one.sheet, one.row, one.column): (one.value, one.severity)
        for one in plan.problems
        if one.column
    }


def read_members(database: Database) -> list[tuple[Stored, ...]]:
    listing = Listing("member", columns=READ, sort=("number",))
    return [row for _key, row in iterate_rows(database, listing)]


def test_the_sheets_are_those_that_the_manifest_tells_of(tmp_path: Path) -> None:
    demo_sheets.write_sheets(tmp_path)
    for name in ("members-clean.csv", "members-clean.ods"):
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes()
    for name in (demo_sheets.CLEAN, DIRTY):
        fresh, kept = load_workbook(tmp_path / name), load_workbook(FOLDER / name)
        assert fresh.sheetnames == kept.sheetnames
        for title in kept.sheetnames:
            assert list(fresh[title].values) == list(kept[title].values)


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda one: f"{one.sheet}-{one.column}{one.row}")
def test_each_problem_stands_in_the_cell_that_the_manifest_names(problem: Trouble) -> None:
    cell = load_workbook(FOLDER / DIRTY)[problem.sheet][f"{problem.column}{problem.row}"]
    assert show_cell(cell.value, cell.number_format) == problem.value


@pytest.mark.parametrize("sheet", KINDS)
def test_the_untidy_sheet_has_exactly_the_problems_it_was_built_with(
    office: Database, sheet: str
) -> None:
    told = find_told(plan_sheet(office, sheet))
    built = {(one.sheet, one.row, one.column): one for one in PROBLEMS if one.sheet == sheet}
    assert {place: severity for place, (_value, severity) in told.items()} == {
        place: one.severity for place, one in built.items()
    }
    for place, (value, _severity) in told.items():
        # A long value is quoted by its beginning.
        assert value == built[place].value or (
            value.endswith("…") and built[place].value.startswith(value[:-1])
        )


def test_totals_and_notes_below_the_table_are_no_records(office: Database) -> None:
    plan = plan_sheet(office, SHEET)
    assert {(one.sheet, one.row) for one in plan.problems if not one.column} == set(LEFT_OUT)
    assert plan.counts.read == demo_sheets.READ_ROWS
    assert plan.counts.errors == demo_sheets.BAD_ROWS
    assert plan.counts.doubtful == demo_sheets.DOUBTFUL_ROWS
    assert plan.header_row == demo_sheets.HEADER_ROW
    assert tuple(plan.ignored) == demo_sheets.IGNORED


def test_good_rows_of_the_untidy_sheet_are_read_right(office: Database) -> None:
    with open_source(FOLDER / DIRTY) as source:
        options = ImportOptions(sheet=SHEET, skip_bad=True)
        take_import(office, source, plan_import(office, "member", source, options))
    rows = {str(row[0]): row[1:] for row in read_members(office)}
    assert rows["00201"] == (
        "Beispiel Nordlicht GmbH", "DE", "20095", " technology_transfer ", "active", "2021-03-15",
    )  # fmt: skip
    assert rows["00202"][1:] == (
        "CN", "210000", " intellectual_property financial_services ", "active", "2023-12-31",
    )  # fmt: skip
    assert rows["00208"][2] == "1067"
    assert rows["00208"][5] == "2024-05-06"
    assert rows["00209"][0] == "Beispiel Ausgeblendet"


@pytest.mark.parametrize("name", demo_sheets.CLEAN_FORMS)
def test_the_tidy_list_comes_in_alike_from_every_format(office: Database, name: str) -> None:
    with open_source(FOLDER / name) as source:
        plan = plan_import(office, "member", source)
        assert {one.severity for one in plan.problems} <= {"note"}
        take_import(office, source, plan)
    assert plan.counts.new == plan.counts.read == len(demo_sheets.CLEAN_ROWS)
    rows = read_members(office)
    assert [row[:2] for row in rows] == [row[:2] for row in demo_sheets.CLEAN_ROWS]
    assert rows[2][2:] == (
        "DE", "07743", " technology_transfer startup_support ", "active", "2023-11-01",
    )  # fmt: skip


def test_no_cell_is_complained_about_twice(office: Database) -> None:
    wrong = [one for one in plan_sheet(office, SHEET).problems if one.severity == "error"]
    cells = [(one.row, one.column) for one in wrong]
    assert len(cells) == len(set(cells))
