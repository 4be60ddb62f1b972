"""Closing makes a verified copy, a failing one stops nobody, and a file has one window."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from pytestqt.qtbot import QtBot

from t20desk.backing_up import back_up, list_backups
from t20desk.editing import plan_edit
from t20desk.errors import UserError
from t20desk.ui.app import Program
from t20desk.ui.shell import one_window
from t20desk.ui.window import Window
from tests.ui.hands import LEFT, ids_of

RUN = "import sys; from t20desk.ui.app import run_window; sys.exit(run_window(sys.argv[1:]))"

RING = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from t20desk.ui.shell.one_window import Doorbell
app = QCoreApplication([])
bell = Doorbell(sys.argv[1], app)
bell._listen()
print("listening", flush=True)
app.exec()
"""


def change_city(window: Window) -> None:
    """Change something."""
    db = window.desk.db
    (record,) = ids_of(db, "member", "number:=0001")
    assert not window.desk.apply(plan_edit(db, "member", {record: {"city": "Lyon"}})).is_refused


def test_closing_after_a_change_makes_a_verified_copy(
    program: Program, window: Window, office: Path
) -> None:
    change_city(window)
    program.close()
    (copy,) = list_backups(office)
    assert copy.state == "whole"


def test_closing_without_a_change_makes_no_copy(
    program: Program, window: Window, office: Path
) -> None:
    program.close()
    assert not list_backups(office)


def test_a_copy_that_fails_is_told_at_the_next_opening_and_stops_nobody(
    qtbot: QtBot, program: Program, window: Window, office: Path
) -> None:
    # A file where the folders of the backups should be: no disk could be fuller.
    beside = office.with_name(office.name + ".backups")
    data = Path(os.environ["T20DESK_DATA"]) / "backups"
    for place in (beside, data):
        place.write_text("in the way", encoding="utf-8")
    change_city(window)
    with pytest.raises(UserError):
        back_up(window.desk.db, reason="closing")
    program.close()
    program.open(str(office))
    fresh = program.window
    assert fresh is not None
    assert fresh.copy_bar.isVisible()
    beside.unlink()
    qtbot.mouseClick(fresh.copy_bar.again, LEFT)
    qtbot.waitUntil(lambda: not fresh.copy_bar.isVisible())
    assert len(list_backups(office)) == 1


class Watch(QObject):
    """Sees whether a window was asked to come forward."""

    def __init__(self) -> None:
        super().__init__()
        self.raised = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.raised += event.type() == QEvent.Type.Show
        return False


@pytest.mark.qt_log_ignore("does not support")
def test_a_second_start_on_the_same_file_raises_the_first_window(
    qtbot: QtBot, window: Window, office: Path
) -> None:
    watch = Watch()
    window.hide()
    window.installEventFilter(watch)
    second = subprocess.Popen([sys.executable, "-c", RUN, "--db", str(office)])
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=30_000)
    assert second.returncode == 0
    qtbot.waitUntil(window.isVisible)
    assert watch.raised


@pytest.mark.qt_log_ignore("does not support")
def test_opening_the_file_that_is_open_keeps_the_window(
    program: Program, window: Window, office: Path
) -> None:
    program.open(str(office))
    assert program.window is window


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="nothing can be stopped here")
def test_a_start_on_a_file_whose_window_hangs_is_not_kept_waiting(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with subprocess.Popen([sys.executable, "-c", RING, str(office)], stdout=subprocess.PIPE) as one:
        try:
            assert one.stdout is not None
            assert one.stdout.readline() == b"listening\n"
            assert one_window.ring_other(str(office))
            one.send_signal(signal.SIGSTOP)
            monkeypatch.setattr(one_window, "PATIENCE", 200)
            assert not one_window.ring_other(str(office))
        finally:
            one.kill()
    assert not one_window.ring_other(str(office))


def test_e411_a_bar_says_of_a_file_that_it_can_only_be_read(
    program: Program, window: Window, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.close()
    # Root may write everywhere.
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    program.open(str(office))
    assert program.window is not None
    bar = program.window.disk_bar
    assert bar.isVisible()
    assert "office.t20 can only be read here" in bar.sentence.text()
