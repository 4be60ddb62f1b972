"""What comes from outside waits with what it is and one next step."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from t20desk.paths import resource
from t20desk.ui.actions import ACTIONS
from t20desk.ui.imports.import_wizard import FILE, ImportWizard
from t20desk.ui.imports.in_tray import InTray
from t20desk.ui.memory import Memory
from t20desk.ui.places import Place
from t20desk.ui.tray import Tray, tray_folder
from t20desk.ui.window import Window
from tests.ui.dropping import drop, mime_of
from tests.ui.hands import LEFT, open_list, open_page
from tests.ui.wizard_hands import wait_known

LONG = 60_000


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two tables and a file that is broken."""
    for name in ("members-clean.xlsx", "sample-people.csv"):
        shutil.copy(resource("demo") / name, tmp_path / name)
    (tmp_path / "broken.xlsx").touch()
    return [tmp_path / name for name in ("members-clean.xlsx", "sample-people.csv", "broken.xlsx")]


def entry(window: Window) -> str:
    items = [window.navigation.item(row) for row in range(window.navigation.count())]
    tray = next(one for one in items if one.text() == "In-tray")
    return str(tray.data(Qt.ItemDataRole.AccessibleTextRole) or tray.text())


def test_files_dropped_on_the_window_wait_with_what_they_are(
    qtbot: QtBot, window: Window, files: list[Path]
) -> None:
    open_list(qtbot, window, "event", 2)
    assert drop(window, mime_of(*files))
    page = window.page()
    assert isinstance(page, InTray)
    cards = wait_known(qtbot, page, 3)
    assert [card.path for card in cards] == files
    assert [card.found.kind for card in cards if card.found] == ["member", "person", ""]
    assert [card.step.isVisible() for card in cards] == [True, True, False]
    assert "0 bytes" in cards[2].words.text()
    assert entry(window) == "In-tray 3"
    qtbot.waitUntil(cards[0].step.hasFocus)


def test_the_next_step_of_a_sheet_is_its_import(
    qtbot: QtBot, window: Window, files: list[Path]
) -> None:
    page = open_page(qtbot, window, InTray, Place("in_tray", values=(("path", str(files[1])),)))
    (card,) = wait_known(qtbot, page, 1)
    card.step.setFocus()
    qtbot.keyClick(card.step, Qt.Key.Key_Space)
    wizard = window.page()
    assert isinstance(wizard, ImportWizard)
    qtbot.waitUntil(lambda: bool(wizard.columns.table.lines), timeout=LONG)
    assert wizard.steps.currentIndex() == FILE
    assert wizard.file.kind() == "person"

    open_page(qtbot, window, InTray, Place("in_tray"))
    qtbot.waitUntil(card.step.hasFocus)


def test_a_file_is_taken_away_and_stays_on_the_disk(
    qtbot: QtBot, window: Window, files: list[Path]
) -> None:
    page = open_page(qtbot, window, InTray, Place("in_tray", values=(("path", str(files[0])),)))
    (card,) = wait_known(qtbot, page, 1)
    qtbot.mouseClick(card.remove, LEFT)
    assert page.cards() == []
    assert files[0].exists()
    assert entry(window) == "In-tray"


def test_cells_are_pasted_by_a_key_and_go_with_their_card(qtbot: QtBot, window: Window) -> None:
    QApplication.clipboard().setText("Vorname\tNachname\nEva\tStein\n")
    window.run_action(ACTIONS["open_in_tray"])
    page = window.page()
    assert isinstance(page, InTray)
    qtbot.keyClick(page.choose, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    (card,) = wait_known(qtbot, page, 1)
    assert card.path.parent == tray_folder()
    assert card.found
    assert card.found.kind == "person"
    qtbot.mouseClick(card.remove, LEFT)
    assert not card.path.exists()


def test_what_waits_is_remembered_for_each_database(tmp_path: Path) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    for path in (first, second):
        path.touch()
    memory = Memory(tmp_path / "window.ini")
    Tray(memory, "office.t20").add([first, second])
    assert Tray(memory, "office.t20").paths() == [first, second]
    assert Tray(memory, "other.t20").paths() == []
    second.unlink()
    assert Tray(memory, "office.t20").paths() == [first]
