"""E-907 and E-909: every dialog in every language has names, keys of its own and our words."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from t20desk.i18n import LANGUAGES, PSEUDO
from t20desk.ui.app import Program
from t20desk.ui.window import Window
from tests.ui.hands import ids_of, open_list, when_open
from tests.ui.test_stretched import LETTERS, plain_words, visible_texts

TAKES_KEYS = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit,
)  # fmt: skip
VERBS = (
    "show_preferences", "show_shortcuts", "choose_columns", "sort_list", "colour_rows",
    "set_field", "delete_records", "print_page", "show_about", "show_help",
)  # fmt: skip


@pytest.mark.qt_log_ignore("does not support")
@pytest.mark.parametrize("language", [*LANGUAGES, PSEUDO])
@pytest.mark.parametrize("verb", VERBS)
def test_e907_a_dialog_is_named_and_its_keys_are_its_own(
    qtbot: QtBot, program: Program, language: str, verb: str
) -> None:
    program.use_language(language)
    window = program.window
    assert window is not None
    page = open_list(qtbot, window, "member", 4)
    page.table.select_ids(ids_of(window.desk.db, "member")[:2])
    found: dict[str, object] = {}

    def look(shown: QDialog) -> None:
        widgets = [shown, *shown.findChildren(QWidget)]
        found["title"] = shown.windowTitle()
        found["nameless"] = [one for one in widgets if lacks_name(one)]
        found["twice"] = shared_keys(widgets)
        if language == PSEUDO:
            texts = [*visible_texts(shown), shown.windowTitle()]
            left = {text for text in texts if LETTERS.search(plain_words(text))}
            found["english"] = {text for text in left if not is_of_the_office(text)}
        shown.close()

    when_open(QDialog, look)
    window.commands.of(verb).trigger()
    qtbot.waitUntil(lambda: "title" in found)
    program.use_language("en")
    assert found.pop("title")
    assert not any(found.values()), found


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
