"""What is given to the others of a series, and what the dialog says of the rest."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from t20desk.ui.window import Window
from tests.ui.dialog_samples import make_series
from tests.ui.hands import child


def test_the_dialog_of_a_series_says_that_programmes_stay(qtbot: QtBot, window: Window) -> None:
    dialog = make_series(window)
    qtbot.addWidget(dialog)
    assert child(dialog, QLabel, "seriesStays").text().startswith("Programme")
