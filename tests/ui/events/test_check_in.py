"""Check-in under a user's hands: scanned, typed, noted, counted, taken back."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from t20desk.checking_in.arrivals import plan_arrival
from t20desk.editing import plan_edit
from t20desk.errors import UserError
from t20desk.printing.papers import make_paper
from t20desk.printing.sheets import note_printing
from t20desk.ui.events.check_in import CheckInTab
from t20desk.ui.events.event_page import EventPage
from t20desk.ui.events.signed_sheet import SignedSheetDialog
from t20desk.ui.papers.print_preview import PrintPreview
from t20desk.ui.window import Window
from tests.ui.conftest import add
from tests.ui.hands import child, ids_of, name_file, open_record, texts, value, when_open


def open_opening(qtbot: QtBot, window: Window) -> tuple[EventPage, CheckInTab]:
    """The page of the opening with one guest for each member."""
    db = window.desk.db
    (inner,) = ids_of(db, "event", "Opening")
    members = ids_of(db, "member")
    badges = ("T1", "T2", "T3", "T3")
    rows = zip(members, badges, strict=True)
    add(db, "participation", *({"event": inner, "member": m, "badge": b} for m, b in rows))
    page = open_record(qtbot, window, "event", inner)
    assert isinstance(page, EventPage)
    tab = page.tabs.check_in
    assert tab is not None
    qtbot.waitUntil(lambda: len(tab.door.guests) == 4)
    page.tabs.setCurrentWidget(tab)
    return page, tab


def came(window: Window) -> list[str]:
    db = window.desk.db
    guests = ids_of(db, "participation", "presence:=came")
    return [value(db, "participation", one, "member").text for one in guests]


def test_a_click_on_the_tab_lets_the_next_scan_in(qtbot: QtBot, window: Window) -> None:
    page, tab = open_opening(qtbot, window)
    bar = page.tabs.tabBar()
    page.tabs.setCurrentIndex(0)
    bar.setFocus()
    place = bar.tabRect(page.tabs.indexOf(tab)).center()
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=place)
    assert page.tabs.currentWidget() is tab
    assert tab.search.hasFocus()


def test_the_button_that_takes_back_cuts_a_long_name_where_there_is_no_room(
    qtbot: QtBot, window: Window
) -> None:
    _page, tab = open_opening(qtbot, window)
    db = window.desk.db
    [member] = ids_of(db, "member", "BNP")
    db.apply(plan_edit(db, "member", {member: {"name": "BNP Paribas " + "Innovation " * 9}}))
    qtbot.waitUntil(lambda: any("Innovation" in one.name for one in tab.door.guests))
    qtbot.keyClicks(tab.search, "BNP")
    qtbot.keyClick(tab.search, Qt.Key.Key_Return)
    qtbot.waitUntil(tab.back.isVisible)
    assert tab.back.cut_text().endswith("…")
    assert "Innovation Innovation" in tab.back.toolTip()


def test_a_typed_name_and_enter_note_that_the_guest_came(qtbot: QtBot, window: Window) -> None:
    _page, tab = open_opening(qtbot, window)
    qtbot.keyClicks(tab.search, "BNP")
    assert tab.card.name.text() == "BNP Paribas"
    found = tab.table.guests.index(0, 0)
    assert found.data(Qt.ItemDataRole.ToolTipRole) == found.data() == "BNP Paribas"
    qtbot.keyClick(tab.search, Qt.Key.Key_Return)
    db = window.desk.db
    (guest,) = ids_of(db, "participation", "presence:=came")
    assert value(db, "participation", guest, "member").text == "BNP Paribas"
    assert value(db, "participation", guest, "presence_by") == "Test Person"
    qtbot.waitUntil(lambda: tab.count.text() == "1 of 4 came")
    assert tab.search.text() == ""
    qtbot.keyClick(tab.search, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: came(window) == [])
    assert tab.search.text() == ""


def test_undo_at_the_door_takes_a_change_back_before_what_was_typed_earlier(
    qtbot: QtBot, window: Window
) -> None:
    _page, tab = open_opening(qtbot, window)
    qtbot.keyClicks(tab.search, "w")
    qtbot.keyClick(tab.search, Qt.Key.Key_Backspace)
    guest = ids_of(window.desk.db, "participation")[0]
    window.desk.apply(plan_edit(window.desk.db, "participation", {guest: {"presence": "came"}}))
    qtbot.keyClick(tab.search, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: came(window) == [])
    assert tab.search.text() == ""


def test_a_scanned_badge_notes_the_guest_and_a_second_scan_says_so(
    qtbot: QtBot, window: Window
) -> None:
    _page, tab = open_opening(qtbot, window)
    for _scan in range(2):
        qtbot.keyClicks(tab.search, "t1")
        qtbot.keyClick(tab.search, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: tab.door.count().came == 1)
    assert "came already" in tab.notice.text()
    assert len(came(window)) == 1


def test_while_guests_come_only_the_door_is_read_and_the_rest_once_another_tab_is_shown(
    qtbot: QtBot, window: Window
) -> None:
    page, tab = open_opening(qtbot, window)
    qtbot.waitUntil(lambda: page.part_verbs.guests().count() == 4)
    qtbot.keyClicks(tab.search, "T1")
    qtbot.keyClick(tab.search, Qt.Key.Key_Return)
    assert tab.count.text() == "1 of 4 came"
    assert page._calm.isActive()
    page.tabs.setCurrentIndex(0)
    assert not page._calm.isActive()
    qtbot.waitUntil(lambda: "came" in texts(page.part_verbs.guests().table, "presence"))


def test_the_figures_follow_once_nobody_comes_for_a_while(qtbot: QtBot, window: Window) -> None:
    page, tab = open_opening(qtbot, window)
    qtbot.waitUntil(lambda: bool(figures(page)))
    unchanged = figures(page)[0]
    page.refresh(frozenset())
    qtbot.waitUntil(lambda: not window.desk.jobs.running)
    assert figures(page)[0] is unchanged
    qtbot.keyClicks(tab.search, "T1")
    qtbot.keyClick(tab.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "1 came" in [one.accessibleName() for one in figures(page)])
    assert tab.count.text() == "1 of 4 came"


def figures(page: EventPage) -> list[QPushButton]:
    return page.figures.findChildren(QPushButton)


def test_a_wrong_code_is_said_and_the_next_scan_takes_its_place(
    qtbot: QtBot, window: Window
) -> None:
    _page, tab = open_opening(qtbot, window)
    qtbot.keyClicks(tab.search, "X99")
    assert tab.card.name.text() == "Nobody here fits “X99”."
    qtbot.keyClick(tab.search, Qt.Key.Key_Return)
    assert "No guest fits “X99”" in tab.notice.text()
    qtbot.keyClicks(tab.search, "T2")
    qtbot.keyClick(tab.search, Qt.Key.Key_Return)
    assert len(came(window)) == 1
    assert tab.notice.text() == ""


def test_a_code_that_was_scanned_in_part_notes_nobody(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    _page, tab = open_opening(qtbot, window)
    guests = ids_of(db, "participation")
    db.apply(plan_edit(db, "participation", {guests[0]: {"badge": "T3001"}}))
    db.apply(plan_edit(db, "participation", {guests[1]: {"badge": "T3002"}}))
    qtbot.waitUntil(lambda: bool(tab.door.find_badge("T3002")))
    qtbot.keyClicks(tab.search, "T300")
    qtbot.keyClick(tab.search, Qt.Key.Key_Return)
    assert "No badge has the code “T300”" in tab.notice.text()
    assert came(window) == []


def test_what_is_being_scanned_stays_while_the_page_is_read_again(
    qtbot: QtBot, window: Window
) -> None:
    page, tab = open_opening(qtbot, window)
    qtbot.keyClicks(tab.search, "T")
    assert page.record_id is not None
    page.tabs.show_record(page.record_id, "Opening")
    qtbot.keyClicks(tab.search, "1")
    qtbot.keyClick(tab.search, Qt.Key.Key_Return)
    assert len(came(window)) == 1


def test_a_guest_noted_at_another_door_meanwhile_keeps_that_time(
    qtbot: QtBot, window: Window
) -> None:
    _page, tab = open_opening(qtbot, window)
    db, guest = window.desk.db, tab.door.find_badge("T1")[0]
    elsewhere = {"presence": "came", "presence_at": "2026-06-24T08:15", "presence_by": "Bo"}
    db.apply(plan_edit(db, "participation", {guest.id: elsewhere}))
    assert not guest.has_come
    with pytest.raises(UserError, match="noted at 08:15 by Bo"):
        plan_arrival(db, guest)


def test_a_badge_of_two_guests_asks_which(qtbot: QtBot, window: Window) -> None:
    _page, tab = open_opening(qtbot, window)
    qtbot.keyClicks(tab.search, "T3")
    qtbot.keyClick(tab.search, Qt.Key.Key_Return)
    assert "Badge T3 belongs to" in tab.notice.text()
    assert came(window) == []
    qtbot.keyClick(tab.search, Qt.Key.Key_Down)
    chosen = tab.card.name.text()
    qtbot.keyClick(tab.search, Qt.Key.Key_Return)
    assert came(window) == [chosen]


def test_enter_on_an_empty_line_notes_nobody(qtbot: QtBot, window: Window) -> None:
    _page, tab = open_opening(qtbot, window)
    qtbot.keyClick(tab.search, Qt.Key.Key_Return)
    qtbot.keyClicks(tab.search, "xyz")
    qtbot.keyClick(tab.search, Qt.Key.Key_Return)
    assert "No guest fits “xyz”" in tab.notice.text()
    assert came(window) == []


def test_the_latest_guest_is_taken_back_with_one_button(qtbot: QtBot, window: Window) -> None:
    _page, tab = open_opening(qtbot, window)
    assert tab.back.isHidden()
    qtbot.keyClicks(tab.search, "BNP")
    qtbot.keyClick(tab.search, Qt.Key.Key_Return)
    assert tab.back.text() == "Take back: BNP Paribas"
    qtbot.mouseClick(tab.back, Qt.MouseButton.LeftButton)
    assert came(window) == []
    qtbot.waitUntil(lambda: tab.count.text() == "0 of 4 came")


def test_a_guest_taken_back_elsewhere_is_not_offered_again(qtbot: QtBot, window: Window) -> None:
    _page, tab = open_opening(qtbot, window)
    qtbot.keyClicks(tab.search, "BNP")
    qtbot.keyClick(tab.search, Qt.Key.Key_Return)
    assert tab.back.isVisible()
    window.undo_change()
    qtbot.waitUntil(tab.back.isHidden)
    assert came(window) == []


def test_a_signed_sheet_is_typed_in_with_names_shown_first(qtbot: QtBot, window: Window) -> None:
    page, tab = open_opening(qtbot, window)
    db = window.desk.db
    note_printing(db, make_paper(db, "attendance", event=str(page.record_id)))

    def type_numbers(dialog: SignedSheetDialog) -> None:
        qtbot.keyClicks(dialog.numbers, "1-2 w1")
        qtbot.waitUntil(lambda: dialog.names.count() == 3)
        qtbot.keyClicks(child(dialog, QLineEdit, "walkIn_w1"), "Olga Lund")
        qtbot.waitUntil(lambda: dialog.names.item(2).text() == "w1  Olga Lund")
        qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)

    when_open(SignedSheetDialog, type_numbers)
    qtbot.mouseClick(tab.sheet, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.door.count().came == 3)
    assert ids_of(db, "person", "Lund")
    assert window.status.undo.isVisible()


def test_enter_goes_on_to_the_name_on_an_empty_line_instead_of_leaving_it_out(
    qtbot: QtBot, window: Window
) -> None:
    page, tab = open_opening(qtbot, window)
    db = window.desk.db
    note_printing(db, make_paper(db, "attendance", event=str(page.record_id)))
    key = Qt.Key.Key_Return

    def type_numbers(dialog: SignedSheetDialog) -> None:
        qtbot.keyClicks(dialog.numbers, "w1")
        qtbot.waitUntil(dialog.take.isEnabled)
        qtbot.keyClicks(dialog.numbers, " 1-2")
        qtbot.waitUntil(lambda: dialog.names.count() == 3)
        qtbot.keyClick(dialog.numbers, key)
        assert "w1" in dialog.notice.text()
        walk_in = child(dialog, QLineEdit, "walkIn_w1")
        assert dialog.focusWidget() is walk_in
        assert dialog.numbers.nextInFocusChain() is walk_in
        qtbot.keyClicks(walk_in, "Olga Lund")
        qtbot.waitUntil(lambda: dialog.names.item(2).text() == "w1  Olga Lund")
        qtbot.keyClick(walk_in, key)

    when_open(SignedSheetDialog, type_numbers)
    qtbot.mouseClick(tab.sheet, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.door.count().came == 3)


def test_a_number_that_is_not_on_the_sheet_is_said_while_typing(
    qtbot: QtBot, window: Window
) -> None:
    page, tab = open_opening(qtbot, window)
    db = window.desk.db
    note_printing(db, make_paper(db, "attendance", event=str(page.record_id)))

    def type_numbers(dialog: SignedSheetDialog) -> None:
        qtbot.keyClicks(dialog.numbers, "9")
        qtbot.waitUntil(lambda: "has no line 9" in dialog.notice.text())
        assert not dialog.take.isEnabled()
        dialog.reject()

    when_open(SignedSheetDialog, type_numbers)
    qtbot.mouseClick(tab.sheet, Qt.MouseButton.LeftButton)
    assert came(window) == []


def test_after_a_scanned_code_the_numbers_are_typed(qtbot: QtBot, window: Window) -> None:
    page, tab = open_opening(qtbot, window)
    db = window.desk.db
    for _sheet in range(2):
        note_printing(db, make_paper(db, "attendance", event=str(page.record_id)))
    (code, _other) = (value(db, "signature_sheet", key, "code") for key in
                      ids_of(db, "signature_sheet"))  # fmt: skip

    def scan(dialog: SignedSheetDialog) -> None:
        qtbot.waitUntil(dialog.isActiveWindow)
        qtbot.keyClicks(dialog.code, code)
        qtbot.keyClick(dialog.code, Qt.Key.Key_Return)
        qtbot.waitUntil(dialog.numbers.hasFocus)
        qtbot.keyClicks(dialog.numbers, "1")
        qtbot.waitUntil(dialog.take.isEnabled)
        qtbot.keyClick(dialog.numbers, Qt.Key.Key_Return)

    when_open(SignedSheetDialog, scan)
    qtbot.mouseClick(tab.sheet, Qt.MouseButton.LeftButton)
    assert len(came(window)) == 1


def test_on_its_day_an_event_opens_at_the_check_in(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    (inner,) = ids_of(db, "event", "Opening")
    today = date.today().isoformat()
    assert not db.apply(plan_edit(db, "event", {inner: {"starts": today}})).is_refused
    page = open_record(qtbot, window, "event", inner)
    qtbot.waitUntil(lambda: page.tabs.currentWidget() is page.tabs.check_in)


def test_a_sheet_is_kept_once_for_what_is_printed_from_the_preview(
    qtbot: QtBot, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, _tab = open_opening(qtbot, window)
    target = tmp_path / "sheet.pdf"
    name_file(monkeypatch, target)

    def save(preview: PrintPreview) -> None:
        qtbot.waitUntil(preview.panel.pdf.isEnabled)
        for _time in range(2):
            qtbot.mouseClick(preview.panel.pdf, Qt.MouseButton.LeftButton)
        preview.reject()

    when_open(PrintPreview, save)
    page.event_verbs.print_sheet()
    assert target.exists()
    db = window.desk.db
    (sheet,) = ids_of(db, "signature_sheet")
    assert value(db, "signature_sheet", sheet, "guests") == 4
