"""The shape of a list under a user's hands: sort, groups, totals, colours, frozen columns."""

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QColor, QPalette, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from t20desk.ui.lists.colour_rules import RuleDialog
from t20desk.ui.lists.column_choice import ColumnDialog
from t20desk.ui.lists.list_page import ListPage
from t20desk.ui.lists.sort_choice import SortDialog
from t20desk.ui.looks.theme import row_colour
from t20desk.ui.tables.record_model import RecordModel
from t20desk.ui.tables.record_table import RecordTable
from t20desk.ui.window import Window
from tests.ui.conftest import add
from tests.ui.hands import (
    LEFT,
    cell,
    child,
    dialog,
    ids_of,
    once_open,
    open_list,
    texts,
    value,
    wait_rows,
)

SHIFT = Qt.KeyboardModifier.ShiftModifier
NO_KEY = Qt.KeyboardModifier.NoModifier


def click_heading(
    qtbot: QtBot, table: RecordTable, name: str, keys: Qt.KeyboardModifier = NO_KEY
) -> None:
    """Click on the heading of a column."""
    heading = table.heading
    column = cell(table, 0, name).column()
    left = heading.sectionViewportPosition(column)
    point = QPoint(left + heading.sectionSize(column) // 2, heading.height() // 2)
    qtbot.mouseClick(heading.viewport(), LEFT, keys, point)


def click_cell(
    qtbot: QtBot, table: RecordTable, row: int, column: int, keys: Qt.KeyboardModifier = NO_KEY
) -> None:
    """Click on a cell."""
    point = table.visualRect(table.records.index(row, column)).center()
    qtbot.mouseClick(table.viewport(), LEFT, keys, point)


def menu_entry(menu: QMenu, words: str) -> QAction:
    """An entry of a menu by its words."""
    return next(one for one in menu.actions() if one.text() == words)


def heading_entry(page: ListPage, name: str, words: str) -> QAction:
    """An entry of the menu of a heading."""
    return menu_entry(page.shape.heading_menu(cell(page.table, 0, name).column()), words)


# --- sort -------------------------------------------------------------------------------------


def test_shift_and_a_click_on_a_heading_sort_further(qtbot: QtBot, window: Window) -> None:
    page = open_list(qtbot, window, "member", 4)
    add(window.desk.db, "member", {"number": "0005", "name": "Aachen Institut", "country": "DE"})
    wait_rows(qtbot, page.table, 5)
    click_heading(qtbot, page.table, "country")
    qtbot.waitUntil(lambda: "Country" in page.foot.sort.toolTip())
    click_heading(qtbot, page.table, "name", SHIFT)
    expected = ["样例创新中心", "BNP Paribas", "Aachen Institut", "Müller Institut", "NHS England"]
    qtbot.waitUntil(lambda: texts(page.table, "name") == expected)
    assert page.table.records.listing.sort == ("country", "name")
    assert "2" in page.foot.sort.text()
    click_heading(qtbot, page.table, "name", SHIFT)
    expected[2:4] = expected[3:1:-1]
    qtbot.waitUntil(lambda: texts(page.table, "name") == expected)
    click_heading(qtbot, page.table, "name", SHIFT)
    qtbot.waitUntil(lambda: page.table.records.listing.sort == ("country",))


def test_the_sort_dialog_orders_by_several_columns_and_by_linked_ones(
    qtbot: QtBot, window: Window
) -> None:
    page = open_list(qtbot, window, "member", 4)

    def choose() -> None:
        asked = dialog(qtbot, SortDialog)
        line = asked.lines()[0]
        line.field.setCurrentIndex(line.field.findData("status"))
        qtbot.mouseClick(asked.add, LEFT)
        further = asked.lines()[1]
        further.field.setCurrentIndex(further.field.findData("name"))
        further.direction.setCurrentIndex(1)
        asked.accept()

    once_open(SortDialog, choose)
    qtbot.mouseClick(page.foot.sort, LEFT)
    assert page.table.records.listing.sort == ("status", "-name")
    names = ["样例创新中心", "NHS England", "BNP Paribas", "Müller Institut"]
    qtbot.waitUntil(lambda: texts(page.table, "name") == names)


def test_columns_order_and_sort_of_a_list_are_remembered(qtbot: QtBot, window: Window) -> None:
    page = open_list(qtbot, window, "member", 4)
    click_heading(qtbot, page.table, "name")
    page.table.heading.moveSection(2, 1)
    order = page.table.column_order()
    again = ListPage(window.desk, page.place_shown())
    qtbot.addWidget(again)
    assert again.table.records.listing.sort == ("name",)
    assert list(again.table.records.listing.columns) == order


# --- columns ----------------------------------------------------------------------------------


def test_a_column_of_a_linked_record_is_found_by_typing_and_shown(
    qtbot: QtBot, window: Window
) -> None:
    db = window.desk.db
    member = ids_of(db, "member", "country:FR")[0]
    add(db, "affiliation", {"person": ids_of(db, "person")[0], "member": member})
    page = open_list(qtbot, window, "affiliation", 1)

    def choose() -> None:
        asked = dialog(qtbot, ColumnDialog)
        qtbot.keyClicks(asked.search, "organisation country")
        qtbot.keyClick(asked.search, Qt.Key.Key_Return)
        asked.accept()

    once_open(ColumnDialog, choose)
    page.shape.choose_columns()
    qtbot.waitUntil(lambda: "member.country" in page.table.records.listing.columns)
    qtbot.waitUntil(lambda: texts(page.table, "member.country") == ["France"])
    click_heading(qtbot, page.table, "member.country")
    qtbot.waitUntil(lambda: page.table.records.listing.sort == ("member.country",))
    assert not page.table.records.can_edit(cell(page.table, 0, "member.country"))


def test_a_link_to_the_same_kind_gives_columns_and_what_is_not_found_stays_typed(
    qtbot: QtBot, window: Window
) -> None:
    page = open_list(qtbot, window, "member", 4)

    def choose() -> None:
        asked = dialog(qtbot, ColumnDialog)
        qtbot.keyClicks(asked.search, "no such column")
        qtbot.keyClick(asked.search, Qt.Key.Key_Return)
        assert asked.search.text()
        assert asked.hint.text() == "Nothing found."
        asked.search.clear()
        qtbot.keyClicks(asked.search, "parent country")
        qtbot.keyClick(asked.search, Qt.Key.Key_Return)
        asked.accept()

    once_open(ColumnDialog, choose)
    page.shape.choose_columns()
    qtbot.waitUntil(lambda: "parent.country" in page.table.records.listing.columns)


def test_down_leads_from_what_is_typed_to_the_column_that_was_found(
    qtbot: QtBot, window: Window
) -> None:
    page = open_list(qtbot, window, "member", 4)

    def choose() -> None:
        asked = dialog(qtbot, ColumnDialog)
        qtbot.keyClicks(asked.search, "short name")
        qtbot.keyClick(asked.search, Qt.Key.Key_Down)
        qtbot.keyClick(asked.list, Qt.Key.Key_Space)
        asked.accept()

    once_open(ColumnDialog, choose)
    page.shape.choose_columns()
    qtbot.waitUntil(lambda: "short_name" in page.table.records.listing.columns)


# --- groups -----------------------------------------------------------------------------------


def test_a_grouped_list_has_a_heading_with_a_count_for_each_group(
    qtbot: QtBot, window: Window
) -> None:
    page = open_list(qtbot, window, "member", 4)
    add(window.desk.db, "member", {"number": "0005", "name": "Another", "country": "DE"})
    wait_rows(qtbot, page.table, 5)
    heading_entry(page, "country", "Group by this column").trigger()
    records = page.table.records
    qtbot.waitUntil(lambda: records.rowCount() == 9)
    found = [records.group_at(row) for row in range(9)]
    groups = [(group.text, group.size) for group in found if group is not None]
    assert groups == [("China", 1), ("France", 1), ("Germany", 2), ("United Kingdom", 1)]
    qtbot.waitUntil(lambda: cell(page.table, 5, "name").data() == "Müller Institut")
    assert "Country" in page.foot.group.text()


@pytest.mark.qt_log_ignore("does not support")
def test_rows_are_grouped_by_a_command_and_keys_alone(qtbot: QtBot, window: Window) -> None:
    page = open_list(qtbot, window, "member", 4)
    window.search.setFocus()
    qtbot.keyClicks(window.search, ">group rows")
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    wanted = menu_entry(menu, "Country or region")
    while menu.activeAction() is not wanted:
        qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.table.records.rowCount() == 8)


