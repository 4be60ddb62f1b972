"""What was unticked in the preview of an import stays unticked when it is planned again."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from t20desk.importing.cuts import WHOLE_FIELDS
from t20desk.ui.imports.import_lines import write_cut
from t20desk.ui.imports.import_wizard import COLUMNS, DONE, FILE, LOOK, ImportWizard
from t20desk.ui.places import Place
from t20desk.ui.window import Window
from tests.importing.sheets import write_sheet
from tests.ui.hands import child, ids_of, open_page, value

LONG = 60_000
HEAD = ("Nr.", "Name", "Land", "Ort", "E-Mail")
ROWS = (
    ("0001", "BNP Paribas", "Frankreich", "Lyon", "new@example.org"),
    ("0101", "Neues Institut", "Deutschland", "Köln", ""),
    ("0102", "Altes Institut", "Deutschland", "Bonn", ""),
    ("0103", "Ohne Zeichen", "Deutschland", "Bonn", "no sign"),
)


@pytest.fixture
def page(qtbot: QtBot, window: Window, tmp_path: Path) -> ImportWizard:
    """The preview of a sheet with a row that cannot be taken."""
    page = open_page(qtbot, window, ImportWizard, Place("import", "member"))
    page.open_path(write_sheet(tmp_path / "liste.xlsx", [HEAD, *ROWS]))
    qtbot.waitUntil(lambda: page.steps.currentIndex() == FILE, timeout=LONG)
    qtbot.waitUntil(page.file.go_on.isEnabled, timeout=LONG)
    page.file.go_on.click()
    look(qtbot, page)
    return page


def look(qtbot: QtBot, page: ImportWizard) -> None:
    page.columns.go_on.click()
    qtbot.waitUntil(lambda: page.steps.currentIndex() == LOOK, timeout=LONG)


def untick(qtbot: QtBot, page: ImportWizard, title: str, heading: str = "") -> None:
    """Press Space on a row, or on the cell of a column."""
    table, model = page.preview.table, page.preview.model

    def read_titles() -> list[str]:
        return [model.index(row, 1).data() for row in range(model.rowCount())]

    qtbot.waitUntil(lambda: title in read_titles())
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    table.setFocus()
    table.setCurrentIndex(model.index(read_titles().index(title), heads.index(heading)))
    qtbot.keyClick(table, Qt.Key.Key_Space)


def leave_out_errors(qtbot: QtBot, page: ImportWizard) -> None:
    """Let the import be planned again without the row that cannot be taken."""
    page.preview.skip_bad.click()
    qtbot.waitUntil(page.preview.apply.isEnabled, timeout=LONG)


def test_rows_and_cells_stay_unticked(qtbot: QtBot, page: ImportWizard) -> None:
    untick(qtbot, page, "Neues Institut")
    untick(qtbot, page, "BNP Paribas", "City")
    leave_out_errors(qtbot, page)

    assert page.preview.apply.text() == "Import 2 records"
    page.preview.apply.click()
    qtbot.waitUntil(lambda: page.steps.currentIndex() == DONE, timeout=LONG)
    db = page.preview.model._desk.db
    (known,) = ids_of(db, "member", "number:=0001")
    assert value(db, "member", known, "city") == "Paris"
    assert value(db, "member", known, "email") == "new@example.org"
    assert ids_of(db, "member", "number:=0101") == []
    assert len(ids_of(db, "member", "number:=0102")) == 1


def test_rows_stay_unticked_when_columns_are_chosen_anew(qtbot: QtBot, page: ImportWizard) -> None:
    untick(qtbot, page, "Altes Institut")
    page.preview.cancel.click()
    assert page.steps.currentIndex() == COLUMNS
    page.columns.table.choose("D", "")
    look(qtbot, page)
    leave_out_errors(qtbot, page)

    assert page.preview.apply.text() == "Import 2 records"


def test_another_file_begins_with_all_ticks(
    qtbot: QtBot, page: ImportWizard, tmp_path: Path
) -> None:
    untick(qtbot, page, "Altes Institut")
    leave_out_errors(qtbot, page)
    page.open_path(write_sheet(tmp_path / "andere.xlsx", [HEAD, *ROWS[:3]]))
    qtbot.waitUntil(lambda: page.steps.currentIndex() == FILE, timeout=LONG)
    qtbot.waitUntil(page.file.go_on.isEnabled, timeout=LONG)
    page.file.go_on.click()
    look(qtbot, page)

    assert page.preview.apply.text() == "Import 3 records"
    assert not page.preview.skip_bad.isChecked()


def test_a_name_is_cut_into_fields_of_the_person_beside_the_row(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    rows = [
        ("Firma", "Kontaktperson", "Ort"),
        ("Muster GmbH", "Frau Dr. Anna von der Heide", "Bonn"),
    ]
    page = open_page(qtbot, window, ImportWizard, Place("import", "affiliation"))
    page.open_path(write_sheet(tmp_path / "kontakte.xlsx", rows))
    qtbot.waitUntil(lambda: page.steps.currentIndex() == FILE, timeout=LONG)
    lines, wanted = page.columns.table, ["member", "person", "member.city"]
    qtbot.waitUntil(lambda: [one.target for one in lines.lines] == wanted, timeout=LONG)
    page.file.go_on.click()
    box = child(page.columns.table, QComboBox, "target1")
    cut = write_cut(f"person.{name}" for name in WHOLE_FIELDS)
    box.setCurrentIndex(box.findData(cut))
    assert box.currentText() == "Person: cut a name into its parts"
    box.activated.emit(box.currentIndex())
    look(qtbot, page)
    page.preview.apply.click()
    qtbot.waitUntil(lambda: page.steps.currentIndex() == DONE, timeout=LONG)

    (anna,) = ids_of(window.desk.db, "person", 'family_name:="von der Heide"')
    found = [value(window.desk.db, "person", anna, name) for name in WHOLE_FIELDS[:3]]
    assert found == ["ms", "Dr.", "Anna"]
