from pathlib import Path

import pytest

from t20desk.db.types import Text
from t20desk.printing.furniture import Imprint
from t20desk.printing.grid import SIDE, Faces
from t20desk.printing.report_paper import ReportPaper
from t20desk.printing.sheets import write_pdf
from t20desk.printing.table_texts import HEADING_LINES, TextRow, measure_columns
from t20desk.tables import Column
from tests.paper_kinds import PdfReader, TableMaker


def test_pages_are_numbered_over_all_tables_of_a_report(
    member_table: TableMaker, read_pdf: PdfReader, tmp_path: Path
) -> None:
    paper = ReportPaper([member_table(3), member_table(60), member_table(3)], Imprint("Anna"))
    write_pdf(paper, tmp_path / "report.pdf")
    pages = read_pdf(tmp_path / "report.pdf")
    assert len(pages) > 3
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert "Anna" in page


def test_a_word_within_the_usual_width_is_never_broken() -> None:
    words = ["aktiv"] * 40 + ["Interessent"]
    faces = Faces.in_size(9)
    column = Column("status", "Status", Text(), 14)
    (need,) = measure_columns([column], [TextRow([word], "plain") for word in words], faces)
    assert need.least >= faces.text.width("Interessent") + 2 * SIDE


@pytest.mark.parametrize(
    "label", ["Name in original script", "Country or region", "Seats", "Half of"]
)
def test_a_heading_stands_whole_over_an_empty_column(label: str) -> None:
    faces = Faces.in_size(9)
    (need,) = measure_columns([Column("name", label, Text(), 14)], [TextRow([""], "plain")], faces)
    lines = faces.strong.set_lines(label, need.least - 2 * SIDE, HEADING_LINES).lines
    assert " ".join(lines).split() == label.split()
