"""What stands in a colour while the colours of the program change."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from t20desk.ui.looks.icons import icon
from t20desk.ui.looks.shaded_item import ShadedItem
from t20desk.ui.looks.sign import Sign
from t20desk.ui.looks.theme import build_palette, colour_for, row_colour

ALERT = "mdi6.alert-outline"
Role = Qt.ItemDataRole


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    """A program that is light at first, and light again afterwards."""
    qapp.setPalette(build_palette(dark=False))
    yield qapp
    qapp.setPalette(build_palette(dark=False))


def inks(sign: Sign) -> set[str]:
    """The colours of what is drawn, soft edges and ground too."""
    drawn = sign.grab().toImage()
    points = [(x, y) for x in range(drawn.width()) for y in range(drawn.height())]
    return {drawn.pixelColor(*point).name() for point in points}


def test_a_cell_takes_the_other_shade_of_its_meaning(app: QApplication) -> None:
    item = ShadedItem("back")
    item.meaning, item.warns = "new", True
    light = item.data(Role.BackgroundRole)
    app.setPalette(build_palette(dark=True))
    assert item.data(Role.BackgroundRole) == colour_for("new") != light
    assert item.data(Role.ForegroundRole) == colour_for("problem")


def test_a_copied_cell_keeps_its_shade(app: QApplication) -> None:
    item = ShadedItem("overdue")
    item.row_shade = "red"
    assert item.clone().data(Role.BackgroundRole) == row_colour("red")


def test_a_picture_beside_a_text_is_drawn_in_the_new_colour(
    app: QApplication, qtbot: QtBot
) -> None:
    sign = Sign(64, ALERT, QPalette.ColorRole.Text)
    qtbot.addWidget(sign)
    old = app.palette().color(QPalette.ColorRole.Text).name()
    assert old in inks(sign)
    app.setPalette(build_palette(dark=True))
    assert app.palette().color(QPalette.ColorRole.Text).name() in inks(sign)
    assert old not in inks(sign)


def test_the_icon_of_a_button_is_drawn_in_the_new_colour(app: QApplication) -> None:
    made = icon(ALERT)
    light = made.pixmap(16, 16).toImage()
    app.setPalette(build_palette(dark=True))
    assert made.pixmap(16, 16).toImage() != light
