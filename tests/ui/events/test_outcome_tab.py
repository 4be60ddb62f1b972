"""The outcome of an event under a user's hands."""

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from t20desk.editing import plan_edit
from t20desk.events.outcomes import Share
from t20desk.ui.events.event_page import EventPage
from t20desk.ui.events.outcome_tab import OutcomeTab
from t20desk.ui.lists.list_page import ListPage
from t20desk.ui.looks.share_bars import ShareBars
from t20desk.ui.window import Window
from tests.ui.conftest import add
from tests.ui.hands import LEFT, child, ids_of, open_record, wait_rows


def open_week(qtbot: QtBot, window: Window) -> tuple[EventPage, OutcomeTab]:
    """The page of a week that is over, with a speaker who came."""
    db = window.desk.db
    (week,) = ids_of(db, "event", "Tech")
    guest = {"roles": " speaker ", "answer": "accepted", "presence": "came"}
    add(db, "participation", {"event": week, "person": ids_of(db, "person")[0], **guest})
    page = open_record(qtbot, window, "event", week)
    assert isinstance(page, EventPage)
    tab = page.tabs.outcome
    assert tab is not None
    qtbot.waitUntil(lambda: bool(tab.found.steps))
    return page, tab


def test_an_event_that_is_over_opens_on_its_outcome(qtbot: QtBot, window: Window) -> None:
    page, tab = open_week(qtbot, window)
    assert page.tabs.currentWidget() is tab


def test_an_event_to_come_opens_on_its_guests(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    (week,) = ids_of(db, "event", "Tech")
    db.apply(plan_edit(db, "event", {week: {"starts": "2999-06-24"}}))
    page = open_record(qtbot, window, "event", week)
    assert page.tabs.currentIndex() == 0
    assert page.tabs.name_shown() == "Guests"


def test_a_click_on_a_step_lists_who_is_behind_it(qtbot: QtBot, window: Window) -> None:
    _page, tab = open_week(qtbot, window)
    came = [one for one in tab.findChildren(QPushButton) if one.accessibleName() == "came: 1"]
    qtbot.mouseClick(came[0], LEFT)
    page = window.page()
    assert isinstance(page, ListPage)
    wait_rows(qtbot, page.table, 1)


def test_those_to_be_thanked_are_listed(qtbot: QtBot, window: Window) -> None:
    _page, tab = open_week(qtbot, window)
    qtbot.mouseClick(child(tab, QPushButton, "showThanks"), LEFT)
    page = window.page()
    assert isinstance(page, ListPage)
    wait_rows(qtbot, page.table, 1)


def test_decisions_are_written_in_the_details_and_read_in_the_outcome(
    qtbot: QtBot, window: Window
) -> None:
    page, tab = open_week(qtbot, window)
    tab.result_wanted.emit()
    assert page.form is not None
    editor = page.form.rows["result"].editor
    assert editor.isVisible()
    qtbot.keyClicks(editor, "The charter was signed.")
    assert page.save_record()
    page.tabs.setCurrentWidget(tab)
    qtbot.waitUntil(lambda: tab.findChild(QLabel, "decisions") is not None)
    assert child(tab, QLabel, "decisions").text() == "The charter was signed."


def test_what_guests_answer_changes_the_bars_at_once(qtbot: QtBot, window: Window) -> None:
    _page, tab = open_week(qtbot, window)
    db = window.desk.db
    (guest,) = ids_of(db, "participation")
    window.desk.apply(plan_edit(db, "participation", {guest: {"presence": "excused"}}))
    qtbot.waitUntil(lambda: tab.found.steps[2].number == 0)
    assert tab.findChildren(ShareBars)


def test_a_long_name_of_a_step_is_whole_beside_its_bar(qtbot: QtBot) -> None:
    words = "came without having accepted"
    bars = ShareBars([Share(words, 1, 15, "presence:came"), Share("came", 5, 15, "x")], False)
    qtbot.addWidget(bars)
    bars.resize(480, 80)
    bars.show()
    assert [one.text() for one in bars.findChildren(QPushButton)] == [words, "came"]
