"""The logo of the office stands at the head of the first page, and the title gives it room."""

from io import BytesIO

from PIL import Image
from PySide6.QtGui import QImage

from t20desk.printing.attendance import AttendancePaper, AttendanceRow, AttendanceSheet
from t20desk.printing.furniture import Imprint
from t20desk.printing.list_paper import ListOptions, ListPaper
from t20desk.printing.report_paper import ReportPaper
from t20desk.printing.scan_code import SIDE
from t20desk.printing.sheets import A4, MM, Paper, render_page
from tests.printing.conftest import TableMaker

DPI = 100


def picture(width: int, height: int) -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), "red").save(out, "PNG")
    return out.getvalue()


def red_columns(paper: Paper, number: int = 1) -> list[int]:
    """Where on a page something of the logo is seen, in points from the left."""
    image: QImage = render_page(paper, number, DPI)
    return [
        x
        for x in range(image.width())
        if any(
            image.pixelColor(x, y).red() - image.pixelColor(x, y).green() > 200
            for y in range(image.height() // 4)
        )
    ]


def right_edge(paper: Paper) -> float:
    return (paper.page.width - paper.page.right) / 25.4 * DPI


def test_a_list_has_the_logo_at_the_right_of_its_first_page(member_table: TableMaker) -> None:
    paper = ListPaper(member_table(90), A4, ListOptions(Imprint(logo=picture(300, 100))))
    found = red_columns(paper)
    assert abs(found[-1] - right_edge(paper)) < 3
    assert abs(len(found) - 42 / 25.4 * DPI) < 4
    assert red_columns(paper, 2) == []


def test_without_a_logo_the_title_has_the_whole_width(member_table: TableMaker) -> None:
    assert red_columns(ListPaper(member_table(3))) == []


def test_on_a_signature_sheet_the_logo_stands_beside_the_code() -> None:
    imprint = Imprint("Office", logo=picture(100, 100))
    rows = [AttendanceRow("Ann")]
    sheet = AttendanceSheet("Board meeting " * 9, rows=rows).complete(2, "7KQ2", imprint)
    paper = AttendancePaper(sheet)
    found = red_columns(paper)
    assert found
    assert found[-1] < right_edge(paper) - SIDE / MM / 25.4 * DPI


def test_a_report_of_several_tables_has_it_once(member_table: TableMaker) -> None:
    paper = ReportPaper([member_table(3), member_table(3)], Imprint(logo=picture(100, 100)))
    assert red_columns(paper, 1)
    assert red_columns(paper, 2) == []


def test_a_picture_that_cannot_be_read_takes_no_room(member_table: TableMaker) -> None:
    assert red_columns(ListPaper(member_table(3), A4, ListOptions(Imprint(logo=b"none")))) == []
