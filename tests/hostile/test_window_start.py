"""E-913, E-914, E-916: broken settings, the first start, and no word to any network."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from t20desk.settings import Settings
from t20desk.ui.app import Program
from t20desk.ui.application import start_application
from t20desk.ui.memory import Memory
from t20desk.ui.shell.start_page import StartPage
from t20desk.ui.window import Window


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[1, 2]",
        b"null",
        b"\xff\xfe",
        b'{"theme": "violet", "later": {"a": 1}}',
        b"1e999",
    ],
)
def test_e913_settings_that_cannot_be_read_hold_their_defaults(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    settings = Settings(path)
    assert settings.value("theme") == "system"
    settings.change("theme", "dark")
    assert Settings(path).value("theme") == "dark"


@pytest.mark.parametrize("kept", [b"rubbish", b"\x01\xd9\xd0\xcb" + bytes(60), b""])
def test_e913_a_window_is_never_put_off_the_screen(
    window: Window, tmp_path: Path, kept: bytes
) -> None:
    path = tmp_path / "far.ini"
    store = QSettings(str(path), QSettings.Format.IniFormat)
    window.move(-20_000, -20_000)
    store.setValue("geometry", QByteArray(kept) if kept else window.saveGeometry())
    store.sync()
    Memory(path).restore_window(window)
    assert QGuiApplication.screenAt(window.frameGeometry().center()) is not None


def test_e914_the_first_start_offers_what_to_do(qtbot: QtBot, tmp_path: Path) -> None:
    running = Program(start_application(["t20desk"]), Settings(), Memory())
    running.open(None)
    assert running.window is not None
    page = running.window.page()
    assert isinstance(page, StartPage)
    ways = [one for one in page.findChildren(QPushButton) if one.property("look") == "choice"]
    assert [bool(one.text() or one.accessibleName()) for one in ways] == [True] * 4
    assert not page.recent.isVisible() or page.recent.count() == 0
    running.close()


def test_e914_recent_files_that_are_gone_are_grey_and_the_other_opens(
    qtbot: QtBot, tmp_path: Path, office: Path
) -> None:
    memory = Memory()
    for name in ("gone.t20", "also gone.t20"):
        memory.remember_file(str(tmp_path / name))
    memory.remember_file(str(office))
    running = Program(start_application(["t20desk"]), Settings(), memory)
    running.open(None)
    assert running.window is not None
    page = running.window.page()
    assert isinstance(page, StartPage)
    items = [page.recent.item(row) for row in range(page.recent.count())]
    can = [bool(item.flags() & Qt.ItemFlag.ItemIsEnabled) for item in items]
    assert can == [True, False, False]
    page.recent.itemActivated.emit(items[0])
    assert running.window.desk.is_open
    running.close()


WORK = """
import sys
from t20desk.settings import Settings
from t20desk.ui.app import Program
from t20desk.ui.application import start_application
from t20desk.ui.memory import Memory
from t20desk.ui.pictures import wait_for_calm
from t20desk.ui.places import Place, list_place
app = start_application(["t20desk"])
program = Program(app, Settings(), Memory())
program.open(sys.argv[1])
for place in (list_place("member"), Place("today"), Place("reports"), Place("history")):
    program.window.go_to(place)
    wait_for_calm(lambda: bool(program.window.desk.jobs.running))
program.close()
"""
LISTED = "from t20desk.cli import run; import sys; sys.exit(run(sys.argv[1:]))"


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace watches the sockets")
@pytest.mark.parametrize("words", [[WORK], pytest.param([LISTED, "--db"], marks=pytest.mark.slow)])
def test_e916_no_socket_of_a_network_is_opened(
    tmp_path: Path, office: Path, words: list[str]
) -> None:
    trace = tmp_path / "trace"
    code, *more = words
    rest = [*more, str(office), *(["find", "Müller"] if more else [])]
    watched = ["strace", "-f", "-e", "trace=socket,connect", "-o", str(trace)]
    done = subprocess.run(
        [*watched, sys.executable, "-c", code, *rest], capture_output=True, text=True, check=False
    )
    if "ptrace" in done.stderr:
        pytest.skip("this machine does not let strace watch")
    assert done.returncode == 0, done.stderr
    lines = trace.read_text(errors="replace").splitlines()
    assert not [line for line in lines if "AF_INET" in line]
