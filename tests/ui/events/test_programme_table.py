"""The programme and the decisions of an event under a user's hands."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from t20desk.events.decisions import list_open
from t20desk.ui.events.event_page import EventPage
from t20desk.ui.events.programme_table import ProgrammeTable
from t20desk.ui.forms.date_editor import DateEditor
from t20desk.ui.previews.preview import PreviewDialog
from t20desk.ui.records.record_dialog import RecordDialog
from t20desk.ui.window import Window
from tests.ui.conftest import add
from tests.ui.hands import LEFT, cell, child, ids_of, open_record, value, wait_rows, when_open
from tests.ui.looking import is_cut


@pytest.fixture
def forum(window: Window) -> int:
    """A forum with two talks side by side in two rooms."""
    db = window.desk.db
    (event,) = add(db, "event", {"title": "Forum", "starts": "2999-01-01", "place": "Hall"})
    for title, room in (("First", "Room 1"), ("Second", "Room 2")):
        times = {"starts": "2999-01-01T09:00", "ends": "2999-01-01T10:00"}
        add(db, "programme_item", {"event": event, "title": title, "room": room, **times})
    return event


def open_programme(qtbot: QtBot, window: Window, event: int) -> ProgrammeTable:
    page = open_record(qtbot, window, "event", event)
    assert isinstance(page, EventPage)
    page.part_verbs.show_programme()
    table = page.tabs.related[1].tables[0]
    assert isinstance(table, ProgrammeTable)
    qtbot.waitUntil(lambda: len(table.table.records.ids) == 2)
    qtbot.waitUntil(lambda: table.table.records.rows.groups is not None)
    return table


def test_items_stand_below_their_day(qtbot: QtBot, window: Window, forum: int) -> None:
    table = open_programme(qtbot, window, forum)
    group = table.table.records.group_at(0)
    assert group is not None
    assert (group.text, group.size) == ("1 Jan 2999", 2)


def test_a_room_taken_twice_is_told_at_once(qtbot: QtBot, window: Window, forum: int) -> None:
    table = open_programme(qtbot, window, forum)
    records = table.table.records
    qtbot.waitUntil(lambda: records.cells_of(2) is not None)
    room = cell(table.table, 2, "room")
    records.setData(room, "Room 1")
    qtbot.waitUntil(lambda: len(table.clashes) == 2)
    metrics = table.table.fontMetrics()
    assert metrics.horizontalAdvance("⚠ Room 1") < table.table.columnWidth(room.column())
    assert "in Room 1 at the same time" in table.warning.text()
    assert all(name == "room" for _key, name in records.looks.problems)


def test_a_time_alone_is_one_of_the_day_of_the_item(
    qtbot: QtBot, window: Window, forum: int
) -> None:
    db = window.desk.db
    table = open_programme(qtbot, window, forum)
    qtbot.waitUntil(lambda: table.table.records.cells_of(1) is not None)
    item = table.table.records.id_at(1)
    assert item is not None
    at = cell(table.table, 1, "ends")
    table.table.setCurrentIndex(at)
    table.table.edit(at)
    editor = table.table.findChild(DateEditor)
    assert editor is not None
    editor.setText("11:30")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: value(db, "programme_item", item, "ends") == "2999-01-01T11:30")

    table.table.setCurrentIndex(QModelIndex())

    def write(dialog: RecordDialog) -> None:
        assert dialog.form.rows["starts"].read() == ("2999-01-01T10:00", "")
        ends = dialog.form.rows["ends"].editor
        assert isinstance(ends, DateEditor)
        qtbot.keyClicks(ends, "12:00 Uhr")
        assert dialog.form.rows["ends"].read() == ("2999-01-01T12:00", "")
        dialog._give_up()

    when_open(RecordDialog, write)
    table.add_record()


@pytest.mark.dressed
def test_the_words_of_the_line_for_a_speaker_are_whole_beside_long_names(
    qtbot: QtBot, window: Window, forum: int
) -> None:
    db = window.desk.db
    table = open_programme(qtbot, window, forum)
    qtbot.waitUntil(lambda: table.table.records.cells_of(1) is not None)
    table.table.setCurrentIndex(cell(table.table, 1, "title"))
    item = table.table.current_id()
    assert item is not None
    for name in ("Maximiliane", "Bartholomäus"):
        (person,) = add(db, "person", {"given_name": name, "family_name": "Oberhuber-Wallner"})
        add(db, "speaker", {"item": item, "person": person})
    line = table.speakers
    line.refresh()
    qtbot.waitUntil(lambda: len(line.findChildren(QPushButton)) >= 2)
    window.resize(1024, 600)
    words = line.add.fontMetrics().horizontalAdvance(line.add.placeholderText())
    qtbot.waitUntil(lambda: line.add.width() > words + 20)
    assert [one.text() for one in line.findChildren(QPushButton) if is_cut(one)] == []
    before = table.table.y()
    table.speakers.hide()
    qtbot.wait(1)
    assert table.table.y() == before


def test_a_speaker_is_added_by_typing_and_taken_out_by_a_press(
    qtbot: QtBot, window: Window, forum: int
) -> None:
    db = window.desk.db
    table = open_programme(qtbot, window, forum)
    qtbot.waitUntil(lambda: table.table.records.cells_of(1) is not None)
    table.table.setCurrentIndex(cell(table.table, 1, "title"))
    line = table.speakers
    qtbot.waitUntil(line.isVisible)
    qtbot.keyClicks(line.add, "Anna")
    qtbot.waitUntil(lambda: bool(line.add._names.stringList()))
    line.add.setFocus()
    line.add.completer().activated.emit(line.add._names.stringList()[0])
    qtbot.waitUntil(lambda: not line.add.text())
    item = table.table.current_id()
    assert item is not None
    qtbot.waitUntil(lambda: value(db, "programme_item", item, "speakers") == "Anna Müller")
    (speaker,) = ids_of(db, "speaker")
    qtbot.waitUntil(lambda: line.findChild(QPushButton, f"speaker_{speaker}") is not None)
    qtbot.mouseClick(child(line, QPushButton, f"speaker_{speaker}"), LEFT)
    qtbot.waitUntil(lambda: not ids_of(db, "speaker"))


def test_decisions_become_follow_ups_by_one_press(qtbot: QtBot, window: Window, forum: int) -> None:
    db = window.desk.db
    for text in ("Go on", "Meet again"):
        add(db, "decision", {"event": forum, "text": text, "due": "2999-02-01"})
    page = open_record(qtbot, window, "event", forum)
    assert isinstance(page, EventPage)
    decisions = page.tabs.related[4].tables[0]
    wait_rows(qtbot, decisions.table, 2)
    when_open(PreviewDialog, lambda dialog: dialog.panel.apply.click())
    assert decisions.follow.isEnabled()
    page.part_verbs.follow_decisions()
    qtbot.waitUntil(lambda: not list_open(db, forum))
    qtbot.waitUntil(lambda: not decisions.follow.isEnabled())
    assert len(ids_of(db, "contact_note", "follow_up:2999-02-01")) == 2


def test_a_clash_is_told_while_the_room_is_typed_and_goes_with_the_next_key(
    qtbot: QtBot, window: Window, forum: int
) -> None:
    table = open_programme(qtbot, window, forum)
    qtbot.waitUntil(lambda: table.table.records.cells_of(2) is not None)
    index = cell(table.table, 2, "room")
    table.table.setCurrentIndex(index)
    table.table.edit(index)
    editor = table.table.indexWidget(index)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "Room 1")
    qtbot.waitUntil(lambda: "in Room 1 at the same time" in table.warning.text())
    assert table.clashes == []
    qtbot.keyClicks(editor, "1")
    qtbot.waitUntil(lambda: table.warning.isHidden())


def test_a_speaker_wanted_elsewhere_is_told_while_pointed_at(
    qtbot: QtBot, window: Window, forum: int
) -> None:
    db = window.desk.db
    table = open_programme(qtbot, window, forum)
    qtbot.waitUntil(lambda: table.table.records.cells_of(2) is not None)
    anna = ids_of(db, "person", "Anna")[0]
    first, second = table.table.records.id_at(1), table.table.records.id_at(2)
    add(db, "speaker", {"item": first, "person": anna})
    qtbot.waitUntil(lambda: table.table.records.cells_of(2) is not None)
    table.table.setCurrentIndex(cell(table.table, 2, "title"))
    assert table.table.current_id() == second
    line = table.speakers
    qtbot.waitUntil(line.isVisible)
    qtbot.keyClicks(line.add, "Anna")
    qtbot.waitUntil(lambda: "at the same time" in table.warning.text())
    assert len(ids_of(db, "speaker")) == 1


def test_the_timetable_is_walked_by_keys_and_a_click_opens_an_item(
    qtbot: QtBot, window: Window, forum: int
) -> None:
    table = open_programme(qtbot, window, forum)
    qtbot.mouseClick(child(table.shapes, QPushButton, "view_timetable"), LEFT)
    view = table.timetable
    qtbot.waitUntil(lambda: view.grid.day.rooms == ["Room 1", "Room 2"])
    assert view.isVisible()
    assert table.table.isHidden()
    view.grid.setFocus()
    way = []
    for _step in range(4):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        way.append(window.focusWidget().objectName())
    assert way == ["new_programme_item", "view_timetable", "moreTabs", "tabRow"]
    for _step in range(2):
        qtbot.keyClick(view.grid, Qt.Key.Key_Right)
    block = view.grid.block()
    assert block is not None
    assert (block.title, view.grid.accessibleDescription()) == (
        "Second", "09:00–10:00 · Second · Room 2",
    )  # fmt: skip
    opened: list[str] = []

    def note(dialog: RecordDialog) -> None:
        opened.append(dialog.form.rows["title_en"].editor.text())
        dialog.reject()

    when_open(RecordDialog, note)
    qtbot.keyClick(view.grid, Qt.Key.Key_Return)
    when_open(RecordDialog, note)
    first = view.grid.room_of(view.grid.day.blocks[0]).center().toPoint()
    qtbot.mouseClick(view.grid, LEFT, pos=first)
    assert opened == ["Second", "First"]
