"""E-903 to E-905 and names of any kind: whatever is typed, pasted or composed, the window holds."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from t20desk.db.database import Database
from t20desk.db.history.reading import list_operations
from t20desk.db.types import Text
from t20desk.editing import plan_delete, plan_edit, plan_insert
from t20desk.ui.app import Program
from t20desk.ui.dialogs import (
    ask_before,
    ask_choice,
    ask_text,
    ask_to_save,
    show_notice,
    show_problem,
)
from t20desk.ui.lists.list_page import ListPage
from t20desk.ui.places import Place, list_place
from t20desk.ui.records.record_page import RecordPage
from t20desk.ui.tables.clipboard import make_data
from t20desk.ui.window import Window
from tests.ui.hands import (
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

CONTROL = Qt.KeyboardModifier.ControlModifier
HOSTILE = (
    '<img src="file:///etc/passwd"><b>bold</b>',
    "&amp; <script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "'); DROP TABLE member; --",
    "100 % _ \\ {name} %s %(name)s",
)


def compose(target: QWidget, *steps: str, text: str) -> None:
    """Type by an input method: what is composed shows under the cursor until it is settled."""
    for step in steps:
        QApplication.sendEvent(target, QInputMethodEvent(step, []))
    settled = QInputMethodEvent()
    settled.setCommitString(text)
    QApplication.sendEvent(target, settled)


def edit_field(page: RecordPage, field: str) -> QLineEdit:
    assert page.form is not None
    editor = page.form.rows[field].editor
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    editor.selectAll()
    return editor


def test_chinese_is_composed_in_a_form_field(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    record = ids_of(db, "member")[0]
    page = open_record(qtbot, window, "member", record)
    editor = edit_field(page, "city")
    for step in ("n", "nan", "nan'jing"):
        QApplication.sendEvent(editor, QInputMethodEvent(step, []))
        assert window.shown_place() is not None
    compose(editor, text="南京")
    assert editor.text() == "南京"
    assert page.save_record()
    assert value(db, "member", record, "city") == "南京"


def test_chinese_is_composed_in_a_cell(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    page = open_list(qtbot, window, "member", 4)
    page.edit_table()
    page.table.setFocus()
    page.table.setCurrentIndex(cell(page.table, 1, "city"))
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    editor = child(page.table.viewport(), QLineEdit, "city")
    compose(editor, "bei", "bei'jing", text="北京")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    record = page.table.records.ids[1]
    qtbot.waitUntil(lambda: value(db, "member", record, "city") == "北京")


def test_chinese_is_composed_in_the_search_of_a_list(qtbot: QtBot, window: Window) -> None:
    page = open_list(qtbot, window, "member", 4)
    page.filters.search.setFocus()
    compose(page.filters.search, "chuang", "chuang'xin", text="创新")
    wait_rows(qtbot, page.table, 1)
    assert texts(page.table, "name") == ["样例创新中心"]


def test_chinese_is_composed_in_the_search_box(qtbot: QtBot, window: Window) -> None:
    window.activateWindow()
    window.search.setFocus()
    compose(window.search, "yang", "yang'li", text="样例")
    qtbot.waitUntil(lambda: window.search.answers.isVisible() and window.search.answers.count() > 0)
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool((p := window.page()) and p.title() == "样例创新中心"))


@pytest.mark.parametrize(
    "name", [*HOSTILE[:2], *(pytest.param(name, marks=pytest.mark.slow) for name in HOSTILE[2:])]
)
def test_e905_a_name_of_any_signs_is_shown_as_it_stands(
    qtbot: QtBot, window: Window, name: str
) -> None:
    db = window.desk.db
    record = ids_of(db, "member")[0]
    db.apply(plan_edit(db, "member", {record: {"name": name}}))
    page = open_list(qtbot, window, "member", 4)
    qtbot.waitUntil(lambda: name in texts(page.table, "name"))
    index = cell(page.table, texts(page.table, "name").index(name), "name")
    tip = index.data(Qt.ItemDataRole.ToolTipRole)
    assert tip is None or not GuiQt.mightBeRichText(tip)
    shown = open_record(qtbot, window, "member", record)
    qtbot.waitUntil(lambda: shown.title() == name)
    assert not rich_texts(window)
    window.go_to(Place("history"))
    qtbot.waitUntil(lambda: not window.desk.jobs.running)
    assert not rich_texts(window)


def rich_texts(root: QWidget) -> list[str]:
    """What a label or tool tip would take for HTML."""
    labels = [one for one in root.findChildren(QLabel) if one.text()]
    taken = [
        one.text()
        for one in labels
        if one.textFormat() != Qt.TextFormat.PlainText and GuiQt.mightBeRichText(one.text())
    ]
    tips = [one.toolTip() for one in root.findChildren(QWidget)]
    for view in root.findChildren(QAbstractItemView):
        tips.extend(cell_tips(view))
    return taken + [tip for tip in tips if GuiQt.mightBeRichText(tip) and "<img" in tip]


def cell_tips(view: QAbstractItemView) -> list[str]:
    """What the cells of a table or list say under the mouse."""
    model = view.model()
    top = view.rootIndex()
    rows = min(model.rowCount(top), 20)
    columns = 1 if isinstance(view, QListView) else model.columnCount(top)
    cells = [model.index(row, column, top) for row in range(rows) for column in range(columns)]
    said = [one.data(Qt.ItemDataRole.ToolTipRole) for one in cells]
    return [tip for tip in said if isinstance(tip, str)]


def test_control_characters_are_taken_out_of_what_is_typed(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    record = ids_of(db, "member")[0]
    page = open_record(qtbot, window, "member", record)
    editor = edit_field(page, "city")
    editor.setText("Ly\x00o\x0bn\u202e")
    editor.textEdited.emit(editor.text())
    assert page.save_record()
    assert value(db, "member", record, "city") == "Lyon"


def test_e905_a_megabyte_pasted_into_a_line_is_cut_and_the_window_lives(
    qtbot: QtBot, window: Window
) -> None:
    page = open_record(qtbot, window, "member", ids_of(window.desk.db, "member")[0])
    editor = edit_field(page, "city")
    QApplication.clipboard().setText("Nanjing " * 131_072)
    editor.paste()
    assert 0 < len(editor.text()) <= editor.maxLength() <= 10_000
    window.search.setFocus()
    window.search.paste()
    assert len(window.search.text()) <= 1_000


def test_e905_five_thousand_lines_pasted_into_a_line_are_one_line(
    qtbot: QtBot, window: Window
) -> None:
    page = open_record(qtbot, window, "member", ids_of(window.desk.db, "member")[0])
    editor = edit_field(page, "city")
    QApplication.clipboard().setText("line\n" * 5_000)
    editor.paste()
    assert "\n" not in editor.text()
    assert len(editor.text()) <= editor.maxLength()


def test_e905_a_picture_pasted_into_a_line_does_nothing(qtbot: QtBot, window: Window) -> None:
    page = open_record(qtbot, window, "member", ids_of(window.desk.db, "member")[0])
    editor = edit_field(page, "city")
    data = make_data()
    data.setData("image/png", b"\x89PNG")
    QApplication.clipboard().setMimeData(data)
    before = editor.text()
    editor.deselect()
    editor.paste()
    assert editor.text() == before


def test_e904_saved_twice_in_a_row_is_one_change(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    record = ids_of(db, "member")[0]
    page = open_record(qtbot, window, "member", record)
    before = len(list_operations(db))
    qtbot.keyClicks(edit_field(page, "city"), "Lyon")
    qtbot.mouseDClick(page.save, Qt.MouseButton.LeftButton)
    qtbot.keyClick(page, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: value(db, "member", record, "city") == "Lyon")
    assert len(list_operations(db)) == before + 1


def test_e904_enter_held_down_in_a_new_record_makes_one_record(
    qtbot: QtBot, window: Window
) -> None:
    db = window.desk.db
    window.go_to(Place("record", "person", None))
    page = window.page()
    assert isinstance(page, RecordPage)
    editor = edit_field(page, "family_name")
    qtbot.keyClicks(editor, "Yao")
    for _again in range(20):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert page.save_record()
    assert page.save_record()
    assert len(ids_of(db, "person")) == 2


def test_e904_closing_with_unsaved_text_saves_it(
    qtbot: QtBot, program: Program, window: Window, office: Path
) -> None:
    record = ids_of(window.desk.db, "member")[0]
    page = open_record(qtbot, window, "member", record)
    qtbot.keyClicks(edit_field(page, "city"), "Lyon")
    assert window.close()
    program.close()
    again = Database.open(office)
    assert value(again, "member", record, "city") == "Lyon"
    again.close()


def test_e904_closing_with_a_problem_asks_and_stays_with_the_text(
    qtbot: QtBot, window: Window
) -> None:
    page = open_record(qtbot, window, "member", ids_of(window.desk.db, "member")[0])
    editor = edit_field(page, "email")
    qtbot.keyClicks(editor, "no address")
    when_open(QMessageBox, lambda box: box.defaultButton().click())
    assert not window.close()
    assert window.isVisible()
    assert editor.text() == "no address"


def test_e904_a_record_deleted_elsewhere_while_it_is_edited_is_said(
    qtbot: QtBot, window: Window, office: Path
) -> None:
    (record,) = ids_of(window.desk.db, "person")
    page = open_record(qtbot, window, "person", record)
    qtbot.keyClicks(edit_field(page, "given_name"), "Anne")
    other = Database.open(office)
    assert not other.apply(plan_delete(other, "person", [record])).is_refused
    other.close()
    assert not page.save_record()
    assert page.notice.text()
    assert "None" not in page.notice.text()
    page.discard_edits()
    assert window.go_to(list_place("person"))


def test_e904_a_cell_deleted_elsewhere_while_it_is_typed_is_said(
    qtbot: QtBot, window: Window, office: Path
) -> None:
    page = open_list(qtbot, window, "person", 1)
    page.edit_table()
    page.table.setFocus()
    page.table.setCurrentIndex(cell(page.table, 0, "email"))
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    editor = child(page.table.viewport(), QLineEdit, "email")
    record = page.table.records.ids[0]
    other = Database.open(office)
    assert not other.apply(plan_delete(other, "person", [record])).is_refused
    other.close()
    qtbot.keyClicks(editor, "x")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(page.notice.isVisible)


def break_slot(window: Window) -> None:
    window.desk.told.connect(lambda _text: 1 / 0)
    window.desk.tell("anything")


class Broken(Text):
    """A type with a mistake of ours in it."""

    def format(self, value: object) -> str:
        raise ZeroDivisionError(f"a cell of {value}")


def break_model(window: Window) -> None:
    page = window.page()
    assert isinstance(page, ListPage)
    records = page.table.records
    records.columns.fields = [replace(one, type=Broken()) for one in records.fields]
    page.table.viewport().repaint()


def break_thread(window: Window) -> None:
    def fail() -> None:
        raise RuntimeError("in a thread")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()


@pytest.mark.parametrize("break_it", [break_slot, break_model, break_thread])
def test_e903_a_mistake_is_shown_once_logged_and_the_program_goes_on(
    qtbot: QtBot,
    program: Program,
    window: Window,
    caplog: pytest.LogCaptureFixture,
    break_it: Callable[[Window], None],
) -> None:
    open_list(qtbot, window, "member", 4)
    seen: list[str] = []
    program.crash.install()

    def look(box: QMessageBox) -> None:
        for button in box.buttons():
            if button.text() == "Copy report":
                button.click()
        seen.append(QApplication.clipboard().text())
        box.close()

    when_open(QMessageBox, look)
    try:
        break_it(window)
        qtbot.waitUntil(lambda: bool(seen))
    finally:
        program.crash.remove()
    assert len(seen) == 1
    assert "Traceback" in seen[0]
    assert "Traceback" in caplog.text
    assert window.go_to(Place("history"))
    change = plan_insert(window.desk.db, "person", [{"family_name": "Yao"}])
    assert not window.desk.db.apply(change).is_refused


def test_e903_one_mistake_in_many_cells_and_tables_comes_up_once(
    qtbot: QtBot, program: Program, window: Window, caplog: pytest.LogCaptureFixture
) -> None:
    closed: list[bool] = []
    when_open(QMessageBox, lambda box: closed.append(box.close()))
    program.crash.install()
    try:
        for kind, rows in (("member", 4), ("person", 1)):
            open_list(qtbot, window, kind, rows)
            caplog.clear()
            break_model(window)
            qtbot.waitUntil(lambda: "ZeroDivisionError" in caplog.text)
            qtbot.waitUntil(lambda: bool(closed))
            QApplication.processEvents()
            assert QApplication.activeModalWidget() is None
    finally:
        program.crash.remove()
    page = window.page()
    assert isinstance(page, ListPage)
    assert texts(page.table, "full_name") == ["?"]


@pytest.mark.parametrize("place", [Place("import", "member"), Place("in_tray")])
def test_e905_pasting_from_an_empty_clipboard_is_said_and_nothing_else(
    qtbot: QtBot, window: Window, place: Place
) -> None:
    QApplication.clipboard().clear()
    assert window.go_to(place)
    page = window.page()
    begin = getattr(page, "begin", page)
    qtbot.mouseClick(begin.paste, Qt.MouseButton.LeftButton)
    assert window.page() is page


@pytest.mark.sampled
@pytest.mark.parametrize(
    "ask",
    [
        show_problem,
        show_notice,
        lambda window, text: ask_before(window, text, "Go on"),
        ask_to_save,
        lambda window, text: ask_text(window, "t20desk", text),
        lambda window, text: ask_choice(window, "t20desk", text, [text]),
    ],
    ids=["problem", "notice", "before", "save", "text", "choice"],
)
def test_e222_a_name_is_shown_as_it_stands_in_every_message_box(
    qtbot: QtBot, window: Window, ask: Callable[[Window, str], object]
) -> None:
    for name in HOSTILE:
        seen: list[list[str]] = []

        def look(box: QDialog, seen: list[list[str]] = seen, name: str = name) -> None:
            labels = [one for one in box.findChildren(QLabel) if one.text() == name]
            plain = [one for one in labels if one.textFormat() == Qt.TextFormat.PlainText]
            seen.append([one.text() for one in plain])
            box.reject()

        when_open(QDialog, look)
        ask(window, name)
        assert seen == [[name]]
