"""Pages that have nothing to show say so, and what comes next; narrow windows cut nothing."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from t20desk.editing import plan_insert
from t20desk.editing.view_plans import plan_view
from t20desk.listing import Listing
from t20desk.ui.dialogs import note_folder, usual_folder
from t20desk.ui.events.event_page import EventPage
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
from tests.ui.hands import child, ids_of, open_page, open_record, wait_rows

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


@pytest.mark.sampled
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


@pytest.mark.dressed
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


def test_an_event_without_guests_says_how_to_invite(qtbot: QtBot, window: Window) -> None:
    page = open_record(qtbot, window, "event", ids_of(window.desk.db, "event", "Week")[0])
    assert isinstance(page, EventPage)
    guests = page.part_verbs.guests()
    qtbot.waitUntil(lambda: not guests.empty.isHidden())
    assert "Invite" in guests.empty.text()
    guests.show_view("open_answers")
    qtbot.waitUntil(lambda: "matches" in guests.empty.text())


def test_columns_widen_while_a_short_list_grows(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    (event,) = add(db, "event", {"title": "Dinner", "starts": "2999-01-01"})
    bank = ids_of(db, "member", "BNP")[0]
    add(db, "participation", {"event": event, "member": bank})
    page = open_record(qtbot, window, "event", event)
    assert isinstance(page, EventPage)
    table = page.part_verbs.guests().table
    wait_rows(qtbot, table, 1)
    narrow = table.columnWidth(0)
    (guest,) = add(db, "person", {"given_name": "Maximiliane", "family_name": "Oberhuber"})
    change = plan_insert(db, "participation", [{"event": event, "person": guest}])
    assert not window.desk.apply(change).is_refused
    wait_rows(qtbot, table, 2)
    qtbot.waitUntil(lambda: table.columnWidth(0) > narrow)


def test_files_are_looked_for_where_the_last_one_was(qtbot: QtBot, tmp_path: Path) -> None:
    note_folder(tmp_path)
    assert usual_folder() == tmp_path
    note_folder(tmp_path / "gone")
    assert usual_folder().is_dir()
