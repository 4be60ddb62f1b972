"""A list put into a workbook that has its headings already."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart
from openpyxl.styles import PatternFill
from openpyxl.worksheet.table import Table

from tests.cli.desk import Desk, Ran


@pytest.fixture
def form(desk: Desk) -> Path:
    """The form of a ministry: a title, headings in row 4 behind a blank column, a green line."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Form 7"
    sheet["B1"] = "Ministry"
    for place, heading in enumerate(("Name", "Konto", "Beitritt", "Mitgliedsnummer"), start=2):
        sheet.cell(4, place, heading)
    sheet["B5"].fill = PatternFill("solid", fgColor="00FF00")
    sheet["D5"].number_format = "DD.MM.YYYY"
    sheet.row_dimensions[5].height = 30
    sheet.add_table(Table(displayName="Members", ref="B4:E5"))
    path = desk.folder / "form.xlsx"
    book.save(path)
    return path


def fill(desk: Desk, form: Path, *words: str) -> Ran:
    out = str(desk.folder / "out.xlsx")
    return desk.run("export", "member", out, "--template", str(form), *words)


def test_the_headings_of_a_template_choose_the_columns_and_its_look_stays(
    desk: Desk, form: Path
) -> None:
    desk.add("member", "name==SUM(1)", "number=007", "joined=2001-02-03")
    desk.add("member", "name=Beta", "number=008")

    ran = fill(desk, form)

    assert (ran.code, "Konto" in ran.err) == (0, True)
    book = load_workbook(desk.folder / "out.xlsx")
    sheet = book["Form 7"]
    rows = [[cell.value for cell in row[1:]] for row in sheet.iter_rows(min_row=4, max_row=7)]
    assert sheet["B1"].value == "Ministry"
    assert rows[0] == ["Name", "Konto", "Beitritt", "Mitgliedsnummer"]
    assert (rows[1][0], rows[1][1], rows[1][3]) == ("=SUM(1)", None, "007")
    assert sheet["B5"].data_type == "s"
    assert (sheet["D5"].is_date, sheet["D6"].number_format) == (True, "DD.MM.YYYY")
    assert (sheet["B6"].fill.fgColor.rgb, sheet.row_dimensions[6].height) == ("0000FF00", 30)
    assert rows[3] == [None] * 4
    assert sheet.tables["Members"].ref == "B4:E6"


def test_a_template_takes_only_the_rows_that_are_wanted(desk: Desk, form: Path) -> None:
    desk.add("member", "name=Alpha")
    desk.add("member", "name=Beta")
    fill(desk, form, "--search", "Beta")
    sheet = load_workbook(desk.folder / "out.xlsx").worksheets[0]
    assert [sheet["B5"].value, sheet["B6"].value] == ["Beta", None]


def test_a_template_with_a_chart_says_that_it_is_left_out(desk: Desk, form: Path) -> None:
    book = load_workbook(form)
    book.worksheets[0].add_chart(BarChart(), "G2")
    book.save(form)
    assert "Charts" in fill(desk, form).err


@pytest.mark.parametrize(
    ("cell", "text", "said"),
    [
        ("B9", "Seal", "Row 9 of sheet “Form 7” in form.xlsx holds “Seal” in column B"),
        ("C9", "Seal", ""),
    ],
)
def test_only_cells_below_known_headings_must_be_empty(
    desk: Desk, form: Path, cell: str, text: str, said: str
) -> None:
    book = load_workbook(form)
    book.worksheets[0][cell] = text
    book.save(form)
    ran = fill(desk, form)
    assert (ran.code, said in ran.err) == (1 if said else 0, True)
    assert (desk.folder / "out.xlsx").exists() is not bool(said)


def test_a_template_without_known_headings_or_of_another_sort_is_refused(
    desk: Desk, form: Path
) -> None:
    blank = desk.folder / "blank.xlsx"
    Workbook().save(blank)
    broken = desk.folder / "broken.xlsx"
    broken.write_bytes(form.read_bytes()[:2000])
    for path in (blank, broken, desk.folder / "form.ods"):
        ran = fill(desk, path)
        assert (ran.code, path.name in ran.err) == (1, True)
    assert not (desk.folder / "out.xlsx").exists()


def test_a_template_is_never_written_over(desk: Desk, form: Path) -> None:
    before = form.read_bytes()
    ran = desk.run("export", "member", str(form), "--template", str(form))
    assert (ran.code, form.read_bytes() == before) == (1, True)


@pytest.mark.parametrize("option", [["--round-trip"], ["--machine"], ["--columns", "name"]])
def test_what_a_template_decides_itself_cannot_be_asked_beside_it(
    desk: Desk, form: Path, option: list[str]
) -> None:
    ran = fill(desk, form, *option)
    assert (ran.code, option[0] in ran.err) == (2, True)
