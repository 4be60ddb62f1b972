"""What a user's hands do, and what the eye waits for."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from t20desk.db.database import Database
from t20desk.listing import Listing, list_ids, read_rows
from t20desk.ui.history.history_page import HistoryPage
from t20desk.ui.history.trash_page import TrashPage
from t20desk.ui.lists.list_page import ListPage
from t20desk.ui.places import Place, list_place, record_place
from t20desk.ui.records.record_page import RecordPage
from t20desk.ui.tables.record_table import RecordTable
from t20desk.ui.window import Window
from tests.watching import WAITS_FOR_DIALOG, claim

W = TypeVar("W", bound=QWidget)
LEFT = Qt.MouseButton.LeftButton


def open_list(qtbot: QtBot, window: Window, kind: str, rows: int, **more: Any) -> ListPage:
    """Open a list and wait for its rows."""
    window.go_to(list_place(kind, **more))
    page = window.page()
    assert isinstance(page, ListPage)
    wait_rows(qtbot, page.table, rows)
    return page


def open_record(qtbot: QtBot, window: Window, kind: str, record_id: int) -> RecordPage:
    """Open a record and wait until it is read."""
    window.go_to(record_place(kind, record_id))
    page = window.page()
    assert isinstance(page, RecordPage)
    qtbot.waitUntil(lambda: bool(page.title()))
    return page


def open_page(qtbot: QtBot, window: Window, kind: type[W], place: Place) -> W:
    """Open another page."""
    window.go_to(place)
    page = window.page()
    assert isinstance(page, kind)
    return page


def wait_rows(qtbot: QtBot, table: RecordTable, rows: int) -> None:
    """Wait until a table lists so many rows and has the first of them."""

    def arrived() -> bool:
        records = table.records
        return len(records.ids) == rows and (not rows or records.cells_of(0) is not None)

    qtbot.waitUntil(arrived)


def wait_lines(qtbot: QtBot, page: HistoryPage | TrashPage, lines: int) -> None:
    """Wait until a page of what was done lists so many lines and the first ones are read."""

    def arrived() -> bool:
        known = len(page.model.keys) == lines and not page._desk.jobs.running
        return known and (not lines or page.model.found(0) is not None)

    qtbot.waitUntil(arrived)


def press(qtbot: QtBot, page: QWidget, name: str) -> None:
    """Click the button of a name."""
    qtbot.mouseClick(child(page, QPushButton, name), LEFT)


def cell(table: RecordTable, row: int, column: str) -> QModelIndex:
    """The index of a cell by the name of its column."""
    names = [one.name for one in table.records.fields]
    return table.records.index(row, names.index(column))


def texts(table: RecordTable, column: str) -> list[str]:
    """What a column shows."""
    return [str(cell(table, row, column).data()) for row in range(len(table.records.ids))]


def child(parent: QWidget, kind: type[W], name: str) -> W:
    """A widget by its name."""
    found = parent.findChild(kind, name)
    assert found is not None, name
    return found


def ids_of(db: Database, kind: str, search: str = "") -> list[int]:
    """The ids a search finds."""
    return list(list_ids(db, Listing(kind, search, "all")))


def value(db: Database, kind: str, record_id: int, field: str) -> Any:
    """One value as it stands in the database."""
    rows = read_rows(db, Listing(kind, view="all", columns=(field,)), [record_id])
    return rows[record_id][0]


def dialog(qtbot: QtBot, kind: type[W]) -> W:
    """The dialog that is open."""
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind)]
    shown = [one for one in found if isinstance(one, QDialog) and one.isVisible()]
    assert shown, f"no {kind.__name__} is open"
    claim(shown[-1])
    return shown[-1]


def when_open(kind: type[W], act: Callable[[W], object]) -> None:
    """Do something with a dialog of a sort as soon as it is open."""
    timer = QTimer(QApplication.instance(), objectName=WAITS_FOR_DIALOG)
    timer.setInterval(10)

    def look() -> None:
        for one in QApplication.topLevelWidgets():
            if isinstance(one, kind) and one.isVisible():
                timer.stop()
                timer.deleteLater()
                claim(one)
                try:
                    act(one)
                except BaseException:
                    one.close()
                    raise
                return

    timer.timeout.connect(look)
    timer.start()


def once_open(kind: type[QWidget], act: Callable[[], object]) -> None:
    """Do something that finds its dialog itself, as soon as one of a sort is open."""
    when_open(kind, lambda _shown: act())


def name_file(monkeypatch: pytest.MonkeyPatch, target: Path) -> list[str]:
    """Name a file where the system's dialog asks for one; the sorts of file it offers."""
    offered: list[str] = []

    def answer(_parent: object, _title: str, _begin: str, filters: str) -> tuple[str, str]:
        offered.append(filters)
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return offered


def choose_cells(table: RecordTable, top: QModelIndex, bottom: QModelIndex) -> None:
    """Select a block of cells, as a drawn mouse does."""
    table.setFocus()
    table.setCurrentIndex(top)
    flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
    table.selectionModel().select(QItemSelection(top, bottom), flag)


def type_into(qtbot: QtBot, page: RecordPage, field: str, text: str) -> None:
    """Replace what stands in a field."""
    assert page.form is not None
    editor = page.form.rows[field].editor
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClicks(editor, text)
