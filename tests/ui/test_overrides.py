"""An error inside a method that Qt calls is reported; it must never end the program."""

import os
import subprocess
import sys

import pytest

PROGRAM = """
import sys
import t20desk.ui.plain_import
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from shiboken6 import delete

seen = []
sys.excepthook = lambda kind, error, trace: seen.append(kind.__name__)

class Odd(QWidget):
    def resizeEvent(self, event):
        WAY

app = QApplication([])
odd = Odd()
try:
    odd.resize(QSize(30, 30))
    odd.show()
    app.processEvents()
except Exception as error:
    seen.append(type(error).__name__)
print(*seen)
"""
WAYS = (
    ("ValueError", "int('x')"),
    ("RecursionError", "self.resizeEvent(event)"),
    ("RuntimeError", "gone = QLabel(); delete(gone); gone.text()"),
    ("KeyError", "raise KeyError('ours')"),
)


@pytest.mark.parametrize(("kind", "way"), WAYS)
def test_an_error_in_a_method_that_qt_calls_is_reported(kind: str, way: str) -> None:
    told = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    program = [sys.executable, "-c", PROGRAM.replace("WAY", way)]
    ran = subprocess.run(program, capture_output=True, text=True, env=told, check=False)
    assert ran.returncode == 0, ran.stderr
    assert kind in ran.stdout
