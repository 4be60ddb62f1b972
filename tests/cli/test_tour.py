import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from t20desk import i18n
from t20desk.cli.tour import play_tour
from t20desk.db.database import Database
from t20desk.editing import plan_delete
from t20desk.errors import UserError
from t20desk.listing import Listing, list_ids
from t20desk.printing.papers import PAPERS
from t20desk.reporting import REPORTS

Play = Callable[..., tuple[int, list[Path], str]]


@pytest.fixture
def play(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Play:
    def run(*more: object) -> tuple[int, list[Path], str]:
        code = play_tour(tmp_path / "tour", *more)  # type: ignore[arg-type]
        said = capsys.readouterr()
        return code, [Path(line) for line in said.out.splitlines()], said.err

    return run


def paint_page(_database: Database, folder: Path, language: str, dark: bool) -> list[Path]:
    page = folder / f"{language}-{dark} & more.png"
    page.write_bytes(b"a picture")
    return [page]


def test_it_ends_well_and_says_the_path_of_every_file(play: Play, tmp_path: Path) -> None:
    code, paths, _said = play(paint_page)
    assert code == 0
    assert all(path.is_absolute() and path.is_file() for path in paths)
    assert set(paths) == {path for path in (tmp_path / "tour").rglob("*") if path.is_file()}
    assert len(paths) == len(set(paths))


def test_it_makes_every_report_and_paper_in_three_languages(play: Play) -> None:
    _code, paths, _said = play()
    stems = [path.stem for path in paths if path.suffix == ".png"]
    for name in {*REPORTS, *PAPERS}:
        assert stems.count(name) == 3 * ((name in REPORTS) + (name in PAPERS))


def test_every_page_is_asked_for_in_three_languages_light_and_dark(play: Play) -> None:
    _code, paths, _said = play(paint_page)
    pages = {path.parent.name for path in paths if "pages" in path.parts}
    assert pages == {f"{code}-{look}" for code in i18n.LANGUAGES for look in ("light", "dark")}


def test_the_album_shows_every_picture(play: Play, tmp_path: Path) -> None:
    _code, paths, _said = play(paint_page)
    page = (tmp_path / "tour" / "index.html").read_text(encoding="utf-8")
    assert page.count("<img ") == len([path for path in paths if path.suffix == ".png"])
    assert "pages/de-light/de-False%20%26%20more.png" in page


def test_the_steps_and_their_numbers_go_to_standard_error(play: Play) -> None:
    _code, _paths, said = play()
    assert "Members: 42" in said
    assert "Countries and regions of the members: 22" in said
    assert "Members: 54" in said


def test_a_number_that_differs_from_the_facts_ends_with_1(play: Play) -> None:
    def lose_member(database: Database, *_page: object) -> list[Path]:
        found = list_ids(database, Listing("member", search="Manchester"))
        if found:
            database.apply(plan_delete(database, "member", found))
        return []

    code, _paths, said = play(lose_member)
    assert code == 1
    assert "Members: 41, but the facts say 42" in said


def test_it_can_be_played_again_into_the_same_folder(play: Play) -> None:
    first, second = play(), play()
    assert first[0] == second[0] == 0
    assert first[1] == second[1]


def test_the_language_in_use_stays(play: Play) -> None:
    i18n.use("zh")
    play()
    assert i18n.language() == "zh"


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="cannot be made"):
        play_tour(tmp_path / "file" / "tour")


def test_it_needs_no_display(tmp_path: Path) -> None:
    words = "import sys, pathlib; from t20desk.cli.tour import play_tour; "
    words += "sys.exit(play_tour(pathlib.Path(sys.argv[1])))"
    environment = {
        "PATH": "/usr/bin", "T20DESK_DATA": str(tmp_path / "data"), "QT_QPA_PLATFORM": "xcb",
    }  # fmt: skip
    command = [sys.executable, "-c", words, str(tmp_path / "tour")]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
