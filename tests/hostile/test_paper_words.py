"""E-222 on paper: a name of any signs is printed as it stands, on the list and at an event."""

from pathlib import Path

import pytest

from t20desk.db.database import Database
from t20desk.printing.papers import PAPERS, make_paper
from t20desk.printing.sheets import write_pdf
from tests.db.steps import make
from tests.paper_kinds import PdfReader

NAMES = ("<b>bold</b> <img src=x>", "&amp; &lt;i&gt;", "=cmd|' /C calc'!A0", "100 % \\n {name} %s")


@pytest.mark.sampled
@pytest.mark.parametrize("name", NAMES)
def test_e222_a_name_is_printed_as_it_stands(
    database: Database, read_pdf: PdfReader, tmp_path: Path, name: str
) -> None:
    member = make(database, "member", name=name, city="Lyon", country="FR", status_given="active")
    person = make(database, "person", family_name=name)
    event = make(database, "event", title_en=name, starts="2026-06-24")
    make(database, "participation", event=event, person=person, member=member)
    for paper in PAPERS:
        target = tmp_path / f"{paper}.pdf"
        write_pdf(make_paper(database, paper), target)
        printed = "".join("".join(read_pdf(target)).split())
        assert "".join(name.split()) in printed, paper
