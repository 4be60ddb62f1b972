"""Keys of verbs that somebody chooses: pressed, judged, kept, and used at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from t20desk.settings import Settings
from t20desk.ui.actions import ACTIONS, use_keys
from t20desk.ui.shell.key_rules import find_fault
from t20desk.ui.shell.key_sheet import KeySheet
from t20desk.ui.window import Window

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def sheet(qtbot: QtBot, window: Window) -> KeySheet:
    made = KeySheet(window.desk.settings, window)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(made.search.hasFocus)
    return made


def press(qtbot: QtBot, sheet: KeySheet, verb: str, key: Qt.Key) -> None:
    """Find a verb by its words and press Ctrl, Shift and a key for it."""
    sheet.search.clear()
    qtbot.keyClicks(sheet.search, verb)
    sheet.table.selectRow(0)
    sheet.line.begin()
    qtbot.keyClick(sheet.line.keys, key, CONTROL | SHIFT)


def shortcut(window: Window, verb: str) -> str:
    return window.commands.of(verb).shortcut().toString()


def test_a_verb_gets_the_key_that_is_pressed_for_it(
    qtbot: QtBot, window: Window, sheet: KeySheet
) -> None:
    press(qtbot, sheet, "Colours of rows", Qt.Key.Key_Y)
    sheet.line.use.click()
    assert shortcut(window, "colour_rows") == "Ctrl+Shift+Y"
    assert Settings().chosen_keys() == {"colour_rows": "Ctrl+Shift+Y"}
    assert sheet.table.item(0, 1).font().bold()


def test_a_key_of_another_verb_is_told_and_taken_from_it(
    qtbot: QtBot, window: Window, sheet: KeySheet
) -> None:
    press(qtbot, sheet, "Colours of rows", Qt.Key.Key_E)
    assert "Export this list" in sheet.line.notice.text()
    sheet.line.use.click()
    assert shortcut(window, "colour_rows") == "Ctrl+Shift+E"
    assert shortcut(window, "export_list") == ""


def test_all_keys_come_back(qtbot: QtBot, window: Window, sheet: KeySheet) -> None:
    press(qtbot, sheet, "Colours of rows", Qt.Key.Key_E)
    sheet.line.use.click()
    sheet.all_back.click()
    assert shortcut(window, "export_list") == "Ctrl+Shift+E"
    assert shortcut(window, "colour_rows") == ""
    assert Settings().chosen_keys() == {}


def test_a_verb_can_do_without_its_key(qtbot: QtBot, window: Window, sheet: KeySheet) -> None:
    qtbot.keyClicks(sheet.search, "Fill down")
    sheet.table.selectRow(0)
    sheet.line.none.click()
    assert shortcut(window, "fill_down") == ""
    sheet.line.back.click()
    assert shortcut(window, "fill_down") == "Ctrl+D"


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("Ctrl+C", "Fields and menus"),
        ("Ctrl+Alt+Q", "Letters are typed"),
        ("Shift+Space", "Letters are typed"),
        ("Ctrl+Space", "Letters are typed"),
        ("A", "Hold Ctrl or Alt"),
        ("Shift+A", "Hold Ctrl or Alt"),
        ("Return", "Hold Ctrl or Alt"),
        ("F7", ""),
        ("Ctrl+Shift+Y", ""),
        ("Alt+Shift+7", ""),
    ],
)
def test_a_key_that_is_needed_for_typing_is_refused(key: str, wrong: str) -> None:
    said = find_fault(QKeySequence(key))
    assert said.startswith(wrong) if wrong else said == ""


def test_every_declared_key_could_be_chosen() -> None:
    faults = {one.name: find_fault(QKeySequence(one.shortcut)) for one in ACTIONS.values()
              if one.shortcut}  # fmt: skip
    assert {name: said for name, said in faults.items() if said} == {}


def test_a_verb_of_another_version_is_left_out() -> None:
    use_keys({"gone_verb": "Ctrl+L", "fill_down": "F7"})
    assert ACTIONS["fill_down"].shortcut == "F7"
    use_keys({})
    assert ACTIONS["fill_down"].shortcut == "Ctrl+D"


def test_a_chosen_key_goes_before_one_that_a_later_version_declares() -> None:
    use_keys({"colour_rows": "Ctrl+D"})
    assert ACTIONS["colour_rows"].shortcut == "Ctrl+D"
    assert ACTIONS["fill_down"].shortcut == ""
    use_keys({})
