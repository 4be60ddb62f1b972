"""A record under a user's hands: saved as one change, problems and conflicts at their field."""

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from t20desk.db.database import Database
from t20desk.db.history.reading import list_operations
from t20desk.editing import plan_edit
from t20desk.listing import Linked
from t20desk.ui.events.event_page import EventPage
from t20desk.ui.lists.list_page import ListPage
from t20desk.ui.places import list_place, record_place
from t20desk.ui.previews.preview import PreviewDialog
from t20desk.ui.records.record_dialog import RecordDialog
from t20desk.ui.records.record_page import RecordPage
from t20desk.ui.window import Window
from t20desk.wording import say_operation
from tests.ui.conftest import add
from tests.ui.hands import LEFT, child, ids_of, open_record, type_into, value, wait_rows, when_open


def test_several_typed_values_are_saved_as_one_change(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    record = ids_of(db, "member")[0]
    page = open_record(qtbot, window, "member", record)
    before = len(list_operations(db))
    type_into(qtbot, page, "city", "Lyon")
    type_into(qtbot, page, "street", "Rue de la Paix 1")
    assert page.save.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: value(db, "member", record, "city") == "Lyon")
    assert value(db, "member", record, "street") == "Rue de la Paix 1"
    assert len(list_operations(db)) == before + 1
    qtbot.waitUntil(lambda: not page.save.isVisible())


