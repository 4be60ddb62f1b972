"""Hostile columns: E-2xx that are asked about once for a whole column, and what is done untold."""

from pathlib import Path

import openpyxl
import pytest

from t20desk.checking import check_database
from t20desk.db.database import Database
from t20desk.errors import UserError
from t20desk.importing.answers import answer_questions
from t20desk.importing.values import ALL_TEXTS, CLEAR, NOTHING, ImportOptions, ImportPlan, Question
from tests.db.steps import make
from tests.importing.sheets import Desk, places, tally


@pytest.fixture
def office(file_database: Database, tmp_path: Path) -> Desk:
    return Desk(file_database, tmp_path)


def asked(plan: ImportPlan) -> dict[str, Question]:
    return {one.text or one.sort: one for one in plan.questions}


def merged_book(folder: Path) -> Path:
    book = openpyxl.Workbook()
    for row in (["Name", "Land", "Ort"], ["A", "DE", "Köln"], ["B", None, "Bonn"], ["C", "x", ""]):
        book.active.append(row)
    book.active.merge_cells("B2:B3")
    book.active["B4"] = "FR"
    book.active.row_dimensions[4].hidden = True
    book.save(folder / "merged.xlsx")
    return folder / "merged.xlsx"


def test_e_210_cells_merged_downwards_are_said_and_filled_where_asked(office: Desk) -> None:
    path = merged_book(office.folder)
    plan = office.plan("member", path)
    assert any("B2:B3" in sentence for sentence in plan.remarks)
    assert asked(plan)["merged"].letter == "B"
    plan = office.take("member", path, fill_merged=True)
    assert "Every row of merged cells has their value" in " ".join(plan.remarks)
    assert office.table("member", "name", "country") == [("A", "DE"), ("B", "DE"), ("C", "FR")]


def test_e_211_hidden_rows_are_counted_and_left_out_where_asked(office: Desk) -> None:
    path = merged_book(office.folder)
    plan = office.plan("member", path)
    assert (plan.counts.read, asked(plan)["hidden"].cells) == (3, 1)
    assert any("1 hidden row" in sentence for sentence in plan.remarks)
    plan = office.take("member", path, leave_hidden=True)
    assert tally(plan) == (2, 2, 0, 0, 0, 0)
    assert "1 hidden row was left out." in plan.remarks


def test_e_214_equal_headings_are_refused_with_their_letters_and_mapped_by_them(
    office: Desk,
) -> None:
    rows = [("Name", "Name", None), ("A", "Köln", "x")]
    with pytest.raises(UserError) as caught:
        office.plan("member", rows)
    assert "A “Name”" in caught.value.message
    assert "B “Name”" in caught.value.message
    office.take("member", rows, mapping={"A": "name", "B": "city", "C": "notes"})
    assert office.table("member", "name", "city") == [("A", "Köln")]


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("words", "stored"),
    [(("ja", "nein"), [0, 1]), (("1", "0"), [0, 1]), (("TRUE", "FALSE"), [0, 1]),
     (("是", "否"), [0, 1]), (("x", None), [1, None])],
    ids=["E-224-de", "E-224-digits", "E-224-excel", "E-224-zh", "E-224-cross"],
)  # fmt: skip
def test_e_224_yes_and_no_in_many_words(
    office: Desk, words: tuple[str | None, ...], stored: list[int | None]
) -> None:
    rows = [("Name", "Founding member"), *((f"n{at}", word) for at, word in enumerate(words))]
    plan = office.take("member", rows)
    told = office.table("member", "founding_member")
    assert sorted((value for (value,) in told), key=repr) == sorted(stored, key=repr)
    assert ("blank" in asked(plan)) == (None in words)


def test_e_224_what_is_neither_yes_nor_no_is_asked_for_the_whole_column(office: Desk) -> None:
    rows = [("Name", "Founding member"), ("A", "evtl."), ("B", "ja"), ("C", "evtl.")]
    plan = office.plan("member", rows)
    question = asked(plan)["evtl."]
    assert (question.cells, places(plan)) == (
        2, [(2, "B", "founding_member"), (4, "B", "founding_member")],
    )  # fmt: skip
    assert "neither yes nor no" in plan.problems[0].message
    options = answer_questions(ImportOptions(), [(question, "no")])
    office.take("member", rows, meanings=options.meanings)
    assert office.table("member", "name", "founding_member") == [("A", 0), ("B", 1), ("C", 0)]


@pytest.mark.parametrize("text", ["NA", "na"])
def test_a_country_that_may_be_namibia_or_nothing_is_asked_once(office: Desk, text: str) -> None:
    rows = [("Name", "Land"), ("A", text), ("B", "DE"), ("C", text)]
    plan = office.plan("member", rows)
    assert places(plan, "doubt") == [(2, "B", "country"), (4, "B", "country")]
    assert "Namibia" in plan.problems[0].message
    question = asked(plan)[text]
    assert question.cells == 2
    answers = {one.answer for one in question.answers}
    assert answers == {"value", "nothing", ""}
    said = answer_questions(ImportOptions(), [(question, "value")])
    office.take("member", rows, meanings=said.meanings)
    assert office.table("member", "country") == [("DE",), ("NA",), ("NA",)]
    more = [("Name", "Land"), ("D", text)]
    assert not office.plan("member", more).problems


