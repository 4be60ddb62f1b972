"""Moving an event to another day in the window: said how far, shown, written, taken back."""

from pytestqt.qtbot import QtBot

from t20desk.editing import plan_edit
from t20desk.ui.events.copy_dialog import say_shift
from t20desk.ui.events.new_day_dialog import NewDayDialog, move_by_days
from t20desk.ui.previews.preview import PreviewDialog
from t20desk.ui.window import Window
from tests.builders import add_record
from tests.ui.hands import (
    cell,
    choose_cells,
    ids_of,
    open_list,
    open_record,
    value,
    when_open,
)


def choose_day(said: list[str], day: str) -> None:
    def fill(dialog: NewDayDialog) -> None:
        dialog.editor.show_value(day)
        dialog.editor.edited.emit()
        said.append(dialog.notice.text())
        when_open(PreviewDialog, lambda preview: preview.accept())
        dialog.accept()

    when_open(NewDayDialog, fill)


def test_an_event_and_its_parts_move_by_as_many_days(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    [week] = ids_of(db, "event", 'title:="Tech Week"')
    [opening] = ids_of(db, "event", f"parent:={week}")
    before = value(db, "event", opening, "starts")
    page = open_record(qtbot, window, "event", week)
    assert "postponable" in page.words_of_state()
    said: list[str] = []
    choose_day(said, "2026-07-01")
    window.commands.of("move_to_day").trigger()
    qtbot.waitUntil(lambda: value(db, "event", week, "starts") == "2026-07-01")
    assert said == ["From Wed 24 Jun 2026 to Wed 1 Jul 2026: all days move by 7 days."]
    assert value(db, "event", opening, "starts") != before or before is None
    window.undo_change()
    qtbot.waitUntil(lambda: value(db, "event", week, "starts") == "2026-06-24")


def test_one_event_of_a_list_can_be_moved_and_two_cannot(qtbot: QtBot, window: Window) -> None:
    page = open_list(qtbot, window, "event", len(ids_of(window.desk.db, "event")))
    page.table.selectRow(0)
    assert "postponable" in page.words_of_state()
    choose_cells(page.table, cell(page.table, 0, "title"), cell(page.table, 1, "title"))
    assert not page.words_of_state() & {"postponable"}


def test_without_another_day_there_is_nothing_to_show(qtbot: QtBot, window: Window) -> None:
    [week] = ids_of(window.desk.db, "event", 'title:="Tech Week"')
    dialog = NewDayDialog(window, window.desk, week)
    qtbot.addWidget(dialog)
    assert not dialog.take.isEnabled()
    # What is typed takes the place of the day that stands there.
    qtbot.keyClicks(dialog.editor, "1.7.2026")
    assert dialog.take.isEnabled()


def test_a_begin_in_the_hour_that_summer_time_leaves_out_is_said_while_it_is_typed(
    qtbot: QtBot, window: Window
) -> None:
    db = window.desk.db
    [week] = ids_of(db, "event", 'title:="Tech Week"')
    change = plan_edit(db, "event", {week: {"time_zone": "Europe/Berlin"}})
    window.desk.apply(change)
    dialog = NewDayDialog(window, window.desk, week)
    qtbot.addWidget(dialog)
    said = []
    for day in ("2027-03-28T02:30", "2027-03-28T03:30"):
        dialog.editor.show_value(day)
        dialog.editor.edited.emit()
        said.append("does not exist in Europe/Berlin" in dialog.notice.text())
    assert said == [True, False]


def test_parts_that_come_to_lie_in_the_lost_hour_are_named_before_they_are_written(
    qtbot: QtBot, window: Window
) -> None:
    db = window.desk.db
    times = {"starts": "2027-03-21T01:00", "ends": "2027-03-21T02:30"}
    night = add_record(db, "event", title_en="Night", time_zone="Europe/Berlin", **times)
    add_record(db, "event", title_en="Late", parent=night, starts="2027-03-21T02:10")
    talk = {"title_en": "Talk", "starts": "2027-03-21T02:20", "ends": "2027-03-21T03:20"}
    add_record(db, "programme_item", event=night, **talk)
    told: list[str] = []

    def look(preview: PreviewDialog) -> None:
        rows = preview.panel.sentences
        told.extend(rows.item(row).text() for row in range(rows.count()))
        preview.accept()

    open_record(qtbot, window, "event", night)
    when_open(PreviewDialog, look)
    move_by_days(window, window.desk, night, 7, told.append)
    # They stand in the order of their ids, which is that of the dice within one second.
    assert sorted(one[: one.index(" on 28 Mar")] for one in told) == [
        "Late: 02:10", "Night: 02:30", "Talk: 02:20"
    ]  # fmt: skip
    assert value(db, "event", night, "ends") == "2027-03-28T02:30"


def test_the_sentence_says_what_moves() -> None:
    assert "stay as they are" in say_shift("2026-06-24", "2026-06-24T00:00")
    assert "times of day move" in say_shift("2026-06-24T10:00", "2026-06-24T14:00")
    assert "by 1 day." in say_shift("2026-06-24", "2026-06-25")
