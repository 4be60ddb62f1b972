"""A spreadsheet taken in by a user's hands: looked at, mapped, asked about, previewed, undone."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from t20desk.importing.learning import read_learned, read_profiles
from t20desk.paths import resource
from t20desk.ui.forms.value_dialog import ValueDialog
from t20desk.ui.imports.answer_box import AnswerBox
from t20desk.ui.imports.import_lines import write_cut
from t20desk.ui.imports.import_wizard import ASK, BEGIN, COLUMNS, DONE, FILE, LOOK, ImportWizard
from t20desk.ui.lists import exports
from t20desk.ui.places import Place
from t20desk.ui.tables.cut_dialog import CutDialog
from t20desk.ui.window import Window
from tests.importing.sheets import write_sheet
from tests.ui.hands import LEFT, child, ids_of, open_page, value, when_open

LONG = 60_000


def write_book(path: Path, *rows: list[object]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A list as the office receives it: a title above, German headings."""
    return write_book(
        tmp_path / "liste.xlsx",
        ["Mitgliederliste"],
        ["Nr.", "Name", "Land", "Ort", "Farbe"],
        ["0001", "BNP Paribas", "Frankreich", "Lyon", "rot"],
        ["0101", "Neues Institut", "Deutschland", "Köln", ""],
        ["0102", "样例公司", "中国", "北京", ""],
    )


def open_sheet(qtbot: QtBot, window: Window, sheet: Path, kind: str = "member") -> ImportWizard:
    """Open the sheet and wait for its columns."""
    page = open_page(qtbot, window, ImportWizard, Place("import", kind))
    page.columns.table.lines = []
    page.open_path(sheet)
    qtbot.waitUntil(lambda: bool(page.columns.table.lines), timeout=LONG)
    assert page.steps.currentIndex() == FILE
    return page


def go_on(qtbot: QtBot, page: ImportWizard, step: int) -> None:
    """Press Enter on the button that goes on, and wait for the next step."""
    button = {
        FILE: page.file.go_on, COLUMNS: page.columns.go_on, ASK: page.questions.go_on,
        LOOK: page.preview.apply,
    }[page.steps.currentIndex()]  # fmt: skip
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.steps.currentIndex() == step, timeout=LONG)


def targets(page: ImportWizard) -> dict[str, str]:
    return {line.letter: line.target for line in page.columns.table.lines}


def answers(page: ImportWizard) -> dict[str, AnswerBox]:
    return {box.question.text or box.question.sort: box for box in page.questions.boxes}


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
    go_on(qtbot, page, DONE)
    assert len(ids_of(db, "member")) == 6
    assert value(db, "member", known, "city") == "Lyon"
    assert page.end.result.text() == "3 records imported."
    qtbot.mouseClick(page.end.take_back, LEFT)
    qtbot.waitUntil(lambda: len(ids_of(db, "member")) == 4)
    assert value(db, "member", known, "city") == "Paris"


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


