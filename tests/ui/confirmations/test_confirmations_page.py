"""The yearly confirmation by a user's hands: sent, replied, taken back, reminded."""

from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from t20desk.confirming import plan_sending, write_workbooks
from t20desk.db.history.undoing import plan_undo
from t20desk.editing import plan_edit
from t20desk.round_trip.values import ReturnOptions
from t20desk.ui.confirmations.confirmations_page import ConfirmationsPage
from t20desk.ui.confirmations.send_dialog import SendDialog
from t20desk.ui.imports.in_tray import InTray
from t20desk.ui.imports.return_child import plan_in_child
from t20desk.ui.imports.return_look import ReturnLook
from t20desk.ui.imports.return_page import DONE, LOOK, ReturnPage
from t20desk.ui.lists.mail_addresses import MailAddresses
from t20desk.ui.places import Place
from t20desk.ui.previews.preview import PreviewDialog
from t20desk.ui.records.record_page import RecordPage
from t20desk.ui.window import Window
from tests.round_trip.books import type_in
from tests.ui.dropping import drop, mime_of
from tests.ui.hands import LEFT, child, ids_of, open_list, open_page, press, value, when_open
from tests.ui.wizard_hands import wait_known

LONG = 30_000
TODAY = date.today().isoformat()
LATE = "2026-01-31"


def send(window: Window, folder: Path) -> list[Path]:
    """A round for all members, without the window."""
    db = window.desk.db
    planned = plan_sending(db, ids_of(db, "member"), "2026", "")
    assert not db.apply(planned.change).is_refused
    return write_workbooks(db, planned.ids, folder, "en")


def open_board(qtbot: QtBot, window: Window, rows: int, **more: str) -> ConfirmationsPage:
    page = open_page(qtbot, window, ConfirmationsPage, Place("confirmations", **more))
    qtbot.waitUntil(lambda: page.table.rowCount() == rows and bool(page.chips.isVisible()))
    return page


def press_preview(dialog: PreviewDialog) -> None:
    dialog.panel.apply.click()


