"""E-908, every page in every language: it opens, is named for who hears it, clips nothing."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from t20desk.backing_up import back_up
from t20desk.db.database import Database
from t20desk.i18n import LANGUAGES
from t20desk.ui.app import Program
from t20desk.ui.follow_ups.follow_ups_page import FollowUpsPage
from t20desk.ui.looks.theme import MEANINGS, build_palette
from t20desk.ui.pictures import render_pages, wait_for_calm
from t20desk.ui.places import Place
from t20desk.ui.shell.start_page import StartPage
from t20desk.ui.window import Window
from tests.builders import add
from tests.ui.every_place import PLACES
from tests.ui.hands import ids_of, open_page
from tests.ui.looking import contrast, is_cut, is_label_cut


@pytest.mark.parametrize("dark", [False, True])
def test_e908_text_can_be_read_on_every_ground(dark: bool) -> None:
    palette = build_palette(dark)
    role = type(palette).ColorRole

    def colour(name: str) -> str:
        return palette.color(getattr(role, name)).name()

    for text in ("WindowText", "PlaceholderText", "Link"):
        for ground in ("Window", "Base", "AlternateBase"):
            assert contrast(colour(text), colour(ground)) >= 4.5, (text, ground)
    assert contrast(colour("HighlightedText"), colour("Highlight")) >= 4.5
    assert contrast(colour("BrightText"), colour("Accent")) >= 4.5
    at = 1 if dark else 0
    for meaning in ("problem", "doubt", "good"):
        assert contrast(MEANINGS[meaning][at], colour("Base")) >= 4.5
    for meaning in ("new", "gone", "changed", "conflict"):
        assert contrast(colour("Text"), MEANINGS[meaning][at]) >= 4.5


@pytest.mark.dressed
@pytest.mark.parametrize(
    "language",
    # German words are the longest; Chinese ones are set in another font.
    [pytest.param(one, marks=[] if one == "de" else [pytest.mark.slow]) for one in LANGUAGES],
)
def test_e908_in_a_small_window_everything_has_a_name_and_nothing_is_clipped(
    qtbot: QtBot, program: Program, language: str
) -> None:
    program.use_language(language)
    window = program.window
    assert window is not None
    window.resize(1024, 600)
    for place in PLACES:
        window.go_to(place)
        wait_for_calm(lambda: bool(window.desk.jobs.running))
        page = window.page()
        assert page is not None
        assert not [one for one in page.findChildren(QWidget) if needs_name(one)], place
        assert page.minimumSizeHint().width() <= 1024, place
        assert not [one.text() for one in page.findChildren(QAbstractButton) if is_cut(one)], place
        assert not [one.text() for one in page.findChildren(QLabel) if is_label_cut(one)], place
        if hasattr(page, "discard_edits"):
            page.discard_edits()


@pytest.mark.dressed
def test_e908_the_first_choices_and_what_is_overdue_are_whole_in_a_small_german_window(
    qtbot: QtBot, program: Program
) -> None:
    program.use_language("de")
    window = program.window
    assert window is not None
    due = {"noted_on": "2024-03-01", "follow_up": "2024-03-02", "subject": "Call back"}
    for person in ("Weber", "Winter"):
        add(window.desk.db, "contact_note", **due, responsible=person)
    due_page = open_page(qtbot, window, FollowUpsPage, Place("follow_ups", view="all"))
    window.resize(1024, 600)
    qtbot.waitUntil(lambda: due_page.list.topLevelItemCount() == 2)
    wait_for_calm(lambda: bool(window.desk.jobs.running))
    assert [one.text() for one in due_page.findChildren(QAbstractButton) if is_cut(one)] == []
    program.open(None)
    assert program.window is not None
    program.window.resize(1024, 600)
    start_page = program.window.page()
    assert isinstance(start_page, StartPage)
    qtbot.waitUntil(lambda: program.window is not None and program.window.width() == 1024)
    wait_for_calm(lambda: False)
    assert [one.text() for one in start_page.findChildren(QLabel) if is_label_cut(one)] == []


def needs_name(widget: QWidget) -> bool:
    """Whether a widget that takes the keys says nothing to those who hear it."""
    if not isinstance(widget, QAbstractButton | QComboBox | QLineEdit | QTableView):
        return False
    if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or widget.objectName().startswith("qt_"):
        return False
    if widget.isHidden() or isinstance(widget.parentWidget(), QComboBox):
        return False
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return not (text or widget.accessibleName())


@pytest.mark.slow
def test_each_page_can_be_drawn_without_a_display(
    qtbot: QtBot, office: Path, tmp_path: Path
) -> None:
    db = Database.open(office)
    back_up(db)
    files = render_pages(db, tmp_path / "pictures", "de", ["dark"])
    assert len(files) >= 15
    names = {file.name.removesuffix("-de-dark.png") for file in files}
    assert {"import-preview", "preferences", "record-problem", "compare"} <= names
    assert all(file.stat().st_size > 5_000 for file in files)
    assert ids_of(db, "member")
    db.close()
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, Window)]
