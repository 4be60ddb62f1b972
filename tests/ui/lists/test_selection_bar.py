"""The bar of a selection: no verb is cut, and those without room are one click further."""

from array import array
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from t20desk.ui.app import Program
from t20desk.ui.lists.selection_bar import SelectionBar, Verb
from t20desk.ui.papers.print_preview import PrintPreview
from t20desk.ui.window import Window
from tests.paper_kinds import PdfReader
from tests.ui.conftest import add
from tests.ui.hands import LEFT, cell, name_file, open_list, texts, when_open


def by_words(parent: QWidget, words: str) -> QPushButton:
    return next(one for one in parent.findChildren(QPushButton) if one.text() == words)


def names_in_menu(bar: SelectionBar) -> list[str]:
    menu = bar.more.menu()
    menu.aboutToShow.emit()
    return [one.text() for one in menu.actions()]


@pytest.mark.dressed
@pytest.mark.parametrize("width", [1024, 1280, 1900])
def test_no_verb_of_a_selection_is_cut(qtbot: QtBot, program: Program, width: int) -> None:
    program.use_language("de")
    window = program.window
    assert window is not None
    window.resize(width, 800)
    page = open_list(qtbot, window, "member", 4)
    page.table.selectAll()
    bar = page.selection_bar
    qtbot.waitUntil(bar.isVisible)
    shown = [one for one in bar.findChildren(QPushButton) if one.isVisible()]
    cut = [one.text() for one in shown if one.width() < one.sizeHint().width()]
    offered = [one.text() for one in shown] + names_in_menu(bar)
    program.use_language("en")
    assert not cut
    assert "Löschen …" in offered


def test_the_bar_hides_no_row_that_was_just_made(qtbot: QtBot, window: Window) -> None:
    window.resize(1024, 600)
    add(window.desk.db, "member", *({"name": f"Bank {number:02}"} for number in range(20)))
    page = open_list(qtbot, window, "member", 24, view="all")
    made = add(window.desk.db, "member", *({"name": name} for name in ("Za", "Zb", "Zc")))
    page.table.go_on_to(array("q", made))
    qtbot.waitUntil(page.selection_bar.isVisible)
    table = page.table
    qtbot.waitUntil(lambda: page.beside.geometry().bottom() < page.selection_bar.y())
    rows = [table.visualRect(cell(table, table.records.row_of(key), "name")) for key in made]
    assert all(table.viewport().rect().contains(row) for row in rows)


def test_a_verb_without_room_is_done_from_the_menu(qtbot: QtBot) -> None:
    done: list[str] = []
    words = ("Open", "Copy the addresses", "Export to a file", "Set a field", "Delete")
    bar = SelectionBar([Verb(one, partial(done.append, one)) for one in words], done.clear)
    qtbot.addWidget(bar)
    bar.resize(400, 40)
    bar.show_selection(2, editing=False)
    left = names_in_menu(bar)
    assert left[-1] == "Delete"
    assert "Open" not in left
    bar.more.menu().actions()[-1].trigger()
    assert done == ["Delete"]
    bar.resize(1200, 40)
    assert bar.more.isHidden()


def reply(answer: str) -> Callable[[QMessageBox], None]:
    """Answer the question which rows are meant."""

    def act(box: QMessageBox) -> None:
        assert box.text() == "2 of 4 rows are selected. Which are meant?"
        by_words(box, answer).click()

    return act


@pytest.mark.parametrize(("answer", "rows"), [("", 2), ("The 2 selected", 2), ("All 4", 4)])
def test_the_rows_that_are_meant_are_printed(
    qtbot: QtBot,
    window: Window,
    read_pdf: PdfReader,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    rows: int,
) -> None:
    page = open_list(qtbot, window, "member", 4)
    names = texts(page.table, "name")
    page.table.setFocus()
    page.table.selectRow(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    name_file(monkeypatch, tmp_path / "chosen.pdf")

    def save(preview: PrintPreview) -> None:
        qtbot.waitUntil(preview.panel.pdf.isEnabled)
        qtbot.mouseClick(preview.panel.pdf, LEFT)
        preview.reject()

    when_open(PrintPreview, save)
    if answer:
        when_open(QMessageBox, reply(answer))
        window.commands.of("print_page").trigger()
    else:
        by_words(page.selection_bar, "Print …").click()
    printed = "".join(read_pdf(tmp_path / "chosen.pdf"))
    assert [name for name in names if name in printed] == names[:rows]


@pytest.mark.parametrize(("answer", "rows"), [("The 2 selected", 2), ("All 4", 4)])
def test_a_list_with_selected_rows_asks_which_of_them_leave(
    qtbot: QtBot,
    window: Window,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    rows: int,
) -> None:
    page = open_list(qtbot, window, "member", 4)
    page.table.selectRow(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    name_file(monkeypatch, target := tmp_path / "list.csv")
    when_open(QMessageBox, reply(answer))
    window.commands.of("export_list").trigger()
    qtbot.waitUntil(target.exists)
    assert len(target.read_text(encoding="utf-8-sig").splitlines()) == rows + 1
