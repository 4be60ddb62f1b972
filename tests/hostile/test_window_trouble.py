"""E-503, E-505, E-601: what goes wrong below the window; what was typed stays, and goes on."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from t20desk.db.database import Database
from t20desk.editing import plan_edit
from t20desk.ui import desk as desk_module
from t20desk.ui.app import Program
from t20desk.ui.records.record_page import RecordPage
from t20desk.ui.window import Window
from tests.ui.hands import LEFT, ids_of, open_record, type_into, value

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody move an open file")


def open_typed(qtbot: QtBot, window: Window) -> tuple[RecordPage, int]:
    """The form of a member in which another city was typed."""
    (record,) = ids_of(window.desk.db, "member", "BNP")
    page = open_record(qtbot, window, "member", record)
    type_into(qtbot, page, "city", "Lyon")
    return page, record


def typed_city(page: RecordPage) -> str:
    assert page.form is not None
    return str(page.form.rows["city"].editor.text())


def refuse_once(page: RecordPage, words: str) -> None:
    """Saving is refused with these words, and what was typed stands there."""
    assert not page.save_record()
    assert words in page.notice.text()
    assert typed_city(page) == "Lyon"


def test_a_file_moved_while_a_form_is_open_keeps_what_was_typed(
    qtbot: QtBot, window: Window, office: Path
) -> None:
    page, record = open_typed(qtbot, window)
    office.rename(office.with_name("aside.t20"))
    refuse_once(page, "was moved, renamed or replaced since it was opened")
    office.with_name("aside.t20").rename(office)
    assert page.save_record()
    assert value(window.desk.db, "member", record, "city") == "Lyon"


@pytest.mark.parametrize("lock", ["IMMEDIATE", "EXCLUSIVE"])
def test_e503_a_database_locked_by_another_program_keeps_what_was_typed(
    qtbot: QtBot, window: Window, office: Path, monkeypatch: pytest.MonkeyPatch, lock: str
) -> None:
    monkeypatch.setattr(desk_module, "PATIENCE", 1.0)
    page, record = open_typed(qtbot, window)
    told: list[str] = []
    window.desk.told.connect(told.append)
    holder = sqlite3.connect(office, isolation_level=None)
    holder.execute(f"BEGIN {lock}")
    refuse_once(page, "is being written by another program")
    assert "is in use by another program; waiting" in told[0]
    holder.execute("ROLLBACK")
    holder.close()
    assert page.save_record()
    assert value(window.desk.db, "member", record, "city") == "Lyon"


def test_a_field_changed_elsewhere_is_asked_about_beside_it_and_nothing_is_saved_until_then(
    qtbot: QtBot, window: Window, office: Path
) -> None:
    page, record = open_typed(qtbot, window)
    other = Database.open(office, user="Bert")
    assert not other.apply(plan_edit(other, "member", {record: {"city": "Nice"}})).is_refused
    refuse_once(page, "somebody changed the same fields")
    assert page.form is not None
    assert "Nice" in page.form.rows["city"].problem.text()
    assert value(window.desk.db, "member", record, "city") == "Nice"
    assert not page.save_record()
    assert value(window.desk.db, "member", record, "city") == "Nice"
    qtbot.mouseClick(page.form.rows["city"].answers.buttons[0], LEFT)
    assert page.save_record()
    assert value(other, "member", record, "city") == "Lyon"
    other.close()


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with little room, where the administrator can mount one."""
    folder = tmp_path / "stick"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("only an administrator can mount a disk")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


@pytest.fixture
def on_stick(qtbot: QtBot, program: Program, office: Path, stick: Path) -> Window:
    """The window on the office, which lies on the disk of its own."""
    program.open(str(shutil.copy(office, stick / "office.t20")))
    assert program.window is not None
    qtbot.waitExposed(program.window)
    return program.window


def fill_up(stick: Path) -> Callable[[], None]:
    """Leave no room on the disk; the way back."""
    block = stick / "filled"
    with block.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass
    return block.unlink


def test_a_full_disk_keeps_what_was_typed(qtbot: QtBot, on_stick: Window, stick: Path) -> None:
    page, record = open_typed(qtbot, on_stick)
    make_room = fill_up(stick)
    refuse_once(page, "is full; nothing was changed, make room")
    assert len(ids_of(on_stick.desk.db, "member")) == 4
    make_room()
    assert page.save_record()
    assert value(on_stick.desk.db, "member", record, "city") == "Lyon"


def test_a_stick_pulled_out_is_said_and_the_window_lives(
    qtbot: QtBot, on_stick: Window, stick: Path
) -> None:
    page, _record = open_typed(qtbot, on_stick)
    subprocess.run(["umount", "-l", stick], check=True)
    refuse_once(page, "its drive is gone")
    page.discard_edits()
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", stick], check=True)
    assert on_stick.page() is page
