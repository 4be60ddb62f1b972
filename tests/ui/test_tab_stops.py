"""Wherever Tab leads, on each page and in each dialog, an eye finds the cursor."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

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
def test_tab_stops_in_no_dialog_where_no_cursor_is_seen(qtbot: QtBot, window: Window) -> None:
    dialogs = each_dialog(window)
    unseen = {name: find_unseen(walk_by_tab(qtbot, shown)) for name, shown in dialogs}
    assert not {name: found for name, found in unseen.items() if found}
