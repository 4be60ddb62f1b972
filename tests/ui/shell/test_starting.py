"""What the window loads before it can be seen, and how it opens a file of an older program."""

import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QProgressDialog
from pytestqt.qtbot import QtBot

from t20desk.db.database import Database
from t20desk.listing import Listing, count_rows
from t20desk.ui.app import Program
from t20desk.ui.shell.database_files import make_demonstration
from t20desk.ui.shell.one_window import Doorbell, ring_other
from t20desk.ui.window import Window

LATER = (
    "sqlalchemy.dialects.postgresql",
    "psycopg",
    "multiprocessing",
    "difflib",
    "asyncio.events",
    "email.message",
    "ssl",
    "t20desk.addresses.mail",
    "t20desk.events.inviting",
    "t20desk.own_fields",
    "qtpy",
    "openpyxl",
    "phonenumbers",
    "pypinyin",
    "t20desk.attachments.keeping",
    "t20desk.db.history.undoing",
    "t20desk.ui.history.undo_child",
    "t20desk.ui.previews.preview",
    "t20desk.ui.previews.preview_panel",
    "t20desk.ui.records.opening",
)
"""Slow to import, and not needed for the first page of a file."""
SHOW = """
import builtins
import sys
from t20desk import i18n
from t20desk.settings import Settings
from t20desk.ui.app import Program
from t20desk.ui.application import start_application
from t20desk.ui.memory import Memory
from t20desk.ui.places import list_place
app = start_application(["t20desk"])
program = Program(app, Settings(), Memory())
program.open(sys.argv[1])
program.window.go_to(list_place("member"))
program.close()
print(*sys.modules)
print(*i18n._catalogues)
print(builtins.__import__.__qualname__)
"""


def test_a_list_is_shown_without_what_is_needed_later(office: Path) -> None:
    words = [sys.executable, "-c", SHOW, str(office)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    modules, languages, used = done.stdout.splitlines()
    assert not set(LATER) & set(modules.split())
    assert languages == "en"
    assert used == "__import__", "Qt reads the source of every module"


def test_a_file_of_older_rules_is_brought_up_to_date_and_opens(
    program: Program, tmp_path: Path, office: Path
) -> None:
    older = Path(shutil.copy(office, tmp_path / "older.t20"))
    database = Database.open(older)
    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE desk SET value = '0-old' WHERE name = 'rules'")
    database.close()
    program.open(str(older))
    assert program.window is not None
    assert program.window.file_name == "older.t20"
    assert older.with_name("older before upgrade.t20").exists()
    waiting = [one for one in QApplication.topLevelWidgets() if isinstance(one, QProgressDialog)]
    assert not any(one.isVisible() for one in waiting)


def test_the_demonstration_is_made_in_one_step_and_leaves_its_neighbours_alone(
    qtbot: QtBot, tmp_path: Path
) -> None:
    neighbour = tmp_path / "demo.new"
    neighbour.write_text("somebody's")
    target = tmp_path / "demo.t20"
    assert make_demonstration(None, target, "Ann")
    assert sorted(file for file in tmp_path.iterdir() if file.is_file()) == [neighbour, target]
    with closing(Database.open(target)) as database:
        assert count_rows(database, Listing("member")) == 42


def test_a_window_that_was_closed_early_is_not_called(qtbot: QtBot, tmp_path: Path) -> None:
    address, parent, answers = str(tmp_path / "office.t20"), QObject(), []

    def close_early() -> None:
        Doorbell(address, parent).close()
        QApplication.processEvents()  # it is deleted only when this is over
        answers.append(ring_other(address))

    QTimer.singleShot(0, close_early)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [False]


@pytest.mark.qt_log_ignore("does not support")
def test_a_window_that_filled_the_screen_before_it_was_made_small_fills_it_again(
    qtbot: QtBot, program: Program, window: Window, office: Path
) -> None:
    window.showMaximized()
    qtbot.waitUntil(window.isMaximized)
    window.setWindowState(window.windowState() | Qt.WindowState.WindowMinimized)
    qtbot.waitUntil(window.isMinimized)
    program.open(str(office))
    qtbot.waitUntil(lambda: window.isMaximized() and not window.isMinimized())
