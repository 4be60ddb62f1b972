"""Reports that an office wrote itself: run like ours, and named where they fail."""

import re
from pathlib import Path

import pytest

from t20desk.db.database import Database
from t20desk.errors import UserError
from t20desk.reporting import read_reports, run_report
from tests.builders import add

ROOT = Path(__file__).parents[2]
EXAMPLES = re.findall(
    r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S
)
BEGIN = """
from t20desk.db.types import Whole
from t20desk.reporting import report
from t20desk.tables import Column, Table


@report("mine", "Mine")
def count(database):
    return [Table("Mine", (Column("number", "Number", Whole()),), lambda: [({cell},)])]
"""


def write_report(folder: Path, cell: str, name: str = "mine.py") -> Path:
    file = folder / name
    file.write_text(BEGIN.format(cell=cell), encoding="utf-8")
    return file


def test_a_report_of_the_office_runs_like_ours_and_goes_with_its_file(
    database: Database, report_folder: Path
) -> None:
    file = write_report(report_folder, "7")
    assert read_reports()[1] == []
    assert [list(table.rows()) for table in run_report(database, "mine")] == [[(7,)]]
    write_report(report_folder, "8")
    assert [list(table.rows()) for table in run_report(database, "mine")] == [[(8,)]]
    file.unlink()
    with pytest.raises(UserError, match="There is no report “mine”"):
        run_report(database, "mine")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = 1\ndef broken(:\n", "line 2, invalid syntax"),
        ("import nowhere_to_be_found\n", "line 1, No module named 'nowhere_to_be_found'"),
        ("raise SystemExit\n", "line 1, it ended without a word"),
        ("\0", "source code string cannot contain null bytes"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_and_the_others_stay(
    report_folder: Path, text: str, said: str
) -> None:
    file = report_folder / "broken.py"
    file.write_text(text, encoding="utf-8")
    write_report(report_folder, "7")
    reports, (problem,) = read_reports()
    assert problem.startswith(f"“{file}” is left out of the reports: {said}.")
    assert "mine" in reports


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("1 // 0", "line 9, integer division or modulo by zero"),
        ("1, 2", "has 2 cells in row 1 for 1 columns"),
        ("'x'", "has “x” under “Number” in row 1, which cannot be shown"),
    ],
)
def test_a_report_that_fails_says_where(
    database: Database, report_folder: Path, cell: str, said: str
) -> None:
    file = write_report(report_folder, cell)
    with pytest.raises(UserError) as refused:
        run_report(database, "mine")
    assert refused.value.message.startswith("The report “mine” ")
    assert said in refused.value.message
    assert str(file) in refused.value.message


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("totals=(1, 2)", "has 2 cells in its totals for 1 columns"),
        ("totals=([],)", "has “[]” under “Number” in its totals, which cannot be shown"),
        ("totals=(1,), foot=(1, 2)", "has 2 cells in its totals for 1 columns"),
        ("groups=('lines',)", "by “lines”, which is none of its columns"),
        ("groups=('number',), sums=('sum',)", "by “sum”, which is none of its columns"),
        ("charts=('bars',)", "by “bars”, which is none of its columns"),
        ("parts=lambda: [Group('A', 1, [('x',)], (1,))]", "“x” under “Number” in the group “A”"),
        ("parts=lambda: [Group('A', 1, [(1,)], ('x',))]", "“x” under “Number” in the group “A”"),
        ("parts=lambda: [Group('A', 1, [(1,)], ())]", "has 0 cells in the group “A”"),
        ("parts=lambda: 1 // 0", "line 9, integer division or modulo by zero"),
        ("behind=lambda row, name: {}[name]", "line 9, 'number'"),
    ],
)
def test_groups_and_totals_that_cannot_be_shown_are_said_too(
    database: Database, report_folder: Path, more: str, said: str
) -> None:
    file = write_report(report_folder, "7")
    text = file.read_text(encoding="utf-8")
    text = text.replace("import Column,", "import Column, Group,").replace(")])]", f")], {more})]")
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UserError) as refused:
        run_report(database, "mine")
    assert said in refused.value.message
    assert str(file) in refused.value.message


def test_groups_and_totals_that_can_be_shown_are_kept(
    database: Database, report_folder: Path
) -> None:
    file = write_report(report_folder, "7")
    text = file.read_text(encoding="utf-8").replace(
        ")])]", ")], totals=('all',), groups=('number',), sums=('number',))]"
    )
    file.write_text(text, encoding="utf-8")
    (table,) = run_report(database, "mine")
    (group,) = table.grouped()
    assert (group.text, group.size, list(group.rows), list(group.sums)) == ("7", 1, [(7,)], [7])
    assert table.say_total(0) == "all"


def test_a_name_that_another_report_has_is_said(report_folder: Path) -> None:
    write_report(report_folder, "7")
    write_report(report_folder, "8", "second.py")
    _reports, (problem,) = read_reports()
    assert "has a report “mine”, and so has another" in problem


def test_the_examples_of_the_first_page_do_what_it_says(
    report_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change, own = EXAMPLES
    office = Database.create(tmp_path / "office.t20")
    member = add(office, "member", name="Silk Works", city="Lyon")
    (report_folder / "lyon.py").write_text(own, encoding="utf-8")
    (listed,) = run_report(office, "in-lyon")
    assert len(list(listed.rows())) == 1
    office.close()
    monkeypatch.chdir(tmp_path)
    exec(compile(change, "README.md", "exec"), {})
    office = Database.open(tmp_path / "office.t20")
    (listed,) = run_report(office, "in-lyon")
    assert list(listed.rows()) == []
    assert member
    office.close()
