"""Papers on the command line."""

from pathlib import Path

import pytest

from tests.cli.desk import Desk


def test_papers_are_listed_one_a_line_name_first(desk: Desk) -> None:
    lines = desk.done("print", "--list").out.splitlines()
    names = [line.split("\t")[0] for line in lines]
    assert {"member-list", "attendance"} <= set(names)
    assert all(name == name.lower() and " " not in name for name in names)


def test_a_member_list_is_printed(desk: Desk, tmp_path: Path) -> None:
    desk.add("member", "name=Alpha")
    out = tmp_path / "list.pdf"
    desk.done("print", "member-list", str(out), "--search", "alpha")
    assert out.read_bytes().startswith(b"%PDF")


def test_a_paper_lists_what_a_view_shows(desk: Desk, tmp_path: Path) -> None:
    desk.add("member", "name=Alpha", "status=left")
    out = tmp_path / "list.pdf"
    desk.done("print", "member-list", str(out), "--view", "former")
    assert out.read_bytes().startswith(b"%PDF")
    assert desk.run("print", "member-list", str(out), "--view", "planets").code == 1
    assert desk.run("print", "attendance", str(out), "--view", "former").code == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["print"], 2),
        (["print", "member-list"], 2),
        (["print", "member-list", "out.doc"], 2),
        (["print", "member-list", "out.pdf", "--option", "columns"], 2),
        (["print", "no-paper", "out.pdf"], 1),
        (["print", "member-list", "out.pdf", "--option", "planet=mars"], 1),
        (["print", "member-list", "out.pdf", "--search", "planet:x"], 1),
        (["report"], 2),
        (["report", "member-list", "out.doc"], 2),
        (["report", "member-list", "out.xlsx", "--on", "soon"], 2),
        (["report", "no-report", "out.xlsx"], 1),
        (["report", "member-list", "out.xlsx", "--option", "planet=mars"], 1),
    ],
)
def test_a_paper_or_report_that_cannot_be_made_leaves_no_file(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, words: list[str], code: int
) -> None:
    monkeypatch.chdir(desk.folder)
    assert desk.run(*words).code == code
    assert not list(desk.folder.glob("out.*"))


@pytest.fixture
def demonstration(desk: Desk) -> Desk:
    """A desk with the demonstration."""
    desk.path.unlink()
    desk.done("demo")
    return desk


def test_every_report_runs_without_options_as_workbook_and_pdf(demonstration: Desk) -> None:
    lines = demonstration.done("report", "--list").out.splitlines()
    names = [line.split("\t")[0] for line in lines]
    assert names
    for name in names:
        book, paper = (demonstration.folder / f"{name}.{end}" for end in ("xlsx", "pdf"))
        demonstration.done("report", name, str(book))
        demonstration.done("report", name, str(paper))
        assert book.read_bytes().startswith(b"PK")
        assert paper.read_bytes().startswith(b"%PDF")


def test_the_chart_of_a_report_is_drawn(desk: Desk, tmp_path: Path) -> None:
    desk.add("member", "name=Alpha", "country=DE", "status=active")
    out = tmp_path / "members.svg"
    desk.done("report", "members-by-country-and-area", str(out), "--column", "Members")
    assert "Germany: 1" in out.read_text("utf-8")
    out = tmp_path / "list.png"
    assert desk.run("report", "member-list", str(out)).code == 1
    assert desk.run("report", "status-overview", str(out), "--column", "planets").code == 1
    assert not out.exists()


def test_every_paper_runs_without_options(demonstration: Desk) -> None:
    for line in demonstration.done("print", "--list").out.splitlines():
        out = demonstration.folder / f"{line.split()[0]}.pdf"
        demonstration.done("print", line.split("\t")[0], str(out))
        assert out.read_bytes().startswith(b"%PDF")


def test_reports_and_papers_change_no_byte(demonstration: Desk, tmp_path: Path) -> None:
    before = demonstration.hash()
    demonstration.done("report", "member-list", str(tmp_path / "a.xlsx"))
    demonstration.done("print", "member-list", str(tmp_path / "a.pdf"))
    assert demonstration.hash() == before


def test_a_report_may_look_as_it_was_known(demonstration: Desk, tmp_path: Path) -> None:
    out = str(tmp_path / "a.xlsx")
    demonstration.done("report", "member-list", out, "--as-known", "2020-01-01")
