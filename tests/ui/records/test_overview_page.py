"""The overview of a record under a user's hands."""

from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from t20desk.db.database import Database
from t20desk.editing import plan_edit
from t20desk.listing import Listing, iterate_rows
from t20desk.notices import Notice
from t20desk.posts import search_current
from t20desk.ui.app import Program
from t20desk.ui.confirmations.send_dialog import SendDialog
from t20desk.ui.records.post_dialog import ReplaceDialog
from t20desk.ui.records.post_table import PostTable
from t20desk.ui.records.record_head import NoticeLine
from t20desk.ui.records.record_page import RecordPage
from t20desk.ui.records.related_table import RelatedTable
from t20desk.ui.window import Window
from tests.ui.conftest import add
from tests.ui.hands import LEFT, child, ids_of, open_record, value, wait_rows, when_open
from tests.ui.looking import is_cut

ORIGIN = QPoint()


@pytest.fixture
def staff(window: Window) -> tuple[int, int]:
    """Two posts at BNP Paribas: of Anna and of Ben."""
    db = window.desk.db
    member = ids_of(db, "member", "BNP")[0]
    (ben,) = add(db, "person", {"given_name": "Ben", "family_name": "Ode"})
    first, second = add(
        db,
        "affiliation",
        {"person": ids_of(db, "person", "Anna")[0], "member": member, "since": "2020"},
        {"person": ben, "member": member, "since": "2021"},
    )
    return first, second


def open_bnp(qtbot: QtBot, window: Window) -> RecordPage:
    page = open_record(qtbot, window, "member", ids_of(window.desk.db, "member", "BNP")[0])
    qtbot.waitUntil(page.notices.isVisible)
    return page


def press(qtbot: QtBot, page: RecordPage, name: str) -> None:
    qtbot.mouseClick(child(page.notices, QPushButton, name), LEFT)


def test_where_nobody_has_a_post_it_is_said_that_nobody_can_be_replaced(
    qtbot: QtBot, window: Window
) -> None:
    page = open_bnp(qtbot, window)
    told: list[str] = []

    def read(box: QMessageBox) -> None:
        told.append(box.text())
        box.accept()

    when_open(QMessageBox, read)
    page.replace_person()
    assert "add one" in told[0]


def test_empty_fields_are_put_away_until_one_asks(qtbot: QtBot, window: Window) -> None:
    page = open_bnp(qtbot, window)
    assert page.form is not None
    assert page.form.rows["city"].editor.isVisible()
    assert not page.form.rows["street"].editor.isVisible()
    qtbot.mouseClick(child(page.form, QPushButton, "more_Address"), LEFT)
    assert page.form.rows["street"].editor.isVisible()


def test_confirming_writes_the_day_and_the_warning_goes(qtbot: QtBot, window: Window) -> None:
    page = open_bnp(qtbot, window)
    press(qtbot, page, "confirm_record")
    record = page.record_id or 0
    assert value(window.desk.db, "member", record, "confirmed_on") == date.today().isoformat()
    qtbot.waitUntil(lambda: page.notices.findChild(QPushButton, "confirm_record") is None)


def test_an_organisation_is_asked_from_its_page_to_confirm(qtbot: QtBot, window: Window) -> None:
    page = open_bnp(qtbot, window)
    asked: list[bool] = []

    def look(dialog: SendDialog) -> None:
        asked.append(dialog.isVisible())
        dialog.reject()

    when_open(SendDialog, look)
    press(qtbot, page, "ask_confirmation")
    assert asked == [True]


