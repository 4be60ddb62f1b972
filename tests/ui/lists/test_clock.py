"""A list for a day, and as it was known on a day: chosen in the window, said, and left again."""

from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from t20desk.editing import plan_delete, plan_edit
from t20desk.listing import read_table
from t20desk.listing.views import Clock
from t20desk.ui.actions import ACTIONS
from t20desk.ui.lists.clock_dialog import ClockDialog
from t20desk.ui.lists.list_page import ListPage
from t20desk.ui.records.known_record import KnownRecord
from t20desk.ui.window import Window
from tests.db.steps import backdate
from tests.ui.hands import LEFT, child, dialog, ids_of, once_open, open_list, texts, wait_rows

YESTERDAY = (date.today() - timedelta(days=1)).isoformat()


def choose_day(qtbot: QtBot, window: Window, button: str, day: str) -> None:
    """Choose the clock in the dialog of the View menu."""

    def fill() -> None:
        shown = dialog(qtbot, ClockDialog)
        child(shown, QRadioButton, button).click()
        line = child(shown, QLineEdit, "clockDay")
        line.clear()
        qtbot.keyClicks(line, day)
        qtbot.mouseClick(child(shown, QPushButton, "clockShow"), LEFT)

    once_open(ClockDialog, fill)
    window.run_action(ACTIONS["choose_clock"])


def test_a_day_that_is_typed_is_meant_without_choosing_more(qtbot: QtBot, window: Window) -> None:
    page = open_list(qtbot, window, "member", 4)

    def type_day() -> None:
        shown = dialog(qtbot, ClockDialog)
        assert child(shown, QRadioButton, "clockToday").isChecked()
        line = child(shown, QLineEdit, "clockDay")
        qtbot.waitUntil(line.hasFocus)
        qtbot.keyClicks(line, "2020-12-31")
        qtbot.keyClick(line, Qt.Key.Key_Return)

    once_open(ClockDialog, type_day)
    window.run_action(ACTIONS["choose_clock"])
    qtbot.waitUntil(page.clock.isVisible)
    assert "31 Dec 2020" in child(page, QLabel, "clockWords").text()


