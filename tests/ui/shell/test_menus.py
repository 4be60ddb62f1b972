"""Menus: short enough to be seen at once, and grey where nothing can be done."""

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from t20desk.ui.actions import ACTIONS, MENUS, WITHIN
from t20desk.ui.page import restyle
from t20desk.ui.places import Place
from t20desk.ui.window import Window

LONGEST = 22
"""So many verbs in a row fit the height of 800 pixels."""
SMALL = 580
"""What a screen of 600 pixels leaves for a menu."""


def find_menus(window: Window) -> dict[str, QMenu]:
    """All menus of the bar by their titles without key marks."""
    menus = window.menuBar().findChildren(QMenu)
    return {one.title().replace("&", ""): one for one in menus if one.title()}


def test_no_menu_is_longer_than_a_screen_and_every_verb_of_a_menu_stands_in_it(
    window: Window,
) -> None:
    menus = find_menus(window)
    verbs = {name: [one for one in menu.actions() if one.text()] for name, menu in menus.items()}
    assert len(menus) == len(MENUS)
    assert {name: len(shown) for name, shown in verbs.items() if len(shown) > LONGEST} == {}
    standing = {one.objectName() for shown in verbs.values() for one in shown}
    assert {one.name for one in ACTIONS.values() if one.menu} <= standing


def test_a_menu_within_another_is_grey_while_none_of_its_verbs_can_be_done(
    qtbot: QtBot, window: Window
) -> None:
    inner = {MENUS[name].replace("&", "") for name in WITHIN}
    window.go_to(Place("history"))
    qtbot.waitUntil(lambda: not window.commands.of("open_record").isEnabled())
    menus = find_menus(window)
    menus["View"].aboutToShow.emit()
    menus["Record"].aboutToShow.emit()
    greyed = {name for name in inner if not menus[name].menuAction().isEnabled()}
    assert greyed == {"Saved views", "Write", "Follow-up", "Files", "Posts"}


@pytest.mark.dressed
def test_every_menu_fits_a_screen_of_600_pixels_when_its_lines_are_close(window: Window) -> None:
    heights = {}
    for name, menu in find_menus(window).items():
        restyle(menu, low=True)
        heights[name] = menu.sizeHint().height()
    assert {name: height for name, height in heights.items() if height > SMALL} == {}
    assert max(heights.values()) > SMALL / 2
