"""The trash in the window: found, restored one or all, and what cannot come back is named."""

from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from t20desk.editing import plan_delete, plan_deletion, plan_edit, plan_insert
from t20desk.own_fields import NewField, plan_field
from t20desk.ui.actions import ACTIONS
from t20desk.ui.history.trash_page import TrashPage
from t20desk.ui.previews.preview import PreviewDialog
from t20desk.ui.window import Window
from tests.ui.hands import LEFT, child, dialog, ids_of, once_open, value, wait_lines


def open_trash(qtbot: QtBot, window: Window, rows: int) -> TrashPage:
    window.run_action(ACTIONS["open_trash"])
    page = window.page()
    assert isinstance(page, TrashPage)
    wait_lines(qtbot, page, rows)
    return page


def press_restore(qtbot: QtBot, page: TrashPage, button: str) -> list[str]:
    """Press a button, and the one of the preview that comes up; what that names."""
    seen: list[str] = []

    def press() -> None:
        shown = dialog(qtbot, PreviewDialog)
        sentences = shown.panel.sentences
        seen.extend(sentences.item(at).text() for at in range(sentences.count()))
        apply = shown.panel.apply
        seen.append(apply.text())
        qtbot.mouseClick(apply if apply.isEnabled() else shown.panel.cancel, LEFT)
        seen.append("done")

    once_open(PreviewDialog, press)
    qtbot.mouseClick(child(page, QPushButton, button), LEFT)
    qtbot.waitUntil(lambda: "done" in seen)
    return seen[:-1]


def test_one_of_several_deleted_records_is_found_and_restored(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    keys = ids_of(db, "member")
    db.apply(plan_delete(db, "member", keys[:3]))
    page = open_trash(qtbot, window, 3)
    qtbot.keyClicks(child(page, QLineEdit, "trashSearch"), "nhs")
    wait_lines(qtbot, page, 1)
    assert page.model.index(0, 0).data() == "NHS England"
    assert page.model.index(0, 4).data() == "Test Person"
    page.table.selectRow(0)
    press_restore(qtbot, page, "restoreChosen")
    qtbot.waitUntil(lambda: keys[1] in ids_of(db, "member"))
    assert value(db, "member", keys[1], "number") == "0002"
    child(page, QLineEdit, "trashSearch").clear()
    wait_lines(qtbot, page, 2)


def test_all_comes_back_with_what_belongs_to_it(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    keys = ids_of(db, "member")
    note = {"noted_on": "2026-01-05", "subject": "Call", "member": keys[0]}
    db.apply(plan_insert(db, "contact_note", [note]))
    db.apply(plan_delete(db, "member", keys))
    page = open_trash(qtbot, window, 4)
    press_restore(qtbot, page, "restoreAll")
    qtbot.waitUntil(lambda: len(ids_of(db, "member")) == 4)
    assert len(ids_of(db, "contact_note")) == 1
    wait_lines(qtbot, page, 0)
    assert page.empty.isVisible()


def test_a_restored_record_is_counted_alone_though_others_are_linked_to_it_again(
    qtbot: QtBot, window: Window
) -> None:
    db = window.desk.db
    first, second, *_rest = ids_of(db, "member")
    db.apply(plan_field(db, NewField("member", {"en": "Twin"}, "link", target="member")))
    (link,) = (one.name for one in db.kinds["member"].links if one.own)
    db.apply(plan_edit(db, "member", {second: {link: first}}))
    db.apply(plan_deletion(db, "member", [first]).change)
    page = open_trash(qtbot, window, 1)
    assert press_restore(qtbot, page, "restoreAll")[-1:] == ["Restore 1 record"]
    qtbot.waitUntil(lambda: first in ids_of(db, "member"))


def test_what_cannot_come_back_is_named_before(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    first, second, *_rest = ids_of(db, "member")
    db.apply(plan_delete(db, "member", [first]))
    db.apply(plan_edit(db, "member", {second: {"number": "0001"}}))
    page = open_trash(qtbot, window, 1)
    seen = press_restore(qtbot, page, "restoreAll")
    assert any("0001" in line and "given to another" in line for line in seen)
    assert first not in ids_of(db, "member")


def test_enter_restores_the_first_record_which_is_chosen_already(
    qtbot: QtBot, window: Window
) -> None:
    db = window.desk.db
    key = ids_of(db, "member")[0]
    note = {"noted_on": "2026-01-05", "subject": "Call", "member": key}
    db.apply(plan_insert(db, "contact_note", [note]))
    db.apply(plan_delete(db, "contact_note", ids_of(db, "contact_note")))
    page = open_trash(qtbot, window, 1)
    assert page.model.index(0, 2).data() == "Date: 5 Jan 2026 · BNP Paribas"
    seen: list[str] = []

    def press() -> None:
        apply = dialog(qtbot, PreviewDialog).panel.apply
        qtbot.mouseClick(apply, LEFT)
        seen.append("done")

    once_open(PreviewDialog, press)
    qtbot.keyClick(page.table, "\r")
    qtbot.waitUntil(lambda: bool(seen))
    qtbot.waitUntil(lambda: len(ids_of(db, "contact_note")) == 1)
