"""The window around the pages: navigation, search, undo, language, colours, crash."""

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QMenu,
    QMessageBox,
    QPushButton,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from t20desk.i18n import PSEUDO
from t20desk.settings import Settings
from t20desk.ui.actions import ACTIONS
from t20desk.ui.app import Program
from t20desk.ui.application import start_application
from t20desk.ui.looks.noted_lines import NOTE, SECOND
from t20desk.ui.looks.theme import is_dark
from t20desk.ui.memory import Memory
from t20desk.ui.places import Place, list_place, record_place
from t20desk.ui.shell.key_sheet import KeySheet
from t20desk.ui.shell.preferences import Preferences
from t20desk.ui.shell.searches import search_everything
from t20desk.ui.shell.start_page import StartPage
from t20desk.ui.window import Window
from tests.ui.conftest import add
from tests.ui.hands import child, open_list, when_open

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_the_start_page_offers_four_ways_to_begin(qtbot: QtBot, tmp_path: Path) -> None:
    app = start_application(["t20desk"])
    memory = Memory()
    memory.remember_file(str(tmp_path / "gone.t20"))
    running = Program(app, Settings(), memory)
    running.open(None)
    assert running.window is not None
    page = running.window.page()
    assert isinstance(page, StartPage)
    choices = [one for one in page.findChildren(QPushButton) if one.property("look") == "choice"]
    assert len(choices) == 4
    assert not page.recent.item(0).flags() & Qt.ItemFlag.ItemIsEnabled
    running.close()


def test_the_file_of_yesterday_is_opened_by_enter_alone(
    qtbot: QtBot, tmp_path: Path, office: Path
) -> None:
    memory = Memory()
    memory.remember_file(str(office))
    memory.remember_file(str(tmp_path / "gone.t20"))
    page = StartPage(Settings(), memory)
    qtbot.addWidget(page)
    page.show_place(Place("start"))
    with qtbot.waitSignal(page.recent_wanted) as opened:
        qtbot.keyClick(page.recent, Qt.Key.Key_Return)
    assert opened.args == [str(office)]


def test_enter_presses_the_button_that_has_the_focus(qtbot: QtBot) -> None:
    page = StartPage(Settings(), Memory())
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.wanted) as wanted:
        qtbot.keyClick(child(page, QPushButton, "new_file"), Qt.Key.Key_Return)
    assert wanted.args == ["new_file"]


@pytest.mark.dressed
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_tool_tip_can_be_read(qtbot: QtBot, program: Program, window: Window, theme: str) -> None:
    program.settings.change("theme", theme)
    QToolTip.showText(QPoint(10, 10), "Members of the alliance", window)
    tips = [one for one in QApplication.topLevelWidgets() if one.inherits("QTipLabel")]
    picture = tips[-1].grab().toImage()
    middle = picture.height() // 2
    shades = [picture.pixelColor(x, middle).lightness() for x in range(picture.width())]
    program.settings.change("theme", "light")
    assert max(shades) - min(shades) > 150


def test_back_and_forward_walk_through_the_places(qtbot: QtBot, window: Window) -> None:
    open_list(qtbot, window, "member", 4)
    window.go_to(list_place("person"))
    window.shown.go_back()
    shown = window.shown_place()
    assert shown is not None
    assert shown.kind == "member"
    window.shown.go_forward()
    shown = window.shown_place()
    assert shown is not None
    assert shown.kind == "person"


def test_the_search_box_finds_a_person_by_a_part_of_the_name(qtbot: QtBot, window: Window) -> None:
    window.activateWindow()
    window.search.setFocus()
    qtbot.keyClicks(window.search, "anna")
    qtbot.waitUntil(lambda: window.search.answers.isVisible() and window.search.answers.count() > 0)
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: (window.page() or window).title() == "Anna Müller")


def test_an_answer_says_which_of_several_it_is(qtbot: QtBot, window: Window) -> None:
    window.activateWindow()
    window.search.setFocus()
    qtbot.keyClicks(window.search, "muller")
    answers = window.search.answers
    qtbot.waitUntil(lambda: answers.isVisible() and answers.count() == 4)
    facts = [answers.item(row).data(SECOND) for row in (1, 3)]
    assert facts[0].startswith("0003")
    assert facts[1] == "a@example.org"


def test_enter_waits_for_the_answers_to_what_is_typed(qtbot: QtBot, window: Window) -> None:
    answers = window.search.answers
    window.activateWindow()
    window.search.setFocus()
    qtbot.keyClicks(window.search, "tech")
    qtbot.waitUntil(lambda: answers.isVisible() and answers.count() > 0)
    window.search.selectAll()
    qtbot.keyClicks(window.search, "anna")
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: (window.page() or window).title() == "Anna Müller")


