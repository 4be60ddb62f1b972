"""Protocol and seats under a user's hands: keys, drag and drop, rules, hosts."""

from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QInputDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from t20desk.editing import plan_delete
from t20desk.protocol.guests import Guest
from t20desk.protocol.hosting import read_hosts
from t20desk.protocol.seating import Seat, SeatingPlan, SeatingTable
from t20desk.ui.events.event_page import EventPage
from t20desk.ui.events.guest_drag import pack_guest
from t20desk.ui.events.protocol_tab import ProtocolTab
from t20desk.ui.events.rules_dialog import PrecedenceDialog
from t20desk.ui.events.seat_grid import SeatGrid
from t20desk.ui.events.seats_tab import SeatsTab
from t20desk.ui.pictures import wait_for_calm
from t20desk.ui.records.record_dialog import RecordDialog
from t20desk.ui.window import Window
from tests.ui.conftest import add
from tests.ui.hands import LEFT, ids_of, open_record, value, when_open

NAMES = ("Dahl", "Ek", "Falk", "Gran")


@pytest.fixture
def page(qtbot: QtBot, window: Window) -> EventPage:
    """The page of an event with four guests and one list."""
    db = window.desk.db
    (inner,) = ids_of(db, "event", "Opening")
    people = add(db, "person", *({"family_name": name} for name in NAMES))
    add(db, "participation", *({"event": inner, "person": one} for one in people))
    add(db, "protocol_list", {"event": inner, "title_en": "Guests of honour"})
    found = open_record(qtbot, window, "event", inner)
    assert isinstance(found, EventPage)
    return found


def open_protocol(qtbot: QtBot, page: EventPage) -> ProtocolTab:
    tab = page.tabs.protocol
    assert tab is not None
    page.tabs.setCurrentWidget(tab)
    qtbot.waitUntil(lambda: names(tab) == list(NAMES))
    return tab


def open_seats(qtbot: QtBot, page: EventPage) -> SeatsTab:
    tab = page.tabs.seats
    assert tab is not None
    page.tabs.setCurrentWidget(tab)
    qtbot.waitUntil(lambda: tab.waiting.count() == len(NAMES))
    return tab


def names(tab: ProtocolTab) -> list[str]:
    return [row.guest.name for row in tab.view.ranking.lines]


