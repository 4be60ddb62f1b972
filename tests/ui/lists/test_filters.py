"""Filter chips, suggestions and faults in the bar above a list, under a user's hands."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from t20desk.own_fields import NewField, plan_field
from t20desk.ui.app import Program
from t20desk.ui.lists.condition_builder import ConditionDialog
from t20desk.ui.lists.condition_row import ConditionRow
from t20desk.ui.lists.filter_chips import ConditionChip, FilterChip
from t20desk.ui.lists.list_page import ListPage
from t20desk.ui.looks.noted_lines import NOTE
from t20desk.ui.window import Window
from tests.ui.hands import LEFT, child, open_list, texts, wait_rows

pytestmark = pytest.mark.qt_log_ignore("does not support")
Key = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, window: Window) -> ListPage:
    """The list of members, the cursor in its search."""
    shown = open_list(qtbot, window, "member", 4)
    window.activateWindow()
    shown.filters.search.setFocus()
    return shown


def chip(page: ListPage, name: str) -> FilterChip:
    """The chip of a field."""
    return child(page, FilterChip, f"filter_{name}")


def shown_values(one: FilterChip) -> dict[str, object]:
    """The values that a drop-down shows, with their numbers."""
    values = one.facets.values
    items = [values.item(row) for row in range(values.count())]
    return {item.text(): item.data(NOTE) for item in items if not item.isHidden()}


def test_the_cursor_begins_at_the_first_row_that_a_search_finds(
    qtbot: QtBot, page: ListPage
) -> None:
    page.table.setCurrentIndex(page.table.records.index(1, 0))
    qtbot.keyClicks(page.filters.search, "-nhs -paribas")
    wait_rows(qtbot, page.table, 2)
    qtbot.keyClick(page.filters.search, Key.Key_Return)
    qtbot.waitUntil(page.table.hasFocus)
    assert page.table.currentIndex().row() == 0


def test_a_drop_down_shows_how_many_records_have_each_value(qtbot: QtBot, page: ListPage) -> None:
    country = chip(page, "country")
    qtbot.mouseClick(country, LEFT)
    qtbot.waitUntil(lambda: shown_values(country).get("France") == 1)
    assert set(shown_values(country)) == {"France", "United Kingdom", "Germany", "China"}
    country.menu_shown.close()


def test_the_numbers_follow_the_other_filters_and_the_words(qtbot: QtBot, page: ListPage) -> None:
    chip(page, "status").choose(["active"])
    qtbot.keyClicks(page.filters.search, "a")
    country = chip(page, "country")
    country.choose(["FR"])
    qtbot.mouseClick(country, LEFT)
    qtbot.waitUntil(lambda: len(shown_values(country)) == 1)
    assert shown_values(country) == {"France": 0}
    country.menu_shown.close()


def test_several_values_and_empty_are_ticked_by_keys(qtbot: QtBot, page: ListPage) -> None:
    areas = chip(page, "areas")
    qtbot.mouseClick(areas, LEFT)
    qtbot.waitUntil(lambda: shown_values(areas) == {"not given": 4})
    qtbot.keyClick(areas.facets.values, Key.Key_Space)
    areas.menu_shown.close()
    assert page.filters.query() == "areas:"
    country = chip(page, "country")
    qtbot.mouseClick(country, LEFT)
    for typed in ("fran", "germ"):
        country.facets.line.clear()
        qtbot.keyClicks(country.facets.line, typed)
        qtbot.keyClick(country.facets.line, Key.Key_Return)
    country.menu_shown.close()
    assert sorted(country.chosen()) == ["DE", "FR"]
    wait_rows(qtbot, page.table, 2)


def test_a_value_just_ticked_can_be_edited_as_text_at_once(qtbot: QtBot, page: ListPage) -> None:
    country = chip(page, "country")
    qtbot.mouseClick(country, LEFT)
    as_text = country.menu_shown.actions()[-1]
    assert not as_text.isEnabled()
    country.choose(["FR"])
    assert as_text.isEnabled()
    as_text.trigger()
    country.menu_shown.close()
    assert page.filters.search.text() == "Country or region:=France"


def test_typed_conditions_become_chips_on_enter_and_words_stay(
    qtbot: QtBot, page: ListPage
) -> None:
    line = page.filters.search
    qtbot.keyClicks(line, "country:DE,France name:>b inst")
    qtbot.keyClick(line, Key.Key_Escape)
    qtbot.keyClick(line, Key.Key_Return)
    assert chip(page, "country").chosen() == ["FR", "DE"]
    assert [one.text().split("  ")[0] for one in page.filters.chips.conditions] == ["Name: > b"]
    assert line.text() == "inst"
    wait_rows(qtbot, page.table, 1)
    assert texts(page.table, "name") == ["Müller Institut"]


def test_what_a_chip_asks_already_makes_no_second_one(qtbot: QtBot, page: ListPage) -> None:
    line = page.filters.search
    page.filters.show_query("country:DE city:*")
    asked = page.filters.query()
    qtbot.keyClicks(line, "Land:Germany Ort:*")
    qtbot.keyClick(line, Key.Key_Escape)
    qtbot.keyClick(line, Key.Key_Return)
    assert line.text() == ""
    assert len(page.filters.chips.conditions) == 1
    assert page.filters.query() == asked


def test_a_chip_becomes_text_by_backspace_and_a_chip_again_by_enter(
    qtbot: QtBot, page: ListPage
) -> None:
    line = page.filters.search
    page.filters.show_query("-city:* country:=DE")
    asked = page.filters.query()
    assert line.text() == ""
    qtbot.keyClick(line, Key.Key_Backspace)
    assert line.text() == "-City:*"
    assert not page.filters.chips.conditions
    qtbot.keyClick(line, Key.Key_Escape)
    qtbot.keyClick(line, Key.Key_Return)
    assert len(page.filters.chips.conditions) == 1
    assert page.filters.query() == asked


def test_a_chip_becomes_text_in_the_language_of_the_window(
    qtbot: QtBot, program: Program, window: Window
) -> None:
    program.use_language("de")
    assert program.window is not None
    page = open_list(qtbot, program.window, "member", 4)
    line = page.filters.search
    page.filters.show_query("country:=DE or city:Paris")
    qtbot.keyClick(line, Key.Key_Backspace)
    assert line.text() == "Land oder Region:=Deutschland oder Ort:Paris"
    assert page.filters.query() == "country:=DE or city:Paris"


def test_a_condition_chip_is_turned_round_and_taken_away(qtbot: QtBot, page: ListPage) -> None:
    page.filters.show_query("city:*")
    page.filters.query_changed.emit()
    wait_rows(qtbot, page.table, 1)
    one = child(page, ConditionChip, "conditionChip")
    one.turn_round()
    wait_rows(qtbot, page.table, 3)
    qtbot.mouseClick(one, LEFT)
    qtbot.keyClick(one.menu_shown, Key.Key_Up)
    qtbot.keyClick(one.menu_shown, Key.Key_Return)
    wait_rows(qtbot, page.table, 4)


def test_suggestions_lead_from_a_field_to_its_value_by_keys_alone(
    qtbot: QtBot, page: ListPage
) -> None:
    line, offered = page.filters.search, page.filters.suggestions
    qtbot.keyClicks(line, "coun")
    assert offered.isVisible()
    assert offered.item(0).text() == "Country or region"
    qtbot.keyClick(line, Key.Key_Tab)
    assert line.text() == "Country or region:"
    qtbot.keyClicks(line, "germ")
    qtbot.keyClick(line, Key.Key_Down)
    qtbot.keyClick(line, Key.Key_Return)
    assert line.text() == "Country or region:Germany "
    wait_rows(qtbot, page.table, 1)


def test_values_that_records_hold_are_offered_and_taken_by_keys(
    qtbot: QtBot, page: ListPage
) -> None:
    line, offered = page.filters.search, page.filters.suggestions
    qtbot.keyClicks(line, "city:p")
    qtbot.waitUntil(lambda: offered.isVisible() and offered.item(0).text() == "Paris")
    qtbot.keyClick(line, Key.Key_Tab)
    assert line.text() == "city:Paris "
    wait_rows(qtbot, page.table, 1)


def test_escape_puts_suggestions_away_and_down_brings_the_fields(
    qtbot: QtBot, page: ListPage
) -> None:
    line, offered = page.filters.search, page.filters.suggestions
    qtbot.keyClick(line, Key.Key_Down)
    assert offered.isVisible()
    assert offered.count() > 5
    qtbot.keyClick(line, Key.Key_Escape)
    assert not offered.isVisible()


def test_what_is_wrong_is_marked_and_told_by_its_place_in_the_line(
    qtbot: QtBot, page: ListPage
) -> None:
    chip(page, "status").choose(["active"])
    qtbot.keyClicks(page.filters.search, "bank nosuch:x")
    qtbot.waitUntil(lambda: "nosuch" in page.notice.text())
    qtbot.waitUntil(lambda: page.filters.fault == (5, 13))
    qtbot.keyClick(page.filters.search, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(page.filters.search, "(bank")
    qtbot.waitUntil(lambda: "character 1" in page.notice.text())
    qtbot.waitUntil(lambda: page.filters.fault == (0, 1))
    page.filters.search.clear()
    qtbot.waitUntil(lambda: page.filters.fault == (0, 0))


def test_a_wrong_condition_stays_typed_and_marked_when_enter_is_pressed(
    qtbot: QtBot, page: ListPage
) -> None:
    line = page.filters.search
    qtbot.keyClicks(line, "country:FR nosuch:x")
    qtbot.keyClick(line, Key.Key_Escape)
    qtbot.keyClick(line, Key.Key_Return)
    assert not page.filters.chips.conditions
    qtbot.waitUntil(lambda: page.filters.fault == (11, 19))
    assert line.text() == "country:FR nosuch:x"


def test_words_for_days_stand_in_a_chip_with_blanks(qtbot: QtBot, page: ListPage) -> None:
    page.filters.show_query("follow_up:<next_week")
    (made,) = page.filters.chips.conditions
    assert made.text().startswith("Follow-up date: < next week")


def test_conditions_are_built_in_rows_and_groups_and_follow_their_text(
    qtbot: QtBot, window: Window, page: ListPage
) -> None:
    kind = page.kind
    asked = "city:* (country:=DE or -name:x)"
    dialog = ConditionDialog(page, window.desk.kinds, kind, asked, page.answers.offer)
    qtbot.addWidget(dialog)
    dialog.show()
    rows = dialog.findChildren(ConditionRow)
    assert [row.field.currentText() for row in rows] == ["City", "Country or region", "Name"]
    assert [row.way.currentText() for row in rows] == [
        "is filled", "is exactly", "does not contain",
    ]  # fmt: skip
    assert rows[1].value.text() == "Germany"
    rows[1].value.clear()
    qtbot.keyClicks(rows[1].value, "France, China")
    assert dialog.text.text() == "City:* (Country or region:=France,China or -Name:x)"
    dialog.text.setFocus()
    dialog.text.clear()
    qtbot.keyClicks(dialog.text, "people:#>2 or (bank")
    assert "character 15" in dialog.problem.text()
    qtbot.keyClicks(dialog.text, ")")
    assert dialog.problem.isHidden()
    qtbot.mouseClick(child(dialog, QPushButton, "conditionSearch"), LEFT)
    assert not dialog.isVisible()


def test_values_are_offered_where_conditions_are_built(
    qtbot: QtBot, window: Window, page: ListPage
) -> None:
    dialog = ConditionDialog(page, window.desk.kinds, page.kind, "city:x", page.answers.offer)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    row = child(dialog, ConditionRow, "")
    qtbot.waitUntil(dialog.isActiveWindow)
    row.value.setFocus()
    qtbot.waitUntil(row.value.hasFocus)
    row.value.clear()
    qtbot.keyClicks(row.value, "Berlin,p")
    offered = row.suggestions
    qtbot.waitUntil(lambda: offered.isVisible() and offered.item(0).text() == "Paris")
    qtbot.keyClick(row.value, Key.Key_Tab)
    assert dialog.text.text() == "City:Berlin,Paris"
    row.field.setCurrentIndex(row.field.findText("Country or region"))
    row.value.clear()
    qtbot.keyClicks(row.value, "germ")
    assert offered.item(0).text() == "Germany"


def test_what_was_built_becomes_chips_of_the_list(qtbot: QtBot, page: ListPage) -> None:
    from t20desk.searching import parse_query

    page.filters.show_tree(parse_query("(country:=DE or city:Paris) status:=active"))
    wait_rows(qtbot, page.table, 1)
    assert chip(page, "status").chosen() == ["active"]
    assert len(page.filters.chips.conditions) == 1


def test_nothing_is_offered_in_an_emptied_line(qtbot: QtBot, page: ListPage) -> None:
    line = page.filters.search
    line.setFocus()
    qtbot.keyClicks(line, "cit")
    offered = page.filters.suggestions
    qtbot.waitUntil(offered.isVisible)
    line.selectAll()
    qtbot.keyClick(line, Key.Key_Backspace)
    assert not offered.isVisible()


def test_what_is_offered_goes_with_the_page_it_was_offered_on(qtbot: QtBot, window: Window) -> None:
    page = open_list(qtbot, window, "member", 4)
    page.filters.search.setFocus()
    qtbot.keyClicks(page.filters.search, "cou")
    offered = page.filters.suggestions
    qtbot.waitUntil(offered.isVisible)
    window.desk.db.apply(plan_field(window.desk.db, NewField("member", {"en": "Hall"})))
    qtbot.waitUntil(lambda: not isValid(offered))
