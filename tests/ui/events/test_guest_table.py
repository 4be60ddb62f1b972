"""The guests of an event under a user's hands: views, delegates, questions, the waiting list."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from t20desk.editing import plan_edit
from t20desk.events.asking import plan_question
from t20desk.events.questions import list_asked
from t20desk.listing import Linked, Listing, count_rows
from t20desk.own_fields import NewField
from t20desk.ui.events.delegate_dialog import DelegateDialog
from t20desk.ui.events.event_page import EventPage
from t20desk.ui.events.guest_table import GuestTable
from t20desk.ui.events.questions_dialog import QuestionsDialog
from t20desk.ui.forms.choice_editor import ChoiceEditor
from t20desk.ui.forms.oddity_watch import OnceHidden
from t20desk.ui.imports.import_wizard import DONE, FILE, LOOK, ImportWizard
from t20desk.ui.lists.condition_builder import ConditionDialog
from t20desk.ui.lists.list_page import ListPage
from t20desk.ui.lists.mail_addresses import MailAddresses
from t20desk.ui.looks.figures import read_figures
from t20desk.ui.papers.paper_page import PaperPage
from t20desk.ui.pictures import wait_for_calm
from t20desk.ui.places import list_place, record_place
from t20desk.ui.previews.preview import PreviewDialog
from t20desk.ui.records.record_dialog import RecordDialog
from t20desk.ui.records.record_page import RecordPage
from t20desk.ui.window import Window
from tests.ui.conftest import add
from tests.ui.hands import (
    LEFT,
    cell,
    child,
    ids_of,
    open_list,
    open_record,
    texts,
    value,
    wait_rows,
    when_open,
)


@pytest.fixture
def dinner(window: Window) -> int:
    """A dinner to come with one place, which is taken; one guest waits, one owes a name."""
    db = window.desk.db
    (event,) = add(db, "event", {"title": "Dinner", "capacity": 1, "starts": "2999-01-01"})
    anna = ids_of(db, "person")[0]
    (bo,) = add(db, "person", {"given_name": "Bo", "family_name": "Li"})
    bank = ids_of(db, "member", "BNP")[0]
    for guest in (
        {"person": anna, "answer": "accepted"},
        {"person": bo, "answer": "accepted"},
        {"member": bank, "answer": "invited"},
    ):
        add(db, "participation", {"event": event, **guest})
    return event


def open_guests(qtbot: QtBot, window: Window, event: int) -> GuestTable:
    page = open_record(qtbot, window, "event", event)
    assert isinstance(page, EventPage)
    wait_rows(qtbot, page.part_verbs.guests().table, 3)
    return page.part_verbs.guests()


def press_view(qtbot: QtBot, guests: GuestTable, name: str, rows: int) -> None:
    qtbot.mouseClick(child(guests.chips, QPushButton, f"view_{name}"), LEFT)
    wait_rows(qtbot, guests.table, rows)


def test_views_narrow_the_guests(qtbot: QtBot, window: Window, dinner: int) -> None:
    guests = open_guests(qtbot, window, dinner)
    press_view(qtbot, guests, "names_owed", 1)
    assert texts(guests.table, "member") == ["BNP Paribas"]
    press_view(qtbot, guests, "waiting_list", 1)
    assert texts(guests.table, "queue") == ["1"]
    press_view(qtbot, guests, "all", 3)


def test_guests_changed_while_another_page_was_shown_are_read_again(
    qtbot: QtBot, window: Window, dinner: int
) -> None:
    guests = open_guests(qtbot, window, dinner)
    qtbot.waitUntil(lambda: len(texts(guests.table, "answer")) == 3)
    open_list(qtbot, window, "member", 4, view="all")
    changed = {key: {"answer": "declined"} for key in ids_of(window.desk.db, "participation")}
    window.desk.apply(plan_edit(window.desk.db, "participation", changed))
    guests = open_guests(qtbot, window, dinner)
    qtbot.waitUntil(lambda: set(texts(guests.table, "answer")) == {"said no"})


def test_what_is_typed_above_narrows_the_guests(qtbot: QtBot, window: Window, dinner: int) -> None:
    guests = open_guests(qtbot, window, dinner)
    qtbot.keyClicks(guests.filters.search, "member.country:FR")
    wait_rows(qtbot, guests.table, 1)


def test_in_a_low_window_the_search_among_guests_comes_with_its_key(
    qtbot: QtBot, window: Window, dinner: int
) -> None:
    guests = open_guests(qtbot, window, dinner)
    window.resize(1024, 600)
    qtbot.waitUntil(guests.filters.isHidden)
    window.commands.of("find_here").trigger()
    assert guests.filters.search.isVisible()
    window.resize(1280, 900)
    assert guests.filters.search.isVisible()


def test_conditions_are_built_among_the_guests_too(
    qtbot: QtBot, window: Window, dinner: int
) -> None:
    guests = open_guests(qtbot, window, dinner)

    def build(dialog: ConditionDialog) -> None:
        qtbot.keyClicks(dialog.text, "answer:invited")
        dialog.accept()

    when_open(ConditionDialog, build)
    menu = child(guests.filters, QPushButton, "moreFilters").menu()
    menu.aboutToShow.emit()
    menu.actions()[0].trigger()
    wait_rows(qtbot, guests.table, 1)


def test_a_cancellation_shows_who_moves_up_before_it_is_written(
    qtbot: QtBot, window: Window, dinner: int
) -> None:
    guests = open_guests(qtbot, window, dinner)
    db = window.desk.db
    seen: list[int] = []

    def press(dialog: PreviewDialog) -> None:
        seen.append(dialog.panel.pick_change().counts().changed)
        dialog.panel.apply.click()

    when_open(PreviewDialog, press)
    row = texts(guests.table, "person").index("Anna Müller")
    guests.table.records.setData(cell(guests.table, row, "answer"), "declined")
    waits = Listing("participation", "answer:=waiting", "all")
    qtbot.waitUntil(lambda: count_rows(db, waits) == 0)
    assert seen == [2]


def test_a_delegate_is_named_in_place(qtbot: QtBot, window: Window, dinner: int) -> None:
    db = window.desk.db
    bank = ids_of(db, "member", "BNP")[0]
    (envoy,) = add(db, "person", {"given_name": "Eva", "family_name": "Roux"})
    add(db, "affiliation", {"person": envoy, "member": bank, "position_en": "Head"})
    guests = open_guests(qtbot, window, dinner)
    press_view(qtbot, guests, "names_owed", 1)
    guests.table.setCurrentIndex(cell(guests.table, 0, "member"))
    qtbot.waitUntil(guests.verbs.delegate.isVisible)

    def choose(dialog: DelegateDialog) -> None:
        qtbot.mouseClick(child(dialog, QPushButton, f"offer_{envoy}"), LEFT)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    when_open(DelegateDialog, choose)
    qtbot.mouseClick(guests.verbs.delegate, LEFT)
    wait_rows(qtbot, guests.table, 0)
    assert count_rows(db, Listing("participation", 'affiliation:"Head, BNP"', "all")) == 1


def test_a_column_makes_room_for_the_first_name_and_the_cursor_stays_in_the_table(
    qtbot: QtBot, window: Window
) -> None:
    db = window.desk.db
    (event,) = add(db, "event", {"title": "Ball", "starts": "2999-01-01"})
    add(db, "participation", {"event": event, "member": ids_of(db, "member", "BNP")[0]})
    page = open_record(qtbot, window, "event", event)
    assert isinstance(page, EventPage)
    guests = page.part_verbs.guests()
    wait_rows(qtbot, guests.table, 1)
    person = cell(guests.table, 0, "person").column()
    before = guests.table.columnWidth(person)
    guests.table.setCurrentIndex(cell(guests.table, 0, "member"))
    qtbot.waitUntil(guests.verbs.delegate.isVisible)

    def enter(dialog: DelegateDialog) -> None:
        for name, text in (("given_name", "Maximiliane"), ("family_name", "von Hohenstein")):
            qtbot.keyClicks(dialog.entered[name], text)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    when_open(DelegateDialog, enter)
    qtbot.mouseClick(guests.verbs.delegate, LEFT)
    qtbot.waitUntil(lambda: guests.table.columnWidth(person) > before)
    assert window.focusWidget() is guests.table


def test_a_delegate_whom_nobody_knows_yet_is_entered_with_a_position(
    qtbot: QtBot, window: Window, dinner: int
) -> None:
    guests = open_guests(qtbot, window, dinner)
    press_view(qtbot, guests, "names_owed", 1)
    guests.table.setCurrentIndex(cell(guests.table, 0, "member"))
    qtbot.waitUntil(guests.verbs.delegate.isVisible)

    def enter(dialog: DelegateDialog) -> None:
        assert dialog.position.isVisible()
        for editor, words in ((dialog.entered["family_name"], "Roux"), (dialog.position, "Head")):
            qtbot.keyClicks(editor, words)
        qtbot.mouseClick(dialog.save, LEFT)

    when_open(DelegateDialog, enter)
    qtbot.mouseClick(guests.verbs.delegate, LEFT)
    wait_rows(qtbot, guests.table, 0)
    wanted = Listing("participation", 'person:Roux affiliation:"Head, BNP"', "all")
    assert count_rows(window.desk.db, wanted) == 1


def test_a_question_that_is_asked_becomes_a_column_and_leaves_us_where_we_are(
    qtbot: QtBot, window: Window, dinner: int
) -> None:
    guests = open_guests(qtbot, window, dinner)
    programme = window.page()
    assert isinstance(programme, EventPage)
    programme.part_verbs.show_programme()

    def ask(dialog: QuestionsDialog) -> None:
        qtbot.keyClicks(dialog.labels["en"], "Diet")
        qtbot.keyClick(dialog.labels["en"], Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: dialog.asked.count() == 1)
        dialog.accept()

    when_open(QuestionsDialog, ask)
    guests.verbs.edit_questions()
    (asked,) = list_asked(window.desk.db, dinner)
    qtbot.waitUntil(lambda: window.page() is not programme)
    page = window.page()
    assert isinstance(page, EventPage)
    assert page.tabs.currentWidget() is page.tabs.related[1]
    page.part_verbs.show_guests()
    wait_rows(qtbot, page.part_verbs.guests().table, 3)
    names = [one.name for one in page.part_verbs.guests().table.records.fields]
    assert names[-1] == asked.field.name


def test_a_question_that_is_dropped_says_what_becomes_of_its_answers(
    qtbot: QtBot, window: Window, dinner: int
) -> None:
    db = window.desk.db
    new = NewField("participation", {"en": "Diet"}, "text")
    assert not window.desk.apply(plan_question(db, dinner, new)).is_refused
    (asked,) = list_asked(db, dinner)
    guest = ids_of(db, "participation", "event:Dinner")[0]
    write = plan_edit(db, "participation", {guest: {asked.field.name: "vegan"}})
    assert not window.desk.apply(write).is_refused
    guests = open_guests(qtbot, window, dinner)
    told: list[str] = []

    def drop(dialog: QuestionsDialog) -> None:
        dialog.asked.setCurrentRow(0)
        qtbot.mouseClick(dialog.drop, LEFT)
        qtbot.waitUntil(dialog.told.isVisible)
        told.append(dialog.told.text())
        dialog.accept()

    when_open(QuestionsDialog, drop)
    guests.verbs.edit_questions()
    assert told == [
        "“Diet” is asked no more; its 1 answer is kept and comes back when you ask it again."
    ]


def test_those_who_have_not_answered_are_reminded(
    qtbot: QtBot, window: Window, dinner: int
) -> None:
    guests = open_guests(qtbot, window, dinner)
    asked: list[int] = []

    def look(dialog: MailAddresses) -> None:
        asked.append(len(dialog._ids))
        dialog.reject()

    when_open(MailAddresses, look)
    guests.verbs.remind()
    assert asked == [1]
    waiting = list(guests.table.records.ids)
    window.desk.db.apply(
        plan_edit(window.desk.db, "participation", {key: {"answer": "declined"} for key in waiting})
    )
    guests.verbs.remind()
    assert window.status.message.text() == "Everybody who was asked has answered."


def test_letters_from_a_view_of_the_guests_are_for_that_view(
    qtbot: QtBot, window: Window, dinner: int
) -> None:
    guests = open_guests(qtbot, window, dinner)
    for view, wanted in (("names_owed", "names_owed"), ("all", "")):
        guests.show_view(view)
        guests.verbs.write_letters()
        page = window.page()
        assert isinstance(page, PaperPage)
        assert page.pane.read_options()["view"] == wanted
        open_record(qtbot, window, "event", dinner)


def test_the_list_behind_a_figure_has_the_questions_as_columns_and_forgets_them(
    qtbot: QtBot, window: Window, dinner: int
) -> None:
    db = window.desk.db
    db.apply(
        plan_question(db, dinner, NewField("participation", {"en": "Diet"}, "text", in_lists=False))
    )
    (asked,) = list_asked(db, dinner)
    window.go_to(read_figures(db, dinner)[0].place)
    page = window.page()
    assert isinstance(page, ListPage)
    wait_rows(qtbot, page.table, 3)
    assert page.table.records.listing.columns[-1] == asked.field.name
    page.listed.show_anew(sort=("member",))
    window.go_to(list_place("participation", "Li", "all"))
    wait_rows(qtbot, page.table, 1)
    assert asked.field.name not in page.table.records.listing.columns
    assert asked.field.name not in window.desk.memory.text("columns/participation")


def test_what_an_event_needs_next_stands_above_its_tabs(
    qtbot: QtBot, window: Window, dinner: int
) -> None:
    db = window.desk.db
    db.apply(plan_edit(db, "event", {dinner: {"answer_by": "2998-12-01"}}))
    open_guests(qtbot, window, dinner)
    page = window.page()
    assert isinstance(page, EventPage)
    qtbot.waitUntil(page.notices.isVisible)
    told = [one.text for one in page.shown.overview.notices]
    assert told == [
        "1 answer is open, wanted by 1 Dec 2998", "1 name is owed", "1 guest waits",
    ]  # fmt: skip
    page.verbs.run("show_guests:names_owed")
    wait_rows(qtbot, page.part_verbs.guests().table, 1)
    assert value(db, "event", dinner, "answer_by") == "2998-12-01"


@pytest.mark.parametrize(
    "rows",
    ["Organisation;Answer\nBNP Paribas;declined\n",
     "Event;Organisation;Answer\nDinner;BNP Paribas;declined\n"],
    ids=["of the event", "naming the event"],
)  # fmt: skip
def test_a_sheet_of_answers_is_taken_for_the_event(
    qtbot: QtBot, window: Window, dinner: int, tmp_path: Path, rows: str
) -> None:
    db = window.desk.db
    guests = open_guests(qtbot, window, dinner)
    sheet = tmp_path / "answers.csv"
    sheet.write_text(rows, "utf-8")
    guests.verbs.take_answers()
    page = window.page()
    assert isinstance(page, ImportWizard)
    assert "“Dinner”" in page.begin.heading.text()
    page.open_path(sheet)
    qtbot.waitUntil(lambda: page.steps.currentIndex() == FILE)
    qtbot.waitUntil(lambda: set(page.columns.key.key()) == {"event", "member"})
    page.plan()
    qtbot.waitUntil(lambda: page.steps.currentIndex() == LOOK, timeout=20_000)
    page.preview.apply.click()
    qtbot.waitUntil(lambda: page.steps.currentIndex() == DONE, timeout=20_000)
    search = f"event:={dinner} answer:=declined BNP"
    assert count_rows(db, Listing("participation", search, "all")) == 1
    page.end.show_list.click()
    shown = window.page()
    assert isinstance(shown, EventPage)
    assert shown.record_id == dinner


def test_the_form_of_a_guest_asks_what_the_event_asks(
    qtbot: QtBot, window: Window, dinner: int
) -> None:
    db = window.desk.db
    (other,) = add(db, "event", {"title": "Elsewhere"})
    db.apply(plan_question(db, other, NewField("participation", {"en": "Nights"}, "number")))
    db.apply(plan_question(db, dinner, NewField("participation", {"en": "Diet"})))
    linked = {"event": Linked(dinner, "Dinner")}
    dialog = RecordDialog(window, window.desk, window.desk.kinds["participation"], None, linked)
    qtbot.addWidget(dialog)
    rows = {row.field.say(): row for row in dialog.form.rows.values()}
    qtbot.waitUntil(rows["Nights"].editor.isHidden)
    assert not rows["Diet"].editor.isHidden()


def test_a_new_guest_is_asked_the_same_as_the_guest_whose_page_was_shown_before(
    qtbot: QtBot, window: Window, dinner: int
) -> None:
    db = window.desk.db
    (other,) = add(db, "event", {"title": "Elsewhere"})
    db.apply(plan_question(db, other, NewField("participation", {"en": "Nights"}, "number")))
    open_record(qtbot, window, "participation", ids_of(db, "participation", f"event:={dinner}")[0])
    wait_for_calm(lambda: bool(window.desk.jobs.running))
    window.go_to(record_place("participation", None, event=Linked(dinner, "Dinner")))
    page = window.page()
    assert isinstance(page, RecordPage)
    assert page.form is not None
    (nights,) = [one for one in page.form.rows.values() if one.field.say() == "Nights"]
    qtbot.waitUntil(nights.editor.isHidden)


def test_the_first_card_of_a_guest_is_called_by_the_kind_beside_own_fields(
    qtbot: QtBot, window: Window, dinner: int
) -> None:
    db = window.desk.db
    db.apply(plan_question(db, dinner, NewField("participation", {"en": "Diet"})))
    dialog = RecordDialog(window, window.desk, window.desk.kinds["participation"], None, {})
    qtbot.addWidget(dialog)
    headings = [card.heading.text() for card in dialog.form.cards.cards.values()]
    assert headings == ["Participation", "Own fields"]


def test_a_warning_below_the_table_leaves_the_cell_where_it_is(
    qtbot: QtBot, window: Window, dinner: int
) -> None:
    guests = open_guests(qtbot, window, dinner)
    before = guests.table.mapTo(window, QPoint(0, 0))
    guests.badges.warning.setText("Two guests have one badge.")
    guests.badges.warning.show()
    qtbot.waitUntil(lambda: guests.badges.warning.y() > guests.table.y())
    assert guests.table.mapTo(window, QPoint(0, 0)) == before


def test_a_badge_of_two_guests_is_said_where_it_is_entered(
    qtbot: QtBot, window: Window, dinner: int
) -> None:
    db = window.desk.db
    guests = open_guests(qtbot, window, dinner)
    first, second = ids_of(db, "participation", "event:Dinner person:*")
    write = plan_edit(db, "participation", {first: {"badge": "7"}, second: {"badge": "8"}})
    assert not window.desk.apply(write).is_refused
    dialog = RecordDialog(window, window.desk, window.desk.kinds["participation"], second, {})
    qtbot.addWidget(dialog)
    dialog.show()
    row = dialog.form.rows["badge"]
    row.editor.clear()
    qtbot.keyClicks(row.editor, "7")
    qtbot.waitUntil(lambda: "is also that of" in row.problem.text())
    qtbot.mouseClick(dialog.save, LEFT)
    qtbot.waitUntil(guests.badges.warning.isVisible)
    assert "give one of them another" in guests.badges.warning.text()


def test_the_form_of_a_guest_leaves_out_what_other_events_ask(
    qtbot: QtBot, window: Window, dinner: int
) -> None:
    db = window.desk.db
    (other,) = add(db, "event", {"title": "Other"})
    for event, label in ((dinner, "Diet"), (other, "Flight")):
        new = NewField("participation", {"en": label}, "text")
        assert not window.desk.apply(plan_question(db, event, new)).is_refused
    (guest,) = ids_of(db, "participation", "event:Dinner person:Bo")
    page = open_record(qtbot, window, "participation", guest)
    page.tabs.setCurrentWidget(page._sheet())
    form = page._form()
    rows = {row.field.say(): row for row in form.rows.values()}
    form.cards.reveal(rows["Diet"])
    qtbot.waitUntil(lambda: not rows["Diet"].label.isHidden() and rows["Flight"].label.isHidden())


def test_more_guests_than_places_are_counted_as_such(window: Window, dinner: int) -> None:
    db = window.desk.db
    waiting = ids_of(db, "participation", "answer:=waiting")
    change = plan_edit(db, "participation", {key: {"presence": "came"} for key in waiting})
    assert not window.desk.apply(change).is_refused
    figures = [(one.number, one.label) for one in read_figures(db, dinner)]
    assert figures[-1] == (1, "more than places")


def test_the_status_line_says_that_a_guest_has_to_wait(
    qtbot: QtBot, window: Window, dinner: int
) -> None:
    guests = open_guests(qtbot, window, dinner)
    row = texts(guests.table, "member").index("BNP Paribas")
    guests.edits.save_cell(guests.table.records.ids[row], "answer", "accepted")
    said = "BNP Paribas is now number 2 on the waiting list"
    qtbot.waitUntil(lambda: said in window.status.message.text())
    assert window.status.undo.isVisible()


def test_the_form_says_at_the_answer_that_a_guest_would_have_to_wait(
    qtbot: QtBot, window: Window, dinner: int
) -> None:
    (guest,) = ids_of(window.desk.db, "participation", "answer:=invited")
    dialog = RecordDialog(window, window.desk, window.desk.kinds["participation"], guest, {})
    qtbot.addWidget(dialog)
    dialog.show()
    row = dialog.form.rows["answer"]
    assert isinstance(row.editor, ChoiceEditor)
    qtbot.keyClick(row.editor, Qt.Key.Key_Down)
    assert row.editor.typed() == "accepted"
    qtbot.waitUntil(lambda: "goes on the waiting list as number 2" in row.problem.text())
    assert row.problem.is_hint
    qtbot.mouseClick(dialog.save, LEFT)
    assert dialog.saved_id == guest


@pytest.mark.qt_log_ignore("does not support")
def test_nothing_odd_is_said_below_a_list_of_answers_until_one_is_taken(
    qtbot: QtBot, window: Window, dinner: int
) -> None:
    (guest,) = ids_of(window.desk.db, "participation", "answer:=invited")
    dialog = RecordDialog(window, window.desk, window.desk.kinds["participation"], guest, {})
    qtbot.addWidget(dialog)
    dialog.show()
    row = dialog.form.rows["answer"]
    dialog.activateWindow()
    row.editor.setFocus()
    qtbot.waitUntil(row.editor.hasFocus)
    row.editor.lineEdit().selectAll()
    qtbot.keyClicks(row.editor.lineEdit(), "acc")
    offered = row.editor.offers.popup()
    qtbot.waitUntil(lambda: bool(offered.findChildren(OnceHidden)))
    assert offered.isVisible()
    assert row.problem.isHidden()
    qtbot.keyClick(offered, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: "goes on the waiting list" in row.problem.text())
    qtbot.mouseClick(dialog.save, LEFT)
