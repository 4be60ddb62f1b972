"""A spreadsheet taken in by a user's hands: looked at, mapped, asked about, previewed, undone."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from t20desk.importing.learning import read_learned
from t20desk.paths import resource
from t20desk.ui.actions import ACTIONS
from t20desk.ui.imports.import_wizard import ASK, COLUMNS, DONE, LOOK
from t20desk.ui.window import Window
from tests.ui.hands import LEFT, child, ids_of, value
from tests.ui.wizard_hands import LONG, answers, go_on, open_sheet, targets, write_book, write_list


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return write_list(tmp_path)


def test_the_sheet_is_shown_and_its_headings_are_found(
    qtbot: QtBot, window: Window, sheet: Path
) -> None:
    page = open_sheet(qtbot, window, sheet)
    assert page.file.header_row.value() == 2
    assert page.file.sample.item(0, 0).text() == "Mitgliederliste"
    assert targets(page) == {"A": "number", "B": "name", "C": "country", "D": "city", "E": ""}
    assert page.columns.key.key() == ("number",)
    page.file.header_row.setValue(3)
    qtbot.waitUntil(lambda: targets(page)["B"] == "")
    page.file.header_row.setValue(2)
    qtbot.waitUntil(lambda: targets(page)["B"] == "name")


def test_an_import_is_previewed_taken_and_undone_by_keys(
    qtbot: QtBot, window: Window, sheet: Path
) -> None:
    db = window.desk.db
    known = ids_of(db, "member", "number:=0001")[0]
    page = open_sheet(qtbot, window, sheet)
    go_on(qtbot, page, COLUMNS)
    go_on(qtbot, page, LOOK)
    assert "2 new" in page.preview.summary.text()
    assert "1 changed" in page.preview.summary.text()
    assert len(ids_of(db, "member")) == 4
    assert page.preview.table.hasFocus()
    qtbot.keyClick(page.preview.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.steps.currentIndex() == DONE, timeout=LONG)
    assert len(ids_of(db, "member")) == 6
    assert value(db, "member", known, "city") == "Lyon"
    assert page.end.result.text() == "3 records imported."
    qtbot.mouseClick(page.end.take_back, LEFT)
    qtbot.waitUntil(lambda: len(ids_of(db, "member")) == 4)
    assert value(db, "member", known, "city") == "Paris"
    qtbot.waitUntil(lambda: page.end.result.text() == "The import is undone.")


def test_the_end_says_so_when_the_import_is_undone_elsewhere_and_done_again(
    qtbot: QtBot, window: Window, sheet: Path
) -> None:
    page = open_sheet(qtbot, window, sheet)
    for step in (COLUMNS, LOOK, DONE):
        go_on(qtbot, page, step)
    qtbot.waitUntil(lambda: "undo" in window.undoing.words_of_state())
    window.run_action(ACTIONS["undo_change"])
    qtbot.waitUntil(lambda: page.end.result.text() == "The import is undone.")
    assert not page.end.take_back.isEnabled()
    qtbot.waitUntil(lambda: "redo" in window.undoing.words_of_state())
    window.run_action(ACTIONS["redo_change"])
    qtbot.waitUntil(lambda: page.end.result.text() == "3 records imported.")
    assert page.end.take_back.isEnabled()


def test_an_unticked_row_is_not_imported(qtbot: QtBot, window: Window, sheet: Path) -> None:
    db = window.desk.db
    page = open_sheet(qtbot, window, sheet)
    go_on(qtbot, page, COLUMNS)
    go_on(qtbot, page, LOOK)
    table, model = page.preview.table, page.preview.model
    assert page.preview.apply.text() == "Import 3 records"
    titles = [model.index(row, 1).data() for row in range(model.rowCount())]
    table.setFocus()
    table.setCurrentIndex(model.index(titles.index("Neues Institut"), 0))
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert page.preview.apply.text() == "Import 2 records"
    go_on(qtbot, page, DONE)
    assert ids_of(db, "member", "number:=0101") == []
    assert len(ids_of(db, "member", "number:=0102")) == 1


def test_the_untidy_list_of_the_demonstration_is_taken_by_keys_and_undone(
    qtbot: QtBot, window: Window
) -> None:
    db = window.desk.db
    page = open_sheet(qtbot, window, resource("demo", "members-dirty.xlsx"))
    go_on(qtbot, page, COLUMNS)
    go_on(qtbot, page, ASK)
    asked = answers(page)
    assert asked["Kongo"].answer() == ""  # two countries are called so: never guessed
    asked["Kongo"].setFocus()
    qtbot.keyClick(asked["Kongo"], Qt.Key.Key_Up)
    asked["Kongo"].choose("CD")
    asked["Blumenhandel"].choose("nothing")
    go_on(qtbot, page, LOOK)
    assert not page.preview.apply.isEnabled()
    page.preview.skip_bad.setFocus()
    qtbot.keyClick(page.preview.skip_bad, Qt.Key.Key_Space)
    qtbot.waitUntil(page.preview.apply.isEnabled, timeout=LONG)
    go_on(qtbot, page, DONE)
    (kongo,) = ids_of(db, "member", "country:=CD")
    assert value(db, "member", kongo, "country") == "CD"
    assert len(ids_of(db, "member")) > 10
    qtbot.mouseClick(page.end.take_back, LEFT)
    qtbot.waitUntil(lambda: len(ids_of(db, "member")) == 4, timeout=LONG)
    assert read_learned(db, "member") == {}


def test_columns_that_describe_a_person_and_an_organisation_are_shown_as_theirs(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    db = window.desk.db
    path = write_book(
        tmp_path / "kontakte.xlsx", ["Organisation", "Vorname", "Nachname", "E-Mail", "Funktion"],
        ["Neue AG", "Eva", "Stein", "e@x.org", "Chair"],
    )  # fmt: skip
    page = open_sheet(qtbot, window, path, "affiliation")
    assert targets(page) == {
        "A": "member", "B": "person.given_name", "C": "person.family_name", "D": "person.email",
        "E": "position",
    }  # fmt: skip
    go_on(qtbot, page, COLUMNS)
    go_on(qtbot, page, ASK)
    answers(page)["Neue AG"].choose("create")
    go_on(qtbot, page, LOOK)
    go_on(qtbot, page, DONE)
    (eva,) = ids_of(db, "person", "family_name:Stein")
    assert value(db, "person", eva, "email") == "e@x.org"

    again = open_sheet(qtbot, window, path, "affiliation")
    assert again.columns.key.key() == ("person", "member")
    go_on(qtbot, again, COLUMNS)
    go_on(qtbot, again, LOOK)
    assert [again.planning.plan.counts.new, again.planning.plan.counts.same] == [0, 1]


def test_a_column_that_is_mapped_to_the_number_tells_records_apart(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    path = write_book(tmp_path / "liste.xlsx", ["Kennung", "Name"], ["0001", "Neu"])
    page = open_sheet(qtbot, window, path)
    go_on(qtbot, page, COLUMNS)
    assert page.columns.key.text() == "nothing, all rows are new"
    target = child(page, QComboBox, "target0")
    target.setCurrentIndex(target.findData("number"))
    target.activated.emit(target.currentIndex())
    assert page.columns.key.key() == ("number",)

    page.columns.key.list.choose([])
    page.columns.key.list.ticked.emit()
    page.columns.table.changed.emit()
    assert page.columns.key.key() == ()


def test_a_file_that_was_opened_goes_on_by_enter(qtbot: QtBot, window: Window, sheet: Path) -> None:
    page = open_sheet(qtbot, window, sheet)
    qtbot.waitUntil(page.file.go_on.hasFocus)


def test_merged_cells_and_hidden_rows_are_asked_about(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    db = window.desk.db
    book = openpyxl.Workbook()
    for row in (["Name", "Land"], ["Alpha", "Frankreich"], ["Beta", None], ["Gamma", "China"]):
        book.active.append(row)
    book.active.merge_cells("B2:B3")
    book.active.row_dimensions[4].hidden = True
    book.save(tmp_path / "merged.xlsx")
    page = open_sheet(qtbot, window, tmp_path / "merged.xlsx")
    go_on(qtbot, page, COLUMNS)
    go_on(qtbot, page, ASK)
    asked = answers(page)
    asked["merged"].choose("fill")
    asked["hidden"].choose("leave")
    go_on(qtbot, page, LOOK)
    go_on(qtbot, page, DONE)
    assert ids_of(db, "member", "name:Gamma") == []
    (beta,) = ids_of(db, "member", "name:Beta")
    assert value(db, "member", beta, "country") == "FR"
