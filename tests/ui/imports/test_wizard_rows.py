"""The rows of an import before they are taken: filtered, decided, and saved where they are bad."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from t20desk.ui.imports.import_wizard import ASK, COLUMNS, DONE, LOOK
from t20desk.ui.window import Window
from tests.importing.sheets import write_sheet
from tests.ui.hands import LEFT, child, ids_of, name_file, value
from tests.ui.wizard_hands import LONG, go_on, open_sheet, write_book


def test_errors_that_stand_in_the_way_are_what_is_seen_first(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    rows = (["Name", "Country"], ["Alpha", "Atlantis"], ["Beta", "FR"])
    page = open_sheet(qtbot, window, write_book(tmp_path / "bad.xlsx", *rows))
    preview = page.preview
    page.plan()
    qtbot.waitUntil(lambda: page.steps.currentIndex() in (ASK, LOOK), timeout=LONG)
    if page.steps.currentIndex() == ASK:
        go_on(qtbot, page, LOOK)
    assert preview.body.currentWidget() is preview.error_table
    assert not preview.apply.isEnabled()
    qtbot.mouseClick(preview.skip_bad, LEFT)
    qtbot.waitUntil(preview.apply.isEnabled, timeout=LONG)
    assert preview.body.currentWidget() is preview.table


def test_a_sheet_is_kept_from_plan_to_plan_and_forgotten_with_its_page(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    path = write_book(tmp_path / "list.xlsx", ["Name", "Country"], ["Alpha", "FR"])
    page = open_sheet(qtbot, window, path)
    go_on(qtbot, page, COLUMNS)
    draft = page.reading.draft
    assert draft is not None
    assert draft.kept is not None
    assert not list(draft.kept.folder.iterdir())
    go_on(qtbot, page, LOOK)
    (rows,) = draft.kept.folder.iterdir()
    read_at = rows.stat().st_mtime_ns
    with qtbot.waitSignal(page.planning.shown, timeout=LONG):
        page.planning.plan_again()
    assert rows.stat().st_mtime_ns == read_at
    page.reading.close()
    assert not draft.kept.folder.exists()


def test_headings_without_rows_are_said_to_have_none(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    page = open_sheet(qtbot, window, write_book(tmp_path / "head.xlsx", ["Name", "Country"]))
    go_on(qtbot, page, COLUMNS)
    go_on(qtbot, page, LOOK)
    assert "there are no rows" in page.preview.sentences.item(0).text()
    assert not page.preview.apply.isEnabled()


def test_the_rows_with_problems_are_saved_to_be_corrected(
    qtbot: QtBot, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "problems.xlsx"
    name_file(monkeypatch, target)
    rows = [("Number", "Name", "Country"), ("T-1", "Alpha", "DE"), ("T-2", "Beta", "Atlantis")]
    page = open_sheet(qtbot, window, write_sheet(tmp_path / "in.xlsx", rows))
    go_on(qtbot, page, COLUMNS)
    go_on(qtbot, page, ASK)
    go_on(qtbot, page, LOOK)
    qtbot.mouseClick(page.preview.bad_rows, LEFT)
    qtbot.waitUntil(target.exists)

    found = list(openpyxl.load_workbook(target).active.values)
    assert [row[:3] for row in found] == [rows[0], rows[2]]
    assert "Atlantis" in found[1][3]

    corrected = openpyxl.load_workbook(target)
    corrected.active["C2"] = "France"
    corrected.save(target)
    page = open_sheet(qtbot, window, target)
    assert "left out of in.xlsx" in page.file.remarks.text()
    assert "its import goes on" in page.columns.notice.text()
    go_on(qtbot, page, COLUMNS)
    go_on(qtbot, page, LOOK)
    go_on(qtbot, page, DONE)
    assert len(ids_of(window.desk.db, "member", "number:=T-2")) == 1


def write_doubtful(folder: Path) -> Path:
    """Two rows without a number that look like BNP Paribas, one that is the same, a bad one."""
    return write_book(
        folder / "doubtful.xlsx", ["Nr.", "Name", "Land", "Ort", "E-Mail"],
        [None, "BNP Paribas", "Frankreich", "Nancy", None],
        [None, "BNP Paribas", "Frankreich", "Reims", None],
        ["0001", "BNP Paribas", "Frankreich", "Paris", None],
        ["0104", "Kaputt", "Frankreich", "Paris", "kein mail"],
    )  # fmt: skip


def test_rows_are_filtered_by_what_becomes_of_them(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    page = open_sheet(qtbot, window, write_doubtful(tmp_path))
    go_on(qtbot, page, COLUMNS)
    go_on(qtbot, page, LOOK)
    preview = page.preview
    words = [chip.text() for chip in preview.findChildren(type(preview.apply)) if
             chip.objectName().startswith("rows_") and chip.isVisible()]  # fmt: skip
    assert words == ["= 1 the same", "? 2 doubtful", "✕ 1 with errors"]
    assert preview.skip_bad.text() in preview.sentences.item(0).text()
    qtbot.mouseClick(child(preview, type(preview.apply), "rows_same"), LEFT)
    same = preview.same
    qtbot.waitUntil(lambda: same.index(0, 1).data() == "BNP Paribas")
    assert same.index(0, 0).data() == "4"
    qtbot.mouseClick(child(preview, type(preview.apply), "rows_error"), LEFT)
    assert preview.error_table.isVisible()
    assert "kein mail" in preview.errors.index(0, 6).data()


def test_a_doubtful_row_is_decided_by_keys_beside_its_candidate(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    db = window.desk.db
    known = ids_of(db, "member", "number:=0001")[0]
    page = open_sheet(qtbot, window, write_doubtful(tmp_path))
    go_on(qtbot, page, COLUMNS)
    go_on(qtbot, page, LOOK)
    page.preview.skip_bad.setChecked(True)
    qtbot.waitUntil(lambda: not (page.preview.is_pending or page.planning.is_running), timeout=LONG)
    qtbot.mouseClick(child(page.preview, type(page.preview.apply), "rows_doubtful"), LEFT)
    pane = page.preview.pane
    qtbot.waitUntil(lambda: known in pane.cells.buttons)
    cells = [pane.cells.item(row, 2).text() for row in range(2, pane.cells.rowCount())]
    assert "=  BNP Paribas" in cells
    assert "≠  Paris" in cells
    qtbot.mouseClick(pane.cells.buttons[known], LEFT)
    assert pane.decisions == {2: known}
    qtbot.keyClick(pane.rows, Qt.Key.Key_Up)
    qtbot.keyClick(pane.rows, Qt.Key.Key_1)
    assert pane.rows.currentRow() == 1
    pane.cells.setFocus()
    qtbot.keyClick(pane.cells, Qt.Key.Key_Plus)
    assert pane.decisions == {2: known, 3: 0}
    assert page.preview.apply.text() == "Look at 2 decisions"
    qtbot.mouseClick(page.preview.apply, LEFT)
    qtbot.waitUntil(lambda: not page.preview.is_pending, timeout=LONG)
    assert "1 new" in page.preview.summary.text()
    assert "1 changed" in page.preview.summary.text()
    go_on(qtbot, page, DONE)
    assert page.end.result.text().endswith("2 rows were left out.")
    assert value(db, "member", known, "city") == "Nancy"
    assert len(ids_of(db, "member", "name:BNP")) == 2
