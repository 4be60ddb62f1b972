"""Menus, context menus and palette commands, all built from the actions."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QKeyCombination, QObject, QRectF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QWidget

from t20desk.i18n import _
from t20desk.ui.actions import ACTIONS, MENUS, WITHIN, Action
from t20desk.ui.looks.icons import icon
from t20desk.ui.looks.tips import set_tip
from t20desk.ui.page import restyle

BY_HAND: Final = {"paste_cells": "Ctrl+V", "clear_cells": "Ctrl+X"}
"""Keys that tables answer to themselves while one types in them."""
LONGEST_DEED: Final = 60
"""So many letters of what would be undone stand in the menu; the tool tip says it whole."""


class Commands(QObject):
    """The actions as Qt knows them; `run` is told which one the user chose."""

    def __init__(self, run: Callable[[Action], None], window: QWidget) -> None:
        super().__init__(window)
        self._made: dict[str, QAction] = {}
        self.state: set[str] = set()
        """The words by which verbs were last switched on or off."""
        self._drawn: set[str] = set()
        """Verbs that have their icon; a start does without the hundred that only menus show."""
        for one in ACTIONS.values():
            self._made[one.name] = self._make(one, run, window)

    def of(self, name: str) -> QAction:
        """The Qt action of a verb."""
        return self._made[name]

    def grey_out(self, state: set[str]) -> None:
        """Switch each verb on or off as the state of the window says."""
        self.state = state
        for name, made in self._made.items():
            made.setEnabled(ACTIONS[name].needs <= state)

    def name_deeds(self, deeds: Mapping[str, str]) -> None:
        """Say in menu and tool tip what would be undone and redone; the buttons stay short."""
        for word, words in (("undo", _("Undo: {label}")), ("redo", _("Redo: {label}"))):
            made, plain = self._made[f"{word}_change"], _(ACTIONS[f"{word}_change"].text)
            deed = deeds.get(word, "")
            short = deed if len(deed) <= LONGEST_DEED else deed[:LONGEST_DEED].rstrip() + "…"
            made.setText(words.format(label=short).replace("&", "&&") if deed else plain)
            made.setIconText(plain)
            set_tip(made, words.format(label=deed) if deed else plain)

    def draw_icons(self, *names: str) -> None:
        """Give verbs their icons, or all of them, before they are seen."""
        missing = set(names or self._made) - self._drawn
        self._drawn |= missing
        for name in missing:
            self._made[name].setIcon(icon(ACTIONS[name].icon))

    def take_keys(self) -> None:
        """Answer to the keys that were chosen; two never share one, not for a moment either."""
        for made in self._made.values():
            made.setShortcut(QKeySequence())
        for name, made in self._made.items():
            made.setShortcut(QKeySequence(ACTIONS[name].shortcut))

    def find_refused(self, keys: QKeyCombination) -> Action | None:
        """The verb of a key that was pressed although it cannot be done now."""
        pressed = QKeySequence(keys)
        for name, made in self._made.items():
            mine = pressed in (made.shortcut(), QKeySequence(BY_HAND.get(name, "")))
            if mine and not made.isEnabled():
                return ACTIONS[name]
        return None

    def possible(self) -> list[Action]:
        """The verbs that can be done now, for the command palette."""
        return [one for one in ACTIONS.values() if self._made[one.name].isEnabled()]

    def _make(self, one: Action, run: Callable[[Action], None], window: QWidget) -> QAction:
        made = QAction(_(one.text), window)
        made.setObjectName(one.name)
        made.setCheckable(one.checkable)
        if one.shortcut:
            made.setShortcut(QKeySequence(one.shortcut))
        made.triggered.connect(lambda _checked=False, one=one: run(one))
        window.addAction(made)
        return made


LOW: Final = 720
"""On a screen lower than so many pixels the lines of a menu are closer to each other."""


def fill_menu_bar(bar: QMenuBar, commands: Commands) -> None:
    """The menus that MENUS names, their actions in order; a menu within another is in its place."""
    made: dict[str, QMenu] = {}

    def open_menu(name: str, within: QMenuBar | QMenu) -> QMenu:
        menu = made[name] = within.addMenu(_(MENUS[name]))
        _use_room(menu)  # Qt places a menu before it tells that it comes
        menu.aboutToShow.connect(lambda: _prepare_menu(menu, commands))
        return menu

    for name in MENUS:
        if name not in WITHIN:
            open_menu(name, bar)
    for one in filter(lambda one: one.menu, ACTIONS.values()):
        menu = made.get(one.menu)
        outer = menu or made[WITHIN[one.menu]]
        if one.begins:
            outer.addSeparator()
        (menu or open_menu(one.menu, outer)).addAction(commands.of(one.name))


def _prepare_menu(menu: QMenu, commands: Commands) -> None:
    """Draw what is about to be seen; a menu within it is grey while it offers nothing."""
    commands.draw_icons()
    _use_room(menu)
    for inner in menu.actions():
        within = inner.menu()
        if isinstance(within, QMenu):
            inner.setEnabled(any(one.isEnabled() for one in within.actions()))


def _use_room(menu: QMenu) -> None:
    """Bring the lines closer on a low screen, where Qt would break them into columns."""
    restyle(menu, low=menu.screen().availableGeometry().height() < LOW)


def context_menu(commands: Commands, parent: QWidget) -> QMenu:
    """The verbs for what is selected, those of each menu by themselves."""
    menu = QMenu(parent)
    commands.draw_icons()
    offered = [one for one in ACTIONS.values() if one.context and commands.of(one.name).isEnabled()]
    for before, one in zip([None, *offered], offered, strict=False):
        if before is not None and _find_top(before) != _find_top(one):
            menu.addSeparator()
        menu.addAction(commands.of(one.name))
    return menu


def _find_top(one: Action) -> str:
    """The menu of the bar under which a verb is found."""
    return WITHIN.get(one.menu, one.menu)


def ask_context_menu(at: QWidget) -> None:
    """Open the menu of what has the keys, where its cursor is."""
    cursor = at.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle) or at.rect()
    place = QRectF(cursor).center().toPoint()
    asked = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(at, QContextMenuEvent(asked, place, at.mapToGlobal(place)))
