"""The columns of an import: cut, joined, filled, remembered, and refused where they clash."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from t20desk.db.fields import KINDS
from t20desk.importing.learning import read_profiles
from t20desk.importing.planning import plan_import
from t20desk.importing.taking import take_import
from t20desk.importing.values import ImportOptions, Meaning
from t20desk.reading.rows import column_letters
from t20desk.reading.source import open_source
from t20desk.ui.imports.cut_dialog import CutDialog
from t20desk.ui.imports.import_columns import CELLS, TARGET, ColumnTable
from t20desk.ui.imports.import_lines import ColumnLine, find_unread, write_cut
from t20desk.ui.imports.import_wizard import COLUMNS, DONE, LOOK, ImportWizard
from t20desk.ui.imports.target_box import TargetBox
from t20desk.ui.places import Place
from t20desk.ui.window import Window
from tests.ui.hands import LEFT, child, ids_of, open_page, value, when_open
from tests.ui.wizard_hands import LONG, go_on, open_sheet, targets, write_book, write_list


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return write_list(tmp_path)


def take_people(qtbot: QtBot, window: Window, tmp_path: Path) -> ImportWizard:
    """Take a person whose columns are cut, joined and filled, and remember the layout."""
    head = ["Kontakt", "Weg", "Nr", "Reach"]
    path = write_book(tmp_path / "leute.xlsx", head, ["Dr. Eva Stein", "Ring", 7, "e@x.org/0221 1"])
    page = open_sheet(qtbot, window, path, "person")
    go_on(qtbot, page, COLUMNS)
    table = page.columns.table
    table.choose("A", write_cut(("title", "given_name", "family_name")))
    table.choose("B", "street")
    table.choose("C", "street")
    assert page.columns.remember.isChecked()

    def cut(dialog: CutDialog) -> None:
        for box, name in zip(dialog.parts, ("email", "phone"), strict=False):
            box.setCurrentIndex(box.findData(name))
        dialog.sign.setText("/")
        assert "e@x.org" in dialog.sample.text()
        dialog.accept()

    when_open(CutDialog, cut)
    box = child(table, QComboBox, "target3")
    box.setCurrentIndex(box.findData("cut?"))
    box.activated.emit(box.currentIndex())
    qtbot.mouseClick(page.columns.add, LEFT)
    table.choose("", "country")
    line = child(table, QLineEdit, "constant4")
    qtbot.keyClicks(line, "Deutschland")
    page.columns.name.setText("Leute")
    go_on(qtbot, page, LOOK)
    go_on(qtbot, page, DONE)
    return page


def test_columns_are_cut_joined_and_filled(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    db = window.desk.db
    take_people(qtbot, window, tmp_path)
    (eva,) = ids_of(db, "person", "family_name:Stein")
    shown = [value(db, "person", eva, name) for name in
             ("title", "given_name", "street", "email", "country")]  # fmt: skip
    assert shown == ["Dr.", "Eva", "Ring 7", "e@x.org", "DE"]


def test_a_layout_is_remembered_and_known_in_another_order(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    db = window.desk.db
    page = take_people(qtbot, window, tmp_path)
    assert [one.name for one in read_profiles(db)] == ["Leute"]
    again = write_book(
        tmp_path / "mehr.xlsx", ["Weg", "Nr", "Kontakt", "Reach", "Neu"],
        ["Gasse", 1, "Udo Berg", "u@x.org", "x"],
    )  # fmt: skip
    window.go_to(Place("import", "", values=(("path", str(again)),)))
    qtbot.waitUntil(lambda: page.steps.currentIndex() == LOOK, timeout=LONG)
    assert page.file.kind() == "person"
    assert "Leute" in page.columns.notice.text()
    go_on(qtbot, page, DONE)
    (udo,) = ids_of(db, "person", "family_name:Berg")
    assert value(db, "person", udo, "street") == "Gasse 1"
    assert value(db, "person", udo, "country") == "DE"


def test_records_missing_from_the_sheet_may_be_marked_as_left(
    qtbot: QtBot, window: Window, sheet: Path
) -> None:
    page = open_sheet(qtbot, window, sheet)
    go_on(qtbot, page, COLUMNS)
    missing = page.columns.missing
    missing.setCurrentIndex(missing.findData("leave"))
    go_on(qtbot, page, LOOK)
    listed = [page.preview.sentences.item(row).text() for row in range(3)]
    assert "Not in the file, ends today: NHS England." in listed
    assert page.preview.apply.text() == "Import 3 records, let 2 end"
    go_on(qtbot, page, DONE)
    assert page.end.result.text() == (
        "3 records imported. 2 records that are not in the file end today."
    )
    left = ids_of(window.desk.db, "member", "number:=0002")[0]
    assert value(window.desk.db, "member", left, "status") == "left"


def test_two_columns_for_one_number_are_refused_in_a_sentence(
    qtbot: QtBot, window: Window, sheet: Path
) -> None:
    page = open_sheet(qtbot, window, sheet)
    go_on(qtbot, page, COLUMNS)
    page.columns.table.choose("E", "country")
    qtbot.mouseClick(page.columns.go_on, LEFT)
    assert "C, E" in page.notice.text()
    assert page.steps.currentIndex() == COLUMNS


def test_two_headings_of_one_field_are_refused_in_a_sentence(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    book = write_book(tmp_path / "two.xlsx", ["Name", "Mail", "E-Mail-Adresse"], ["Alpha", "", ""])
    page = open_sheet(qtbot, window, book)
    go_on(qtbot, page, COLUMNS)
    qtbot.mouseClick(page.columns.go_on, LEFT)
    assert "Columns B, C both go to E-mail" in page.notice.text()
    assert page.notice.isVisible()
    assert page.steps.currentIndex() == COLUMNS


def test_two_headings_of_one_text_are_joined_only_where_that_is_chosen(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    book = write_book(tmp_path / "two.xlsx", ["Name", "Organisation"], ["Alpha", "Alpha Ltd"])
    page = open_sheet(qtbot, window, book)
    go_on(qtbot, page, COLUMNS)
    qtbot.mouseClick(page.columns.go_on, LEFT)
    assert "columns A, B both mean Name" in page.notice.text()
    assert page.steps.currentIndex() == COLUMNS
    sign = child(page, QComboBox, "sign1")
    sign.setFocus()
    qtbot.keyClick(sign, Qt.Key.Key_Down)
    go_on(qtbot, page, LOOK)


def test_day_and_time_of_day_are_shown_as_the_beginning_together(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    head = ["Uhrzeit", "Thema", "Datum", "Tagungsort"]
    book = write_book(tmp_path / "plan.xlsx", head, ["9:30", "Meeting A", "01.03.2027", "Hall"])
    page = open_sheet(qtbot, window, book, "event")
    go_on(qtbot, page, COLUMNS)
    assert [*targets(page).values()] == ["starts", "title", "starts", "place"]
    table = page.columns.table
    assert not any(_warns(table, row) for row in range(4))
    table.choose("C", "")
    assert _warns(table, 0)
    table.choose("C", "starts")
    go_on(qtbot, page, LOOK)
    (row,) = page.planning.plan.change.batches[0].rows
    assert "2027-03-01T09:30" in row[2]


def test_times_of_day_beside_a_column_of_days_are_no_reason_to_warn(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    head = ["Titel", "Beginn", "Ende", "Datum"]
    book = write_book(tmp_path / "termine.xlsx", head, ["A", "09:00", "12:30", "05.03.2027"])
    page = open_sheet(qtbot, window, book, "event")
    go_on(qtbot, page, COLUMNS)
    assert targets(page)["D"] == "starts.day"
    assert not any(_warns(page.columns.table, row) for row in range(4))


def test_street_and_house_number_of_the_organisation_beside_are_joined(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    heading = ["Vorname", "Nachname", "Firma", "Strasse", "Hausnr."]
    book = write_book(tmp_path / "posts.xlsx", heading, ["Bo", "Berg", "Beta AG", "Weg", "3a"])
    page = open_sheet(qtbot, window, book, "affiliation")
    go_on(qtbot, page, COLUMNS)
    page.columns.table.choose("E", "member.street")
    assert child(page, QComboBox, "sign4").currentData() == " "
    go_on(qtbot, page, LOOK)
    go_on(qtbot, page, DONE)
    (beta,) = ids_of(window.desk.db, "member", 'name:="Beta AG"')
    assert value(window.desk.db, "member", beta, "street") == "Weg 3a"


def test_an_address_is_cut_beside_a_column_of_the_street(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    heading = ["Name", "Strasse", "Wohin"]
    book = write_book(tmp_path / "towns.xlsx", heading, ["Beta AG", "Weg 3", "01067 Dresden"])
    page = open_sheet(qtbot, window, book)
    go_on(qtbot, page, COLUMNS)
    box = child(page, QComboBox, "target2")
    box.setCurrentIndex(box.findText("cut an address into its parts"))
    box.activated.emit(box.currentIndex())
    go_on(qtbot, page, LOOK)
    go_on(qtbot, page, DONE)
    (beta,) = ids_of(window.desk.db, "member", 'name:="Beta AG"')
    cells = [value(window.desk.db, "member", beta, name) for name in ("street", "city")]
    assert cells == ["Weg 3", "Dresden"]


def test_an_area_code_and_a_number_make_one_phone(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    heading = ["Name", "Vorwahl", "Durchwahl"]
    book = write_book(tmp_path / "phones.xlsx", heading, ["Beta AG", "+49 30", "1234567"])
    page = open_sheet(qtbot, window, book)
    go_on(qtbot, page, COLUMNS)
    for row in (1, 2):
        box = child(page, QComboBox, f"target{row}")
        box.setCurrentIndex(box.findData("phone"))
        box.activated.emit(box.currentIndex())
    go_on(qtbot, page, LOOK)
    go_on(qtbot, page, DONE)
    (beta,) = ids_of(window.desk.db, "member", 'name:="Beta AG"')
    assert value(window.desk.db, "member", beta, "phone") == "+49 30 1234567"


def test_columns_of_further_numbers_go_to_contact_details(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    heading = ["Name", "Fax", "Zentrale"]
    book = write_book(tmp_path / "fax.xlsx", heading, ["Beta AG", "+49 30 2", "+49 30 5"])
    page = open_sheet(qtbot, window, book)
    go_on(qtbot, page, COLUMNS)
    assert targets(page)["B"] == "contact_detail.fax"
    box = child(page, QComboBox, "target2")
    assert box.itemText(box.findData("contact_detail.fax")) == "Contact detail: fax"
    box.setCurrentIndex(box.findData("contact_detail.fax"))
    box.activated.emit(box.currentIndex())
    go_on(qtbot, page, LOOK)
    go_on(qtbot, page, DONE)
    assert len(ids_of(window.desk.db, "contact_detail", "kind:fax")) == 2


def test_a_known_layout_that_leads_to_the_preview_says_there_what_has_changed_in_it(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    head = ["Wer", "Wo", "Woher", "Ruf"]
    first = write_book(tmp_path / "a.xlsx", head, ["Alpha", "Bonn", "DE", "+49 30 1234567"])
    mapping = {"Wer": "name", "Wo": "city", "Woher": "country", "Ruf": "phone"}
    with open_source(first) as source:
        options = ImportOptions(mapping=mapping, remember="Bank")
        take_import(window.desk.db, source, plan_import(window.desk.db, "member", source, options))
    head = ["Ruf", "Woher", "Wer", "Stadt", "Notizen"]
    second = write_book(tmp_path / "b.xlsx", head, ["+49 30 7654321", "DE", "Beta", "Bonn", "new"])
    values = (("path", str(second)),)
    page = open_page(qtbot, window, ImportWizard, Place("import", "member", values=values))
    qtbot.waitUntil(lambda: page.steps.currentIndex() == LOOK, timeout=LONG)
    told = [page.preview.sentences.item(row).text() for row in range(3)]
    assert told == [
        "The layout is known as “Bank”.",
        "Column “Wo” is now called “Stadt”.",
        "New in this sheet: Notizen.",
    ]
    assert page.planning.plan is not None
    assert page.planning.plan.change.label.arguments["profile"] == "Bank"


@pytest.mark.qt_log_ignore("does not support")
def test_a_field_is_found_by_any_of_its_names_while_typing(
    qtbot: QtBot, window: Window, sheet: Path
) -> None:
    page = open_sheet(qtbot, window, sheet)
    go_on(qtbot, page, COLUMNS)
    box = child(page.columns.table, TargetBox, "target4")
    for typed, wanted in (("bemerk", "Notes"), ("zip", "Postcode"), ("电话", "Phone")):
        assert box.find_labels(typed)[0] == wanted
    window.activateWindow()
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    box.lineEdit().selectAll()
    qtbot.keyClicks(box, "bemerk")
    popup = box.offers.popup()
    qtbot.waitUntil(lambda: popup.isVisible() and popup.currentIndex().isValid())
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert targets(page)["E"] == "notes"
    qtbot.keyClicks(box, "xyz")
    page.columns.go_on.setFocus()
    qtbot.waitUntil(lambda: box.currentText() == "Notes")


def test_without_a_number_a_key_is_proposed_and_taken_by_one_key(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    path = write_book(
        tmp_path / "a.xlsx", ["Name", "Land"], ["BNP Paribas", "Frankreich"], ["Neu", "Italien"]
    )
    page = open_sheet(qtbot, window, path)
    go_on(qtbot, page, COLUMNS)
    columns = page.columns
    assert columns.key.key() == ()
    assert columns.propose.text() == "Use Name, Country or region as &key"
    qtbot.keyClick(columns.propose, Qt.Key.Key_Space)
    assert columns.key.key() == ("name", "country")
    assert columns.propose.isHidden()
    go_on(qtbot, page, LOOK)
    counts = page.planning.plan.counts
    assert (counts.new, counts.same) == (1, 1)


@pytest.mark.parametrize(("cells", "warned"), [(("2020", "n/a", "-"), False), (("soon",), True)])
def test_cells_that_say_there_is_nothing_are_no_reason_to_warn(
    cells: tuple[str, ...], warned: bool
) -> None:
    joined = KINDS["member"].fields["joined"]
    assert bool(find_unread(joined, ColumnLine("A", "Joined", cells), {})) == warned


def test_the_columns_warn_of_no_text_that_an_import_has_taught(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    head = ["Firma", "Bereich", "Land"]
    first = write_book(tmp_path / "first.xlsx", head, ["Alpha", "IP; Start-up-Förderung", "Xland"])
    taught = {
        "areas": {"IP": Meaning("value", "intellectual_property")},
        "country": {"Xland": Meaning("value", "GB")},
    }
    cells = open_sheet(qtbot, window, first, "member").columns.table
    assert [_warns(cells, row) for row in range(3)] == [False, True, True]
    with open_source(first) as source:
        options = ImportOptions(meanings=taught)
        take_import(window.desk.db, source, plan_import(window.desk.db, "member", source, options))
    again = write_book(tmp_path / "again.xlsx", head, ["Beta", "ip", "xland"], ["C", "xy", "DE"])
    cells = open_sheet(qtbot, window, again, "member").columns.table
    assert [_warns(cells, row) for row in range(3)] == [False, True, False]
    cells.choose("B", "")
    assert not _warns(cells, 1)


def _warns(table: ColumnTable, row: int) -> bool:
    table.finish()
    return table.item(row, CELLS).text().startswith("⚠")


def test_the_boxes_of_a_wide_sheet_are_made_in_steps_and_whole_when_asked_for(
    qtbot: QtBot,
) -> None:
    table = ColumnTable()
    qtbot.addWidget(table)
    lines = [ColumnLine(column_letters(at), f"H{at}", target="") for at in range(60)]
    table.show_lines(KINDS["member"], KINDS, lines)
    assert table.findChild(QComboBox, "target0") is None
    assert isinstance(table.cellWidget(59, TARGET), TargetBox)
    table.show_lines(KINDS["person"], KINDS, lines)
    qtbot.waitUntil(lambda: table.findChild(QComboBox, "target59") is not None)


def test_the_line_for_all_rows_stays_in_sight_where_a_word_below_takes_room(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    head = ["Name", "Land", *(f"Zusatz {at}" for at in range(14))]
    path = write_book(tmp_path / "breit.xlsx", head, ["Alpha", "DE", *["x"] * 14])
    page = open_sheet(qtbot, window, path)
    go_on(qtbot, page, COLUMNS)
    table = page.columns.table
    qtbot.mouseClick(page.columns.add, LEFT)
    last = len(table.lines) - 1
    assert table.lines[last].target not in ("", "number")
    box = child(table, QComboBox, f"target{last}")
    qtbot.waitUntil(box.hasFocus)
    high = table.height()
    page.columns.show_recall("breit", ["This layout is known."])
    qtbot.waitUntil(lambda: table.height() < high)
    shown = box.geometry()
    assert table.viewport().rect().contains(shown)