def drop(target: QWidget, guest: int, at: QPointF) -> None:
    """Drop a guest who is dragged."""
    data = pack_guest(guest)
    none = Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(at.toPoint(), Qt.DropAction.CopyAction, data, LEFT, none)
    QApplication.sendEvent(target, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(target, QDropEvent(at, Qt.DropAction.CopyAction, data, LEFT, none))


def test_only_what_can_be_done_with_the_marked_guest_is_offered(
    qtbot: QtBot, page: EventPage
) -> None:
    tab = open_protocol(qtbot, page)
    verbs = (tab.bar.up, tab.bar.down, tab.bar.place, tab.bar.free, tab.bar.host, tab.bar.out)
    assert not any(button.isEnabled() for button in verbs)
    tab.view.setCurrentIndex(tab.view.ranking.index(0, 1))
    assert [button.isEnabled() for button in verbs] == [False, True, True, False, True, True]
    qtbot.mouseClick(tab.bar.down, LEFT)
    qtbot.waitUntil(lambda: [button.isEnabled() for button in verbs] == [True] * 6)


def test_an_event_without_a_list_says_how_places_are_set(qtbot: QtBot, window: Window) -> None:
    (inner,) = ids_of(window.desk.db, "event", "Opening")
    (person,) = ids_of(window.desk.db, "person")
    add(window.desk.db, "participation", {"event": inner, "person": person})
    page = open_record(qtbot, window, "event", inner)
    assert isinstance(page, EventPage)
    tab = page.tabs.protocol
    assert tab is not None
    page.tabs.setCurrentWidget(tab)
    qtbot.waitUntil(lambda: tab.told.text().startswith("Make a list first"))


def test_seats_are_offered_once_there_are_any(qtbot: QtBot, page: EventPage) -> None:
    tab = open_seats(qtbot, page)
    verbs = (tab.seat, tab.fill, tab.change, tab.free)
    assert not any(button.isEnabled() for button in verbs)
    qtbot.mouseClick(tab.rows, LEFT)
    qtbot.waitUntil(tab.fill.isEnabled)
    tab.fill.setFocus()
    qtbot.mouseClick(tab.fill, LEFT)
    qtbot.waitUntil(tab.free.isEnabled)
    assert tab.grid.hasFocus()
    assert [button.isEnabled() for button in verbs] == [False, False, True, True]


def test_without_a_seat_the_room_says_what_comes_first(qtbot: QtBot, page: EventPage) -> None:
    tab = open_seats(qtbot, page)
    hint = tab.grid.findChild(QLabel, "seatHint")
    assert isinstance(hint, QLabel)
    assert hint.isVisible()
    qtbot.mouseClick(tab.tables, LEFT)
    qtbot.waitUntil(lambda: not hint.isVisible())


def test_a_heading_without_room_ends_in_dots(qtbot: QtBot, page: EventPage) -> None:
    header = open_protocol(qtbot, page).view.horizontalHeader()
    assert header.textElideMode() == Qt.TextElideMode.ElideRight


def test_a_guest_is_moved_by_keys_and_stays_there(qtbot: QtBot, page: EventPage) -> None:
    tab = open_protocol(qtbot, page)
    tab.view.setCurrentIndex(tab.view.ranking.index(2, 1))
    for _time in range(2):  # faster than the list is read again
        qtbot.keyClick(tab.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: names(tab) == ["Falk", "Dahl", "Ek", "Gran"])
    assert tab.view.ranking.index(0, 0).data() == "1 ●"
    tab.view.setCurrentIndex(tab.view.ranking.index(0, 1))
    qtbot.keyClick(tab.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: names(tab) == list(NAMES))


def test_a_remark_on_a_guest_is_written_in_its_cell(qtbot: QtBot, page: EventPage) -> None:
    tab = open_protocol(qtbot, page)
    tab.view.setCurrentIndex(tab.view.ranking.index(1, 1))
    for typed in ("5 min", ""):
        qtbot.keyClick(tab.view, Qt.Key.Key_F2)
        (editor,) = tab.view.findChildren(QLineEdit)
        editor.setText(typed)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        told = f"{typed} · equal rank".removeprefix(" · ")
        qtbot.waitUntil(lambda told=told: tab.view.ranking.index(1, 5).data() == told)


def test_a_remark_being_written_outlasts_what_others_change(
    qtbot: QtBot, window: Window, page: EventPage
) -> None:
    tab = open_protocol(qtbot, page)
    db, guest = window.desk.db, tab.view.ranking.lines[3].guest.id
    tab.view.setCurrentIndex(tab.view.ranking.index(1, 1))
    qtbot.keyClick(tab.view, Qt.Key.Key_F2)
    (editor,) = tab.view.findChildren(QLineEdit)
    editor.setText("5 min")
    window.desk.apply(plan_delete(db, "participation", [guest]))
    wait_for_calm(lambda: bool(window.desk.jobs.running))
    assert tab.view.is_writing()
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tab.view.ranking.index(1, 5).data().startswith("5 min"))
    assert names(tab) == list(NAMES[:3])


def test_a_guest_is_dragged_to_a_place_that_is_not_set_for_another(
    qtbot: QtBot, page: EventPage
) -> None:
    tab = open_protocol(qtbot, page)
    guests = {row.guest.name: row.guest.id for row in tab.view.ranking.lines}
    top = QPointF(tab.view.visualRect(tab.view.ranking.index(0, 1)).center())
    drop(tab.view.viewport(), guests["Gran"], top)
    qtbot.waitUntil(lambda: names(tab) == ["Gran", "Dahl", "Ek", "Falk"])
    drop(tab.view.viewport(), guests["Ek"], top)
    assert "Place 1 was set by hand for Gran" in tab.notice.text()


