"""A report is asked by choosing: kind of record, field and view, each of what there is."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from t20desk.editing.view_plans import plan_view
from t20desk.i18n import _
from t20desk.listing import Listing
from t20desk.listing.views import views_of
from t20desk.own_fields import NewField, plan_field
from t20desk.ui.places import Place
from t20desk.ui.reports import shown_report
from t20desk.ui.reports.report_page import ReportPage
from t20desk.ui.window import Window
from tests.ui.hands import child, open_page


def open_counts(qtbot: QtBot, window: Window) -> ReportPage:
    """The report that counts records by a field."""
    page = open_page(qtbot, window, ReportPage, Place("reports", tab="records-by-field"))
    qtbot.waitUntil(lambda: page.report.model.rowCount() > 0)
    return page


def choose(qtbot: QtBot, page: ReportPage, option: str, text: str) -> None:
    """Choose an answer by typing how it begins, as in any list of choices."""
    box = child(page, QComboBox, f"option_{option}")
    box.setFocus()
    qtbot.keyClicks(box, text)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.currentText().startswith(text)
    box.activated.emit(box.currentIndex())


def entries(page: ReportPage, option: str) -> list[str]:
    box = child(page, QComboBox, f"option_{option}")
    return [box.itemText(at) for at in range(box.count())]


def test_a_view_of_the_office_is_chosen_and_counted(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    page = open_counts(qtbot, window)
    assert entries(page, "view") == [_(one.label) for one in views_of("member")]
    db.apply(plan_view(db, "Britain", Listing("member", "country:=GB", "all")))
    qtbot.waitUntil(lambda: "Britain" in entries(page, "view"))
    choose(qtbot, page, "view", "Britain")
    qtbot.waitUntil(lambda: page.report.clock.text().startswith("Britain"))
    assert page.report.model.index(0, 0).data() == "United Kingdom"


def test_of_a_long_report_it_is_said_that_its_first_rows_are_shown(
    qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shown_report, "MOST_ROWS", 2)
    page = open_page(qtbot, window, ReportPage, Place("reports", tab="member-list"))
    qtbot.waitUntil(lambda: page.report.model.rowCount() > 0)
    assert page.report.model.rowCount() == 2
    assert page.report.clock.text().endswith("the first 2 rows; a file or paper has all")


def test_another_kind_brings_its_own_fields_and_views(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    db.apply(plan_field(db, NewField("event", {"en": "Budget line"}, "text")))
    page = open_counts(qtbot, window)
    choose(qtbot, page, "kind", "Events")
    assert entries(page, "view") == ["All", "To come", "Held"]
    assert {"Budget line", "Kind of event"} <= set(entries(page, "field"))
    assert "Service areas" not in entries(page, "field")
    choose(qtbot, page, "field", "Budget")
    qtbot.waitUntil(lambda: page.report.heading.text() == "Events by Budget line")


def test_a_report_of_the_office_is_listed_and_a_file_that_cannot_be_used_is_named(
    qtbot: QtBot, window: Window, report_folder: Path
) -> None:
    (report_folder / "broken.py").write_text("def", encoding="utf-8")
    (report_folder / "all.py").write_text(
        "from t20desk.listing import Listing, read_table\n"
        "from t20desk.reporting import report\n"
        "@report('everybody', 'Everybody')\n"
        "def list_all(database):\n"
        "    return [read_table(database, Listing('person'))]\n",
        encoding="utf-8",
    )
    page = open_page(qtbot, window, ReportPage, Place("reports", tab="everybody"))
    qtbot.waitUntil(lambda: page.report.model.rowCount() > 0)
    assert page.list.currentItem().text() == "Everybody"
    qtbot.waitUntil(page.notice.isVisible)
    assert "broken.py" in page.notice.text()
    assert str(report_folder) in page.help_text()
