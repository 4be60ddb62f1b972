"""The seating drawn on paper: every name at its table, rows by themselves, pages that hold them."""

from pathlib import Path

from t20desk.db.database import Database
from t20desk.printing.papers import make_paper
from t20desk.printing.seat_plan import DrawnTable, SeatPlanPaper
from t20desk.printing.sheets import write_pdf
from tests.builders import add_record
from tests.paper_kinds import PdfReader


def test_names_stand_at_their_tables_and_rows(read_pdf: PdfReader, tmp_path: Path) -> None:
    tables = (
        DrawnTable("A", "round", ("Ann Dahl", "", "Bo Ek")),
        DrawnTable("B", "long", ("Carl Falk",) + ("",) * 9),
        DrawnTable("Row 1", "row", tuple(f"Guest {number}" for number in range(14))),
    )
    paper = SeatPlanPaper("Dinner", tables, without=2)
    assert (paper.page_count, paper.problems()) == (1, [])
    write_pdf(paper, tmp_path / "plan.pdf")
    (text,) = read_pdf(tmp_path / "plan.pdf")
    for words in ("Dinner", "2 guests have no seat yet.", "Ann Dahl", "2/3", "1/10", "Guest 13"):
        assert words in text


def test_many_tables_go_on_to_the_next_page() -> None:
    tables = [DrawnTable(str(number), "round", ("Ann",) * 8) for number in range(30)]
    assert SeatPlanPaper("Dinner", tables).page_count > 3


def test_a_very_long_table_goes_on_too(read_pdf: PdfReader, tmp_path: Path) -> None:
    paper = SeatPlanPaper("Dinner", [DrawnTable("Long", "long", ("Ann",) * 200)])
    assert paper.page_count == 4
    write_pdf(paper, tmp_path / "plan.pdf")
    pages = read_pdf(tmp_path / "plan.pdf")
    assert "151" in pages[3].split()


def test_the_plan_of_an_event_is_printed_by_its_name(
    database: Database, read_pdf: PdfReader, tmp_path: Path
) -> None:
    event = add_record(database, "event", title_en="Dinner")
    add_record(database, "seating_table", event=event, name="A", seats=4, shape="round")
    person = add_record(
        database, "person", given_name="Guodong", family_name="He", original_name="何国栋"
    )
    add_record(database, "participation", event=event, person=person, seat="A2")
    write_pdf(make_paper(database, "seating-plan", event=str(event)), tmp_path / "plan.pdf")
    (text,) = read_pdf(tmp_path / "plan.pdf")
    assert "Guodong He" in text
    assert "何国栋" in text


def test_an_event_without_tables_says_what_to_do(
    database: Database, read_pdf: PdfReader, tmp_path: Path
) -> None:
    event = add_record(database, "event", title_en="Dinner")
    write_pdf(make_paper(database, "seating-plan", event=str(event)), tmp_path / "plan.pdf")
    assert "No table has been set up yet" in read_pdf(tmp_path / "plan.pdf")[0]