def test_a_leading_sign_lists_the_commands(qtbot: QtBot, window: Window) -> None:
    window.search.setFocus()
    qtbot.keyClicks(window.search, ">history")
    qtbot.waitUntil(lambda: window.search.answers.count() > 0)
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    place = window.shown_place()
    assert place is not None
    assert place.page == "history"


@pytest.mark.parametrize("typed", ["", ">lines", ">line of totals"])
def test_after_the_search_box_the_cursor_is_where_it_was(
    qtbot: QtBot, window: Window, typed: str
) -> None:
    window.activateWindow()
    page = open_list(qtbot, window, "member", 4, view="all")
    page.table.setFocus()
    qtbot.waitUntil(page.table.hasFocus)
    window.search.begin()
    qtbot.waitUntil(window.search.hasFocus)
    qtbot.keyClicks(window.search, typed)
    key = Qt.Key.Key_Return if "total" in typed else Qt.Key.Key_Escape
    qtbot.keyClick(window.search, key)
    qtbot.waitUntil(page.table.hasFocus)


def test_the_search_box_is_empty_again_when_the_page_is_gone_on_with(
    qtbot: QtBot, window: Window
) -> None:
    window.activateWindow()
    page = open_list(qtbot, window, "member", 4, view="all")
    window.search.setFocus()
    qtbot.keyClicks(window.search, "muller")
    qtbot.waitUntil(window.search.answers.isVisible)
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 20))
    page.table.setFocus()
    qtbot.waitUntil(lambda: not window.search.text())
    assert not window.search.answers.isVisible()


def test_the_search_box_parts_records_by_kind_and_skips_the_headings(
    qtbot: QtBot, window: Window
) -> None:
    answers = window.search.answers
    window.activateWindow()
    window.search.setFocus()
    qtbot.keyClicks(window.search, "muller")
    qtbot.waitUntil(lambda: answers.isVisible() and answers.count() == 4)
    shown = [answers.item(row).text() for row in range(4)]
    assert shown == ["Organisations", "Müller Institut", "People", "Anna Müller"]
    assert answers.currentRow() == 1
    qtbot.keyClick(window.search, Qt.Key.Key_Down)
    assert answers.currentRow() == 3
    qtbot.keyClick(window.search, Qt.Key.Key_Down)
    assert answers.currentRow() == 1


@pytest.mark.parametrize(("typed", "shown"), [("fill", "Ctrl+D"), ("ctrl+h", "Ctrl+H")])
def test_the_sheet_of_keys_is_searched_by_words_and_by_keys(
    qtbot: QtBot, window: Window, typed: str, shown: str
) -> None:
    sheet = KeySheet(window.desk.settings, window)
    qtbot.addWidget(sheet)
    sheet.show()
    qtbot.waitUntil(sheet.search.hasFocus)
    qtbot.keyClicks(sheet.search, typed)
    assert [sheet.table.item(row, 1).text() for row in range(sheet.table.rowCount())] == [shown]
    qtbot.keyClicks(sheet.search, " zzz")
    assert sheet.nothing.isVisible()


@pytest.mark.parametrize("typed", [">matrix", ">who was at"])
def test_the_palette_finds_a_report_by_other_words_too(
    qtbot: QtBot, window: Window, typed: str
) -> None:
    window.search.setFocus()
    qtbot.keyClicks(window.search, typed)
    qtbot.waitUntil(window.search.answers.isVisible)
    qtbot.waitUntil(lambda: window.search.answers.item(0).text() == "Who was at which event")
    assert window.search.answers.count() == 1
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    here = window.shown_place()
    assert here is not None
    assert (here.page, here.tab) == ("reports", "members-at-events")


@pytest.mark.parametrize(("typed", "key"), [(">import", "Ctrl+I"), (">own field", "")])
def test_commands_are_found_by_their_words_and_shown_with_their_keys(
    qtbot: QtBot, window: Window, typed: str, key: str
) -> None:
    answers = window.search.answers
    window.activateWindow()
    window.search.setFocus()
    qtbot.keyClicks(window.search, typed)
    qtbot.waitUntil(lambda: answers.count() > 0)
    assert (answers.item(0).data(NOTE) or "") == key
    assert "No command" not in answers.item(0).text()


@pytest.mark.sampled
@pytest.mark.parametrize("name", [one.name for one in ACTIONS.values() if one.place])
def test_each_page_of_the_navigation_opens(qtbot: QtBot, window: Window, name: str) -> None:
    window.commands.of(name).trigger()
    assert window.page() is not None


