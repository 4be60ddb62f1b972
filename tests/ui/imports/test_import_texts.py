"""A text table in the import that is not all in one encoding; and its first step by keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from t20desk.ui.imports.import_wizard import BEGIN, FILE, ImportWizard
from t20desk.ui.places import Place
from t20desk.ui.window import Window
from tests.ui.hands import open_page

LONG = 60_000
HEAD = "Name;Ort\nGröße & Söhne;Köln\n".encode()


def open_text(qtbot: QtBot, window: Window, path: Path, content: bytes) -> ImportWizard:
    path.write_bytes(content)
    page = open_page(qtbot, window, ImportWizard, Place("import", "member"))
    page.open_path(path)
    qtbot.waitUntil(lambda: page.steps.currentIndex() == FILE, timeout=LONG)
    qtbot.waitUntil(page.file.go_on.isEnabled, timeout=LONG)
    return page


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        pytest.param("Mühle;Köln".encode("cp1252"), "cp1252", id="E-302-window"),
        pytest.param(b"M\x81hle;K\xf6ln", "mac_roman", id="E-302-window-any-byte"),
    ],
)
def test_a_foreign_byte_is_named_beside_the_choice_of_encodings(
    qtbot: QtBot, window: Window, tmp_path: Path, row: bytes, shown: str
) -> None:
    page = open_text(qtbot, window, tmp_path / "liste.csv", HEAD + row)

    assert (
        page.notice.text() == "Row 3 of liste.csv cannot be read as utf-8; choose another encoding."
    )
    assert page.file.encoding.currentData() == shown
    page.file.encoding.setCurrentIndex(page.file.encoding.findData("utf-8"))
    page.file.encoding.activated.emit(page.file.encoding.currentIndex())
    qtbot.waitUntil(lambda: page.file.encoding.currentData() == shown, timeout=LONG)
    assert "cannot be read as utf-8" in page.notice.text()
    page.file.encoding.activated.emit(page.file.encoding.currentIndex())
    qtbot.waitUntil(lambda: not page.notice.isVisible(), timeout=LONG)
    qtbot.waitUntil(lambda: page.file_name.text() == "liste.csv", timeout=LONG)


def test_tab_leads_through_the_first_step(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    page = open_text(qtbot, window, tmp_path / "liste.csv", HEAD)
    assert page.steps.currentIndex() != BEGIN
    page.file.sample.setFocus()
    qtbot.keyClick(page.file.sample, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() in (page.file.back, page.file.go_on)
