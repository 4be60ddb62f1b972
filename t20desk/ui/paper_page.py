"""Letters and lists: every paper the office prints, its choices, and its pages."""

import inspect
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from t20desk.i18n import LANGUAGE_NAMES, N_, _
from t20desk.printing.papers import PAPERS, make_paper
from t20desk.printing.sheets import Paper
from t20desk.ui.desk import Desk
from t20desk.ui.page import Page, add_entry, make_label
from t20desk.ui.places import Place
from t20desk.ui.print_preview import PaperPanel
from t20desk.ui.searches import list_titles

WORDS = {
    "search": N_("Search"),
    "view": N_("View"),
    "columns": N_("Columns"),
    "sort": N_("Sorted by"),
    "page": N_("Page"),
    "event": N_("Event"),
    "second_language": N_("Second language"),
    "walk_ins": N_("Empty lines for others"),
    "code": N_("Code of the sheet"),
    "sheet": N_("Label sheet"),
    "start": N_("Begin at label"),
    "language": N_("Language"),
}
LATER = ("columns", "sort")
"""Choices that are names of fields; the list itself is the place to choose them."""
MOST_EVENTS = 200


class PaperPage(Page):
    """The papers by name on the left, choices and pages on the right."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self._desk = desk
        self._editors: dict[str, Callable[[], object]] = {}
        self.list = QListWidget()
        self.list.setObjectName("papers")
        self.list.setAccessibleName(_("Letters and lists"))
        self.panel = PaperPanel(desk)
        self._choices = QFormLayout()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(350)
        self._wait.timeout.connect(self._make)
        for name, kind in PAPERS.items():
            add_entry(self.list, _(kind.label), name)
        self._lay_out()
        self.list.currentItemChanged.connect(lambda _now, _before: self._show_choices())

    def show_place(self, place: Place) -> None:
        rows = [row for row in range(self.list.count()) if self._name(row) == place.tab]
        chosen = self.list.item(rows[0] if rows else 0)
        if chosen is not None and (rows or not self.list.selectedItems()):
            self.list.setCurrentItem(chosen)
            chosen.setSelected(True)
        for name, value in place.values:
            self._preset(name, value)
        self.list.setFocus()

    def words_of_state(self) -> set[str]:
        return {"printable"}

    def refresh(self, kinds: frozenset[str]) -> None:
        if self.isVisible():
            self._wait.start()

    def title(self) -> str:
        return _("Letters and lists")

    def help_text(self) -> str:
        return _(
            "Choose a paper; what you see is what is printed. Above the pages it says what would "
            "not look right."
        )

    def print_page(self) -> None:
        """Print the paper that is shown."""
        self.panel.print_paper()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 12)
        column.addWidget(make_label(_("Letters and lists"), "title"))
        row = QHBoxLayout()
        row.setSpacing(16)
        left = QVBoxLayout()
        self.list.setFixedWidth(260)
        left.addWidget(self.list, 1)
        left.addLayout(self._choices)
        row.addLayout(left)
        row.addWidget(self.panel, 1)
        column.addLayout(row, 1)

    def _name(self, row: int) -> str:
        item = self.list.item(row)
        return "" if item is None else str(item.data(Qt.ItemDataRole.UserRole))

    def _show_choices(self) -> None:
        while self._choices.rowCount():
            self._choices.removeRow(0)
        self._editors = {}
        name = self._name(self.list.currentRow())
        if not name:
            return
        for option, usual in PAPERS[name].options().items():
            if option not in LATER and usual is not inspect.Parameter.empty:
                self._add_choice(option, usual)
        self._make()

    def _add_choice(self, option: str, usual: object) -> None:
        editor, read = self._make_editor(option, usual)
        editor.setObjectName(f"option_{option}")
        words = _(WORDS[option]) if option in WORDS else option.replace("_", " ").capitalize()
        editor.setAccessibleName(words)
        editor.setMaximumWidth(170)
        self._choices.addRow(words, editor)
        self._editors[option] = read

    def _make_editor(self, option: str, usual: object) -> tuple[QWidget, Callable[[], object]]:
        if isinstance(usual, int):
            number = QSpinBox()
            number.setRange(0, 9999)
            number.setValue(usual)
            number.valueChanged.connect(self._wait.start)
            return number, number.value
        choices = self._choices_of(option)
        if choices:
            box = QComboBox()
            for code, label in choices:
                box.addItem(label, code)
            box.activated.connect(self._wait.start)
            return box, box.currentData
        line = QLineEdit(str(usual or ""))
        line.textEdited.connect(self._wait.start)
        return line, line.text

    def _choices_of(self, option: str) -> list[tuple[str, str]]:
        if option == "page":
            return [("A4", "A4"), ("Letter", "Letter")]
        if option in ("language", "second_language"):
            return [("", _("– none –")), *LANGUAGE_NAMES.items()]
        if option == "event":
            events = list_titles(self._desk.db, "event", MOST_EVENTS)
            return [("", _("– the next one –")), *((str(key), text) for key, text in events)]
        return []

    def _preset(self, name: str, value: Any) -> None:
        editor = self.findChild(QComboBox, f"option_{name}")
        if editor is not None:
            editor.setCurrentIndex(max(editor.findData(str(value)), 0))
            self._make()

    def _make(self) -> None:
        name = self._name(self.list.currentRow())
        options = {option: read() for option, read in self._editors.items()}
        given = {option: value for option, value in options.items() if value not in ("", None)}

        def make() -> Paper:
            return make_paper(self._desk.db, name, **given)

        if name:
            self.panel.make_paper(make)