def test_leaving_the_record_saves_it(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    record = ids_of(db, "member")[0]
    page = open_record(qtbot, window, "member", record)
    type_into(qtbot, page, "city", "Lyon")
    assert window.go_to(list_place("member"))
    assert value(db, "member", record, "city") == "Lyon"


def test_a_problem_stands_at_its_field_and_nothing_is_written(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    record = ids_of(db, "member")[0]
    page = open_record(qtbot, window, "member", record)
    type_into(qtbot, page, "email", "no address")
    assert not page.save_record()
    assert page.form is not None
    assert page.form.rows["email"].problem.text()
    assert value(db, "member", record, "email") is None


def test_leaving_with_a_problem_asks_and_may_discard(qtbot: QtBot, window: Window) -> None:
    page = open_record(qtbot, window, "member", ids_of(window.desk.db, "member")[0])
    type_into(qtbot, page, "email", "no address")
    when_open(QMessageBox, lambda box: press(box, "Discard"))
    assert window.go_to(list_place("member"))
    assert isinstance(window.page(), ListPage)


def press(box: QMessageBox, word: str) -> None:
    """Press the button of a question whose text begins so."""
    next(one for one in box.buttons() if one.text().startswith(word)).click()


@pytest.mark.dressed
@pytest.mark.parametrize(("answer", "left"), [(0, "Lyon"), (1, "Nice"), (2, "Paris")])
def test_an_edit_by_somebody_else_is_shown_at_the_field(
    qtbot: QtBot, window: Window, office: Path, answer: int, left: str
) -> None:
    db = window.desk.db
    record = ids_of(db, "member")[0]
    page = open_record(qtbot, window, "member", record)
    type_into(qtbot, page, "city", "Lyon")
    other = Database.open(office)
    assert not other.apply(plan_edit(other, "member", {record: {"city": "Nice"}})).is_refused
    other.close()
    assert not page.save_record()
    assert page.form is not None
    row = page.form.rows["city"]
    assert row.problem.text().endswith("from “Paris” to “Nice”.")
    said = row.problem
    qtbot.waitUntil(lambda: said.height() >= said.heightForWidth(said.width()))
    assert row.answers.buttons[0].text() == "Keep “Lyon”"
    qtbot.mouseClick(row.answers.buttons[answer], LEFT)
    assert row.editor.text() == left
    assert not row.answers.isVisible()
    assert page.save_record()
    assert value(db, "member", record, "city") == left


def test_a_link_that_somebody_else_changed_is_told_by_names(
    qtbot: QtBot, window: Window, office: Path
) -> None:
    db = window.desk.db
    record, _nhs, third = ids_of(db, "member")[:3]
    page = open_record(qtbot, window, "member", record)
    assert page.form is not None
    row = page.form.rows["parent"]
    type_into(qtbot, page, "parent", "NHS England")
    other = Database.open(office)
    assert not other.apply(plan_edit(other, "member", {record: {"parent": third}})).is_refused
    other.close()
    assert not page.save_record()
    assert row.problem.text().endswith("to “Müller Institut”.")
    assert row.answers.buttons[0].text() == "Keep “NHS England”"


def test_a_new_member_is_entered_and_taken_back(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    window.go_to(record_place("member", None))
    page = window.page()
    assert isinstance(page, RecordPage)
    type_into(qtbot, page, "name", "New Institute")
    assert page.save_record()
    assert len(ids_of(db, "member")) == 5
    qtbot.waitUntil(lambda: page.title() == "New Institute")
    window.undo_change()
    qtbot.waitUntil(lambda: len(ids_of(db, "member")) == 4)
    qtbot.waitUntil(lambda: "redo" in window.undoing.words_of_state())
    window.redo_change()
    qtbot.waitUntil(lambda: len(ids_of(db, "member")) == 5)


def test_a_member_without_a_name_is_refused_at_the_name(qtbot: QtBot, window: Window) -> None:
    window.go_to(record_place("member", None))
    page = window.page()
    assert isinstance(page, RecordPage)
    type_into(qtbot, page, "city", "Nowhere")
    assert not page.save_record()
    assert page.form is not None
    assert page.form.rows["name"].problem.text()
    page.discard_edits()
    window.go_to(list_place("member"))


def test_the_history_of_a_record_says_who_changed_what(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    record = ids_of(db, "member")[0]
    page = open_record(qtbot, window, "member", record)
    type_into(qtbot, page, "city", "Lyon")
    assert page.save_record()
    page.tabs.setCurrentWidget(page.history)
    table = page.history.table
    qtbot.waitUntil(lambda: table.rowCount() >= 2)
    assert table.item(0, 1).text() == "Test Person"
    assert [table.item(0, at).text() for at in (2, 3, 4)] == ["City", "Paris", "Lyon"]


def test_a_value_of_long_ago_is_brought_back_from_the_history(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    record = ids_of(db, "member")[0]
    for city in ("Lyon", "Nice"):
        db.apply(plan_edit(db, "member", {record: {"city": city}}))
    page = open_record(qtbot, window, "member", record)
    page.tabs.setCurrentWidget(page.history)
    history = page.history
    qtbot.waitUntil(lambda: history.table.rowCount() >= 3)
    assert not history.back.isEnabled()
    history.table.selectRow(1)
    when_open(PreviewDialog, lambda shown: qtbot.mouseClick(shown.panel.apply, LEFT))
    qtbot.mouseClick(history.back, LEFT)
    qtbot.waitUntil(lambda: value(db, "member", record, "city") == "Paris")
    qtbot.waitUntil(lambda: history.table.rowCount() >= 4)
    said = say_operation(db, list_operations(db)[0])
    assert said == "City of BNP Paribas set back to an earlier value"


def test_an_event_shows_what_it_takes_from_the_one_above(qtbot: QtBot, window: Window) -> None:
    (inner,) = ids_of(window.desk.db, "event", "Opening")
    page = open_record(qtbot, window, "event", inner)
    assert isinstance(page, EventPage)
    assert page.form is not None
    city = page.form.rows["city"].editor
    qtbot.waitUntil(lambda: city.placeholderText() == "Nanjing (from Tech Week)")
    assert city.text() == ""


def test_guests_are_listed_and_counted(qtbot: QtBot, window: Window) -> None:
    from tests.ui.conftest import add

    db = window.desk.db
    (inner,) = ids_of(db, "event", "Opening")
    members = ids_of(db, "member")
    add(
        db,
        "participation",
        *({"event": inner, "member": one, "answer": "accepted"} for one in members),
    )
    page = open_record(qtbot, window, "event", inner)
    bar = page.tabs.tabBar()
    stood = [bar.tabRect(at) for at in range(3)]
    table = page.tabs.related[0].tables[0].table
    wait_rows(qtbot, table, 4)
    qtbot.waitUntil(lambda: "4" in page.tabs.tabText(0))
    page.tabs.setCurrentIndex(2)
    assert [bar.tabRect(at) for at in range(3)] == stood


def test_a_decision_that_is_added_on_a_note_is_of_that_note(qtbot: QtBot, window: Window) -> None:
    from tests.ui.conftest import add

    day = {"noted_on": "2025-01-01"}
    (note,) = add(window.desk.db, "contact_note", {"subject": "Budget", **day})
    page = open_record(qtbot, window, "contact_note", note)
    begun: list[str] = []

    def look(dialog: RecordDialog) -> None:
        begun.append(dialog.form.rows["note"].editor.text())
        dialog.reject()

    when_open(RecordDialog, look)
    qtbot.mouseClick(child(page, QPushButton, "new_decision"), LEFT)
    assert begun == ["Budget"]


def test_a_guest_of_two_events_counts_once_on_the_tab(qtbot: QtBot, window: Window) -> None:
    from tests.ui.conftest import add

    db = window.desk.db
    (inner,) = ids_of(db, "event", "Opening")
    (week,) = ids_of(db, "event", "Week")
    person = ids_of(db, "person")[0]
    for event in (week, inner):
        add(db, "participation", {"event": event, "person": person})
    page = open_record(qtbot, window, "event", week)
    guests = page.tabs.related[0].tables[0]
    wait_rows(qtbot, guests.table, 2)
    qtbot.waitUntil(lambda: page.tabs.tabText(0) == "Guests 1")
    assert "Rows: 2" in guests.sum.text()


def test_every_tab_can_be_reached_in_a_small_window(qtbot: QtBot, window: Window) -> None:
    window.resize(800, 500)
    page = open_record(qtbot, window, "member", ids_of(window.desk.db, "member")[0])
    tabs, bar = page.tabs, page.tabs.tabBar()
    qtbot.waitUntil(tabs.more.isVisible)
    shown = [index for index in range(tabs.count()) if tabs.isTabVisible(index)]
    assert bar.tabRect(shown[-1]).right() < tabs.more.x()
    menu = tabs.more.menu()
    menu.aboutToShow.emit()
    assert len(menu.actions()) + len(shown) == tabs.count()
    menu.actions()[-1].trigger()
    assert tabs.currentWidget() is page.history
    qtbot.waitUntil(lambda: tabs.isTabVisible(tabs.currentIndex()))


def test_a_new_member_is_offered_the_next_free_number(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    window.go_to(record_place("member", None))
    page = window.page()
    assert isinstance(page, RecordPage)
    assert page.form is not None
    number = page.form.rows["number"].editor
    qtbot.waitUntil(lambda: number.text() == "0005")
    assert not page.is_dirty()
    type_into(qtbot, page, "name", "New Institute")
    type_into(qtbot, page, "number", "0100")
    assert page.save_record()
    assert ids_of(db, "member", "number:=0100")


def open_new(window: Window, kind: str) -> RecordPage:
    window.go_to(record_place(kind, None))
    page = window.page()
    assert isinstance(page, RecordPage)
    return page


def test_saving_an_empty_form_says_what_to_do(qtbot: QtBot, window: Window) -> None:
    window.activateWindow()
    page = open_new(window, "role")
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "Nothing is filled in" in page.notice.text())
    assert window.shown_place() == record_place("role", None)


def test_a_new_record_begins_with_the_link_it_must_have(qtbot: QtBot, window: Window) -> None:
    window.activateWindow()
    page = open_new(window, "honour")
    assert page.form is not None
    qtbot.waitUntil(page.form.rows["person"].editor.hasFocus)


def test_what_a_new_record_is_made_on_is_passed_over(qtbot: QtBot, window: Window) -> None:
    person = {"person": Linked(ids_of(window.desk.db, "person")[0], "Anna Müller")}
    dialog = RecordDialog(window, window.desk, window.desk.kinds["affiliation"], None, person)
    assert dialog.focusWidget() is dialog.form.rows["member"].editor
    dialog.close()


def test_a_decision_made_on_a_note_begins_with_its_words(qtbot: QtBot, window: Window) -> None:
    (note,) = add(window.desk.db, "contact_note", {"subject": "Call", "noted_on": "2031-01-01"})
    kind = window.desk.kinds["decision"]
    dialog = RecordDialog(window, window.desk, kind, None, {"note": Linked(note, "Call")})
    assert dialog.focusWidget() is dialog.form.rows["text"].editor
    dialog.close()
    dialog = RecordDialog(window, window.desk, kind, None, {})
    assert dialog.focusWidget() is dialog.form.rows["event"].editor
    dialog.close()


def test_a_click_on_a_label_puts_the_cursor_into_its_field(qtbot: QtBot, window: Window) -> None:
    window.activateWindow()
    page = open_record(qtbot, window, "member", ids_of(window.desk.db, "member")[0])
    assert page.form is not None
    for name in ("city", "street", "country", "areas", "city"):
        row = page.form.rows[name]
        page.form.cards.reveal(row)
        qtbot.mouseClick(row.label, LEFT)
        held = window.focusWidget()
        assert held is not None
        assert held is row.editor or row.editor.isAncestorOf(held)


@pytest.mark.qt_log_ignore("does not support")
def test_tab_takes_the_name_that_is_offered_and_goes_on(qtbot: QtBot, window: Window) -> None:
    window.activateWindow()
    page = open_record(qtbot, window, "member", ids_of(window.desk.db, "member")[0])
    assert page.form is not None
    box = page.form.rows["country"].editor
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    box.lineEdit().selectAll()
    qtbot.keyClicks(box, "spai")
    popup = box.offers.popup()
    qtbot.waitUntil(lambda: popup.isVisible() and popup.currentIndex().isValid())
    qtbot.keyClick(popup, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: not box.hasFocus())
    assert box.typed() == "ES"


def test_a_person_who_is_not_there_yet_is_made_from_the_name_that_is_typed(
    qtbot: QtBot, window: Window
) -> None:
    db = window.desk.db
    member = ids_of(db, "member")[0]
    page = open_record(qtbot, window, "member", member)
    (table, *_rest) = page.tabs.related[0].tables

    def fill(asked: RecordDialog) -> None:
        editor = asked.form.rows["person"].editor
        asked.save.setFocus()
        qtbot.keyClicks(editor, "Eva Neumann")
        popup = editor.completer().popup()
        qtbot.waitUntil(lambda: popup.model().rowCount() == 1)
        offered = popup.model().index(0, 0).data()
        assert offered == "New: Person “Eva Neumann”"
        editor.completer().activated.emit(offered)
        qtbot.waitUntil(lambda: editor.text() == "Eva Neumann")
        asked.save.click()

    when_open(RecordDialog, fill)
    qtbot.waitUntil(lambda: page.shown.cells != {})
    table.add_record()
    (made,) = ids_of(db, "person", "family_name:Neumann")
    assert value(db, "person", made, "given_name") == "Eva"
    (post,) = ids_of(db, "affiliation")
    assert value(db, "affiliation", post, "person").text == "Eva Neumann"


def test_a_refused_save_rolls_to_the_field_and_says_so(qtbot: QtBot, window: Window) -> None:
    record = ids_of(window.desk.db, "member")[0]
    page = open_record(qtbot, window, "member", record)
    window.resize(800, 480)
    page.tabs.setCurrentIndex(1)
    assert page.form is not None
    page.form.rows["email"].editor.setText("no address")
    page.form.rows["email"].editor.textEdited.emit("no address")
    assert not page.save_record()
    problem = page.form.rows["email"].problem
    qtbot.waitUntil(lambda: not problem.visibleRegion().isEmpty())
    assert "E-mail" in window.status.message.text()


def test_what_was_said_of_a_value_goes_when_another_is_typed(qtbot: QtBot, window: Window) -> None:
    page = open_record(qtbot, window, "member", ids_of(window.desk.db, "member")[0])
    type_into(qtbot, page, "email", "no address")
    assert not page.save_record()
    assert page.form is not None
    row = page.form.rows["email"]
    assert row.problem.text()
    qtbot.keyClicks(row.editor, "@")
    assert not row.problem.text()


def test_a_new_record_shows_neither_picture_nor_tabs_of_the_record_before(
    qtbot: QtBot, window: Window
) -> None:
    page = open_record(qtbot, window, "member", ids_of(window.desk.db, "member")[0])
    field = page.heading.portrait.field
    assert field is not None
    qtbot.waitUntil(field.isVisible)
    window.go_to(record_place("member", None))
    assert not field.isVisible()
    field.remove_picture()
    tabs = page.tabs
    shown = [tabs.tabText(at) for at in range(tabs.count()) if tabs.isTabVisible(at)]
    assert shown == ["Overview"]
    page.discard_edits()
    page = open_record(qtbot, window, "member", ids_of(window.desk.db, "member")[1])
    qtbot.waitUntil(lambda: tabs.isTabVisible(1) and field.isVisible())


def open_post(window: Window) -> RecordDialog:
    """The dialog of a new post of the first member."""
    kind = window.desk.kinds["affiliation"]
    linked = {"member": Linked(ids_of(window.desk.db, "member")[0], "BNP Paribas")}
    dialog = RecordDialog(window, window.desk, kind, None, linked)
    dialog.show()
    return dialog


def test_a_dialog_shows_its_whole_form_where_the_screen_has_room(
    qtbot: QtBot, window: Window
) -> None:
    dialog = open_post(window)
    qtbot.waitUntil(dialog.isVisible)
    area = dialog.findChild(QScrollArea)
    assert area is not None
    assert area.verticalScrollBar().maximum() == 0
    dialog.close()


def test_escape_closes_a_dialog_in_which_nothing_was_typed(qtbot: QtBot, window: Window) -> None:
    dialog = open_post(window)
    qtbot.waitUntil(dialog.isVisible)
    qtbot.keyClick(dialog.form.rows["member"].editor, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_escape_takes_back_the_field_and_asks_before_the_rest_is_lost(
    qtbot: QtBot, window: Window
) -> None:
    dialog = open_post(window)
    rows = dialog.form.rows
    qtbot.keyClicks(rows["department"].editor, "Board")
    rows["member"].editor.clear()
    qtbot.keyClicks(rows["member"].editor, "x")
    qtbot.keyClick(rows["member"].editor, Qt.Key.Key_Escape)
    assert rows["member"].editor.text() == "BNP Paribas"
    assert dialog.isVisible()
    asked: list[str] = []

    def stay(box: QMessageBox) -> None:
        asked.append(box.text())
        box.reject()

    when_open(QMessageBox, stay)
    qtbot.keyClick(rows["member"].editor, Qt.Key.Key_Escape)
    assert asked == ["What you typed here is not saved yet."]
    assert dialog.isVisible()
    dialog.done(0)


def test_how_a_choice_begins_goes_before_what_it_holds(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    record = ids_of(db, "member", "number:=0003")[0]
    page = open_record(qtbot, window, "member", record)
    assert page.form is not None
    line = page.form.rows["status"].editor.lineEdit()
    line.setText("act")  # active, and contact too
    line.textEdited.emit("act")
    assert page.save_record()
    assert value(db, "member", record, "status") == "active"


def test_undo_in_a_field_takes_back_what_was_saved_and_typing_before_that(
    qtbot: QtBot, window: Window
) -> None:
    db = window.desk.db
    record = ids_of(db, "member")[0]
    page = open_record(qtbot, window, "member", record)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    assert page.form is not None
    city = page.form.rows["city"].editor
    type_into(qtbot, page, "city", "Lyon")
    assert page.save_record()
    qtbot.waitUntil(lambda: not page.is_dirty() and city.text() == "Lyon")
    qtbot.waitUntil(lambda: "undo" in window.undoing.words_of_state())
    qtbot.keyClicks(city, "s")
    qtbot.keyClick(city, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert city.text() == "Lyon"
    qtbot.waitUntil(lambda: not page.is_dirty())
    qtbot.keyClick(city, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: value(db, "member", record, "city") == "Paris")
    qtbot.waitUntil(lambda: city.text() == "Paris")


def test_what_is_left_off_of_a_typed_value_is_said_at_its_field(
    qtbot: QtBot, window: Window
) -> None:
    event = ids_of(window.desk.db, "event", "title:Opening")[0]
    page = open_record(qtbot, window, "event", event)
    assert page.form is not None
    page.form.focus_field("starts")
    type_into(qtbot, page, "starts", "2026-12-24 14:30 UTC")
    page.form.focus_field("capacity")
    row = page.form.rows["starts"]
    qtbot.waitUntil(lambda: "time zone was left off" in row.problem.text())
    assert row.problem.is_hint
    type_into(qtbot, page, "starts", "2026-12-24 15:00")
    assert not row.problem.text()
    page.save_record()
    assert value(window.desk.db, "event", event, "starts") == "2026-12-24T15:00"


def test_a_whole_name_typed_into_a_form_links_its_record_when_it_is_saved_at_once(
    qtbot: QtBot, window: Window
) -> None:
    first, second = ids_of(window.desk.db, "member", "number:0001..0002")
    page = open_record(qtbot, window, "member", first)
    assert page.form is not None
    page.form.focus_field("parent")
    type_into(qtbot, page, "parent", "nhs england")
    assert page.save_record()
    assert value(window.desk.db, "member", first, "parent") == Linked(second, "NHS England")


@pytest.mark.qt_log_ignore("does not support")
def test_down_and_enter_take_the_only_record_found_rather_than_make_one(
    qtbot: QtBot, window: Window
) -> None:
    first, second = ids_of(window.desk.db, "member", "number:0001..0002")
    window.activateWindow()
    page = open_record(qtbot, window, "member", first)
    assert page.form is not None
    page.form.focus_field("parent")
    editor = page.form.rows["parent"].editor
    qtbot.waitUntil(editor.hasFocus)
    qtbot.keyClicks(editor, "england")
    popup = editor.offers.popup()
    qtbot.waitUntil(lambda: popup.isVisible() and popup.model().rowCount() == 2)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    assert editor.text() == "NHS England"
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert editor.typed() == second


def test_names_found_once_their_field_is_saved_are_offered_no_more(
    qtbot: QtBot, window: Window
) -> None:
    jobs, lane_is_free = window.desk.jobs, Event()
    page = open_record(qtbot, window, "member", ids_of(window.desk.db, "member")[0])
    assert page.form is not None
    page.form.focus_field("parent")
    qtbot.waitUntil(lambda: not jobs.running)
    jobs.read(lane_is_free.wait, lambda _free: None)
    type_into(qtbot, page, "parent", "NHS England")
    qtbot.waitUntil(lambda: len(jobs.running) == 2)
    assert page.save_record()
    lane_is_free.set()
    qtbot.waitUntil(lambda: not jobs.running)
    assert not page.form.rows["parent"].editor.completer().popup().isVisible()


@pytest.mark.qt_log_ignore("does not support")
def test_a_value_typed_in_other_words_writes_nothing(qtbot: QtBot, window: Window) -> None:
    first = ids_of(window.desk.db, "member", "number:=0001")[0]
    page = open_record(qtbot, window, "member", first)
    assert page.form is not None
    last = list_operations(window.desk.db, 1)
    page.form.focus_field("country")
    line = page.form.rows["country"].editor.lineEdit()
    line.selectAll()
    qtbot.keyClicks(line, "Frankreich")
    assert page.is_dirty()
    assert page.save_record()
    assert list_operations(window.desk.db, 1) == last
    assert not window.status.message.text()


def test_not_saved_yet_is_said_no_longer_once_the_problem_is_taken_back(
    qtbot: QtBot, window: Window
) -> None:
    first = ids_of(window.desk.db, "member", "number:=0001")[0]
    page = open_record(qtbot, window, "member", first)
    assert page.form is not None
    page.form.focus_field("email")
    type_into(qtbot, page, "email", "nobody")
    assert not page.save_record()
    assert "Not saved yet" in window.status.message.text()
    qtbot.keyClick(page.form.rows["email"].editor, Qt.Key.Key_Escape)
    assert not window.status.message.text()


def test_a_role_is_made_once_and_renamed_right_after_saving(qtbot: QtBot, window: Window) -> None:
    """A role changes what all pages know, so that they are built anew while it is saved."""
    db = window.desk.db
    window.go_to(record_place("role", None))
    page = window.page()
    assert isinstance(page, RecordPage)
    type_into(qtbot, page, "label_en", "waiter")
    page.save_record()
    (role,) = ids_of(db, "role")
    shown = window.shown_place()
    assert shown is not None
    assert shown.record_id == role
    page = window.page()
    assert isinstance(page, RecordPage)
    qtbot.waitUntil(lambda: page.title() == "waiter")
    type_into(qtbot, page, "label_en", "steward")
    page.save_record()
    assert ids_of(db, "role") == [role]
    assert value(db, "role", role, "label") == "steward"
