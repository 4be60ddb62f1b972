"""A spreadsheet taken in by a user's hands: mapped, previewed, taken, undone."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from t20desk.ui.import_wizard import CHOOSE, DONE, LOOK, MAP, ImportWizard
from t20desk.ui.places import Place
from t20desk.ui.window import Window
from tests.ui.hands import LEFT, ids_of, open_page, value

LONG = 30_000


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A list as the office receives it: a title above, German headings, one bad row."""
    book = openpyxl.Workbook()
    page = book.active
    page.append(["Mitgliederliste"])
    page.append(["Nr.", "Name", "Land", "Ort", "Farbe"])
    page.append(["0001", "BNP Paribas", "Frankreich", "Lyon", "rot"])
    page.append(["0101", "Neues Institut", "Deutschland", "Köln", ""])
    page.append(["0102", "样例公司", "中国", "北京", ""])
    path = tmp_path / "liste.xlsx"
    book.save(path)
    return path


def open_sheet(qtbot: QtBot, window: Window, sheet: Path) -> ImportWizard:
    """Open the sheet and wait for its columns."""
    page = open_page(qtbot, window, ImportWizard, Place("import", "member"))
    page.open_path(sheet)
    qtbot.waitUntil(lambda: page.steps.currentIndex() == MAP, timeout=LONG)
    return page


def test_headings_are_found_and_mapped(qtbot: QtBot, window: Window, sheet: Path) -> None:
    page = open_sheet(qtbot, window, sheet)
    assert page.header_row.value() == 2
    assert page.mapping.mapping() == {
        "A": "number", "B": "name", "C": "country", "D": "city", "E": ""
    }  # fmt: skip
    assert page.key_box.currentData() == "number"


def test_an_import_is_previewed_taken_and_undone(qtbot: QtBot, window: Window, sheet: Path) -> None:
    db = window.desk.db
    known = ids_of(db, "member", "number:=0001")[0]
    page = open_sheet(qtbot, window, sheet)
    page.plan()
    qtbot.waitUntil(lambda: page.steps.currentIndex() == LOOK, timeout=LONG)
    assert "2 new" in page.preview.summary.text()
    assert "1 changed" in page.preview.summary.text()
    assert len(ids_of(db, "member")) == 4
    qtbot.mouseClick(page.preview.apply, LEFT)
    qtbot.waitUntil(lambda: page.steps.currentIndex() == DONE, timeout=LONG)
    assert len(ids_of(db, "member")) == 6
    assert value(db, "member", known, "city") == "Lyon"
    qtbot.mouseClick(page.take_back, LEFT)
    qtbot.waitUntil(lambda: len(ids_of(db, "member")) == 4)
    assert value(db, "member", known, "city") == "Paris"


def test_an_unticked_row_is_not_imported(qtbot: QtBot, window: Window, sheet: Path) -> None:
    db = window.desk.db
    page = open_sheet(qtbot, window, sheet)
    page.plan()
    qtbot.waitUntil(lambda: page.steps.currentIndex() == LOOK, timeout=LONG)
    table, model = page.preview.table, page.preview.model
    assert page.preview.apply.text() == "Import 3 records"
    titles = [model.index(row, 1).data() for row in range(model.rowCount())]
    table.setFocus()
    table.setCurrentIndex(model.index(titles.index("Neues Institut"), 0))
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert page.preview.apply.text() == "Import 2 records"
    qtbot.mouseClick(page.preview.apply, LEFT)
    qtbot.waitUntil(lambda: page.steps.currentIndex() == DONE, timeout=LONG)
    assert ids_of(db, "member", "number:=0101") == []
    assert len(ids_of(db, "member", "number:=0102")) == 1


def test_a_file_that_is_no_table_is_refused_in_one_sentence(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    odd = tmp_path / "odd.xlsx"
    odd.write_bytes(b"PK\x03\x04 no workbook")
    page = open_page(qtbot, window, ImportWizard, Place("import", "member"))
    page.open_path(odd)
    qtbot.waitUntil(page.notice.isVisible, timeout=LONG)
    assert "odd.xlsx" in page.notice.text()
    assert page.steps.currentIndex() == CHOOSE
