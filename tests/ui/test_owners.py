"""The binding takes for a widget's owner only what Qt has around it; a wrong one buries it."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QCompleter,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLayoutItem,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import createdByPython, dump, getAllValidWrappers

import t20desk
from t20desk.ui.looks.flow import FlowLayout
from t20desk.ui.looks.tab_order import first_stop, tab_as_laid_out
from t20desk.ui.owners import completed_widget, next_in_focus_chain, set_buddy
from t20desk.ui.pictures import wait_for_calm
from t20desk.ui.window import Window
from tests.ui.dialog_samples import each_dialog
from tests.ui.every_place import PLACES
from tests.ui.hands import cell, open_list

MISLEADING = re.compile(r"\b(\w+InFocusChain|focusProxy|setBuddy)\(|\.itemAt\w*\(")
ALLOWED = {"ui/owners.py"}


LIVING_AS_LONG = ("QWidgetAction", "QFormLayout")
"""Owners that go with the widget around them, so that nothing is buried too early."""


def owner_of(one: QObject) -> str | None:
    """Where in memory the object lies that the binding notes as the owner."""
    found = re.search(r"^parent\.+ <(.*) at (0x\w+)>$", dump(one), re.M)
    return None if found is None or found[1].endswith(LIVING_AS_LONG) else found[2]


def is_owned_wrongly(one: QObject) -> bool:
    owner = owner_of(one)
    around: QObject | None = one
    while owner is not None and around is not None and f"0x{id(around):x}" != owner:
        around = QObject.parent(around)
    return around is None


def owned_wrongly() -> list[QWidget]:
    return [one for one in QApplication.allWidgets() if is_owned_wrongly(one)]


def item_wrappers() -> set[int]:
    """What the binding holds of the items of layouts, by address."""
    return {id(one) for one in getAllValidWrappers() if isinstance(one, QLayoutItem)}


def test_whoever_walked_all_pages_finds_each_widget_owned_by_what_is_around_it(
    qtbot: QtBot, window: Window
) -> None:
    for place in PLACES:
        window.go_to(place)
        wait_for_calm(lambda: bool(window.desk.jobs.running))
    assert owned_wrongly() == []


@pytest.mark.slow
def test_in_each_dialog_each_widget_is_owned_by_what_is_around_it(
    qtbot: QtBot, window: Window
) -> None:
    wrong = {name: found for name, _shown in each_dialog(window) if (found := owned_wrongly())}
    assert wrong == {}


def test_whoever_edited_cells_finds_editor_model_and_painters_owned_by_the_table(
    qtbot: QtBot, window: Window
) -> None:
    table = open_list(qtbot, window, "member", 4).table
    table.typing.switch(True)
    for column in ("city", "country", "status", "name"):
        index = cell(table, 0, column)
        table.setCurrentIndex(index)
        table.edit(index)
        assert table.state() == QAbstractItemView.State.EditingState
        around = [table.model(), table.selectionModel(), table.itemDelegate()]
        assert not any(map(is_owned_wrongly, [*around, *QApplication.allWidgets()]))


def test_a_walk_along_the_tab_key_gives_no_widget_away(qtbot: QtBot) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    column = QVBoxLayout(whole)
    parts = [QLabel("a"), QLineEdit(), QComboBox()]
    for part in parts:
        column.addWidget(part)
    whole.show()
    tab_as_laid_out(whole)
    assert first_stop(whole) is parts[1]
    assert not any(map(is_owned_wrongly, [whole, *parts]))


def test_a_walk_along_the_tab_key_keeps_no_item_of_a_layout(qtbot: QtBot) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    form, inner = QFormLayout(whole), QHBoxLayout()
    lines = [QLineEdit() for _number in range(4)]
    inner.addWidget(lines[2])
    form.addRow("first", lines[0])
    form.addRow(lines[1])
    form.addRow("within", inner)
    form.addRow("last", lines[3])
    before = item_wrappers()
    tab_as_laid_out(whole)
    chain, at = [lines[0]], next_in_focus_chain(lines[0])
    while at is not None and at is not lines[0]:
        chain += [at] if isinstance(at, QLineEdit) else []
        at = next_in_focus_chain(at)
    assert chain == lines
    assert item_wrappers() <= before


def test_neither_a_label_nor_a_completer_takes_the_widget_it_leads_to(qtbot: QtBot) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    label, line = QLabel("a", whole), QLineEdit(whole)
    offers = QCompleter(line)
    line.setCompleter(offers)
    set_buddy(label, line)
    assert completed_widget(offers) is line
    assert label.buddy() is line
    set_buddy(label, line)
    assert not is_owned_wrongly(line)


def test_the_items_of_a_flow_are_its_own(qtbot: QtBot) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    flow = FlowLayout()
    whole.setLayout(flow)
    flow.addWidget(QLabel("a"))
    item = flow.itemAt(0)
    assert item is not None
    assert createdByPython(item)
    assert item.widget().parentWidget() is whole


def test_calls_that_mislead_the_binding_stand_in_one_place() -> None:
    root = Path(t20desk.__file__).parent
    found = {
        path.relative_to(root).as_posix()
        for path in (root / "ui").rglob("*.py")
        if MISLEADING.search(path.read_text(encoding="utf-8"))
    }
    assert found <= ALLOWED
