"""A long table reads the rows that are painted, in whatever order it hears of them."""

from array import array

from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from t20desk.settings import Settings
from t20desk.ui.desk import Desk
from t20desk.ui.memory import Memory
from t20desk.ui.tables.paged_model import PagedModel


def test_a_row_looked_for_before_there_are_any_is_found_once_it_is_there(qtbot: QtBot) -> None:
    desk = Desk(None, Settings(), Memory())
    model: PagedModel[str] = PagedModel(desk, ["Name"], lambda row, _column, _role: row)
    assert model.found(0) is None
    QCoreApplication.processEvents()
    desk.jobs.take_read(30)
    assert model.found(0) is None
    model.show_keys(array("q", [7]), lambda keys: {key: f"row {key}" for key in keys})
    qtbot.waitUntil(lambda: model.found(0) == "row 7")
    desk.close()
