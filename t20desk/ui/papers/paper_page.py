"""Letters and lists: every paper the office prints, its choices, and its pages."""

import inspect
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from t20desk.errors import UserError
from t20desk.i18n import LANGUAGE_NAMES, N_, _, ngettext
from t20desk.letters.texts import list_texts
from t20desk.listing.named_records import list_titles
from t20desk.listing.views import list_views
from t20desk.printing.papers import PAPERS, make_paper
from t20desk.printing.sheets import Paper
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import show_problem
from t20desk.ui.page import Page, make_button, make_column, make_label
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
    "guests": N_("Guests"),
    "second_language": N_("Second language"),
    "walk_ins": N_("Empty lines for others"),
    "code": N_("Code of the sheet"),
    "sheet": N_("Sheet of labels or cards"),
    "start": N_("Begin at label or card"),
    "language": N_("Language"),
    "ranking": N_("Words of the list"),
    "order": N_("Ordered by"),
    "letter": N_("Text"),
    "each": N_("One letter"),
    "reference": N_("Our reference"),
    "ids": N_("Only"),
}
LATER = ("columns", "sort")
"""Choices that are names of fields; the list itself is the place to choose them."""
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
        self.edit = make_button(_("Edit this text …"), "flat", "editText")
        self.fresh = make_button(_("New text …"), "flat", "newText")
        self._kind = self._chosen = ""
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(350)
        self._wait.timeout.connect(self._make)
        self._lay_out()
        self.pane.chosen.connect(self._show_choices)
        self.pane.typed.connect(self._wait.start)
        self.pane.answered.connect(self._on_answer)
        self.pane.answered.connect(self._wait.start)
        self.edit.clicked.connect(lambda: self._write_text(is_new=False))
        self.fresh.clicked.connect(lambda: self._write_text(is_new=True))

    def show_place(self, place: Place) -> None:
        values = dict(place.values)
        if values:
            self._chosen = str(values.get("ids", ""))
            if self.pane.name() == place.tab:
                self.pane.renew()
        self.pane.choose(place.tab)
        for name, value in values.items():
            self.pane.preset(name, value)
            if name == "kind":
                self._offer_views(str(value))
        if values:
            self._offer_shapes()
            self._make()

    def words_of_state(self) -> set[str]:
        return {"printable"}

    def refresh(self, kinds: frozenset[str]) -> None:
        for kind, option in (("view", "view"), ("letter_text", "letter")):
            if kind in kinds and option in self.pane.read_options():
                self.pane.fill_choice(option, self._choices_of(option))
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
        left = QVBoxLayout()
        left.addWidget(self.pane, 1)
        texts = QHBoxLayout()
        for button in (self.edit, self.fresh):
            texts.addWidget(button)
        texts.addStretch(1)
        left.addLayout(texts)
        row.addLayout(left)
        row.addWidget(self.panel, 1)
        column.addLayout(row, 1)

    def _show_choices(self, name: str) -> None:
        if not name:
            return
        options = PAPERS[name].options()
        self._kind = str(options.get("kind", ""))
        for button in (self.edit, self.fresh):
            button.setVisible("letter" in options)
        for option, usual in options.items():
            if option not in LATER and usual is not inspect.Parameter.empty:
                self._add_choice(option, usual)
        self._offer_shapes()
        self._make()

    def _add_choice(self, option: str, usual: object) -> None:
        label = _(WORDS[option]) if option in WORDS else option.replace("_", " ").capitalize()
        choices = self._choices_of(option)
        if option == "ids" and not choices:
            return
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
            self._chosen = ""
            self.pane.fill_choice("ids", self._choices_of("ids"))
            self._offer_views(str(kind))
        self._offer_shapes()

    def _offer_shapes(self) -> None:
        """Certificates have a second language, and letters may be for all at an address."""
        options = self.pane.read_options()
        if "letter" in options:
            texts = list_texts(self._desk.db)
            chosen = next((one for one in texts if one.key == options["letter"]), None)
            is_certificate = chosen is not None and chosen.is_certificate
            self.pane.show_option("second_language", is_certificate)
            self.pane.show_option("each", not is_certificate)
            self.pane.show_option("guests", options.get("kind") == "participation")

    def _offer_views(self, kind: str) -> None:
        self._kind = kind
        self.pane.fill_choice("view", self._choices_of("view"))

    def _list_views(self) -> list[tuple[str, str]]:
        """The views of what the paper lists, the usual one first."""
        kind = self._kind or "member"
        views = [(one.name, _(one.label)) for one in list_views(self._desk.db, kind)]
        if kind == "participation" and self.pane.name() == "letters":
            views.insert(0, ("", _("– who is expected –")))
        return views

    def _choices_of(self, option: str) -> list[tuple[str, str]]:
        listed: dict[str, Callable[[], list[tuple[str, str]]]] = {
            "view": self._list_views,
            "kind": self._list_kinds,
            "sheet": self._list_sheets,
            "event": self._list_events,
            "ids": self._list_chosen,
            "letter": self._list_texts,
        }
        fixed = {
            "order": [("table", _("Table or row")), ("name", _("Name"))],
            "guests": [("own", _("of the event itself")), ("all", _("of its parts too"))],
            "each": [("", _("to each reader")), ("address", _("to each address"))],
            "page": [("A4", "A4"), ("Letter", "Letter")],
            "language": [("", _("– that of each reader –")), *LANGUAGE_NAMES.items()],
            "second_language": [("", _("– none –")), *LANGUAGE_NAMES.items()],
        }
        return listed[option]() if option in listed else fixed.get(option, [])

    def _list_texts(self) -> list[tuple[str, str]]:
        return [(one.key, one.name) for one in list_texts(self._desk.db)]

    def _list_kinds(self) -> list[tuple[str, str]]:
        suits = PAPERS[self.pane.name()].suits
        return [(one.name, _(one.plural)) for one in self._desk.kinds.values() if suits(one)]

    def _list_sheets(self) -> list[tuple[str, str]]:
        sheets = PAPERS[self.pane.name()].sheets
        return [(name, one.words) for name, one in sheets.items()]

    def _list_events(self) -> list[tuple[str, str]]:
        events = list_titles(self._desk.db, "event", MOST_EVENTS)
        return [("", _("– the next one –")), *((str(key), text) for key, text in events)]

    def _list_chosen(self) -> list[tuple[str, str]]:
        """The records that were chosen in a list, or all of its view."""
        if not self._chosen:
            return []
        count = len(self._chosen.split(","))
        words = ngettext("the {number} chosen", "the {number} chosen", count)
        return [(self._chosen, words.format(number=count)), ("", _("– all of the view –"))]

    def _write_text(self, is_new: bool) -> None:
        """Write the chosen text, or a new one, beside one letter to those who would get it."""
        from t20desk.ui.papers.letter_dialog import write_text

        given = self._read_given()
        try:
            key = write_text(self, self._desk, given, is_new)
        except UserError as error:
            show_problem(self, error.message)
            return
        if key:
            self.pane.fill_choice("letter", self._choices_of("letter"))
            self.pane.preset("letter", key)
            self._offer_shapes()
            self._make()

    def _read_given(self) -> dict[str, Any]:
        """The options that are answered."""
        options = self.pane.read_options().items()
        return {key: value for key, value in options if value not in ("", None)}

    def _make(self) -> None:
        name, given = self.pane.name(), self._read_given()

        def make() -> Paper:
            return make_paper(self._desk.db, name, **given)

        if name:
            self.panel.make_paper(make)
