"""Hands without a head: any verb, any key, any button, and whatever comes up is dealt with."""

import random
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from t20desk.ui.app import Program
from t20desk.ui.window import Window
from tests.watching import claim

LEFT = Qt.MouseButton.LeftButton
NOT_OURS = {"quit_program", "open_demonstration", "close_file", "new_file"}
"""Verbs that leave the file; they have tests of their own."""
RARE = {"toggle_colours"}
"""Verbs that dress every widget of every page anew: a hundred of them would be most of a walk."""
KEYS = (
    Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Up,
    Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End,
    Qt.Key.Key_PageDown, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Space, Qt.Key.Key_F2,
)  # fmt: skip
TEXTS = (
    "a",
    "Müller",
    "南京",
    "31.12.2024",
    "-5",
    "=1+1",
    "<b>bold</b>",
    "(",
    '"',
    "DE",
    "  ",
    "%",
)
FILLINGS = ("Bonn", "7", "2024-05-17", "", "DE", "anna@example.org", "+49 228 123456", "0003")
"""What a field may well take."""
OF_SYSTEM = (QFileDialog, QPrintDialog)
"""Dialogs of Qt and the system, which are only closed."""
PATIENCE = 8
"""So often a dialog is played with before it is closed."""


class Monkey(QObject):
    """Does one thing after another in the window of a program."""

    def __init__(self, program: Program, qtbot: QtBot, seed: int) -> None:
        super().__init__()
        self._program = program
        self._qtbot = qtbot
        self.chance = random.Random(seed)
        self.done: list[str] = []
        self.reports: list[str] = []
        self._touched: dict[int, int] = {}
        self._rests = False
        self._closer = QTimer(self)
        self._closer.timeout.connect(self._deal_with_dialog)
        self._closer.start(5)

    @property
    def window(self) -> Window:
        assert self._program.window is not None
        return self._program.window

    def act(self) -> None:
        """One thing."""
        ways: list[Callable[[], None]] = [
            self._run_verb, self._run_verb, self._run_verb, self._press_key, self._type_text,
            self._click_button, self._click_row, self._choose_entry, self._turn_tab,
            self._fill_field, self._fill_field,
        ]  # fmt: skip
        self.chance.choice(ways)()
        QApplication.processEvents()
        # As a loop would: what closed goes before anything else is touched.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def rest(self) -> None:
        """Let come to an end whatever runs, and leave the record that is open."""
        # What waits its turn may still open something, which is only closed from now on.
        self._rests = True
        QApplication.processEvents()
        self._qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=20_000)
        page = self.window.page()
        discard = getattr(page, "discard_edits", None)
        if discard is not None:
            discard()
        self._qtbot.waitUntil(lambda: not self.window.desk.jobs.running, timeout=60_000)
        self._closer.stop()

    def _note(self, what: str) -> None:
        self.done.append(what)

    def _run_verb(self) -> None:
        possible = [one for one in self.window.commands.possible() if one.name not in NOT_OURS]
        # Two thirds of the verbs open a page; a walk would do nothing else.
        here = [one for one in possible if not one.place]
        one = self.chance.choice(here if self.chance.random() < 0.7 else possible)
        if one.name in RARE and self.chance.random() > 0.1:
            return
        self._note(f"verb {one.name}")
        self.window.commands.of(one.name).trigger()

    def _target(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def _press_key(self) -> None:
        key = self.chance.choice(KEYS)
        modifier = self.chance.choice([Qt.KeyboardModifier.NoModifier] * 3 + [SHIFT, CONTROL])
        self._note(f"key {key.name}")
        self._qtbot.keyClick(self._target(), key, modifier)

    def _type_text(self) -> None:
        text = self.chance.choice(TEXTS)
        self._note(f"text {text}")
        if not text.isascii():
            commit = QInputMethodEvent()
            commit.setCommitString(text)
            QApplication.sendEvent(self._target(), commit)
            return
        for sign in text:
            self._qtbot.keyClicks(self._target(), sign)

    def _fill_field(self) -> None:
        field = self._some(QLineEdit)
        if isinstance(field, QLineEdit) and not field.isReadOnly():
            self._note(f"field {field.objectName()}")
            field.setFocus()
            field.selectAll()
            self._qtbot.keyClicks(field, self.chance.choice(FILLINGS))
            if self.chance.random() < 0.5:
                self._qtbot.keyClick(field, Qt.Key.Key_Tab)

    def _some(self, kind: type[QWidget]) -> QWidget | None:
        found = [
            one
            for one in self.window.findChildren(kind)
            if one.isVisible() and one.isEnabled() and one.width() > 1
        ]
        return self.chance.choice(found) if found else None

    def _click_button(self) -> None:
        button = self._some(QAbstractButton)
        if isinstance(button, QAbstractButton):
            self._note(f"button {button.objectName() or button.text()}")
            button.click()

    def _click_row(self) -> None:
        table = self._some(QAbstractItemView)
        if not isinstance(table, QAbstractItemView):
            return
        area = table.viewport().rect()
        point = QPoint(
            self.chance.randrange(max(area.width(), 1)),
            self.chance.randrange(min(area.height(), 300) or 1),
        )
        way = self.chance.choice(("click", "twice", "menu"))
        self._note(f"{way} in {table.objectName()}")
        if way == "menu":
            where = table.viewport().mapToGlobal(point)
            asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, where)
            QApplication.sendEvent(table.viewport(), asked)
        elif way == "click":
            self._qtbot.mouseClick(table.viewport(), LEFT, pos=point)
        else:
            self._qtbot.mouseDClick(table.viewport(), LEFT, pos=point)

    def _choose_entry(self) -> None:
        box = self._some(QComboBox)
        if isinstance(box, QComboBox) and box.count():
            self._note(f"entry of {box.objectName()}")
            at = self.chance.randrange(box.count())
            box.setCurrentIndex(at)
            box.activated.emit(at)

    def _turn_tab(self) -> None:
        bar = self._some(QTabBar)
        if isinstance(bar, QTabBar) and bar.count():
            self._note("tab")
            bar.setCurrentIndex(self.chance.randrange(bar.count()))

    def _deal_with_dialog(self) -> None:
        popup = None
        with suppress(RuntimeError):  # a wrapper of what is gone, at the place of what is new
            popup = QApplication.activePopupWidget()
        if isinstance(popup, QMenu):
            self._deal_with_menu(popup)
            return
        if popup is not None:
            popup.close()
        shown = QApplication.activeModalWidget()
        if shown is None:
            return
        claim(shown)
        if shown.objectName() == "crashReport" and isinstance(shown, QMessageBox):
            self.reports.append(shown.detailedText())
            shown.reject()
            return
        touched = self._touched[id(shown)] = self._touched.get(id(shown), 0) + 1
        is_enough = self._rests or touched > PATIENCE or isinstance(shown, OF_SYSTEM)
        if is_enough or self.chance.random() < 0.2:
            self._touched.pop(id(shown), None)
            self._note(f"close {type(shown).__name__}")
            # Not from here: it may ask before, and this hand would not be free to answer.
            QTimer.singleShot(0, shown, shown.reject if isinstance(shown, QDialog) else shown.close)
            return
        self._play(shown)

    def _deal_with_menu(self, menu: QMenu) -> None:
        entries = [one for one in menu.actions() if one.isEnabled() and not one.isSeparator()]
        entries = [one for one in entries if one.objectName() not in NOT_OURS]
        menu.close()
        if entries and not self._rests and self.chance.random() < 0.5:
            entry = self.chance.choice(entries)
            self._note(f"entry {entry.text()}")
            QTimer.singleShot(0, entry, entry.trigger)

    def _play(self, shown: QWidget) -> None:
        edits = [one for one in shown.findChildren(QLineEdit) if one.isVisible()]
        if edits and self.chance.random() < 0.5:
            self.chance.choice(edits).insert(self.chance.choice(TEXTS))
            return
        buttons = [one for one in shown.findChildren(QAbstractButton) if one.isEnabled()]
        buttons = [one for one in buttons if one.isVisible()]
        if buttons:
            button = self.chance.choice(buttons)
            self._note(f"{type(shown).__name__}: {button.text()}")
            QTimer.singleShot(0, button, button.click)


SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
