"""The first page of the day: each figure and each line opens what it counts."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from t20desk.db.history.reading import list_operations
from t20desk.editing import plan_delete
from t20desk.ui.history.history_page import HistoryPage
from t20desk.ui.lists.list_page import ListPage
from t20desk.ui.looks.cut_button import LineButton
from t20desk.ui.looks.figures import Figure, FigureButton
from t20desk.ui.places import Place, list_place
from t20desk.ui.shell.today import Today
from t20desk.ui.window import Window
from t20desk.wording import say_operation
from tests.ui.conftest import add
from tests.ui.hands import LEFT, when_open


def open_today(qtbot: QtBot, window: Window) -> Today:
    """The page with its figures."""
    window.go_to(Place("today"))
    page = window.page()
    assert isinstance(page, Today)
    qtbot.waitUntil(lambda: bool(page.figures.findChildren(FigureButton)))
    return page


def press(qtbot: QtBot, window: Window, figure: str) -> ListPage:
    """Click on a figure; the list behind it."""
    page = open_today(qtbot, window)
    qtbot.waitUntil(lambda: figure in name_figures(page))
    qtbot.mouseClick(name_figures(page)[figure], LEFT)
    opened = window.page()
    assert isinstance(opened, ListPage)
    return opened


def name_figures(page: Today) -> dict[str, FigureButton]:
    """The figures by their words."""
    found = page.figures.findChildren(FigureButton)
    return {one.accessibleName().partition(" ")[2]: one for one in found}


def test_a_figure_is_written_as_people_write_it_here(qtbot: QtBot) -> None:
    button = FigureButton(Figure(100_042, "members"))
    qtbot.addWidget(button)
    assert button.accessibleName() == "100,042 members"
    assert button.findChildren(QLabel)[0].text() == "100,042"


def test_the_figures_are_saved_as_a_picture(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    page = open_today(qtbot, window)
    target = tmp_path / "figures.svg"
    when_open(QFileDialog, lambda dialog: (dialog.selectFile(str(target)), dialog.accept()))
    qtbot.mouseClick(page.save, LEFT)
    assert target.read_text().startswith("<?xml")


@pytest.mark.parametrize(
    ("figure", "number"), [("members", 4), ("people", 1), ("events", 2), ("other organisations", 1)]
)
def test_a_figure_opens_the_list_it_counts_also_after_a_change(
    qtbot: QtBot, window: Window, figure: str, number: int
) -> None:
    db = window.desk.db
    add(db, "member", {"name": "Press House", "status": "contact"})
    page = press(qtbot, window, figure)
    qtbot.waitUntil(lambda: len(page.table.records.ids) == number)
    gone = page.table.records.ids[0]
    assert not window.desk.apply(plan_delete(db, page.kind.name, [gone])).is_refused
    shown = open_today(qtbot, window).figures
    wanted = f"{number - 1} {figure}"
    qtbot.waitUntil(
        lambda: wanted in [one.accessibleName() for one in shown.findChildren(FigureButton)]
    )
    page = press(qtbot, window, figure)
    qtbot.waitUntil(lambda: len(page.table.records.ids) == number - 1)


def test_the_countries_open_the_members_in_a_group_for_each(qtbot: QtBot, window: Window) -> None:
    add(window.desk.db, "member", {"name": "Nowhere", "status": "active"})
    page = press(qtbot, window, "countries and regions")
    qtbot.waitUntil(lambda: len(page.table.records.rows.groups or ()) == 4)
    assert len(page.table.records.ids) == 4
    qtbot.waitUntil(lambda: "4 groups" in page.count.text())


def test_arrow_keys_walk_through_the_lines_of_a_block_and_tab_leads_to_the_next(
    qtbot: QtBot, window: Window
) -> None:
    window.activateWindow()
    page = open_today(qtbot, window)
    card = page.cards.itemAtPosition(1, 0).widget()

    def held() -> LineButton:
        here = window.focusWidget()
        assert isinstance(here, LineButton | FigureButton)
        return here

    qtbot.waitUntil(lambda: isinstance(window.focusWidget(), LineButton))
    while held().parentWidget() is not card:
        before = held().parentWidget()
        qtbot.keyClick(held(), Qt.Key.Key_Tab)
        assert held().parentWidget() is not before
    lines = card.findChildren(LineButton)
    assert held() is lines[0]
    assert len(lines) > 1
    qtbot.keyClick(held(), Qt.Key.Key_Down)
    assert held() is lines[1]
    qtbot.keyClick(held(), Qt.Key.Key_End)
    qtbot.keyClick(held(), Qt.Key.Key_Down)
    assert held() is lines[-1]
    words = lines[-1].accessibleName()
    page.refresh(frozenset())
    qtbot.waitUntil(lambda: held() is not lines[-1] and held().accessibleName() == words)


def test_a_change_opens_the_history_at_itself(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    add(db, "person", {"family_name": "Later"})
    earlier = list_operations(db, 2)[1]
    page = open_today(qtbot, window)
    words = say_operation(db, earlier)
    qtbot.waitUntil(
        lambda: words in [one.accessibleName() for one in page.findChildren(LineButton)]
    )
    line = next(one for one in page.findChildren(LineButton) if one.accessibleName() == words)
    qtbot.mouseClick(line, LEFT)
    history = window.page()
    assert isinstance(history, HistoryPage)
    qtbot.waitUntil(lambda: history._sequence() == earlier.sequence)


def test_what_is_missing_follows_and_leaving_the_page_ends_the_counting(
    qtbot: QtBot, window: Window
) -> None:
    page = open_today(qtbot, window)
    lacking = "People without mail and phone"
    add(window.desk.db, "person", {"family_name": "Later"})
    qtbot.waitUntil(lambda: lacking in [one.text() for one in page.findChildren(LineButton)])
    page.refresh_page()
    window.go_to(list_place("member"))
    assert page._job is not None
    assert page._job.is_over
