"""E-502, E-711, E-712: the program killed, ended by the system, broken off; and started again."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from t20desk.db.database import Database
from tests.db.steps import everything

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are those of POSIX")

WINDOW = """
import faulthandler, os, signal, sys
from PySide6.QtCore import QTimer
from t20desk.db.change import Change, Label
from t20desk.ui import app as app_module
from tests.db.steps import new_batch

def begin(program):
    desk = program.window.desk
    print("told:", program.window.status.message.text(), flush=True)
    if sys.argv[2] == "close":
        program.window.close()
    elif sys.argv[2] == "crash":
        faulthandler._sigsegv()
    else:
        rows = {key: {"name": f"Institute {key}"} for key in range(1_000, 41_000)}
        change = Change(Label("Import"), (new_batch("member", rows),))
        def tell(done):
            if done >= 20_000:
                os.kill(os.getpid(), getattr(signal, sys.argv[2]))
        desk.jobs.write(lambda: desk.db.apply(change, tell), lambda _done: None)

class Begun(app_module.Program):
    def open(self, address):
        super().open(address)
        QTimer.singleShot(300, lambda: begin(self))

app_module.Program = Begun
sys.exit(app_module.run_window(["--db", sys.argv[1]]))
"""


def run_window(office: Path, end: str) -> subprocess.CompletedProcess[str]:
    """Run the program on the office until it ends in some way."""
    words = [sys.executable, "-c", WINDOW, str(office), end]
    return subprocess.run(words, capture_output=True, text=True, check=False)


def records(office: Path) -> object:
    database = Database.open(office)
    found = everything(database)
    database.close()
    connection = sqlite3.connect(office)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    return found


@pytest.mark.slow
@pytest.mark.parametrize("how", ["SIGTERM", "SIGKILL"])
def test_a_program_ended_in_the_midst_of_an_import_has_imported_nothing(
    office: Path, how: str
) -> None:
    before = records(office)
    ended = run_window(office, how)
    assert ended.returncode == -getattr(signal, how), ended.stderr
    # What was half written is taken back at once, and no lock is in the way.
    again = run_window(office, "close")
    assert again.returncode == 0
    assert "office.t20 was cut off before it was saved and was taken back" in again.stdout
    assert "cut off" not in run_window(office, "close").stdout
    assert records(office) == before


@pytest.mark.slow
def test_a_program_that_broke_off_says_so_once_at_its_next_start(office: Path) -> None:
    before = records(office)
    assert run_window(office, "crash").returncode == -signal.SIGSEGV
    again = run_window(office, "close")
    assert again.returncode == 0, again.stderr
    assert "told: The program broke off the last time; what was saved is there." in again.stdout
    log = Path(os.environ["T20DESK_DATA"], "t20desk.log").read_text()
    assert "Segmentation fault" in log
    assert "broke off" not in run_window(office, "close").stdout
    assert records(office) == before
