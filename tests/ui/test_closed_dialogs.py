"""A dialog goes when it was answered; else each one would stay as long as the window."""

import re
from pathlib import Path

from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

import t20desk
from t20desk.ui.dialogs import show_notice
from t20desk.ui.shell.key_sheet import KeySheet
from t20desk.ui.window import Window
from tests.ui.hands import when_open

RUNS = re.compile(r"(?<!loop)(?<!app)\.exec\(")
ALLOWED = {"ui/dialogs.py", "ui/papers/print_preview.py", "ui/shell/crash.py"}
"""Where dialogs are run; the two others have reasons of their own."""


def test_nothing_of_a_dialog_stays_in_the_window_once_it_was_closed(
    qtbot: QtBot, window: Window
) -> None:
    when_open(KeySheet, KeySheet.reject)
    window.verbs.show_shortcuts()
    when_open(QDialog, QDialog.reject)
    show_notice(window, "Hello")
    qtbot.waitUntil(lambda: not window.findChildren(QDialog))


def test_dialogs_are_run_in_one_way() -> None:
    root = Path(t20desk.__file__).parent
    found = {
        path.relative_to(root).as_posix()
        for path in (root / "ui").rglob("*.py")
        if RUNS.search(path.read_text(encoding="utf-8"))
    }
    assert found <= ALLOWED
