"""E-907 and E-909: every dialog in every language has names, keys of its own and our words."""

import importlib
import pkgutil
from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

import t20desk.ui
from t20desk.i18n import LANGUAGES, PSEUDO
from t20desk.ui.app import Program
from t20desk.ui.places import Place
from t20desk.ui.window import Window
from tests.ui.dialog_samples import DIALOGS, each_dialog
from tests.ui.every_place import PLACES
from tests.ui.hands import open_list
from tests.ui.seen_texts import LETTERS, plain_words, visible_texts

TAKES_KEYS = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit,
)  # fmt: skip


@pytest.mark.dressed
@pytest.mark.qt_log_ignore("does not support")
@pytest.mark.parametrize(
    "language",
    # German words are the longest, and so the likeliest to share a letter as their key.
    [
        pytest.param(one, marks=[] if one == "de" else [pytest.mark.slow])
        for one in (*LANGUAGES, PSEUDO)
    ],
)
def test_e907_every_dialog_is_named_and_its_keys_are_its_own(
    qtbot: QtBot, program: Program, language: str
) -> None:
    program.use_language(language)
    assert program.window is not None
    wrong = {}
    for name, shown in each_dialog(program.window):
        widgets = [shown, *shown.findChildren(QWidget)]
        found: dict[str, object] = {
            "nameless": [one for one in widgets if lacks_name(one)],
            "twice": shared_keys(widgets),
            "title": [] if shown.windowTitle() else ["none"],
        }
        if language == PSEUDO:
            texts = [*visible_texts(shown), shown.windowTitle()]
            left = {text for text in texts if LETTERS.search(plain_words(text))}
            found["english"] = {text for text in left if not is_of_the_office(text)}
        wrong |= {(name, what): some for what, some in found.items() if some}
    program.use_language("en")
    assert not wrong


@pytest.mark.dressed
@pytest.mark.qt_log_ignore("does not support")
@pytest.mark.slow
def test_e907_tab_reaches_everything_in_every_dialog_and_shows_where_it_is(
    qtbot: QtBot, program: Program, window: Window
) -> None:
    wrong = {}
    for name, shown in each_dialog(window):
        shown.activateWindow()
        qtbot.waitUntil(shown.isActiveWindow)
        reached, unseen = walk_by_tab(shown)
        wanted = [one for one in shown.findChildren(QWidget) if is_for_tab(one)]
        missed = [tell(one) for one in wanted if one not in reached]
        if missed or unseen:
            wrong[name] = {"missed": missed, "unseen": [tell(one) for one in unseen]}
    assert not wrong


def test_e907_no_dialog_of_the_program_is_left_out() -> None:
    for module in pkgutil.walk_packages(t20desk.ui.__path__, "t20desk.ui."):
        importlib.import_module(module.name)
    above = [one for one in QDialog.__subclasses__() if one.__module__.startswith("t20desk")]
    every = [one for made in above for one in (made, *made.__subclasses__())]
    made = {one.__name__ for one in every if not one.__subclasses__()}
    assert made == {name.split()[0] for name in DIALOGS if name[0].isupper()}


def walk_by_tab(shown: QDialog) -> tuple[list[QWidget], list[QWidget]]:
    """Where the Tab key leads, and where the cursor cannot be seen."""
    reached: list[QWidget] = []
    unseen = []
    for _step in range(200):
        at = QApplication.focusWidget()
        if at is None or at in reached:
            break
        reached.append(at)
        with_cursor = at.grab().toImage()
        QTest.keyClick(at, Qt.Key.Key_Tab)
        if at.hasFocus():
            QTest.keyClick(at, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
        if not at.hasFocus() and at.isVisible() and at.grab().toImage() == with_cursor:
            unseen.append(at)
    return reached, unseen


def tell(widget: QWidget) -> str:
    """Which one it is."""
    words = widget.text() if isinstance(widget, QAbstractButton) else widget.accessibleName()
    return f"{type(widget).__name__} {widget.objectName()} {words}"


def is_for_tab(widget: QWidget) -> bool:
    """Whether Tab has to lead to a widget; of buttons that exclude each other one is enough."""
    if not (widget.isVisible() and widget.isEnabled() and isinstance(widget, TAKES_KEYS)):
        return False
    if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus or widget.focusProxy() is not None:
        return False
    if isinstance(widget, QRadioButton) and not widget.isChecked():
        return False
    return not isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox)


def is_of_the_office(text: str) -> bool:
    """Names of the records that the office of these tests holds, and what Qt says itself."""
    names = ("BNP", "NHS", "Müller", "样例", "Paris", "0001")
    return text == "OK" or any(name in text for name in names)


def lacks_name(widget: QWidget) -> bool:
    """Whether somebody who hears the dialog learns nothing of a widget that takes the keys."""
    if not isinstance(widget, TAKES_KEYS) or not widget.isVisible():
        return False
    if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or widget.objectName().startswith("qt_"):
        return False
    if isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox):
        return False
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return not (text or widget.accessibleName() or is_buddy(widget))


def is_buddy(widget: QWidget) -> bool:
    labels = widget.window().findChildren(QLabel)
    return any(one.buddy() is widget and one.text() for one in labels)


def shared_keys(widgets: list[QWidget]) -> list[str]:
    """Letters underlined twice in one dialog."""
    shown = [one for one in widgets if isinstance(one, QLabel | QAbstractButton)]
    texts = [one.text() for one in shown if one.isVisible()]
    keys = Counter(QKeySequence.mnemonic(text).toString() for text in texts)
    return [key for key, times in keys.items() if key and times > 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_e907_menus_have_keys_of_their_own(program: Program, language: str) -> None:
    program.use_language(language)
    window = program.window
    assert window is not None
    menus = [one.text() for one in window.menuBar().actions()]
    keys = [QKeySequence.mnemonic(text).toString() for text in menus]
    program.use_language("en")
    assert all(keys), menus
    assert len(set(keys)) == len(keys), menus


@pytest.mark.sampled
@pytest.mark.parametrize("language", LANGUAGES)
def test_e907_no_page_takes_a_key_of_a_menu(program: Program, language: str) -> None:
    program.use_language(language)
    window = program.window
    assert window is not None
    menus = {QKeySequence.mnemonic(one.text()).toString() for one in window.menuBar().actions()}
    wrong = []
    for place in (*PLACES, Place("learned"), Place("return"), Place("follow_ups")):
        window.go_to(place)
        parts = window.page().findChildren(QWidget)
        texts = [one.text() for one in parts if isinstance(one, QLabel | QAbstractButton)]
        wrong += [text for text in texts if QKeySequence.mnemonic(text).toString() in menus]
    program.use_language("en")
    assert wrong == []


def test_e909_a_language_switch_keeps_place_and_selection_of_the_page(
    qtbot: QtBot, program: Program, window: Window
) -> None:
    open_list(qtbot, window, "person", 1)
    for language in ("de", "zh", "en"):
        program.use_language(language)
        assert program.window is not None
        shown = program.window.shown_place()
        assert shown is not None
        assert (shown.page, shown.kind) == ("list", "person")
