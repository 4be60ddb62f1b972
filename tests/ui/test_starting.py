"""What the window loads before it can be seen."""

import subprocess
import sys
from pathlib import Path

LATER = (
    "sqlalchemy.dialects.postgresql",
    "psycopg",
    "qtpy",
    "openpyxl",
    "phonenumbers",
    "pypinyin",
)
"""Slow to import, and not needed for the first page of a file."""
SHOW = """
import sys
from t20desk.settings import Settings
from t20desk.ui.app import Program, start_application
from t20desk.ui.memory import Memory
from t20desk.ui.places import list_place
app = start_application(["t20desk"])
program = Program(app, Settings(), Memory())
program.open(sys.argv[1])
program.window.go_to(list_place("member"))
program.close()
print(*sys.modules)
"""


def test_a_list_is_shown_without_what_is_needed_later(office: Path) -> None:
    words = [sys.executable, "-c", SHOW, str(office)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert not set(LATER) & set(done.stdout.split())
