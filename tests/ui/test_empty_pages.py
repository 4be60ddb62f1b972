"""Pages that have nothing to show say so, and what comes next; narrow windows cut nothing."""

import pytest
from PySide6.QtWidgets import QLabel, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from t20desk.listing import Listing
from t20desk.listing.saved_views import plan_view
from t20desk.ui.follow_ups.follow_ups_page import FollowUpsPage
from t20desk.ui.history.history_page import HistoryPage
from t20desk.ui.history.trash_page import TrashPage
from t20desk.ui.imports.imports_page import ImportsPage
from t20desk.ui.pages import PAGES
from t20desk.ui.places import Place, record_place
from t20desk.ui.records.record_page import RecordPage
from t20desk.ui.shell.navigation import COUNT_ROLE
from t20desk.ui.window import Window
from tests.ui.conftest import add
from tests.ui.hands import child, open_page

WITHOUT_A_PLACE = {"list", "record", "event", "compare"}


def test_without_follow_ups_their_page_says_what_to_do(qtbot: QtBot, window: Window) -> None:
    page = open_page(qtbot, window, FollowUpsPage, Place("follow_ups"))
    qtbot.waitUntil(page.empty.isVisible)
    assert "longer time" in child(page.empty, QLabel, "emptyText").text()


def test_follow_ups_of_others_are_pointed_to(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    note = {"noted_on": "2026-01-01", "subject": "Call", "follow_up": "2026-01-02"}
    add(db, "contact_note", note | {"responsible": "Somebody else"})
    page = open_page(qtbot, window, FollowUpsPage, Place("follow_ups"))
    qtbot.waitUntil(page.empty.isVisible)
    qtbot.waitUntil(lambda: "“All”" in page.empty.text.text())


def test_a_history_that_leaves_nothing_says_why(qtbot: QtBot, window: Window) -> None:
    page = open_page(qtbot, window, HistoryPage, Place("history"))
    qtbot.keyClicks(page.filter.text, "zeppelin")
    qtbot.waitUntil(page.empty.isVisible)
    assert "fits" in page.empty.text.text()
    imports = open_page(qtbot, window, ImportsPage, Place("imports"))
    qtbot.waitUntil(imports.empty.isVisible)
    assert "Drop a spreadsheet" in imports.empty.text.text()


@pytest.mark.parametrize("name", sorted(PAGES.keys() - WITHOUT_A_PLACE))
def test_f1_tells_what_can_be_done_on_each_page(window: Window, name: str) -> None:
    window.go_to(Place(name, {"office": "office", "import": "member"}.get(name, "")))
    page = window.page()
    assert page is not None
    assert page.help_text()


def test_the_name_is_asked_for_first(qtbot: QtBot, window: Window) -> None:
    window.go_to(record_place("member", None))
    page = window.page()
    assert isinstance(page, RecordPage)
    assert page.form is not None
    assert window.focusWidget() is page.form.rows["name"].editor


def test_the_count_of_a_view_is_whole_beside_a_long_name(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    name = "All organisations that have not answered yet and live far away"
    db.apply(plan_view(db, name, Listing("member", "", "members")))
    navigation = window.navigation

    def found() -> bool:
        items = [navigation.item(row) for row in range(navigation.count())]
        return any(one.text() == name and one.data(COUNT_ROLE) == "4" for one in items)

    qtbot.waitUntil(found)
    option = QStyleOptionViewItem()
    row = next(n for n in range(navigation.count()) if navigation.item(n).text() == name)
    index = navigation.model().index(row, 0)
    option.rect = navigation.visualRect(index)
    navigation.itemDelegate().initStyleOption(option, index)
    assert option.text.endswith("…")


def test_an_empty_trash_and_one_that_is_sifted_to_nothing_say_why(
    qtbot: QtBot, window: Window
) -> None:
    page = open_page(qtbot, window, TrashPage, Place("trash"))
    qtbot.waitUntil(page.empty.isVisible)
    assert "can be restored here" in page.empty.text.text()
    qtbot.keyClicks(page.text, "zeppelin")
    qtbot.waitUntil(lambda: "fits" in page.empty.text.text())
