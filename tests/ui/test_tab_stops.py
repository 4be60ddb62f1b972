"""Wherever Tab leads, on each page and in each dialog, an eye finds the cursor."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from t20desk.ui.looks.tab_order import tab_to_main_first
from t20desk.ui.owners import next_in_focus_chain
from t20desk.ui.pictures import wait_for_calm
from t20desk.ui.window import Window
from tests.ui.dialog_samples import each_dialog
from tests.ui.every_place import PLACES

FRAMED = {"knownFields", "paperView"}
"""Sheets that are only read: the keys scroll them, and a frame says that they have the focus."""


def walk_by_tab(qtbot: QtBot, whole: QWidget) -> list[QWidget]:
    """Where Tab leads until it comes back."""
    qtbot.waitUntil(whole.isActiveWindow)
    found: list[QWidget] = []
    focused = QApplication.focusWidget()
    while focused is not None and focused not in found:
        found.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
    return found[1:]


def find_unseen(stops: list[QWidget]) -> list[str]:
    """The stops of Tab that show no cursor of their own."""
    plain = (one for one in stops if isinstance(one, QScrollArea) or type(one) is QWidget)
    return [type(one).__name__ for one in plain if one.objectName() not in FRAMED]


@pytest.mark.dressed
def test_tab_stops_on_no_page_where_no_cursor_is_seen(qtbot: QtBot, window: Window) -> None:
    unseen: dict[str, list[str]] = {}
    for place in PLACES:
        window.go_to(place)
        wait_for_calm(lambda: bool(window.desk.jobs.running))
        stops = walk_by_tab(qtbot, window)
        assert len(stops) > 3
        if found := find_unseen(stops):
            unseen[str(place)] = found
        discard = getattr(window.page(), "discard_edits", None)
        if discard is not None:
            discard()
    assert not unseen


@pytest.mark.dressed
def test_tab_in_dialogs_stops_where_a_cursor_is_seen_and_at_the_main_button_first(
    qtbot: QtBot, window: Window
) -> None:
    """Both in one walk: to open every dialog takes seconds."""
    unseen: dict[str, list[str]] = {}
    late: dict[str, list[str]] = {}
    for name, dialog in each_dialog(window):
        tab_to_main_first(dialog)
        unseen[name] = find_unseen(walk_by_tab(qtbot, dialog))
        late[name] = find_before_main(dialog)
    assert not {name: found for name, found in unseen.items() if found}
    assert not {name: found for name, found in late.items() if found}


def find_before_main(dialog: QWidget) -> list[str]:
    """The buttons of a row, where Tab does not come to the main one of it first."""
    stops = list_stops(dialog)
    for main in dialog.findChildren(QPushButton):
        row = [one for one in stops if isinstance(one, QPushButton) and one.y() == main.y()]
        beside = [one for one in row if one.parentWidget() is main.parentWidget()]
        if main.property("look") == "main" and main in beside and beside[0] is not main:
            return [one.text() for one in beside]
    return []


def list_stops(dialog: QWidget) -> list[QWidget]:
    """Where Tab may lead in a dialog, in its order."""
    stops, at = [], next_in_focus_chain(dialog)
    while at is not None and at is not dialog:
        stops.append(at)
        at = next_in_focus_chain(at)
    return [one for one in stops if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