def test_equal_ranks_are_said_in_one_sentence(qtbot: QtBot, page: EventPage) -> None:
    tab = open_protocol(qtbot, page)
    assert tab.told.text() == ("4 guests have equal ranks; the names decide: Dahl, Ek, Falk, Gran")


def test_rules_are_moved_and_saved_as_one_change(
    qtbot: QtBot, window: Window, page: EventPage
) -> None:
    tab = open_protocol(qtbot, page)

    def edit(dialog: PrecedenceDialog) -> None:
        dialog.table.setCurrentCell(1, 1)
        qtbot.mouseClick(dialog.up, LEFT)
        dialog.accept()

    when_open(PrecedenceDialog, edit)
    qtbot.mouseClick(tab.rules, LEFT)
    db = window.desk.db
    first = ids_of(db, "precedence_rule")[0]
    assert value(db, "precedence_rule", first, "criterion") == "role"


def test_words_for_a_rank_that_is_a_number_are_said_while_they_are_typed(
    qtbot: QtBot, page: EventPage
) -> None:
    tab = open_protocol(qtbot, page)
    told: list[str] = []

    def edit(dialog: PrecedenceDialog) -> None:
        for words in ("Minister", ""):
            dialog.table.item(0, 1).setText(words)
            told.append(dialog.notice.text())
        dialog.reject()

    when_open(PrecedenceDialog, edit)
    qtbot.mouseClick(tab.rules, LEFT)
    assert told == ["The rule “rank on the guest list” takes no words; remove “Minister”.", ""]


def test_a_host_is_chosen_for_a_guest(qtbot: QtBot, window: Window, page: EventPage) -> None:
    tab = open_protocol(qtbot, page)
    tab.view.setCurrentIndex(tab.view.ranking.index(0, 1))

    def choose(dialog: QInputDialog) -> None:
        dialog.setTextValue("Ek")
        dialog.accept()

    when_open(QInputDialog, choose)
    qtbot.mouseClick(tab.bar.host, LEFT)
    assert page.record_id is not None
    hosts: dict[int, Any] = read_hosts(window.desk.db, page.record_id)
    assert [host[0][1] for host in hosts.values()] == ["Ek"]
    qtbot.waitUntil(lambda: tab.view.ranking.index(0, 4).data() == "Ek")
    asked: list[str] = []
    when_open(QInputDialog, lambda dialog: (asked.append(dialog.textValue()), dialog.accept()))
    qtbot.mouseClick(tab.bar.host, LEFT)
    assert asked == ["Ek"]
    assert read_hosts(window.desk.db, page.record_id) == hosts


def test_a_guest_is_taken_off_the_list_and_put_on_again(qtbot: QtBot, page: EventPage) -> None:
    tab = open_protocol(qtbot, page)
    qtbot.mouseClick(tab.bar.take, LEFT)
    assert "on this list already" in tab.notice.text()
    tab.view.setCurrentIndex(tab.view.ranking.index(1, 1))
    qtbot.mouseClick(tab.bar.out, LEFT)
    qtbot.waitUntil(lambda: names(tab) == ["Dahl", "Falk", "Gran"])
    offered: list[list[str]] = []
    when_open(
        QInputDialog,
        lambda dialog: (offered.append(dialog.comboBoxItems()), dialog.accept()),
    )
    qtbot.mouseClick(tab.bar.take, LEFT)
    assert offered == [["Ek"]]
    qtbot.waitUntil(lambda: names(tab) == list(NAMES))


