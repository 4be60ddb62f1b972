"""E-901: what is done to very many selected records: planned in a child, shown, written, undone."""

from array import array
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from t20desk.db.history.reading import list_operations
from t20desk.editing import plan_edit
from t20desk.listing import Listing, count_values
from t20desk.ui.app import Program
from t20desk.ui.lists.list_page import ListPage
from t20desk.ui.previews.preview import PreviewDialog
from t20desk.ui.tables.bulk_edits import MANY, SetFieldDialog
from t20desk.ui.window import Window
from tests.ui.conftest import add
from tests.ui.hands import LEFT, ids_of, name_file, open_list, wait_rows, when_open

ROWS = MANY + 100


@pytest.fixture
def page(qtbot: QtBot, window: Window) -> ListPage:
    """The list of so many members that a child plans what is done to all."""
    rows = [{"number": f"A{at:05}", "name": f"Member {at}", "city": "Bonn"} for at in range(ROWS)]
    found = open_list(qtbot, window, "member", 4)
    add(window.desk.db, "member", *rows)
    wait_rows(qtbot, found.table, ROWS + 4)
    found.table.setFocus()
    return found


def shown_dialog(qtbot: QtBot, kind: type[QDialog]) -> QDialog:
    """A dialog, once it is open."""

    def find() -> list[QDialog]:
        widgets = QApplication.topLevelWidgets()
        return [one for one in widgets if isinstance(one, kind) and one.isVisible()]

    qtbot.waitUntil(lambda: bool(find()), timeout=20_000)
    return find()[0]


def select_all(qtbot: QtBot, page: ListPage) -> None:
    """Select every row by its key."""
    qtbot.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.table.count_selected() == ROWS + 4


def apply_preview(qtbot: QtBot, expected: int) -> None:
    """Look at the preview and say yes."""
    preview = shown_dialog(qtbot, PreviewDialog)
    assert isinstance(preview, PreviewDialog)
    assert f"{expected:,}" in preview.panel.apply.text()
    qtbot.mouseClick(preview.panel.apply, LEFT)


def cities(window: Window) -> dict[object, int]:
    """How many members are in which city."""
    return dict(count_values(window.desk.db, Listing("member", view="all"), "city"))


def test_one_value_is_set_on_all_rows_and_taken_back_in_one_step(
    qtbot: QtBot, page: ListPage, window: Window
) -> None:
    before = cities(window)
    select_all(qtbot, page)

    def choose(dialog: SetFieldDialog) -> None:
        names = [one.name for one in dialog._fields]
        dialog.box.setCurrentIndex(names.index("city"))
        dialog._editor.setText("Wien")
        dialog.accept()

    when_open(SetFieldDialog, choose)
    page.verbs.set_field()
    apply_preview(qtbot, ROWS + 4)
    qtbot.waitUntil(lambda: cities(window) == {"Wien": ROWS + 4}, timeout=20_000)
    qtbot.waitUntil(lambda: not window.desk.jobs.running)
    window.undo_change()
    qtbot.waitUntil(lambda: cities(window) == before, timeout=20_000)


def test_all_rows_but_one_that_is_needed_are_deleted_and_come_back(
    qtbot: QtBot, page: ListPage, window: Window
) -> None:
    db = window.desk.db
    before = ids_of(db, "member")
    add(db, "participation", {"event": ids_of(db, "event")[0], "member": before[0]})
    select_all(qtbot, page)
    page.verbs.delete_records()
    apply_preview(qtbot, ROWS + 3)
    wait_rows(qtbot, page.table, 1)
    qtbot.waitUntil(lambda: not window.desk.jobs.running, timeout=20_000)
    window.undo_change()
    wait_rows(qtbot, page.table, ROWS + 4)
    assert ids_of(db, "member") == before


def test_taking_back_many_rows_is_planned_in_a_child_and_can_be_given_up(
    qtbot: QtBot, page: ListPage, window: Window
) -> None:
    window.undo_change()
    qtbot.waitUntil(lambda: any(job.label for job in window.desk.jobs.running))
    assert window.undoing.words_of_state() == {"taking_back"}
    qtbot.mouseClick(window.status.cancel, LEFT)
    qtbot.waitUntil(lambda: "undo" in window.undoing.words_of_state(), timeout=20_000)
    assert len(ids_of(window.desk.db, "member")) == ROWS + 4
    window.undo_change()
    wait_rows(qtbot, page.table, 4)


def test_what_was_edited_since_is_shown_before_many_rows_are_taken_back(
    qtbot: QtBot, page: ListPage, window: Window
) -> None:
    db = window.desk.db
    made = ids_of(db, "member", "Member 7")[0]
    db.apply(plan_edit(db, "member", {made: {"city": "Kiel"}}))
    (large, *_rest) = [one for one in list_operations(db) if one.counts.new == ROWS]
    said: list[str] = []

    def accept(preview: PreviewDialog) -> None:
        said.append(preview.panel.summary.text())
        qtbot.mouseClick(preview.panel.apply, LEFT)

    when_open(PreviewDialog, accept)
    window.undoing.undo(large.sequence)
    wait_rows(qtbot, page.table, 5)
    assert f"{ROWS - 1:,} taken back · 1 is kept" in said[0]


def test_headings_do_not_look_through_all_rows_that_are_selected(
    qtbot: QtBot, page: ListPage
) -> None:
    select_all(qtbot, page)
    assert not page.table.heading.selectionModel().hasSelection()


