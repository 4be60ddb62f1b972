"""A jump in a list paints its rows once they are there."""

from threading import Event

import pytest
from PySide6.QtCore import QEvent, QObject
from pytestqt.qtbot import QtBot

from t20desk.ui.tables import calm_scrolling
from t20desk.ui.tables.record_table import RecordTable
from t20desk.ui.tables.row_pages import PAGE_ROWS
from t20desk.ui.window import Window
from tests.ui.conftest import add
from tests.ui.hands import open_list, wait_rows

ROWS = 3 * PAGE_ROWS


class Eye(QObject):
    """Notes at each painting of a table whether the row at its foot was there."""

    def __init__(self, table: RecordTable) -> None:
        super().__init__(table)
        self._table = table
        self.seen: list[bool] = []
        table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            row = self._table.rowAt(self._table.viewport().height() - 2)
            self.seen.append(self._table.records.cells_of(row) is not None)
        return False


@pytest.mark.dressed
@pytest.mark.parametrize(("patience", "first"), [(20_000, True), (0, False)])
def test_rows_jumped_to_are_painted_when_they_are_read_or_patience_ends(
    qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch, patience: int, first: bool
) -> None:
    monkeypatch.setattr(calm_scrolling, "PATIENCE", patience)
    page = open_list(qtbot, window, "member", 4)
    add(window.desk.db, "member", *({"number": f"A{at:05}", "name": "M"} for at in range(ROWS)))
    wait_rows(qtbot, page.table, ROWS + 4)
    qtbot.waitUntil(lambda: not window.desk.jobs.running)
    lane_is_free = Event()
    if not patience:
        window.desk.jobs.read(lambda: lane_is_free.wait(20), lambda _free: None)
    eye = Eye(page.table)
    bar = page.table.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: bool(eye.seen))
    assert eye.seen[0] is first
    lane_is_free.set()
    qtbot.waitUntil(lambda: eye.seen[-1])