def test_a_group_folds_by_a_click_and_by_the_arrow_keys(qtbot: QtBot, window: Window) -> None:
    page = open_list(qtbot, window, "member", 4)
    heading_entry(page, "country", "Group by this column").trigger()
    records = page.table.records
    qtbot.waitUntil(lambda: records.rowCount() == 8)
    click_cell(qtbot, page.table, 0, 1)
    assert records.rowCount() == 7
    assert records.group_at(1) is not None
    page.table.setFocus()
    page.table.setCurrentIndex(records.index(0, 1))
    qtbot.keyClick(page.table, Qt.Key.Key_Right)
    assert records.rowCount() == 8
    qtbot.keyClick(page.table, Qt.Key.Key_Left)
    assert records.rowCount() == 7
    menu_entry(page.shape.group_menu(), "Fold all").trigger()
    assert records.rowCount() == 4
    menu_entry(page.shape.group_menu(), "No groups").trigger()
    qtbot.waitUntil(lambda: records.rowCount() == 4 and records.rows.groups is None)


def test_the_frame_of_the_cursor_goes_round_the_whole_heading_of_a_group(
    qtbot: QtBot, window: Window
) -> None:
    page = open_list(qtbot, window, "member", 4)
    heading_entry(page, "country", "Group by this column").trigger()
    table = page.table
    qtbot.waitUntil(lambda: table.records.rowCount() == 8)
    table.setCurrentIndex(table.records.index(0, 0))
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    accent = table.palette().color(QPalette.ColorRole.Accent)
    top = table.rowViewportPosition(0)
    middle = table.columnViewportPosition(2) + 5
    qtbot.waitUntil(lambda: seen_at(table, middle, top) == accent)
    table.setCurrentIndex(table.records.index(3, 0))
    qtbot.waitUntil(lambda: seen_at(table, middle, top) != accent)


