"""Strangers' spreadsheets dropped on the real window and led through the import to its end."""

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from t20desk.db.database import Database
from t20desk.ui.app import Program
from t20desk.ui.imports.import_wizard import ASK, COLUMNS, DONE, FILE, LOOK, ImportWizard
from t20desk.ui.imports.in_tray import InTray, WaitingCard
from t20desk.ui.window import Window
from tests.db.steps import everything
from tests.file_bytes import hash_of
from tests.hostile.strange_files import READ, REFUSED, Make, bad_bytes, text_in_disguise
from tests.ui.dropping import drop, mime_of
from tests.ui.hands import open_list
from tests.ui.wizard_hands import LONG, wait_known

LANGUAGES = ("en", "de", "zh")
TAKEN = {
    "text_in_disguise": 2,
    "web_page": 2,
    "with_macros": 2,
    "many_sheets": 2,
    "odd_name": 2,
    "odd_texts": 5,
    "huge_cell": 1,
    "error_cells": 1,
    "bad_bytes": 301,
    "zeros_and_widths": 4,
}
"""How many records come in the end; of what is not named here nothing can be taken."""


def name_of(make: Make) -> str:
    return make.__name__


@pytest.fixture
def strange(tmp_path: Path) -> Path:
    """A folder for what strangers send."""
    folder = tmp_path / "strange"
    folder.mkdir()
    return folder


@pytest.fixture(params=LANGUAGES)
def spoken(program: Program, window: Window, request: pytest.FixtureRequest) -> Iterator[Window]:
    """The window in each language."""
    program.use_language(request.param)
    assert program.window is not None
    yield program.window
    program.use_language("en")


def drop_file(qtbot: QtBot, window: Window, path: Path) -> WaitingCard:
    """Drop a file on the list of members; its card in the tray, once it was looked at."""
    open_list(qtbot, window, "member", 4)
    assert drop(window, mime_of(path))
    page = window.page()
    assert isinstance(page, InTray)
    (card,) = wait_known(qtbot, page, 1)
    return card


def is_sentence(said: str) -> bool:
    """Whether it is one line that ends as a sentence and has a further half: what to do next."""
    return said[-1] in ".。" and "\n" not in said and any(sign in said for sign in ";；.。,，")


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("make", "spoken"),
    [pytest.param(*one, id=name_of(one[0])) for one in zip(REFUSED, cycle(LANGUAGES))],
    indirect=["spoken"],
)
def test_what_nobody_can_take_in_is_one_sentence_beside_its_file(
    qtbot: QtBot, spoken: Window, office: Path, strange: Path, make: Make
) -> None:
    path, before = make(strange), hash_of(office)
    card = drop_file(qtbot, spoken, path)
    assert path.name in card.words.text()
    assert is_sentence(card.words.text())
    assert "secret marker" not in card.words.text()
    assert not card.step.isVisible()
    open_list(qtbot, spoken, "member", 4)
    assert hash_of(office) == before


def open_import(qtbot: QtBot, window: Window, card: WaitingCard) -> ImportWizard:
    """Take the next step of a card and wait for all that it begins: columns, or a sentence."""
    card.step.click()
    wizard = window.page()
    assert isinstance(wizard, ImportWizard)
    qtbot.waitUntil(
        lambda: (
            not window.desk.jobs.running
            and (wizard.notice.isVisible() or bool(wizard.columns.table.lines))
        ),
        timeout=LONG,
    )
    return wizard


def go_to_look(qtbot: QtBot, wizard: ImportWizard) -> bool:
    """Go on as far as it goes; whether that is the preview."""
    while (step := wizard.steps.currentIndex()) != LOOK:
        buttons = {
            FILE: wizard.file.go_on,
            COLUMNS: wizard.columns.go_on,
            ASK: wizard.questions.go_on,
        }
        if step not in buttons:
            return False
        # What was said before, of bytes that were replaced for instance, does not answer the click.
        said = wizard.notice.text()
        buttons[step].click()
        qtbot.waitUntil(
            lambda step=step, said=said: (
                wizard.steps.currentIndex() != step or wizard.notice.text() not in ("", said)
            ),
            timeout=LONG,
        )
        if wizard.steps.currentIndex() == step:
            return False
    return True


SOME = {"error_cells", "zeros_and_widths"}
"""The odd files that are tried each time."""


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(one, marks=[] if one.__name__ in SOME else [pytest.mark.slow], id=name_of(one))
        for one in READ
    ],
)
def test_what_is_odd_is_previewed_taken_and_undone_or_said_and_left(
    qtbot: QtBot, program: Program, window: Window, strange: Path, make: Make
) -> None:
    db = window.desk.db
    before = everything(db)
    wizard = open_import(qtbot, window, drop_file(qtbot, window, make(strange)))
    if not go_to_look(qtbot, wizard) or make.__name__ not in TAKEN:
        assert make.__name__ not in TAKEN
        assert is_sentence(wizard.notice.text() or last_sentence(wizard))
    else:
        take_and_undo(qtbot, wizard, db, TAKEN[make.__name__])
    assert everything(db) == before
    open_list(qtbot, window, "member", 4)


def last_sentence(wizard: ImportWizard) -> str:
    """What stands below the preview: the rows with errors, else the last remark."""
    if wizard.preview.errors.rowCount():
        return str(wizard.preview.errors.index(0, 1).data())
    remarks = wizard.preview.sentences
    return remarks.item(remarks.count() - 1).text()


def take_and_undo(qtbot: QtBot, wizard: ImportWizard, db: Database, number: int) -> None:
    """Take all rows that can be taken, then take the whole import back."""
    if not wizard.preview.apply.isEnabled():
        wizard.preview.skip_bad.click()
        qtbot.waitUntil(wizard.preview.apply.isEnabled, timeout=LONG)
    wizard.preview.apply.click()
    qtbot.waitUntil(lambda: wizard.steps.currentIndex() == DONE, timeout=LONG)
    assert len(everything(db)["member"]) == 4 + number
    wizard.end.take_back.click()
    qtbot.waitUntil(lambda: len(everything(db)["member"]) == 4, timeout=LONG)


def test_a_text_with_a_foreign_byte_goes_on_from_the_tray_in_another_encoding(
    qtbot: QtBot, window: Window, strange: Path
) -> None:
    card = drop_file(qtbot, window, bad_bytes(strange))
    assert "choose another encoding" in card.words.text()
    wizard = open_import(qtbot, window, card)
    assert "Row 302" in wizard.notice.text()
    assert wizard.file.encoding.isVisible()


def test_a_file_dropped_after_the_language_was_switched_is_counted_beside_its_page(
    qtbot: QtBot, spoken: Window, strange: Path
) -> None:
    card = drop_file(qtbot, spoken, text_in_disguise(strange))
    entries = [spoken.navigation.item(row) for row in range(spoken.navigation.count())]
    words = [str(one.data(Qt.ItemDataRole.AccessibleTextRole) or "") for one in entries]
    assert card.path in spoken.desk.tray.paths()
    assert [one for one in words if one.endswith(" 1")]
