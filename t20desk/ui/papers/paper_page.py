"""Letters and lists: every paper the office prints, its choices, and its pages."""

import inspect
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout

from t20desk.i18n import LANGUAGE_NAMES, N_, _
from t20desk.letters.texts import list_texts
from t20desk.listing.named_records import list_titles
from t20desk.listing.views import list_views
from t20desk.printing.papers import PAPERS, make_paper
from t20desk.printing.sheets import Paper
from t20desk.ui.desk import Desk
from t20desk.ui.page import Page, make_column, make_label
from t20desk.ui.papers.options_pane import OptionsPane
from t20desk.ui.papers.print_preview import PaperPanel
from t20desk.ui.places import Place

WORDS = {
    "kind": N_("Kind of record"),
    "search": N_("Search"),
    "view": N_("View"),
    "columns": N_("Columns"),
    "sort": N_("Sorted by"),
    "page": N_("Page"),
    "event": N_("Event"),
    "second_language": N_("Second language"),
    "walk_ins": N_("Empty lines for others"),
    "code": N_("Code of the sheet"),
    "sheet": N_("Sheet of labels or cards"),
    "start": N_("Begin at label or card"),
    "language": N_("Language"),
    "ranking": N_("Words of the list"),
    "order": N_("Ordered by"),
    "letter": N_("Text"),
    "reference": N_("Our reference"),
}
LATER = ("columns", "sort", "ids")
"""Choices that are names of fields or records; the list itself is the place to choose them."""
MOST_EVENTS = 200


class PaperPage(Page):
    """The papers by name on the left, choices and pages on the right."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self._desk = desk
        names = ((name, _(kind.label)) for name, kind in PAPERS.items())
        self.pane = OptionsPane("papers", _("Letters and lists"), names)
        self.list = self.pane.list
        self.panel = PaperPanel(desk)
        self._kind = ""
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(350)
        self._wait.timeout.connect(self._make)
        self._lay_out()
        self.pane.chosen.connect(self._show_choices)
        self.pane.typed.connect(self._wait.start)
        self.pane.answered.connect(self._on_answer)
        self.pane.answered.connect(self._wait.start)

    def show_place(self, place: Place) -> None:
        self.pane.choose(place.tab)
        for name, value in place.values:
            if self.pane.preset(name, value):
                self._make()

    def words_of_state(self) -> set[str]:
        return {"printable"}

    def refresh(self, kinds: frozenset[str]) -> None:
        if "view" in kinds and "view" in self.pane.read_options():
            self.pane.fill_choice("view", self._choices_of("view"))
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
        column = make_column(self)
        column.addWidget(make_label(_("Letters and lists"), "title"))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.pane)
        row.addWidget(self.panel, 1)
        column.addLayout(row, 1)

    def _show_choices(self, name: str) -> None:
        if not name:
            return
        self._kind = str(PAPERS[name].options().get("kind", ""))
        for option, usual in PAPERS[name].options().items():
            if option not in LATER and usual is not inspect.Parameter.empty:
                self._add_choice(option, usual)
        self._make()

    def _add_choice(self, option: str, usual: object) -> None:
        label = _(WORDS[option]) if option in WORDS else option.replace("_", " ").capitalize()
        choices = self._choices_of(option)
        if isinstance(usual, int):
            self.pane.add_number(option, label, usual)
        elif choices:
            self.pane.add_choice(option, label, choices)
            self.pane.preset(option, usual)
        else:
            self.pane.add_line(option, label, str(usual or ""))

    def _on_answer(self) -> None:
        """Another kind has views of its own."""
        kind = self.pane.read_options().get("kind")
        if kind is not None and kind != self._kind:
            self._kind = str(kind)
            self.pane.fill_choice("view", self._choices_of("view"))

    def _list_views(self) -> list[tuple[str, str]]:
        """The views of what the paper lists, the usual one first."""
        kind = self._kind or "member"
        views = [(one.name, _(one.label)) for one in list_views(self._desk.db, kind)]
        if kind == "participation" and self.pane.name() == "letters":
            views.insert(0, ("", _("– who is expected –")))
        return views

    def _choices_of(self, option: str) -> list[tuple[str, str]]:
        if option == "view":
            return self._list_views()
        if option == "kind":
            suits = PAPERS[self.pane.name()].suits
            return [(one.name, _(one.plural)) for one in self._desk.kinds.values() if suits(one)]
        if option == "order":
            return [("table", _("Table or row")), ("name", _("Name"))]
        if option == "sheet":
            sheets = PAPERS[self.pane.name()].sheets
            return [(name, one.words) for name, one in sheets.items()]
        if option == "page":
            return [("A4", "A4"), ("Letter", "Letter")]
        if option == "language":
            return [("", _("– that of each reader –")), *LANGUAGE_NAMES.items()]
        if option == "second_language":
            return [("", _("– none –")), *LANGUAGE_NAMES.items()]
        if option == "letter":
            return [(one.key, one.name) for one in list_texts(self._desk.db)]
        if option == "event":
            events = list_titles(self._desk.db, "event", MOST_EVENTS)
            return [("", _("– the next one –")), *((str(key), text) for key, text in events)]
        return []

    def _make(self) -> None:
        name = self.pane.name()
        options = self.pane.read_options().items()
        given: dict[str, Any] = {key: value for key, value in options if value not in ("", None)}

        def make() -> Paper:
            return make_paper(self._desk.db, name, **given)

        if name:
            self.panel.make_paper(make)
