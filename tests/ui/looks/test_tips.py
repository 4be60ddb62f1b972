"""Tool tips: a stranger's words stay words."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from t20desk.ui.looks.tips import answer_tip, plain_tip


@pytest.mark.parametrize("text", ["<img src='file:///x.png'>", "<b>A & B</b>  2 < 3\nC"])
def test_html_in_a_tip_reads_as_it_was_written(qtbot: QtBot, text: str) -> None:
    shown = QTextDocument()
    shown.setHtml(plain_tip(text))
    assert shown.toPlainText() == text


def test_a_tip_that_is_no_html_stays_as_it_is(qtbot: QtBot) -> None:
    assert plain_tip("A < B & C") == "A < B & C"


def test_only_the_tip_of_a_cell_is_made_plain() -> None:
    text, role = "<b>Bank</b>", Qt.ItemDataRole
    assert answer_tip(role.DisplayRole, text) == text
    assert answer_tip(role.ToolTipRole, text) != text
    assert answer_tip(role.ToolTipRole, None) is None
