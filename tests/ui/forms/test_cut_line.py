"""A text too long for its line ends in dots, until one types in it."""

from pytestqt.qtbot import QtBot

from t20desk.ui.forms.cut_line import CutLine

ADDRESS = "office.technologietransfer-berlin-gmbh@example.org"


def test_a_long_text_is_cut_with_dots_and_a_short_one_is_not(qtbot: QtBot) -> None:
    line = CutLine()
    qtbot.addWidget(line)
    line.setText(ADDRESS)
    line.resize(200, 30)
    assert line.cut_text().endswith("…")
    assert ADDRESS.startswith(line.cut_text()[:-1])
    line.resize(800, 30)
    assert line.cut_text() == ADDRESS


def test_the_line_is_painted_as_cut_only_while_nobody_types(qtbot: QtBot) -> None:
    line = CutLine()
    qtbot.addWidget(line)
    line.resize(200, 30)
    line.setText(ADDRESS)
    line.setCursorPosition(0)
    left = line.grab()
    line.setText(line.cut_text())
    assert left.toImage() == line.grab().toImage()