def test_planning_for_many_rows_can_be_cancelled(
    qtbot: QtBot, page: ListPage, window: Window
) -> None:
    select_all(qtbot, page)
    page.verbs.delete_records()
    jobs = [job for job in window.desk.jobs.running if job.label]
    assert jobs
    jobs[0].cancel()
    qtbot.waitUntil(lambda: not window.desk.jobs.running, timeout=20_000)
    shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, PreviewDialog)]
    assert not any(one.isVisible() for one in shown)
    assert len(ids_of(window.desk.db, "member")) == ROWS + 4


def test_the_selection_is_an_array_and_survives_reading_the_list_again(
    qtbot: QtBot, page: ListPage, window: Window
) -> None:
    table = page.table
    table.selectRow(10)
    top = table.visualRect(table.records.index(14, 1)).center()
    qtbot.mouseClick(table.viewport(), LEFT, Qt.KeyboardModifier.ShiftModifier, top)
    chosen = table.selected_ids()
    assert isinstance(chosen, array)
    assert len(chosen) == 5
    add(window.desk.db, "member", {"number": "0000", "name": "Before all others"})
    wait_rows(qtbot, table, ROWS + 5)
    qtbot.waitUntil(lambda: table.selected_ids() == chosen)
    select = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(table, Qt.Key.Key_A, select)
    add(window.desk.db, "member", {"number": "00000", "name": "Still before"})
    wait_rows(qtbot, table, ROWS + 6)
    qtbot.waitUntil(lambda: table.count_selected() == ROWS + 6)


def test_all_rows_are_exported_as_the_listing_itself(
    qtbot: QtBot,
    page: ListPage,
    window: Window,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "all.csv"
    name_file(monkeypatch, target)
    select_all(qtbot, page)
    page.output.export_list()
    qtbot.waitUntil(target.exists, timeout=20_000)
    qtbot.waitUntil(lambda: not window.desk.jobs.running)
    assert len(target.read_text(encoding="utf-8-sig").splitlines()) == ROWS + 5


def test_no_cell_stays_empty_when_order_and_columns_change_at_once(
    qtbot: QtBot, page: ListPage, window: Window
) -> None:
    records = page.table.records
    page.shape.changed.emit({"sort": ("-number",), "columns": ("number", "city", "name")})
    page.table.viewport().repaint()
    qtbot.waitUntil(lambda: records.ids[0] != records.ids[-1] and records.id_at(0) is not None)
    qtbot.waitUntil(lambda: not window.desk.jobs.running)
    page.table.viewport().repaint()
    qtbot.waitUntil(lambda: not window.desk.jobs.running)
    assert all(records.cells_of(row) is not None for row in range(20))
    numbers = [str(records.index(row, 0).data()) for row in range(20)]
    assert numbers == sorted(numbers, reverse=True)


@pytest.mark.parametrize(("language", "said"), [("en", "2,104"), ("de", "2.104")])
def test_many_rows_are_counted_as_one_writes_numbers(
    qtbot: QtBot, program: Program, language: str, said: str
) -> None:
    assert program.window is not None
    add(program.window.desk.db, "member", *({"name": f"Member {at}"} for at in range(ROWS)))
    program.use_language(language)
    page = open_list(qtbot, program.window, "member", ROWS + 4, view="all")
    qtbot.waitUntil(lambda: page.count.text().count(said) == 2)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.selection_bar.count.text().startswith(said))


def test_all_is_selected_also_while_only_the_first_rows_are_there(
    qtbot: QtBot, page: ListPage, window: Window
) -> None:
    held = Event()
    window.desk.jobs.read_whole(held.wait, lambda _done: None)
    page.table.records.reload(anew=True)
    qtbot.waitUntil(lambda: len(page.table.records.ids) < ROWS)
    page.select_all()
    assert page.table.count_selected() < ROWS
    held.set()
    assert len(page.picked_ids()) == ROWS + 4


def test_no_required_field_is_emptied_of_many_records(
    qtbot: QtBot, page: ListPage, window: Window
) -> None:
    dialog = SetFieldDialog(page, window.desk, page.kind, 3)
    dialog.begin_with("name")
    dialog.accept()
    assert dialog.result() != QDialog.DialogCode.Accepted
    assert "Name is missing" in dialog.notice.text()


def test_the_end_of_a_list_that_was_just_opened_is_one_key_away(
    qtbot: QtBot, page: ListPage
) -> None:
    page.table.setCurrentIndex(QModelIndex())
    qtbot.keyClick(page.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert page.table.currentIndex().row() == ROWS + 3
    page.table.setCurrentIndex(QModelIndex())
    page.table.scrollToTop()
    qtbot.keyClick(page.table, Qt.Key.Key_PageDown)
    assert 5 < page.table.currentIndex().row() < 50


@pytest.mark.parametrize("key", [Qt.Key.Key_Home, Qt.Key.Key_End])
@pytest.mark.parametrize("editing", [False, True])
def test_a_leap_to_the_first_or_last_row_leaves_what_was_selected(
    qtbot: QtBot, page: ListPage, key: Qt.Key, editing: bool
) -> None:
    page.table.typing.switch(editing)
    page.table.setCurrentIndex(page.table.records.index(5, 1))
    for _begin in ("farther up", "there already"):
        page.select_all()
        qtbot.keyClick(page.table, key, Qt.KeyboardModifier.ControlModifier)
        assert len(page.picked_ids()) == 1
        assert page.table.currentIndex().row() in (0, ROWS + 3)
