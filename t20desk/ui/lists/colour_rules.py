"""Which rows of a list are coloured: each rule is a search and a colour of the palette."""

from collections.abc import Callable
from typing import Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from t20desk.db.fields import Kinds
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.listing.row_colours import ROW_COLOURS
from t20desk.listing.views import Colouring
from t20desk.searching.translating import keep_query, say_query
from t20desk.ui.dialogs import AskingDialog, run_dialog
from t20desk.ui.lists.suggestion_list import Ask, AskMore, SuggestionList
from t20desk.ui.looks.removable_lines import LineList, RemovableLine
from t20desk.ui.looks.theme import row_colour
from t20desk.ui.page import Notice, make_label, restyle

Rules = tuple[Colouring, ...]
Check = Callable[[str], None]
"""Raises UserError with what is wrong with a search."""
LEAST_HEIGHT: Final = 380
"""Room for what is suggested below a line."""


class Asking(NamedTuple):
    """What the line of a rule asks while a search is typed into it, and once it is."""

    check: Check
    suggest: Ask
    suggest_more: AskMore


def choose_rules(
    parent: QWidget, kinds: Kinds, kind: str, rules: Rules, asking: Asking
) -> Rules | None:
    """Ask for the colours of rows of a kind; None where they stay as they are."""
    spoken = (one._replace(search=say_query(kinds, kind, one.search)) for one in rules)
    dialog = RuleDialog(parent, tuple(spoken), asking)
    if not run_dialog(dialog):
        return None
    return tuple(one._replace(search=keep_query(kinds, kind, one.search)) for one in dialog.rules())


class RuleLine(RemovableLine):
    """One rule: what it searches and how it colours."""

    def __init__(self, rule: Colouring, asking: Asking) -> None:
        super().__init__("removeRule", _("Remove this rule"))
        self.search = QLineEdit(rule.search)
        self.search.setPlaceholderText(_("A search, such as city:Paris"))
        self.search.setAccessibleName(_("Search"))
        self.colour = QComboBox()
        self.colour.setAccessibleName(_("Colour"))
        for name, (label, _light, _dark) in ROW_COLOURS.items():
            self.colour.addItem(_swatch(name), _(label), name)
        self.colour.setCurrentIndex(max(self.colour.findData(rule.colour), 0))
        self.lay_out(self.search, self.colour)
        self.suggestions = SuggestionList(self.search, asking.suggest, asking.suggest_more)

    def rule(self) -> Colouring:
        """The rule as it was typed."""
        return Colouring(self.search.text().strip(), str(self.colour.currentData()))


class RuleDialog(AskingDialog):
    """Lists the rules; the first one that fits a row colours it."""

    def __init__(self, parent: QWidget, rules: Rules, asking: Asking) -> None:
        super().__init__(parent, _("Colours of rows"), 600)
        self._asking = asking
        self.setMinimumHeight(LEAST_HEIGHT)
        self._lines = LineList(_("Add a rule"), "addRule", self._make_next)
        self.add, self.lines = self._lines.add, self._lines.lines
        self.notice = Notice("ruleNotice")
        words = _("Rows that a search finds get its colour; of several rules the first one counts.")
        column = self.column
        column.addWidget(make_label(words, "quiet", wrap=True))
        column.addWidget(self._lines)
        column.addWidget(self.notice)
        column.addStretch(1)
        self.add_answers(_("Colour rows"))
        for rule in rules or (Colouring("", "yellow"),):
            self._lines.add_line(RuleLine(rule, asking))

    def rules(self) -> Rules:
        """The rules that search anything."""
        return tuple(line.rule() for line in self.lines() if line.rule().search)

    def _make_next(self) -> RuleLine:
        taken = {line.rule().colour for line in self.lines()}
        colour = next((name for name in ROW_COLOURS if name not in taken), "yellow")
        return RuleLine(Colouring("", colour), self._asking)

    # --- Qt's own names -----------------------------------------------------------------------

    def accept(self) -> None:
        for line in self.lines():
            restyle(line.search, problem=False)
            try:
                if line.rule().search:
                    self._asking.check(line.rule().search)
            except UserError as error:
                restyle(line.search, problem=True)
                self.notice.say(error.message)
                line.search.setFocus()
                return
        super().accept()


def _swatch(name: str) -> QIcon:
    picture = QPixmap(16, 16)
    picture.fill(row_colour(name) or Qt.GlobalColor.transparent)
    return QIcon(picture)
