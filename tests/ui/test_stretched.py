"""In a stretched language no visible text is left as it was written in the source."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from t20desk.i18n import PSEUDO
from t20desk.ui.app import Program
from t20desk.ui.pictures import wait_for_calm
from tests.ui.every_place import PLACES
from tests.ui.seen_texts import LETTERS, plain_words, visible_texts


@pytest.fixture
def drawn_office(new_file: Path) -> Path:
    """An empty database, so that every text seen is one of the program's."""
    return new_file


def test_every_visible_text_is_a_translated_one(qtbot: QtBot, program: Program) -> None:
    program.use_language(PSEUDO)
    window = program.window
    assert window is not None
    left: dict[str, str] = {}
    # The labels that somebody gave a field stand in its lines in each language.
    for place in (one for one in PLACES if one.page != "own_fields"):
        window.go_to(place)
        wait_for_calm(lambda: bool(window.desk.jobs.running))
        for text in visible_texts(window):
            if LETTERS.search(plain_words(text)):
                left.setdefault(text, str(place))
    program.use_language("en")
    assert not left
