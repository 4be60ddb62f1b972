"""Letters that were lost where a sheet was saved are said, and never replace a good name."""

from pathlib import Path

from tests.importing.sheets import Desk, tally

HEADS = ("Number", "Name", "City", "Notes")
GOOD = (HEADS, ("0009", "Förderbank Nordrhein", "Düsseldorf", ""), ("0010", "上海银行", "西安", ""))
LOST = (
    "Number;Name;City;Notes\n"
    "0009;F?rderbank Nordrhein;D?sseldorf;Is it so?\n"
    "0010;????;??;\n"
    "0011;M?ller GmbH;Bonn;\n"
)


def write_lost(folder: Path) -> Path:
    path = folder / "saved.csv"
    path.write_text(LOST, encoding="ascii")
    return path


def test_a_name_whose_letters_were_lost_stays_as_it_was(file_desk: Desk) -> None:
    file_desk.take("member", GOOD)
    plan = file_desk.take("member", write_lost(file_desk.folder))
    assert tally(plan) == (3, 1, 1, 1, 0, 0)
    names = file_desk.table("member", "number", "name", "city", "notes")
    assert names[0] == ("0009", "Förderbank Nordrhein", "Düsseldorf", "Is it so?")
    said = [one.message for one in plan.problems if (one.row, one.column) == (2, "B")]
    lost = "“Förderbank Nordrhein” came as “F?rderbank Nordrhein”, its letters lost"
    assert said == [f"{lost}, and was left as it was."]
    assert [one.severity for one in plan.problems] == ["note"] * 3


def test_columns_in_which_letters_were_lost_are_said_once(file_desk: Desk) -> None:
    plan = file_desk.plan("member", write_lost(file_desk.folder))
    said = [one for one in plan.remarks if "lost letters" in one]
    assert [one[:15] for one in said] == ["Column B “Name”", "Column C “City”"]
    assert "3 texts, such as “F?rderbank Nordrhein”, seem to have lost letters" in said[0]
    assert "import that" in said[0]


def test_a_question_in_a_title_is_no_lost_letter(file_desk: Desk) -> None:
    rows = [("Title", "Starts"), ("What now? A talk", "2027-02-01"), ("Why?", "2027-02-02")]
    assert not [one for one in file_desk.plan("event", rows).remarks if "lost" in one]
