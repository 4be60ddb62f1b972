"""The verbs of menus and keys on the rows of a table that stands on a record page."""

from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import QSize, Qt
from pytestqt.qtbot import QtBot

from t20desk.ui.previews.preview import PreviewDialog
from t20desk.ui.records.record_page import RecordPage
from t20desk.ui.records.related_table import RelatedTable
from t20desk.ui.tables.bulk_edits import SetFieldDialog
from t20desk.ui.tables.record_table import RecordTable
from t20desk.ui.window import Window
from tests.ui.conftest import add
from tests.ui.hands import cell, choose_cells, ids_of, open_record, value, wait_rows, when_open

CONTROL = Qt.KeyboardModifier.ControlModifier


def open_people(qtbot: QtBot, window: Window) -> tuple[RecordPage, RelatedTable]:
    """The people of an organisation, three of them."""
    db = window.desk.db
    member = ids_of(db, "member")[0]
    people = add(db, "person", *({"family_name": name} for name in ("Ames", "Boll", "Cerf")))
    today = date.today().isoformat()
    posts = [{"member": member, "person": key, "since": today} for key in people]
    posts[0]["position_en"] = "Director"
    add(db, "affiliation", *posts)
    page = open_record(qtbot, window, "member", member)
    page.tabs.setCurrentIndex(1)
    related = page.tabs.related[0].tables[0]
    wait_rows(qtbot, related.table, 3)
    return page, related


def choose(qtbot: QtBot, table: RecordTable, rows: tuple[int, int], column: str) -> None:
    """Select cells of a column; what the window offers follows from that."""
    qtbot.waitUntil(table.window().isActiveWindow)
    choose_cells(table, cell(table, rows[0], column), cell(table, rows[1], column))
    qtbot.waitUntil(table.hasFocus)


def test_deleting_in_a_table_on_a_record_takes_its_rows_and_never_the_record(
    qtbot: QtBot, window: Window
) -> None:
    page, related = open_people(qtbot, window)
    choose(qtbot, related.table, (1, 2), "since")
    said: list[str] = []

    def take(dialog: PreviewDialog) -> None:
        said.append(dialog.panel.apply.text())
        dialog.panel.apply.click()

    when_open(PreviewDialog, take)
    qtbot.keyClick(related.table, Qt.Key.Key_Delete, CONTROL)
    wait_rows(qtbot, related.table, 1)
    assert said == ["Delete 2 records"]
    assert page.record_id in ids_of(window.desk.db, "member")
    assert len(ids_of(window.desk.db, "person", "family_name:Boll or family_name:Cerf")) == 2


def test_cells_of_a_table_on_a_record_are_filled_down_by_key(qtbot: QtBot, window: Window) -> None:
    _page, related = open_people(qtbot, window)
    choose(qtbot, related.table, (0, 2), "position")
    when_open(PreviewDialog, lambda dialog: dialog.panel.apply.click())
    qtbot.keyClick(related.table, Qt.Key.Key_D, CONTROL)
    db = window.desk.db
    qtbot.waitUntil(lambda: len(ids_of(db, "affiliation", "position_en:Director")) == 3)


def test_a_field_of_several_rows_is_set_beginning_with_the_column_of_the_cursor(
    qtbot: QtBot, window: Window
) -> None:
    _page, related = open_people(qtbot, window)
    choose(qtbot, related.table, (0, 2), "position")
    began: list[str] = []

    def fill(dialog: SetFieldDialog) -> None:
        began.append(dialog.field().name)
        qtbot.keyClicks(dialog.focusWidget(), "Adviser")
        when_open(PreviewDialog, lambda shown: shown.panel.apply.click())
        dialog.accept()

    when_open(SetFieldDialog, fill)
    window.commands.of("set_field").trigger()
    db = window.desk.db
    qtbot.waitUntil(lambda: len(ids_of(db, "affiliation", "position_en:Adviser")) == 3)
    assert began == ["position_en"]


def test_the_verbs_of_cells_are_grey_once_the_cursor_leaves_the_table(
    qtbot: QtBot, window: Window
) -> None:
    page, related = open_people(qtbot, window)
    fill = window.commands.of("fill_down")
    assert not fill.isEnabled()
    choose(qtbot, related.table, (0, 1), "position")
    qtbot.waitUntil(fill.isEnabled)
    page.tabs.tabBar().setFocus()
    qtbot.waitUntil(lambda: not fill.isEnabled())


def test_a_letter_on_a_cell_of_another_record_says_where_its_value_is_changed(
    qtbot: QtBot, window: Window
) -> None:
    _page, related = open_people(qtbot, window)
    choose(qtbot, related.table, (0, 0), "person.email")
    qtbot.keyClick(related.table, Qt.Key.Key_A)
    assert "open “Person”" in related.notice.text()


def test_addresses_of_an_organisation_have_no_column_for_a_person(
    qtbot: QtBot, window: Window
) -> None:
    page = open_record(qtbot, window, "member", ids_of(window.desk.db, "member")[0])
    tables = {one.kind.name: one.table for one in page.tabs.related[-1].tables}
    for kind in ("address", "contact_detail"):
        names = [one.name for one in tables[kind].records.fields]
        assert not {"person", "member"} & set(names)


@pytest.mark.dressed
def test_several_tables_of_a_tab_keep_a_row_each_in_a_low_window(
    qtbot: QtBot, window: Window
) -> None:
    window.resize(QSize(1024, 540))
    page = open_record(qtbot, window, "member", ids_of(window.desk.db, "member")[0])
    tab = page.tabs.related[-1]
    page.tabs.setCurrentWidget(tab)
    qtbot.waitUntil(lambda: all(one.table.isVisible() for one in tab.tables))
    heading = tab.tables[0].table.horizontalHeader().height()
    for one in tab.tables:
        qtbot.waitUntil(partial(_has_room, one, heading))


def _has_room(related: RelatedTable, heading: int) -> bool:
    return related.table.height() >= heading + related.table.verticalHeader().defaultSectionSize()


def test_a_post_becomes_the_main_contact_and_ends_by_the_keys_of_the_menu(
    qtbot: QtBot, window: Window
) -> None:
    _page, related = open_people(qtbot, window)
    db, verbs = window.desk.db, window.commands
    assert not verbs.of("end_post").isEnabled()
    choose(qtbot, related.table, (1, 1), "since")
    qtbot.waitUntil(verbs.of("choose_main").isEnabled)
    post = related.table.current_id()
    assert post is not None
    qtbot.keyClick(related.table, Qt.Key.Key_O, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: value(db, "affiliation", post, "main_contact") == 1)
    qtbot.waitUntil(window.status.undo.isVisible)
    qtbot.keyClick(related.table, Qt.Key.Key_O, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: "is so already" in window.status.message.text())
    assert not window.status.undo.isVisible()
    choose(qtbot, related.table, (1, 1), "since")
    qtbot.keyClick(related.table, Qt.Key.Key_X, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: value(db, "affiliation", post, "until") is not None)
    assert not value(db, "affiliation", post, "main_contact")
