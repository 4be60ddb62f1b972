"""What is loaded while nobody uses the window, so that no page halts it when it is opened first."""

import subprocess
import sys

import pytest

BESIDE = """
import sys
import t20desk.ui.plain_import
from t20desk.ui.application import start_application
from t20desk.ui.pages import list_modules
from t20desk.ui.shell.idle_loading import IdleLoader
app = start_application(["t20desk"])
loader = IdleLoader(list_modules(), app)
"""
ALL = """
steps = 0
while loader.load_next():
    steps += 1
print(steps, *sys.modules)
"""
WAITS = """
from PySide6.QtCore import QTimer
from t20desk.ui.shell.idle_loading import LOOK, QUIET_LOOKS
def work():
    if {works}:
        sum(range(1_000_000))
busy = QTimer(app, interval=LOOK // 2)
busy.timeout.connect(work)
busy.start()
before = len(sys.modules)
loader.start()
QTimer.singleShot(LOOK * QUIET_LOOKS * 2, app.quit)
app.exec()
loader.stop()
print(len(sys.modules) - before)
"""


def _run(script: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", BESIDE + script], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    return done.stdout.split()


def test_pages_are_loaded_in_many_steps_without_those_that_bring_most() -> None:
    steps, *loaded = _run(ALL)
    assert {
        "t20desk.ui.records.record_page", "t20desk.ui.imports.import_wizard", "phonenumbers",
    } <= {*loaded}  # fmt: skip
    assert int(steps) > 100
    assert not {"openpyxl", "t20desk.ui.reports.report_page"} & {*loaded}


@pytest.mark.slow
def test_nothing_is_loaded_while_the_program_works() -> None:
    assert _run(WAITS.format(works=True)) == ["0"]
    assert int(_run(WAITS.format(works=False))[0]) > 0
