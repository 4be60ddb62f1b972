"""Hostile imports: E-1xx what becomes of the file, E-2xx what stands in its cells."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from t20desk.db.database import Database
from t20desk.db.types import CellError
from t20desk.errors import UserError
from t20desk.importing.planning import plan_import
from t20desk.importing.taking import take_import
from t20desk.importing.values import ImportPlan
from t20desk.listing import Listing, count_rows, list_ids
from t20desk.reading.source import open_source
from tests.db.steps import everything, make
from tests.importing.sheets import Desk, check_problem, places, tally, write_sheet


@pytest.fixture
def office(file_database: Database, tmp_path: Path) -> Desk:
    return Desk(file_database, tmp_path)


def test_e_124_a_file_changed_since_the_preview_is_refused(office: Desk) -> None:
    path = office.write([("Name",), ("A",)])
    with open_source(path) as source:
        plan = plan_import(office.database, "member", source)
        write_sheet(path, [("Name",), ("B",)])
        with pytest.raises(UserError, match="has changed since the preview"):
            take_import(office.database, source, plan)
    assert office.table("member", "id") == []


def test_e_124_a_file_gone_since_the_preview_is_refused(office: Desk) -> None:
    path = office.write([("Name",), ("A",)])
    with open_source(path) as source:
        plan = plan_import(office.database, "member", source)
        path.unlink()
        with pytest.raises(UserError, match="changed"):
            take_import(office.database, source, plan)


def test_e_204_dates_that_excel_cannot_mean_are_row_errors(office: Desk) -> None:
    cells = [0, 60, -5, 3_000_000, 1.5e300, True]
    rows = [("Name", "Last confirmed on"), *((f"n{n}", cell) for n, cell in enumerate(cells))]
    plan = office.plan("member", rows)
    assert [row for row, _c, _f in places(plan)] == list(range(2, 2 + len(cells)))
    for one in plan.problems:
        check_problem(one)


@pytest.mark.parametrize("error", ["#N/A", "#DIV/0!", "#REF!", "#VALUE!"])
def test_e_208_an_error_cell_is_a_row_error(office: Desk, error: str) -> None:
    assert CellError(error) == error
    rows = [("Name", "City", "Parent organisation"), ("A", error, None), ("B", None, error)]
    path = office.write(rows)
    _mark_errors(path)
    plan = office.plan("member", path)
    assert places(plan) == [(2, "B", "city"), (3, "C", "parent")]
    assert all(error in one.message for one in plan.problems)
    assert not plan.questions


def _mark_errors(path: Path) -> None:
    """Make the cells that look like errors into error cells."""
    from openpyxl import load_workbook

    book = load_workbook(path)
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            if str(cell.value).startswith("#"):
                cell.data_type = "e"
    book.save(path)


def test_e_214_two_headings_for_one_field_are_refused_with_their_place(office: Desk) -> None:
    with pytest.raises(UserError, match=r"row 2: columns A “Name” and C “Firma” both mean Name"):
        office.plan("member", [("List",), ("Name", "City", "Firma"), ("A", "B", "C")])


def test_e_215_a_sheet_of_headings_alone_is_nothing(office: Desk) -> None:
    plan = office.plan("member", [("Name", "City")])
    assert tally(plan) == (0, 0, 0, 0, 0, 0)
    assert plan.change.is_empty


def test_e_216_totals_and_notes_are_told_apart(office: Desk) -> None:
    rows = [("Name", "City", "No."), ("A", "B", "1"), ("Gesamt", None, 1), (), ("© office",)]
    plan = office.plan("member", rows)
    assert tally(plan) == (1, 1, 0, 0, 0, 0)
    assert [one.row for one in plan.problems] == [3, 5]


def test_e_217_a_text_over_its_length_is_a_row_error_with_the_length(office: Desk) -> None:
    plan = office.plan("member", [("Name", "Notes"), ("x" * 301, None), ("A", "y" * 32_767)])
    assert places(plan) == [(2, "A", "name")]
    assert "301" in plan.problems[0].message
    assert len(plan.problems[0].value) <= 60


@pytest.mark.parametrize("number", [49_351_123_456_789_012, 493_511_234_567_890_123])
def test_e_203_a_number_that_lost_digits_in_excel_is_held_for_a_decision(
    office: Desk, number: int
) -> None:
    rows = [("Name", "Phone"), ("A", 493_511_234_567), ("B", number)]
    plan = office.plan("member", rows)
    assert tally(plan) == (2, 1, 0, 0, 1, 0)
    assert [(one.row, one.severity) for one in plan.problems] == [(3, "doubt")]
    assert "digits may be lost in Excel" in plan.problems[0].message


@pytest.mark.parametrize("sign", ["y", "1", "1 ", "a@", "南"])
def test_e_308_a_long_text_in_any_column_is_answered_at_once(office: Desk, sign: str) -> None:
    text = sign * 100_000
    path = office.folder / "long.csv"
    names = ["name", "country", "areas", "parent", "email", "phone", "city"]
    path.write_text("\n".join([";".join(names), *[";".join([text] * len(names))] * 3]), "utf-8")
    plan = office.plan("member", path)
    assert plan.counts.errors == 3
    assert {"name", "country", "areas"} <= {field for _r, _c, field in places(plan)}
    for one in plan.problems:
        check_problem(one)


def test_e_219_a_name_in_other_dress_is_the_same_record(office: Desk) -> None:
    make(office.database, "member", name="Müller", number="１2")
    plan = office.plan("member", [("Name", "City"), ("Mu\u0308ller\u00a0", "Bonn")], key=("name",))
    assert tally(plan) == (1, 0, 1, 0, 0, 0)


@pytest.mark.sampled
@pytest.mark.parametrize(
    "text",
    ["=1+1", "@SUM(A1)", "+49 351 1", "-5", "<b>x</b>", "&amp;", "'); DROP TABLE member; --",
     "%_\\", "😀𠀀", "مرحبا", "null", "None", "1e5", "007"],
)  # fmt: skip
def test_e_221_to_223_texts_stay_as_they_are(office: Desk, text: str) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Name", "City"])
    for column, value in ((1, "A"), (2, text)):
        cell = sheet.cell(2, column)
        cell.value, cell.data_type = value, "s"
    path = office.folder / "odd.xlsx"
    book.save(path)
    office.take("member", path)
    assert office.table("member", "city") == [(text,)]
    assert office.take("member", path, key=("name",)).counts.same == 1


def test_e_226_the_same_person_twice_is_shown_twice(office: Desk) -> None:
    rows = [("Vorname", "Nachname", "Mail"), ("Ada", "L", "a@b.org"), ("Ada", "L", "c@d.org")]
    plan = office.plan("person", rows)
    assert tally(plan) == (2, 2, 0, 0, 0, 0)
    assert [(one.row, one.severity) for one in plan.problems] == [(3, "note")]
    assert "Row 2 has the same name" in plan.problems[0].message
    keyed = office.plan("person", rows, key=("given_name", "family_name"))
    assert tally(keyed) == (2, 0, 0, 0, 0, 2)


def test_e_227_the_same_file_again_is_nothing_new(office: Desk) -> None:
    path = office.write([("No.", "Name"), *((n, f"n{n}") for n in range(100))])
    assert office.take("member", path).counts.new == 100
    assert tally(office.take("member", path)) == (100, 0, 0, 100, 0, 0)


def test_e_228_emptied_cells_delete_nothing(office: Desk) -> None:
    office.take("member", [("No.", "Name", "City"), (1, "A", "Bonn")])
    assert office.take("member", [("No.", "Name", "City"), (1, "A", None)]).counts.same == 1
    assert office.table("member", "city") == [("Bonn",)]


def test_e_229_an_unknown_organisation_is_an_error_with_its_name(office: Desk) -> None:
    make(office.database, "person", family_name="Ada")
    plan = office.plan("affiliation", [("Person", "Firma"), ("Ada", "Verein XY")])
    assert places(plan) == [] or places(plan) == [(2, "B", "member")]
    assert "Verein XY" in plan.problems[-1].message


def test_e_230_a_record_that_is_its_own_parent_is_refused(office: Desk) -> None:
    plan = office.plan("event", [("Title", "Part of"), ("A", "A"), ("B", None)])
    assert tally(plan) == (2, 1, 0, 0, 0, 1)
    assert places(plan) == [(2, "B", "parent")]
    assert plan.problems[0].sentence() == (
        "Sheet “List”, row 2, column B “Part of”: Part of would lead back to the record itself; "
        "choose another one."
    )
    assert not plan.may_apply


def test_e_230_events_that_lie_in_each_other_are_row_errors(office: Desk) -> None:
    there = make(office.database, "event", title_en="Top")
    rows = [("Title", "Part of"), ("A", "B"), ("B", "A"), ("C", "Top"), ("Top", "C")]
    plan = office.take("event", rows, key=("title",), skip_bad=True)
    assert tally(plan)[5] == 4
    assert [row for row, _column, _field in places(plan)] == [2, 3, 4, 5]
    assert office.table("event", "id") == [(there,)]


@pytest.mark.slow
def test_e_231_one_bad_row_of_many_holds_all_back_or_itself(office: Desk) -> None:
    rows = [("Name", "Country"), *((f"n{n}", "DE") for n in range(12_000)), ("x", "Nowhere")]
    path = office.write(rows)
    plan = office.plan("member", path)
    assert tally(plan) == (12_001, 12_000, 0, 0, 0, 1)
    assert places(plan) == [(12_002, "B", "country")]
    office.take("member", path, skip_bad=True)
    assert count_rows(office.database, Listing("member")) == 12_000


def test_e_232_an_error_on_the_second_sheet_is_told_with_its_place(office: Desk) -> None:
    rows = [("Name", "Land"), *((f"n{n}", "DE") for n in range(15)), ("x", "Nowhere " * 20)]
    path = office.write([("bla",)], Second=rows)
    plan = office.plan("member", path)
    one = plan.problems[0]
    assert (one.sheet, one.row, one.column, one.heading) == ("Second", 17, "B", "Land")
    assert len(one.value) <= 60
    assert one.sentence().startswith("Sheet “Second”, row 17, column B “Land”: ")


def test_e_233_a_cancelled_import_leaves_nothing(office: Desk) -> None:
    from t20desk.errors import Cancelled

    def cancel(_rows: int, _total: int) -> None:
        raise Cancelled

    before = everything(office.database)
    with office.opened([("Name",), ("A",)]) as source:
        plan = plan_import(office.database, "member", source)
        with pytest.raises(Cancelled):
            take_import(office.database, source, plan, cancel)
    assert everything(office.database) == before


KILLED = """
import os, signal, sys
from t20desk.db.database import Database
from t20desk.importing.planning import plan_import
from t20desk.importing.taking import take_import
from t20desk.reading.source import open_source
database = Database.open(sys.argv[1])
def stop(rows, total):
    print("writing", flush=True)
    signal.pause()
