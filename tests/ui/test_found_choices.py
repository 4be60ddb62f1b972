"""Choosing one of many: any part of its text finds it."""

from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QInputDialog
from pytestqt.qtbot import QtBot

from t20desk.ui.dialogs import FEW_CHOICES, ask_choice
from tests.ui.hands import when_open

MANY = ["– nobody –", *(f"Guest {number} Sample" for number in range(FEW_CHOICES)), "Reto Bühler"]


def type_in(text: str, seen: list[bool]) -> None:
    """Type into the box of the question and press its button, where that can be pressed."""

    def act(asked: QInputDialog) -> None:
        box, row = asked.findChild(QComboBox), asked.findChild(QDialogButtonBox)
        assert box is not None
        assert row is not None
        box.setEditText(text)
        button = row.button(QDialogButtonBox.StandardButton.Ok)
        seen.append(button.isEnabled())
        asked.accept() if button.isEnabled() else asked.reject()

    when_open(QInputDialog, act)


def test_one_of_many_is_found_by_the_end_of_its_text(qtbot: QtBot) -> None:
    seen: list[bool] = []
    type_in("bühl", seen)
    assert ask_choice(None, "t20desk", "Who?", MANY) == len(MANY) - 1
    assert seen == [True]


def test_a_part_of_several_or_of_none_is_not_taken(qtbot: QtBot) -> None:
    seen: list[bool] = []
    for text in ("Sample", "Miller", ""):
        type_in(text, seen)
        assert ask_choice(None, "t20desk", "Who?", MANY) is None
    assert seen == [False, False, False]


def test_what_stands_there_is_taken_as_it_is(qtbot: QtBot) -> None:
    when_open(QInputDialog, QInputDialog.accept)
    assert ask_choice(None, "t20desk", "Who?", MANY, usual=3) == 3
