from pathlib import Path

import pytest
import segno
from PySide6.QtGui import QImage

from t20desk import i18n
from t20desk.printing.attendance import AttendancePaper, AttendanceRow, AttendanceSheet
from t20desk.printing.furniture import Imprint
from t20desk.printing.scan_code import SIDE
from t20desk.printing.sheets import A4, MM, render_page, write_pdf
from tests.paper_kinds import PdfReader

GUESTS = (
    AttendanceRow("Ding Zhaozhong", "丁肇中", "Sample academy", "China"),
    AttendanceRow("Richard Roberts", "", "Scientific Advisory Board", "United Kingdom"),
)


def make_sheet(guests: int, **more: object) -> AttendanceSheet:
    rows = [GUESTS[n % 2] for n in range(guests)]
    return AttendanceSheet("Inauguration ceremony", "26 June 2019, 14:00", "Nanjing", rows, **more)


def test_the_sheet_has_both_names_and_twenty_walk_in_lines(
    read_pdf: PdfReader, tmp_path: Path
) -> None:
    paper = AttendancePaper(make_sheet(2, code="7KQ2", printed=Imprint("Anna Weber")))
    write_pdf(paper, tmp_path / "sheet.pdf")
    pages = read_pdf(tmp_path / "sheet.pdf")
    text = "\n".join(pages)
    for word in ("Inauguration ceremony", "26 June 2019, 14:00", "Nanjing", "丁肇中", "2 guests"):
        assert word in pages[0]
    assert all(f"w{number} " in f"{' '.join(text.split())} " for number in range(1, 21))
    assert "w21" not in text
    assert all("Sheet code 7KQ2" in page and "Anna Weber" in page for page in pages)


def test_each_page_repeats_the_heading_and_has_its_number(
    read_pdf: PdfReader, tmp_path: Path
) -> None:
    paper = AttendancePaper(make_sheet(90))
    write_pdf(paper, tmp_path / "sheet.pdf")
    pages = read_pdf(tmp_path / "sheet.pdf")
    assert len(pages) == paper.page_count > 3
    for number, page in enumerate(pages, start=1):
        assert "Signature" in page
        assert f"Page {number} of {len(pages)}" in page


def test_headings_come_in_the_language_in_use_and_a_second_one() -> None:
    i18n.use("pseudo")
    sheet = make_sheet(1, second_title="成立仪式", second_language="zh")
    headings = [(column.heading, column.below) for column in AttendancePaper(sheet)._grid.columns]
    assert all(heading[0].startswith("[") for heading, _below in headings)
    assert all(below for _heading, below in headings)


def test_every_row_leaves_room_to_sign() -> None:
    heights = {row.height for row in AttendancePaper(make_sheet(30))._rows}
    assert min(heights) >= 300


def test_a_list_without_guests_is_one_of_empty_lines() -> None:
    paper = AttendancePaper(AttendanceSheet("Open evening"))
    assert len(paper._rows) == 20
    assert paper.problems() == []
    assert not render_page(paper, 1, 40).isNull()


@pytest.mark.parametrize("walk_ins", [0, 1, 500])
def test_any_number_of_walk_in_lines_is_printed(walk_ins: int) -> None:
    paper = AttendancePaper(make_sheet(0, walk_ins=walk_ins))
    assert sum(map(len, paper._pages)) == walk_ins


def test_names_that_do_not_fit_are_told() -> None:
    long = AttendanceSheet("Evening", rows=[AttendanceRow("Name " * 60)])
    assert "ends with “…” on paper" in AttendancePaper(long).problems()[0]


def test_the_code_of_a_sheet_can_be_scanned() -> None:
    paper = AttendancePaper(make_sheet(2, code="7KQ2A"))
    image = render_page(paper, 1, 300).convertToFormat(QImage.Format.Format_Grayscale8)
    matrix = [bytes(row) for row in segno.make_qr("7KQ2A", error="m").matrix]
    scale = image.width() / (A4.width * MM)
    module = SIDE / len(matrix)
    left, top = A4.left * MM + A4.inner_width - SIDE, A4.top * MM
    seen = [
        bytes(
            image.pixelColor(
                int((left + (x + 0.5) * module) * scale), int((top + (y + 0.5) * module) * scale)
            ).lightness() < 128
            for x in range(len(row))
        )
        for y, row in enumerate(matrix)
    ]  # fmt: skip
    assert seen == matrix


def test_a_sheet_without_a_code_has_its_heading_over_the_whole_width() -> None:
    plain, coded = (AttendancePaper(make_sheet(0, code=code)) for code in ("", "7KQ2A"))
    assert plain._heading.height <= coded._heading.height
