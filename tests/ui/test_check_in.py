"""Check-in under a user's hands: typed, ticked, counted, taken back."""

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from t20desk.editing import plan_edit
from t20desk.ui.events.check_in import CheckInTab
from t20desk.ui.records.record_page import RecordPage
from t20desk.ui.window import Window
from tests.ui.conftest import add
from tests.ui.hands import ids_of, open_record, value, wait_rows


def open_opening(qtbot: QtBot, window: Window) -> tuple[RecordPage, CheckInTab]:
    """The page of the opening with one guest for each member."""
    db = window.desk.db
    (inner,) = ids_of(db, "event", "Opening")
    members = ids_of(db, "member")
    add(db, "participation", *({"event": inner, "member": one} for one in members))
    page = open_record(qtbot, window, "event", inner)
    tab = page.tabs.check_in
    assert tab is not None
    wait_rows(qtbot, tab.table, 4)
    return page, tab


def test_a_typed_name_and_enter_note_that_the_guest_came(qtbot: QtBot, window: Window) -> None:
    page, tab = open_opening(qtbot, window)
    page.tabs.setCurrentWidget(tab)
    qtbot.keyClicks(tab.search, "BNP")
    wait_rows(qtbot, tab.table, 1)
    qtbot.waitUntil(lambda: tab.table.current_id() is not None)
    qtbot.keyClick(tab.search, Qt.Key.Key_Return)
    db = window.desk.db
    (guest,) = ids_of(db, "participation", "presence:=came")
    assert value(db, "participation", guest, "member").text == "BNP Paribas"
    assert value(db, "participation", guest, "presence_by") == "Test Person"
    qtbot.waitUntil(lambda: tab.count.text() == "1 of 4 came")
    assert tab.search.text() == ""


def test_on_its_day_an_event_opens_at_the_check_in(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    (inner,) = ids_of(db, "event", "Opening")
    today = date.today().isoformat()
    assert not db.apply(plan_edit(db, "event", {inner: {"starts": today}})).is_refused
    page = open_record(qtbot, window, "event", inner)
    qtbot.waitUntil(lambda: page.tabs.currentWidget() is page.tabs.check_in)
