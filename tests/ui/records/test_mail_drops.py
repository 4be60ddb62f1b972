"""Mails dropped on a record or a list become contact notes."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from t20desk.ui.lists.list_page import ListPage
from t20desk.ui.records.record_page import RecordPage
from t20desk.ui.window import Window
from tests.mails import write_eml, write_msg
from tests.ui.conftest import add
from tests.ui.dropping import drop, drop_over, mime_of
from tests.ui.hands import child, ids_of, open_list, open_record, value, wait_rows, when_open


def test_a_mail_dropped_on_a_record_becomes_its_note(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    db = window.desk.db
    key = ids_of(db, "member")[0]
    page = open_record(qtbot, window, "member", key)
    other = write_msg(tmp_path / "b.msg", message_id="<43@example.org>")
    files = mime_of(write_eml(tmp_path / "a.eml"), other)
    assert drop(page, files)
    qtbot.waitUntil(lambda: len(ids_of(db, "contact_note")) == 2, timeout=20_000)
    note = ids_of(db, "contact_note")[0]
    assert value(db, "contact_note", note, "member").id == key
    assert value(db, "contact_note", note, "responsible") == "Test Person"
    assert len(ids_of(db, "attachment")) == 2
    assert page.tabs.name_shown() == "Contact notes"


def test_a_mail_dropped_over_a_field_of_text_becomes_a_note_and_leaves_the_field_alone(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    db = window.desk.db
    page = open_record(qtbot, window, "member", ids_of(db, "member")[0])
    line = child(page, QLineEdit, "name")
    before = line.text()
    files = mime_of(write_eml(tmp_path / "a.eml"))
    # As systems hand over files, for programs that want their paths.
    files.setText(files.urls()[0].toString())
    assert drop_over(line, files)
    qtbot.waitUntil(lambda: len(ids_of(db, "contact_note")) == 1, timeout=20_000)
    assert line.text() == before
    qtbot.waitUntil(line.acceptDrops)


def test_a_mail_dropped_twice_is_said_and_its_note_can_be_opened(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    db = window.desk.db
    page = open_record(qtbot, window, "member", ids_of(db, "member")[0])
    said: list[str] = []

    def open_note(box: QMessageBox) -> None:
        said.append(box.text())
        qtbot.keyClick(box, Qt.Key.Key_Return)

    when_open(QMessageBox, open_note)
    assert drop(page, mime_of(write_eml(tmp_path / "a.eml"), write_msg(tmp_path / "b.msg")))
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert "参会名单" in said[0]
    (key,) = ids_of(db, "contact_note")
    qtbot.waitUntil(lambda: shows_note(window, key))


def test_several_mails_dropped_twice_are_said_at_once(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    db = window.desk.db
    record = open_record(qtbot, window, "member", ids_of(db, "member")[0])
    names = ("a", "b")
    files = [write_eml(tmp_path / f"{one}.eml", message_id=f"<{one}@c.example>") for one in names]
    drop(record, mime_of(*files))
    qtbot.waitUntil(lambda: len(ids_of(db, "contact_note")) == 2, timeout=20_000)
    said: list[str] = []

    def show_notes(box: QMessageBox) -> None:
        said.append(box.text())
        qtbot.keyClick(box, Qt.Key.Key_Return)

    when_open(QMessageBox, show_notes)
    drop(record, mime_of(*files))
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert said[0].startswith("2 ")
    qtbot.waitUntil(lambda: isinstance(window.page(), ListPage))
    page = window.page()
    assert isinstance(page, ListPage)
    wait_rows(qtbot, page.table, 2)


def test_a_mail_dropped_on_a_list_is_offered_to_who_has_its_address(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    db = window.desk.db
    (person,) = add(db, "person", {"given_name": "Ming", "email": "ming@example.org"})
    offered: list[str] = []

    def choose(asked: QInputDialog) -> None:
        offered.extend(asked.comboBoxItems())
        asked.accept()

    when_open(QInputDialog, choose)
    page = open_list(qtbot, window, "member", 4, view="all")
    assert drop(page, mime_of(write_eml(tmp_path / "a.eml")))
    qtbot.waitUntil(lambda: len(ids_of(db, "contact_note")) == 1, timeout=20_000)
    assert offered == ["Ming · Person"]
    note = ids_of(db, "contact_note")[0]
    assert value(db, "contact_note", note, "person").id == person


def test_a_mail_of_nobody_known_is_said(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    page = open_list(qtbot, window, "member", 4, view="all")
    said: list[str] = []

    def close(box: QMessageBox) -> None:
        said.append(box.text())
        box.accept()

    when_open(QMessageBox, close)
    drop(page, mime_of(write_eml(tmp_path / "a.eml")))
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert "ming@example.org" in said[0]


def shows_note(window: Window, key: int) -> bool:
    page = window.page()
    return isinstance(page, RecordPage) and (page.kind.name, page.record_id) == (
        "contact_note",
        key,
    )
