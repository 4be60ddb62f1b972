"""Address labels and name badges: who has one, where they begin, what is told."""

from pathlib import Path

import pytest

from t20desk.addresses.postal import Blocks
from t20desk.db.database import Database
from t20desk.errors import UserError
from t20desk.printing.card_sheets import LABEL_SHEETS
from t20desk.printing.labels import LabelPaper
from t20desk.printing.papers import make_paper
from t20desk.printing.sheets import write_pdf
from tests.builders import add_record
from tests.paper_kinds import PdfReader


def test_people_have_labels_but_who_wants_no_contact_or_lives_nowhere(
    database: Database, read_pdf: PdfReader, tmp_path: Path
) -> None:
    for family, city, willing in (("Dahl", "Lyon", 0), ("Ek", "Oslo", 1), ("Fox", None, 0)):
        add_record(
            database, "person", given_name="Ann", family_name=family, city=city, street=None,
            do_not_contact=willing,
        )  # fmt: skip
    paper = make_paper(database, "labels", kind="person", search="given_name:Ann")
    assert paper.problems() == [
        "Left out, no contact wanted: Ann Ek", "Without an address: Ann Fox",
    ]  # fmt: skip
    write_pdf(paper, tmp_path / "labels.pdf")
    (text,) = read_pdf(tmp_path / "labels.pdf")
    assert "Ann Dahl" in text
    assert "Oslo" not in text


@pytest.mark.parametrize(("start", "pages"), [(1, 1), (21, 2)])
def test_labels_begin_at_the_first_free_one_of_a_used_sheet(start: int, pages: int) -> None:
    found = Blocks(["Ann\nLyon"] * 2, [], [])
    assert LabelPaper("People", found, LABEL_SHEETS["L7160"], start).page_count == pages


def test_a_block_too_long_for_its_label_is_told() -> None:
    lines = "\n".join(f"Line {number}" for number in range(30))
    paper = LabelPaper("People", Blocks([lines], [], []), LABEL_SHEETS["3422"])
    assert any("“Line 29” is too long" in one for one in paper.problems())


def test_badges_are_for_expected_guests_by_name(
    database: Database, read_pdf: PdfReader, tmp_path: Path
) -> None:
    event = add_record(database, "event", title_en="Dinner")
    for family, answer in (("Ek", "accepted"), ("Dahl", "invited"), ("Fox", "declined")):
        person = add_record(database, "person", given_name="Ann", family_name=family)
        add_record(database, "participation", event=event, person=person, answer=answer)
    write_pdf(make_paper(database, "badges", event=str(event)), tmp_path / "badges.pdf")
    (text,) = read_pdf(tmp_path / "badges.pdf")
    assert text.index("Ann Dahl") < text.index("Ann Ek")
    assert "Fox" not in text


@pytest.mark.parametrize(
    ("name", "options"),
    [("labels", {"kind": "event"}), ("labels", {"sheet": "32253"}), ("badges", {"start": 11})],
)
def test_what_no_sheet_of_labels_has_is_refused(
    database: Database, name: str, options: dict[str, object]
) -> None:
    add_record(database, "event", title_en="Dinner")
    with pytest.raises(UserError):
        make_paper(database, name, **options)