def test_what_is_running_is_cancelled_by_key_from_anywhere(qtbot: QtBot, window: Window) -> None:
    window.activateWindow()
    jobs, free = window.desk.jobs, Event()
    job = jobs.write(free.wait, lambda _done: None, lambda _problem: None, "Waiting")
    qtbot.keyClick(window, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert job.cancelled.is_set()
    free.set()
    qtbot.waitUntil(lambda: job not in jobs.running)
    qtbot.keyClick(window, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert window.status.message.text().startswith("Nothing is running")


def test_every_action_has_a_method_that_runs_it(window: Window, program: Program) -> None:
    lists = [list_place(kind) for kind in ("member", "event")]
    found: set[str] = set()
    for place in (*lists, record_place("event", 1), Place("follow_ups")):
        window.go_to(place)
        found |= {name for name in ACTIONS if window.find_verb(name)}
    missing = [
        one.name
        for one in ACTIONS.values()
        if not one.place and one.name not in found and not hasattr(program.verbs, one.name)
    ]
    assert not missing


def test_lines_part_a_long_menu(window: Window) -> None:
    menu = window.commands.of("add_guest").associatedObjects()
    (event,) = [one for one in menu if isinstance(one, QMenu)]
    parts = "".join("|" if one.isSeparator() else "." for one in event.actions())
    assert parts == "...|....|......|..|...."


def test_no_two_actions_share_a_key() -> None:
    keys = [one.shortcut for one in ACTIONS.values() if one.shortcut]
    assert len(keys) == len(set(keys))


@pytest.mark.dressed
def test_colours_change_while_the_program_runs(program: Program, window: Window) -> None:
    program.settings.change("theme", "dark")
    assert is_dark()
    program.settings.change("theme", "light")
    assert not is_dark()


def test_another_language_builds_the_window_anew(program: Program, window: Window) -> None:
    program.use_language("de")
    assert program.window is not None
    assert program.window is not window
    program.use_language("en")


def test_nothing_untranslated_stands_on_the_list_page(
    qtbot: QtBot, program: Program, window: Window
) -> None:
    program.use_language(PSEUDO)
    assert program.window is not None
    page = open_list(qtbot, program.window, "member", 4)
    plain = [
        one.text()
        for one in page.findChildren(QPushButton)
        if any(map(str.isalpha, one.text())) and "[" not in one.text() and "⟦" not in one.text()
    ]
    program.use_language("en")
    assert not plain


def is_report(one: QWidget) -> bool:
    return isinstance(one, QMessageBox) and one.isVisible()


def test_an_unexpected_error_is_shown_once_and_the_program_goes_on(
    qtbot: QtBot, program: Program, window: Window
) -> None:
    texts: list[str] = []

    def look(box: QMessageBox) -> None:
        program.crash.report(RuntimeError("unforeseen again"))
        QApplication.processEvents()
        open_ones = [one for one in QApplication.topLevelWidgets() if is_report(one)]
        texts.extend(one.detailedText() for one in open_ones if isinstance(one, QMessageBox))
        box.close()

    when_open(QMessageBox, look)
    program.crash.report(RuntimeError("unforeseen"))
    qtbot.waitUntil(lambda: bool(texts))
    assert len(texts) == 1
    assert "unforeseen" in texts[0]
    assert window.go_to(Place("history"))


def test_broken_settings_are_put_aside_and_the_defaults_hold(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text("{ not json", encoding="utf-8")
    assert Settings(path).value("theme") == "system"
    assert (tmp_path / "settings.json.bak").exists()


def test_a_broken_memory_is_put_aside(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    path.write_bytes(b"\xff\xfe\x00broken")
    assert Memory(path).recent_files() == []
    assert (tmp_path / "window.ini.bak").exists()


def test_a_language_chosen_in_the_preferences_opens_them_again_in_it(
    qtbot: QtBot, program: Program, window: Window
) -> None:
    def choose(dialog: Preferences) -> None:
        box = child(dialog, QComboBox, "language")
        box.setCurrentIndex(box.findData("de"))
        box.activated.emit(box.currentIndex())

    titles: list[str] = []
    when_open(Preferences, choose)
    window.run_action(ACTIONS["show_preferences"])
    when_open(
        Preferences,
        lambda one: (
            titles.extend((one.windowTitle(), one.focusWidget().objectName())),
            one.accept(),
        ),
    )
    qtbot.waitUntil(lambda: bool(titles))
    program.use_language("en")
    assert titles == ["Einstellungen", "language"]


@pytest.mark.parametrize("text", ["zhou", "周"])
def test_who_is_called_as_one_types_is_offered_before_what_only_holds_it(
    window: Window, text: str
) -> None:
    db = window.desk.db
    add(db, "member", {"name": "苏州创新中心", "city": "Zhouzhuang 周庄"})
    add(db, "person", {"family_name": "周", "given_name": "蕾"})
    assert search_everything(db, text)[0].text == "People"
    assert search_everything(db, "nhs")[0].text == "Organisations"


def test_a_command_that_is_not_there_is_not_answered_as_a_record(
    qtbot: QtBot, window: Window
) -> None:
    window.search.setFocus()
    qtbot.waitUntil(window.search.hasFocus)
    qtbot.keyClicks(window.search, ">xyz")
    qtbot.waitUntil(lambda: window.search.answers.count() == 1)
    qtbot.waitUntil(lambda: "No command" in window.search.answers.item(0).text())
