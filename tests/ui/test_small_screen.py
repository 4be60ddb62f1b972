"""Dialogs and filters are whole on a screen of 1024 × 600, also where words are the longest."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from t20desk.ui.app import Program
from t20desk.ui.lists.filter_bar import MOST_SEARCH
from t20desk.ui.lists.list_page import ListPage
from t20desk.ui.places import list_place
from t20desk.ui.screens import FRAME
from tests.ui.dialog_samples import each_dialog
from tests.ui.hands import child
from tests.ui.looking import is_cut

SMALL = QSize(1024, 600)
TOO_HIGH = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog
from t20desk.ui.application import start_application
from t20desk.ui.dialogs import run_dialog
app = start_application(["t20desk"])
dialog = QDialog()
dialog.resize(960, 700)
shown = []
QTimer.singleShot(0, lambda: (shown.extend(dialog.size().toTuple()), dialog.reject()))
run_dialog(dialog)
print(shown)
"""


def list_wrongs(dialog: QDialog, room: QSize) -> list[str]:
    """What of a dialog has no place in some room."""
    dialog.resize(dialog.size().boundedTo(room))
    wrong = [one.text() for one in dialog.findChildren(QAbstractButton) if is_cut(one)]
    if dialog.size() != dialog.size().boundedTo(room):
        wrong.append(f"{dialog.width()} × {dialog.height()}")
    layout = dialog.layout()
    if layout is not None and layout.totalMinimumHeightForWidth(dialog.width()) > dialog.height():
        wrong.append("its parts lie upon each other")
    return wrong


@pytest.mark.dressed
def test_each_dialog_has_room_on_a_small_screen(program: Program) -> None:
    program.use_language("de")
    assert program.window is not None
    room = SMALL - FRAME
    wrong = {name: list_wrongs(shown, room) for name, shown in each_dialog(program.window)}
    assert not {name: found for name, found in wrong.items() if found}


def test_a_dialog_that_would_be_larger_than_the_screen_is_not(tmp_path: Path) -> None:
    config = tmp_path / "screens.json"
    screen = {"name": "small", "x": 0, "y": 0, "width": 1024, "height": 600}
    config.write_text(json.dumps({"screens": [screen]}))
    told = {"QT_QPA_PLATFORM": f"offscreen:configfile={config}"}
    words = [sys.executable, "-c", TOO_HIGH]
    done = subprocess.run(words, capture_output=True, text=True, check=True, env=os.environ | told)
    assert json.loads(done.stdout) == [960, (SMALL - FRAME).height()]


@pytest.mark.dressed
@pytest.mark.parametrize("language", ["en", "de"])
def test_the_filters_of_people_stand_in_one_line_on_a_small_screen(
    qtbot: QtBot, program: Program, language: str
) -> None:
    program.use_language(language)
    window = program.window
    assert window is not None
    window.resize(SMALL)
    window.show()
    window.go_to(list_place("person"))
    page = window.page()
    assert isinstance(page, ListPage)
    more = child(page, QPushButton, "moreFilters")
    qtbot.waitUntil(lambda: more.isVisible() and more.width() > 0 and page.filters.width() > 600)
    assert window.width() == SMALL.width()
    assert page.filters.search.width() < MOST_SEARCH
    first = child(page, QPushButton, "filter_country")
    assert more.geometry().center().y() == pytest.approx(first.geometry().center().y(), abs=4)
