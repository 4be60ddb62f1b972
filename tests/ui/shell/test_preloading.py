"""What is loaded beside the window, so that no page halts it when it is opened first."""

import subprocess
import sys

BESIDE = """
import sys
import t20desk.ui.plain_import
from t20desk.ui.application import start_application
from t20desk.ui.shell.preloading import Preloader
app = start_application(["t20desk"])
loading = Preloader()
loading.start()
loading._thread.join()
print(*sys.modules)
"""


def test_pages_are_loaded_without_those_that_bring_most() -> None:
    done = subprocess.run(
        [sys.executable, "-c", BESIDE], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert {
        "t20desk.ui.records.record_page", "t20desk.ui.imports.import_wizard", "phonenumbers",
    } <= loaded  # fmt: skip
    assert "openpyxl" not in loaded
    assert done.stderr == ""


def test_a_program_that_closes_waits_for_no_further_page() -> None:
    stopped = BESIDE.replace("loading._thread.join()", "loading.stop()")
    done = subprocess.run(
        [sys.executable, "-c", stopped], capture_output=True, text=True, check=True
    )
    assert "t20desk.ui.imports.import_wizard" not in done.stdout.split()
    assert done.stderr == ""
