"""Ways through the program: lists of every kind, back and forward, recent records, new ones."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from t20desk.ui.lists.list_page import ListPage
from t20desk.ui.places import list_place
from t20desk.ui.records.record_page import RecordPage
from t20desk.ui.shell.navigation import NEW_KINDS
from t20desk.ui.window import Window
from tests.ui.hands import ids_of, open_list, open_record, texts, wait_rows

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def test_the_navigation_opens_the_list_of_each_kind_it_names(qtbot: QtBot, window: Window) -> None:
    for row in range(window.navigation.count()):
        item = window.navigation.item(row)
        window.navigation.itemClicked.emit(item)
        here = window.shown_place()
        assert here is not None
        assert item.data(Qt.ItemDataRole.UserRole) in (here.kind, here.page)


@pytest.mark.sampled
@pytest.mark.parametrize("kind", NEW_KINDS)
def test_new_opens_the_form_of_each_kind(qtbot: QtBot, window: Window, kind: str) -> None:
    menu = window.top_bar.new_button.menu()
    menu.actions()[NEW_KINDS.index(kind)].trigger()
    page = window.page()
    assert isinstance(page, RecordPage)
    assert (page.kind.name, page.record_id) == (kind, None)


def test_going_back_restores_search_order_and_cursor(qtbot: QtBot, window: Window) -> None:
    page = open_list(qtbot, window, "member", 4)
    qtbot.keyClicks(page.filters.search, "status:=active")
    wait_rows(qtbot, page.table, 3)
    page.table.listing_wanted.emit(
        type(page.table.records.listing)(
            "member", "status:=active", "members", ("-name",), page.table.records.listing.columns
        )
    )
    qtbot.waitUntil(lambda: texts(page.table, "name")[-1] == "BNP Paribas")
    bnp = ids_of(window.desk.db, "member", "BNP")[0]
    assert page.table.go_to_record(bnp)
    window.go_to(list_place("member", "Müller", "all"))
    wait_rows(qtbot, page.table, 1)
    qtbot.keyClick(window, Qt.Key.Key_Left, ALT)
    wait_rows(qtbot, page.table, 3)
    assert page.filters.query() == "status:=active"
    assert texts(page.table, "name")[-1] == "BNP Paribas"
    qtbot.waitUntil(lambda: page.table.current_id() == bnp)
    qtbot.keyClick(window, Qt.Key.Key_Right, ALT)
    wait_rows(qtbot, page.table, 1)


def test_an_empty_search_offers_the_records_opened_last(qtbot: QtBot, window: Window) -> None:
    first, second, *_others = ids_of(window.desk.db, "member")
    open_record(qtbot, window, "member", first)
    open_record(qtbot, window, "member", second)
    window.go_to(list_place("event"))
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_K, CONTROL)
    answers = window.search.answers
    qtbot.waitUntil(lambda: answers.isVisible() and answers.count() == 3)
    qtbot.keyClick(window.search, Qt.Key.Key_Down)
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    page = window.page()
    assert isinstance(page, RecordPage)
    assert page.record_id == first
    # The record that is shown is not offered: Enter alone leads to the one before.
    qtbot.keyClick(window, Qt.Key.Key_K, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: answers.isVisible() and answers.count() == 2)
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert page.record_id == second


def test_a_recent_record_that_is_gone_is_not_offered(qtbot: QtBot, window: Window) -> None:
    from t20desk.editing import plan_delete

    db = window.desk.db
    gone = ids_of(db, "member", "NHS")[0]
    open_record(qtbot, window, "member", gone)
    window.go_to(list_place("member"))
    assert isinstance(window.page(), ListPage)
    assert not db.apply(plan_delete(db, "member", [gone])).is_refused
    asked: list[object] = []
    window.top_bar.answer("", asked.append)
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [[]]


@pytest.mark.dressed
def test_the_entries_of_the_navigation_stand_below_each_other(qtbot: QtBot, window: Window) -> None:
    bar = window.navigation

    def is_laid_out() -> bool:
        boxes = [bar.visualItemRect(bar.item(row)) for row in range(bar.count())]
        return all(one.bottom() < two.top() for one, two in pairwise(boxes))

    qtbot.waitUntil(is_laid_out)


def test_what_a_page_cannot_do_is_said_until_another_page_is_shown(
    qtbot: QtBot, window: Window
) -> None:
    open_list(qtbot, window, "member", 4)
    qtbot.keyClick(window, Qt.Key.Key_2, ALT)
    assert "cannot be done on this page" in window.status.message.text()
    qtbot.keyClick(window, Qt.Key.Key_Left, ALT)
    assert not window.status.message.text()
