"""The table of clashes: who changed a cell and when is read whole, both sides stay in sight."""

import pytest
from pytestqt.qtbot import QtBot

from t20desk.round_trip.saying import ClashLine
from t20desk.ui.imports.clash_table import BOOK, BY, HERE, ClashPanel

LONG = "A note that goes on for much longer than any column of a table is wide. " * 4
LINES = [
    ClashLine(LONG, "Name in original script", LONG, LONG, LONG, user, "2026-11-28T13:14:05Z", 2)
    for user in ("Petra Beispiel", "王")
]
DAYS = ClashLine("Alpha", "入会日期", "2019年6月26日", "2019年6月27日", "2019年7月1日", "王", "", 3)


@pytest.mark.parametrize("width", [1030, 1500])
def test_who_changed_a_cell_and_when_is_read_without_scrolling(qtbot: QtBot, width: int) -> None:
    panel = ClashPanel()
    qtbot.addWidget(panel)
    panel.show_lines(LINES)
    panel.resize(width, 300)
    panel.show()
    table = panel.table
    assert table.columnWidth(BY) >= table.sizeHintForColumn(BY)
    assert table.columnWidth(BY) >= table.horizontalHeader().sectionSizeHint(BY)
    assert not table.horizontalScrollBar().maximum()


@pytest.mark.dressed
def test_days_on_both_sides_are_read_whole_in_a_small_window(qtbot: QtBot) -> None:
    panel = ClashPanel()
    qtbot.addWidget(panel)
    panel.show_lines([*LINES, DAYS])
    panel.resize(760, 300)
    panel.show()
    table = panel.table
    needed = table.sizeHintForIndex(panel.model.index(len(LINES), HERE)).width()
    assert min(table.columnWidth(HERE), table.columnWidth(BOOK)) >= needed
    right = table.columnViewportPosition(BOOK) + table.columnWidth(BOOK)
    assert right <= table.viewport().width()
