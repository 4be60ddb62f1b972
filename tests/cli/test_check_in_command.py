"""The command that types in a signed sheet."""

from pathlib import Path

from openpyxl import load_workbook

from tests.cli.desk import Desk


def prepare(desk: Desk, folder: Path) -> str:
    """An event with three guests and its printed sheet; the code."""
    event = desk.add("event", "title=Founding")
    for name in ("Dahl", "Ek", "Falk"):
        person = desk.add("person", f"family_name={name}")
        desk.add("participation", f"event={event}", f"person={person}")
    desk.done("print", "attendance", str(folder / "sheet.pdf"), "--event", "Founding")
    (sheet,) = desk.rows("signature_sheet")
    return str(sheet["code"])


def came(desk: Desk) -> set[str]:
    rows = desk.rows("participation", "--search", "presence:=came")
    return {row["person"]["text"] for row in rows}


def test_the_numbers_of_a_printed_sheet_are_typed_in(desk: Desk, tmp_path: Path) -> None:
    code = prepare(desk, tmp_path)
    desk.add("participation", "event=Founding", f"person={desk.add('person', 'family_name=Aas')}")
    dry = desk.run("check-in", "Founding", "1 3 w2", "--walk-in", "w2=Olga Lund", "--dry-run")
    assert dry.code == 0
    assert "1  Dahl" in dry.err
    assert "w2  Olga Lund" in dry.err
    assert came(desk) == set()
    words = ["1 3 w2", "--sheet", code, "--walk-in", "w2=Olga Lund"]
    answer = desk.json("check-in", "Founding", *words)
    assert came(desk) == {"Dahl", "Falk", "Olga Lund"}
    assert (answer["changed"], answer["same"], answer["problems"]) == (2, 0, [])
    desk.done("undo")
    assert came(desk) == set()


def test_an_empty_line_without_a_name_is_left_over_and_said(desk: Desk, tmp_path: Path) -> None:
    prepare(desk, tmp_path)
    ran = desk.run("check-in", "Founding", "1-2 w2", "--json")
    assert ran.code == 3
    assert ran.json["refused"] == 1
    assert "w2" in ran.json["problems"][0]["message"]
    assert came(desk) == {"Dahl", "Ek"}


def test_what_is_amiss_is_one_sentence_and_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    code = prepare(desk, tmp_path)
    desk.add("event", "title=Other")
    before = desk.hash()
    for words in (["Founding", "9"], ["Other", "1", "--sheet", code], ["Founding", "2-1"]):
        ran = desk.run("check-in", *words)
        assert ran.code == 1
        assert len(ran.err.strip().splitlines()) == 1
    assert desk.hash() == before


def type_came(path: Path, name: str) -> None:
    """What a second door types into its workbook."""
    book = load_workbook(path)
    rows = list(book.worksheets[0].iter_rows())
    head = next(row for row in rows if any(cell.value == "Presence" for cell in row))
    place = next(cell.column for cell in head if cell.value == "Presence")
    row = next(row for row in rows if row[0].value == name)
    book.worksheets[0].cell(row[0].row, place, "came")
    book.save(path)


def test_a_second_door_gets_a_workbook_that_is_taken_back(desk: Desk, tmp_path: Path) -> None:
    prepare(desk, tmp_path)
    desk.add("event", "title=Other")
    book = tmp_path / "door.xlsx"
    desk.done("door-book", "Founding", str(book))
    type_came(book, "Ek")
    desk.done("check-in", "Founding", "1")
    strange = desk.run("take-back", str(book), "--event", "Other", "--json")
    assert strange.code == 1
    assert "belongs to “Founding”" in strange.json["problems"][0]["message"]
    answer = desk.run("take-back", str(book), "--event", "Founding", "--json")
    assert (answer.code, answer.json["changed"], answer.json["conflicts"]) == (0, 1, [])
    assert came(desk) == {"Dahl", "Ek"}


def test_a_second_door_gets_nothing_but_a_workbook(desk: Desk, tmp_path: Path) -> None:
    prepare(desk, tmp_path)
    ran = desk.run("door-book", "Founding", str(tmp_path / "door.csv"))
    assert (ran.code, list(tmp_path.glob("door.*"))) == (2, [])
