"""The office adds fields to its records in the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from t20desk.db.fields import Field
from t20desk.db.history.reading import list_operations
from t20desk.own_fields import list_fields
from t20desk.ui.app import Program
from t20desk.ui.lists.list_page import ListPage
from t20desk.ui.own_fields.own_fields_page import OwnFieldsPage
from t20desk.ui.pictures import wait_for_calm
from t20desk.ui.places import Place
from t20desk.ui.records.record_words import say_facts
from t20desk.ui.window import Window
from tests.ui.hands import (
    child,
    ids_of,
    open_list,
    open_page,
    open_record,
    press,
    value,
    when_open,
)


@pytest.fixture
def page(qtbot: QtBot, window: Window) -> OwnFieldsPage:
    """The page of own fields, at members."""
    return open_page(qtbot, window, OwnFieldsPage, Place("own_fields", "member"))


def listed_fields(window: Window) -> list[Field]:
    shown = window.page()
    return shown.table.records.fields if isinstance(shown, ListPage) else []


def add_text_field(qtbot: QtBot, page: OwnFieldsPage, label: str) -> None:
    press(qtbot, page, "ownNew")
    qtbot.keyClicks(child(page, QLineEdit, "ownLabel_en"), label)
    press(qtbot, page, "ownSave")


def labels(page: OwnFieldsPage) -> list[str]:
    entries = child(page, QListWidget, "ownFields")
    return [entries.item(row).text() for row in range(entries.count())]


def own_labels(page: OwnFieldsPage) -> list[str]:
    """The own fields stand over the heading of the others."""
    return labels(page)[: labels(page).index("Fields of the program")]


def test_a_new_field_stands_in_form_and_list_at_once(
    qtbot: QtBot, window: Window, page: OwnFieldsPage
) -> None:
    add_text_field(qtbot, page, "Hall")
    assert own_labels(page) == ["Hall"]
    name = f"own_{list_fields(window.desk.db, 'member')[0].id}"
    table = open_list(qtbot, window, "member", 4).table
    assert name in [one.name for one in table.records.fields]
    (bnp,) = ids_of(window.desk.db, "member", "bnp")
    record = open_record(qtbot, window, "member", bnp)
    qtbot.keyClicks(child(record, QLineEdit, name), "Blue hall")
    assert record.save_record()
    assert value(window.desk.db, "member", bnp, name) == "Blue hall"


def test_a_new_field_stands_in_a_list_that_was_arranged_before(
    qtbot: QtBot, window: Window, page: OwnFieldsPage
) -> None:
    listed = open_list(qtbot, window, "member", 4, view="all")
    listed.shape.changed.emit({"columns": ("name", "city")})
    again = open_page(qtbot, window, OwnFieldsPage, Place("own_fields", "member"))
    add_text_field(qtbot, again, "Hall")
    name = f"own_{list_fields(window.desk.db, 'member')[0].id}"
    open_list(qtbot, window, "member", 4, view="all")
    assert [one.name for one in listed_fields(window)] == ["name", "city", name]


def test_a_field_that_was_typed_is_saved_when_the_page_is_left(
    qtbot: QtBot, window: Window, page: OwnFieldsPage
) -> None:
    press(qtbot, page, "ownNew")
    qtbot.keyClicks(child(page, QLineEdit, "ownLabel_en"), "Hall")
    assert window.go_to(Place("today"))
    (made,) = list_fields(window.desk.db, "member")
    assert made.field.say() == "Hall"


def test_undo_takes_a_new_field_away_from_the_list(
    qtbot: QtBot, window: Window, page: OwnFieldsPage
) -> None:
    add_text_field(qtbot, page, "Hall")
    open_list(qtbot, window, "member", 4)
    assert any(one.own for one in listed_fields(window))
    window.undo_change()
    qtbot.waitUntil(lambda: not any(one.own for one in listed_fields(window)))


def begin_choice(qtbot: QtBot, page: OwnFieldsPage) -> QListWidget:
    """Begin a field with values to choose from."""
    press(qtbot, page, "ownNew")
    qtbot.keyClicks(child(page, QLineEdit, "ownLabel_en"), "Grade")
    types = child(page, QComboBox, "ownType")
    types.setCurrentIndex(types.findData("choice"))
    return child(page, QListWidget, "ownOptions")


def typing_in(options: QListWidget) -> QLineEdit | None:
    found = (one for one in options.findChildren(QLineEdit) if one.isVisible() and not one.text())
    return next(found, None)


def test_values_to_choose_from_are_typed_one_below_the_other(
    qtbot: QtBot, window: Window, page: OwnFieldsPage
) -> None:
    options = begin_choice(qtbot, page)
    press(qtbot, page, "ownAdd")
    for text in ("Gold", "Silver", ""):
        qtbot.waitUntil(lambda: typing_in(options) is not None)
        editor = typing_in(options)
        assert editor is not None
        qtbot.keyClicks(editor, text)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: options.count() == 2)
    press(qtbot, page, "ownSave")
    (one,) = list_fields(window.desk.db, "member")
    assert list(one.options) == [("gold", "Gold"), ("silver", "Silver")]


def test_a_letter_begins_a_value_without_the_mouse(
    qtbot: QtBot, window: Window, page: OwnFieldsPage
) -> None:
    options = begin_choice(qtbot, page)
    qtbot.keyClicks(options, "G")
    qtbot.keyClick(options.viewport().findChildren(QLineEdit)[-1], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: typing_in(options) is not None)
    press(qtbot, page, "ownSave")
    (one,) = list_fields(window.desk.db, "member")
    assert list(one.options) == [("g", "G")]


def test_a_value_that_is_still_being_typed_is_saved(
    qtbot: QtBot, window: Window, page: OwnFieldsPage
) -> None:
    options = begin_choice(qtbot, page)
    qtbot.keyClicks(options, "G")
    qtbot.keyClicks(options.viewport().findChildren(QLineEdit)[-1], "old")
    assert page.save_record()
    (one,) = list_fields(window.desk.db, "member")
    assert list(one.options) == [("gold", "Gold")]
    options.editItem(options.item(0))
    qtbot.keyClicks(options.viewport().findChildren(QLineEdit)[-1], "Golden")
    assert page.words_of_state() == {"unsaved"}
    assert page.save_record()
    (one,) = list_fields(window.desk.db, "member")
    assert list(one.options) == [("gold", "Golden")]


def test_values_to_choose_from_are_pasted_from_a_sheet_and_left_out(
    qtbot: QtBot, window: Window, page: OwnFieldsPage
) -> None:
    options = begin_choice(qtbot, page)
    QApplication.clipboard().setText("Gold\r\nSilver\r\n\r\n 金 \r\nGold\r\n")
    qtbot.keyClick(options, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    options.setCurrentRow(1)
    qtbot.keyClick(options, Qt.Key.Key_Delete)
    options.setCurrentRow(1)
    press(qtbot, page, "ownValueUp")
    press(qtbot, page, "ownSave")
    (one,) = list_fields(window.desk.db, "member")
    assert [label for _code, label in one.options] == ["金", "Gold"]


def test_a_field_without_a_label_is_refused_with_a_sentence(
    qtbot: QtBot, window: Window, page: OwnFieldsPage
) -> None:
    press(qtbot, page, "ownNew")
    press(qtbot, page, "ownSave")
    assert page.notice.text() == "The field needs a label; write one."
    assert list_fields(window.desk.db, "member") == []


def test_a_removed_field_can_be_restored(qtbot: QtBot, window: Window, page: OwnFieldsPage) -> None:
    add_text_field(qtbot, page, "Hall")
    assert not child(page, QComboBox, "ownType").isVisible()
    assert child(page, QLabel, "ownSettled").text().startswith("text – stays as it is")
    press(qtbot, page, "ownRemove")
    assert own_labels(page) == ["Hall (removed)"]
    press(qtbot, page, "ownRemove")
    assert own_labels(page) == ["Hall"]


def test_fields_are_put_in_another_order(qtbot: QtBot, window: Window, page: OwnFieldsPage) -> None:
    add_text_field(qtbot, page, "Hall")
    add_text_field(qtbot, page, "Diet")
    assert not page.down.isEnabled()
    press(qtbot, page, "ownUp")
    assert own_labels(page) == ["Diet", "Hall"]
    assert not page.up.isEnabled()
    press(qtbot, page, "ownRemove")
    assert own_labels(page) == ["Hall", "Diet (removed)"]
    assert not page.up.isEnabled()


def test_a_field_is_renamed_and_taken_out_of_lists_in_one_change(
    qtbot: QtBot, window: Window, page: OwnFieldsPage
) -> None:
    add_text_field(qtbot, page, "Hall")
    line = child(page, QLineEdit, "ownLabel_en")
    line.selectAll()
    qtbot.keyClicks(line, "Room")
    child(page, QCheckBox, "ownInLists").click()
    press(qtbot, page, "ownSave")
    assert own_labels(page) == ["Room"]
    assert not list_fields(window.desk.db, "member")[0].field.listed
    latest = list_operations(window.desk.db)[0]
    assert latest.label.arguments["fields"] == ["label_en", "in_lists"]


def test_a_field_cannot_be_renamed_to_the_label_of_another_one(
    qtbot: QtBot, page: OwnFieldsPage
) -> None:
    add_text_field(qtbot, page, "Hall")
    line = child(page, QLineEdit, "ownLabel_en")
    line.selectAll()
    qtbot.keyClicks(line, "Status")
    press(qtbot, page, "ownSave")
    assert page.notice.text().startswith("There is a field “Status” already")
    page.discard_edits()


def choose_declared(page: OwnFieldsPage, label: str) -> None:
    entries = child(page, QListWidget, "ownFields")
    entries.setCurrentRow(labels(page).index(label))


def test_a_field_of_the_program_is_renamed_and_removed_from_the_list(
    qtbot: QtBot, window: Window, page: OwnFieldsPage
) -> None:
    choose_declared(page, "City")
    assert not child(page, QComboBox, "ownType").isVisible()
    line = child(page, QLineEdit, "ownLabel_en")
    assert (line.text(), line.placeholderText()) == ("", "City")
    qtbot.keyClicks(line, "Seat")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert "Seat" in labels(page)
    open_list(qtbot, window, "member", 4)
    assert "Seat" in [one.say() for one in listed_fields(window)]

    page = open_page(qtbot, window, OwnFieldsPage, Place("own_fields", "member"))
    choose_declared(page, "Seat")
    press(qtbot, page, "ownRemove")
    assert "Seat (removed)" in labels(page)
    open_list(qtbot, window, "member", 4)
    qtbot.waitUntil(lambda: "Seat" not in [one.say() for one in listed_fields(window)])


def test_what_names_a_record_cannot_be_removed_and_it_is_said(
    qtbot: QtBot, window: Window, page: OwnFieldsPage
) -> None:
    choose_declared(page, "Name")
    press(qtbot, page, "ownRemove")
    assert page.notice.text().startswith("Records are told apart by “Name”")


def choose_entry(page: OwnFieldsPage, label: str) -> None:
    child(page, QListWidget, "ownFields").setCurrentRow(labels(page).index(label))


def test_choosing_another_field_saves_what_was_typed_at_the_one_before(
    qtbot: QtBot, window: Window, page: OwnFieldsPage
) -> None:
    add_text_field(qtbot, page, "Hall")
    add_text_field(qtbot, page, "Fee")
    qtbot.keyClicks(child(page, QLineEdit, "ownLabel_de"), "Beitrag")
    choose_entry(page, "Hall")
    assert child(page, QLineEdit, "ownLabel_en").text() == "Hall"
    fee = list_fields(window.desk.db, "member")[1]
    assert dict(fee.field.words)["de"] == "Beitrag"


@pytest.mark.parametrize("answer", ["Stay", "Discard"])
def test_what_cannot_be_saved_yet_is_asked_about(
    qtbot: QtBot, page: OwnFieldsPage, answer: str
) -> None:
    add_text_field(qtbot, page, "Hall")
    press(qtbot, page, "ownNew")
    qtbot.keyClicks(child(page, QLineEdit, "ownHelp"), "Where they meet")
    when_open(QMessageBox, lambda box: answer_by(box, answer))
    choose_entry(page, "Hall")
    kept = child(page, QLineEdit, "ownHelp").text() == "Where they meet"
    assert kept == (answer == "Stay")
    page.discard_edits()


def answer_by(box: QMessageBox, word: str) -> None:
    next(one for one in box.buttons() if one.text().startswith(word)).click()


def test_own_values_stand_in_the_form_and_not_in_the_line_of_facts(
    qtbot: QtBot, window: Window, page: OwnFieldsPage
) -> None:
    add_text_field(qtbot, page, "Hall")
    kind = window.desk.kinds["member"]
    name = f"own_{list_fields(window.desk.db, 'member')[0].id}"
    assert kind.fields[name].listed
    assert say_facts(kind, {"city": "Ulm", name: "3.5"}) == "Ulm"


@pytest.mark.dressed
@pytest.mark.parametrize("width", [1024, 1280])
def test_the_values_of_a_saved_field_keep_clear_of_their_buttons(
    qtbot: QtBot, program: Program, width: int
) -> None:
    program.use_language("de")
    window = program.window
    assert window is not None
    window.resize(width, 800)
    page = open_page(qtbot, window, OwnFieldsPage, Place("own_fields", "member"))
    rows = begin_choice(qtbot, page)
    qtbot.keyClicks(rows, "H")
    press(qtbot, page, "ownSave")
    wait_for_calm(lambda: bool(window.desk.jobs.running))
    for name in ("ownAdd", "ownValueDown", "ownDrop"):
        button = child(page, QPushButton, name)
        assert not button.geometry().intersects(rows.geometry())
        assert button.geometry().bottom() < button.parentWidget().height()