def test_all_unknown_texts_of_a_column_can_be_answered(office: Desk) -> None:
    rows = [("Name", "Land"), *((f"N{at}", f"Wunderland {at}") for at in range(200))]
    plan = office.plan("member", rows)
    assert len(plan.questions) == 200
    said = answer_questions(ImportOptions(), [(one, "DE") for one in plan.questions])
    assert tally(office.plan("member", rows, meanings=said.meanings)) == (200, 200, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("cells", "seats"),
    [(["1.234", "5.678,0"], [1234, 5678]), (["1,234", "5,678.0"], [1234, 5678]),
     (["1'234", "12"], [12, 1234]), (["1 234", "12"], [12, 1234])],
    ids=["E-225-comma", "E-225-point", "E-225-stroke", "E-225-blank"],
)  # fmt: skip
def test_e_225_one_convention_for_a_column_of_numbers(
    office: Desk, cells: list[str], seats: list[int]
) -> None:
    office.take("venue", [("Name", "Capacity"), *((f"n{cell}", cell) for cell in cells)])
    assert sorted(row[0] for row in office.table("venue", "capacity")) == seats


def test_e_227_the_same_file_again_is_nothing_new(office: Desk) -> None:
    rows = [("No.", "Name", "Areas"), ("1", "A", "IP"), ("2", "B", "n/a")]
    plan = office.plan("member", rows)
    options = answer_questions(ImportOptions(), [(asked(plan)["IP"], "intellectual_property")])
    for expected in ((2, 2, 0, 0, 0, 0), (2, 0, 0, 2, 0, 0)):
        assert tally(office.take("member", rows, meanings=options.meanings)) == expected


@pytest.mark.parametrize(
    ("options", "city"),
    [({}, "Köln"), ({"blanks": frozenset(("city",))}, None)],
    ids=["E-228-default", "E-228-asked"],
)
def test_e_228_emptied_cells_delete_only_where_asked(
    office: Desk, options: dict[str, frozenset[str]], city: str | None
) -> None:
    make(office.database, "member", number="1", name="A", city="Köln")
    office.take("member", [("No.", "Name", "Ort"), ("1", "A", None)], **options)
    assert office.table("member", "city") == [(city,)]


def test_e_228_a_dash_empties_only_where_asked(office: Desk) -> None:
    make(office.database, "member", number="1", name="A", city="Köln")
    rows = [("No.", "Name", "Ort"), ("1", "A", "-")]
    assert tally(office.plan("member", rows)) == (1, 0, 0, 1, 0, 0)
    plan = office.take("member", rows, meanings={"city": {"-": CLEAR}})
    assert tally(plan) == (1, 0, 1, 0, 0, 0)
    assert office.table("member", "city") == [(None,)]


def test_e_229_an_unknown_organisation_is_made_chosen_or_left_for_the_column(office: Desk) -> None:
    known = make(office.database, "member", name="Verein für Technik e.V.")
    person = make(office.database, "person", family_name="Berg")
    rows = [("Person", "Organisation"), ("Berg", "Verein Technik"), ("Berg", "Verein XY")]
    plan = office.plan("affiliation", rows)
    assert places(plan) == [(2, "B", "member"), (3, "B", "member")]
    assert "No record of Organisations is called “Verein XY”" in plan.problems[1].message
    question = asked(plan)["Verein Technik"]
    assert question.proposals[0].answer == str(known)
    options = answer_questions(ImportOptions(), [(question, str(known))])
    options = answer_questions(options, [(asked(plan)["Verein XY"], "create")])
    office.take("affiliation", rows, meanings=options.meanings)
    assert len(office.table("member", "name")) == 2
    assert {row[0] for row in office.table("affiliation", "person")} == {person}


def test_e_229_a_link_that_must_be_there_cannot_be_left_out(office: Desk) -> None:
    make(office.database, "person", family_name="Berg")
    rows = [("Person", "Organisation"), ("Berg", "Verein XY")]
    plan = office.plan("affiliation", rows, meanings={"member": {ALL_TEXTS: NOTHING}})
    assert tally(plan) == (1, 0, 0, 0, 0, 1)
    assert "missing" in plan.problems[-1].message


def test_e_210_cells_merged_among_headings_alone_are_not_spoken_of(office: Desk) -> None:
    book = openpyxl.Workbook()
    for row in (["Our list", None], ["Name", "Ort"], ["A", "Bonn"], ["B", "Bonn"]):
        book.active.append(row)
    book.active.merge_cells("A1:B1")
    book.save(office.folder / "title.xlsx")
    plan = office.plan("member", office.folder / "title.xlsx")
    assert (plan.counts.new, plan.remarks) == (2, [])


@pytest.mark.parametrize("rows", [
    [("Title", "Title (English)"), ("Old", "A"), ("Old", "B")],
    [("Title (German)", "Title", "Title (English)"), ("D", "Old", "A"), (None, "D", "B")],
])  # fmt: skip
def test_a_title_beside_its_languages_is_left_out_as_in_our_own_lists(
    office: Desk, rows: list[tuple[str | None, ...]]
) -> None:
    plan = office.take("event", rows)
    assert (plan.counts.new, plan.ignored) == (2, ["Title"])
    assert office.table("event", "title_en") == [("A",), ("B",)]
    assert not check_database(office.database).findings


def test_a_title_beside_its_language_is_refused_where_both_are_chosen(office: Desk) -> None:
    rows = [("Name", "Title (English)"), ("A", "B")]
    with pytest.raises(UserError, match=r"both mean Title"):
        office.plan("event", rows, mapping={"Name": "title"})
