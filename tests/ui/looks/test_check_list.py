"""A list of values to tick."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from t20desk.ui.looks.check_list import CheckList


def test_values_are_found_only_when_the_list_is_needed(qtbot: QtBot) -> None:
    asked: list[bool] = []

    def find_values() -> list[tuple[str, str]]:
        asked.append(True)
        return [("de", "Germany"), ("fr", "France")]

    parent = QWidget()
    qtbot.addWidget(parent)
    values = CheckList(find_values, "Country")
    menu = values.make_menu(parent)
    values.choose(())
    assert (values.chosen(), asked) == ([], [])
    values.choose(["fr"])
    assert values.chosen_labels() == ["France"]
    menu.aboutToShow.emit()
    assert asked == [True]


def test_values_are_typed_one_behind_the_other_as_into_a_sheet(qtbot: QtBot) -> None:
    values = CheckList(lambda: [("a", "Advice"), ("b", "Banking"), ("l", "Law")], "Areas")
    qtbot.addWidget(values)
    values.fill()
    values.choose(["a"])
    qtbot.keyClicks(values, "a; law; ")
    assert values.chosen_labels() == ["Advice", "Law"]


def test_letters_typed_before_the_list_is_shown_count_however_often_it_is_shown(
    qtbot: QtBot,
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    values = CheckList(lambda: [("a", "Advice"), ("b", "Banking")], "Areas")
    menu = values.make_menu(parent)
    values.lead_to("b")
    menu.aboutToShow.emit()
    menu.aboutToShow.emit()
    qtbot.keyClicks(values, ";")
    assert values.chosen_labels() == ["Banking"]