def seen_at(table: RecordTable, x: int, y: int) -> QColor:
    """What is painted at a place of a table."""
    return table.viewport().grab().toImage().pixelColor(x, y)


def test_what_was_folded_stays_folded_when_the_list_is_grouped_so_again(
    qtbot: QtBot, window: Window
) -> None:
    page = open_list(qtbot, window, "member", 4)
    heading_entry(page, "country", "Group by this column").trigger()
    records = page.table.records
    qtbot.waitUntil(lambda: records.rowCount() == 8)
    click_cell(qtbot, page.table, 0, 1)
    heading_entry(page, "status", "Group by this column").trigger()
    qtbot.waitUntil(lambda: records.rowCount() == 6)
    heading_entry(page, "country", "Group by this column").trigger()
    qtbot.waitUntil(lambda: records.rowCount() == 7)
    group = records.group_at(0)
    assert group is not None
    assert records.rows.is_folded(group)
    again = RecordModel(window.desk, records.listing, page)
    again.reload()
    qtbot.waitUntil(lambda: again.rows.groups is not None)
    assert again.rowCount() == 7


def test_groups_stay_when_another_view_of_the_program_is_chosen(
    qtbot: QtBot, window: Window
) -> None:
    page = open_list(qtbot, window, "member", 4)
    menu_entry(page.shape.group_menu(), "Country or region").trigger()
    records = page.table.records
    qtbot.waitUntil(lambda: records.rows.groups is not None)
    for view in ("applicants", "unconfirmed", "members"):
        qtbot.mouseClick(child(page.views, QPushButton, f"view_{view}"), LEFT)
        qtbot.waitUntil(lambda view=view: records.listing.view == view)
        assert records.listing.group == ("" if view == "unconfirmed" else "country")


