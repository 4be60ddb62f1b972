"""A workbook as an office wants it."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from t20desk import i18n
from t20desk.db.types import Choices, Date, DateTime, LongText, Money, Number, Text, Whole
from t20desk.errors import Cancelled, UserError
from t20desk.exporting import Origin, Written, write_workbook
from t20desk.tables import Column, Table
from tests.exporting.sample_tables import (
    COLUMNS,
    MEMBERS,
    ROWS,
    convert_to_csv,
    sheet_texts,
    table_of,
    write_and_load,
)

HEADING = 4


def test_title_filter_and_count_stand_above_the_list(tmp_path: Path) -> None:
    sheet = write_and_load(tmp_path, MEMBERS)["Members"]
    assert sheet["A1"].value == "Members"
    assert sheet["A1"].font.bold
    assert "country: Germany" in sheet["A2"].value
    assert sheet["A2"].value.endswith("3 rows")
    assert [cell.value for cell in sheet[HEADING]] == [column.label for column in COLUMNS]


def test_headings_stay_in_sight_and_can_be_filtered(tmp_path: Path) -> None:
    sheet = write_and_load(tmp_path, replace(MEMBERS, totals=("Sum", None, None, 1, None)))[
        "Members"
    ]
    assert sheet.freeze_panes == "B5"
    assert sheet.auto_filter.ref == "A4:E7"
    assert sheet[HEADING][0].font.bold
    assert sheet[HEADING][0].fill.fgColor.rgb.endswith("DCE6F2")


def test_dates_and_numbers_are_real_ones(tmp_path: Path) -> None:
    sheet = write_and_load(tmp_path, MEMBERS)["Members"]
    number, name, joined, fee, notes = sheet[5]
    assert (number.value, number.number_format) == (1, "0")
    assert (name.value, name.number_format) == ("Technische Universität", "@")
    assert joined.value == datetime(2019, 4, 1)
    assert joined.number_format == "yyyy-mm-dd"
    assert (fee.value, fee.number_format) == (1200.0, "#,##0.00")
    assert notes.value == "first line\nsecond line"
    assert notes.alignment.wrap_text


@pytest.mark.parametrize(("tongue", "shown"), [("de", "dd.mm.yyyy"), ("zh", 'yyyy"年"m"月"d"日"')])
def test_days_are_shown_as_the_language_writes_them(
    tmp_path: Path, tongue: str, shown: str
) -> None:
    with i18n.speaking(tongue):
        sheet = write_and_load(tmp_path, MEMBERS)["Members"]
    assert sheet[5][2].number_format == shown
    assert sheet[5][2].value == datetime(2019, 4, 1)


def test_a_count_under_a_column_of_texts_is_a_number(tmp_path: Path) -> None:
    table = replace(MEMBERS, totals=("Sum", 3, None, 1, None))
    last = list(write_and_load(tmp_path, table)["Members"].rows)[-1]
    assert (last[1].value, last[1].number_format) == (3, "General")


def test_a_time_of_day_is_kept_to_the_minute(tmp_path: Path) -> None:
    sheet = write_and_load(tmp_path, table_of(DateTime(), ["2024-05-01T09:07"]))["List"]
    assert sheet["A5"].value == datetime(2024, 5, 1, 9, 7)


def test_a_day_without_a_time_shows_none(tmp_path: Path) -> None:
    cell = write_and_load(tmp_path, table_of(DateTime(), ["2024-05-01"]))["List"]["A5"]
    assert (cell.value, cell.number_format) == (datetime(2024, 5, 1), "yyyy-mm-dd")


def test_totals_end_the_list_in_bold(tmp_path: Path) -> None:
    sheet = write_and_load(tmp_path, replace(MEMBERS, totals=("Sum", None, None, 119_450, None)))
    last = sheet["Members"][8]
    assert [cell.value for cell in last] == ["Sum", None, None, 1194.5, None]
    assert last[0].font.bold
    assert last[3].number_format == "#,##0.00"


def test_wide_lists_print_across_with_headings_on_each_page(tmp_path: Path) -> None:
    wide = replace(MEMBERS, columns=tuple(replace(column, label=25 * "x") for column in COLUMNS))
    sheet = write_and_load(tmp_path, wide)["Members"]
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.oddFooter.center.text == "Page &P of &N"


def test_narrow_lists_print_upright(tmp_path: Path) -> None:
    sheet = write_and_load(tmp_path, table_of(Text(), ["a"]))["List"]
    assert sheet.page_setup.orientation == "portrait"


def test_columns_are_as_wide_as_their_contents(tmp_path: Path) -> None:
    columns = (
        Column("a", "A", Text()), Column("b", "B", Text()), Column("c", "C", LongText()),
        Column("d", "D", Money()),
    )  # fmt: skip
    rows = [("x", "南京技术转移中心有限公司", "y" * 500, 10**11)]
    sheet = write_and_load(tmp_path, Table("Widths", columns, lambda: rows))["Widths"]
    widths = {key: dimension.width for key, dimension in sheet.column_dimensions.items()}
    assert widths == {"A": 12, "B": 26, "C": 60, "D": 18}


def test_columns_of_an_empty_list_have_the_width_of_their_type(tmp_path: Path) -> None:
    sheet = write_and_load(tmp_path, table_of(Text(), []))["List"]
    assert sheet.column_dimensions["A"].width == Text.width


def test_the_book_says_who_made_it_and_what_it_is(tmp_path: Path) -> None:
    write_workbook([MEMBERS], tmp_path / "book.xlsx")
    properties = load_workbook(tmp_path / "book.xlsx").properties
    assert (properties.creator, properties.title) == ("t20desk", "Members")
    assert properties.subject == "country: Germany"


def test_a_book_of_an_office_names_it_above_its_rows_on_paper_and_as_author(
    tmp_path: Path,
) -> None:
    write_workbook([MEMBERS], tmp_path / "book.xlsx", origin=Origin("Büro der Allianz & Partner"))
    book = load_workbook(tmp_path / "book.xlsx")
    assert book.properties.creator == "Büro der Allianz & Partner"
    assert book.active["A2"].value.startswith("Büro der Allianz & Partner · ")
    assert book.active.oddFooter.left.text == "Büro der Allianz && Partner · Members"


def test_each_table_gets_its_own_sheet(tmp_path: Path) -> None:
    sheets = write_and_load(tmp_path, MEMBERS, replace(MEMBERS, name="Second"))
    assert list(sheets) == ["Members", "Second"]
    assert sheets["Second"]["B5"].value == "Technische Universität"


def test_a_plain_book_has_its_headings_in_the_first_row(tmp_path: Path) -> None:
    table = replace(MEMBERS, totals=("Sum", None, None, 1, None))
    sheet = write_and_load(tmp_path, table, plain=True)["Members"]
    assert [cell.value for cell in sheet[1]] == [column.label for column in COLUMNS]
    assert sheet.max_row == 1 + len(ROWS)
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:E4")


def test_empty_cells_of_a_template_have_the_format_of_their_column(tmp_path: Path) -> None:
    empty = replace(MEMBERS, rows=list)
    sheet = write_and_load(tmp_path, empty, plain=True)["Members"]
    assert sheet.column_dimensions["C"].number_format == "yyyy-mm-dd"


def test_choices_come_from_a_hidden_sheet(tmp_path: Path) -> None:
    countries = tuple(f"Country {number}" for number in range(250))
    columns = (
        Column("a", "A", Text(), choices=countries),
        Column("b", "B", Choices(), choices=("=x", "y")),
        Column("c", "C", Text(), choices=countries),
    )
    sheets = write_and_load(tmp_path, Table("Form", columns, list), plain=True)
    rules = sheets["Form"].data_validations.dataValidation
    assert [str(rule.sqref) for rule in rules] == ["A2:A1048576", "B2:B1048576", "C2:C1048576"]
    assert [rule.formula1 for rule in rules] == [
        "'Lists'!$A$1:$A$250", None, "'Lists'!$A$1:$A$250"
    ]  # fmt: skip
    assert [bool(rule.showErrorMessage) for rule in rules] == [True, False, True]
    assert sheets["Lists"].sheet_state == "hidden"
    assert sheets["Lists"]["A250"].value == "Country 249"


def test_where_several_words_may_stand_a_hint_names_them(tmp_path: Path) -> None:
    """A list would put its one word in the place of all that stands in the cell."""
    words = tuple(f"Word {number}" for number in range(100))
    columns = (
        Column("a", "Few", Choices(), choices=("=x", "y")),
        Column("b", "Many", Choices(), choices=words),
    )
    sheet = write_and_load(tmp_path, Table("Form", columns, list), plain=True)["Form"]
    few, many = sheet.data_validations.dataValidation
    assert (few.type, few.promptTitle) == (None, "Few")
    assert few.prompt == "Several are possible, with “;” between them: =x, y"
    assert many.prompt.endswith(" …")
    assert len(many.prompt) <= 255


def test_hidden_columns_are_kept_out_of_sight(tmp_path: Path) -> None:
    columns = (Column("name", "Name", Text()), Column("id", "Id", Text(), hidden=True))
    sheet = write_and_load(tmp_path, Table("Book", columns, lambda: [("a", "1")]))["Book"]
    assert sheet.column_dimensions["B"].hidden
    assert sheet["B5"].value == "1"


def test_groups_have_headings_with_sums_and_fold(tmp_path: Path) -> None:
    columns = (Column("country", "Country", Text()), Column("fee", "Fee", Money()))
    rows = [("Germany", 100), ("Germany", 250), ("Kenya", 50)]
    table = Table("Fees", columns, lambda: rows, groups=("country",), sums=("fee",))
    sheet = write_and_load(tmp_path, table)["Fees"]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert cells == [
        ["Germany (2)", 3.5], ["Germany", 1], ["Germany", 2.5], ["Kenya (1)", 0.5], ["Kenya", 0.5]
    ]  # fmt: skip
    assert sheet["A5"].font.bold
    assert [sheet.row_dimensions[row].outlineLevel for row in (5, 6, 8)] == [0, 1, 0]
    assert not sheet.sheet_properties.outlinePr.summaryBelow
    assert sheet.auto_filter.ref == "A4:B9"


def test_many_rows_arrive_in_order(tmp_path: Path) -> None:
    count = 12_345
    table = table_of(Whole(), range(count))
    assert write_workbook([table], tmp_path / "book.xlsx") == Written(count)
    book = load_workbook(tmp_path / "book.xlsx", read_only=True)
    found = [row[0] for row in book["List"].iter_rows(min_row=5, values_only=True)]
    book.close()
    assert found == list(range(count))


def test_progress_is_told_and_can_stop_the_writing(tmp_path: Path) -> None:
    told: list[int] = []

    def stop_at_ten_thousand(rows: int) -> None:
        told.append(rows)
        if rows >= 10_000:
            raise Cancelled

    target = tmp_path / "book.xlsx"
    target.write_bytes(b"old")
    with pytest.raises(Cancelled):
        write_workbook([table_of(Whole(), range(30_000))], target, stop_at_ten_thousand)
    assert told == [5_000, 10_000]
    assert target.read_bytes() == b"old"
    assert list(tmp_path.glob(".*")) == []


def test_a_list_without_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no columns"):
        write_workbook([Table("Nothing", (), list)], tmp_path / "book.xlsx")
    assert not (tmp_path / "book.xlsx").exists()


def test_chinese_letters_have_a_font(tmp_path: Path) -> None:
    write_workbook([MEMBERS], tmp_path / "book.xlsx")
    with ZipFile(tmp_path / "book.xlsx") as package:
        assert '<a:ea typeface="Microsoft YaHei"/>' in package.read("xl/theme/theme1.xml").decode()


def test_no_part_is_in_the_package_twice_or_lies_about_its_size(tmp_path: Path) -> None:
    write_workbook([MEMBERS, MEMBERS], tmp_path / "book.xlsx")
    with ZipFile(tmp_path / "book.xlsx") as package:
        names = package.namelist()
    assert len(names) == len(set(names))
    assert not any("<dimension" in text for text in sheet_texts(tmp_path / "book.xlsx"))


def test_words_around_the_list_are_in_the_language_in_use(tmp_path: Path) -> None:
    i18n.use(i18n.PSEUDO)
    sheet = write_and_load(tmp_path, MEMBERS)["Members"]
    assert sheet.oddFooter.center.text.startswith("[")


@pytest.mark.slow
def test_libreoffice_shows_the_same_list(tmp_path: Path) -> None:
    columns = (Column("a", "A", Text()), Column("b", "B", Date()), Column("c", "C", Number()))
    rows = [("南京", "2024-05-01", 1.5), ("=1+1", "1850-01-01", None)]
    write_workbook([Table("Book", columns, lambda: rows)], tmp_path / "book.xlsx")
    lines = convert_to_csv(tmp_path / "book.xlsx", tmp_path)
    assert lines[3:] == [
        ["A", "B", "C"], ["南京", "2024-05-01", "1.5"], ["=1+1", "1850-01-01", ""]
    ]  # fmt: skip
