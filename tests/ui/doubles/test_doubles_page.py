"""Doubles in the window: found, put side by side, merged, put away, and warned of while typing."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from t20desk.doubles.decided import read_points
from t20desk.ui.actions import ACTIONS
from t20desk.ui.doubles.double_rules import RulesDialog
from t20desk.ui.doubles.doubles_page import DoublesPage
from t20desk.ui.doubles.merge_dialog import MINE, THEIRS, MergeDialog
from t20desk.ui.places import Place, record_place
from t20desk.ui.previews.preview import PreviewDialog
from t20desk.ui.records.record_page import RecordPage
from t20desk.ui.window import Window
from tests.ui.conftest import add
from tests.ui.hands import LEFT, child, ids_of, open_list, value, when_open

OLAF = {"given_name": "Olaf", "family_name": "Lindström", "email": "olaf@example.org"}


def add_two(window: Window) -> list[int]:
    fuller = {**OLAF, "city": "Stockholm", "phone": "+46 8 1234567"}
    return add(window.desk.db, "person", fuller, {**OLAF, "born": "1970", "city": "Uppsala"})


def open_doubles(qtbot: QtBot, window: Window, pairs: int, kind: str = "person") -> DoublesPage:
    window.go_to(Place("doubles", kind))
    page = window.page()
    assert isinstance(page, DoublesPage)
    wait_pairs(qtbot, page, pairs)
    return page


def wait_pairs(qtbot: QtBot, page: DoublesPage, pairs: int) -> None:
    def arrived() -> bool:
        known = len(page.shown) == pairs and not page.again.isHidden()
        return known and (not pairs or page.model.found(0) is not None)

    qtbot.waitUntil(arrived, timeout=30_000)


def test_likely_pairs_are_listed_with_how_sure_and_why(qtbot: QtBot, window: Window) -> None:
    add_two(window)
    page = open_doubles(qtbot, window, 1)
    row = [str(page.model.index(0, column).data()) for column in range(5)]
    assert row[1:3] == ["Olaf Lindström", "Olaf Lindström"]
    assert row[0].endswith("%")
    assert row[3].startswith("Stockholm / Uppsala · +46 8 1234567 / ∅")
    tip = page.model.index(0, 3).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("City: Stockholm / Uppsala\nPhone: +46 8 1234567 / ∅")
    assert "same mail address" in row[4]


def test_the_menu_leads_to_the_page_and_nothing_found_is_said(qtbot: QtBot, window: Window) -> None:
    window.run_action(ACTIONS["open_doubles"])
    page = window.page()
    assert isinstance(page, DoublesPage)
    wait_pairs(qtbot, page, 0)
    assert page.nothing.isVisible()


def test_where_nothing_is_found_another_kind_is_next(qtbot: QtBot, window: Window) -> None:
    page = open_doubles(qtbot, window, 0)
    qtbot.waitUntil(page.nothing.isVisible)
    assert page.kind.hasFocus()


def test_looking_can_be_given_up(qtbot: QtBot, window: Window) -> None:
    window.go_to(Place("doubles", "person"))
    page = window.page()
    assert isinstance(page, DoublesPage)
    qtbot.mouseClick(page.stop, LEFT)
    assert "Stopped" in page.empty.text()
    qtbot.mouseClick(page.again, LEFT)
    wait_pairs(qtbot, page, 0)


def test_two_records_are_merged_side_by_side_by_keys_and_parted_by_undo(
    qtbot: QtBot, window: Window
) -> None:
    keys = add_two(window)
    page = open_doubles(qtbot, window, 1)

    def merge(dialog: MergeDialog) -> None:
        qtbot.waitUntil(dialog.merge.isEnabled)
        table = dialog.table
        assert not table.isRowHidden(table.currentRow())
        row = [pair.field.name for pair in table.pairs].index("city")
        table.setCurrentCell(row, MINE)
        qtbot.keyClick(table, Qt.Key.Key_Right)
        assert table.sides["city"] == "theirs"
        assert table.currentColumn() == THEIRS
        qtbot.waitUntil(dialog.merge.isEnabled)
        qtbot.mouseClick(dialog.merge, LEFT)

    when_open(MergeDialog, merge)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    db = window.desk.db
    assert len([key for key in keys if key in ids_of(db, "person")]) == 1
    [kept] = [key for key in keys if key in ids_of(db, "person")]
    assert value(db, "person", kept, "city") == "Uppsala"
    wait_pairs(qtbot, page, 0)
    assert window.focusWidget() is page.kind
    window.undo_change()
    wait_pairs(qtbot, page, 1)
    assert set(keys) <= set(ids_of(db, "person"))


def test_the_other_record_is_kept_and_what_moves_is_said(qtbot: QtBot, window: Window) -> None:
    fuller, other = add_two(window)
    add(window.desk.db, "honour", {"person": fuller, "award_en": "Prize"})
    page = open_doubles(qtbot, window, 1)
    said: list[str] = []

    def merge(dialog: MergeDialog) -> None:
        qtbot.waitUntil(dialog.merge.isEnabled)
        said.append(dialog.moves.text())
        qtbot.mouseClick(dialog.flip, LEFT)
        qtbot.waitUntil(dialog.merge.isEnabled)
        said.append(dialog.moves.text())
        qtbot.mouseClick(dialog.merge, LEFT)

    when_open(MergeDialog, merge)
    qtbot.mouseClick(page.merge, LEFT)
    assert "Nothing else" in said[0]
    assert "1 × Honour" in said[1]
    assert other in ids_of(window.desk.db, "person")
    assert fuller not in ids_of(window.desk.db, "person")


def test_a_pair_that_is_no_double_goes_from_the_list(qtbot: QtBot, window: Window) -> None:
    add_two(window)
    page = open_doubles(qtbot, window, 1)
    qtbot.mouseClick(page.apart, LEFT)
    wait_pairs(qtbot, page, 0)
    qtbot.mouseClick(page.again, LEFT)
    wait_pairs(qtbot, page, 0)
    window.undo_change()
    wait_pairs(qtbot, page, 1)


def test_several_pairs_are_merged_as_one_change_after_a_preview(
    qtbot: QtBot, window: Window
) -> None:
    add_two(window)
    ada = {"given_name": "Ada", "family_name": "Westerberg", "email": "ada@example.org"}
    add(window.desk.db, "person", ada, {**ada, "given_name": "Adah"})
    page = open_doubles(qtbot, window, 2)
    before = len(ids_of(window.desk.db, "person"))
    told: list[str] = []
    page.table.selectAll()

    def accept(dialog: PreviewDialog) -> None:
        qtbot.waitUntil(dialog.panel.apply.isEnabled)
        told.extend((dialog.panel.apply.text(), dialog.panel.chips.kind))
        qtbot.mouseClick(dialog.panel.apply, LEFT)

    when_open(PreviewDialog, accept)
    qtbot.mouseClick(page.merge, LEFT)
    wait_pairs(qtbot, page, 0)
    assert told == ["Merge 2 pairs", "person"]
    assert len(ids_of(window.desk.db, "person")) == before - 2
    window.undo_change()
    wait_pairs(qtbot, page, 2)


def test_rules_are_tried_and_kept(qtbot: QtBot, window: Window) -> None:
    add_two(window)
    page = open_doubles(qtbot, window, 1)

    def change(dialog: RulesDialog) -> None:
        dialog.boxes["limit"].setValue(90)
        qtbot.mouseClick(dialog.attempt, LEFT)
        qtbot.waitUntil(lambda: " 0 " in dialog.said.text(), timeout=30_000)
        dialog.boxes["limit"].setValue(91)
        assert dialog.said.text() == ""
        qtbot.mouseClick(dialog.keep, LEFT)

    when_open(RulesDialog, change)
    qtbot.mouseClick(page.rules, LEFT)
    wait_pairs(qtbot, page, 0)
    assert read_points(window.desk.db, "person")["limit"] == 91


def test_two_records_chosen_in_a_list_are_merged(qtbot: QtBot, window: Window) -> None:
    add_two(window)
    page = open_list(qtbot, window, "person", 3, search="Lindström or Müller")
    page.table.selectAll()
    assert "two" not in page.words_of_state()
    page = open_list(qtbot, window, "person", 2, search="Lindström")
    page.table.selectAll()
    assert "two" in page.words_of_state()

    def merge(dialog: MergeDialog) -> None:
        qtbot.waitUntil(dialog.merge.isEnabled)
        qtbot.mouseClick(dialog.merge, LEFT)

    when_open(MergeDialog, merge)
    window.run_action(ACTIONS["merge_records"])
    assert len(ids_of(window.desk.db, "person", "Lindström")) == 1


def test_a_new_person_who_is_there_already_is_told_while_typing_and_opened(
    qtbot: QtBot, window: Window
) -> None:
    [olaf] = add(window.desk.db, "person", OLAF)
    window.go_to(record_place("person", None))
    page = window.page()
    assert isinstance(page, RecordPage)
    assert page.form is not None
    for name in ("given_name", "family_name"):
        qtbot.keyClicks(page.form.rows[name].editor, OLAF[name].replace("ö", "o"))
    qtbot.waitUntil(page.likeness.isVisible)
    assert "Olaf Lindström" in child(page.likeness, QLabel, "likenessSentence").text()
    page.form.restore()
    qtbot.mouseClick(child(page.likeness, QPushButton, "likenessOpen"), LEFT)
    qtbot.waitUntil(lambda: page.record_id == olaf)
    assert page.likeness.isHidden()


def test_a_new_organisation_that_is_like_none_is_not_told_of(qtbot: QtBot, window: Window) -> None:
    window.go_to(record_place("member", None))
    page = window.page()
    assert isinstance(page, RecordPage)
    assert page.form is not None
    qtbot.keyClicks(page.form.rows["name"].editor, "Aquatec")
    qtbot.waitUntil(lambda: not page.likeness._wait.isActive() and not window.desk.jobs.running)
    assert page.likeness.isHidden()
