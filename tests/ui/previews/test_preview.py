"""The preview under a user's hands: what is unticked is left out, with what belongs to it."""

from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from t20desk.db.change import Batch, Change, Label
from t20desk.db.database import Database
from t20desk.db.history.reading import IN_PART, list_operations
from t20desk.db.history.undoing import plan_undo
from t20desk.db.types import Stored
from t20desk.editing import plan_delete, plan_edit, plan_insert
from t20desk.ui.previews.preview import PreviewDialog, preview_and_apply, say_change
from t20desk.ui.previews.preview_choice import ChangeChoice
from t20desk.ui.previews.preview_panel import TITLE_WIDTH, Counted, PreviewPanel
from t20desk.ui.previews.undo_preview import preview_undo
from t20desk.ui.tables.bulk_edits import GOING
from t20desk.ui.window import Window
from tests.ui.conftest import add
from tests.ui.hands import LEFT, child, ids_of, value, when_open


def show(qtbot: QtBot, window: Window, change: Change) -> PreviewPanel:
    """A change in the preview."""
    dialog = PreviewDialog(window, window.desk, change, say_change)
    dialog.show()
    dialog.activateWindow()
    return dialog.panel


def row_of(panel: PreviewPanel, title: str) -> int:
    """The row of a record."""
    rows = range(panel.model.rowCount())
    return next(row for row in rows if panel.model.index(row, 1).data() == title)


def tick(qtbot: QtBot, panel: PreviewPanel, index: QModelIndex) -> None:
    """Turn a tick over with the key for it."""
    panel.table.setFocus()
    panel.table.setCurrentIndex(index)
    qtbot.keyClick(panel.table, Qt.Key.Key_Space)


def test_records_come_before_what_hangs_on_them(qtbot: QtBot, window: Window) -> None:
    person = Batch("person", ("family_name",), [(11, None, ("Berg",))])
    address = Batch("address", ("person", "city"), [(12, None, (11, "Oslo"))])
    panel = show(qtbot, window, Change(Label("Change"), [address, person]))
    assert panel.chips.kind == "person"