def test_selecting_all_of_a_grouped_list_selects_records_and_no_headings(
    qtbot: QtBot, window: Window
) -> None:
    page = open_list(qtbot, window, "member", 4)
    heading_entry(page, "country", "Group by this column").trigger()
    qtbot.waitUntil(lambda: page.table.records.rowCount() == 8)
    page.table.selectAll()
    assert page.table.count_selected() == 4
    assert sorted(page.table.selected_ids()) == sorted(ids_of(window.desk.db, "member"))


def test_a_cell_of_a_grouped_list_is_edited_as_ever(qtbot: QtBot, window: Window) -> None:
    page = open_list(qtbot, window, "member", 4)
    heading_entry(page, "country", "Group by this column").trigger()
    qtbot.waitUntil(lambda: page.table.records.rowCount() == 8)
    record = page.table.records.id_at(3)
    assert record is not None
    page.table.setFocus()
    page.table.setCurrentIndex(cell(page.table, 3, "city"))
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    editor = child(page.table.viewport(), QLineEdit, "city")
    editor.setText("Nice")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: value(window.desk.db, "member", record, "city") == "Nice")


# --- totals -----------------------------------------------------------------------------------


@pytest.mark.qt_log_ignore("does not support")
def test_the_line_of_totals_counts_what_is_chosen_for_a_column(
    qtbot: QtBot, window: Window
) -> None:
    page = open_list(qtbot, window, "member", 4)
    page.shape.toggle_totals()
    qtbot.waitUntil(page.shape.totals.isVisible)
    qtbot.waitUntil(lambda: "4" in page.shape.totals.accessibleDescription())
    column = cell(page.table, 0, "city").column()
    page.shape.totals.choose_for(column, page.mapToGlobal(QPoint(10, 10)))
    menu = child(page.shape.totals, QMenu, "totalsMenu")
    menu_entry(menu, "Different values").trigger()
    qtbot.waitUntil(lambda: "City: Different values 1" in page.shape.totals.accessibleDescription())
    page.shape.toggle_totals()
    qtbot.waitUntil(page.shape.totals.isHidden)


# --- colours ----------------------------------------------------------------------------------


def test_rows_that_the_search_of_a_rule_finds_are_coloured(qtbot: QtBot, window: Window) -> None:
    page = open_list(qtbot, window, "member", 4)

    def choose() -> None:
        asked = dialog(qtbot, RuleDialog)
        line = asked.lines()[0]
        qtbot.keyClicks(line.search, "country:=(")
        asked.accept()
        assert asked.notice.isVisible()
        line.search.clear()
        qtbot.keyClicks(line.search, "coun")
        assert line.suggestions.isVisible()
        inside = line.suggestions.parentWidget().rect()
        assert inside.contains(line.suggestions.geometry())
        qtbot.keyClick(line.search, Qt.Key.Key_Tab)
        assert line.search.text() == "Country or region:"
        qtbot.keyClicks(line.search, "FR or country:CN")
        line.colour.setCurrentIndex(line.colour.findData("green"))
        asked.accept()

    once_open(RuleDialog, choose)
    qtbot.mouseClick(page.foot.colours, LEFT)
    role = Qt.ItemDataRole.BackgroundRole
    green = row_colour("green")

    def grounds() -> list[object]:
        return [cell(page.table, row, "name").data(role) for row in range(4)]

    qtbot.waitUntil(lambda: grounds() == [green, None, None, green])
    assert "1" in page.foot.colours.text()


