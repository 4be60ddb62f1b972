"""The words that a person sees on a page, and what is left of them once ours are taken out."""

import re
from collections.abc import Iterator

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

from t20desk.i18n import LANGUAGE_NAMES

LETTERS = re.compile(r"[^\W\d_]{2,}")
STRETCHED = re.compile(r"\[[^\[\]]*~+\]")
DATE = re.compile(r"([A-Z][a-z]+day, )?(\d+ )?[A-Z][a-z]{2,8} \d{4}")
KEYS = re.compile(r"\b(Ctrl|Shift|Alt|Strg|F\d+|Del|Return|Enter|Esc|PgUp|PgDown|Home)\b")
NAMES = ("Test Person", "office", "t20desk", "XLSX", *LANGUAGE_NAMES.values())
"""Data, names of keys and of languages, which are no words of ours."""


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
