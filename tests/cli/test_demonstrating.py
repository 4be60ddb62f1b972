"""Making databases on the command line."""

from pathlib import Path

import pytest

from t20desk.cli import run
from tests.cli.desk import Desk


@pytest.mark.parametrize("command", ["new", "demo"])
def test_an_existing_file_is_refused_and_kept(desk: Desk, command: str) -> None:
    before = desk.hash()
    ran = desk.run(command)
    assert ran.code == 1
    assert "exists already" in ran.err
    assert desk.hash() == before


def test_new_makes_an_empty_database(desk: Desk) -> None:
    desk.path.unlink()
    desk.done("new")
    assert desk.rows("member") == []


def test_demo_makes_the_founding_and_further_members(desk: Desk) -> None:
    desk.path.unlink()
    desk.done("demo")
    usual = len(desk.rows("member", "--view", "all"))
    desk.path.unlink()
    desk.done("demo", "--size", "50")
    assert len(desk.rows("member", "--view", "all")) == usual + 50
    assert desk.json("check")["whole"] is True


def test_the_tour_is_played_by_the_one_who_knows_the_pages(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    played: list[Path] = []

    def play(folder: Path) -> int:
        played.append(folder)
        return 1

    assert run(["tour", str(tmp_path / "out")], play) == 1
    assert played == [tmp_path / "out"]
    assert desk.run("tour", "out").code == 1