# --- frozen columns ---------------------------------------------------------------------------


@pytest.fixture
def narrow(qtbot: QtBot, window: Window) -> ListPage:
    """A list that is wider than its window."""
    window.resize(1024, 600)
    page = open_list(qtbot, window, "member", 4)
    for column in range(page.table.heading.count()):
        page.table.setColumnWidth(column, 260)
    page.table.setColumnWidth(0, 90)
    qtbot.waitUntil(lambda: page.table.horizontalScrollBar().maximum() > 300)
    return page


def test_the_first_column_stays_in_sight_while_the_table_is_scrolled(
    qtbot: QtBot, narrow: ListPage
) -> None:
    table = narrow.table
    assert table.frozen.isHidden()
    table.horizontalScrollBar().setValue(300)
    assert table.frozen.isVisible()
    assert table.frozen.width() == 90
    table.horizontalScrollBar().setValue(0)
    assert table.frozen.isHidden()


@pytest.mark.qt_log_ignore("does not support")
def test_the_menu_of_a_heading_is_opened_by_key_for_the_column_of_the_cursor(
    qtbot: QtBot, narrow: ListPage
) -> None:
    table = narrow.table
    table.setFocus()
    table.setCurrentIndex(cell(table, 0, "name"))
    qtbot.keyClick(table, Qt.Key.Key_F8)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu_entry(menu, "Freeze up to this column").trigger()
    menu.close()
    qtbot.waitUntil(lambda: table.records.listing.frozen == 2)


def test_columns_are_frozen_by_the_menu_of_a_heading(qtbot: QtBot, narrow: ListPage) -> None:
    heading_entry(narrow, "name", "Freeze up to this column").trigger()
    table = narrow.table
    qtbot.waitUntil(lambda: table.records.listing.frozen == 2)
    table.horizontalScrollBar().setValue(400)
    assert table.frozen.columns() == [0, 1]
    assert table.frozen.width() == 350
    heading_entry(narrow, "name", "Freeze up to this column").trigger()
    qtbot.waitUntil(lambda: table.records.listing.frozen == 0)
    assert table.frozen.isHidden()


@pytest.mark.dressed
def test_a_click_on_a_frozen_cell_selects_it_and_f2_edits_it_there(
    qtbot: QtBot, narrow: ListPage, window: Window
) -> None:
    heading_entry(narrow, "name", "Freeze up to this column").trigger()
    table = narrow.table
    qtbot.waitUntil(lambda: table.records.listing.frozen == 2)
    wait_rows(qtbot, table, 4)
    table.horizontalScrollBar().setValue(400)
    top = table.viewport().geometry().top() - table.frozen.y()
    y = top + table.rowViewportPosition(1) + 8
    qtbot.mouseClick(table.frozen, LEFT, NO_KEY, QPoint(200, y))
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 1)
    assert table.horizontalScrollBar().value() == 400
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = child(table.viewport(), QLineEdit, "name")
    assert editor.isVisible()
    assert editor.geometry().left() == 90
    assert table.frozen.isHidden()
    editor.setText("NHS")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    record = table.records.ids[1]
    qtbot.waitUntil(lambda: value(window.desk.db, "member", record, "name") == "NHS")
    assert table.horizontalScrollBar().value() == 400


def test_the_cursor_never_hides_behind_frozen_columns(qtbot: QtBot, narrow: ListPage) -> None:
    table = narrow.table
    table.setFocus()
    last = table.heading.count() - 1
    table.setCurrentIndex(table.records.index(0, last))
    assert table.horizontalScrollBar().value() > 0
    for column in range(last - 1, 0, -1):
        qtbot.keyClick(table, Qt.Key.Key_Left)
        assert table.currentIndex().column() == column
        assert table.visualRect(table.currentIndex()).left() >= table.frozen.room()