def test_the_clock_is_chosen_by_keys_alone(qtbot: QtBot, window: Window) -> None:
    page = open_list(qtbot, window, "member", 4)
    shown = ClockDialog(page, page.kind, Clock(on="2020-12-31"))
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitUntil(shown.day.hasFocus)
    qtbot.keyClick(shown.day, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert shown.on.hasFocus()
    qtbot.keyClick(shown.on, Qt.Key.Key_Up)
    assert shown.today.isChecked()
    qtbot.keyClick(shown.today, Qt.Key.Key_Tab)
    qtbot.keyClicks(shown.day, "1")
    qtbot.keyClick(shown.day, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(shown.on, Qt.Key.Key_Down)
    assert shown.known.isChecked()
    assert shown.known.hasFocus()


def test_a_day_that_is_none_is_told_without_cutting_the_words_above(
    qtbot: QtBot, window: Window
) -> None:
    page = open_list(qtbot, window, "member", 4)
    shown = ClockDialog(page, page.kind, Clock())
    qtbot.addWidget(shown)
    shown.show()
    shown.on.setChecked(True)
    shown.day.setText("some day or other")
    shown.accept()
    qtbot.waitUntil(shown.notice.isVisible)
    words = [one for one in shown.findChildren(QLabel) if one.wordWrap()]
    qtbot.waitUntil(lambda: all(one.height() >= one.heightForWidth(one.width()) for one in words))


def change_much(window: Window) -> list[int]:
    """Edit one member and delete another, after what there was became old."""
    db = window.desk.db
    backdate(db)
    keys = ids_of(db, "member")
    db.apply(plan_edit(db, "member", {keys[0]: {"name": "Renamed"}}))
    db.apply(plan_delete(db, "member", [keys[1]]))
    return keys


def names(page: ListPage) -> set[str]:
    return set(texts(page.table, "name"))


def test_a_list_as_it_was_known_shows_what_was_there_and_leads_back(
    qtbot: QtBot, window: Window
) -> None:
    change_much(window)
    page = open_list(qtbot, window, "member", 3)
    choose_day(qtbot, window, "clockKnown", YESTERDAY)
    qtbot.waitUntil(lambda: names(page) >= {"BNP Paribas", "NHS England"}, timeout=20_000)
    words = child(page, QLabel, "clockWords").text()
    assert page.clock.isVisible()
    assert "As known on" in words
    assert "read only" in words
    # Suggestions that hang down from the search leave the way back free.
    back, search = child(page, QPushButton, "clockBack"), page.filters.search
    page.filters.find_here()
    qtbot.keyClicks(search, "c")
    offered = page.filters.suggestions
    qtbot.waitUntil(offered.isVisible)
    corner = back.mapTo(page.window(), QPoint(0, 0))
    assert not offered.geometry().intersects(QRect(corner, back.size()))
    search.clear()
    qtbot.mouseClick(child(page, QPushButton, "clockBack"), LEFT)
    wait_rows(qtbot, page.table, 3)
    qtbot.waitUntil(lambda: "Renamed" in names(page))
    assert not page.clock.isVisible()


def test_a_list_of_a_day_before_all_entries_says_so_and_offers_nothing_to_write(
    qtbot: QtBot, window: Window
) -> None:
    page = open_list(qtbot, window, "member", 4)
    qtbot.waitUntil(lambda: page.views.label_of("all") == "All 4")
    choose_day(qtbot, window, "clockKnown", "2001-01-01")
    qtbot.waitUntil(lambda: "by that day" in page.empty.title.text(), timeout=20_000)
    assert page.empty.new.isHidden()
    assert page.empty.sheet.isHidden()
    qtbot.waitUntil(lambda: page.views.label_of("all") == "All 0")
    qtbot.mouseClick(child(page, QPushButton, "clockBack"), LEFT)
    qtbot.waitUntil(lambda: page.views.label_of("all") == "All 4")


def test_nothing_can_be_changed_in_a_list_of_an_earlier_day(qtbot: QtBot, window: Window) -> None:
    change_much(window)
    page = open_list(qtbot, window, "member", 3)
    choose_day(qtbot, window, "clockKnown", YESTERDAY)
    wait_long(qtbot, page, 4)
    page.table.selectAll()
    for name in ("edit_table", "set_field", "delete_records", "copy_addresses", "paste_cells"):
        assert not window.commands.of(name).isEnabled(), name
    assert not page.table.records.can_edit(page.table.records.index(0, 1))
    assert not page.edit_switch.isVisible()
    assert window.commands.of("export_list").isEnabled()


def wait_long(qtbot: QtBot, page: ListPage, rows: int) -> None:
    """Wait until a state was built and its rows are there."""
    qtbot.waitUntil(lambda: len(page.table.records.ids) == rows, timeout=20_000)
    wait_rows(qtbot, page.table, rows)


def test_search_and_sort_work_in_what_was_known(qtbot: QtBot, window: Window) -> None:
    change_much(window)
    page = open_list(qtbot, window, "member", 3)
    choose_day(qtbot, window, "clockKnown", YESTERDAY)
    wait_long(qtbot, page, 4)
    qtbot.keyClicks(page.filters.search, "NHS")
    wait_rows(qtbot, page.table, 1)
    assert names(page) == {"NHS England"}
    table = read_table(window.desk.db, page.listing_shown())
    assert table.subtitle.startswith("As known on")


def test_a_record_of_an_earlier_day_is_read_and_todays_opened(qtbot: QtBot, window: Window) -> None:
    keys = change_much(window)
    page = open_list(qtbot, window, "member", 3)
    choose_day(qtbot, window, "clockKnown", YESTERDAY)
    wait_long(qtbot, page, 4)
    page.table.setCurrentIndex(page.table.records.index(page.table.records.row_of(keys[0]), 0))
    seen: list[str] = []

    def look() -> None:
        shown = dialog(qtbot, KnownRecord)
        seen.append(child(shown, QLabel, "known_name").text())
        qtbot.mouseClick(child(shown, QPushButton, "openPresent"), LEFT)

    once_open(KnownRecord, look)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["BNP Paribas"]
    place = window.shown_place()
    assert place is not None
    assert (place.page, place.record_id) == ("record", keys[0])


def test_members_are_listed_for_a_day_with_the_status_of_that_day(
    qtbot: QtBot, window: Window
) -> None:
    from tests.ui.conftest import add

    db = window.desk.db
    add(db, "member", {"name": "Late", "joined": "2019-06-26"})
    page = open_list(qtbot, window, "member", 5)
    choose_day(qtbot, window, "clockOn", "2019-06-25")
    qtbot.waitUntil(lambda: page.clock.isVisible())
    assert "For the day" in child(page, QLabel, "clockWords").text()
    wait_rows(qtbot, page.table, 5)
    row = texts(page.table, "name").index("Late")
    qtbot.waitUntil(lambda: texts(page.table, "status")[row] == "applied")


def test_a_day_that_is_none_is_said_in_the_dialog(qtbot: QtBot, window: Window) -> None:
    open_list(qtbot, window, "person", 1)
    said: list[str] = []

    def fill() -> None:
        shown = dialog(qtbot, ClockDialog)
        assert not child(shown, QRadioButton, "clockOn").isEnabled()
        child(shown, QRadioButton, "clockKnown").click()
        line = child(shown, QLineEdit, "clockDay")
        line.setText("soon")
        qtbot.mouseClick(child(shown, QPushButton, "clockShow"), LEFT)
        said.append(shown.notice.text())
        qtbot.mouseClick(child(shown, QPushButton, "clockCancel"), LEFT)

    once_open(ClockDialog, fill)
    window.run_action(ACTIONS["choose_clock"])
    assert said
    assert said[0]


def test_a_report_is_made_from_what_was_known_on_a_day(qtbot: QtBot, window: Window) -> None:
    from t20desk.ui.places import Place
    from t20desk.ui.reports.report_page import ReportPage
    from tests.ui.hands import open_page

    change_much(window)
    page = open_page(qtbot, window, ReportPage, Place("reports"))
    qtbot.waitUntil(lambda: page.report.model.rowCount() > 0)
    line = child(page, QLineEdit, "option_as_known")
    qtbot.keyClicks(line, YESTERDAY)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "As known on" in page.report.clock.text(), timeout=20_000)
