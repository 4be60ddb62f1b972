"""The password of a server: asked for where it is wanted, kept nowhere."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from t20desk.db.locating import with_password, without_password
from t20desk.paths import data_folder
from t20desk.ui.app import Program
from t20desk.ui.memory import Memory
from t20desk.ui.shell.one_window import door_name
from tests.postgres import Server
from tests.ui.hands import when_open

ROLE = "clerk"


@pytest.fixture
def strict(postgres: Server, postgres_template: str) -> Iterator[tuple[str, psycopg.Connection]]:
    """The address of an office for somebody the server does not know, and a way to let them in."""
    address = postgres.address_of(postgres.lend_database(postgres_template))
    with psycopg.connect(address.replace("+psycopg", ""), autocommit=True) as connection:
        yield address.replace("postgres@", f"{ROLE}@"), connection
        connection.execute(f"DROP ROLE IF EXISTS {ROLE}")


def test_a_password_that_is_wanted_is_asked_for_and_not_kept(
    qtbot: QtBot, program: Program, strict: tuple[str, psycopg.Connection]
) -> None:
    address, server = strict

    def enter(asked: QInputDialog) -> None:
        assert asked.textEchoMode() == QLineEdit.EchoMode.Password
        assert "refuses this name or password" in asked.labelText()
        server.execute(f"CREATE ROLE {ROLE} SUPERUSER LOGIN")
        qtbot.keyClicks(asked.findChild(QLineEdit), "s3cret@x")
        asked.accept()

    when_open(QInputDialog, enter)
    program.open(address)
    window = program.window
    assert window is not None
    assert window.desk.address == with_password(address, "s3cret@x")
    assert window.file_name == window.desk.db.name
    assert program.memory.recent_files()[0] == without_password(address)
    program.close()
    kept = [one for one in data_folder().rglob("*") if one.is_file()]
    assert kept
    assert not any(b"s3cret" in one.read_bytes() for one in kept)


def test_who_types_no_password_stays_on_the_first_page(
    qtbot: QtBot, program: Program, strict: tuple[str, psycopg.Connection]
) -> None:
    program.close()
    when_open(QInputDialog, QInputDialog.reject)
    program.open(strict[0])
    assert program.window is not None
    assert not program.window.desk.is_open


def test_a_server_has_one_window_with_its_password_or_without() -> None:
    address = "postgresql+psycopg://anna@server/office?sslmode=require"
    assert door_name(with_password(address, "p/w")) == door_name(address)
    assert without_password(with_password(address, "p/w")) == address


def test_a_password_kept_by_an_earlier_version_is_not_shown_and_no_odd_address_stops_the_start(
    tmp_path: Path,
) -> None:
    path = tmp_path / "window.ini"
    kept = ["postgresql+psycopg://anna:s3cret@server/office", "postgresql://x", "/tmp/a.t20"]
    store = QSettings(str(path), QSettings.Format.IniFormat)
    store.setValue("recent_files", [*kept, "postgresql+psycopg://anna@server:54x/office"])
    store.sync()
    memory = Memory(path)
    assert memory.recent_files() == ["postgresql+psycopg://anna@server/office", "/tmp/a.t20"]
    memory.remember_file("/tmp/a.t20")
    memory.save()
    assert "s3cret" not in path.read_text(encoding="utf-8")


def test_what_is_no_address_of_a_server_is_told_in_one_sentence(
    qtbot: QtBot, program: Program
) -> None:
    told: list[str] = []

    def read(box: QMessageBox) -> None:
        told.append(box.text())
        box.accept()

    when_open(QMessageBox, read)
    program.open("postgresql+psycopg://anna@server:54x/office")
    assert told == ["The address of the database is not complete; write postgresql+psycopg://…"]
