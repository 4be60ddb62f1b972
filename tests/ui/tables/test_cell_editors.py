"""Typing into cells as in a spreadsheet: keys, editors of each type, input methods."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from t20desk.db.database import Database
from t20desk.editing import plan_edit
from t20desk.ui.forms.choice_editor import ChoiceEditor
from t20desk.ui.forms.date_editor import DateEditor
from t20desk.ui.forms.editors import SeveralEditor
from t20desk.ui.forms.link_editor import LinkEditor
from t20desk.ui.forms.text_editors import CellTextEditor
from t20desk.ui.lists.list_page import ListPage
from t20desk.ui.window import Window
from tests.ui.conftest import add
from tests.ui.hands import LEFT, cell, open_list, value, wait_rows

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
Key = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("does not support")


@pytest.fixture
def page(qtbot: QtBot, window: Window) -> ListPage:
    """Members with typing switched on, and columns of many types."""
    page = open_list(qtbot, window, "member", 4)
    columns = ("number", "name", "city", "country", "follow_up", "areas", "notes", "parent")
    page.listed.show_anew(columns=columns)
    wait_rows(qtbot, page.table, 4)
    page.edit_table()
    page.table.setFocus()
    return page


def stand(page: ListPage, row: int, column: str) -> None:
    """Put the cursor into a cell."""
    page.table.setCurrentIndex(cell(page.table, row, column))


def editor(page: ListPage, kind: type[Any], name: str) -> Any:
    """The editor that is open in a cell."""
    found = page.table.viewport().findChildren(kind, name)
    return next(one for one in found if one.isVisible())


def stored(page: ListPage, window: Window, row: int, field: str) -> Any:
    """A cell as it stands in the database."""
    return value(window.desk.db, "member", page.table.records.ids[row], field)


def open_cell(
    qtbot: QtBot, page: ListPage, kind: type[Any], row: int, name: str, key: Any = Key.Key_F2
) -> Any:
    """Stand on a cell and press a key that opens it; its editor."""
    stand(page, row, name)
    qtbot.keyClick(page.table, key)
    return editor(page, kind, name)


def place(page: ListPage) -> tuple[int, str]:
    """Where the cursor stands."""
    here = page.table.currentIndex()
    return here.row(), page.table.records.fields[here.column()].name


def test_enter_goes_on_to_the_next_record_though_the_typed_one_moves_away(
    qtbot: QtBot, page: ListPage
) -> None:
    page.listed.show_anew(sort=("city",))
    ids = page.table.records.ids
    qtbot.waitUntil(lambda: page.table.records.ids is not ids)
    wait_rows(qtbot, page.table, 4)
    typed, following = page.table.records.ids[1:3]
    line = open_cell(qtbot, page, QLineEdit, 1, "city", "A")
    qtbot.keyClicks(line, "achen")
    qtbot.keyClick(line, Key.Key_Return)
    qtbot.waitUntil(lambda: page.table.records.ids[0] == typed)
    qtbot.waitUntil(lambda: page.table.current_id() is not None)
    assert page.table.current_id() == following


def test_typing_replaces_a_cell_and_enter_goes_down(
    qtbot: QtBot, window: Window, page: ListPage
) -> None:
    line = open_cell(qtbot, page, QLineEdit, 0, "city", "L")
    qtbot.keyClicks(line, "yon")
    qtbot.keyClick(line, Key.Key_Return)
    assert stored(page, window, 0, "city") == "Lyon"
    assert place(page) == (1, "city")


def test_tab_goes_right_and_shift_tab_left_without_opening_the_next_cell(
    qtbot: QtBot, window: Window, page: ListPage
) -> None:
    box = open_cell(qtbot, page, QLineEdit, 0, "name", "X")
    qtbot.keyClick(box, Key.Key_Tab)
    assert stored(page, window, 0, "name") == "X"
    assert place(page) == (0, "city")
    assert page.table.state() != page.table.State.EditingState
    qtbot.keyClick(page.table, "Y")
    qtbot.keyClick(editor(page, QLineEdit, "city"), Key.Key_Backtab)
    assert stored(page, window, 0, "city") == "Y"
    assert place(page) == (0, "name")


def test_a_long_text_is_seen_whole_while_it_is_typed(qtbot: QtBot, page: ListPage) -> None:
    line = open_cell(qtbot, page, QLineEdit, 0, "city")
    begun = line.geometry()
    text = "Nanjing, district of the Purple Mountain"
    qtbot.keyClicks(line, text)
    assert begun.width() < line.fontMetrics().horizontalAdvance(text) < line.width()
    assert line.x() == begun.x()
    qtbot.keyClicks(line, 9 * " and more than there is room for")
    assert line.geometry().right() < page.table.viewport().width()


def test_escape_leaves_the_cell_as_it_was(qtbot: QtBot, window: Window, page: ListPage) -> None:
    box = open_cell(qtbot, page, QLineEdit, 0, "city", "L")
    qtbot.keyClick(box, Key.Key_Escape)
    assert stored(page, window, 0, "city") == "Paris"
    assert place(page) == (0, "city")


def test_an_arrow_leaves_a_typed_cell_but_moves_within_an_opened_one(
    qtbot: QtBot, window: Window, page: ListPage
) -> None:
    box = open_cell(qtbot, page, QLineEdit, 0, "city", "L")
    qtbot.keyClick(box, Key.Key_Right)
    assert stored(page, window, 0, "city") == "L"
    assert place(page) == (0, "country")
    line = open_cell(qtbot, page, QLineEdit, 1, "name")
    qtbot.keyClick(line, Key.Key_Left)
    assert line.isVisible()
    qtbot.keyClick(line, Key.Key_Escape)


def test_enter_and_shift_enter_walk_through_a_column(qtbot: QtBot, page: ListPage) -> None:
    stand(page, 1, "city")
    qtbot.keyClick(page.table, Key.Key_Return)
    assert place(page) == (2, "city")
    qtbot.keyClick(page.table, Key.Key_Return, SHIFT)
    assert place(page) == (1, "city")


def test_a_country_is_found_by_a_few_letters_of_another_language(
    qtbot: QtBot, window: Window, page: ListPage
) -> None:
    box = open_cell(qtbot, page, ChoiceEditor, 1, "country", "S")
    qtbot.keyClicks(box, "panien")
    popup = box.offers.popup()
    qtbot.waitUntil(lambda: popup.isVisible() and popup.currentIndex().data() == "Spain")
    assert popup.width() > box.width()
    qtbot.keyClick(popup, Key.Key_Return)
    qtbot.waitUntil(lambda: stored(page, window, 1, "country") == "ES")


@pytest.mark.parametrize(
    ("key", "left"),
    [
        (Key.Key_Return, (2, "country")),
        (Key.Key_Tab, (1, "follow_up")),
        (Key.Key_Backtab, (1, "city")),
    ],
)
def test_a_name_that_is_offered_is_taken_by_the_keys_that_leave_a_cell(
    qtbot: QtBot, window: Window, page: ListPage, key: Qt.Key, left: tuple[int, str]
) -> None:
    box = open_cell(qtbot, page, ChoiceEditor, 1, "country", "S")
    qtbot.keyClicks(box, "pain")
    popup = box.offers.popup()
    qtbot.waitUntil(lambda: popup.isVisible() and popup.currentIndex().data() == "Spain")
    qtbot.keyClick(popup, key)
    qtbot.waitUntil(lambda: place(page) == left)
    assert stored(page, window, 1, "country") == "ES"


def test_down_leads_to_the_second_of_two_names_that_are_offered(
    qtbot: QtBot, window: Window, page: ListPage
) -> None:
    box = open_cell(qtbot, page, ChoiceEditor, 1, "country", "C")
    qtbot.keyClicks(box, "ongo")
    popup = box.offers.popup()
    qtbot.waitUntil(lambda: popup.isVisible() and popup.model().rowCount() == 2)
    for _step in range(2):
        qtbot.keyClick(popup, Key.Key_Down)
    qtbot.keyClick(popup, Key.Key_Return)
    qtbot.waitUntil(lambda: stored(page, window, 1, "country") == "CD")


def test_a_day_is_typed_in_part_or_chosen_from_the_calendar(
    qtbot: QtBot, window: Window, page: ListPage
) -> None:
    line = open_cell(qtbot, page, DateEditor, 0, "follow_up")
    qtbot.keyClicks(line, "31.12.2024")
    qtbot.keyClick(line, Key.Key_Return)
    assert stored(page, window, 0, "follow_up") == "2024-12-31"
    qtbot.waitUntil(lambda: "2024" in str(cell(page.table, 0, "follow_up").data()))
    line = open_cell(qtbot, page, DateEditor, 0, "follow_up")
    qtbot.keyClick(line, Key.Key_Down, ALT)
    popup = line._popup
    assert popup.isVisible()
    assert popup.month.selectedDate() == QDate(2024, 12, 31)
    days = QApplication.focusWidget()
    qtbot.keyClick(days, Key.Key_Left)
    qtbot.keyClick(days, Key.Key_Return)
    qtbot.waitUntil(lambda: stored(page, window, 0, "follow_up") == "2024-12-30")


def test_another_day_of_a_moment_leaves_its_time(qtbot: QtBot, window: Window) -> None:
    page = open_list(qtbot, window, "event", 2)
    page.edit_table()
    page.table.setFocus()
    line = open_cell(qtbot, page, DateEditor, 0, "starts")
    line.selectAll()
    qtbot.keyClicks(line, "24.6.2026 14:30")
    qtbot.keyClick(line, Key.Key_F4)
    days = QApplication.focusWidget()
    qtbot.keyClick(days, Key.Key_Right)
    qtbot.keyClick(days, Key.Key_Return)
    assert line.text() == line._type.format("2026-06-25T14:30")
    qtbot.keyClick(line, Key.Key_Return)
    key = page.table.records.ids[0]
    qtbot.waitUntil(lambda: value(window.desk.db, "event", key, "starts") == "2026-06-25T14:30")


@pytest.mark.parametrize(
    ("column", "said"),
    [("parent.city", "open “Parent organisation”"), ("name", ""), ("works_at", "the posts")],
)
def test_f2_on_a_cell_that_follows_from_others_says_where_to_change_it(
    qtbot: QtBot, window: Window, column: str, said: str
) -> None:
    kind, rows = ("person", 1) if column == "works_at" else ("member", 4)
    page = open_list(qtbot, window, kind, rows)
    page.listed.show_anew(columns=(column,))
    wait_rows(qtbot, page.table, rows)
    page.table.setFocus()
    stand(page, 0, column)
    qtbot.keyClick(page.table, Key.Key_F2)
    assert said in page.notice.text()
    assert bool(said) == bool(page.notice.text())


@pytest.mark.dressed
def test_a_long_text_has_a_sheet_in_which_alt_enter_begins_a_line(
    qtbot: QtBot, window: Window, page: ListPage
) -> None:
    sheet = open_cell(qtbot, page, CellTextEditor, 0, "notes")
    assert sheet.height() > page.table.rowHeight(0)
    qtbot.keyClicks(sheet, "first")
    qtbot.keyClick(sheet, Key.Key_Return, ALT)
    qtbot.keyClicks(sheet, "second")
    qtbot.keyClick(sheet, Key.Key_Return)
    assert stored(page, window, 0, "notes") == "first\nsecond"
    assert place(page) == (1, "notes")
    qtbot.waitUntil(lambda: "second" in str(cell(page.table, 0, "notes").data()))
    box = open_cell(qtbot, page, CellTextEditor, 0, "notes", "x")
    qtbot.keyClick(box, Key.Key_Return)
    assert stored(page, window, 0, "notes") == "x"


@pytest.mark.parametrize(("key", "name"), [(Key.Key_Tab, "parent"), (Key.Key_Backtab, "areas")])
def test_tab_leaves_the_sheet_of_a_long_text(
    qtbot: QtBot, window: Window, page: ListPage, key: Qt.Key, name: str
) -> None:
    sheet = open_cell(qtbot, page, CellTextEditor, 0, "notes", "x")
    qtbot.keyClick(sheet, key)
    assert stored(page, window, 0, "notes") == "x"
    assert place(page) == (0, name)


def test_several_choices_are_ticked_in_a_list_that_opens_by_itself(
    qtbot: QtBot, window: Window, page: ListPage
) -> None:
    button = open_cell(qtbot, page, SeveralEditor, 0, "areas")
    qtbot.waitUntil(button.list.isVisible)
    button.list.setCurrentRow(0)
    qtbot.keyClick(button.list, Key.Key_Space)
    qtbot.keyClick(button.list, Key.Key_Return)
    qtbot.waitUntil(lambda: bool(stored(page, window, 0, "areas")))
    assert place(page) == (1, "areas")


def test_enter_ticks_the_choice_that_letters_led_to(
    qtbot: QtBot, window: Window, page: ListPage
) -> None:
    button = open_cell(qtbot, page, SeveralEditor, 0, "areas")
    qtbot.waitUntil(button.list.isVisible)
    # One letter: on a busy machine the next might come too late to belong to it.
    qtbot.keyClicks(button.list, "f")
    qtbot.keyClick(button.list, Key.Key_Return)
    qtbot.waitUntil(lambda: stored(page, window, 0, "areas") == " financial_services ")
    again = open_cell(qtbot, page, SeveralEditor, 1, "areas")
    qtbot.waitUntil(again.list.isVisible)
    qtbot.keyClicks(again.list, "x")
    qtbot.keyClick(again.list, Key.Key_Return)
    qtbot.waitUntil(lambda: page.table.state() != page.table.State.EditingState)
    assert not stored(page, window, 1, "areas")


@pytest.mark.parametrize(
    ("key", "kept", "after"),
    [
        ("Tab", True, (0, "notes")),
        ("Backtab", True, (0, "follow_up")),
        ("Escape", False, (0, "areas")),
    ],
)
def test_a_list_of_choices_is_left_as_any_other_cell(
    qtbot: QtBot, window: Window, page: ListPage, key: str, kept: bool, after: tuple[int, str]
) -> None:
    button = open_cell(qtbot, page, SeveralEditor, 0, "areas")
    qtbot.waitUntil(button.list.isVisible)
    assert button.list.selectedItems()  # whoever comes by keys sees where she stands
    qtbot.keyClick(button.list, Key.Key_Space)
    qtbot.keyClick(button.list, Key["Key_" + key])
    qtbot.waitUntil(lambda: page.table.state() != page.table.State.EditingState)
    assert bool(stored(page, window, 0, "areas")) is kept
    assert place(page) == after


def test_several_choices_are_typed_over_a_cell_one_behind_the_other(
    qtbot: QtBot, window: Window, page: ListPage
) -> None:
    button = open_cell(qtbot, page, SeveralEditor, 0, "areas", "t")
    qtbot.waitUntil(button.list.isVisible)
    qtbot.keyClicks(button.list, "; f")
    qtbot.keyClick(button.list, Key.Key_Return)
    qtbot.waitUntil(lambda: bool(stored(page, window, 0, "areas")))
    wanted = ["financial_services", "technology_transfer"]
    assert sorted(stored(page, window, 0, "areas").split()) == wanted


def test_a_link_is_found_while_typing(qtbot: QtBot, window: Window, page: ListPage) -> None:
    line = open_cell(qtbot, page, LinkEditor, 0, "parent", "m")
    popup = line.offers.popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClicks(line, "uller")
    qtbot.waitUntil(lambda: popup.currentIndex().data() == "Müller Institut")
    assert line.text() == "muller"
    qtbot.keyClick(popup, Key.Key_Down)  # as many do, though the only name is pointed at already
    assert popup.currentIndex().data() == "Müller Institut"
    qtbot.keyClick(popup, Key.Key_Return)
    wanted = page.table.records.ids[2]
    qtbot.waitUntil(lambda: getattr(stored(page, window, 0, "parent"), "id", 0) == wanted)


def test_chinese_is_composed_into_a_cell(qtbot: QtBot, window: Window, page: ListPage) -> None:
    stand(page, 0, "city")
    QApplication.sendEvent(page.table, QInputMethodEvent("nan", []))
    line = editor(page, QLineEdit, "city")
    done = QInputMethodEvent("", [])
    done.setCommitString("南京")
    QApplication.sendEvent(line, done)
    qtbot.keyClick(line, Key.Key_Return)
    assert stored(page, window, 0, "city") == "南京"


def test_altgr_types_and_the_keys_of_input_methods_are_left_alone(
    qtbot: QtBot, page: ListPage
) -> None:
    stand(page, 0, "city")
    for modifier in (CONTROL, SHIFT):
        qtbot.keyClick(page.table, Key.Key_Space, modifier)
        assert page.table.state() != page.table.State.EditingState
    at = QKeyEvent(QKeyEvent.Type.KeyPress, Key.Key_Q, CONTROL | ALT, "@")
    QApplication.sendEvent(page.table, at)
    assert editor(page, QLineEdit, "city").text() == "@"
    qtbot.keyClick(editor(page, QLineEdit, "city"), Key.Key_Escape)


def test_a_double_click_opens_a_cell(qtbot: QtBot, page: ListPage) -> None:
    place_of = page.table.visualRect(cell(page.table, 1, "city")).center()
    viewport: QWidget = page.table.viewport()
    qtbot.mouseClick(viewport, LEFT, pos=QPoint(place_of))
    qtbot.mouseDClick(viewport, LEFT, pos=QPoint(place_of))
    assert editor(page, QLineEdit, "city").isVisible()


def test_a_whole_name_typed_quicker_than_names_are_offered_links_its_record(
    qtbot: QtBot, window: Window
) -> None:
    page = open_list(qtbot, window, "member", 4, view="all")
    page.table.records.show(replace(page.table.records.listing, columns=("name", "parent")))
    wait_rows(qtbot, page.table, 4)
    box = open_cell(qtbot, page, LinkEditor, 0, "parent")
    qtbot.keyClicks(box, "nhs england")
    qtbot.keyClick(box, Key.Key_Return)
    parent = stored(page, window, 0, "parent")
    assert parent.text == "NHS England"


def test_records_called_the_same_are_offered_each(qtbot: QtBot, window: Window) -> None:
    _paris, bonn = add(
        window.desk.db,
        "member",
        {"name": "Twin", "city": "Paris"},
        {"name": "Twin", "city": "Bonn"},
    )
    page = open_list(qtbot, window, "member", 6, view="all")
    page.table.records.show(replace(page.table.records.listing, columns=("name", "parent")))
    wait_rows(qtbot, page.table, 6)
    line = open_cell(qtbot, page, LinkEditor, 0, "parent")
    qtbot.keyClicks(line, "twin")
    popup = line.offers.popup()
    qtbot.waitUntil(lambda: popup.isVisible() and popup.model().rowCount() == 2)
    texts = [popup.model().index(row, 0).data() for row in range(2)]
    assert set(texts) == {"Twin · Paris", "Twin · Bonn"}
    if texts[1] == "Twin · Bonn":
        qtbot.keyClick(popup, Key.Key_Down)
    qtbot.keyClick(popup, Key.Key_Return)
    qtbot.waitUntil(lambda: getattr(stored(page, window, 0, "parent"), "id", 0) == bonn)


def test_a_link_that_is_refused_stays_shown_by_its_name(qtbot: QtBot, window: Window) -> None:
    page = open_list(qtbot, window, "member", 4, view="all")
    page.table.records.show(replace(page.table.records.listing, columns=("name", "parent")))
    wait_rows(qtbot, page.table, 4)
    box = open_cell(qtbot, page, LinkEditor, 0, "parent")
    qtbot.keyClicks(box, "BNP Paribas")
    qtbot.keyClick(box, Key.Key_Return)
    assert cell(page.table, 0, "parent").data() == "⚠ BNP Paribas"


def test_a_country_that_can_be_two_is_asked_and_not_taken_from_the_list(
    qtbot: QtBot, window: Window, page: ListPage
) -> None:
    page.table.records.show(replace(page.table.records.listing, columns=("name", "country")))
    wait_rows(qtbot, page.table, 4)
    box = open_cell(qtbot, page, ChoiceEditor, 0, "country")
    line = box.lineEdit()
    line.clear()
    for letter in "Congo":
        qtbot.keyClicks(line, letter)
        QApplication.processEvents()
    popup = line.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.waitUntil(lambda: not popup.currentIndex().isValid())
    qtbot.keyClick(popup, Key.Key_Return)
    qtbot.waitUntil(lambda: cell(page.table, 0, "country").data() == "⚠ Congo")
    assert stored(page, window, 0, "country") == "FR"
    assert "say which" in page.notice.text()
    # Given in another way meanwhile, the cell shows what its record holds.
    key = page.table.records.ids[0]
    window.desk.apply(plan_edit(window.desk.db, "member", {key: {"country": "CD"}}))
    qtbot.waitUntil(lambda: cell(page.table, 0, "country").data().startswith("Congo"))


def test_what_is_left_off_of_a_typed_value_is_said(
    qtbot: QtBot, window: Window, page: ListPage
) -> None:
    page.table.records.show(replace(page.table.records.listing, columns=("name", "email")))
    wait_rows(qtbot, page.table, 4)
    box = open_cell(qtbot, page, QLineEdit, 0, "email")
    qtbot.keyClicks(box, "a@b")
    qtbot.keyClick(box, Key.Key_Return)
    assert stored(page, window, 0, "email") == "a@b"
    assert "unusual mail address" in page.notice.text()


@pytest.mark.parametrize(
    ("answer", "left"),
    [("Keep “Lyon”", "Lyon"), ("Take “Nice”", "Nice"), ("Back to “Paris”", "Paris")],
)
def test_a_cell_that_somebody_else_changed_meanwhile_asks_what_is_to_stand(
    qtbot: QtBot, window: Window, page: ListPage, office: Path, answer: str, left: str
) -> None:
    line = open_cell(qtbot, page, QLineEdit, 0, "city")
    line.selectAll()
    qtbot.keyClicks(line, "Lyon")
    key = page.table.records.ids[0]
    other = Database.open(office)
    assert not other.apply(plan_edit(other, "member", {key: {"city": "Nice"}})).is_refused
    other.close()
    qtbot.keyClick(line, Key.Key_Return)
    assert stored(page, window, 0, "city") == "Nice"
    assert page.notice.text().endswith("from “Paris” to “Nice”.")
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.setActiveAction(next(one for one in menu.actions() if one.text() == answer))
    qtbot.keyClick(menu, Key.Key_Return)
    qtbot.waitUntil(lambda: stored(page, window, 0, "city") == left)
    qtbot.waitUntil(lambda: cell(page.table, 0, "city").data() == left)
    assert not page.notice.text()
