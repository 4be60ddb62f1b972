"""Views are saved, counted, changed and opened in the window."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QInputDialog,
    QLineEdit,
    QMessageBox,
)
from pytestqt.qtbot import QtBot

from t20desk.checking import check_database
from t20desk.db.database import Database
from t20desk.db.fields import KINDS
from t20desk.editing import plan_delete, plan_edit
from t20desk.editing.view_plans import plan_view
from t20desk.field_settings import plan_removal
from t20desk.listing import Listing, list_saved
from t20desk.listing.saved_views import view_id
from t20desk.own_fields import NewField, plan_field
from t20desk.ui.actions import ACTIONS
from t20desk.ui.lists.list_count import ListCount
from t20desk.ui.lists.list_page import ListPage
from t20desk.ui.lists.view_bar import ViewBar
from t20desk.ui.places import list_place
from t20desk.ui.shell.navigation import ROLE
from t20desk.ui.tables.record_table import RecordTable
from t20desk.ui.window import Window
from tests.ui.hands import LEFT, ids_of, open_list, texts, wait_rows, when_open

LISTS = [one.place for one in ACTIONS.values() if one.place in KINDS]


@pytest.fixture
def page(qtbot: QtBot, window: Window) -> ListPage:
    return open_list(qtbot, window, "member", 4)


def answer(qtbot: QtBot, text: str) -> None:
    """Type a name into the dialog that will open, and take it."""

    def type_it(asked: QInputDialog) -> None:
        line = asked.findChild(QLineEdit)
        assert line is not None
        line.selectAll()
        qtbot.keyClicks(line, text)
        qtbot.keyClick(line, Qt.Key.Key_Return)

    when_open(QInputDialog, type_it)


def narrow(qtbot: QtBot, page: ListPage, text: str, rows: int) -> None:
    qtbot.keyClicks(page.filters.search, text)
    wait_rows(qtbot, page.table, rows)


def entries(window: Window) -> list[str]:
    navigation = window.navigation
    items = (navigation.item(row) for row in range(navigation.count()))
    return [item.data(Qt.ItemDataRole.AccessibleTextRole) or item.text() for item in items]


def test_what_is_shown_is_saved_under_a_name_and_counted(
    qtbot: QtBot, window: Window, page: ListPage
) -> None:
    narrow(qtbot, page, "institut", 1)
    answer(qtbot, "Institutes")
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_B, both)
    ((kind, view),) = list_saved(window.desk.db)
    assert (kind, view.label) == ("member", "Institutes")
    qtbot.waitUntil(lambda: page.views.label_of(view.name) == "Institutes 1")
    qtbot.waitUntil(lambda: "Institutes 1" in entries(window))


@pytest.mark.parametrize("kind", LISTS)
def test_a_view_of_every_list_is_sound(database: Database, kind: str) -> None:
    assert not database.apply(plan_view(database, "Mine", Listing(kind, view="all"))).is_refused
    assert check_database(database).findings == []


def test_a_list_opens_without_a_column_that_went_since_it_was_asked_for(
    qtbot: QtBot, window: Window
) -> None:
    listing = Listing("member", columns=("name", "own_7", "city"))
    table = RecordTable(window.desk, listing, "Organisations")
    qtbot.addWidget(table)
    assert [one.name for one in table.records.fields] == ["name", "city"]
    table.records.show(Listing("member", columns=("own_7", "number")))
    wait_rows(qtbot, table, 4)
    assert [one.name for one in table.records.fields] == ["number"]


def test_a_view_in_the_navigation_opens_its_list(
    qtbot: QtBot, window: Window, page: ListPage
) -> None:
    narrow(qtbot, page, "institut", 1)
    answer(qtbot, "Institutes")
    page.views.verbs.save_view()
    window.go_to(list_place("person"))
    qtbot.waitUntil(lambda: any(one.startswith("Institutes") for one in entries(window)))
    ((_kind, view),) = list_saved(window.desk.db)
    navigation = window.navigation
    row = next(n for n in range(navigation.count()) if navigation.item(n).data(ROLE) == view.name)
    point = navigation.visualItemRect(navigation.item(row)).center()
    qtbot.mouseClick(navigation.viewport(), LEFT, pos=point)
    opened = window.page()
    assert isinstance(opened, ListPage)
    wait_rows(qtbot, opened.table, 1)
    assert texts(opened.table, "name") == ["Müller Institut"]


def test_a_search_that_cannot_be_read_is_said_and_saves_no_view(
    qtbot: QtBot, window: Window, page: ListPage
) -> None:
    qtbot.keyClicks(page.filters.search, "(")
    said: list[str] = []

    def read(box: QMessageBox) -> None:
        said.append(box.text())
        box.accept()

    def name_it(asked: QInputDialog) -> None:
        when_open(QMessageBox, read)
        asked.setTextValue("Mine")
        asked.accept()

    when_open(QInputDialog, name_it)
    page.views.verbs.save_view()
    assert "bracket at character 1" in said[0]
    assert list_saved(window.desk.db) == []


def test_a_view_is_moved_among_the_others_in_chips_and_navigation_alike(
    qtbot: QtBot, window: Window, page: ListPage
) -> None:
    for name in ("One", "Two", "Three"):
        answer(qtbot, name)
        page.views.verbs.save_view()
    page.views._fill_menu()
    actions = {one.text(): one for one in page.views.more.menu().actions()}
    assert "Move view back" not in actions
    actions["Move view forward"].trigger()
    assert [view.label for _kind, view in list_saved(window.desk.db)] == ["One", "Three", "Two"]
    assert list(page.views._buttons)[-2] == page.views._current

    def shown() -> list[str]:
        names = [text.partition(" ")[0] for text in entries(window)]  # counted or not yet
        return [name for name in names if name in ("One", "Two", "Three")]

    qtbot.waitUntil(lambda: shown() == ["One", "Three", "Two"])
    window.undo_change()
    qtbot.waitUntil(lambda: [view.label for _kind, view in list_saved(window.desk.db)][1] == "Two")


def test_the_view_that_is_on_is_moved_by_keys(qtbot: QtBot, window: Window, page: ListPage) -> None:
    for name in ("One", "Two"):
        answer(qtbot, name)
        page.views.verbs.save_view()
    modifiers = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    def labels() -> list[str]:
        return [view.label for _kind, view in list_saved(window.desk.db)]

    qtbot.keyClick(window, Qt.Key.Key_Left, modifiers)
    qtbot.waitUntil(lambda: labels() == ["Two", "One"])
    qtbot.keyClick(window, Qt.Key.Key_Left, modifiers)
    qtbot.keyClick(window, Qt.Key.Key_Right, modifiers)
    qtbot.waitUntil(lambda: labels() == ["One", "Two"])


def test_the_view_that_is_on_is_renamed_kept_and_deleted_from_the_menu(
    qtbot: QtBot, window: Window, page: ListPage
) -> None:
    verbs = [window.commands.of(name) for name in ("update_view", "rename_view", "delete_view")]
    assert not any(verb.isEnabled() for verb in verbs)
    answer(qtbot, "Mine")
    page.views.verbs.save_view()
    assert all(verb.isEnabled() for verb in verbs)
    answer(qtbot, "Ours")
    window.commands.of("rename_view").trigger()
    narrow(qtbot, page, "Yao", 0)
    window.commands.of("update_view").trigger()
    ((_kind, view),) = list_saved(window.desk.db)
    assert (view.label, view.search) == ("Ours", "(-status:=contact) (Yao)")
    window.commands.of("delete_view").trigger()
    assert list_saved(window.desk.db) == []


def test_a_deleted_view_goes_and_undo_brings_it_back(
    qtbot: QtBot, window: Window, page: ListPage
) -> None:
    answer(qtbot, "Mine")
    page.views.verbs.save_view()
    page.views.verbs.delete_view()
    assert list_saved(window.desk.db) == []
    window.undo_change()
    qtbot.waitUntil(lambda: len(list_saved(window.desk.db)) == 1)


def test_a_view_deleted_while_it_is_shown_or_counted_is_no_error(
    qtbot: QtBot, window: Window, page: ListPage
) -> None:
    db, broke = window.desk.db, list[Exception]()
    window.desk.jobs.broke.connect(broke.append)
    db.apply(plan_view(db, "Mine", page.listing_shown()))
    bar = ViewBar(window.desk, db.kinds["member"], page.listing_shown)
    qtbot.addWidget(bar)
    ((_kind, mine),) = list_saved(db)
    db.apply(plan_delete(db, "view", [view_id(mine)]))
    bar.count()
    ListCount(window.desk, page).count(Listing("member", view=mine.name), 4, 0)
    qtbot.waitUntil(lambda: not window.desk.jobs.running)
    assert broke == []


def test_a_name_that_is_taken_is_said(qtbot: QtBot, window: Window, page: ListPage) -> None:
    said: list[str] = []

    def read_box(box: QMessageBox) -> None:
        said.append(box.text())
        qtbot.keyClick(box, Qt.Key.Key_Return)

    answer(qtbot, "Members")
    when_open(QMessageBox, read_box)
    page.views.verbs.save_view()
    assert said == ["There is a view “Members” already; choose another name."]
    assert list_saved(window.desk.db) == []


def test_what_a_view_was_saved_of_is_no_filter_any_more(
    qtbot: QtBot, window: Window, page: ListPage
) -> None:
    narrow(qtbot, page, "institut", 1)
    answer(qtbot, "Institutes")
    page.views.verbs.save_view()
    qtbot.waitUntil(lambda: page.filters.query() == "")
    wait_rows(qtbot, page.table, 1)
    qtbot.waitUntil(lambda: "1 of 1" in page.count.text())


def test_ctrl_z_in_a_search_takes_the_last_change_back_unless_one_typed_after_it(
    qtbot: QtBot, window: Window, page: ListPage
) -> None:
    db = window.desk.db
    first = ids_of(db, "member")[0]
    window.desk.apply(plan_edit(db, "member", {first: {"city": "Lyon"}}))
    page.filters.search.setFocus()
    qtbot.waitUntil(lambda: "undo" in window.undoing.words_of_state())
    event = QKeyEvent(
        QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
    )
    event.ignore()
    QApplication.sendEvent(page.filters.search, event)
    assert not event.isAccepted()
    qtbot.keyClicks(page.filters.search, "x")
    QApplication.sendEvent(page.filters.search, event)
    assert event.isAccepted()
    window.desk.apply(plan_edit(db, "member", {first: {"city": "Nantes"}}))
    event.ignore()
    QApplication.sendEvent(page.filters.search, event)
    assert not event.isAccepted()


def test_a_view_that_is_taken_back_while_it_is_shown_gives_way_to_the_first(
    qtbot: QtBot, window: Window, page: ListPage
) -> None:
    narrow(qtbot, page, "institut", 1)
    answer(qtbot, "Institutes")
    page.views.verbs.save_view()
    wait_rows(qtbot, page.table, 1)
    qtbot.waitUntil(lambda: "undo" in window.undoing.words_of_state())
    window.undo_change()
    wait_rows(qtbot, page.table, 4)
    assert page.table.records.listing.view == "members"
    assert not page.notice.text()


def test_a_view_that_went_while_its_menu_was_open_is_left_for_the_first(
    qtbot: QtBot, window: Window, page: ListPage
) -> None:
    answer(qtbot, "Mine")
    page.views.verbs.save_view()
    db = window.desk.db
    (view,) = ids_of(db, "view")
    qtbot.waitUntil(lambda: page.views.knows(f"view_{view}"))
    for verb in (
        page.views.verbs.rename_view,
        page.views.verbs.update_view,
        page.views.verbs.delete_view,
    ):
        page.views.choose(f"view_{view}")
        if ids_of(db, "view"):
            assert not db.apply(plan_delete(db, "view", [view])).is_refused
        verb()
    assert not page.views.knows(f"view_{view}")


def test_a_view_with_columns_of_its_own_leaves_those_of_the_list_alone(
    qtbot: QtBot, window: Window
) -> None:
    page = open_list(qtbot, window, "member", 4)
    chosen = page.table.records.listing.columns
    window.go_to(list_place("member", view="unconfirmed"))
    assert "confirmed_on" in page.table.records.listing.columns
    assert page.table.records.listing.colours
    window.go_to(list_place("member", view="members"))
    assert page.table.records.listing.columns == chosen
    assert not page.table.records.listing.colours


def test_a_view_that_asks_for_a_removed_field_lists_nothing_and_says_so(
    qtbot: QtBot, window: Window
) -> None:
    db = window.desk.db
    field = plan_field(db, NewField("member", {"en": "Hall"}))
    assert not db.apply(field).is_refused
    (key,) = ids_of(db, "own_field")
    view = plan_view(db, "Without a hall", Listing("member", f"own_{key}:", "all"))
    assert not db.apply(view).is_refused
    assert not db.apply(plan_removal(db, "member", f"own_{key}")).is_refused
    ((_kind, saved),) = list_saved(db)
    page = open_list(qtbot, window, "member", 4)
    window.go_to(list_place("member", view=saved.name))
    qtbot.waitUntil(lambda: "“Hall” was removed" in page.notice.text())
    assert not page.table.records.ids
    assert page.foot.count.text().endswith("· 0")


def test_the_entry_of_the_view_shown_is_marked_and_the_list_itself_is_one_click_away(
    qtbot: QtBot, window: Window, page: ListPage
) -> None:
    navigation = window.navigation
    narrow(qtbot, page, "institut", 1)
    answer(qtbot, "Institutes")
    page.views.verbs.save_view()
    ((_kind, view),) = list_saved(window.desk.db)
    qtbot.waitUntil(lambda: navigation.currentItem().data(ROLE) == view.name)
    window.run_action(ACTIONS["open_members"])
    wait_rows(qtbot, page.table, 4)
    assert navigation.currentItem().data(ROLE) == "member"
    page.views.chosen.emit(view.name)
    assert navigation.currentItem().data(ROLE) == view.name
    window.run_action(ACTIONS["open_people"])
    window.run_action(ACTIONS["open_members"])
    wait_rows(qtbot, page.table, 1)
    assert navigation.currentItem().data(ROLE) == view.name
