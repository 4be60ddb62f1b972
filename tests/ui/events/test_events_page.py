"""Events as tree and month: walked by keys, opened, moved; what is listed is what is shown."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QDragMoveEvent
from pytestqt.qtbot import QtBot

from t20desk import i18n
from t20desk.db.history.reading import list_operations
from t20desk.events.event_months import Bar
from t20desk.events.event_trees import MOVED
from t20desk.ui.events.event_path import EventPath
from t20desk.ui.events.events_page import MONTH, TREE, EventsPage
from t20desk.ui.events.month_frame import MonthFrame
from t20desk.ui.events.month_layout import (
    count_days,
    first_week_day,
    lay_out,
    step_month,
    weeks_of,
)
from t20desk.ui.events.move_dialog import MoveDialog
from t20desk.ui.looks.cut_button import CutButton
from t20desk.ui.places import list_place, record_place
from t20desk.ui.previews.preview import PreviewDialog
from t20desk.ui.window import Window
from tests.ui.conftest import add
from tests.ui.hands import LEFT, ids_of, open_list, value, when_open

Key = Qt.Key


def bar(first: str, last: str, key: int = 1) -> Bar:
    return Bar(key, "T", first, last, "", "", "", False)


def open_events(qtbot: QtBot, window: Window, manner: str) -> EventsPage:
    rows = len(ids_of(window.desk.db, "event"))
    page = open_list(qtbot, window, "event", rows, view="all")
    assert isinstance(page, EventsPage)
    qtbot.mouseClick(page.switch.findChild(type(page.month.now), f"view_{manner}"), LEFT)
    assert page.manner == manner
    return page


def open_tree(qtbot: QtBot, window: Window) -> EventsPage:
    rows = len(ids_of(window.desk.db, "event"))
    page = open_events(qtbot, window, TREE)
    qtbot.waitUntil(lambda: len(page.tree.model_.rows) == rows)
    return page


def open_month(qtbot: QtBot, window: Window, day: date, count: int) -> EventsPage:
    page = open_events(qtbot, window, MONTH)
    page.month.grid.go_to(day)
    qtbot.waitUntil(lambda: len(page.month.grid.bars) == count)
    return page


def titles(page: EventsPage) -> list[str]:
    return [row.title for row in page.tree.model_.rows]


def test_the_tree_is_walked_and_opened_by_keys(qtbot: QtBot, window: Window) -> None:
    page = open_tree(qtbot, window)
    assert titles(page) == ["Tech Week", "Opening"]
    tree = page.tree
    tree.setCurrentIndex(tree.model_.index(0, 0))
    qtbot.keyClick(tree, Key.Key_Down)
    assert tree.current_id() == ids_of(window.desk.db, "event", "title:Opening")[0]
    qtbot.keyClick(tree, Key.Key_Return)
    shown = window.shown_place()
    assert shown is not None
    assert (shown.page, shown.record_id) == ("event", tree.current_id())


def test_grey_values_in_the_tree_are_those_of_the_event_above(qtbot: QtBot, window: Window) -> None:
    model = open_tree(qtbot, window).tree.model_
    opening = model.index(0, 1, model.index(0, 0))
    assert opening.data() == "24 Jun 2026"
    assert opening.data(Qt.ItemDataRole.ForegroundRole) is not None
    assert "event above" in opening.data(Qt.ItemDataRole.ToolTipRole)


def test_columns_of_a_tree_give_way_where_its_titles_would_be_cut(
    qtbot: QtBot, window: Window
) -> None:
    tree = open_tree(qtbot, window).tree
    window.resize(1600, 900)
    qtbot.waitUntil(lambda: not tree.isColumnHidden(3))
    assert tree.columnWidth(0) >= tree.sizeHintForColumn(0)
    tree.resize(sum(map(tree.columnWidth, (1, 2, 3, 4, 5))), 400)
    assert tree.isColumnHidden(3)


def test_the_sums_of_the_tree_come_as_they_are_looked_at(qtbot: QtBot, window: Window) -> None:
    [opening] = ids_of(window.desk.db, "event", "title:Opening")
    [person] = ids_of(window.desk.db, "person")
    add(window.desk.db, "participation", {"event": opening, "person": person})
    model = open_tree(qtbot, window).tree.model_
    qtbot.waitUntil(lambda: model.index(0, 5).data() == "1")


def test_a_search_leaves_what_stands_above_in_the_tree(qtbot: QtBot, window: Window) -> None:
    page = open_tree(qtbot, window)
    page.filters.search.setText("Opening")
    qtbot.waitUntil(lambda: len(page.table.records.ids) == 1)
    qtbot.waitUntil(lambda: [one.is_listed for one in page.tree.model_.rows] == [False, True])


def test_a_tree_without_events_says_what_to_do(qtbot: QtBot, window: Window) -> None:
    page = open_tree(qtbot, window)
    page.filters.search.setText("nobody has this word")
    qtbot.waitUntil(page.empty.isVisible)
    page.filters.search.setText("")
    qtbot.waitUntil(page.tree.isVisible)
    qtbot.waitUntil(lambda: titles(page) == ["Tech Week", "Opening"])


def test_an_event_dragged_onto_another_one_moves_into_it(qtbot: QtBot, window: Window) -> None:
    [other] = add(window.desk.db, "event", {"title": "Other", "starts": "2026-07-01"})
    page = open_tree(qtbot, window)
    model = page.tree.model_
    [opening] = ids_of(window.desk.db, "event", "title:Opening")
    dragged = model.mimeData([model.index_of(opening)])
    move = Qt.DropAction.MoveAction
    assert not model.canDropMimeData(dragged, move, -1, -1, model.index_of(opening))
    model.dropMimeData(dragged, move, -1, -1, model.index_of(other))
    qtbot.waitUntil(lambda: value(window.desk.db, "event", opening, "parent").id == other)
    qtbot.waitUntil(lambda: titles(page) == ["Tech Week", "Other", "Opening"])
    qtbot.waitUntil(lambda: page.tree.current_id() == opening)
    assert list_operations(window.desk.db, 1)[0].label.message == MOVED
    window.undo_change()
    qtbot.waitUntil(lambda: titles(page) == ["Tech Week", "Opening", "Other"])


def test_days_outside_those_of_the_new_whole_are_said_after_the_move(
    qtbot: QtBot, window: Window
) -> None:
    [early] = add(window.desk.db, "event", {"title": "Early", "starts": "2026-05-01"})
    page = open_tree(qtbot, window)
    model = page.tree.model_
    [week] = ids_of(window.desk.db, "event", 'title:="Tech Week"')
    dragged = model.mimeData([model.index_of(early)])
    model.dropMimeData(dragged, Qt.DropAction.MoveAction, -1, -1, model.index_of(week))
    qtbot.waitUntil(lambda: titles(page) == ["Tech Week", "Early", "Opening"])
    qtbot.waitUntil(lambda: "Outside the days of “Tech Week”" in page.notice.text())
    window.undo_change()
    qtbot.waitUntil(lambda: not page.notice.text())


def test_an_event_held_over_one_within_it_says_why_it_stays(qtbot: QtBot, window: Window) -> None:
    page = open_tree(qtbot, window)
    model, told = page.tree.model_, list[str]()
    window.desk.hinted.connect(told.append)
    [week] = ids_of(window.desk.db, "event", 'title:="Tech Week"')
    [opening] = ids_of(window.desk.db, "event", "title:Opening")
    page.tree.go_to_record(week)
    held = model.mimeData([model.index_of(week)])
    place = page.tree.visualRect(model.index_of(opening)).center()
    move, none = Qt.DropAction.MoveAction, Qt.KeyboardModifier.NoModifier
    over = QDragMoveEvent(place, move, held, LEFT, none)
    page.tree.dragMoveEvent(over)
    assert not over.isAccepted()
    assert told[0].startswith("“Opening” lies within “Tech Week”")
    window.go_to(list_place("person"))
    assert not window.status.message.text()


def test_an_event_dropped_beside_all_others_stands_at_the_top(qtbot: QtBot, window: Window) -> None:
    page = open_tree(qtbot, window)
    model = page.tree.model_
    [opening] = ids_of(window.desk.db, "event", "title:Opening")
    dragged = model.mimeData([model.index_of(opening)])
    model.dropMimeData(dragged, Qt.DropAction.MoveAction, -1, -1, QModelIndex())
    qtbot.waitUntil(lambda: value(window.desk.db, "event", opening, "parent") is None)


def test_moving_into_itself_is_said_while_it_is_chosen(qtbot: QtBot, window: Window) -> None:
    page = open_tree(qtbot, window)
    [week] = ids_of(window.desk.db, "event", 'title:="Tech Week"')
    [opening] = ids_of(window.desk.db, "event", "title:Opening")
    page.tree.go_to_record(week)
    said: list[str] = []

    def choose(dialog: MoveDialog) -> None:
        dialog.editor.show_value(opening, "Opening")
        dialog.editor.edited.emit()
        said.append(dialog.notice.text())
        assert not dialog.take.isEnabled()
        dialog.reject()

    when_open(MoveDialog, choose)
    page.move_events()
    assert "lead back" in said[0]


def test_an_event_is_moved_to_the_top_by_its_dialog(qtbot: QtBot, window: Window) -> None:
    page = open_tree(qtbot, window)
    [opening] = ids_of(window.desk.db, "event", "title:Opening")
    page.tree.go_to_record(opening)
    assert "movable" in page.words_of_state()
    when_open(MoveDialog, lambda dialog: dialog.accept())
    page.move_events()
    assert value(window.desk.db, "event", opening, "parent") is None


def test_months_are_walked_by_keys_and_the_only_event_of_a_day_opened(
    qtbot: QtBot, window: Window
) -> None:
    add(window.desk.db, "event", {"title": "Board", "starts": "2026-07-03T10:00"})
    page = open_month(qtbot, window, date(2026, 6, 30), 3)
    grid = page.month.grid
    qtbot.keyClick(grid, Key.Key_PageDown)
    assert (grid.day, page.month.name.text()) == (date(2026, 7, 30), "July 2026")
    qtbot.waitUntil(lambda: [one.title for one in grid.bars] == ["Board"])
    for _week in range(4):
        qtbot.keyClick(grid, Key.Key_Up)
    qtbot.keyClick(grid, Key.Key_Right)
    assert grid.day == date(2026, 7, 3)
    assert "Board" in grid.accessibleDescription()
    qtbot.keyClick(grid, Key.Key_Return)
    shown = window.shown_place()
    assert shown is not None
    assert shown.record_id == ids_of(window.desk.db, "event", "title:Board")[0]


def test_a_month_without_events_leads_to_the_next_that_has_any(
    qtbot: QtBot, window: Window
) -> None:
    page = open_month(qtbot, window, date(2026, 5, 3), 0)
    qtbot.waitUntil(page.month.onwards.isVisible)
    assert page.month.onwards.text() == "Next: 24 June 2026"
    qtbot.mouseClick(page.month.onwards, LEFT)
    qtbot.waitUntil(lambda: page.month.events.count() > 0)
    assert page.month.grid.day == date(2026, 6, 24)
    assert page.month.grid.hasFocus()
    qtbot.waitUntil(lambda: not page.month.onwards.isVisible())


def test_several_events_of_a_day_stand_beside_the_month(qtbot: QtBot, window: Window) -> None:
    page = open_month(qtbot, window, date(2026, 6, 24), 2)
    assert page.month.events.count() == 2
    qtbot.keyClick(page.month.grid, Key.Key_Return)
    qtbot.waitUntil(page.month.events.hasFocus)
    qtbot.keyClick(page.month.events, Key.Key_Escape)
    qtbot.waitUntil(page.month.grid.hasFocus)


def test_a_click_on_a_bar_opens_its_event(qtbot: QtBot, window: Window) -> None:
    page = open_month(qtbot, window, date(2026, 6, 24), 2)
    grid = page.month.grid
    one = grid._segments[0]
    place, one = grid._frame().bar(one), one.bar
    qtbot.mouseClick(grid, LEFT, pos=QPoint(int(place.center().x()), int(place.center().y())))
    shown = window.shown_place()
    assert shown is not None
    assert shown.record_id == one.id


def test_a_bar_is_dragged_to_another_day_and_everything_within_it_moves_along(
    qtbot: QtBot, window: Window
) -> None:
    page = open_month(qtbot, window, date(2026, 6, 24), 2)
    db, grid = window.desk.db, page.month.grid
    one = grid._segments[0]
    begin = str(value(db, "event", one.bar.id, "starts"))
    start = grid._frame().bar(one).center().toPoint()
    away = start + QPoint(0, int(grid._frame().cell(7).top() - grid._frame().cell(0).top()))

    def drag(key: Qt.Key | None) -> None:
        qtbot.mousePress(grid, LEFT, pos=start)
        for point in (start + QPoint(1, 1), away):
            qtbot.mouseMove(grid, point)
        if key is not None:
            qtbot.keyClick(grid, key)
        qtbot.mouseRelease(grid, LEFT, pos=away)

    drag(Key.Key_Escape)
    assert value(db, "event", one.bar.id, "starts") == begin
    when_open(PreviewDialog, lambda preview: preview.accept())
    drag(None)
    moved = date.fromisoformat(begin[:10]) + timedelta(days=7)
    assert value(db, "event", one.bar.id, "starts") == moved.isoformat() + begin[10:]


def test_a_new_event_begins_on_the_day_of_the_cursor(qtbot: QtBot, window: Window) -> None:
    page = open_month(qtbot, window, date(2026, 6, 24), 2)
    qtbot.mouseClick(page.month.add, LEFT)
    shown = window.shown_place()
    assert shown is not None
    assert shown.values == (("starts", "2026-06-24"),)


def test_the_manner_is_remembered(qtbot: QtBot, window: Window) -> None:
    page = open_events(qtbot, window, MONTH)
    page.show_list()
    assert page.foot.edit_switch.isVisible()
    page.show_tree()
    assert window.desk.memory.text("events/manner") == TREE


def test_back_leads_to_the_manner_and_the_event_that_was_left(qtbot: QtBot, window: Window) -> None:
    page = open_tree(qtbot, window)
    [opening] = ids_of(window.desk.db, "event", "title:Opening")
    page.tree.go_to_record(opening)
    page.open_record()
    window.shown.go_back()
    shown = window.page()
    assert isinstance(shown, EventsPage)
    assert shown.manner == TREE
    qtbot.waitUntil(lambda: shown.tree.current_id() == opening)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_week_begins_as_the_language_says(language: str) -> None:
    i18n.use(language)
    assert weeks_of(date(2026, 6, 10))[0].weekday() == first_week_day()


def test_a_month_is_shown_in_whole_weeks() -> None:
    weeks = weeks_of(date(2026, 6, 10))
    assert (weeks[0], len(weeks)) == (date(2026, 6, 1), 5)
    assert step_month(date(2026, 12, 31), 1) == date(2027, 1, 1)
    assert step_month(date(2026, 1, 31), -1) == date(2025, 12, 1)


def test_a_bar_over_several_weeks_is_cut_at_their_ends() -> None:
    found = lay_out([bar("2026-06-05", "2026-06-09")], date(2026, 6, 1), 2)
    assert [(one.week, one.left, one.right, one.begins, one.ends) for one in found] == [
        (0, 4, 6, True, False), (1, 0, 1, False, True),
    ]  # fmt: skip


def test_bars_of_the_same_days_stand_below_each_other() -> None:
    bars = [bar("2026-06-01", "2026-06-03"), bar("2026-06-02", "2026-06-02", 2)]
    bars.append(bar("2026-06-04", "2026-06-04", 3))
    assert [one.lane for one in lay_out(bars, date(2026, 6, 1), 1)] == [0, 1, 0]


def test_what_reaches_in_from_before_is_counted_on_every_day_it_has() -> None:
    bars = [bar("2026-05-20", "2026-06-02"), bar("2026-06-02", "2026-08-01", 2)]
    assert count_days(bars, date(2026, 6, 1), 1) == [1, 2, 1, 1, 1, 1, 1]
    assert not lay_out(bars, date(2026, 6, 1), 1)[0].begins


@pytest.mark.parametrize("height", [300, 478, 700])
def test_the_number_of_a_day_lies_within_the_day_above_its_bars(height: int) -> None:
    frame = MonthFrame(798, height, 6)
    number, day = frame.number(31), frame.cell(31)
    assert day.contains(number)
    assert number.bottom() <= day.top() + frame.lane()[0]


def test_in_a_narrow_window_the_nearest_event_above_stays_to_be_read(
    qtbot: QtBot, window: Window
) -> None:
    path = EventPath()
    qtbot.addWidget(path)
    path.show_path([(1, "A week in a large city"), (2, "A conference on it"), (3, "The opening")])
    path.resize(900, 30)
    path.show()
    steps = path.findChildren(CutButton)
    assert [one.cut_text() for one in steps if one.isVisible()] == [
        "A week in a large city", "A conference on it", "The opening"
    ]  # fmt: skip
    path.resize(190, 30)
    qtbot.waitUntil(lambda: not steps[0].isVisible())
    assert [one.cut_text()[:5] for one in steps if one.isVisible()] == ["…", "The o"]
    with qtbot.waitSignal(path.place_requested) as heard:
        steps[1].click()
    assert heard.args == [record_place("event", 2)]
