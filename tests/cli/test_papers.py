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
    ],
)
def test_a_paper_that_cannot_be_made_leaves_no_file(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, words: list[str], code: int
) -> None:
    monkeypatch.chdir(desk.folder)
    assert desk.run(*words).code == code
    assert not list(desk.folder.glob("out.*"))
