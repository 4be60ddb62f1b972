"""Undo and redo say what they would take back and do again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from t20desk.editing import plan_edit
from t20desk.ui.history import undo_child
from t20desk.ui.pictures import wait_for_calm
from t20desk.ui.window import Window
from tests.ui.hands import ids_of, value


def test_menu_and_tip_name_what_would_be_undone_and_redone(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    member = ids_of(db, "member", "number:0001")[0]
    undo, redo = window.commands.of("undo_change"), window.commands.of("redo_change")
    window.desk.apply(plan_edit(db, "member", {member: {"city": "Lyon"}}))
    qtbot.waitUntil(lambda: "City" in undo.text() and "BNP Paribas" in undo.text())
    deed = undo.text().removeprefix("Undo: ")
    assert undo.toolTip() == f"Undo: {deed}"
    undo.trigger()
    qtbot.waitUntil(lambda: redo.text() == f"Redo: {deed}")
    words = {one.text() for one in window.top_bar.findChildren(QToolButton)}
    assert {"Undo", "Redo"} <= words
    redo.trigger()
    qtbot.waitUntil(lambda: undo.text() == f"Undo: {deed}" and redo.text() == "Redo")


def test_a_long_deed_is_cut_in_the_menu_and_no_name_becomes_html(
    qtbot: QtBot, window: Window
) -> None:
    db = window.desk.db
    member = ids_of(db, "member", "number:0001")[0]
    name = "<b>Bold</b> & " + "long " * 30
    window.desk.apply(plan_edit(db, "member", {member: {"name": name.strip()}}))
    undo = window.commands.of("undo_change")
    qtbot.waitUntil(lambda: "Bold" in undo.text())
    assert undo.text().endswith("…")
    assert len(undo.text()) < 90
    assert "&lt;b&gt;" in undo.toolTip()


def test_keys_pressed_while_a_step_is_taken_back_have_their_turn_after_it(
    qtbot: QtBot, window: Window
) -> None:
    db = window.desk.db
    member = ids_of(db, "member", "number:0001")[0]
    for city in ("Lyon", "Nice", "Brest"):
        window.desk.apply(plan_edit(db, "member", {member: {"city": city}}))
    undo = window.commands.of("undo_change")
    qtbot.waitUntil(undo.isEnabled)
    for _press in range(3):
        undo.trigger()
    qtbot.waitUntil(lambda: value(db, "member", member, "city") == "Paris")
    for _press in range(2):
        window.commands.of("redo_change").trigger()
    qtbot.waitUntil(lambda: value(db, "member", member, "city") == "Nice")


def test_a_key_pressed_twice_takes_one_large_step_back_and_none_blindly_after_it(
    qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo_child, "MANY", 0)
    db = window.desk.db
    member = ids_of(db, "member", "number:0001")[0]
    for city in ("Lyon", "Nice"):
        window.desk.apply(plan_edit(db, "member", {member: {"city": city}}))
    undo = window.commands.of("undo_change")
    qtbot.waitUntil(undo.isEnabled)
    undo.trigger()
    undo.trigger()
    qtbot.waitUntil(lambda: not undo.isEnabled())
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.status.message.text().startswith("A large change is at work")
    qtbot.waitUntil(lambda: value(db, "member", member, "city") == "Lyon")
    wait_for_calm(lambda: bool(window.desk.jobs.running))
    assert value(db, "member", member, "city") == "Lyon"
