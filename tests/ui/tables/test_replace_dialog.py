"""Find and replace under a user's hands, and duplicating a record."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from t20desk.ui.previews import plans
from t20desk.ui.previews.preview import PreviewDialog
from t20desk.ui.records.duplicate_dialog import DuplicateDialog
from t20desk.ui.records.record_page import RecordPage
from t20desk.ui.tables.bulk_edits import SetFieldDialog
from t20desk.ui.tables.replace_dialog import ReplaceDialog
from t20desk.ui.window import Window
from tests.ui.conftest import add
from tests.ui.hands import cell, child, choose_cells, ids_of, open_list, texts, value, when_open


def replace(qtbot: QtBot, find: str, to: str, act: Callable[[ReplaceDialog], None]) -> None:
    """Type into the dialog as soon as it is open, and act once the preview is made."""

    def use(dialog: ReplaceDialog) -> None:
        qtbot.keyClicks(dialog.sought, find)
        qtbot.keyClicks(dialog.replacement, to)
        qtbot.waitUntil(lambda: dialog.pick_change() is not None)
        act(dialog)

    when_open(ReplaceDialog, use)


def test_what_would_change_is_shown_while_typing_and_only_what_is_ticked_is_replaced(
    qtbot: QtBot, window: Window
) -> None:
    page = open_list(qtbot, window, "member", 4)
    counts: list[int] = []

    def leave_first(dialog: ReplaceDialog) -> None:
        model = dialog.panel.model
        counts.append(model.rowCount())
        model.setData(model.index(0, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
        dialog.panel.apply.click()

    replace(qtbot, "n", "N", leave_first)
    window.commands.of("replace_text").trigger()
    names = [value(window.desk.db, "member", key, "name") for key in page.table.records.ids]
    assert counts == [2]
    assert names[:3] == ["BNP Paribas", "NHS England", "Müller INstitut"]
    window.undo_change()
    qtbot.waitUntil(lambda: "Müller Institut" in texts(page.table, "name"))


def test_enter_goes_from_what_is_found_to_what_replaces_it_and_then_replaces(
    qtbot: QtBot, window: Window
) -> None:
    page = open_list(qtbot, window, "member", 4)

    def press(dialog: ReplaceDialog) -> None:
        qtbot.keyClick(dialog.sought, Qt.Key.Key_Return)
        assert dialog.isVisible()
        qtbot.waitUntil(dialog.panel.apply.isEnabled)
        qtbot.keyClick(dialog.replacement, Qt.Key.Key_Return)

    replace(qtbot, "NHS", "Health", press)
    page.verbs.replace_text()
    qtbot.waitUntil(lambda: "Health England" in texts(page.table, "name"))


def test_while_a_long_list_is_looked_through_the_dialog_says_so(
    qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plans, "FEW_CELLS", 0)
    page = open_list(qtbot, window, "member", 4)
    said: list[str] = []

    def look(dialog: ReplaceDialog) -> None:
        dialog.sought.setText("NHS")
        dialog._plan()
        said.append(dialog.panel.summary.text())
        qtbot.waitUntil(lambda: dialog.pick_change() is not None)
        said.append(dialog.panel.summary.text())
        dialog.reject()

    when_open(ReplaceDialog, look)
    page.verbs.replace_text()
    assert said == ["Making the preview", "1 will be changed"]


def test_in_selected_cells_only_their_columns_are_looked_through(
    qtbot: QtBot, window: Window
) -> None:
    page = open_list(qtbot, window, "member", 4)
    page.edit_table()
    table = page.table
    choose_cells(table, cell(table, 0, "city"), cell(table, 2, "city"))
    assert table.count_selected() == 3
    found: list[object] = []

    def look(dialog: ReplaceDialog) -> None:
        found.append(dialog.column.currentData())
        dialog.reject()

    replace(qtbot, "par", "Par", look)
    page.verbs.replace_text()
    assert found == [["city"]]


def test_tab_goes_from_what_is_found_to_what_replaces_it(qtbot: QtBot, window: Window) -> None:
    page = open_list(qtbot, window, "member", 4)
    focused: list[object] = []

    def use(dialog: ReplaceDialog) -> None:
        qtbot.waitUntil(dialog.sought.hasFocus)
        qtbot.keyClick(dialog.sought, Qt.Key.Key_Tab)
        focused.append(dialog.focusWidget() is dialog.replacement)
        dialog.reject()

    when_open(ReplaceDialog, use)
    page.verbs.replace_text()
    assert focused == [True]


def test_a_broken_pattern_is_told_and_nothing_can_be_replaced(qtbot: QtBot, window: Window) -> None:
    page = open_list(qtbot, window, "member", 4)
    said: list[str] = []

    def use(dialog: ReplaceDialog) -> None:
        dialog.pattern.setChecked(True)
        qtbot.keyClicks(dialog.sought, "(")
        notice = child(dialog, QLabel, "replaceNotice")
        qtbot.waitUntil(notice.isVisible)
        said.append(notice.text())
        assert not dialog.panel.apply.isEnabled()
        dialog.reject()

    when_open(ReplaceDialog, use)
    page.verbs.replace_text()
    assert "cannot be read" in said[0]


def test_a_duplicate_is_warned_of_its_name_and_opened(qtbot: QtBot, window: Window) -> None:
    page = open_list(qtbot, window, "member", 4)
    page.table.selectRow(0)
    said: list[str] = []

    def use(dialog: DuplicateDialog) -> None:
        notice = child(dialog, QLabel, "duplicateNotice")
        qtbot.waitUntil(lambda: bool(notice.text()))
        said.append(notice.text())
        editor = dialog._editors["name"]
        qtbot.waitUntil(editor.hasFocus)
        qtbot.keyClicks(editor, "BNP Lyon")
        qtbot.waitUntil(lambda: not notice.text())
        qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    when_open(DuplicateDialog, use)
    window.commands.of("duplicate_record").trigger()
    assert "BNP Paribas" in said[0]
    assert len(ids_of(window.desk.db, "member")) == 5
    shown = window.page()
    assert isinstance(shown, RecordPage)
    qtbot.waitUntil(lambda: shown.title() == "BNP Lyon")


def test_the_bar_of_a_selection_offers_what_fits_reading_or_editing(
    qtbot: QtBot, window: Window
) -> None:
    page = open_list(qtbot, window, "member", 4)
    page.table.selectAll()
    assert {"Export …", "Print …"} <= shown_buttons(page.selection_bar)
    page.edit_table()
    page.table.selectAll()
    words = shown_buttons(page.selection_bar)
    assert {"Fill down", "Clear cells", "Find and replace …"} <= words
    assert "Export …" not in words


def shown_buttons(bar: QWidget) -> set[str]:
    """The words of the buttons that can be seen."""
    return {one.text() for one in bar.findChildren(QPushButton) if not one.isHidden()}


def test_one_value_is_set_on_every_record_of_a_long_list_and_undone(
    qtbot: QtBot, window: Window
) -> None:
    db = window.desk.db
    add(db, "member", *({"name": f"Member {number}"} for number in range(600)))
    page = open_list(qtbot, window, "member", 604)
    page.select_all()

    def choose(dialog: SetFieldDialog) -> None:
        dialog.box.setCurrentText("City")
        qtbot.keyClicks(dialog._editor, "Bonn")
        dialog.accept()

    when_open(SetFieldDialog, choose)
    when_open(PreviewDialog, lambda preview: preview.panel.apply.click())
    window.commands.of("set_field").trigger()
    qtbot.waitUntil(lambda: len(ids_of(db, "member", "city:Bonn")) == 604, timeout=30_000)
    qtbot.waitUntil(lambda: not window.desk.jobs.running)
    window.undo_change()
    qtbot.waitUntil(lambda: not ids_of(db, "member", "city:Bonn"), timeout=30_000)
