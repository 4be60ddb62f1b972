"""The clip-board loop: a sheet is printed, signed, and its numbers are typed in."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from t20desk.checking_in.sheets import find_sheet, list_sheets
from t20desk.checking_in.signing import plan_signing, say_signing
from t20desk.db.database import Database
from t20desk.editing import plan_delete, plan_edit
from t20desk.errors import UserError
from t20desk.listing import Listing, list_ids, read_rows
from t20desk.printing.papers import make_paper
from t20desk.printing.sheets import note_printing, write_pdf
from tests.builders import add_record
from tests.db.steps import everything, undo
from tests.paper_kinds import PdfReader

NAMES = ("Dahl", "Ek", "Falk", "Gran", "Holm")


def add_guest(database: Database, event: int, family: str, **more: object) -> int:
    person = add_record(database, "person", family_name=family, given_name="Ann")
    return add_record(database, "participation", event=event, person=person, **more)


@pytest.fixture
def event(database: Database) -> int:
    key = add_record(database, "event", title_en="Founding")
    for name in NAMES:
        add_guest(database, key, name)
    return key


def print_sheet(database: Database, event: int, **options: object) -> str:
    note_printing(database, make_paper(database, "attendance", event=str(event), **options))
    return list_sheets(database, event)[0].code


def came(database: Database, event: int) -> list[str]:
    listing = Listing("participation", f"event:{event} presence:=came", "all", columns=("person",))
    rows = read_rows(database, listing, list_ids(database, listing))
    return sorted(cells[0].text for cells in rows.values())


def enter(database: Database, event: int, text: str, code: str = "", **names: str) -> None:
    assert not database.apply(plan_signing(database, event, text, code, names).change).is_refused


def test_numbers_keep_their_meaning_whatever_becomes_of_the_list(
    database: Database, event: int
) -> None:
    print_sheet(database, event)
    for name in ("Aas", "Berg", "Clausen"):
        add_guest(database, event, name)
    falk = list_ids(database, Listing("participation", "person.family_name:Falk", "all"))[0]
    database.apply(plan_edit(database, "participation", {falk: {"answer": "cancelled_late"}}))
    enter(database, event, "1 4-5")
    assert came(database, event) == ["Ann Dahl", "Ann Gran", "Ann Holm"]


def test_the_same_sheet_is_printed_again_by_its_code(
    database: Database, event: int, read_pdf: PdfReader, tmp_path: Path
) -> None:
    code = print_sheet(database, event, walk_ins=3)
    add_guest(database, event, "Aas")
    paper = make_paper(database, "attendance", code=code.lower())
    write_pdf(paper, tmp_path / "again.pdf")
    text = "\n".join(read_pdf(tmp_path / "again.pdf"))
    assert f"Sheet code {code}" in text
    assert "Ann Holm" in text
    assert "Aas" not in text
    assert "w3" in text
    note_printing(database, paper)
    assert len(list_sheets(database, event)) == 1


def test_a_signed_sheet_is_one_change_with_one_undo(database: Database, event: int) -> None:
    print_sheet(database, event)
    before = everything(database)
    enter(database, event, "1-3 w2", w2="Olga Lund (Sample Bank)")
    assert came(database, event) == ["Ann Dahl", "Ann Ek", "Ann Falk", "Olga Lund"]
    undo(database)
    assert everything(database) == before


def test_somebody_known_who_walks_in_is_not_entered_twice(database: Database, event: int) -> None:
    print_sheet(database, event)
    known = add_record(database, "person", family_name="Lund", given_name="Olga")
    enter(database, event, "w1 w2", w1="Olga Lund", w2="Ann Ek")
    assert came(database, event) == ["Ann Ek", "Olga Lund"]
    people = list_ids(database, Listing("person", "family_name:Lund", "all"))
    assert list(people) == [known]


def test_names_are_shown_first_and_empty_lines_ask_for_one(database: Database, event: int) -> None:
    print_sheet(database, event)
    enter(database, event, "2")
    told = say_signing(plan_signing(database, event, "1-2 w1"))
    assert told == [
        "1  Ann Dahl",
        "2 Ann Ek came already; nothing changes there.",
        "w1 is an empty line; say who signed there.",
    ]


def test_that_a_guest_who_signed_had_said_no_is_told_beside_the_name(
    database: Database, event: int
) -> None:
    print_sheet(database, event)
    ek = list_ids(database, Listing("participation", "person.family_name:Ek", "all"))[0]
    database.apply(plan_edit(database, "participation", {ek: {"answer": "declined"}}))
    told = say_signing(plan_signing(database, event, "1-2"))
    assert told == ["1  Ann Dahl", "2  Ann Ek (had said no)"]


def test_a_line_that_was_signed_is_not_entered_again(database: Database, event: int) -> None:
    print_sheet(database, event)
    enter(database, event, "w1", w1="Olga Lund")
    signing = plan_signing(database, event, "w1")
    assert [one.number for one in signing.there] == ["w1"]
    assert signing.change.is_empty


def test_a_number_whose_guest_was_deleted_is_said(database: Database, event: int) -> None:
    print_sheet(database, event)
    ek = list_ids(database, Listing("participation", "person.family_name:Ek", "all"))
    database.apply(plan_delete(database, "participation", list(ek)))
    with pytest.raises(UserError, match="2 was Ann Ek, deleted since"):
        plan_signing(database, event, "1-3")


def refusals(database: Database, event: int, tries: Sequence[tuple[str, str]]) -> list[str]:
    said = []
    for text, code in tries:
        with pytest.raises(UserError) as caught:
            plan_signing(database, event, text, code)
        said.append(caught.value.message)
    return said


def test_wrong_numbers_and_codes_are_said_in_one_sentence_each(
    database: Database, event: int
) -> None:
    code = print_sheet(database, event, walk_ins=2)
    other = add_record(database, "event", title_en="Other meeting")
    foreign = print_sheet(database, other)
    before = everything(database)
    said = refusals(
        database, event, [("6", ""), ("w3", ""), ("1", "ABC"), ("1", foreign), ("1", "22222")]
    )
    assert said[0] == f"Sheet {code} has no line 6; it has 1–5 and w1–w2."
    assert "no line w3" in said[1]
    assert "no code of a sheet" in said[2]
    assert said[3] == (
        f"Sheet {foreign} belongs to “Other meeting”; open that event, or type another code."
    )
    assert all(sentence.count(".") == 1 for sentence in said)
    assert everything(database) == before


def test_of_several_sheets_the_code_is_asked_for(database: Database, event: int) -> None:
    with pytest.raises(UserError, match="print one first"):
        find_sheet(database, event)
    first = print_sheet(database, event)
    print_sheet(database, event)
    with pytest.raises(UserError, match=r"Several sheets .* type the code"):
        find_sheet(database, event)
    assert find_sheet(database, event, first).code == first
