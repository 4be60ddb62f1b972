"""The empty workbook that is handed out, from the window."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from t20desk.i18n import language
from t20desk.ui.window import Window
from tests.ui.hands import name_file, open_list, when_open


def test_an_empty_workbook_is_written_in_the_language_that_is_chosen(
    qtbot: QtBot, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "people.xlsx"
    name_file(monkeypatch, tmp_path / "people")
    page = open_list(qtbot, window, "person", 1)

    def choose(dialog: QInputDialog) -> None:
        dialog.setTextValue("中文")
        dialog.accept()

    when_open(QInputDialog, choose)
    page.output.write_template()
    qtbot.waitUntil(target.exists)

    headings = [cell.value for cell in openpyxl.load_workbook(target).active[1]]
    assert "邮箱" in headings or "电子邮箱" in headings
    assert language() == "en"
