"""A workbook out and back by a user's hands: exported, edited, decided, taken, undone."""

from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from t20desk.checking_in.door_books import write_door_book
from t20desk.db.history.undoing import plan_undo
from t20desk.editing import plan_edit
from t20desk.listing import Listing
from t20desk.round_trip.writing import write_book
from t20desk.ui.events.event_page import EventPage
from t20desk.ui.imports.clash_table import BOOK, BY, HERE
from t20desk.ui.imports.in_tray import InTray
from t20desk.ui.imports.return_page import CHOOSE, DONE, LOOK, ReturnPage
from t20desk.ui.places import Place, record_place
from t20desk.ui.window import Window
from tests.round_trip.books import append, edit_book, put
from tests.ui.dropping import drop, mime_of
from tests.ui.hands import LEFT, ids_of, name_file, open_list, open_page, value
from tests.ui.wizard_hands import wait_known

LONG = 30_000


@pytest.fixture
def book(qtbot: QtBot, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The members as a workbook to be edited, exported from their list."""
    path = tmp_path / "out" / "members"
    path.parent.mkdir()
    name_file(monkeypatch, path)
    open_list(qtbot, window, "member", 4).output.export_return()
    written = path.with_name("members.xlsx")
    qtbot.waitUntil(written.exists, timeout=LONG)
    return written


def take(qtbot: QtBot, window: Window, path: Path) -> ReturnPage:
    """Open the book and wait for its preview."""
    page = open_page(qtbot, window, ReturnPage, Place("return", values=(("path", str(path)),)))
    qtbot.waitUntil(lambda: page.steps.currentIndex() == LOOK, timeout=LONG)
    return page


def apply(qtbot: QtBot, page: ReturnPage) -> None:
    qtbot.mouseClick(page.preview.apply, LEFT)
    qtbot.waitUntil(lambda: page.steps.currentIndex() == DONE, timeout=LONG)


def member(window: Window, number: str) -> int:
    return ids_of(window.desk.db, "member", f"number:={number}")[0]


def city(window: Window, number: str) -> object:
    return value(window.desk.db, "member", member(window, number), "city")


def change_here(window: Window, number: str, **values: str) -> None:
    db = window.desk.db
    db.user = "Chen Li"
    assert not db.apply(plan_edit(db, "member", {member(window, number): values})).is_refused


def test_a_book_that_nobody_edited_has_nothing_to_take(
    qtbot: QtBot, window: Window, book: Path
) -> None:
    page = take(qtbot, window, book)
    assert "4 rows read" in page.preview.summary.text()
    assert "4 the same" in page.preview.summary.text()
    assert page.preview.sentences.item(0).text().startswith("Nothing changes")
    assert not page.preview.apply.isEnabled()
    assert not page.look.clashes.isVisible()


def test_edits_are_previewed_taken_as_one_change_and_undone(
    qtbot: QtBot, window: Window, book: Path
) -> None:
    edit_book(
        book,
        lambda sheet: (
            put(sheet, member(window, "0001"), "City", "Lyon"),
            append(sheet, {"Name": "New one", "Member number": "0009"}),
        ),
    )
    page = take(qtbot, window, book)
    assert page.preview.apply.text() == "Take 2 records over"
    qtbot.keyClick(page.preview.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.steps.currentIndex() == DONE, timeout=LONG)
    assert page.end.result.text() == "2 records taken over."
    assert city(window, "0001") == "Lyon"
    db = window.desk.db
    undoing = plan_undo(db, page.taking.operation or 0)
    assert not db.apply(undoing.change).is_refused
    assert city(window, "0001") == "Paris"
    assert not ids_of(db, "member", "number:=0009")


@pytest.mark.dressed
def test_clashes_stand_side_by_side_and_stay_as_here_until_one_decides(
    qtbot: QtBot, window: Window, book: Path
) -> None:
    edit_book(book, lambda sheet: put(sheet, member(window, "0001"), "City", "Lyon"))
    change_here(window, "0001", city="Nice")
    page = take(qtbot, window, book)
    model = page.look.clashes.model
    shown = [model.index(0, column).data() for column in range(model.columnCount())]
    assert shown[:3] == ["BNP Paribas", "City", "Paris"]
    assert (shown[HERE], shown[BOOK]) == ("●  Nice", "○  Lyon")
    assert shown[BY].startswith("Chen Li · ")
    assert not page.preview.apply.isEnabled()
    place = page.look.clashes.table.visualRect(model.index(0, BOOK)).center()
    qtbot.mouseClick(page.look.clashes.table.viewport(), LEFT, pos=place)
    assert model.index(0, BOOK).data() == "●  Lyon"
    assert page.preview.apply.text() == "Take 1 record over"
    apply(qtbot, page)
    assert city(window, "0001") == "Lyon"


def test_clashes_are_decided_by_keys_and_all_at_once(
    qtbot: QtBot, window: Window, book: Path
) -> None:
    for number, there, here in (("0001", "Lyon", "Nice"), ("0002", "Leeds", "Bath")):
        key = member(window, number)
        edit_book(book, lambda sheet, key=key, there=there: put(sheet, key, "City", there))
        change_here(window, number, city=here)
    page = take(qtbot, window, book)
    table, model = page.look.clashes.table, page.look.clashes.model
    table.setCurrentIndex(model.index(1, BOOK))
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert model.chosen == [1]
    qtbot.mouseClick(page.look.clashes.all_book, LEFT)
    assert model.chosen == [0, 1]
    qtbot.mouseClick(page.look.clashes.all_here, LEFT)
    assert model.chosen == []
    qtbot.keyClick(table, Qt.Key.Key_Return)
    apply(qtbot, page)
    assert (city(window, "0001"), city(window, "0002")) == ("Nice", "Leeds")


def test_removed_rows_go_only_where_that_is_ticked(
    qtbot: QtBot, window: Window, book: Path
) -> None:
    edit_book(book, lambda sheet: sheet.delete_rows(3))
    page = take(qtbot, window, book)
    assert page.look.remove.text() == "Also delete 1 record whose row was removed"
    said = page.preview.sentences.item(0).text()
    assert said == "1 exported row is not in the book; its record stays."
    assert not page.preview.apply.isEnabled()
    page.look.remove.click()
    qtbot.waitUntil(page.preview.apply.isEnabled, timeout=LONG)
    apply(qtbot, page)
    assert len(ids_of(window.desk.db, "member")) == 3


def test_ticks_and_decisions_stay_when_removed_rows_go_too(
    qtbot: QtBot, window: Window, book: Path
) -> None:
    def edit(sheet: Worksheet) -> None:
        for number, name in (("0001", "Nantes"), ("0002", "Hull")):
            put(sheet, member(window, number), "City", name)
        append(sheet, {"Name": "Not wanted"})
        sheet.delete_rows(4)

    edit_book(book, edit)
    change_here(window, "0001", city="Nice")
    page = take(qtbot, window, book)
    page.look.clashes.model.decide(0, True)
    model = page.preview.model
    for row in range(model.rowCount()):
        tick = model.index(row, 0)
        if "Not wanted" in str(model.index(row, 1).data()):
            model.setData(tick, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    left = set(model.choice.left_rows)
    assert len(left) == 1

    page.look.remove.click()
    qtbot.waitUntil(lambda: page.preview.count_chosen() == 2, timeout=LONG)
    assert page.look.clashes.model.chosen == [0]
    assert len(model.choice.left_rows) == 1
    assert model.choice.left_rows != left
    apply(qtbot, page)
    assert city(window, "0001") == "Nantes"
    assert not ids_of(window.desk.db, "member", "name:=Not wanted")


def test_a_book_in_which_only_memberships_were_edited_is_taken(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    path = tmp_path / "joined.xlsx"
    write_book(window.desk.db, Listing("member", columns=("name", "joined")), path)
    edit_book(path, lambda sheet: put(sheet, member(window, "0002"), "Joined", "2018-05-01"))
    page = take(qtbot, window, path)
    assert page.preview.apply.text() == "Take 1 record over"
    page.preview.model.tick_all(False)
    assert not page.preview.apply.isEnabled()
    page.preview.model.tick_all(True)
    apply(qtbot, page)
    assert value(window.desk.db, "member", member(window, "0002"), "joined") == "2018-05-01"


def test_problems_are_said_and_the_other_rows_taken(
    qtbot: QtBot, window: Window, book: Path
) -> None:
    edit_book(
        book,
        lambda sheet: (
            put(sheet, member(window, "0001"), "Country or region", "Atlantis"),
            put(sheet, member(window, "0002"), "City", "Leeds"),
        ),
    )
    page = take(qtbot, window, book)
    assert "“Atlantis”" in page.preview.sentences.item(0).text()
    apply(qtbot, page)
    assert city(window, "0002") == "Leeds"


def test_what_is_no_book_is_said_on_the_page(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name;City\nAlpha;Lyon\n", encoding="utf-8")
    page = open_page(qtbot, window, ReturnPage, Place("return"))
    page.open_paths([path])
    qtbot.waitUntil(page.notice.isVisible, timeout=LONG)
    assert page.notice.text().startswith("list.csv is no book")
    assert page.steps.currentIndex() == CHOOSE


def test_a_book_is_dropped_on_the_page(qtbot: QtBot, window: Window, book: Path) -> None:
    window.commands.of("take_back_book").trigger()
    page = window.page()
    assert isinstance(page, ReturnPage)
    assert drop(page, mime_of(book))
    qtbot.waitUntil(lambda: page.steps.currentIndex() == LOOK, timeout=LONG)


def test_a_book_dropped_on_the_window_waits_in_the_tray_and_is_taken_back_from_there(
    qtbot: QtBot, window: Window, book: Path
) -> None:
    edit_book(book, lambda sheet: put(sheet, member(window, "0001"), "City", "Lyon"))
    assert drop(window, mime_of(book))
    tray = window.page()
    assert isinstance(tray, InTray)
    (card,) = wait_known(qtbot, tray, 1)
    assert card.words.text() == "Organisations, edited elsewhere, to be merged back"
    qtbot.mouseClick(card.step, LEFT)
    page = window.page()
    assert isinstance(page, ReturnPage)
    qtbot.waitUntil(lambda: page.steps.currentIndex() == LOOK, timeout=LONG)
    apply(qtbot, page)
    assert city(window, "0001") == "Lyon"
    assert not window.desk.tray.paths()


def test_the_workbook_of_a_second_door_leads_back_to_its_event(
    qtbot: QtBot, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db, path = window.desk.db, tmp_path / "door.xlsx"
    (event, *_others) = ids_of(db, "event")
    write_door_book(db, event, path)
    monkeypatch.setattr("t20desk.ui.events.door_books.choose_file", lambda *_asked: path)
    page = open_page(qtbot, window, EventPage, record_place("event", event))
    page.event_verbs.take_door_book()
    qtbot.waitUntil(lambda: isinstance(window.page(), ReturnPage), timeout=LONG)
    page = window.page()
    assert isinstance(page, ReturnPage)
    qtbot.waitUntil(lambda: page.look.plan is not None, timeout=LONG)
    page.end.show_list.click()
    place = window.shown_place()
    assert place is not None
    assert (place.page, place.record_id) == ("event", event)
