"""Whose guests a tab shows: those of the event itself, or those of its parts."""

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from t20desk.ui.events.event_page import EventPage
from t20desk.ui.window import Window
from tests.ui.conftest import add
from tests.ui.hands import LEFT, child, ids_of, open_record


@pytest.fixture
def forum(window: Window) -> tuple[int, int]:
    """A forum to come without guests of its own, and its opening with two."""
    db = window.desk.db
    (forum,) = add(db, "event", {"title": "Forum", "starts": "2999-01-01"})
    (opening,) = add(db, "event", {"title": "First evening", "parent": forum})
    people = add(db, "person", {"family_name": "Dahl"}, {"family_name": "Ek"})
    add(db, "participation", *({"event": opening, "person": one} for one in people))
    return forum, opening


def open_event(qtbot: QtBot, window: Window, event: int) -> EventPage:
    page = open_record(qtbot, window, "event", event)
    assert isinstance(page, EventPage)
    return page


def test_where_the_guests_are_at_the_parts_these_are_a_click_away(
    qtbot: QtBot, window: Window, forum: tuple[int, int]
) -> None:
    page = open_event(qtbot, window, forum[0])
    door = page.tabs.check_in
    assert door is not None
    page.tabs.setCurrentWidget(door)
    qtbot.waitUntil(door.own.isVisible)
    assert "at its parts" in door.own.words.text()
    qtbot.mouseClick(child(door.own, QPushButton, f"part_{forum[1]}"), LEFT)
    qtbot.waitUntil(lambda: window.page().title() == "First evening")
    shown = window.page()
    assert isinstance(shown, EventPage)
    qtbot.waitUntil(lambda: shown.tabs.currentWidget() is shown.tabs.check_in)


def test_guests_of_the_event_itself_are_told_from_those_of_its_parts(
    qtbot: QtBot, window: Window, forum: tuple[int, int]
) -> None:
    db = window.desk.db
    add(db, "participation", {"event": forum[0], "person": ids_of(db, "person")[0]})
    page = open_event(qtbot, window, forum[0])
    seats = page.tabs.seats
    assert seats is not None
    qtbot.waitUntil(lambda: "only the 1 guest of this event itself" in seats.own.words.text())


def test_an_event_without_parts_says_nothing_of_them(
    qtbot: QtBot, window: Window, forum: tuple[int, int]
) -> None:
    page = open_event(qtbot, window, forum[1])
    protocol = page.tabs.protocol
    assert protocol is not None
    page.tabs.setCurrentWidget(protocol)
    qtbot.waitUntil(lambda: bool(protocol.own.words.text()))
    assert not protocol.own.isVisible()


def test_the_tab_of_guests_counts_those_of_the_event_that_is_shown(
    qtbot: QtBot, window: Window, forum: tuple[int, int]
) -> None:
    (empty,) = add(window.desk.db, "event", {"title": "Nobody here", "starts": "2999-01-01"})
    page = open_event(qtbot, window, forum[0])
    qtbot.waitUntil(lambda: page.tabs.tabText(0) == "Guests 2")
    page = open_event(qtbot, window, empty)
    qtbot.waitUntil(lambda: page.title() == "Nobody here")
    qtbot.waitUntil(lambda: page.tabs.tabText(0) == "Guests")