def test_what_is_not_clear_is_asked_once_and_known_the_next_time(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    db = window.desk.db
    head = ["Name", "Bereiche", "Eintritt", "Tel"]
    first = write_book(
        tmp_path / "a.xlsx", head,
        ["Alpha", "IP; Startups", "03/04/2019", "n/a"], ["Beta", "ip", "05/06/2020", "-"],
    )  # fmt: skip
    page = open_sheet(qtbot, window, first)
    go_on(qtbot, page, COLUMNS)
    go_on(qtbot, page, ASK)
    asked = answers(page)
    assert asked["IP"].currentText() == "intellectual property"
    asked["Startups"].choose("startup_support")
    asked["dates"].choose("mdy")
    asked["-"].choose("clear")
    go_on(qtbot, page, LOOK)
    assert "2 new" in page.preview.summary.text()
    go_on(qtbot, page, DONE)
    (alpha,) = ids_of(db, "member", "name:Alpha")
    assert value(db, "member", alpha, "areas").split() == [
        "intellectual_property", "startup_support",
    ]  # fmt: skip
    assert value(db, "member", alpha, "joined") == "2019-03-04"
    second = write_book(tmp_path / "b.xlsx", head, ["Gamma", "IP", "13/04/2019", "n/a"])
    page = open_sheet(qtbot, window, second)
    go_on(qtbot, page, COLUMNS)
    go_on(qtbot, page, LOOK)
    assert "1 new" in page.preview.summary.text()


def test_another_value_is_chosen_in_the_editor_of_the_field(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    path = write_book(tmp_path / "a.xlsx", ["Name", "Land"], ["Alpha", "Nirgendwo"])
    page = open_sheet(qtbot, window, path)
    go_on(qtbot, page, COLUMNS)
    go_on(qtbot, page, ASK)
    box = answers(page)["Nirgendwo"]

    def choose(dialog: ValueDialog) -> None:
        dialog.editor.show_value("FR")
        dialog.accept()

    when_open(ValueDialog, choose)
    box.setCurrentIndex(box.findData("other"))
    box.activated.emit(box.currentIndex())
    assert (box.answer(), box.currentText()) == ("FR", "France")
    go_on(qtbot, page, LOOK)
    assert "1 new" in page.preview.summary.text()


def test_each_of_many_unknown_texts_can_be_found_and_answered(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    rows = [[f"Name {at}", f"Wunderland {at}"] for at in range(100)]
    path = write_book(tmp_path / "a.xlsx", ["Name", "Land"], *rows)
    page = open_sheet(qtbot, window, path)
    go_on(qtbot, page, COLUMNS)
    go_on(qtbot, page, ASK)
    [card] = page.questions.cards
    assert len(card.boxes) == 40
    qtbot.mouseClick(card.more, LEFT)
    assert len(card.boxes) == 80
    qtbot.keyClicks(card.find, "land 99")
    qtbot.waitUntil(lambda: list(answers(page)) == ["Wunderland 99"])
    card.boxes[0].offer("FR", "France")
    card.find.clear()
    qtbot.waitUntil(lambda: len(card.boxes) == 40)
    qtbot.mouseClick(child(page, type(card.more), "importLeaveAll"), LEFT)
    qtbot.keyClicks(card.find, "land 99")
    qtbot.waitUntil(lambda: list(answers(page)) == ["Wunderland 99"])
    assert card.boxes[0].answer() == "nothing"
    card.boxes[0].offer("FR", "France")
    go_on(qtbot, page, LOOK)
    assert "100 new" in page.preview.summary.text()
    go_on(qtbot, page, DONE)
    assert len(ids_of(window.desk.db, "member", "country:FR name:Name")) == 1


def test_unknown_organisations_are_made_for_the_whole_column(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    db = window.desk.db
    path = write_book(
        tmp_path / "posts.xlsx", ["Person", "Organisation", "Funktion"],
        ["Anna Müller", "Neue GmbH", "Chair"], ["Anna Müller", "Ganz Neu AG", "Member"],
        ["Anna Müller", "Muller Institute", "Guest"],
    )  # fmt: skip
    page = open_sheet(qtbot, window, path, "affiliation")
    go_on(qtbot, page, COLUMNS)
    go_on(qtbot, page, ASK)
    known = str(ids_of(db, "member", "number:=0003")[0])
    assert answers(page)["Muller Institute"].question.proposals[0].answer == known
    qtbot.mouseClick(child(page, type(page.begin.choose), "importMakeAll"), LEFT)
    answers(page)["Muller Institute"].choose(known)
    go_on(qtbot, page, LOOK)
    go_on(qtbot, page, DONE)
    assert len(ids_of(db, "member")) == 6
    assert len(ids_of(db, "affiliation")) == 3


def test_columns_are_cut_joined_filled_and_remembered(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    db = window.desk.db
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
    (eva,) = ids_of(db, "person", "family_name:Stein")
    shown = [value(db, "person", eva, name) for name in
             ("title", "given_name", "street", "email", "country")]  # fmt: skip
    assert shown == ["Dr.", "Eva", "Ring 7", "e@x.org", "DE"]
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
    assert "Not in the file: NHS England." in listed
    go_on(qtbot, page, DONE)
    left = ids_of(window.desk.db, "member", "number:=0002")[0]
    assert value(window.desk.db, "member", left, "status") == "left"


def test_a_text_is_read_in_another_encoding_and_seen_at_once(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes("Name;Ort\n南京大学;南京\n".encode("gb18030"))
    page = open_sheet(qtbot, window, path)
    encoding = page.file.encoding
    for code, city in (("cp1252", "ÄÏ¾©"), ("gb18030", "南京")):
        encoding.setCurrentIndex(encoding.findData(code))
        encoding.activated.emit(encoding.currentIndex())
        qtbot.waitUntil(lambda city=city: page.file.sample.item(1, 1).text() == city, timeout=LONG)


def test_copied_cells_are_pasted_and_read_as_a_file(qtbot: QtBot, window: Window) -> None:
    QApplication.clipboard().setText("Nr.\tName\tOrt\n0500\tPasted Org\tBonn\n")
    page = open_page(qtbot, window, ImportWizard, Place("import", "member"))
    qtbot.mouseClick(page.begin.paste, LEFT)
    qtbot.waitUntil(lambda: bool(page.columns.table.lines), timeout=LONG)
    assert targets(page) == {"A": "number", "B": "name", "C": "city"}


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


def test_an_empty_workbook_is_said_to_be_empty(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    page = open_page(qtbot, window, ImportWizard, Place("import", "member"))
    page.open_path(write_book(tmp_path / "blank.xlsx"))
    qtbot.waitUntil(lambda: page.steps.currentIndex() == FILE, timeout=LONG)
    qtbot.waitUntil(page.notice.isVisible)
    assert "choose another sheet or another file" in page.notice.text()


def test_errors_that_stand_in_the_way_are_what_is_seen_first(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    rows = (["Name", "Country"], ["Alpha", "Atlantis"], ["Beta", "FR"])
    page = open_sheet(qtbot, window, write_book(tmp_path / "bad.xlsx", *rows))
    preview = page.preview
    page.plan()
    qtbot.waitUntil(lambda: page.steps.currentIndex() in (ASK, LOOK), timeout=LONG)
    if page.steps.currentIndex() == ASK:
        go_on(qtbot, page, LOOK)
    assert preview.body.currentWidget() is preview.error_table
    assert not preview.apply.isEnabled()
    qtbot.mouseClick(preview.skip_bad, LEFT)
    qtbot.waitUntil(preview.apply.isEnabled, timeout=LONG)
    assert preview.body.currentWidget() is preview.table


def test_a_file_that_is_no_table_is_refused_in_one_sentence(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    odd = tmp_path / "odd.xlsx"
    odd.write_bytes(b"PK\x03\x04 no workbook")
    page = open_page(qtbot, window, ImportWizard, Place("import", "member"))
    page.open_path(odd)
    qtbot.waitUntil(page.notice.isVisible, timeout=LONG)
    assert "odd.xlsx" in page.notice.text()
    assert page.steps.currentIndex() == BEGIN


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


def test_the_rows_with_problems_are_saved_to_be_corrected(
    qtbot: QtBot, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "problems.xlsx"
    monkeypatch.setattr(exports, "choose_target", lambda *_words: target)
    rows = [("Number", "Name", "Country"), ("T-1", "Alpha", "DE"), ("T-2", "Beta", "Atlantis")]
    page = open_sheet(qtbot, window, write_sheet(tmp_path / "in.xlsx", rows))
    go_on(qtbot, page, COLUMNS)
    go_on(qtbot, page, ASK)
    go_on(qtbot, page, LOOK)
    qtbot.mouseClick(page.preview.bad_rows, LEFT)
    qtbot.waitUntil(target.exists)

    found = list(openpyxl.load_workbook(target).active.values)
    assert [row[:3] for row in found] == [rows[0], rows[2]]
    assert "Atlantis" in found[1][3]

    corrected = openpyxl.load_workbook(target)
    corrected.active["C2"] = "France"
    corrected.save(target)
    page = open_sheet(qtbot, window, target)
    assert "left out of in.xlsx" in page.file.remarks.text()
    assert "its import goes on" in page.columns.notice.text()
    go_on(qtbot, page, COLUMNS)
    go_on(qtbot, page, LOOK)
    go_on(qtbot, page, DONE)
    assert len(ids_of(window.desk.db, "member", "number:=T-2")) == 1


def write_doubtful(folder: Path) -> Path:
    """Two rows without a number that look like BNP Paribas, one that is the same, a bad one."""
    return write_book(
        folder / "doubtful.xlsx", ["Nr.", "Name", "Land", "Ort", "E-Mail"],
        [None, "BNP Paribas", "Frankreich", "Nancy", None],
        [None, "BNP Paribas", "Frankreich", "Reims", None],
        ["0001", "BNP Paribas", "Frankreich", "Paris", None],
        ["0104", "Kaputt", "Frankreich", "Paris", "kein mail"],
    )  # fmt: skip


def test_rows_are_filtered_by_what_becomes_of_them(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    page = open_sheet(qtbot, window, write_doubtful(tmp_path))
    go_on(qtbot, page, COLUMNS)
    go_on(qtbot, page, LOOK)
    preview = page.preview
    words = [chip.text() for chip in preview.findChildren(type(preview.apply)) if
             chip.objectName().startswith("rows_") and chip.isVisible()]  # fmt: skip
    assert words == ["= 1 the same", "? 2 doubtful", "✕ 1 with errors"]
    assert preview.skip_bad.text() in preview.sentences.item(0).text()
    qtbot.mouseClick(child(preview, type(preview.apply), "rows_same"), LEFT)
    same = preview.same
    qtbot.waitUntil(lambda: same.index(0, 1).data() == "BNP Paribas")
    assert same.index(0, 0).data() == "4"
    qtbot.mouseClick(child(preview, type(preview.apply), "rows_error"), LEFT)
    assert preview.error_table.isVisible()
    assert "kein mail" in preview.errors.index(0, 6).data()


def test_a_doubtful_row_is_decided_by_keys_beside_its_candidate(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    db = window.desk.db
    known = ids_of(db, "member", "number:=0001")[0]
    page = open_sheet(qtbot, window, write_doubtful(tmp_path))
    go_on(qtbot, page, COLUMNS)
    go_on(qtbot, page, LOOK)
    page.preview.skip_bad.setChecked(True)
    qtbot.waitUntil(lambda: not (page.preview.is_pending or page.planning.is_running), timeout=LONG)
    qtbot.mouseClick(child(page.preview, type(page.preview.apply), "rows_doubtful"), LEFT)
    pane = page.preview.pane
    qtbot.waitUntil(lambda: known in pane.cells.buttons)
    cells = [pane.cells.item(row, 2).text() for row in range(2, pane.cells.rowCount())]
    assert "=  BNP Paribas" in cells
    assert "≠  Paris" in cells
    qtbot.mouseClick(pane.cells.buttons[known], LEFT)
    assert pane.decisions == {2: known}
    qtbot.keyClick(pane.rows, Qt.Key.Key_Up)
    qtbot.keyClick(pane.rows, Qt.Key.Key_1)
    assert pane.rows.currentRow() == 1
    qtbot.keyClick(pane.rows, Qt.Key.Key_Plus)
    assert pane.decisions == {2: known, 3: 0}
    assert page.preview.apply.text() == "Look at 2 decisions"
    qtbot.mouseClick(page.preview.apply, LEFT)
    qtbot.waitUntil(lambda: not page.preview.is_pending, timeout=LONG)
    assert "1 new" in page.preview.summary.text()
    assert "1 changed" in page.preview.summary.text()
    go_on(qtbot, page, DONE)
    assert page.end.result.text().endswith("2 rows were left out.")
    assert value(db, "member", known, "city") == "Nancy"
    assert len(ids_of(db, "member", "name:BNP")) == 2
