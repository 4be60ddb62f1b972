"""Screens of every sort: one that is gone since, and those that show everything larger."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from t20desk.ui.memory import Memory
from tests.ui.every_place import PLACES

MAIN = {"name": "main", "x": 0, "y": 0, "width": 1280, "height": 800}
BESIDE = {"name": "beside", "x": 1280, "y": 0, "width": 1920, "height": 1080}
KEEP = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QWidget
from t20desk.ui.application import start_application
from t20desk.ui.memory import Memory
app = start_application(["t20desk"])
memory, window = Memory(Path(sys.argv[1])), QWidget()
if sys.argv[2] == "keep":
    window.setGeometry(1500, 200, 1500, 860)
    window.show()
    memory.remember_window(window)
    memory.save()
else:
    memory.restore_window(window)
    window.show()
app.processEvents()
print([list(screen.geometry().getRect()) for screen in app.screens()])
print(list(window.frameGeometry().getRect()))
"""
SCALED = """
import json
import sys
from t20desk.settings import Settings
from t20desk.ui.app import Program
from t20desk.ui.application import start_application
from t20desk.ui.looks.theme import apply_theme
from t20desk.ui.memory import Memory
from t20desk.ui.pictures import wait_for_calm
from tests.ui.every_place import PLACES
from tests.ui.looking import QAbstractButton, is_cut
app = start_application(["t20desk"])
apply_theme(app, "light")
program = Program(app, Settings(), Memory())
program.use_language("de")
program.open(sys.argv[1])
window = program.window
window.resize(1024, 600)
for place in PLACES:
    window.go_to(place)
    wait_for_calm(lambda: bool(window.desk.jobs.running))
    page = window.page()
    cut = [one.text() for one in page.findChildren(QAbstractButton) if is_cut(one)]
    picture = window.grab()
    wide = round(picture.width() / picture.devicePixelRatio())
    print(json.dumps([place.page, picture.devicePixelRatio(), wide, cut]))
    if hasattr(page, "discard_edits"):
        page.discard_edits()
program.close()
"""


def run_on(screens: list[dict[str, object]], folder: Path, step: str) -> list[list[int]]:
    """Run a window on some screens; its frame comes last, behind the screens."""
    config = folder / f"{step}.json"
    config.write_text(json.dumps({"screens": screens}))
    told = {"QT_QPA_PLATFORM": f"offscreen:configfile={config}"}
    words = [sys.executable, "-c", KEEP, str(folder / "memory.ini"), step]
    done = subprocess.run(words, capture_output=True, text=True, check=True, env=os.environ | told)
    shown, frame = map(json.loads, done.stdout.splitlines())
    return [*shown, frame]


def test_a_window_left_on_a_screen_that_is_gone_comes_back_whole_on_one_that_is_there(
    tmp_path: Path,
) -> None:
    kept = run_on([MAIN, BESIDE], tmp_path, "keep")[-1]
    assert QRect(1280, 0, 1920, 1080).contains(QRect(*kept))
    screen, back = run_on([MAIN], tmp_path, "restore")
    assert QRect(*screen).contains(QRect(*back))


def test_a_window_comes_back_on_the_screen_where_it_was(tmp_path: Path) -> None:
    kept = run_on([MAIN, BESIDE], tmp_path, "keep")[-1]
    assert run_on([MAIN, BESIDE], tmp_path, "restore")[-1] == kept


def test_the_first_window_fits_a_screen_that_is_too_small_for_its_usual_size(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 800)
    Memory(tmp_path / "memory.ini").restore_window(window)
    window.show()
    assert window.screen().availableGeometry().contains(window.frameGeometry())


@pytest.mark.slow
@pytest.mark.parametrize("factor", ["1.25", "1.5", "2"])
def test_every_page_is_whole_where_everything_is_larger(office: Path, factor: str) -> None:
    words = [sys.executable, "-c", SCALED, str(office)]
    told = {"QT_SCALE_FACTOR": factor, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(words, capture_output=True, text=True, check=True, env=os.environ | told)
    pages = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("[")]
    assert len(pages) >= len(PLACES)
    assert {ratio for _page, ratio, _wide, _cut in pages} == {float(factor)}
    assert {wide for _page, _ratio, wide, _cut in pages} == {1024}
    assert not [one for one in pages if one[-1]]
