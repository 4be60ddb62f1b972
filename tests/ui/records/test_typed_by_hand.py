"""What is typed into a form: a field that is left says what was understood."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from t20desk.ui.places import record_place
from t20desk.ui.records.record_page import RecordPage
from t20desk.ui.window import Window

pytestmark = pytest.mark.qt_log_ignore("does not support")


@pytest.fixture
def page(qtbot: QtBot, window: Window) -> RecordPage:
    """The form of a new organisation, unfolded."""
    window.go_to(record_place("member", None))
    page = window.page()
    assert isinstance(page, RecordPage)
    qtbot.waitUntil(lambda: page.form is not None and "country" in page.form.rows)
    return page


def shown(editor: Any) -> str:
    """The words in an editor."""
    return str(editor.currentText() if isinstance(editor, QComboBox) else editor.text())


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("country", "uk", "United Kingdom"),
        ("kind", "ban", "bank"),
        ("further_countries", "de, 法国", "Germany; France"),
        ("website", "ｗｗｗ．example．org", "https://www.example.org"),
        ("postcode", "２１００００", "210000"),
        ("number", "０１２３", "0123"),
        ("country", "Congo", "Congo"),
        ("website", "http://", "http://"),
    ],
)
def test_a_field_that_is_left_shows_the_value_that_was_understood(
    qtbot: QtBot, page: RecordPage, field: str, typed: str, words: str
) -> None:
    assert page.form is not None
    row = page.form.rows[field]
    page.form.focus_field(field)
    line: Any = row.editor.lineEdit() if isinstance(row.editor, QComboBox) else row.editor
    qtbot.waitUntil(line.hasFocus)
    line.selectAll()
    composed = QInputMethodEvent("", [])
    composed.setCommitString(typed)
    QApplication.sendEvent(line, composed)
    qtbot.wait(0)
    qtbot.keyClick(QApplication.activePopupWidget() or line, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: not line.hasFocus())
    qtbot.waitUntil(lambda: shown(row.editor) == words)