def test_a_preview_is_taken_by_control_and_return_too(qtbot: QtBot, window: Window) -> None:
    person = Batch("person", ("family_name",), [(11, None, ("Berg",))])
    panel = show(qtbot, window, Change(Label("Change"), [person]))
    qtbot.waitUntil(panel.window().isActiveWindow)
    panel.cancel.setFocus()
    with qtbot.waitSignal(panel.accepted):
        qtbot.keyClick(panel.cancel, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_an_unticked_new_member_is_left_out_with_its_period(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    added = [
        {"name": "First", "status": "active", "joined": "2020"},
        {"name": "Second", "status": "active", "joined": "2021"},
    ]
    change = plan_insert(db, "member", added)
    assert {batch.kind for batch in change.batches} == {"member", "membership_period"}
    panel = show(qtbot, window, change)
    assert panel.apply.text() == "Change 4 records"
    tick(qtbot, panel, panel.model.index(row_of(panel, "First"), 0))
    assert panel.apply.text() == "Change 2 records"
    assert not db.apply(panel.pick_change()).is_refused
    assert ids_of(db, "member", "First") == []
    assert len(ids_of(db, "member", "Second")) == 1
    assert len(ids_of(db, "membership_period", "since:2020")) == 0


def test_a_member_of_whom_only_a_period_changes_is_one_record(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    first, second = ids_of(db, "member", "status:active")[:2]
    edits: dict[int, dict[str, Stored]] = {first: {"joined": "2001"}, second: {"city": "Oslo"}}
    change = plan_edit(db, "member", edits)
    panel = show(qtbot, window, change)
    panel.show_change(change, counted=Counted("member"), total=2)
    assert panel.apply.text() == "Change 2 records"
    child(panel, QPushButton, "kind_membership_period").click()
    tick(qtbot, panel, panel.model.index(0, 0))
    assert panel.apply.text() == "Change 1 record"


def test_an_unticked_member_that_was_to_leave_keeps_its_period(window: Window) -> None:
    db = window.desk.db
    (kept,) = add(db, "member", {"name": "Third", "status": "suspended", "joined": "2020"})
    (period,) = ids_of(db, "membership_period", "since:2020")
    change = plan_edit(db, "member", {kept: {"status": "left", "left": "2026-03-31"}})
    touched = {(batch.kind, row[0]) for batch in change.batches for row in batch.rows}
    assert touched == {("member", kept), ("membership_period", period)}
    choice = ChangeChoice(db.kinds, change)
    choice.tick_rows([("member", kept)], on=False)
    assert not choice.takes_any()
    assert not choice.pick().batches


def test_who_is_made_for_a_guest_alone_is_left_out_with_the_guest(window: Window) -> None:
    people = [(key, None, (name,)) for key, name in ((11, "Ann"), (12, "Bob"))]
    guests = [(21, None, (1, 11)), (22, None, (2, 11)), (23, None, (1, 12))]
    batches = [
        Batch("person", ("family_name",), people),
        Batch("other_name", ("person", "name"), [(31, None, (11, "Anna"))]),
        Batch("participation", ("event", "person"), guests),
    ]
    change = Change(Label("Guests taken back", {"kind": "participation"}), batches)
    choice = ChangeChoice(window.desk.kinds, change)
    choice.tick_rows([("participation", 21)], on=False)
    assert choice.takes_row(("person", 11))
    choice.tick_rows([("participation", 22)], on=False)
    assert not choice.takes_row(("person", 11))
    assert not choice.takes_row(("other_name", 31))
    assert choice.takes_row(("person", 12))
    choice.tick_rows([("participation", 22)], on=True)
    assert choice.takes_row(("person", 11))


def test_who_stands_in_a_sheet_of_its_own_stays_without_the_post(window: Window) -> None:
    person = Batch("person", ("family_name",), [(11, None, ("Ann",))])
    post = Batch("affiliation", ("person", "member"), [(21, None, (11, 1))])
    change = Change(Label("Reply", {"kind": "member"}), [person, post])
    choice = ChangeChoice(window.desk.kinds, change)
    choice.tick_rows([("affiliation", 21)], on=False)
    assert choice.takes_row(("person", 11))


def test_an_unticked_cell_keeps_its_value(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    first, second = ids_of(db, "member")[:2]
    edits = {
        first: {"city": "Lyon", "street": "Rue 1"},
        second: {"city": "Leeds", "street": "Road 2"},
    }
    panel = show(qtbot, window, plan_edit(db, "member", edits))
    qtbot.waitUntil(lambda: panel.model.index(0, 1).data() != "")
    headings = [
        panel.model.headerData(at, Qt.Orientation.Horizontal)
        for at in range(panel.model.columnCount())
    ]
    city = headings.index("City")
    tick(qtbot, panel, panel.model.index(row_of(panel, "BNP Paribas"), city))
    assert panel.apply.text() == "Change 2 records"
    picked = panel.pick_change()
    assert not db.apply(picked).is_refused
    assert value(db, "member", first, "city") == "Paris"
    assert value(db, "member", first, "street") == "Rue 1"
    assert value(db, "member", second, "city") == "Leeds"


def test_a_row_without_a_ticked_cell_is_left_out_and_the_label_counts_the_rest(
    qtbot: QtBot, window: Window
) -> None:
    db = window.desk.db
    first, second = ids_of(db, "member")[:2]
    edits = {first: {"city": "Lyon"}, second: {"city": "Leeds"}}
    panel = show(qtbot, window, plan_edit(db, "member", edits))
    tick(qtbot, panel, panel.model.index(0, 2))
    assert panel.apply.text() == "Change 1 record"
    picked = panel.pick_change()
    assert picked.label.arguments["count"] == 1
    tick(qtbot, panel, panel.model.index(0, 2))
    assert panel.apply.text() == "Change 2 records"


def test_nothing_ticked_means_nothing_to_apply(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    edits = {key: {"city": "Lyon"} for key in ids_of(db, "member")[1:3]}
    panel = show(qtbot, window, plan_edit(db, "member", edits))
    none, everything = panel._tick_buttons[1], panel._tick_buttons[0]
    assert panel.summary.text() == "2 will be changed"
    qtbot.mouseClick(none, LEFT)
    assert not panel.apply.isEnabled()
    assert panel.summary.text() == "0 will be changed"
    qtbot.mouseClick(everything, LEFT)
    assert panel.apply.isEnabled()
    assert panel.summary.text() == "2 will be changed"


def test_what_is_left_out_is_said_behind_words_of_their_own(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    change = plan_edit(db, "member", {key: {"city": "Lyon"} for key in ids_of(db, "member")[1:3]})
    panel = show(qtbot, window, change)
    panel.show_change(change, "4 rows read")
    assert panel.summary.text() == "4 rows read"
    tick(qtbot, panel, panel.model.index(0, 0))
    assert panel.summary.text() == "4 rows read · 1 left out"
    tick(qtbot, panel, panel.model.index(0, 0))
    assert panel.summary.text() == "4 rows read"


def drag_column(qtbot: QtBot, panel: PreviewPanel, column: int, by: int) -> int:
    """Pull the end of a column, and the width it has then."""
    header = panel.table.horizontalHeader()
    end = header.sectionViewportPosition(column) + header.sectionSize(column) - 1
    start, target = QPoint(end, 10), QPoint(end + by, 10)
    qtbot.mousePress(header.viewport(), LEFT, pos=start)
    qtbot.mouseMove(header.viewport(), target)
    qtbot.mouseRelease(header.viewport(), LEFT, pos=target)
    return header.sectionSize(column)


def test_widths_that_were_dragged_stay_when_one_goes_back_and_forth(
    qtbot: QtBot, window: Window
) -> None:
    db = window.desk.db
    (member,) = ids_of(db, "member", "BNP")
    people = [{"family_name": name} for name in ("Ames", "Boll")]
    edits = plan_edit(db, "member", {member: {"city": "Lyon"}})
    change = replace(edits, batches=[*edits.batches, *plan_insert(db, "person", people).batches])
    panel = show(qtbot, window, change)
    qtbot.waitUntil(lambda: panel.model.index(0, 1).data() == "BNP Paribas")
    usual = panel.table.columnWidth(2)
    width = drag_column(qtbot, panel, 2, 60)
    assert width == usual + 60
    chips = [one for one in panel.chips.findChildren(QPushButton) if one.isVisible()]
    members = next(one for one in chips if "Organisations" in one.text())
    others = next(one for one in chips if "People" in one.text())
    qtbot.mouseClick(others, LEFT)
    assert panel.table.columnWidth(2) < width
    qtbot.mouseClick(members, LEFT)
    assert panel.table.columnWidth(2) == width
    panel.hide()
    panel.show()
    panel.show_change(change)
    assert panel.table.columnWidth(2) == width


def test_what_was_to_go_with_a_record_stays_with_it(window: Window) -> None:
    db: Database = window.desk.db
    added = [{"name": name, "status": "active", "joined": "2020"} for name in ("One", "Two")]
    first, second = add(db, "member", *added)
    choice = ChangeChoice(db.kinds, plan_delete(db, "member", [first, second]))
    choice.tick_rows([("member", first)], on=False)
    assert not db.apply(choice.pick()).is_refused
    assert first in ids_of(db, "member")
    assert second not in ids_of(db, "member")
    assert len(ids_of(db, "membership_period")) == 1


def move_two(db: Database) -> tuple[int, int, int]:
    """A change of two members, and who they are."""
    first, second = ids_of(db, "member")[:2]
    change = plan_edit(db, "member", {first: {"city": "Lyon"}, second: {"city": "Leeds"}})
    sequence = db.apply(change).operation
    assert sequence is not None
    return sequence, first, second


def test_a_row_unticked_in_an_undo_stays_and_the_rest_of_the_change_stays_in_force(
    qtbot: QtBot, window: Window
) -> None:
    db = window.desk.db
    sequence, first, second = move_two(db)
    seen: list[str] = []

    def leave_one(shown: PreviewDialog) -> None:
        panel = shown.panel
        seen.append(panel.apply.text())
        rows = range(panel.model.rowCount())
        qtbot.waitUntil(lambda: "BNP Paribas" in [panel.model.index(row, 1).data() for row in rows])
        tick(qtbot, panel, panel.model.index(row_of(panel, "BNP Paribas"), 0))
        seen.append(panel.apply.text())
        qtbot.mouseClick(panel.apply, LEFT)

    when_open(PreviewDialog, leave_one)
    window.undoing.take_back(sequence)
    qtbot.waitUntil(lambda: value(db, "member", second, "city") is None)
    assert seen == ["Take back 2 records", "Take back 1 record"]
    assert value(db, "member", first, "city") == "Lyon"
    latest = list_operations(db)[0]
    assert (latest.label.message, latest.undoes) == (IN_PART, None)


def test_all_of_an_undo_ticked_is_the_undo_of_the_whole_change(
    qtbot: QtBot, window: Window
) -> None:
    db = window.desk.db
    sequence, _first, second = move_two(db)
    when_open(PreviewDialog, lambda shown: qtbot.mouseClick(shown.panel.apply, LEFT))
    window.undoing.take_back(sequence)
    qtbot.waitUntil(lambda: value(db, "member", second, "city") is None)
    assert list_operations(db)[0].undoes == sequence


def test_a_link_to_a_record_of_the_same_change_shows_its_name(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    people = plan_insert(db, "person", [{"given_name": "Lin", "family_name": "Schmidt"}])
    person, member = people.batches[0].rows[0][0], ids_of(db, "member", "BNP")[0]
    posts = plan_insert(db, "affiliation", [{"person": person, "member": member}])
    change = Change(posts.label, [*posts.batches, *people.batches])
    panel = show(qtbot, window, change)
    panel.show_change(change, counted=Counted("affiliation"))
    model, columns = panel.model, range(panel.model.columnCount())
    assert "Lin Schmidt" in [model.index(0, column).data() for column in columns]
    qtbot.waitUntil(lambda: "BNP Paribas" in [model.index(0, column).data() for column in columns])
    assert panel.table.isColumnHidden(1)


def test_a_deletion_counts_no_record_that_only_loses_a_link(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    first, second = ids_of(db, "member")[:2]
    going = plan_delete(db, "member", [first])
    edited = plan_edit(db, "member", {second: {"city": "Leeds"}})
    gone = going.counts().removed
    change = Change(going.label, [*going.batches, *edited.batches])
    panel = show(qtbot, window, change)
    panel.show_change(change, counted=GOING)
    assert panel.count_chosen() == gone
    assert panel.model.choice is not None
    panel.model.choice.tick_rows([("member", second)], False)
    assert panel.count_chosen() == gone


def test_enter_takes_what_the_preview_shows(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    first, second = ids_of(db, "member")[:2]
    edits: dict[int, dict[str, Stored]] = {first: {"city": "Lyon"}, second: {"city": "Leeds"}}

    def press(shown: PreviewDialog) -> None:
        assert shown.focusWidget() is shown.panel.table
        qtbot.keyClick(shown.panel.table, Qt.Key.Key_Return)

    when_open(PreviewDialog, press)
    assert preview_and_apply(window, window.desk, plan_edit(db, "member", edits))
    assert value(db, "member", first, "city") == "Lyon"


def test_an_undo_of_which_nothing_is_possible_shows_the_reasons_alone(
    qtbot: QtBot, window: Window
) -> None:
    db = window.desk.db
    key = ids_of(db, "member", "BNP")[0]
    for city in ("Lyon", "Nantes"):
        assert not db.apply(plan_edit(db, "member", {key: {"city": city}})).is_refused
    shown: list[tuple[bool, bool, int]] = []

    def look(dialog: PreviewDialog) -> None:
        panel = dialog.panel
        shown.append((panel.table.isVisible(), panel.apply.isVisible(), panel.sentences.count()))
        dialog.reject()

    when_open(PreviewDialog, look)
    undoing = plan_undo(db, list_operations(db)[1].sequence)
    assert preview_undo(window, window.desk, undoing) is None
    assert shown == [(False, False, 1)]


def test_events_of_one_name_are_told_apart_by_their_days(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    events = [{"title_en": "Board", "starts": f"2031-0{month}-04"} for month in (2, 3)]
    db.apply(plan_insert(db, "event", events))
    keys = ids_of(db, "event", "title:=Board")
    edits: dict[int, dict[str, Stored]] = {key: {"place": "Annex"} for key in keys}
    panel = show(qtbot, window, plan_edit(db, "event", edits))
    names = ["Board · 4 Feb 2031", "Board · 4 Mar 2031"]
    qtbot.waitUntil(lambda: [panel.model.index(row, 1).data() for row in (0, 1)] == names)


def test_long_names_make_room_for_what_becomes_of_them(qtbot: QtBot, window: Window) -> None:
    name = "Institute for the Transfer of Science and of Technology"
    (member,) = add(window.desk.db, "member", {"name": name})
    edits: dict[int, dict[str, Stored]] = {member: {"name": f"{name} in Oslo"}}
    panel = show(qtbot, window, plan_edit(window.desk.db, "member", edits))
    qtbot.waitUntil(lambda: panel.model.index(0, 1).data() == name)
    end = panel.table.columnViewportPosition(2) + panel.table.columnWidth(2)
    assert end <= panel.table.viewport().width()
    assert panel.table.columnWidth(1) > TITLE_WIDTH
