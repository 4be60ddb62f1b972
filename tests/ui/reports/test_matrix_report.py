"""The matrix of organisations and events is chosen, and its cells lead to what is behind them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from t20desk.ui.lists.list_page import ListPage
from t20desk.ui.places import Place, record_place
from t20desk.ui.records.record_page import RecordPage
from t20desk.ui.reports.report_page import ReportPage
from t20desk.ui.window import Window
from tests.ui.conftest import add
from tests.ui.hands import child, ids_of, open_page, wait_rows


@pytest.fixture
def guest(window: Window) -> int:
    db = window.desk.db
    (member,), (event,) = ids_of(db, "member", "BNP"), ids_of(db, "event", "Opening")
    person = ids_of(db, "person")[0]
    add(db, "participation", {"event": event, "member": member, "person": person,
                              "answer": "accepted", "presence": "came"})  # fmt: skip
    return person


@pytest.fixture
def matrix(qtbot: QtBot, window: Window, guest: int) -> ReportPage:
    page = open_page(qtbot, window, ReportPage, Place("reports", tab="members-at-events"))
    qtbot.waitUntil(lambda: page.report.model.rowCount() == 2)
    return page


def press(qtbot: QtBot, page: ReportPage, row: int, column: int) -> None:
    page.report.table.setFocus()
    page.report.table.setCurrentIndex(page.report.model.index(row, column))
    qtbot.keyClick(page.report.table, Qt.Key.Key_Return)


def test_enter_on_a_mark_lists_the_participations_behind_it(
    qtbot: QtBot, window: Window, matrix: ReportPage
) -> None:
    press(qtbot, matrix, 0, 2)
    page = window.page()
    assert isinstance(page, ListPage)
    assert page.kind.name == "participation"
    wait_rows(qtbot, page.table, 1)
    qtbot.waitUntil(lambda: "Organisation: BNP Paribas" in read_chips(page))
    assert any(one.startswith("Event: Opening") for one in read_chips(page))


def read_chips(page: ListPage) -> set[str]:
    return {chip.toolTip() for chip in page.filters.chips.conditions}


def test_a_long_title_of_an_event_ends_in_dots(matrix: ReportPage) -> None:
    assert matrix.report.table.horizontalHeader().textElideMode() == Qt.TextElideMode.ElideRight


def test_enter_on_a_name_opens_the_organisation(
    qtbot: QtBot, window: Window, matrix: ReportPage
) -> None:
    press(qtbot, matrix, 0, 0)
    page = window.page()
    assert isinstance(page, RecordPage)
    qtbot.waitUntil(lambda: page.title() == "BNP Paribas")


def test_people_are_chosen_as_rows(qtbot: QtBot, matrix: ReportPage) -> None:
    box = child(matrix, QComboBox, "option_rows")
    box.setFocus()
    qtbot.keyClicks(box, "People")
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: "Anna" in str(matrix.report.model.index(0, 0).data()))


def test_the_events_of_a_person_say_how_often_it_came(
    qtbot: QtBot, window: Window, guest: int
) -> None:
    window.go_to(record_place("person", guest))
    page = window.page()
    assert isinstance(page, RecordPage)
    qtbot.waitUntil(lambda: bool(page.title()))
    page.tabs.choose("Events")
    tab = next(one for one in page.tabs.related if one is page.tabs.currentWidget())
    heading = tab.tables[0].heading
    qtbot.waitUntil(lambda: "came to 1" in heading.text())
