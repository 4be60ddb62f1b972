import re
from dataclasses import replace
from pathlib import Path

import pytest

from t20desk.db.types import Text
from t20desk.printing.furniture import Imprint
from t20desk.printing.list_paper import ListOptions, ListPaper
from t20desk.printing.sheets import A4, LETTER, PageFormat, render_page, write_pdf
from t20desk.tables import Column, ShadedCells, Table
from tests.paper_kinds import PdfReader, TableMaker


def test_each_page_has_the_heading_and_its_number(
    member_table: TableMaker, read_pdf: PdfReader, tmp_path: Path
) -> None:
    imprint = Imprint("23 Nov 2026 · Anna Weber")
    paper = ListPaper(member_table(120), A4, ListOptions(imprint))
    write_pdf(paper, tmp_path / "members.pdf")
    pages = read_pdf(tmp_path / "members.pdf")
    assert len(pages) == paper.page_count > 2
    for number, page in enumerate(pages, start=1):
        assert "原文名称" in page
        assert f"Page {number} of {len(pages)}" in page
        assert "Anna Weber" in page


def test_every_row_is_on_paper_once(
    member_table: TableMaker, read_pdf: PdfReader, tmp_path: Path
) -> None:
    write_pdf(ListPaper(member_table(120)), tmp_path / "members.pdf")
    numbers = re.findall(r"^\s*(\d{5})\s", "\n".join(read_pdf(tmp_path / "members.pdf")), re.M)
    assert numbers == [f"{n + 1:05}" for n in range(120)]


def test_rows_stand_on_the_ground_that_a_rule_gives_them(member_table: TableMaker) -> None:
    table = member_table(6)
    rows = [
        ShadedCells.of(row, "ff00ff") if place == 2 else row
        for place, row in enumerate(table.rows())
    ]
    paper = ListPaper(replace(table, rows=lambda: rows))
    page = render_page(paper, 1, 60)
    middle = page.width() // 2
    found = [page.pixelColor(middle, y).name() for y in range(page.height())]
    assert [row.ground for row in paper._grid_rows].count("ff00ff") == 1
    assert found.count("#ff00ff") > 5


def test_title_and_filter_stand_on_the_first_page(
    member_table: TableMaker, read_pdf: PdfReader, tmp_path: Path
) -> None:
    table = member_table(60, subtitle="Gebiet: Technologietransfer")
    write_pdf(ListPaper(table), tmp_path / "members.pdf")
    first, second, *_more = read_pdf(tmp_path / "members.pdf")
    assert "Gebiet: Technologietransfer" in first
    assert "Gebiet" not in second
    assert "Mitglieder" in second


def test_totals_are_never_alone_on_the_last_page(member_table: TableMaker) -> None:
    totals = ("", None, None, None, None, None, 4711)
    for count in range(1, 60):
        paper = ListPaper(member_table(count, totals=totals))
        assert len(paper._pages[-1]) >= 2


def test_groups_are_headed_and_added_up(
    member_table: TableMaker, read_pdf: PdfReader, tmp_path: Path
) -> None:
    table = member_table(8)
    rows = sorted(table.rows(), key=lambda row: str(row[3]))
    grouped = Table("Nach Land", table.columns, lambda: rows, groups=("country",), sums=("events",))
    write_pdf(ListPaper(grouped), tmp_path / "groups.pdf")
    text = read_pdf(tmp_path / "groups.pdf")[0]
    assert re.search(r"China \(2\)\s+4\n", text)
    assert re.search(r"Deutschland \(2\)\s+8\n", text)


def test_an_empty_list_says_so(
    member_table: TableMaker, read_pdf: PdfReader, tmp_path: Path
) -> None:
    paper = ListPaper(member_table(0))
    write_pdf(paper, tmp_path / "none.pdf")
    assert paper.page_count == 1
    assert "Nothing to list." in read_pdf(tmp_path / "none.pdf")[0]


