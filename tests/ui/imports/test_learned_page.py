"""What imports know is corrected, renamed and forgotten, and each of it undone."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from t20desk.db.database import Database
from t20desk.importing.learning import read_learned, read_profiles
from t20desk.importing.planning import plan_import
from t20desk.importing.profiles import read_choices
from t20desk.importing.taking import take_import
from t20desk.importing.values import ImportOptions, Meaning, Split
from t20desk.reading.source import open_source
from t20desk.ui.forms.value_dialog import ValueDialog
from t20desk.ui.imports.learned_page import LearnedPage
from t20desk.ui.places import Place
from t20desk.ui.window import Window
from tests.ui.hands import LEFT, open_page, when_open


def teach(db: Database, path: Path) -> None:
    """An import that teaches a layout and two texts."""
    book = openpyxl.Workbook()
    for row in (["Kunde", "Reach", "Land", "Farbe"], ["Alpha", "a@x.org/0221 1", "UKX", "rot"]):
        book.active.append(row)
    book.save(path)
    options = ImportOptions(
        mapping={"Kunde": "name"},
        splits=(Split("Reach", ("email", "phone"), "/"),),
        meanings={"country": {"UKX": Meaning("value", "GB"), "D-land": Meaning("value", "DE")}},
        constants={"status": "active"},
        remember="Sparkasse",
    )
    with open_source(path) as source:
        assert not take_import(db, source, plan_import(db, "member", source, options)).is_refused


@pytest.fixture
def page(qtbot: QtBot, window: Window, tmp_path: Path) -> LearnedPage:
    teach(window.desk.db, tmp_path / "list.xlsx")
    shown = open_page(qtbot, window, LearnedPage, Place("learned"))
    qtbot.waitUntil(lambda: shown.values.table.rowCount() == 2)
    qtbot.waitUntil(lambda: shown.layouts.columns.rowCount() == 4)
    return shown


def lines(page: LearnedPage) -> list[list[str]]:
    table = page.values.table
    return [
        [table.item(row, place).text() for place in range(2, 5)] for row in range(table.rowCount())
    ]


def test_taught_texts_are_listed_with_their_meaning_and_origin(page: LearnedPage) -> None:
    assert lines(page) == [
        ["D-land", "Germany", "list.xlsx"], ["UKX", "United Kingdom", "list.xlsx"],
    ]  # fmt: skip
    page.values.search.setText("kingdom")
    assert [line[0] for line in lines(page)] == ["UKX"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_F2])
def test_a_text_is_given_another_meaning_by_a_key(
    qtbot: QtBot, window: Window, page: LearnedPage, key: Qt.Key
) -> None:
    page.tabs.setCurrentIndex(1)

    def choose(dialog: ValueDialog) -> None:
        dialog.editor.show_value("FR")
        dialog.accept()

    when_open(ValueDialog, choose)
    page.values.table.setFocus()
    page.values.table.selectRow(1)
    qtbot.keyClick(page.values.table, key)
    qtbot.waitUntil(lambda: lines(page)[1][1] == "France")
    assert read_learned(window.desk.db, "member")["country"]["UKX"].value == "FR"
    window.undo_change()
    qtbot.waitUntil(lambda: lines(page)[1][1] == "United Kingdom")


def test_a_text_is_forgotten(qtbot: QtBot, page: LearnedPage) -> None:
    page.tabs.setCurrentIndex(1)
    page.values.table.selectRow(0)
    qtbot.mouseClick(page.values.forget, LEFT)
    qtbot.waitUntil(lambda: [line[0] for line in lines(page)] == ["UKX"])
    page.values.table.setFocus()
    page.values.table.selectRow(0)
    qtbot.keyClick(page.values.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: lines(page) == [])


def test_a_column_cut_into_the_name_of_a_person_beside_says_its_parts(
    qtbot: QtBot, window: Window, page: LearnedPage, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    for row in (["Wer", "Organisation"], ["Dr. Ada Weber", "Alpha"]):
        book.active.append(row)
    book.save(tmp_path / "people.xlsx")
    parts = ("person.title", "person.given_name", "person.family_name")
    options = ImportOptions(
        mapping={"Organisation": "member"}, splits=(Split("Wer", parts),), remember="Aachen"
    )
    db = window.desk.db
    with open_source(tmp_path / "people.xlsx") as source:
        plan = plan_import(db, "affiliation", source, options)
        assert not take_import(db, source, plan).is_refused
    page.layouts.read()
    qtbot.waitUntil(lambda: page.layouts.entries.count() == 2)
    page.layouts.entries.setCurrentRow(0)
    box = page.layouts.columns.cellWidget(0, 1)
    assert isinstance(box, QComboBox)
    assert box.currentText() == "Academic title; Given name; Family name"


def test_a_layout_is_renamed_rearranged_and_forgotten(
    qtbot: QtBot, window: Window, page: LearnedPage
) -> None:
    db, layouts = window.desk.db, page.layouts
    assert "active" in layouts.more.text()
    layouts.name.setText("Banken")
    layouts.name.editingFinished.emit()
    qtbot.waitUntil(lambda: read_profiles(db)[0].name == "Banken")
    qtbot.waitUntil(lambda: layouts.entries.item(0).text().startswith("Banken"))
    for row, target in ((3, "notes"), (1, "email")):
        box = layouts.columns.cellWidget(row, 1)
        assert isinstance(box, QComboBox)
        box.setCurrentIndex(box.findData(target))
        box.activated.emit(box.currentIndex())
    kept = read_choices(read_profiles(db)[0].choices)
    assert kept.splits == ()
    assert kept.mapping == {"Kunde": "name", "Reach": "email", "Land": "country", "Farbe": "notes"}
    qtbot.mouseClick(layouts.forget, LEFT)
    qtbot.waitUntil(lambda: read_profiles(db) == [])
    qtbot.waitUntil(layouts.empty.isVisible)
