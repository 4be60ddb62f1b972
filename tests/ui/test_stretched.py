"""In a stretched language no visible text is left as it was written in the source."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QTableView,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from t20desk.db.database import Database
from t20desk.i18n import LANGUAGE_NAMES, PSEUDO
from t20desk.ui.app import Program
from t20desk.ui.shell.pictures import wait_for_calm
from tests.ui.test_pages import PLACES

LETTERS = re.compile(r"[^\W\d_]{2,}")
STRETCHED = re.compile(r"\[[^\[\]]*~+\]")
NAMES = ("Test Person", "office", "t20desk", "XLSX", *LANGUAGE_NAMES.values())
"""Data, names of keys and of languages, which are no words of ours."""
DATE = re.compile(r"([A-Z][a-z]+day, )?(\d+ )?[A-Z][a-z]{2,8} \d{4}")
KEYS = re.compile(r"\b(Ctrl|Shift|Alt|Strg|F\d+|Del|Return|Enter|Esc|PgUp|PgDown|Home)\b")


@pytest.fixture
def drawn_office(tmp_path: Path) -> Path:
    """An empty database, so that every text seen is one of the program's."""
    path = tmp_path / "empty" / "office.t20"
    Database.create(path).close()
    return Path(shutil.copy(path, tmp_path / "drawn.t20"))


def plain_words(text: str) -> str:
    """What is left of a text when the stretched messages are taken out."""
    before = None
    while before != text:
        before, text = text, STRETCHED.sub("", text)
    for name in NAMES:
        text = text.replace(name, "")
    return DATE.sub("", KEYS.sub("", text))


def visible_texts(root: QWidget) -> Iterator[str]:
    """Every text that a person sees on a page, in a menu or in a heading."""
    for one in [root, *root.findChildren(QWidget)]:
        if isinstance(one, QMenu):
            yield from (action.text() for action in one.actions())
        elif not one.isVisible():
            continue
        elif isinstance(one, QLabel | QAbstractButton):
            yield one.text()
        elif isinstance(one, QGroupBox):
            yield one.title()
        elif isinstance(one, QLineEdit):
            yield one.placeholderText()
        elif isinstance(one, QComboBox):
            yield one.currentText()
        elif isinstance(one, QTabWidget):
            yield from (one.tabText(at) for at in range(one.count()))
        elif isinstance(one, QTableView) and (model := one.model()) is not None:
            across = Qt.Orientation.Horizontal
            yield from (
                str(model.headerData(at, across) or "") for at in range(model.columnCount())
            )
        yield one.toolTip()


def test_every_visible_text_is_a_translated_one(qtbot: QtBot, program: Program) -> None:
    program.use_language(PSEUDO)
    window = program.window
    assert window is not None
    left: dict[str, str] = {}
    for place in PLACES:
        window.go_to(place)
        wait_for_calm(lambda: bool(window.desk.jobs.running))
        for text in visible_texts(window):
            if LETTERS.search(plain_words(text)):
                left.setdefault(text, str(place))
    program.use_language("en")
    assert not left
