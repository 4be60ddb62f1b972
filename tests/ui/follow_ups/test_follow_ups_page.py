"""The due list under a user's hands, and notes written in a moment."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from t20desk.db.history.operations import Wish, list_sequences
from t20desk.ui.follow_ups.follow_ups_page import FollowUpsPage
from t20desk.ui.follow_ups.handing_over import HandOverDialog
from t20desk.ui.places import Place
from t20desk.ui.records.quick_note import QuickNote
from t20desk.ui.records.record_page import RecordPage
from t20desk.ui.window import Window
from tests.ui.conftest import add
from tests.ui.hands import (
    child,
    ids_of,
    name_file,
    open_list,
    open_page,
    open_record,
    press,
    value,
    when_open,
)

LEFT = Qt.MouseButton.LeftButton
YESTERDAY = (date.today() - timedelta(days=1)).isoformat()
ME = "Test Person"


@pytest.fixture
def page(qtbot: QtBot, window: Window) -> FollowUpsPage:
    """Two follow-ups of mine, one of a colleague."""
    db = window.desk.db
    member = ids_of(db, "member")[0]
    note = {"noted_on": YESTERDAY, "member": member, "follow_up": YESTERDAY}
    add(db, "contact_note", {**note, "subject": "Call back", "responsible": ME})
    add(db, "contact_note", {**note, "subject": "Send the letter", "responsible": ME})
    add(db, "contact_note", {**note, "subject": "Ask for the logo", "responsible": "Weber"})
    page = open_page(qtbot, window, FollowUpsPage, Place("follow_ups"))
    wait_for(qtbot, page, "Call back", "Send the letter")
    return page


def names(page: FollowUpsPage) -> list[str]:
    return [one.title for one in page.list.listed()]


def wait_for(qtbot: QtBot, page: FollowUpsPage, *titles: str) -> None:
    qtbot.waitUntil(lambda: names(page) == list(titles))


def give_to(name: str) -> None:
    def answer(dialog: HandOverDialog) -> None:
        dialog.name.setCurrentText(name)
        dialog.give.click()

    when_open(HandOverDialog, answer)


def test_mine_come_first_and_all_with_one_click(qtbot: QtBot, page: FollowUpsPage) -> None:
    press(qtbot, page, "view_all")
    wait_for(qtbot, page, "Ask for the logo", "Call back", "Send the letter")
    assert child(page, QPushButton, "view_mine").text() == "Mine 2"
    assert child(page, QPushButton, "view_all").text() == "All 3"
    assert "overdue" in page.list.topLevelItem(0).text(0)


def test_all_are_selected_by_key_from_the_chips_too(
    qtbot: QtBot, window: Window, page: FollowUpsPage
) -> None:
    chip = child(page, QPushButton, "view_mine")
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert [one.title for one in page.list.chosen()] == ["Call back", "Send the letter"]


def test_space_ticks_off_one_after_the_other(qtbot: QtBot, page: FollowUpsPage) -> None:
    page.list.setCurrentItem(page.list.topLevelItem(0))
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    wait_for(qtbot, page, "Send the letter")
    qtbot.waitUntil(lambda: len(page.list.selectedItems()) == 1)
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    wait_for(qtbot, page)


def test_space_without_a_choice_takes_the_one_under_the_cursor_and_nothing_from_an_empty_list(
    qtbot: QtBot, window: Window, page: FollowUpsPage
) -> None:
    assert not page.list.selectedItems()
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    wait_for(qtbot, page, "Send the letter")
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    wait_for(qtbot, page)
    qtbot.waitUntil(lambda: not page.over.isEnabled())
    before = len(list_sequences(window.desk.db, Wish()))
    page.finish_follow_ups()
    assert len(list_sequences(window.desk.db, Wish())) == before


@pytest.mark.qt_log_ignore("does not support")
def test_a_name_typed_after_one_was_chosen_takes_its_place(
    qtbot: QtBot, window: Window, page: FollowUpsPage
) -> None:
    def answer(dialog: HandOverDialog) -> None:
        qtbot.keyClick(dialog.name, Qt.Key.Key_Down)
        assert dialog.name.currentText()
        assert not dialog.hint.text().strip()
        qtbot.keyClicks(dialog.name, "Winter")
        assert "“Winter”" in dialog.hint.text()
        assert dialog.name.currentText() == "Winter"
        dialog.give.click()

    when_open(HandOverDialog, answer)
    press(qtbot, page, "dueHandOver")
    wait_for(qtbot, page)


@pytest.mark.qt_log_ignore("does not support")
def test_a_colleague_is_offered_by_any_part_of_the_name(qtbot: QtBot, page: FollowUpsPage) -> None:
    def answer(dialog: HandOverDialog) -> None:
        qtbot.waitUntil(dialog.name.hasFocus)
        qtbot.keyClicks(dialog.name, "ebe")
        offers = dialog.name.completer().popup()
        qtbot.waitUntil(offers.isVisible)
        qtbot.keyClick(offers, Qt.Key.Key_Down)
        qtbot.keyClick(offers, Qt.Key.Key_Return)
        assert dialog.name.currentText() == "Weber"
        dialog.give.click()

    when_open(HandOverDialog, answer)
    press(qtbot, page, "dueHandOver")
    wait_for(qtbot, page)


def test_all_of_a_colleague_are_handed_over_as_one_change(
    qtbot: QtBot, window: Window, page: FollowUpsPage
) -> None:
    page.list.clearSelection()
    give_to("Weber")
    press(qtbot, page, "dueHandOver")
    wait_for(qtbot, page)
    window.undo_change()
    wait_for(qtbot, page, "Call back", "Send the letter")


def test_a_follow_up_moves_to_tomorrow(qtbot: QtBot, page: FollowUpsPage) -> None:
    page.list.setCurrentItem(page.list.topLevelItem(0))
    press(qtbot, page, "dueTomorrow")
    wait_for(qtbot, page, "Send the letter")


def test_the_menu_puts_off_what_is_selected(
    qtbot: QtBot, window: Window, page: FollowUpsPage
) -> None:
    for verb, days in (("put_off_day", 1), ("put_off_week", 7)):
        page.list.setCurrentItem(page.list.topLevelItem(0))
        key = page.list.meant()[0].id
        window.commands.of(verb).trigger()
        day = (date.today() + timedelta(days=days)).isoformat()
        assert value(window.desk.db, "contact_note", key, "follow_up") == day
        qtbot.waitUntil(lambda key=key: key not in [one.id for one in page.list.listed()])


def test_enter_opens_the_record(qtbot: QtBot, window: Window, page: FollowUpsPage) -> None:
    page.list.setCurrentItem(page.list.topLevelItem(1))
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.page(), RecordPage))
    shown = window.page()
    assert isinstance(shown, RecordPage)
    qtbot.waitUntil(lambda: shown.title() == "Send the letter")


def test_the_list_is_saved_as_a_calendar(
    qtbot: QtBot,
    window: Window,
    page: FollowUpsPage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "due.ics"
    name_file(monkeypatch, target)
    window.update_state()
    window.commands.of("export_calendar").trigger()
    qtbot.waitUntil(target.exists)
    calendar = Calendar.from_ical(target.read_bytes())
    assert [str(one["summary"])[:9] for one in calendar.walk("VEVENT")] == [
        "Call back",
        "Send the ",
    ]


def test_a_note_is_written_from_a_record_with_one_key(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    key = ids_of(db, "member")[0]
    open_record(qtbot, window, "member", key)

    def write(note: QuickNote) -> None:
        qtbot.keyClicks(note.editors["text"], "Wants the programme by Friday")
        qtbot.keyClicks(note.editors["follow_up"], "2030-01-04")
        note.save.click()

    when_open(QuickNote, write)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_T, keys)
    (made,) = ids_of(db, "contact_note")
    assert value(db, "contact_note", made, "subject") == "Wants the programme by Friday"
    assert value(db, "contact_note", made, "member").id == key
    assert value(db, "contact_note", made, "responsible") == ME
    assert value(db, "contact_note", made, "follow_up") == "2030-01-04"


def test_a_note_on_several_records_is_one_change(qtbot: QtBot, window: Window) -> None:
    page = open_list(qtbot, window, "member", 4, view="all")
    page.select_all()

    def write(note: QuickNote) -> None:
        qtbot.keyClicks(note.editors["text"], "Circular sent")
        note.save.click()

    when_open(QuickNote, write)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_T, both)
    assert len(ids_of(window.desk.db, "contact_note")) == 4
