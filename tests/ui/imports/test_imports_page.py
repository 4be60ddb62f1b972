"""The list of files that came in, in the window."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from t20desk.db.history.undoing import plan_undo
from t20desk.importing.planning import plan_import
from t20desk.importing.taking import take_import
from t20desk.importing.values import ImportOptions
from t20desk.reading.source import open_source
from t20desk.ui.imports.imports_page import ImportsPage
from t20desk.ui.places import Place
from t20desk.ui.window import Window
from tests.importing.sheets import write_sheet
from tests.ui.hands import open_page


def import_sheet(window: Window, path: Path) -> None:
    with open_source(path) as source:
        plan = plan_import(window.desk.db, "member", source, ImportOptions(remember="Mail"))
        take_import(window.desk.db, source, plan)


def test_an_import_is_listed_with_its_file_and_layout(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    path = write_sheet(tmp_path / "mailed.xlsx", [("No.", "Name"), ("X1", "Alpha"), ("X2", "Beta")])
    import_sheet(window, path)
    page = open_page(qtbot, window, ImportsPage, Place("imports"))
    qtbot.waitUntil(lambda: page.model.found(0) is not None)

    cells = [str(page.model.index(0, at).data()) for at in range(page.model.columnCount())]
    assert (cells[2], cells[4], cells[6]) == ("mailed.xlsx", "Mail", "")
    tip = page.model.index(0, 2).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("SHA-256 ")
    assert page.count.text() == "1 import"
    assert "laid out as “Mail”" in page.panel.origin.text()


def test_what_an_import_learned_is_told_apart_from_what_it_holds(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    rows = [("No.", "Name", "Joined"), ("X1", "Alpha", "2020-01-01"), ("X2", "Beta", "")]
    import_sheet(window, write_sheet(tmp_path / "mailed.xlsx", rows))
    page = open_page(qtbot, window, ImportsPage, Place("imports"))
    qtbot.waitUntil(lambda: page.model.found(0) is not None)

    cell = page.model.index(0, 5)
    assert cell.data() == "2 new · 2 beside them"
    told = cell.data(Qt.ItemDataRole.ToolTipRole).splitlines()
    assert told[0] == "Organisations: 2 new"
    assert sorted(told[1:]) == ["Import profiles: 1 new", "Membership periods: 1 new"]


def test_other_changes_are_not_listed(qtbot: QtBot, window: Window) -> None:
    page = open_page(qtbot, window, ImportsPage, Place("imports"))
    qtbot.waitUntil(lambda: page.count.text() == "0 imports")

    assert not page.filter.imports.isVisible()


def test_an_import_that_is_taken_back_says_so_at_once(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    import_sheet(window, write_sheet(tmp_path / "mailed.xlsx", [("No.", "Name"), ("X1", "Alpha")]))
    page = open_page(qtbot, window, ImportsPage, Place("imports"))
    qtbot.waitUntil(lambda: page.model.found(0) is not None)
    window.desk.apply(plan_undo(window.desk.db, page.model.keys[0]).change)
    qtbot.waitUntil(lambda: bool(page.model.index(0, 6).data()))
    qtbot.waitUntil(lambda: "taken back by no." in page.panel.origin.text())
