"""Logos and photographs in the cells of a list: small, read as they come into sight."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from t20desk.attachments.portraits import plan_picture
from t20desk.db.database import Database
from t20desk.ui.lists.column_choice import ColumnDialog
from t20desk.ui.lists.list_page import ListPage
from t20desk.ui.tables.cell_pictures import AT_ONCE
from t20desk.ui.tables.record_table import RecordTable
from t20desk.ui.window import Window
from tests.ui.conftest import add
from tests.ui.hands import cell, choose_cells, dialog, ids_of, name_file, once_open, open_list

COLUMNS = ("logo", "number", "name")
RED, BLUE = QColor(220, 20, 30), QColor(20, 60, 220)


def put_logo(db: Database, key: int, colour: QColor) -> None:
    drawn = BytesIO()
    Image.new("RGB", (90, 90), colour.getRgb()[:3]).save(drawn, "PNG")
    assert not db.apply(plan_picture(db, "member", key, drawn.getvalue())).is_refused


def show_logos(qtbot: QtBot, window: Window, rows: int = 4) -> ListPage:
    """The list of members with a column for the logo."""
    page = open_list(qtbot, window, "member", rows)
    page.table.show_listing(replace(page.table.records.listing, columns=COLUMNS))
    qtbot.waitUntil(lambda: page.table.records.cells_of(0) is not None)
    return page


def colour_at(table: RecordTable, row: int) -> QColor:
    """The colour in the middle of the picture of a row."""
    rect = table.visualRect(cell(table, row, "logo"))
    image = table.viewport().grab(rect).toImage()
    return QColor(image.pixel(9 + rect.height() // 3, rect.height() // 2))


def is_shown(table: RecordTable, row: int, colour: QColor) -> bool:
    found = colour_at(table, row)
    pairs = zip(found.getRgb(), colour.getRgb(), strict=True)
    return all(abs(one - two) < 12 for one, two in pairs)


def test_a_logo_stands_in_its_cell_and_another_one_takes_its_place(
    qtbot: QtBot, window: Window
) -> None:
    db = window.desk.db
    key = ids_of(db, "member")[0]
    put_logo(db, key, RED)
    table = show_logos(qtbot, window).table
    row = table.records.row_of(key)
    qtbot.waitUntil(lambda: is_shown(table, row, RED))
    assert cell(table, row, "logo").data(Qt.ItemDataRole.AccessibleTextRole) == "Logo"
    put_logo(db, key, BLUE)
    qtbot.waitUntil(lambda: is_shown(table, row, BLUE))


def test_only_pictures_in_sight_are_read(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    made = add(db, "member", *({"name": f"M {at:03}", "status": "active"} for at in range(120)))
    for at, key in enumerate(made):
        put_logo(db, key, QColor(200, at, 40))
    table = show_logos(qtbot, window, rows=124).table
    table.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    row = table.records.row_of(made[119])
    table.scrollToBottom()
    qtbot.waitUntil(lambda: is_shown(table, row, QColor(200, 119, 40)))
    assert len(table.pictures.kept()) <= 3 * AT_ONCE


def test_the_choice_of_columns_offers_the_logo(qtbot: QtBot, window: Window) -> None:
    page = open_list(qtbot, window, "member", 4)

    def choose() -> None:
        asked = dialog(qtbot, ColumnDialog)
        QTest.keyClicks(asked.search, "logo")
        QTest.keyClick(asked.search, Qt.Key.Key_Return)
        asked.accept()

    once_open(ColumnDialog, choose)
    page.shape.choose_columns()
    qtbot.waitUntil(lambda: "logo" in page.table.column_order())


def test_a_picture_is_not_typed_but_put_in_at_its_record(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    key = ids_of(db, "member")[0]
    put_logo(db, key, RED)
    page = show_logos(qtbot, window)
    page.edit_table()
    at = cell(page.table, page.table.records.row_of(key), "logo")
    choose_cells(page.table, at, at)
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: "open the record" in page.notice.text())
    QApplication.clipboard().setText("before")
    page.verbs.copy_cells()
    qtbot.waitUntil(lambda: QApplication.clipboard().text().strip() == "")


def test_a_workbook_of_the_list_has_no_column_of_hashes(
    qtbot: QtBot, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = window.desk.db
    put_logo(db, ids_of(db, "member")[0], RED)
    page = show_logos(qtbot, window)
    target = tmp_path / "list.xlsx"
    name_file(monkeypatch, target)
    page.output.export_list()
    qtbot.waitUntil(target.exists)
    sheet = load_workbook(target).worksheets[0]
    assert [one.value for one in sheet[4]] == ["Member number", "Name"]
