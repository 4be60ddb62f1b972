"""A report drawn as bars: each leads to its list, and the picture is saved."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from t20desk.ui.lists.list_page import ListPage
from t20desk.ui.pictures import wait_for_calm
from t20desk.ui.places import Place
from t20desk.ui.reports.report_page import ReportPage
from t20desk.ui.window import Window
from tests.ui.hands import LEFT, child, name_file, open_page, press, texts, wait_rows


@pytest.fixture
def drawn(qtbot: QtBot, window: Window) -> ReportPage:
    """The members by country, as bars."""
    place = Place("reports", tab="members-by-country-and-area")
    page = open_page(qtbot, window, ReportPage, place)
    qtbot.waitUntil(lambda: page.report.model.rowCount() > 1)
    press(qtbot, page, "view_chart")
    qtbot.waitUntil(page.report.chart.view.isVisible)
    return page


def find_bar(page: ReportPage, words: str) -> int:
    bars = page.report.chart.view.bars
    said = [bars.index(row).data() for row in range(bars.rowCount())]
    return said.index(words)


def test_enter_on_a_bar_lists_what_it_counts(
    qtbot: QtBot, window: Window, drawn: ReportPage
) -> None:
    view = drawn.report.chart.view
    view.setFocus()
    view.setCurrentIndex(view.bars.index(find_bar(drawn, "United Kingdom: 1")))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    page = window.page()
    assert isinstance(page, ListPage)
    wait_rows(qtbot, page.table, 1)
    assert texts(page.table, "country") == ["United Kingdom"]


def test_a_bar_of_an_earlier_day_leads_to_the_list_of_that_day(
    qtbot: QtBot, window: Window, drawn: ReportPage
) -> None:
    line = child(drawn, QLineEdit, "option_on")
    line.setText("2020-02-01")
    line.editingFinished.emit()
    qtbot.waitUntil(lambda: "2020" in drawn.report.clock.text())
    view = drawn.report.chart.view
    view.wanted.emit(0)
    page = window.page()
    assert isinstance(page, ListPage)
    assert page.table.records.listing.on == "2020-02-01"
    assert page.clock.isVisible()


def test_the_bars_are_saved_as_a_picture(
    qtbot: QtBot, drawn: ReportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name_file(monkeypatch, tmp_path / "members.svg")
    qtbot.mouseClick(drawn.report.save, LEFT)
    assert "United Kingdom: 1" in (tmp_path / "members.svg").read_text("utf-8")


def test_a_report_without_figures_is_a_table_alone(
    qtbot: QtBot, window: Window, drawn: ReportPage
) -> None:
    drawn.pane.choose("member-list")
    qtbot.waitUntil(lambda: drawn.report.shapes.isHidden())
    assert drawn.report.table.isVisible()
    assert drawn.report.save.isHidden()


def test_of_a_report_that_cannot_be_made_no_bars_of_another_day_stay(
    qtbot: QtBot, drawn: ReportPage
) -> None:
    line = child(drawn, QLineEdit, "option_on")
    line.setText("sometime")
    line.editingFinished.emit()
    qtbot.waitUntil(drawn.notice.isVisible)
    assert not drawn.report.chart.view.isVisible()
    assert drawn.report.save.isHidden()
    assert not drawn.report.heading.text()


def test_a_second_day_that_is_none_is_told_and_stays_told(
    qtbot: QtBot, window: Window, drawn: ReportPage
) -> None:
    line = child(drawn, QLineEdit, "option_as_known")
    line.setText("sometime")
    line.editingFinished.emit()
    wait_for_calm(lambda: bool(window.desk.jobs.running))
    assert "sometime" in drawn.notice.text()
    assert drawn.notice.isVisible()
