"""The form of an event: whose values are shown, giving own ones, and what is odd while typing."""

import pytest
from pytestqt.qtbot import QtBot

from t20desk import i18n
from t20desk.db.fields import KINDS
from t20desk.listing import Linked
from t20desk.ui.events.event_page import EventPage
from t20desk.ui.forms.field_form import form_fields
from t20desk.ui.looks.cut_button import CutButton
from t20desk.ui.places import record_place
from t20desk.ui.records.record_dialog import RecordDialog
from t20desk.ui.records.record_page import RecordPage
from t20desk.ui.window import Window
from tests.ui.hands import LEFT, ids_of, open_page, open_record, value


def open_opening(qtbot: QtBot, window: Window) -> RecordPage:
    [key] = ids_of(window.desk.db, "event", "title:Opening")
    page = open_record(qtbot, window, "event", key)
    page.tabs.setCurrentWidget(page._sheet())
    page._form().cards.reveal(page._form().rows["city"])
    return page


def test_an_inherited_value_says_whose_it_is(qtbot: QtBot, window: Window) -> None:
    page = open_opening(qtbot, window)
    city = page._form().rows["city"]
    qtbot.waitUntil(lambda: city.editor.placeholderText() == "Nanjing (from Tech Week)")
    assert city.own.isVisible()


def test_give_own_begins_with_the_inherited_value(qtbot: QtBot, window: Window) -> None:
    page = open_opening(qtbot, window)
    city = page._form().rows["city"]
    qtbot.mouseClick(city.own, LEFT)
    assert city.editor.text() == "Nanjing"
    assert not city.own.isVisible()
    assert page.save_record()
    key = page.record_id or 0
    assert value(window.desk.db, "event", key, "city") == "Nanjing"
    qtbot.waitUntil(lambda: city.base.value == "Nanjing")
    city.editor.setFocus()
    city.editor.clear()
    qtbot.keyClicks(city.editor, " ")
    assert page.save_record()
    qtbot.waitUntil(city.own.isVisible)


def test_what_is_typed_after_give_own_replaces_the_inherited_value(
    qtbot: QtBot, window: Window
) -> None:
    page = open_opening(qtbot, window)
    city = page._form().rows["city"]
    qtbot.mouseClick(city.own, LEFT)
    qtbot.keyClicks(city.editor, "Suzhou")
    assert city.editor.text() == "Suzhou"


def test_a_new_event_opens_on_its_guests_once_it_is_saved(qtbot: QtBot, window: Window) -> None:
    [opening] = ids_of(window.desk.db, "event", "title:Opening")
    page = open_page(qtbot, window, EventPage, record_place("event", opening))
    qtbot.waitUntil(lambda: page.path.findChild(CutButton) is not None)
    window.go_to(record_place("event", None))
    assert window.page() is page
    qtbot.waitUntil(lambda: page.path.findChild(CutButton) is None)
    title = page._form().rows["title_en"].editor
    qtbot.waitUntil(title.isVisible)
    qtbot.keyClicks(title, "Dinner")
    assert page.save_record()
    qtbot.waitUntil(lambda: page.title() == "Dinner")
    assert page.tabs.currentWidget() is page.tabs.related[0]


def test_days_outside_the_event_above_are_said_while_typing(qtbot: QtBot, window: Window) -> None:
    page = open_opening(qtbot, window)
    starts = page._form().rows["starts"]
    page._form().cards.reveal(starts)
    starts.editor.setFocus()
    qtbot.keyClicks(starts.editor, "2026-06-23")
    qtbot.waitUntil(lambda: "“Tech Week”" in starts.problem.text())
    assert starts.problem.property("look") == "doubt"
    assert page.save_record()
    assert value(window.desk.db, "event", page.record_id or 0, "starts") == "2026-06-23"


def test_a_ring_is_said_while_it_is_typed(qtbot: QtBot, window: Window) -> None:
    [week] = ids_of(window.desk.db, "event", 'title:="Tech Week"')
    [opening] = ids_of(window.desk.db, "event", "title:Opening")
    page = open_record(qtbot, window, "event", week)
    page.tabs.setCurrentWidget(page._sheet())
    parent = page._form().rows["parent"]
    page._form().cards.reveal(parent)
    parent.editor.show_value(opening, "Opening")
    parent.editor.edited.emit()
    qtbot.waitUntil(lambda: "lead back" in parent.problem.text())
    assert parent.problem.property("look") == "problem"
    page.discard_edits()


def test_an_end_before_the_start_is_said_in_the_form_of_a_new_event(
    qtbot: QtBot, window: Window
) -> None:
    page = open_page(qtbot, window, RecordPage, record_place("event", None))
    form = page._form()
    for name, text in (("starts", "2026-06-24"), ("ends", "2026-06-23")):
        qtbot.keyClicks(form.rows[name].editor, text)
    qtbot.waitUntil(lambda: "before" in form.rows["ends"].problem.text())
    qtbot.keyClicks(form.rows["ends"].editor, "")
    form.rows["ends"].editor.clear()
    qtbot.keyClicks(form.rows["ends"].editor, "2026-06-25")
    qtbot.waitUntil(lambda: form.rows["ends"].problem.text() == "")
    page.discard_edits()


def test_a_refused_save_says_every_problem_of_the_form(qtbot: QtBot, window: Window) -> None:
    page = open_page(qtbot, window, RecordPage, record_place("event", None))
    form = page._form()
    for name, text in (("starts", "2026-06-24"), ("ends", "2026-06-23"), ("time_zone", "Mars")):
        form.cards.reveal(form.rows[name])
        qtbot.keyClicks(form.rows[name].editor, text)
    assert not page.save_record()
    told = {name: row.problem.text() for name, row in form.rows.items() if row.problem.text()}
    assert "before" in told["ends"]
    assert "Mars" in told["time_zone"]
    assert "missing" in told["title_en"]
    page.discard_edits()


def test_the_form_of_an_event_within_another_asks_for_what_matters_first(
    qtbot: QtBot, window: Window
) -> None:
    kind = window.desk.kinds["event"]
    [week] = ids_of(window.desk.db, "event", "title:Week")
    values = {"parent": Linked(week, "Tech Week")}
    dialog = RecordDialog(window, window.desk, kind, None, values)
    qtbot.addWidget(dialog)
    dialog.show()
    shown = [name for name, row in dialog.form.rows.items() if row.editor.isVisible()]
    assert {"title_en", "starts", "ends", "parent"} <= set(shown)
    assert "description" not in shown
    assert len(shown) < 12


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("de", ["street", "postcode", "city", "country"]),
        ("zh", ["country", "city", "street", "postcode"]),
    ],
)
def test_the_parts_of_an_address_stand_as_they_are_written_down(
    language: str, order: list[str]
) -> None:
    i18n.use(language)
    try:
        names = [one.name for one in form_fields(KINDS["member"])]
    finally:
        i18n.use("en")
    assert [name for name in names if name in order] == order


def test_when_and_where_stands_still_while_the_page_is_read_again(
    qtbot: QtBot, window: Window
) -> None:
    (inner,) = ids_of(window.desk.db, "event", "Opening")
    page = open_record(qtbot, window, "event", inner)
    assert isinstance(page, EventPage)
    facts = page.heading.facts
    qtbot.waitUntil(lambda: bool(page.around.sources) and "Nanjing" in facts.text())
    shown = facts.text()
    page.shown._take(inner, dict(page.shown.cells), page.title())
    assert facts.text() == shown
