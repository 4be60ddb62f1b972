"""The page of all changes: found by filters, seen record by record, taken back in any part."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from t20desk.db.change import Change
from t20desk.editing import plan_delete, plan_edit, plan_insert
from t20desk.ui.history.history_page import HistoryPage
from t20desk.ui.owners import next_in_focus_chain
from t20desk.ui.places import Place
from t20desk.ui.previews.preview import PreviewDialog
from t20desk.ui.window import Window
from tests.ui.hands import LEFT, child, dialog, ids_of, once_open, open_page, value, wait_lines


def open_history(qtbot: QtBot, window: Window, rows: int) -> HistoryPage:
    page = open_page(qtbot, window, HistoryPage, Place("history"))
    wait_lines(qtbot, page, rows)
    return page


def choose(box: QComboBox, data: str) -> None:
    box.setCurrentIndex(box.findData(data))
    box.activated.emit(box.currentIndex())


def cell_texts(page: HistoryPage) -> list[list[str]]:
    model = page.panel.model
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def accept_preview(qtbot: QtBot, seen: list[str]) -> None:
    """Press the button of the preview that comes up, and note what it says."""

    def press() -> None:
        shown = dialog(qtbot, PreviewDialog)
        seen.append(shown.panel.summary.text())
        sentences = shown.panel.sentences
        seen.extend(sentences.item(at).text() for at in range(sentences.count()))
        qtbot.mouseClick(shown.panel.apply, LEFT)

    once_open(PreviewDialog, press)


def test_all_filters_are_taken_away_in_one_step(qtbot: QtBot, window: Window) -> None:
    window.activateWindow()
    page = open_history(qtbot, window, 4)
    assert page.filter.everything.isHidden()
    choose(page.filter.kind, "event")
    choose(page.filter.period, "between")
    qtbot.mouseClick(page.filter.mine, LEFT)
    page.filter.text.setText("nothing of the sort")
    wait_lines(qtbot, page, 0)
    page.filter.everything.setFocus()
    qtbot.keyClick(page.filter.everything, Qt.Key.Key_Return)
    wait_lines(qtbot, page, 4)
    assert not page.filter.is_sifting()
    assert page.filter.since.isHidden()
    assert page.filter.everything.isHidden()
    assert page.filter.text.hasFocus()


def test_undo_in_the_search_line_means_what_was_typed_until_something_was_changed_since(
    qtbot: QtBot, window: Window
) -> None:
    db = window.desk.db
    first = ids_of(db, "member")[0]
    window.desk.apply(plan_edit(db, "member", {first: {"city": "Lyon"}}))
    line = open_history(qtbot, window, 5).filter.text
    line.setFocus()
    qtbot.keyClicks(line, "ly")
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == ""
    assert value(db, "member", first, "city") == "Lyon"
    qtbot.keyClicks(line, "ly")
    window.desk.apply(plan_edit(db, "member", {first: {"city": "Nice"}}))
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: value(db, "member", first, "city") == "Lyon")
    assert line.text() == "ly"


def test_each_change_says_who_when_how_and_what(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    (first, *_rest) = ids_of(db, "member")
    db.apply(plan_edit(db, "member", {first: {"city": "Lyon"}}))
    page = open_history(qtbot, window, 5)
    told = [page.model.index(0, column).data() for column in range(1, 5)]
    assert told == ["Test Person", "window", "City of BNP Paribas changed", "1 changed"]
    qtbot.waitUntil(lambda: cell_texts(page) == [["→ changed", "BNP Paribas", "Paris  →  Lyon"]])
    assert page.panel.heading.text() == "City of BNP Paribas changed"


def test_an_import_is_shown_record_by_record(qtbot: QtBot, window: Window) -> None:
    page = open_history(qtbot, window, 4)
    page.table.selectRow(3)
    qtbot.waitUntil(lambda: page.panel.model.rowCount() == 4 and "…" not in cell_texts(page)[0])
    assert cell_texts(page)[0][:3] == ["+ new", "BNP Paribas", "0001"]
    # Tab comes to what chooses the rows before it comes to them.
    way = [page.panel.undo]
    while way[-1] is not page.panel.table:
        way.append(next_in_focus_chain(way[-1]))
    assert child(page.panel, QPushButton, "verb_new") in way


def test_the_list_is_filtered_by_words_person_and_door(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    db.user = "Bert"
    rows = plan_insert(db, "person", [{"family_name": "Yao"}]).batches
    change = plan_insert(db, "person", [{"family_name": "Yao"}])
    db.apply(Change(change.label, rows, door="import", file="people.xlsx"))
    db.user = "Test Person"
    page = open_history(qtbot, window, 5)
    qtbot.keyClicks(child(page, QLineEdit, "historySearch"), "Tech Week")
    wait_lines(qtbot, page, 1)
    page.filter.clear()
    wait_lines(qtbot, page, 5)
    qtbot.mouseClick(child(page, QPushButton, "historyImports"), LEFT)
    wait_lines(qtbot, page, 1)
    qtbot.mouseClick(child(page, QPushButton, "historyMine"), LEFT)
    wait_lines(qtbot, page, 0)
    page.filter.clear()
    wait_lines(qtbot, page, 5)
    choose(child(page, QComboBox, "historyPerson"), "Bert")
    wait_lines(qtbot, page, 1)
    page.filter.clear()
    choose(child(page, QComboBox, "historyKind"), "event")
    wait_lines(qtbot, page, 2)


def test_a_day_that_is_none_is_said_beside_the_filter(qtbot: QtBot, window: Window) -> None:
    page = open_history(qtbot, window, 4)
    choose(child(page, QComboBox, "historyPeriod"), "between")
    since = child(page, QLineEdit, "historySince")
    qtbot.keyClicks(since, "soon")
    qtbot.keyClick(since, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.desk.jobs.running)  # what was asked before is answered
    assert page.notice.isVisible()
    since.clear()
    qtbot.keyClicks(since, "2001-01-01")
    qtbot.keyClicks(child(page, QLineEdit, "historyUntil"), "2001-12-31")
    qtbot.keyClick(since, Qt.Key.Key_Return)
    wait_lines(qtbot, page, 0)
    assert not page.notice.isVisible()


def test_an_old_change_is_taken_back_after_it_was_shown(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    first, second, *_rest = ids_of(db, "member")
    db.apply(plan_edit(db, "member", {first: {"city": "Lyon"}, second: {"city": "Leeds"}}))
    db.apply(plan_edit(db, "member", {first: {"city": "Nice"}}))
    page = open_history(qtbot, window, 6)
    page.table.selectRow(1)
    qtbot.waitUntil(lambda: page.panel.heading.text() == "City changed on 2 records")
    seen: list[str] = []
    accept_preview(qtbot, seen)
    qtbot.mouseClick(child(page, QPushButton, "undoOperation"), LEFT)
    qtbot.waitUntil(lambda: value(db, "member", second, "city") is None)
    assert value(db, "member", first, "city") == "Nice"
    assert seen[0] == "1 taken back · 1 is kept"
    assert seen[1].startswith("kept: Organisation “")
    assert seen[1].endswith("”, City – edited since")
    wait_lines(qtbot, page, 7)


def test_what_cannot_come_back_is_told_apart_from_what_is_kept(
    qtbot: QtBot, window: Window
) -> None:
    db = window.desk.db
    first, second, third = ids_of(db, "member")[:3]
    db.apply(plan_edit(db, "member", {key: {"city": "Lyon"} for key in (first, second, third)}))
    db.apply(plan_edit(db, "member", {first: {"city": "Nice"}}))
    name = value(db, "member", third, "name")
    db.apply(plan_delete(db, "member", [third]))
    page = open_history(qtbot, window, 7)
    page.table.selectRow(2)
    qtbot.waitUntil(lambda: page.panel.heading.text() == "City changed on 3 records")
    seen: list[str] = []
    accept_preview(qtbot, seen)
    qtbot.mouseClick(child(page, QPushButton, "undoOperation"), LEFT)
    qtbot.waitUntil(lambda: value(db, "member", second, "city") != "Lyon")
    assert seen[0] == "1 taken back · 1 is kept · 1 that cannot come back"
    assert f"cannot come back: Organisation “{name}” – the record is gone" in seen


def test_one_cell_of_a_change_is_taken_back(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    (first, *_rest) = ids_of(db, "member")
    db.apply(plan_edit(db, "member", {first: {"city": "Lyon", "short_name": "BNP"}}))
    page = open_history(qtbot, window, 5)
    qtbot.waitUntil(lambda: page.panel.model.rowCount() == 1 and "…" not in cell_texts(page)[0])
    names = [one.name for one in page.panel.model.fields]
    page.panel.table.setCurrentIndex(page.panel.model.index(0, 2 + names.index("city")))
    seen: list[str] = []
    accept_preview(qtbot, seen)
    qtbot.mouseClick(child(page, QPushButton, "undoPart"), LEFT)
    qtbot.waitUntil(lambda: value(db, "member", first, "city") == "Paris")
    assert value(db, "member", first, "short_name") == "BNP"


def test_a_record_of_a_bulk_deletion_comes_back_alone(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    keys = ids_of(db, "member")
    db.apply(plan_delete(db, "member", keys[1:3]))
    page = open_history(qtbot, window, 5)
    qtbot.waitUntil(lambda: page.panel.model.rowCount() == 2 and "…" not in cell_texts(page)[0])
    row = [line[1] for line in cell_texts(page)].index("NHS England")
    page.panel.table.setCurrentIndex(page.panel.model.index(row, 0))
    accept_preview(qtbot, [])
    qtbot.mouseClick(child(page, QPushButton, "undoPart"), LEFT)
    qtbot.waitUntil(lambda: len(ids_of(db, "member")) == 3)
    assert "NHS England" in {value(db, "member", key, "name") for key in ids_of(db, "member")}
