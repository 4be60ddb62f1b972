"""The card of a record beside its list."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from t20desk.editing import plan_edit
from t20desk.overview import Point
from t20desk.ui.lists.list_page import ListPage
from t20desk.ui.records.record_card import RecordCard
from t20desk.ui.records.record_page import RecordPage
from t20desk.ui.records.time_line import TimeLine
from t20desk.ui.window import Window
from tests.ui.conftest import add
from tests.ui.hands import LEFT, child, ids_of, open_list, open_record


def open_card(qtbot: QtBot, window: Window) -> RecordCard:
    page = open_list(qtbot, window, "member", 4)
    qtbot.keyClick(page.table, Qt.Key.Key_F4)
    card = page.beside.card
    assert card is not None
    return card


def test_f4_shows_the_card_and_puts_it_away(qtbot: QtBot, window: Window) -> None:
    window.resize(1280, 800)
    page = open_list(qtbot, window, "member", 4)
    assert not page.beside.is_shown
    qtbot.keyClick(page.table, Qt.Key.Key_F4)
    assert page.beside.is_shown
    qtbot.keyClick(page.table, Qt.Key.Key_F4)
    assert not page.beside.is_shown


def test_the_card_follows_the_cursor(qtbot: QtBot, window: Window) -> None:
    card = open_card(qtbot, window)
    qtbot.waitUntil(lambda: card.name.text() == "BNP Paribas")
    page = window.page()
    assert isinstance(page, ListPage)
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: card.name.text() == "NHS England")
    assert child(card, QLabel, "card_country").text() == "United Kingdom"


def test_the_card_shows_what_was_typed_into_the_list(qtbot: QtBot, window: Window) -> None:
    card = open_card(qtbot, window)
    qtbot.waitUntil(lambda: card.findChild(QLabel, "card_city") is not None)
    db = window.desk.db
    window.desk.apply(plan_edit(db, "member", {ids_of(db, "member")[0]: {"city": "Lyon"}}))
    qtbot.waitUntil(lambda: child(card, QLabel, "card_city").text() == "Lyon")


def test_the_card_opens_the_page_of_its_record(qtbot: QtBot, window: Window) -> None:
    card = open_card(qtbot, window)
    qtbot.waitUntil(lambda: card.record_id is not None)
    qtbot.mouseClick(child(card, QPushButton, "cardOpen"), LEFT)
    page = window.page()
    assert isinstance(page, RecordPage)
    qtbot.waitUntil(lambda: page.title() == "BNP Paribas")
    assert page.steps.text.text() == "1 of 4"


def test_a_wide_window_shows_the_card_by_itself_until_it_is_put_away(
    qtbot: QtBot, window: Window
) -> None:
    window.resize(1600, 900)
    page = open_list(qtbot, window, "member", 4)
    qtbot.waitUntil(lambda: page.beside.is_shown)
    card = page.beside.card
    assert card is not None
    qtbot.mouseClick(card.away, LEFT)
    assert not page.beside.is_shown
    assert window.desk.settings.value("card") == "never"


def test_the_card_names_the_people_of_an_organisation(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    member, person = ids_of(db, "member")[0], ids_of(db, "person")[0]
    add(db, "affiliation", {"member": member, "person": person, "position": "Director"})
    card = open_card(qtbot, window)
    qtbot.waitUntil(lambda: card.record_id is not None)
    lines = [button.accessibleName() for button in card.findChildren(QPushButton)]
    assert "Anna Müller · Director" in lines


def test_a_link_on_a_record_page_leads_to_its_record(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    member = ids_of(db, "member")[0]
    (note,) = add(
        db, "contact_note", {"subject": "Call", "noted_on": "2026-11-01", "member": member}
    )
    page = open_record(qtbot, window, "contact_note", note)
    qtbot.waitUntil(lambda: page.title() == "Call")
    assert page.form is not None
    jump = page.form.rows["member"].editor.jump
    assert jump.isVisible()
    jump.trigger()
    qtbot.waitUntil(lambda: window.page() is not page)
    shown = window.page()
    assert isinstance(shown, RecordPage)
    qtbot.waitUntil(lambda: shown.title() == "BNP Paribas")


def test_no_window_opens_while_a_card_is_filled_so_that_a_menu_stays_open(
    qtbot: QtBot, window: Window
) -> None:
    line = TimeLine(window.desk.kinds, bare=True)
    qtbot.addWidget(line)
    line.show_points([Point("2026-11-01", "member", "Joined")])
    assert not line.isVisible()
