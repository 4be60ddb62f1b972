"""What is looked at before an import: other encodings, copied cells, and what is no table."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from t20desk.ui.imports.import_wizard import BEGIN, COLUMNS, DONE, FILE, LOOK, ImportWizard
from t20desk.ui.imports.in_tray import InTray
from t20desk.ui.places import Place
from t20desk.ui.window import Window
from tests.ui.dropping import mime_of
from tests.ui.hands import LEFT, open_page, when_open
from tests.ui.wizard_hands import LONG, go_on, open_sheet, targets, write_book


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


def test_a_calendar_shows_headings_in_words_and_asks_for_no_sign_between_cells(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    path = tmp_path / "calendar.ics"
    lines = ("BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:one", "DTSTART;VALUE=DATE:29990101",
             "SUMMARY;LANGUAGE=en:Forum", "END:VEVENT", "END:VCALENDAR")  # fmt: skip
    path.write_text("\r\n".join(lines))
    page = open_sheet(qtbot, window, path, "event")
    shown = [page.file.sample.item(0, place).text() for place in range(3)]
    assert shown == ["Calendar mark", "Title (English)", "Starts"]
    assert page.columns.table.item(1, 0).text() == "B   Title (English)"
    assert not page.file.separator.isVisibleTo(page.file)
    assert not page.file.header_row.isVisibleTo(page.file)


def test_the_columns_of_address_cards_are_named_in_words_whatever_they_describe(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    path = tmp_path / "cards.vcf"
    lines = ("BEGIN:VCARD", "VERSION:3.0", "N:Meier;Anna;;;", "FN:Anna Meier", "ORG:Alpha",
             "TEL;TYPE=FAX:+49 221 3", "EMAIL:a@example.org", "END:VCARD")  # fmt: skip
    path.write_text("\r\n".join(lines))
    table = open_sheet(qtbot, window, path, "affiliation").columns.table
    table.finish()
    shown = [table.item(row, 0).text().split("   ")[1] for row in range(table.rowCount())]
    assert shown == ["Family name", "Given name", "organisation", "fax", "E-mail"]


def test_copied_cells_are_pasted_and_read_as_a_file(qtbot: QtBot, window: Window) -> None:
    QApplication.clipboard().setText("Nr.\tName\tOrt\n0500\tPasted Org\tBonn\n")
    page = open_page(qtbot, window, ImportWizard, Place("import", "member"))
    qtbot.waitUntil(page.begin.choose.hasFocus)
    qtbot.keyClick(page.begin.choose, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(page.columns.table.lines), timeout=LONG)
    assert targets(page) == {"A": "number", "B": "name", "C": "city"}


def test_several_copied_files_wait_in_the_tray(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    paths = [write_book(tmp_path / name, ["Name"], [name]) for name in ("a.xlsx", "b.xlsx")]
    QApplication.clipboard().setMimeData(mime_of(*paths))
    page = open_page(qtbot, window, ImportWizard, Place("import", "member"))
    qtbot.mouseClick(page.begin.paste, LEFT)
    qtbot.waitUntil(lambda: isinstance(window.page(), InTray))
    assert set(window.desk.tray.paths()) == set(paths)


def test_several_chosen_files_wait_in_the_tray(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    paths = [write_book(tmp_path / name, ["Name"], [name]) for name in ("a.xlsx", "b.xlsx")]

    def choose(dialog: QFileDialog) -> None:
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        line.setText(" ".join(f'"{path}"' for path in paths))
        qtbot.keyClick(line, Qt.Key.Key_Return)

    when_open(QFileDialog, choose)
    page = open_page(qtbot, window, ImportWizard, Place("import", "member"))
    qtbot.mouseClick(page.begin.choose, LEFT)
    qtbot.waitUntil(lambda: isinstance(window.page(), InTray))
    assert set(window.desk.tray.paths()) == set(paths)


def test_a_file_that_came_in_before_is_taken_once_more_only_if_asked(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    path = write_book(tmp_path / "a.xlsx", ["Name", "Ort"], ["Alpha", "Bonn"], ["Beta", "Ulm"])
    page = open_sheet(qtbot, window, path)
    for step in (COLUMNS, LOOK, DONE):
        go_on(qtbot, page, step)
    page = open_sheet(qtbot, window, path)
    for step in (COLUMNS, LOOK):
        go_on(qtbot, page, step)
    assert not page.preview.apply.isEnabled()
    told = [page.preview.sentences.item(row).text() for row in range(2)]
    assert "was taken in" in told[0]
    assert told[1].startswith("2 rows made records then")
    page.preview.findChild(QPushButton, "rows_before").click()
    qtbot.waitUntil(lambda: page.preview.same.index(1, 1).data() == "Beta")
    qtbot.mouseClick(page.preview.again, LEFT)
    qtbot.waitUntil(lambda: page.preview.apply.text() == "Import 2 records", timeout=LONG)


def test_an_empty_workbook_is_said_to_be_empty(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    page = open_page(qtbot, window, ImportWizard, Place("import", "member"))
    page.open_path(write_book(tmp_path / "blank.xlsx"))
    qtbot.waitUntil(lambda: page.steps.currentIndex() == FILE, timeout=LONG)
    qtbot.waitUntil(page.notice.isVisible)
    assert "choose another sheet or another file" in page.notice.text()


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
