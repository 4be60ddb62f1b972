"""The list of organisations under a user's hands."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from t20desk.listing.views import Clock
from t20desk.ui.app import Program
from t20desk.ui.lists.filter_bar import FilterChip
from t20desk.ui.places import Place, list_place
from t20desk.ui.previews.preview import PreviewDialog
from t20desk.ui.window import Window
from tests.ui.conftest import add
from tests.ui.hands import (
    LEFT,
    cell,
    child,
    ids_of,
    open_list,
    texts,
    value,
    wait_rows,
    when_open,
)


def test_the_list_shows_all_members_in_the_order_of_their_numbers(
    qtbot: QtBot, window: Window
) -> None:
    page = open_list(qtbot, window, "member", 4)
    assert texts(page.table, "number") == ["0001", "0002", "0003", "0004"]
    qtbot.waitUntil(lambda: "4 of 4" in page.count.text())


def test_the_foot_of_a_list_says_from_how_many_countries_its_rows_are(
    qtbot: QtBot, window: Window
) -> None:
    window.resize(1600, 900)
    page = open_list(qtbot, window, "member", 4)
    qtbot.waitUntil(lambda: page.count.text().endswith("4 of 4 · 4 countries and regions"))
    qtbot.keyClicks(page.filters.search, "muller")
    wait_rows(qtbot, page.table, 1)
    qtbot.waitUntil(lambda: page.count.text().endswith("1 of 4"))


@pytest.mark.dressed
def test_the_mouse_over_a_list_paints_nothing_anew(qtbot: QtBot, window: Window) -> None:
    page = open_list(qtbot, window, "member", 4)
    assert not page.beside.testAttribute(Qt.WidgetAttribute.WA_Hover)


def test_typing_into_the_search_narrows_the_list_without_accents(
    qtbot: QtBot, window: Window
) -> None:
    page = open_list(qtbot, window, "member", 4)
    qtbot.keyClicks(page.filters.search, "muller")
    wait_rows(qtbot, page.table, 1)
    assert texts(page.table, "name") == ["Müller Institut"]
    qtbot.waitUntil(lambda: "1 of 4" in page.count.text())


def test_a_search_that_cannot_be_read_says_so_and_keeps_the_rows(
    qtbot: QtBot, window: Window
) -> None:
    page = open_list(qtbot, window, "member", 4)
    qtbot.keyClicks(page.filters.search, '"unclosed')
    qtbot.waitUntil(page.notice.isVisible)
    assert len(page.table.records.ids) == 4


def test_a_filter_chip_shows_members_of_one_country(qtbot: QtBot, window: Window) -> None:
    page = open_list(qtbot, window, "member", 4)
    child(page, FilterChip, "filter_country").choose(["FR"])
    wait_rows(qtbot, page.table, 1)
    assert texts(page.table, "name") == ["BNP Paribas"]


def test_a_view_chip_changes_what_is_listed(qtbot: QtBot, window: Window) -> None:
    page = open_list(qtbot, window, "member", 4)
    qtbot.mouseClick(child(page, QPushButton, "view_applicants"), LEFT)
    wait_rows(qtbot, page.table, 1)


def test_a_click_on_a_heading_sorts_and_a_second_one_turns_the_order(
    qtbot: QtBot, window: Window
) -> None:
    page = open_list(qtbot, window, "member", 4)
    header = page.table.horizontalHeader()
    column = cell(page.table, 0, "name").column()
    header.sectionClicked.emit(column)
    qtbot.waitUntil(lambda: texts(page.table, "name")[0] == "BNP Paribas")
    header.sectionClicked.emit(column)
    qtbot.waitUntil(lambda: texts(page.table, "name")[-1] == "BNP Paribas")


def test_who_switches_typing_on_by_a_click_types_into_the_table_next(
    qtbot: QtBot, window: Window
) -> None:
    page = open_list(qtbot, window, "member", 4)
    page.filters.search.setFocus()
    qtbot.mouseClick(page.edit_switch, LEFT)
    qtbot.waitUntil(page.table.hasFocus)
    page.filters.search.setFocus()
    qtbot.mouseClick(page.edit_switch, LEFT)
    assert page.filters.search.hasFocus() or page.edit_switch.hasFocus()


def test_a_typed_cell_is_saved_as_one_change_and_undone_by_a_key(
    qtbot: QtBot, window: Window
) -> None:
    db = window.desk.db
    page = open_list(qtbot, window, "member", 4)
    page.edit_table()
    page.table.setFocus()
    page.table.setCurrentIndex(cell(page.table, 0, "city"))
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    editor = child(page.table.viewport(), QLineEdit, "city")
    editor.setText("")
    qtbot.keyClicks(editor, "Lyon")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    record = page.table.records.ids[0]
    qtbot.waitUntil(lambda: value(db, "member", record, "city") == "Lyon")
    qtbot.waitUntil(lambda: "BNP Paribas" in window.status.message.text())
    window.undo_change()
    qtbot.waitUntil(lambda: value(db, "member", record, "city") == "Paris")


def test_a_cell_that_cannot_be_read_keeps_what_was_typed_and_says_why(
    qtbot: QtBot, window: Window
) -> None:
    page = open_list(qtbot, window, "member", 4)
    page.table.records.setData(cell(page.table, 0, "country"), "Phantasia")
    assert "Phantasia" in texts(page.table, "country")[0]
    assert page.notice.isVisible()
    record = page.table.records.ids[0]
    assert value(window.desk.db, "member", record, "country") == "FR"


def test_selection_stays_on_its_records_when_the_list_is_read_again(
    qtbot: QtBot, window: Window
) -> None:
    page = open_list(qtbot, window, "member", 4)
    wanted = [page.table.records.ids[1], page.table.records.ids[2]]
    page.table.chosen.select_ids(wanted)
    page.table.listing_wanted.emit(page.table.records.listing)
    header = page.table.horizontalHeader()
    header.sectionClicked.emit(cell(page.table, 0, "number").column())
    header.sectionClicked.emit(cell(page.table, 0, "number").column())
    qtbot.waitUntil(lambda: texts(page.table, "number")[0] == "0004")
    assert set(page.table.selected_ids()) == set(wanted)
    assert page.selection_bar.isVisible()


def test_a_block_from_a_spreadsheet_is_previewed_before_it_is_written(
    qtbot: QtBot, window: Window
) -> None:
    page = open_list(qtbot, window, "member", 4)
    page.edit_table()
    page.table.setCurrentIndex(cell(page.table, 0, "city"))
    QApplication.clipboard().setText("Nantes\nLeeds\n")
    when_open(PreviewDialog, lambda shown: shown.panel.apply.click())
    page.verbs.paste_cells()
    cities = [value(window.desk.db, "member", key, "city") for key in page.table.records.ids]
    assert cities[:2] == ["Nantes", "Leeds"]


def test_deleting_leaves_the_cursor_where_it_is_and_undo_brings_back_what_went(
    qtbot: QtBot, window: Window
) -> None:
    db = window.desk.db
    page = open_list(qtbot, window, "member", 4)
    page.table.selectRow(1)
    when_open(PreviewDialog, lambda shown: shown.panel.apply.click())
    page.verbs.delete_records()
    assert len(ids_of(db, "member")) == 3
    wait_rows(qtbot, page.table, 3)
    assert page.table.currentIndex().row() == 1
    window.undo_change()
    qtbot.waitUntil(lambda: len(ids_of(db, "member")) == 4)


def test_what_others_point_to_stays_while_the_rest_of_a_selection_is_deleted(
    qtbot: QtBot, window: Window
) -> None:
    db = window.desk.db
    page = open_list(qtbot, window, "event", 2)
    add(db, "event", {"title": "Alone"})
    wait_rows(qtbot, page.table, 3)
    (week,) = ids_of(db, "event", "title:Week")
    rows = [page.table.records.ids.index(key) for key in ids_of(db, "event", "-title:Opening")]
    for row in rows:
        point = page.table.visualRect(page.table.records.index(row, 1)).center()
        control = Qt.KeyboardModifier.ControlModifier
        qtbot.mouseClick(page.table.viewport(), LEFT, control, point)
    said: list[str] = []

    def take(shown: PreviewDialog) -> None:
        panel = shown.panel
        said.extend([panel.summary.text(), panel.sentences.item(0).text(), panel.apply.text()])
        panel.apply.click()

    when_open(PreviewDialog, take)
    page.verbs.delete_records()
    assert said == [
        "1 will be deleted · 1 stays",
        "“Tech Week” stays: 1 × Event (Part of) points to it.",
        "Delete 1 record",
    ]
    wait_rows(qtbot, page.table, 2)
    assert week in ids_of(db, "event")


def test_copied_rows_can_be_pasted_into_a_spreadsheet(qtbot: QtBot, window: Window) -> None:
    page = open_list(qtbot, window, "member", 4)
    page.table.selectRow(0)
    page.verbs.copy_cells()
    qtbot.waitUntil(lambda: "BNP Paribas" in QApplication.clipboard().text())
    assert QApplication.clipboard().text().startswith("0001\tBNP Paribas\t")


def test_enter_opens_the_record(qtbot: QtBot, window: Window) -> None:
    page = open_list(qtbot, window, "member", 4)
    page.table.setCurrentIndex(cell(page.table, 1, "name"))
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    shown = window.page()
    assert shown is not None
    qtbot.waitUntil(lambda: shown.title() == "NHS England")


def test_an_empty_list_offers_the_next_step(qtbot: QtBot, window: Window) -> None:
    page = open_list(qtbot, window, "venue", 0)
    qtbot.waitUntil(page.empty.new.isVisible)


def test_a_search_without_answers_says_what_to_do(qtbot: QtBot, window: Window) -> None:
    page = open_list(qtbot, window, "member", 4)
    qtbot.keyClicks(page.filters.search, "nobody")
    qtbot.waitUntil(lambda: page.body.currentIndex() == 1)
    assert page.empty.title.text()
    qtbot.keyClick(page.filters.search, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.filters.search, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.body.currentIndex() == 0)


@pytest.mark.qt_log_ignore("does not support")
def test_the_menu_of_a_row_offers_what_can_be_done(qtbot: QtBot, window: Window) -> None:
    page = open_list(qtbot, window, "member", 4)
    page.table.selectRow(0)
    page.table.customContextMenuRequested.emit(page.table.rect().center())
    menus = [one for one in window.findChildren(QMenu) if one.isVisible()]
    assert menus
    names = {one.objectName() for one in menus[0].actions()}
    assert {"open_record", "delete_records", "copy_cells"} <= names
    menus[0].close()


@pytest.mark.dressed
def test_the_usual_columns_fit_into_a_usual_window(qtbot: QtBot, window: Window) -> None:
    window.resize(1280, 800)
    page = open_list(qtbot, window, "member", 4)
    header, room = page.table.horizontalHeader(), page.table.viewport().width()
    qtbot.waitUntil(lambda: header.length() <= room)
    assert all(header.sectionSize(at) >= 52 for at in range(header.count()))


def test_a_width_the_user_drew_is_kept(qtbot: QtBot, window: Window) -> None:
    page = open_list(qtbot, window, "member", 4)
    column = cell(page.table, 0, "city").column()
    page.table.horizontalHeader().resizeSection(column, 222)
    window.resize(1100, 700)
    assert page.table.columnWidth(column) == 222


@pytest.mark.dressed
def test_in_a_small_window_the_filters_take_one_line_and_the_foot_is_said_in_short(
    qtbot: QtBot, program: Program
) -> None:
    program.use_language("de")
    window = program.window
    assert window is not None
    window.resize(1024, 600)
    page = open_list(qtbot, window, "member", 4)
    more = child(page, QPushButton, "moreFilters")
    qtbot.waitUntil(lambda: more.y() == page.filters.search.y())
    page.shape.changed.emit({"group": "country", "sort": ("name", "city")})
    qtbot.waitUntil(lambda: page.foot.group.text() == "Gruppen •")
    assert page.count.text() == "4 von 4"
    buttons = page.foot.findChildren(QPushButton)
    qtbot.waitUntil(lambda: all(one.width() >= one.sizeHint().width() for one in buttons))
    window.resize(1920, 1080)
    qtbot.waitUntil(lambda: page.foot.group.text() == "Gruppen: Land oder Region")
    assert page.count.text().startswith("Organisationen · 4 von 4")


def test_a_figure_of_today_leads_to_the_list_of_today_and_back_to_that_of_the_day(
    qtbot: QtBot, window: Window
) -> None:
    page = open_list(qtbot, window, "member", 4)
    page.clock.clock_chosen.emit(Clock(on="2020-02-01"))
    window.go_to(Place("today"))
    window.go_to(list_place("member", view="all"))
    assert page.table.records.listing.on is None
    assert not page.clock.isVisible()
    window.shown.go_back()
    window.shown.go_back()
    assert page.table.records.listing.on == "2020-02-01"
    assert page.clock.isVisible()