def test_a_table_without_columns_is_an_empty_page() -> None:
    paper = ListPaper(Table("Nothing", (), lambda: [(), ()]))
    assert not render_page(paper, 1, 40).isNull()


def test_a_narrow_list_stands_and_a_wide_one_lies(text_table: TableMaker) -> None:
    assert ListPaper(text_table([["short", "words"]])).page == A4
    wide = text_table([["some words of a usual length"] * 10])
    assert ListPaper(wide).page == A4.turn_landscape()
    assert ListPaper(wide, LETTER).page.width == LETTER.height


def test_forty_columns_come_in_strips_with_the_first_on_each(
    text_table: TableMaker, read_pdf: PdfReader, tmp_path: Path
) -> None:
    rows = [[f"row{r}", *(f"r{r}cell{c}" for c in range(1, 40))] for r in range(50)]
    paper = ListPaper(text_table(rows))
    write_pdf(paper, tmp_path / "wide.pdf")
    pages = read_pdf(tmp_path / "wide.pdf")
    assert len(pages) == paper.page_count
    assert all("row0 " in page for page in pages[: len(paper._strips)])
    words = " ".join(pages).split()
    assert all(words.count(f"r{r}cell{c}") == 1 for r in range(50) for c in range(1, 40))
    assert "part 2 of" in pages[1]


def test_a_row_higher_than_a_page_ends_with_dots_and_is_named(text_table: TableMaker) -> None:
    paper = ListPaper(text_table([["Nanjing", "word " * 20_000], ["Lyon", "x" * 100_000]]))
    assert paper.page_count == 1
    problem, *_more = paper.problems()
    assert problem == "B: 2 texts are too long and end with “…” on paper, the first: Nanjing"


def test_a_page_too_small_for_anything_still_comes_to_an_end(member_table: TableMaker) -> None:
    tiny = PageFormat(20, 20, 5, 5, 5, 5)
    paper = ListPaper(member_table(5), tiny)
    assert 1 <= paper.page_count <= 40
    render_page(paper, paper.page_count, 40)


def test_marks_and_entities_are_printed_as_they_stand(
    text_table: TableMaker, read_pdf: PdfReader, tmp_path: Path
) -> None:
    nasty = ["<b>bold</b>", "&amp; co", "<img src=file:/x>"]
    write_pdf(ListPaper(text_table([nasty])), tmp_path / "nasty.pdf")
    assert all(text in read_pdf(tmp_path / "nasty.pdf")[0] for text in nasty)


@pytest.mark.parametrize("text", ["שלום עולם", "مرحبا بالعالم", "a\x00b\ud800c", "e\u0301" * 50])
def test_odd_scripts_and_signs_are_painted(text_table: TableMaker, text: str) -> None:
    paper = ListPaper(text_table([[text, text * 20]]))
    assert not render_page(paper, 1, 50).isNull()


def test_signs_no_font_has_are_told_before_printing(text_table: TableMaker) -> None:
    problems = ListPaper(text_table([["fine", "odd \U00012345"]])).problems()
    assert problems == ["1 text holds signs that our fonts cannot draw: odd \U00012345"]


def test_hidden_columns_stay_off_the_paper(read_pdf: PdfReader, tmp_path: Path) -> None:
    columns = (Column("id", "Id", Text(), hidden=True), Column("name", "Name", Text()))
    table = Table("Names", columns, lambda: [("id4711", "Lyon")], totals=("all", "one"))
    write_pdf(ListPaper(table), tmp_path / "hidden.pdf")
    text = read_pdf(tmp_path / "hidden.pdf")[0]
    assert "Lyon" in text
    assert "4711" not in text


def test_ten_thousand_rows_are_laid_out_and_numbered(member_table: TableMaker) -> None:
    paper = ListPaper(member_table(10_000))
    assert sum(map(len, paper._pages)) == 10_000
    assert not render_page(paper, paper.page_count, 30).isNull()