with open_source(sys.argv[2]) as source:
    take_import(database, source, plan_import(database, "member", source), stop)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")
def test_e_702_a_killed_import_leaves_nothing_of_itself(office: Desk) -> None:
    make(office.database, "member", name="Before")
    path = office.write([("Name",), *((f"n{n}",) for n in range(500))])
    address = office.folder / "office.t20"
    before = everything(office.database)
    office.database.close()
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(address), str(path)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "writing\n"
    os.kill(child.pid, signal.SIGKILL)
    child.wait(30)
    child.stdout.close()
    again = Database.open(address)
    assert everything(again) == before
    assert len(list_ids(again, Listing("member", search="n1"))) == 0
    again.close()


CELLS = st.one_of(
    st.none(),
    st.integers(-10, 10**12),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.booleans(),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30),
    st.sampled_from(["DE", "Kongo", "2024", "31.12.2024", "1/2/24", "a@b.org", "ja", "x; y"]),
)
HEADINGS = st.permutations(["Name", "Land", "PLZ", "Mail", "Joined", "Areas", "Founding member"])


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(headings=HEADINGS, rows=st.lists(st.lists(CELLS, min_size=7, max_size=9), max_size=6))
def test_e_125_whatever_stands_in_the_cells_each_row_is_told_once(
    tmp_path_factory: pytest.TempPathFactory, headings: list[str], rows: list[list[object]]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    office = Desk(Database.create(folder / "office.t20"), folder)
    path = folder / "any.csv"
    path.write_text(_as_text([list(headings), *rows]), encoding="utf-8")
    plan = _plan_and_take(office, path)
    if plan is not None:
        tally(plan)
        for one in plan.problems:
            check_problem(one)
        assert len(office.table("member", "id")) == plan.counts.new
    office.database.close()


def _as_text(rows: list[list[object]]) -> str:
    cells = (["" if c is None else str(c).replace('"', '""') for c in row] for row in rows)
    return "\n".join(";".join(f'"{cell}"' for cell in row) for row in cells)


def _plan_and_take(office: Desk, path: Path) -> ImportPlan | None:
    try:
        return office.take("member", path, skip_bad=True)
    except UserError:
        return None
