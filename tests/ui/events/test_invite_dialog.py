"""Inviting a whole list in the window."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from t20desk.events.figures import roll_up
from t20desk.listing import Listing, count_rows, list_ids
from t20desk.ui.events.event_page import EventPage
from t20desk.ui.events.invite_dialog import InviteDialog, list_events
from t20desk.ui.places import record_place
from t20desk.ui.previews.preview import PreviewDialog
from t20desk.ui.window import Window
from tests.ui.conftest import add
from tests.ui.hands import LEFT, open_list, open_page, when_open


def press_preview(dialog: PreviewDialog) -> None:
    dialog.panel.apply.click()


def test_the_members_of_a_view_are_invited_from_the_event(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    event = list_ids(db, Listing("event", view="all"))[0]
    members = count_rows(db, Listing("member", view="Members"))
    page = open_page(qtbot, window, EventPage, record_place("event", event))
    qtbot.waitUntil(page.verbs.invite.isVisible)
    before = roll_up(db, event).invited

    def fill(dialog: InviteDialog) -> None:
        at = next(i for i in range(dialog.box.count()) if f"({members})" in dialog.box.itemText(i))
        dialog.box.setCurrentIndex(at)
        when_open(PreviewDialog, press_preview)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    when_open(InviteDialog, fill)
    page.part_verbs.show_programme()
    qtbot.mouseClick(page.verbs.invite, LEFT)
    qtbot.waitUntil(lambda: roll_up(db, event).invited > before)

    assert roll_up(db, event).names_owed == members
    assert page.tabs.currentWidget().isAncestorOf(page.part_verbs.guests())


def test_chosen_people_are_invited_to_an_event(qtbot: QtBot, window: Window) -> None:
    page = open_list(qtbot, window, "person", 1)
    page.table.selectRow(0)

    def fill(dialog: InviteDialog) -> None:
        when_open(PreviewDialog, press_preview)
        dialog.accept()

    when_open(InviteDialog, fill)
    page.verb_wanted.emit("invite_people")

    everybody = Listing("participation", 'answer:"invited"', "all")
    qtbot.waitUntil(lambda: count_rows(window.desk.db, everybody) == 1)


def test_the_next_event_stands_first_and_those_that_are_over_last(window: Window) -> None:
    db = window.desk.db
    day = date.today()
    later, soon = (day + timedelta(days=number) for number in (40, 3))
    add(
        db,
        "event",
        {"title_en": "Later", "starts": later.isoformat()},
        {"title_en": "Soon", "starts": soon.isoformat()},
        {"title_en": "Over", "starts": "2019-06-26"},
        {"title_en": "Long over", "starts": "2018-06-26"},
        {"title_en": "Some day"},
    )
    shown = [words for _key, words in list_events(db)]
    assert [one.split(" · ")[0] for one in shown[:2]] == ["Soon", "Later"]
    assert "Over · 26 Jun 2019" in shown
    assert shown.index("Over · 26 Jun 2019") < shown.index("Long over · 26 Jun 2018")
    assert "Some day" in shown


@pytest.mark.qt_log_ignore("does not support")
def test_a_role_is_found_by_its_letters(qtbot: QtBot, window: Window) -> None:
    dialog = InviteDialog(window, window.desk, "Invite")
    qtbot.addWidget(dialog)
    dialog.show()
    roles = dialog.editors["roles"]
    qtbot.keyClick(roles, "g")
    qtbot.waitUntil(roles.list.isVisible)
    qtbot.keyClick(roles.list, Qt.Key.Key_Space)
    qtbot.keyClick(roles.list, Qt.Key.Key_Return)
    assert roles.typed() == "guest_of_honour"
