"""Menus: short enough to be seen at once, and grey where nothing can be done."""

from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from t20desk.ui.actions import ACTIONS, MENUS, WITHIN
from t20desk.ui.places import Place
from t20desk.ui.window import Window

LONGEST = 22
"""So many verbs in a row fit the height of 800 pixels."""


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
