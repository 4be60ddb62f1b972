import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageRanges, QPageSize, QPainter, QPdfWriter

from t20desk.errors import Cancelled, UserError
from t20desk.printing.list_paper import ListPaper
from t20desk.printing.pdf_words import mend_pdf
from t20desk.printing.sheets import (
    A4,
    PageFormat,
    print_paper,
    render_page,
    set_up_printer,
    write_pdf,
)
from tests.paper_kinds import PdfReader, TableMaker

FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from t20desk.errors import Cancelled, UserError
from t20desk.printing.attendance import AttendancePaper, AttendanceSheet
from t20desk.printing.sheets import write_pdf
paper = AttendancePaper(AttendanceSheet("Evening"))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))
try:
    write_pdf(paper, Path(sys.argv[1]))
except UserError as error:
    print(error.message)
"""


class FailingPaper:
    """A paper whose second page cannot be painted."""

    title = "Failing"
    page = A4
    page_count = 2

    def paint_page(self, painter: QPainter, number: int) -> None:
        painter.drawLine(0, 0, 100, 100)
        if number == 2:
            raise UserError("The second page cannot be painted.")

    def problems(self) -> list[str]:
        return []


def test_a_pdf_names_us_as_its_maker(member_table: TableMaker, tmp_path: Path) -> None:
    write_pdf(ListPaper(member_table(3)), tmp_path / "list.pdf")
    content = (tmp_path / "list.pdf").read_bytes()
    assert "t20desk".encode("utf-16-be") in content
    assert b"Qt 6" not in content
    assert "Qt 6".encode("utf-16-be") not in content


def test_the_fonts_are_inside(member_table: TableMaker, tmp_path: Path) -> None:
    write_pdf(ListPaper(member_table(3)), tmp_path / "list.pdf")
    content = (tmp_path / "list.pdf").read_bytes()
    assert b"T20SansSC" in content
    assert b"NotoSans-Bold" in content
    assert content.count(b"/FontFile") >= 2


def test_chinese_of_a_pdf_reads_back_as_written(
    text_table: TableMaker, read_pdf: PdfReader, tmp_path: Path
) -> None:
    words = [
        "人大日月山水火木金土",
        "骨马长见门风飞鱼鸟",
        "高文子行用生自白石立",
        "胶黄龙齐一二十八",
    ]
    write_pdf(
        ListPaper(text_table([words, ["Office", "fit", "flat", "affix"]])), tmp_path / "w.pdf"
    )
    text = read_pdf(tmp_path / "w.pdf")[0]
    assert all(word in text for word in (*words, "Office", "fit", "flat", "affix"))


def test_mending_keeps_the_length_of_a_pdf() -> None:
    content = b"beginbfrange\n<0001> <0002> [<2F08> <0041> ]\n<0003> <0003> <2F24>\nendbfrange"
    mended = mend_pdf(content)
    assert mended == content.replace(b"2F08", b"4EBA").replace(b"2F24", b"5927")


def test_a_paper_that_fails_leaves_the_old_pdf_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "old.pdf"
    target.write_bytes(b"old")
    with pytest.raises(UserError, match="second page"):
        write_pdf(FailingPaper(), target)
    assert target.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["old.pdf"]


def test_writing_can_be_cancelled_and_leaves_nothing(
    member_table: TableMaker, tmp_path: Path
) -> None:
    told: list[tuple[int, int]] = []

    def stop_at_second(done: int, of_all: int) -> None:
        told.append((done, of_all))
        if done == 1:
            raise Cancelled

    paper = ListPaper(member_table(200))
    with pytest.raises(Cancelled):
        write_pdf(paper, tmp_path / "list.pdf", stop_at_second)
    assert told == [(0, paper.page_count), (1, paper.page_count)]
    assert not any(file.is_file() for file in tmp_path.iterdir())


def test_a_folder_that_does_not_exist_is_told_in_a_sentence(
    member_table: TableMaker, tmp_path: Path
) -> None:
    with pytest.raises(UserError):
        write_pdf(ListPaper(member_table(1)), tmp_path / "none" / "list.pdf")
    assert not (tmp_path / "none").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no limit for files")
def test_a_full_disk_leaves_the_old_pdf_and_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "list.pdf").write_bytes(b"old")
    command = [sys.executable, "-c", FULL_DISK, str(tmp_path / "list.pdf")]
    told = subprocess.run(command, capture_output=True, check=True, text=True)
    assert told.stdout.startswith("list.pdf")
    assert (tmp_path / "list.pdf").read_bytes() == b"old"
    assert len(list(tmp_path.glob("*"))) - (tmp_path / "data").exists() == 1


def test_a_picture_has_the_size_of_the_page(member_table: TableMaker) -> None:
    image = render_page(ListPaper(member_table(3)), 1, 25.4)
    assert sorted((image.width(), image.height())) == [210, 297]


def test_a_device_with_margins_gets_the_same_page(
    member_table: TableMaker, read_pdf: PdfReader, tmp_path: Path
) -> None:
    device = QPdfWriter(str(tmp_path / "printed.pdf"))
    device.setResolution(300)
    size = QPageSize(QPageSize.PageSizeId.A5)
    margins = QMarginsF(20, 20, 20, 20)
    device.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, margins))
    paper = ListPaper(member_table(60))
    print_paper(paper, device)
    del device
    pages = read_pdf(tmp_path / "printed.pdf")
    assert len(pages) == paper.page_count
    assert f"Page 1 of {len(pages)}" in pages[0]


@pytest.mark.parametrize("sheet", [QPageSize.PageSizeId.A5, QPageSize.PageSizeId.A3])
def test_pages_fill_the_sheet_that_was_chosen(
    member_table: TableMaker, tmp_path: Path, sheet: QPageSize.PageSizeId
) -> None:
    device = QPdfWriter(str(tmp_path / "printed.pdf"))
    paper = ListPaper(member_table(60))
    set_up_printer(paper, device)
    assert device.pageLayout().pageSize().id() == QPageSize.PageSizeId.A4
    device.setPageSize(QPageSize(sheet))
    print_paper(paper, device)
    printed = device.pageLayout()
    assert printed.pageSize().id() == sheet
    assert (printed.orientation() == QPageLayout.Orientation.Landscape) == (
        paper.page.width > paper.page.height
    )


def test_only_the_chosen_pages_are_printed(
    member_table: TableMaker, read_pdf: PdfReader, tmp_path: Path
) -> None:
    device = QPdfWriter(str(tmp_path / "printed.pdf"))
    device.setPageRanges(QPageRanges.fromString("2"))
    print_paper(ListPaper(member_table(200)), device)
    del device
    (page,) = read_pdf(tmp_path / "printed.pdf")
    assert "Page 2 of" in page


def test_pages_that_do_not_exist_are_told(member_table: TableMaker, tmp_path: Path) -> None:
    device = QPdfWriter(str(tmp_path / "printed.pdf"))
    device.setPageRanges(QPageRanges.fromString("7-9"))
    with pytest.raises(UserError, match="These pages do not exist; the paper has 1 page"):
        print_paper(ListPaper(member_table(2)), device)


def test_a_label_page_may_have_any_size() -> None:
    assert PageFormat(297, 210).turn_landscape() == PageFormat(297, 210)
    assert PageFormat(50, 90).turn_landscape().width == 90
