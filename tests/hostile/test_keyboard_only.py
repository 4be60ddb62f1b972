"""E-906: the most common tasks, done by keys alone.

Twenty tasks of the days of an office: (1) somebody calls: find who it is, open the record; (2) note
the call and when to come back to it; (3) tick off what was to be done; (4) search and sort a list,
step through it; (5) correct an entry, take it back; (6) enter a person; (7) replace a
representative; (8) copy mail addresses; (9) invite to an event; (10) enter an answer; (11) add who
comes without an invitation; (12) type, clear, copy, paste and fill cells; (13) change one value in
many rows; (14) find and replace; (15) paste new records; (16) duplicate a record; (17) delete
after a look; (18) keep a view; (19) print, import, conditions; (20) the other pages, back, forward,
what was opened last, commands and help.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot

from t20desk.editing import plan_edit
from t20desk.ui.events.event_page import EventPage
from t20desk.ui.events.invite_dialog import InviteDialog
from t20desk.ui.follow_ups.follow_ups_page import FollowUpsPage
from t20desk.ui.lists.list_page import ListPage
from t20desk.ui.lists.mail_addresses import MailAddresses
from t20desk.ui.lists.sort_choice import SortDialog
from t20desk.ui.previews.preview import PreviewDialog
from t20desk.ui.records.duplicate_dialog import DuplicateDialog
from t20desk.ui.records.post_dialog import ReplaceDialog as PostDialog
from t20desk.ui.records.quick_note import QuickNote
from t20desk.ui.records.record_dialog import RecordDialog
from t20desk.ui.records.record_page import RecordPage
from t20desk.ui.tables.bulk_edits import SetFieldDialog
from t20desk.ui.tables.replace_dialog import ReplaceDialog
from t20desk.ui.window import Window
from tests.ui.conftest import add
from tests.ui.hands import cell, ids_of, texts, value, wait_rows, when_open

D = TypeVar("D", bound=QDialog)
TODAY = date.today().isoformat()
IN_TIME = (date.today() + timedelta(days=30)).isoformat()
DUE = (("mine", "Test Person"), ("theirs", "Weber"))

pytestmark = pytest.mark.qt_log_ignore("does not support")


class Keys:
    """Ten fingers; where the keys go is where the cursor is."""

    def __init__(self, qtbot: QtBot, window: Window) -> None:
        self.qtbot = qtbot
        self.window = window
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window)

    def press(self, *names: str) -> None:
        """Keys by their names, such as Ctrl+K."""
        for name in names:
            pressed = QKeySequence(name)[0]
            QTest.keyClick(self._at(), pressed.key(), pressed.keyboardModifiers())
            QApplication.processEvents()

    def type(self, text: str) -> None:
        """Letters one by one."""
        for letter in text:
            QTest.keyClicks(self._at(), letter)
        QApplication.processEvents()

    def until(self, arrived: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(arrived()))

    def wait_cursor(self) -> None:
        """Wait until a window has the keys again, as after a dialog."""
        self.until(self._has_cursor)

    def go_to(self, field: str) -> QLineEdit:
        """Tab until the cursor stands in a field."""
        self.wait_cursor()
        for _step in range(400):
            at = QApplication.focusWidget()
            if at is not None and at.objectName() == field:
                assert isinstance(at, QLineEdit)
                return at
            self.press("Tab")
        page, at = self.window.page(), QApplication.focusWidget()
        raise AssertionError(f"no Tab leads to {field}: {page and page.title()}, {at}")

    def go_into(self, wanted: QWidget) -> None:
        """Tab until the cursor is in a widget, such as a table."""
        for _step in range(100):
            if QApplication.focusWidget() is wanted:
                return
            self.press("Tab")
        raise AssertionError(f"no Tab leads to {wanted.objectName()}")

    def go_to_cell(self, page: ListPage, row: int, column: str) -> None:
        """Into the table of a list, then by arrows to a cell."""
        self.until(lambda: not self.window.desk.jobs.running)
        self.go_into(page.table)
        self.press("Ctrl+Home")
        wanted = cell(page.table, row, column)
        self.press(*["Down"] * (row - page.table.currentIndex().row()))
        for _step in page.table.records.fields:
            at = page.table.currentIndex().column()
            if at != wanted.column():
                self.press("Right" if at < wanted.column() else "Left")
        assert page.table.currentIndex() == wanted

    def once_in(self, kind: "type[D]", act: Callable[[D], object]) -> None:
        """Do something in a dialog as soon as it has the cursor."""

        def begin(shown: D) -> None:
            self.until(lambda: shown.isAncestorOf(QApplication.focusWidget() or self.window))
            act(shown)

        when_open(kind, begin)

    def _has_cursor(self) -> bool:
        """Whether the cursor is somewhere; a menu may just have had the keys.

        The screen without a display makes an opened menu the active window, however long it
        takes: one that was closed before that keeps the keys, as no real screen would let it.
        """
        if QApplication.focusWidget() is None:
            self.window.activateWindow()
        return QApplication.focusWidget() is not None

    def _at(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        return popup or QApplication.focusWidget() or self.window


@pytest.fixture
def keys(qtbot: QtBot, window: Window) -> Keys:
    return Keys(qtbot, window)


def list_shown(keys: Keys, rows: int) -> ListPage:
    page = keys.window.page()
    assert isinstance(page, ListPage)
    wait_rows(keys.qtbot, page.table, rows)
    return page


def chosen_answer(keys: Keys) -> str:
    """The answer of the search box that Enter would open."""
    item = keys.window.search.answers.currentItem()
    return item.text() if item is not None else ""


def open_list(keys: Keys, key: str, rows: int) -> ListPage:
    """Go to a list by its key."""
    keys.press(key)
    return list_shown(keys, rows)


def open_answer(keys: Keys, typed: str, answer: str) -> None:
    """Open what the search box answers."""
    keys.wait_cursor()
    keys.press("Ctrl+K")
    keys.type(typed)
    keys.until(lambda: answer in chosen_answer(keys))
    keys.press("Return")


def record_shown(keys: Keys, title: str) -> RecordPage:
    keys.until(lambda: isinstance(keys.window.page(), RecordPage))
    page = keys.window.page()
    assert isinstance(page, RecordPage)
    keys.until(lambda: page.title() == title)
    return page


def test_e906_a_list_is_opened_searched_and_a_record_opened_and_stepped_through(keys: Keys) -> None:
    page = open_list(keys, "Ctrl+2", 4)
    keys.press("Ctrl+F")
    keys.type("nhs")
    list_shown(keys, 1)
    keys.press("Return")
    keys.until(page.table.hasFocus)
    keys.press("Return")
    record_shown(keys, "NHS England")
    keys.press("Alt+Left")
    list_shown(keys, 1)
    keys.press("Ctrl+F", "Ctrl+A", "Backspace")
    list_shown(keys, 4)
    keys.press("Return")
    keys.until(page.table.hasFocus)
    keys.go_to_cell(page, 0, "name")
    keys.press("Down", "Return")
    record_shown(keys, "NHS England")
    keys.press("Ctrl+PgDown")
    record_shown(keys, "Müller Institut")
    keys.press("Ctrl+PgUp")
    record_shown(keys, "NHS England")
    for _step in range(4):
        if not isinstance(keys.window.page(), ListPage):
            keys.press("Alt+Left")
    list_shown(keys, 4)
    keys.press("Alt+Right")
    record_shown(keys, "NHS England")


def test_e906_a_record_is_found_edited_saved_undone_and_redone(keys: Keys) -> None:
    db = keys.window.desk.db
    open_answer(keys, "bnp", "BNP")
    page = record_shown(keys, "BNP Paribas")
    record = ids_of(db, "member", "BNP")[0]
    keys.go_to("city").selectAll()
    keys.type("Lyon")
    keys.press("Ctrl+S")
    keys.until(lambda: value(db, "member", record, "city") == "Lyon")
    keys.until(lambda: not page.is_dirty())
    keys.until(lambda: "undo" in keys.window.undoing.words_of_state())
    keys.press("Ctrl+Z")
    keys.until(lambda: value(db, "member", record, "city") == "Paris")
    keys.until(lambda: "redo" in keys.window.undoing.words_of_state())
    keys.press("Ctrl+Y")
    keys.until(lambda: value(db, "member", record, "city") == "Lyon")


def test_e906_a_new_person_is_entered(keys: Keys) -> None:
    db = keys.window.desk.db

    def choose(menu: QMenu) -> None:
        first = menu.activeAction()
        assert first is not None
        assert first.text() == "&Organisation"
        QTest.keyClick(menu, Qt.Key.Key_P)

    when_open(QMenu, choose)
    keys.press("Ctrl+N")
    keys.until(lambda: isinstance(keys.window.page(), RecordPage))
    keys.go_to("family_name")
    keys.type("Yao")
    keys.press("Ctrl+S")
    keys.until(lambda: len(ids_of(db, "person")) == 2)


def test_e906_cells_are_typed_cleared_and_copied(keys: Keys) -> None:
    db = keys.window.desk.db
    page = open_list(keys, "Ctrl+2", 4)
    keys.press("Ctrl+E")
    keys.go_to_cell(page, 1, "city")
    keys.press("F2")
    keys.type("Leeds")
    keys.press("Return")
    record = page.table.records.ids[1]
    keys.until(lambda: value(db, "member", record, "city") == "Leeds")
    keys.until(lambda: texts(page.table, "city")[1] == "Leeds")
    keys.go_to_cell(page, 1, "city")
    keys.press("Ctrl+C")
    keys.until(lambda: "Leeds" in QApplication.clipboard().text())
    keys.press("Alt+Return")
    record_shown(keys, "NHS England")
    keys.press("Alt+Left")
    list_shown(keys, 4)
    keys.press("Delete")
    keys.until(lambda: value(db, "member", record, "city") is None)
    keys.press("Ctrl+E")
    assert not page.table.records.editing


def test_e906_all_records_are_chosen_and_deleted_after_a_look(keys: Keys) -> None:
    db = keys.window.desk.db
    page = open_list(keys, "Ctrl+3", 1)
    keys.go_into(page.table)
    keys.press("Ctrl+A")

    def agree(shown: PreviewDialog) -> None:
        keys.go_into(shown.panel.apply)
        keys.press("Space")

    when_open(PreviewDialog, agree)
    keys.press("Ctrl+Del")
    keys.until(lambda: not ids_of(db, "person"))


@pytest.mark.parametrize("key", ["F1", "Shift+F1", "Ctrl+,"])
def test_e906_help_keys_and_preferences_open_and_close(keys: Keys, key: str) -> None:
    open_list(keys, "Ctrl+2", 4)
    seen: list[str] = []

    def leave(shown: QDialog) -> None:
        seen.append(shown.windowTitle())
        QTest.keyClick(shown, Qt.Key.Key_Escape)

    when_open(QDialog, leave)
    keys.press(key)
    keys.until(lambda: seen)
    assert not QApplication.activeModalWidget()


@pytest.mark.parametrize(
    ("key", "page"),
    [("Ctrl+1", "today"), ("Ctrl+4", "list"), ("Ctrl+5", "reports"), ("Ctrl+7", "history")],
)
def test_e906_pages_are_opened(keys: Keys, key: str, page: str) -> None:
    keys.press(key)
    shown = keys.window.shown_place()
    assert shown is not None
    assert shown.page == page


def test_e906_a_command_is_run_by_its_name(keys: Keys) -> None:
    open_answer(keys, ">history", "History")
    shown = keys.window.shown_place()
    assert shown is not None
    assert shown.page == "history"


def test_e906_mail_addresses_of_all_are_copied_and_the_list_is_read_again(keys: Keys) -> None:
    db = keys.window.desk.db
    (person,) = ids_of(db, "person")
    page = open_list(keys, "Ctrl+3", 1)
    assert not db.apply(plan_edit(db, "person", {person: {"email": "b@example.org"}})).is_refused
    keys.press("F5")
    keys.until(lambda: "b@example.org" in texts(page.table, "email"))
    keys.go_into(page.table)
    keys.press("Ctrl+A", "Ctrl+Shift+C")
    keys.until(lambda: "b@example.org" in QApplication.clipboard().text())
    QApplication.clipboard().setText("")

    def copy(shown: MailAddresses) -> None:
        keys.until(lambda: shown.found.addresses)
        keys.press("Return")

    keys.once_in(MailAddresses, copy)
    keys.press("Ctrl+Shift+M")
    assert QApplication.clipboard().text() == "b@example.org"


def test_e906_a_list_is_sorted_by_a_dialog(keys: Keys) -> None:
    page = open_list(keys, "Ctrl+2", 4)

    def choose(shown: SortDialog) -> None:
        box = shown.findChildren(QComboBox)[0]
        keys.go_into(box)
        keys.type("Name")
        keys.press("Return")

    keys.once_in(SortDialog, choose)
    keys.press("Ctrl+Shift+S")
    keys.until(lambda: page.table.records.listing.sort == ("name",))


def test_e906_a_view_is_saved_under_a_name_and_opened_again(keys: Keys) -> None:
    open_list(keys, "Ctrl+2", 4)
    keys.press("Ctrl+F")
    keys.type("country:FR")
    list_shown(keys, 1)

    def name_it(_shown: QInputDialog) -> None:
        keys.type("France")
        keys.press("Return")

    keys.once_in(QInputDialog, name_it)
    keys.press("Ctrl+Shift+B")
    keys.until(lambda: ids_of(keys.window.desk.db, "view"))


def test_e906_a_note_is_written_on_a_record(keys: Keys) -> None:
    db = keys.window.desk.db
    open_answer(keys, "bnp", "BNP")
    record_shown(keys, "BNP Paribas")

    def write(_shown: QuickNote) -> None:
        keys.type("Asks for the programme")
        keys.press("Tab")
        keys.type("+1d")
        keys.press("Ctrl+Return")

    keys.once_in(QuickNote, write)
    keys.press("Ctrl+Shift+T")
    keys.until(lambda: ids_of(db, "contact_note", "programme follow_up:tomorrow"))


def test_e906_a_note_is_written_on_what_a_search_found_first(keys: Keys) -> None:
    db = keys.window.desk.db
    page = open_list(keys, "Ctrl+2", 4)
    keys.press("Ctrl+F")
    keys.type("country:FR,GB")
    list_shown(keys, 2)
    keys.press("Return")
    keys.press("Return")
    keys.until(page.table.hasFocus)

    def write(shown: QuickNote) -> None:
        assert shown.findChildren(QLabel)[0].text() == "BNP Paribas"
        keys.go_to("subject")
        keys.type("Calls back")
        keys.press("Ctrl+S")

    keys.once_in(QuickNote, write)
    keys.press("Ctrl+Shift+T")
    keys.until(lambda: len(ids_of(db, "contact_note", "calls")) == 1)


def test_e906_a_record_is_duplicated(keys: Keys) -> None:
    db = keys.window.desk.db
    page = open_list(keys, "Ctrl+3", 1)
    keys.go_to_cell(page, 0, "email")

    def take(_shown: DuplicateDialog) -> None:
        keys.go_to("family_name").selectAll()
        keys.type("Novak")
        keys.press("Return")

    keys.once_in(DuplicateDialog, take)
    keys.press("Ctrl+Shift+U")
    keys.until(lambda: ids_of(db, "person", "novak"))


def test_e906_a_text_is_replaced_where_it_stands(keys: Keys) -> None:
    db = keys.window.desk.db
    page = open_list(keys, "Ctrl+2", 4)
    keys.press("Ctrl+E")

    def replace(shown: ReplaceDialog) -> None:
        keys.go_to("replaceFind")
        keys.type("Paris")
        keys.go_to("replaceWith")
        keys.type("Lyon")
        box = shown.findChild(QAbstractButton, "previewApply")
        assert box is not None
        keys.until(box.isEnabled)
        keys.go_into(box)
        keys.press("Space")

    keys.once_in(ReplaceDialog, replace)
    keys.press("Ctrl+H")
    keys.until(lambda: value(db, "member", ids_of(db, "member")[0], "city") == "Lyon")
    assert page.table.records.editing


def test_e906_a_value_is_filled_down(keys: Keys) -> None:
    db = keys.window.desk.db
    page = open_list(keys, "Ctrl+2", 4)
    keys.press("Ctrl+E")
    keys.go_to_cell(page, 0, "city")
    keys.press("Shift+Down", "Ctrl+D")
    second = page.table.records.ids[1]
    keys.until(lambda: value(db, "member", second, "city") == "Paris")


@pytest.mark.parametrize("key", ["Ctrl+P", "Ctrl+Shift+F"])
def test_e906_a_list_is_looked_at_on_paper_and_as_conditions(keys: Keys, key: str) -> None:
    open_list(keys, "Ctrl+2", 4)
    seen: list[str] = []

    def leave(shown: QDialog) -> None:
        seen.append(shown.windowTitle())
        keys.press("Escape")

    keys.once_in(QDialog, leave)
    keys.press(key)
    keys.until(lambda: seen and not QApplication.activeModalWidget())


def test_e906_an_import_begins_and_is_left_again(keys: Keys) -> None:
    open_list(keys, "Ctrl+2", 4)
    keys.press("Ctrl+I")
    shown = keys.window.shown_place()
    assert shown is not None
    assert shown.page == "import"
    keys.press("Alt+Left")
    list_shown(keys, 4)


def test_e906_an_event_is_opened_and_the_record_opened_last_is_offered(keys: Keys) -> None:
    page = open_list(keys, "Ctrl+4", 2)
    keys.go_to_cell(page, 0, "title")
    keys.press("Return")
    keys.until(lambda: isinstance(keys.window.page(), EventPage))
    open_list(keys, "Ctrl+3", 1)
    keys.press("Ctrl+Shift+K")
    keys.until(lambda: chosen_answer(keys))
    keys.press("Return")
    keys.until(lambda: isinstance(keys.window.page(), EventPage))


def test_e906_the_menu_of_a_record_opens_at_a_laptop_too(keys: Keys) -> None:
    page = open_list(keys, "Ctrl+2", 4)
    keys.go_to_cell(page, 1, "name")
    seen: list[list[str]] = []

    def leave(shown: QMenu) -> None:
        seen.append([one.text() for one in shown.actions()])
        QTest.keyClick(shown, Qt.Key.Key_Escape)

    when_open(QMenu, leave)
    keys.press("Shift+F10")
    keys.until(lambda: seen)
    assert "Duplicate …" in seen[0]
    assert "" in seen[0]


def test_e906_what_was_to_be_done_is_ticked_off(keys: Keys) -> None:
    db = keys.window.desk.db
    note = {"noted_on": TODAY, "member": ids_of(db, "member")[0], "follow_up": TODAY}
    add(db, "contact_note", *({**note, "subject": one, "responsible": who} for one, who in DUE))
    keys.press("Ctrl+8")
    page = keys.window.page()
    assert isinstance(page, FollowUpsPage)
    keys.until(lambda: page.list.topLevelItemCount() == 1)
    keys.go_into(page.list)
    keys.press("Ctrl+Return")
    keys.until(lambda: ids_of(db, "contact_note", "mine done:yes"))
    # Nothing of mine is left: the keys stay on the page and lead on to what others have.
    keys.until(lambda: page.list.topLevelItemCount() == 0)
    keys.until(lambda: page.isAncestorOf(QApplication.focusWidget()))
    keys.press("Right", "Space")
    keys.until(lambda: page.list.topLevelItemCount() == 1)


def test_e906_a_representative_is_replaced(keys: Keys) -> None:
    db = keys.window.desk.db
    member, (person,) = ids_of(db, "member", "BNP")[0], ids_of(db, "person")
    add(db, "affiliation", {"member": member, "person": person, "main_contact": 1})
    open_answer(keys, "bnp", "BNP")
    page = record_shown(keys, "BNP Paribas")
    keys.until(lambda: page.shown.overview.posts)

    def follow(_shown: PostDialog) -> None:
        keys.go_to("family_name")
        keys.type("Novak")
        keys.press("Return")

    keys.once_in(PostDialog, follow)
    open_answer(keys, ">replace", "Replace")
    keys.until(lambda: ids_of(db, "affiliation", "person.family_name:Novak until:"))


def test_e906_guests_are_invited_their_answers_entered_and_one_more_comes(keys: Keys) -> None:
    db = keys.window.desk.db
    add(db, "event", {"title": "Board meeting", "starts": IN_TIME})
    page = open_list(keys, "Ctrl+2", 4)
    keys.go_into(page.table)
    keys.press("Shift+Down")
    keys.once_in(InviteDialog, lambda _shown: keys.press("Return"))
    keys.once_in(PreviewDialog, lambda _shown: keys.press("Return"))
    open_answer(keys, ">invite", "Invite")
    keys.until(lambda: len(ids_of(db, "participation", "answer:=invited")) == 2)
    open_answer(keys, "board", "Board")
    keys.until(lambda: isinstance(keys.window.page(), EventPage))
    shown = keys.window.page()
    assert isinstance(shown, EventPage)
    table = shown.part_verbs.guests().table
    wait_rows(keys.qtbot, table, 2)
    keys.until(table.hasFocus)
    keys.press("Ctrl+Home", *["Right"] * cell(table, 0, "answer").column())
    keys.type("acc")
    keys.press("Return")
    keys.until(lambda: len(ids_of(db, "participation", "answer:=accepted")) == 1)

    def add_guest(_shown: RecordDialog) -> None:
        keys.type("Anna")
        keys.until(lambda: QApplication.activePopupWidget())
        keys.press("Return")
        keys.press("Ctrl+Return")

    keys.once_in(RecordDialog, add_guest)
    keys.press("Ctrl+G")
    keys.until(lambda: ids_of(db, "participation", "-person:"))
    keys.until(lambda: [table.current_id()] == ids_of(db, "participation", "-person:"))
    keys.wait_cursor()
    keys.press("Ctrl+Tab")
    assert shown.tabs.name_shown() == "Programme"


def test_e906_letters_typed_into_a_list_search_it_and_a_key_that_cannot_be_says_why(
    keys: Keys,
) -> None:
    page = open_list(keys, "Ctrl+2", 4)
    keys.go_into(page.table)
    keys.press("Ctrl+D")
    assert "Edit in table" in keys.window.status.message.text()
    keys.press("Ctrl+K")
    keys.type(">fill down")
    answers = keys.window.search.answers
    keys.until(lambda: answers.count() and "Edit in table" in answers.item(0).text())
    keys.press("Escape")
    keys.type("nhs")
    list_shown(keys, 1)
    assert page.filters.search.hasFocus()


def test_e906_one_value_is_set_in_the_record_with_the_cursor(keys: Keys) -> None:
    db = keys.window.desk.db
    page = open_list(keys, "Ctrl+2", 4)
    keys.go_to_cell(page, 0, "city")
    page.table.clearSelection()

    def choose(shown: SetFieldDialog) -> None:
        keys.type("City")
        keys.press("Tab")
        keys.type("Lille")
        keys.press("Return")

    keys.once_in(SetFieldDialog, choose)
    keys.once_in(PreviewDialog, lambda _shown: keys.press("Return"))
    open_answer(keys, ">set", "Set a field")
    keys.until(lambda: value(db, "member", page.table.records.ids[0], "city") == "Lille")


def test_e906_new_records_are_pasted_and_the_list_goes_to_them(keys: Keys) -> None:
    page = open_list(keys, "Ctrl+2", 4)
    keys.press("Ctrl+E")
    keys.go_to_cell(page, 0, "name")
    QApplication.clipboard().setText("Westbank\r\nNordbank\r\n")
    keys.once_in(PreviewDialog, lambda _shown: keys.press("Return"))
    open_answer(keys, ">paste as", "Paste as new")
    list_shown(keys, 6)
    made = ids_of(keys.window.desk.db, "member", "nordbank or westbank")
    keys.until(lambda: sorted(page.table.selected_ids()) == sorted(made))
    assert page.table.current_id() in made
    keys.wait_cursor()
    assert page.table.hasFocus()
