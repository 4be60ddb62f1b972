"""A list exported into a workbook that the office has already."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from t20desk.ui.window import Window
from tests.ui.hands import cell, choose_cells, name_file, open_list, when_open


def reply_chosen(box: QMessageBox) -> None:
    next(one for one in box.buttons() if one.text() == "The 2 selected").click()


def test_the_rows_selected_go_into_a_workbook_of_the_office(
    qtbot: QtBot, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form, target = tmp_path / "form.xlsx", tmp_path / "filled.xlsx"
    book = Workbook()
    book.worksheets[0].append(["Member number", "Name", "Seal"])
    book.save(form)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(form), ""))
    name_file(monkeypatch, target)

    page = open_list(qtbot, window, "member", 4)
    choose_cells(page.table, cell(page.table, 0, "name"), cell(page.table, 1, "name"))
    when_open(QMessageBox, reply_chosen)
    page.output.export_filled()

    qtbot.waitUntil(target.exists, timeout=30_000)
    rows = list(load_workbook(target).worksheets[0].values)
    assert len(rows) == 3
    assert all(row[1] and row[2] is None for row in rows[1:])
