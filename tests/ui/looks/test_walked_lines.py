"""Blocks of lines that the arrow keys walk through."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from t20desk.ui.looks.cut_button import LineButton


def test_arrow_keys_pass_hidden_lines_and_stop_at_the_ends_while_tab_leaves_the_block(
    qtbot: QtBot,
) -> None:
    whole, block = QWidget(), QWidget()
    qtbot.addWidget(whole)
    inner, outer = QVBoxLayout(block), QVBoxLayout(whole)
    lines = [LineButton(words) for words in ("one", "two", "three")]
    for line in lines:
        line.is_walked = True
        inner.addWidget(line)
    lines[1].hide()
    after = QLineEdit()
    outer.addWidget(block)
    outer.addWidget(after)
    whole.show()
    lines[0].setFocus()
    way = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_Tab):
        here = whole.focusWidget()
        assert here is not None
        qtbot.keyClick(here, key)
        way.append(whole.focusWidget())
    assert way == [lines[0], lines[2], lines[2], lines[0], after]