def test_a_place_is_typed_and_left_to_the_rules_again(qtbot: QtBot, page: EventPage) -> None:
    tab = open_protocol(qtbot, page)

    def type_place(text: str) -> None:
        when_open(QInputDialog, lambda dialog: (dialog.setTextValue(text), dialog.accept()))
        qtbot.mouseClick(tab.bar.place, LEFT)

    tab.view.setCurrentIndex(tab.view.ranking.index(3, 1))
    type_place("first")
    assert "“first” is no place" in tab.notice.text()
    type_place("1")
    qtbot.waitUntil(lambda: names(tab) == ["Gran", "Dahl", "Ek", "Falk"])
    qtbot.waitUntil(tab.bar.free.isEnabled)
    qtbot.mouseClick(tab.bar.free, LEFT)
    qtbot.waitUntil(lambda: names(tab) == list(NAMES))


def seats(window: Window) -> dict[str, str]:
    db = window.desk.db
    rows = {key: value(db, "participation", key, "seat") for key in ids_of(db, "participation")}
    return {
        value(db, "participation", key, "person").text: seat for key, seat in rows.items() if seat
    }


def test_a_seat_shows_the_name_in_both_scripts(qtbot: QtBot) -> None:
    grid = SeatGrid()
    qtbot.addWidget(grid)
    key = ("", "", "")
    guest = Guest(1, 2, "He Guodong", "何国栋", "", "", "", "", frozenset(), None, "A1", True, key)
    grid.show_plan(SeatingPlan([SeatingTable(3, "A", "row", 2)], {Seat("A", 1): guest}))
    assert grid.item(0, 0).text() == "He Guodong\n何国栋"
    assert grid.rowHeight(0) >= 2 * grid.fontMetrics().lineSpacing()


def test_guests_are_seated_by_keys_and_by_precedence(
    qtbot: QtBot, window: Window, page: EventPage
) -> None:
    tab = open_seats(qtbot, page)
    qtbot.mouseClick(tab.rows, LEFT)
    qtbot.waitUntil(lambda: tab.grid.rowCount() == 1)
    tab.grid.setCurrentCell(0, 1)
    tab.waiting.setCurrentRow(2)
    qtbot.mouseClick(tab.seat, LEFT)
    qtbot.waitUntil(lambda: tab.waiting.count() == 3)
    assert seats(window) == {"Falk": "A2"}
    qtbot.mouseClick(tab.fill, LEFT)
    qtbot.waitUntil(lambda: tab.waiting.count() == 0)
    assert seats(window) == {"Dahl": "A1", "Falk": "A2", "Ek": "A3", "Gran": "A4"}


def test_a_guest_is_dragged_to_a_seat_and_back(
    qtbot: QtBot, window: Window, page: EventPage
) -> None:
    tab = open_seats(qtbot, page)
    qtbot.mouseClick(tab.tables, LEFT)
    qtbot.waitUntil(lambda: tab.grid.rowCount() == 1)
    guest = tab.waiting.marked_guest()
    assert guest is not None
    place = tab.grid.visualItemRect(tab.grid.item(0, 0)).center()
    drop(tab.grid.viewport(), guest, QPointF(place))
    qtbot.waitUntil(lambda: tab.waiting.count() == 3)
    assert seats(window) == {"Dahl": "Table 1-1"}
    drop(tab.waiting.viewport(), guest, QPointF(5, 5))
    qtbot.waitUntil(lambda: tab.waiting.count() == 4)
    assert seats(window) == {}


def test_a_further_list_of_the_event_is_made_by_its_title_alone_and_shown(
    qtbot: QtBot, window: Window, page: EventPage
) -> None:
    tab = open_protocol(qtbot, page)

    def fill(dialog: RecordDialog) -> None:
        qtbot.keyClicks(dialog.form.rows["title_en"].editor, "Speeches")
        qtbot.mouseClick(dialog.save, LEFT)

    when_open(RecordDialog, fill)
    qtbot.mouseClick(tab.add, LEFT)
    qtbot.waitUntil(lambda: tab.lists.currentText() == "Speeches")
    qtbot.waitUntil(lambda: not tab._desk.jobs.running)
    assert tab.lists.currentText() == "Speeches"
    assert tab.lists.count() == 2