def test_a_round_is_sent_with_a_preview_and_its_workbooks_are_written(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    page = open_board(qtbot, window, 0)
    assert not page.remind.isEnabled()

    def fill(dialog: SendDialog) -> None:
        dialog.accept()
        assert dialog.notice.text() == "No folder is chosen; choose one for the workbooks."
        qtbot.keyClicks(dialog.folder, str(tmp_path))
        dialog.tongue.setCurrentIndex(dialog.tongue.findData("en"))
        when_open(PreviewDialog, press_preview)
        child(dialog, QPushButton, "takeAnswer").click()

    when_open(SendDialog, fill)
    press(qtbot, page, "roundSend")
    qtbot.waitUntil(lambda: len(list(tmp_path.glob("0*.xlsx"))) == 4, timeout=LONG)
    qtbot.waitUntil(lambda: page.table.rowCount() == 4)
    assert page.count.text() == "0 of 4 replies are back"
    assert child(page, QPushButton, "view_sent").text() == "Not back yet 4"


def test_the_board_goes_on_to_a_round_that_was_just_sent(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    send(window, tmp_path)
    board = open_board(qtbot, window, 4)
    assert board.rounds.currentText() == "2026"
    planned = plan_sending(window.desk.db, ids_of(window.desk.db, "member")[:1], "2027", "")
    assert not window.desk.apply(planned.change).is_refused
    qtbot.waitUntil(lambda: board.rounds.currentText() == "2027" and board.table.rowCount() == 1)
    board.rounds.setCurrentText("2026")
    board.rounds.activated.emit(board.rounds.currentIndex())
    qtbot.waitUntil(lambda: board.table.rowCount() == 4)


def test_the_name_of_a_round_is_read_whole_on_the_board(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    planned = plan_sending(window.desk.db, ids_of(window.desk.db, "member"), "2026 Herbst", "")
    assert not window.desk.apply(planned.change).is_refused
    board = open_board(qtbot, window, 4)
    needed = board.rounds.sizeHint().width()
    assert needed > board.rounds.minimumWidth()
    qtbot.waitUntil(lambda: board.rounds.width() >= needed)


def test_a_reply_goes_through_the_tray_and_confirms_its_organisation(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    path = send(window, tmp_path)[0]
    book = load_workbook(path)
    type_in(book["Organisation"], 1, "City", "Lyon")
    type_in(book["Confirmation"], 1, "Confirmed by", "Eva Stein")
    book.save(path)
    tray = open_page(qtbot, window, InTray, Place("in_tray"))
    window.desk.tray.add([path])
    (card,) = wait_known(qtbot, tray, 1)
    assert card.words.text() == "Reply of BNP Paribas to the confirmation 2026"
    qtbot.mouseClick(card.step, LEFT)
    page = take_over(qtbot, window, 1)
    member = ids_of(window.desk.db, "member", "number:=0001")[0]
    assert value(window.desk.db, "member", member, "confirmed_on") == TODAY
    qtbot.mouseClick(page.end.show_list, LEFT)
    board = window.page()
    assert isinstance(board, ConfirmationsPage)
    qtbot.waitUntil(lambda: board.count.text() == "1 of 4 replies are back")


def take_over(qtbot: QtBot, window: Window, records: int) -> ReturnPage:
    """Take what the page of returned books shows, which are so many records."""
    page = window.page()
    assert isinstance(page, ReturnPage)
    qtbot.waitUntil(lambda: page.steps.currentIndex() == LOOK, timeout=LONG)
    assert page.preview.apply.text() == f"Take {records} record{'s' * (records > 1)} over"
    qtbot.mouseClick(page.preview.apply, LEFT)
    qtbot.waitUntil(lambda: page.steps.currentIndex() == DONE, timeout=LONG)
    return page


def test_an_organisation_whose_reply_clashes_is_counted_once(
    window: Window, tmp_path: Path
) -> None:
    path, db = send(window, tmp_path)[0], window.desk.db
    book = load_workbook(path)
    type_in(book["Organisation"], 1, "City", "Lyon")
    book.save(path)
    member = ids_of(db, "member", "number:=0001")[0]
    assert not db.apply(plan_edit(db, "member", {member: {"city": "Nice"}})).is_refused
    options = ReturnOptions(is_decided=True)
    planned = plan_in_child(window.desk.address, "en", [path], options, lambda _done, _of: None)
    look = ReturnLook(window.desk)
    look.show_plan(planned, again=False)
    assert look.count_chosen() == 1
    look.clashes.model.decide(0, True)
    assert look.count_chosen() == 1


def test_replies_dropped_on_the_board_wait_in_the_tray(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    path = send(window, tmp_path)[0]
    board = open_board(qtbot, window, 4)
    assert drop(board, mime_of(path))
    tray = window.page()
    assert isinstance(tray, InTray)
    wait_known(qtbot, tray, 1)


def test_several_replies_are_taken_back_with_one_preview_and_one_undo(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    paths = send(window, tmp_path)[:3]
    for at, path in enumerate(paths):
        book = load_workbook(path)
        type_in(book["Organisation"], 1, "City", f"City {at}")
        book.save(path)
    stranger = tmp_path / "stranger.xlsx"
    stranger.write_bytes(b"no workbook")
    tray = open_page(qtbot, window, InTray, Place("in_tray"))
    window.desk.tray.add([*paths, stranger])
    offered: list[bool] = []

    def is_known() -> bool:
        known = all(card.found for card in tray.cards())
        offered.append(tray.replies.isVisible() and not known)
        return known

    qtbot.waitUntil(is_known, timeout=LONG)
    assert not any(offered)
    assert tray.replies.text() == "Take 3 replies back …"
    qtbot.mouseClick(tray.replies, LEFT)
    take_over(qtbot, window, 3)
    db = window.desk.db
    assert len(ids_of(db, "confirmation", "state:=back")) == 3
    assert window.desk.tray.paths() == [stranger]
    assert not db.apply(plan_undo(db).change).is_refused
    assert not ids_of(db, "confirmation", "state:=back")
    assert not ids_of(db, "member", "city:City")


def test_who_is_overdue_is_reminded_and_the_day_is_noted(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    send(window, tmp_path)
    db = window.desk.db
    late = ids_of(db, "confirmation", 'member:"NHS England"')[0]
    england = ids_of(db, "member", "number:=0002")[0]
    window.desk.apply(plan_edit(db, "confirmation", {late: {"due_on": LATE}}))
    window.desk.apply(plan_edit(db, "member", {england: {"email": "nhs@example.org"}}))
    page = open_board(qtbot, window, 4)
    press(qtbot, page, "view_overdue")
    qtbot.waitUntil(lambda: page.table.rowCount() == 1)
    assert page.table.item(0, 1).text() == "overdue"

    def copy(dialog: MailAddresses) -> None:
        qtbot.waitUntil(lambda: bool(dialog.found.addresses))
        dialog.copy.click()

    when_open(MailAddresses, copy)
    press(qtbot, page, "roundRemind")
    qtbot.waitUntil(lambda: value(db, "confirmation", late, "reminded_on") == TODAY)
    assert QApplication.clipboard().text() == "nhs@example.org"


def test_enter_opens_the_organisation(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    send(window, tmp_path)
    page = open_board(qtbot, window, 4)
    page.table.selectRow(1)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    shown = window.page()
    assert isinstance(shown, RecordPage)


def test_members_chosen_in_a_list_are_asked(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    page = open_list(qtbot, window, "member", 4)
    page.table.selectRow(0)

    def fill(dialog: SendDialog) -> None:
        dialog.folder.setText(str(tmp_path))
        when_open(PreviewDialog, press_preview)
        dialog.accept()

    when_open(SendDialog, fill)
    page.verb_wanted.emit("ask_confirmation")
    qtbot.waitUntil(lambda: len(list(tmp_path.glob("0*.xlsx"))) == 1, timeout=LONG)
