import io
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from t20desk import i18n
from t20desk.cli.founding_day import RenderViews
from t20desk.cli.tour import RenderLooks, play_tour
from t20desk.db.database import Database
from t20desk.editing import plan_delete
from t20desk.errors import UserError
from t20desk.listing import Listing, list_ids
from t20desk.printing.papers import PAPERS
from t20desk.reporting import REPORTS


@dataclass(frozen=True)
class Played:
    """A tour that was played: its exit code, the paths it said, its messages, its folder."""

    code: int
    paths: list[Path]
    said: str
    folder: Path


def play(
    folder: Path,
    render_looks: RenderLooks | None = None,
    render_views: RenderViews | None = None,
) -> Played:
    said, told = io.StringIO(), io.StringIO()
    with redirect_stdout(said), redirect_stderr(told):
        code = play_tour(folder, render_looks, render_views)
    paths = [Path(line) for line in said.getvalue().splitlines()]
    return Played(code, paths, told.getvalue(), folder)


@contextmanager
def paint_page(_address: str, folder: Path, languages: Sequence[str]) -> Iterator[list[list[Path]]]:
    made: list[list[Path]] = []
    for code in languages:
        looks = [folder / f"{code}-{shade}" for shade in ("light", "dark")]
        made.append([look / f"{code} & more.png" for look in looks])
        for path in made[-1]:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(b"a picture")
    yield made


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return play(tmp_path_factory.mktemp("played") / "tour", paint_page)


@pytest.mark.slow
def test_it_ends_well_and_says_the_path_of_every_file(played: Played) -> None:
    assert played.code == 0
    assert all(path.is_absolute() and path.is_file() for path in played.paths)
    assert set(played.paths) == {path for path in played.folder.rglob("*") if path.is_file()}
    assert len(played.paths) == len(set(played.paths))


@pytest.mark.slow
def test_it_makes_every_report_and_paper_in_three_languages(played: Played) -> None:
    stems = [path.stem for path in played.paths if path.suffix == ".png"]
    for name in {*REPORTS, *PAPERS}:
        assert stems.count(name) == 3 * ((name in REPORTS) + (name in PAPERS))


@pytest.mark.slow
def test_every_page_is_asked_for_in_three_languages_light_and_dark(played: Played) -> None:
    pages = {path.parent.name for path in played.paths if "pages" in path.parts}
    assert pages == {f"{code}-{look}" for code in i18n.LANGUAGES for look in ("light", "dark")}


@pytest.mark.slow
def test_the_album_shows_every_picture(played: Played) -> None:
    page = (played.folder / "index.html").read_text(encoding="utf-8")
    assert page.count("<img ") == len(
        [path for path in played.paths if path.suffix in (".png", ".svg")]
    )
    assert "pages/de-light/de%20%26%20more.png" in page


@pytest.mark.slow
def test_the_steps_and_their_numbers_go_to_standard_error(played: Played) -> None:
    assert "Members: 42" in played.said
    assert "Countries and regions of the members: 22" in played.said
    assert "Members: 54" in played.said


@pytest.mark.slow
def test_a_number_that_differs_from_the_facts_ends_with_1(tmp_path: Path) -> None:
    def lose_member(database: Database, *_views: object) -> list[Path]:
        found = list_ids(database, Listing("member", search="Manchester"))
        database.apply(plan_delete(database, "member", found))
        return []

    ended = play(tmp_path / "tour", render_views=lose_member)
    assert ended.code == 1
    assert "Members: 41, but the facts say 42" in ended.said


@pytest.mark.slow
def test_it_can_be_played_again_into_the_same_folder_in_any_language(played: Played) -> None:
    i18n.use("zh")
    again = play(played.folder, paint_page)
    assert again.code == 0
    assert again.paths == played.paths
    assert i18n.language() == "zh"


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="cannot be made"):
        play_tour(tmp_path / "file" / "tour")


@pytest.mark.slow
def test_it_needs_no_display(tmp_path: Path) -> None:
    words = "import sys, pathlib; from t20desk.cli.tour import play_tour; "
    words += "sys.exit(play_tour(pathlib.Path(sys.argv[1])))"
    environment = {
        "PATH": "/usr/bin", "T20DESK_DATA": str(tmp_path / "data"), "QT_QPA_PLATFORM": "xcb",
    }  # fmt: skip
    command = [sys.executable, "-c", words, str(tmp_path / "tour")]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
