"""A button as wide as its words, which ends in dots where there is less room."""

import pytest
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from t20desk.ui.looks.cut_button import LEAST, CutButton

WORDS = "Take back: Silk & Sons of the long road"


@pytest.fixture
def frame(qtbot: QtBot) -> QWidget:
    frame = QWidget()
    qtbot.addWidget(frame)
    return frame


def put_into(frame: QWidget, width: int) -> CutButton:
    row = QHBoxLayout(frame)
    row.setContentsMargins(0, 0, 0, 0)
    button = CutButton(WORDS)
    row.addWidget(button)
    row.addStretch(1)
    frame.resize(width, 60)
    frame.show()
    return button


@pytest.mark.dressed
def test_it_is_as_wide_as_its_words_and_no_wider(frame: QWidget) -> None:
    button = put_into(frame, 900)
    assert button.cut_text() == WORDS
    assert button.width() == button.sizeHint().width() < 900
    plain = QPushButton(button.text(), frame)
    assert button.sizeHint() == plain.sizeHint()


@pytest.mark.dressed
def test_it_is_cut_where_there_is_less_room_and_its_tip_says_the_whole(frame: QWidget) -> None:
    button = put_into(frame, 180)
    assert button.width() == 180
    cut = button.cut_text()
    assert WORDS.startswith(cut.removesuffix("…"))
    assert cut != WORDS
    assert 90 < button.fontMetrics().horizontalAdvance(cut) < 180
    assert button.toolTip() == WORDS


def test_it_keeps_some_room_and_says_other_words(frame: QWidget) -> None:
    button = put_into(frame, 10)
    assert button.width() >= LEAST
    button.say("Ok")
    assert (button.cut_text(), button.accessibleName()) == ("Ok", "Ok")
