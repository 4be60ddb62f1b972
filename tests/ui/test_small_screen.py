"""Every dialog is whole on a screen of 1024 × 600 in German, whose words are the longest."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QDialog

from t20desk.ui.app import Program
from t20desk.ui.screens import FRAME
from tests.ui.dialog_samples import each_dialog
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
