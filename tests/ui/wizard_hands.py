"""Hands that take a sheet in by the import, step by step."""

from pathlib import Path

import openpyxl
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from t20desk.ui.imports.answer_box import AnswerBox
from t20desk.ui.imports.import_wizard import ASK, COLUMNS, FILE, LOOK, ImportWizard
from t20desk.ui.imports.in_tray import InTray, WaitingCard
from t20desk.ui.places import Place
from t20desk.ui.window import Window
from tests.ui.hands import open_page

LONG = 60_000


def write_book(path: Path, *rows: list[object]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def write_list(folder: Path) -> Path:
    """A list as the office receives it: a title above, German headings."""
    return write_book(
        folder / "liste.xlsx",
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


def wait_known(qtbot: QtBot, page: InTray, number: int) -> list[WaitingCard]:
    """Wait until so many files are there and each was looked at."""

    def is_known() -> bool:
        cards = page.cards()
        return len(cards) == number and all(card.found for card in cards)

    qtbot.waitUntil(is_known, timeout=LONG)
    return page.cards()