def test_other_rows_heights_leave_the_first_row_whole_and_the_frozen_cells_beside_it(
    qtbot: QtBot, narrow: ListPage, window: Window
) -> None:
    table = narrow.table
    add(window.desk.db, "member", *({"name": f"Sample {number}"} for number in range(60)))
    wait_rows(qtbot, table, 64)
    table.horizontalScrollBar().setValue(300)
    table.verticalScrollBar().setValue(20)
    painted = PaintWatch(table.frozen)
    qtbot.waitUntil(lambda: painted.number > 0)
    painted.number = 0
    window.commands.of("toggle_density").trigger()
    assert table.rowAt(0) == table.verticalScrollBar().value()
    assert table.rowViewportPosition(table.rowAt(0)) == 0
    qtbot.waitUntil(lambda: painted.number > 0)
    window.commands.of("toggle_density").trigger()


class PaintWatch(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.number = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.number += event.type() == QEvent.Type.Paint
        return False


def test_the_wheel_over_frozen_columns_scrolls_the_table(qtbot: QtBot, narrow: ListPage) -> None:
    table = narrow.table
    table.horizontalScrollBar().setValue(300)
    point = QPointF(20, 80)
    event = QWheelEvent(
        point,
        QPointF(table.frozen.mapToGlobal(QPoint(20, 80))),
        QPoint(0, 0),
        QPoint(-120, 0),
        Qt.MouseButton.NoButton,
        NO_KEY,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(table.frozen, event)
    assert table.horizontalScrollBar().value() != 300


def test_reading_the_list_again_leaves_the_table_where_it_was_scrolled_to(
    qtbot: QtBot, narrow: ListPage, window: Window
) -> None:
    table = narrow.table
    table.horizontalScrollBar().setValue(300)
    add(window.desk.db, "member", {"number": "0009", "name": "Newcomer"})
    wait_rows(qtbot, table, 5)
    assert table.horizontalScrollBar().value() == 300
    assert table.frozen.isVisible()


def test_what_is_being_typed_stays_when_others_change_the_list(
    qtbot: QtBot, window: Window
) -> None:
    page = open_list(qtbot, window, "member", 4)
    record = page.table.records.ids[0]
    page.table.setFocus()
    page.table.setCurrentIndex(cell(page.table, 0, "city"))
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    editor = child(page.table.viewport(), QLineEdit, "city")
    editor.setText("")
    qtbot.keyClicks(editor, "Ly")
    add(window.desk.db, "member", {"number": "0000", "name": "Earlier than all"})
    page.table.reload()
    qtbot.waitUntil(lambda: not window.desk.jobs.running)
    assert len(page.table.records.ids) == 4
    qtbot.keyClicks(editor, "on")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    wait_rows(qtbot, page.table, 5)
    assert value(window.desk.db, "member", record, "city") == "Lyon"


def test_a_cursor_that_was_moved_meanwhile_is_not_put_back(qtbot: QtBot, window: Window) -> None:
    page = open_list(qtbot, window, "member", 4)
    page.table.setCurrentIndex(cell(page.table, 0, "name"))
    page.table.reload()
    page.table.setCurrentIndex(cell(page.table, 2, "name"))
    page.table.selectRow(2)
    qtbot.waitUntil(lambda: not window.desk.jobs.running)
    assert page.table.currentIndex().row() == 2
    assert page.table.selected_ids() == page.table.records.ids[2:3]


@pytest.mark.dressed
def test_the_thicker_frame_of_editing_is_whole(qtbot: QtBot, window: Window) -> None:
    table = open_list(qtbot, window, "member", 4, view="all").table
    table.typing.switch(True)
    assert table.horizontalHeader().geometry().top() == table.frameWidth() == 2
    table.typing.switch(False)
    assert table.horizontalHeader().geometry().top() == table.frameWidth() == 1
