"""Letters and lists under a user's hands: which view is printed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from t20desk.editing.view_plans import plan_view
from t20desk.listing import Listing
from t20desk.ui.papers.paper_page import PaperPage
from t20desk.ui.papers.print_preview import PrintPreview, ask_printing
from t20desk.ui.places import Place
from t20desk.ui.window import Window
from tests.builders import add_record
from tests.ui.hands import child, open_list, open_page, open_record, when_open


def choose(page: PaperPage, option: str, text: str) -> None:
    """Choose an entry of an option as a hand does."""
    box = child(page, QComboBox, f"option_{option}")
    at = box.findText(text)
    assert at >= 0, [box.itemText(row) for row in range(box.count())]
    box.setCurrentIndex(at)
    box.activated.emit(at)


def test_the_member_list_is_made_of_the_view_that_is_chosen(qtbot: QtBot, window: Window) -> None:
    page = open_page(qtbot, window, PaperPage, Place("papers", tab="member-list"))
    choose(page, "view", "Applicants")
    assert page.pane.read_options()["view"] == "applicants"


def test_another_kind_offers_its_own_views(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    db.apply(plan_view(db, "Speakers", Listing("person", "anna", "all")))
    page = open_page(qtbot, window, PaperPage, Place("papers", tab="record-list"))
    choose(page, "kind", "Events")
    box = child(page, QComboBox, "option_view")
    assert "Held" in [box.itemText(row) for row in range(box.count())]
    choose(page, "kind", "People")
    choose(page, "view", "Speakers")
    assert str(page.pane.read_options()["view"]).startswith("view_")


def test_labels_are_offered_for_those_with_an_address_alone(qtbot: QtBot, window: Window) -> None:
    page = open_page(qtbot, window, PaperPage, Place("papers", tab="labels"))
    box = child(page, QComboBox, "option_kind")
    kinds = [box.itemText(row) for row in range(box.count())]
    assert kinds == ["Organisations", "People"]


def test_certificates_alone_have_a_second_language(qtbot: QtBot, window: Window) -> None:
    page = open_page(qtbot, window, PaperPage, Place("papers", tab="letters"))
    choose(page, "letter", "Certificate of attendance")
    choose(page, "second_language", "Deutsch")
    assert page.pane.read_options()["second_language"] == "de"
    assert "each" not in page.pane.read_options()
    choose(page, "letter", "Invitation")
    assert "second_language" not in page.pane.read_options()
    choose(page, "each", "to each address")
    assert page.pane.read_options()["each"] == "address"


@pytest.mark.qt_log_ignore("does not support")
def test_the_print_dialog_is_gone_before_its_printer(qtbot: QtBot, window: Window) -> None:
    page = open_page(qtbot, window, PaperPage, Place("papers", tab="member-list"))
    qtbot.waitUntil(lambda: page.panel.print.isEnabled())
    for leave in (QPrintDialog.reject, QPrintDialog.close):
        when_open(QPrintDialog, leave)
        page.panel.print.click()
        assert not page.findChildren(QPrintDialog)


@pytest.mark.qt_log_ignore("does not support")
def test_a_preview_is_looked_through_and_printed_by_keys_alone(
    qtbot: QtBot, window: Window
) -> None:
    seen: list[str] = []

    def use(preview: PrintPreview) -> None:
        qtbot.waitUntil(preview.panel.print.isEnabled)
        view = preview.panel.view
        qtbot.waitUntil(view.hasFocus)
        when_open(QPrintDialog, lambda dialog: (seen.append("asked"), dialog.reject()))
        qtbot.keyClick(view, Qt.Key.Key_Return)
        qtbot.keyClick(view, Qt.Key.Key_Escape)

    open_list(qtbot, window, "member", 4)
    when_open(PrintPreview, use)
    window.commands.of("print_page").trigger()
    assert seen == ["asked"]


def test_a_window_that_closes_takes_its_print_dialog_along(qtbot: QtBot, window: Window) -> None:
    parent = QWidget(window)
    when_open(QPrintDialog, lambda _dialog: delete(parent))
    assert not ask_printing(parent, QPrinter(), 3)


def test_badges_for_nobody_are_not_printed_until_the_guests_of_the_parts_are_taken(
    qtbot: QtBot, window: Window
) -> None:
    db = window.desk.db
    week = add_record(db, "event", title_en="Week of parts")
    talk = add_record(db, "event", title_en="Talk of it", parent=week)
    eva = add_record(db, "person", given_name="Eva", family_name="Berg")
    add_record(db, "participation", event=talk, person=eva)
    page = open_page(qtbot, window, PaperPage, Place("papers", tab="badges"))
    choose(page, "event", "Week of parts")
    qtbot.waitUntil(lambda: "its parts too" in page.panel.problems.text())
    assert not page.panel.print.isEnabled()
    assert not page.panel.pdf.isEnabled()
    choose(page, "guests", "of its parts too")
    qtbot.waitUntil(page.panel.print.isEnabled)


def test_badges_are_asked_for_at_an_event_beside_their_sheets_and_guests(
    qtbot: QtBot, window: Window
) -> None:
    talk = add_record(window.desk.db, "event", title_en="Talk of it")
    event = open_record(qtbot, window, "event", talk)
    menu = event.verbs.print.menu()
    menu.aboutToShow.emit()
    badges = next(one for one in menu.actions() if one.text() == "Name badges")
    badges.trigger()
    page = window.page()
    assert isinstance(page, PaperPage)
    assert page.pane.name() == "badges"
    assert {"event", "sheet", "start", "guests"} <= page.pane.read_options().keys()
    assert page.pane.read_options()["event"] == str(talk)
