"""Backups in the window: listed, compared record by record, taken back in part, restored whole."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from t20desk.backing_up import back_up
from t20desk.db.database import Database
from t20desk.editing import plan_delete, plan_edit
from t20desk.ui.actions import ACTIONS
from t20desk.ui.app import Program
from t20desk.ui.places import Place
from t20desk.ui.previews.preview_model import Role
from t20desk.ui.shell.backups_page import BackupsPage
from t20desk.ui.shell.compare_page import ComparePage
from t20desk.ui.window import Window
from tests.ui.hands import LEFT, child, ids_of, open_page, value, when_open


def open_backups(qtbot: QtBot, window: Window, rows: int) -> BackupsPage:
    window.run_action(ACTIONS["open_backups"])
    page = window.page()
    assert isinstance(page, BackupsPage)
    qtbot.waitUntil(lambda: page.table.rowCount() == rows and not window.desk.jobs.running)
    return page


def change_and_delete(window: Window) -> tuple[int, int]:
    """After a backup, change one member and delete another."""
    db = window.desk.db
    back_up(db)
    first, second, *_rest = ids_of(db, "member")
    db.apply(plan_edit(db, "member", {first: {"city": "Lyon", "notes": "later"}}))
    db.apply(plan_delete(db, "member", [second]))
    return first, second


def open_comparison(qtbot: QtBot, window: Window) -> ComparePage:
    page = open_backups(qtbot, window, 1)
    page.table.selectRow(0)
    qtbot.mouseClick(child(page, QPushButton, "compareBackup"), LEFT)
    shown = window.page()
    assert isinstance(shown, ComparePage)
    qtbot.waitUntil(shown.panel.isVisible, timeout=20_000)
    return shown


def tick(page: ComparePage, text: str) -> None:
    """Tick the cell that shows a text."""
    model = page.panel.model
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            if text in str(index.data()):
                at = index if column > 1 else model.index(row, 0)
                assert model.setData(at, 2, Role.CheckStateRole)
                return
    raise AssertionError(text)


def test_a_backup_is_made_and_listed(qtbot: QtBot, window: Window) -> None:
    page = open_backups(qtbot, window, 0)
    assert not page.restore.isEnabled()
    qtbot.mouseClick(child(page, QPushButton, "makeBackup"), LEFT)
    qtbot.waitUntil(lambda: page.table.rowCount() == 1 and not window.desk.jobs.running)
    texts = [page.table.item(0, column).text() for column in range(6)]
    assert texts[1:3] == ["by hand", "whole"]
    assert texts[5].endswith(".t20")


def test_one_cell_is_taken_back_from_a_backup(qtbot: QtBot, window: Window) -> None:
    first, second = change_and_delete(window)
    db = window.desk.db
    page = open_comparison(qtbot, window)
    assert "1 changed, 1 removed" in page.notice.text()
    assert not page.panel.apply.isEnabled()
    tick(page, "Lyon")
    assert page.panel.apply.isEnabled()
    qtbot.mouseClick(page.panel.apply, LEFT)
    qtbot.waitUntil(lambda: value(db, "member", first, "city") == "Paris", timeout=20_000)
    assert value(db, "member", first, "notes") == "later"
    assert second not in ids_of(db, "member")
    qtbot.waitUntil(lambda: not window.desk.jobs.running, timeout=20_000)


def test_a_deleted_record_is_taken_back_from_a_backup(qtbot: QtBot, window: Window) -> None:
    first, second = change_and_delete(window)
    db = window.desk.db
    page = open_comparison(qtbot, window)
    tick(page, "NHS England")
    qtbot.mouseClick(page.panel.apply, LEFT)
    qtbot.waitUntil(lambda: second in ids_of(db, "member"), timeout=20_000)
    assert value(db, "member", first, "city") == "Lyon"
    qtbot.waitUntil(lambda: not window.desk.jobs.running, timeout=20_000)


def test_a_backup_that_holds_the_same_says_so(qtbot: QtBot, window: Window) -> None:
    made = back_up(window.desk.db)
    page = open_page(qtbot, window, ComparePage, Place("compare", search=str(made.path)))
    qtbot.waitUntil(lambda: "Nothing is different" in page.notice.text(), timeout=20_000)
    assert not page.panel.isVisible()


def test_a_backup_is_restored_and_the_present_file_kept(
    qtbot: QtBot, program: Program, window: Window, office: Path
) -> None:
    first, second = change_and_delete(window)
    page = open_backups(qtbot, window, 1)

    def agree(box: QMessageBox) -> None:
        qtbot.mouseClick(next(b for b in box.buttons() if b.text() == "Restore"), LEFT)

    when_open(QMessageBox, agree)
    qtbot.mouseClick(child(page, QPushButton, "restoreBackup"), LEFT)
    qtbot.waitUntil(lambda: program.window is not None and program.window is not window)
    assert program.window is not None
    db = program.window.desk.db
    assert value(db, "member", first, "city") == "Paris"
    assert second in ids_of(db, "member")
    assert list(office.parent.glob("office before restore *.t20"))


@pytest.mark.parametrize("harm", [b"", bytes(4096)])
def test_in_the_place_of_a_damaged_file_the_newest_whole_backup_is_offered(
    qtbot: QtBot, program: Program, window: Window, office: Path, tmp_path: Path, harm: bytes
) -> None:
    names = set(ids_of(window.desk.db, "member"))
    damaged = tmp_path / "damaged.t20"
    shutil.copyfile(office, damaged)
    with closing(Database.open(damaged)) as database:
        back_up(database)
    damaged.write_bytes(harm)

    def agree(box: QMessageBox) -> None:
        assert "damaged.t20 is" in box.text()
        assert "The newest whole one is of" in box.text()
        qtbot.mouseClick(next(b for b in box.buttons() if b.text() == "Restore this backup"), LEFT)

    when_open(QMessageBox, agree)
    program.open(str(damaged))
    assert program.window is not None
    assert program.window.file_name == "damaged.t20"
    assert set(ids_of(program.window.desk.db, "member")) == names
    (kept,) = tmp_path.glob("damaged before restore *.t20")
    assert kept.read_bytes() == harm


def test_a_damaged_backup_can_only_be_looked_at(qtbot: QtBot, window: Window) -> None:
    made = back_up(window.desk.db)
    content = made.path.read_bytes()
    made.path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    page = open_backups(qtbot, window, 1)
    assert page.table.item(0, 2).text() == "damaged"
    assert not page.restore.isEnabled()
    assert not page.compare.isEnabled()


@pytest.mark.parametrize("damage", [False, True])
def test_the_database_is_checked_and_repaired(qtbot: QtBot, window: Window, damage: bool) -> None:
    from sqlalchemy import text

    from t20desk.ui.shell.check_page import CheckPage

    db = window.desk.db
    if damage:
        with db.engine.connect() as connection:
            db.store.begin_writing(connection, 1)
            connection.execute(text("UPDATE member SET name__key = 'wrong' WHERE number = '0001'"))
            connection.commit()
    window.run_action(ACTIONS["open_check"])
    page = window.page()
    assert isinstance(page, CheckPage)
    qtbot.waitUntil(page.again.isEnabled, timeout=20_000)
    if not damage:
        assert "whole" in page.verdict.text()
        assert not page.repair.isVisible()
        return
    assert "not as it should be" in page.verdict.text()
    qtbot.mouseClick(page.repair, LEFT)
    qtbot.waitUntil(lambda: "repaired" in page.verdict.text(), timeout=20_000)
    assert "backup" in page.note.text()
    assert page.findings.item(0).text().startswith("✓")