def test_a_warning_leads_to_the_field_that_is_missing(qtbot: QtBot, window: Window) -> None:
    page = open_bnp(qtbot, window)
    window.activateWindow()
    press(qtbot, page, "fill_in:email")
    assert page.form is not None
    editor = page.form.rows["email"].editor
    qtbot.waitUntil(editor.hasFocus)
    qtbot.keyClicks(editor, "office@example.org")
    qtbot.keyClick(editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    db, record = window.desk.db, page.record_id or 0
    qtbot.waitUntil(lambda: value(db, "member", record, "email") == "office@example.org")


@pytest.mark.qt_log_ignore("raise", "grabbing", extend=True)
def test_the_main_contact_is_chosen_from_the_people(
    qtbot: QtBot, window: Window, staff: tuple[int, int]
) -> None:
    page = open_bnp(qtbot, window)
    press(qtbot, page, "choose_contact")
    menu = page.verbs.menu
    assert menu is not None
    next(one for one in menu.actions() if one.text().startswith("Ben")).trigger()
    menu.close()
    db = window.desk.db
    assert value(db, "affiliation", staff[1], "main_contact") == 1
    qtbot.waitUntil(lambda: page.shown.overview.contact is not None)
    assert page.heading.charge.isVisible()


def posts_of(qtbot: QtBot, page: RecordPage) -> PostTable:
    """The two posts of today, once they are read."""
    assert page.sheet is not None
    posts = page.sheet.posts
    assert posts is not None
    wait_rows(qtbot, posts.table, 2)
    return posts


@pytest.mark.dressed
def test_the_way_back_to_the_list_is_whole_in_german_on_a_small_screen(
    qtbot: QtBot, program: Program, window: Window, staff: tuple[int, int]
) -> None:
    program.use_language("de")
    german = program.window
    assert german is not None
    german.resize(QSize(1024, 600))
    page = open_bnp(qtbot, german)
    qtbot.waitUntil(page.verbs.replace.isVisible)
    crumb = page.steps.crumb
    assert not is_cut(crumb)
    assert crumb.width() >= crumb.sizeHint().width()
    german.resize(QSize(1280, 800))
    qtbot.waitUntil(page.verbs.print.isVisible)


def test_connections_from_here_and_to_here_have_titles_of_their_own(
    qtbot: QtBot, window: Window
) -> None:
    page = open_bnp(qtbot, window)
    for table, word in zip(page.tabs.related[2].tables, ("Outgoing", "Incoming"), strict=True):
        qtbot.waitUntil(partial(_is_titled, table, word))


def _is_titled(table: RelatedTable, word: str) -> bool:
    return table.heading.text().startswith(f"{word} connections")


def test_a_representative_is_replaced_by_a_new_person_and_taken_back(
    qtbot: QtBot, window: Window, staff: tuple[int, int]
) -> None:
    page = open_bnp(qtbot, window)
    posts = posts_of(qtbot, page)
    dialog = ReplaceDialog(page, window.desk, staff[0])
    dialog.show()
    qtbot.keyClicks(dialog.entered["family_name"], "Novak")
    qtbot.mouseClick(dialog.save, LEFT)
    db = window.desk.db
    assert held(db) == ["Novak", "Ode"]
    assert value(db, "affiliation", staff[0], "until") is not None
    wait_rows(qtbot, posts.table, 2)
    qtbot.waitUntil(posts.former.isVisible)
    qtbot.mouseClick(posts.former, LEFT)
    wait_rows(qtbot, posts.table, 3)
    qtbot.waitUntil(lambda: "undo" in window.undoing.words_of_state())
    window.undo_change()
    qtbot.waitUntil(lambda: held(db) == ["Müller", "Ode"])


def test_a_successor_who_is_there_already_is_pointed_out_and_chosen(
    qtbot: QtBot, window: Window, staff: tuple[int, int]
) -> None:
    dialog = ReplaceDialog(window, window.desk, staff[0])
    dialog.show()
    for name, text in (("given_name", "Ben"), ("family_name", "Ode")):
        qtbot.keyClicks(dialog.entered[name], text)
    qtbot.waitUntil(dialog.likeness.isVisible)
    assert "Ben Ode" in dialog.likeness.sentence.text()
    qtbot.mouseClick(dialog.likeness.open, LEFT)
    assert dialog.person.text() == "Ben Ode"
    qtbot.waitUntil(dialog.likeness.isHidden)
    assert dialog.read_person() == ids_of(window.desk.db, "person", "Ode")[0]
    dialog.close()


def test_a_replacement_without_a_person_is_refused(
    qtbot: QtBot, window: Window, staff: tuple[int, int]
) -> None:
    dialog = ReplaceDialog(window, window.desk, staff[0])
    dialog.show()
    qtbot.mouseClick(dialog.save, LEFT)
    assert dialog.isVisible()
    assert dialog.notice.text()
    dialog.close()


def test_a_post_is_ended_from_the_overview(
    qtbot: QtBot, window: Window, staff: tuple[int, int]
) -> None:
    page = open_bnp(qtbot, window)
    posts = posts_of(qtbot, page)
    posts.table.go_to_record(staff[1])
    qtbot.waitUntil(posts.end.isVisible)
    qtbot.mouseClick(posts.end, LEFT)
    wait_rows(qtbot, posts.table, 1)
    assert value(window.desk.db, "affiliation", staff[1], "until") is not None


def test_copying_the_address_gives_lines(qtbot: QtBot, window: Window) -> None:
    page = open_bnp(qtbot, window)
    QApplication.clipboard().setText("")
    qtbot.mouseClick(child(page, QPushButton, "copy_address"), LEFT)
    qtbot.waitUntil(lambda: "BNP Paribas" in QApplication.clipboard().text())


def held(db: Database) -> list[str]:
    """The family names of those who hold a post at BNP Paribas today."""
    search = f"member:BNP {search_current(date.today().isoformat())}"
    listing = Listing("affiliation", search, "all", columns=("person.family_name",))
    return sorted(str(cells[0]) for _key, cells in iterate_rows(db, listing))


def test_a_low_window_shows_one_notice_and_the_rest_behind_a_button(qtbot: QtBot) -> None:
    line = NoticeLine()
    qtbot.addWidget(line)
    line.show_notices([Notice(text, "show", "Show") for text in ("one", "two", "three")])
    line.resize(900, 60)
    line.show()
    line.use_low(True)
    more = child(line, QPushButton, "moreNotices")
    assert (more.text(), more.toolTip()) == ("+ 2 more", "two\nthree")
    qtbot.waitUntil(lambda: texts_of(line) == ["one"])
    qtbot.mouseClick(more, LEFT)
    qtbot.waitUntil(lambda: texts_of(line) == ["one", "two", "three"])


def texts_of(line: NoticeLine) -> list[str]:
    """The sentences that a line shows."""
    labels = (one for one in line.findChildren(QLabel) if one.isVisible())
    return [one.text() for one in labels if one.text()]


def test_a_mail_goes_to_the_whole_address_and_nothing_but_it_and_it_is_said(
    qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url) or True)
    db = window.desk.db
    record = ids_of(db, "member", "BNP")[0]
    db.apply(plan_edit(db, "member", {record: {"email": "o&a?bcc=b@example.org"}}))
    page = open_bnp(qtbot, window)
    qtbot.mouseClick(page.verbs.mail, LEFT)
    assert asked == [QUrl("mailto:o%26a%3Fbcc%3Db@example.org")]
    assert "draft" in window.status.message.text()


def test_a_card_with_nothing_to_show_or_to_fill_is_put_away(qtbot: QtBot, window: Window) -> None:
    record = ids_of(window.desk.db, "member")[0]
    page = open_record(qtbot, window, "member", record)
    assert page.form is not None
    card = page.form.cards.cards["Reach"]
    qtbot.waitUntil(card.isVisible)
    page.form.leave_out({row.field.name for row in card.rows})
    assert not card.isVisible()
    page.form.leave_out(())
    assert card.isVisible()


def test_f2_puts_the_cursor_into_the_uppermost_value_in_sight(qtbot: QtBot, window: Window) -> None:
    page = open_bnp(qtbot, window)
    assert page.form is not None
    qtbot.keyClick(page.sheet, Qt.Key.Key_F2)
    shown = (row.editor for row in page.form.rows.values() if row.editor.isVisible())
    upper = min(shown, key=lambda one: (one.mapToGlobal(ORIGIN).y(), one.mapToGlobal(ORIGIN).x()))
    at = QApplication.focusWidget()
    assert upper is at or upper.isAncestorOf(at)
