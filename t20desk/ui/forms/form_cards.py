"""The cards of a form: one for each section, filled fields first, the others behind a button."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from t20desk.i18n import N_, _, ngettext
from t20desk.ui.forms.form_row import FormRow
from t20desk.ui.page import make_button, make_card, make_label

FURTHER = N_("Further")
SECTION_VERBS = {
    "Address": (("copy_address", N_("Copy")),),
    "Reach": (("copy_reach", N_("Copy")), ("write_mail", N_("Write"))),
}
"""Buttons in the heading of a card, by its section: the page's verb and its words."""
FIRST = ("Reach", "Address", "Membership")
"""The cards that are read most come first, but not in the form of a new record."""
ENTERED = ("Person's name", "Reach", "Address")
"""The cards that a new record shows as a whole."""
MOST_COLUMNS = 3
HEAD = 30
SMALL = 14
"""A new record with so few fields shows them all."""


class FormCard(QFrame):
    """A section: its heading, its verbs, and its rows."""

    verb_wanted = Signal(str)

    def __init__(self, section: str, rows: Sequence[FormRow], folds: bool, is_new: bool) -> None:
        super().__init__()
        self.rows = rows
        self.folds = folds
        self.opened = not folds
        self.is_new = is_new
        self.left_out: Collection[str] = ()
        self._has_any = True
        self.setProperty("look", "card")
        self.setSizePolicy(make_card().sizePolicy())
        self.heading = make_label(_(section), "heading")
        # As high as the buttons beside it, which are not always there.
        self.heading.setMinimumHeight(HEAD)
        self.more = make_button("", "flat", f"more_{section}")
        self.more.clicked.connect(self.open)
        self._verbs = [self._make_verb(*verb) for verb in SECTION_VERBS.get(section, ())]
        self._grid = QGridLayout(self)
        self._lay_out()

    def open(self) -> None:
        """Show every field."""
        self.opened = True
        self.show_filled()

    def show_filled(self) -> None:
        """Show the rows with a value, the needed ones, and where asked for all."""
        left = seen = 0
        for row in self.rows:
            if row.field.name in self.left_out and not row.is_filled:
                row.set_visible(False)
                continue
            shown = self.opened or row.is_filled or row.field.required or bool(row.problem.text())
            shown = shown or (self.is_new and row.is_written and _is_entered(row))
            row.set_visible(shown)
            left += not shown
            seen += shown
        words = ngettext("+ {number} field", "+ {number} fields", left)
        self.more.setText(words.format(number=left))
        self.more.setVisible(bool(left))
        self._has_any = bool(left or seen)
        self.hide_empty()
        self.weight = len(self.rows) - left + 2
        filled = any(row.is_filled for row in self.rows)
        for verb in self._verbs:
            verb.setVisible(filled)

    def hide_empty(self) -> None:
        """Put the card away where it has nothing to show, as with questions of other events."""
        if self.parentWidget() is not None:  # without one it would be a window
            self.setVisible(self._has_any)

    def _make_verb(self, name: str, words: str) -> QWidget:
        verb = make_button(_(words), "flat", name)
        verb.clicked.connect(lambda: self.verb_wanted.emit(name))
        return verb

    def _lay_out(self) -> None:
        grid = self._grid
        grid.setContentsMargins(18, 12, 12, 14)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self.heading, 1)
        for verb in (*self._verbs, self.more):
            head.addWidget(verb)
        grid.addLayout(head, 0, 0, 1, 2)
        grid.setColumnMinimumWidth(0, 130)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 5)
        for number, row in enumerate(self.rows, start=1):
            grid.addWidget(row.label, 2 * number, 0, Qt.AlignmentFlag.AlignTop)
            row.label.setContentsMargins(0, 7, 0, 0)
            if row.field.inherited:
                line = QHBoxLayout()
                line.addWidget(row.editor, 1)
                line.addWidget(row.own)
                grid.addLayout(line, 2 * number, 1)
            else:
                grid.addWidget(row.editor, 2 * number, 1, Qt.AlignmentFlag.AlignTop)
            # One below the other: a sentence that shares its line with a button is cut.
            below = QVBoxLayout()
            below.setSpacing(0)
            below.addWidget(row.problem)
            below.addWidget(row.answers)
            grid.addLayout(below, 2 * number + 1, 1)


class FormCards(QWidget):
    """The cards of a form, in one, two or three columns of about the same height."""

    verb_wanted = Signal(str)

    def __init__(
        self, rows: Mapping[str, FormRow], columns: int, folds: bool, is_new: bool
    ) -> None:
        super().__init__()
        self._columns = columns
        self._is_new = is_new
        self._stacks = [QVBoxLayout() for _column in range(MOST_COLUMNS)]
        sections: dict[str, list[FormRow]] = {}
        for row in rows.values():
            sections.setdefault(row.field.section or FURTHER, []).append(row)
        self.cards = {
            name: FormCard(name, found, folds, is_new) for name, found in sections.items()
        }
        for card in self.cards.values():
            card.verb_wanted.connect(self.verb_wanted)
            card.folds = folds and not (is_new and len(rows) <= SMALL)
            card.opened = not card.folds
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        for stack in self._stacks:
            stack.setSpacing(14)
            self._line.addLayout(stack, 1)
        self._parts: list[list[FormCard]] = []
        self.share_out()

    def use_columns(self, columns: int) -> None:
        """Stand in so many columns, as far as there are cards for them."""
        columns = min(columns, len(self.cards))
        if columns != self._columns:
            self._columns = columns
            self._place()

    def show_filled(self) -> None:
        """Show what is filled; a card that was opened stays so."""
        for card in self.cards.values():
            card.show_filled()

    def share_out(self) -> None:
        """Show what is filled, in columns of about the same height for it."""
        self.show_filled()
        self._place()

    def leave_out(self, names: Collection[str]) -> None:
        """Show no row for some fields, unless they are filled."""
        for card in self.cards.values():
            card.left_out = names
        self.show_filled()

    def fold(self) -> None:
        """Put the empty fields away again, for another record."""
        for card in self.cards.values():
            card.opened = not card.folds
        self.show_filled()

    def reveal(self, row: FormRow) -> None:
        """Show a row that may be put away."""
        for card in self.cards.values():
            if row in card.rows and row.label.isHidden():
                card.open()

    def _place(self) -> None:
        order = list(self.cards)
        if not self._is_new:
            order.sort(key=lambda name: FIRST.index(name) if name in FIRST else len(FIRST))
        parts = _share_out([self.cards[name] for name in order], self._columns)
        if parts == self._parts:
            return
        self._parts = parts
        for stack in self._stacks:
            # Not takeAt: an item that Python keeps leaves a stale height with its card.
            for card in self.cards.values():
                stack.removeWidget(card)
            while stack.count():
                stack.takeAt(0)
        for at, stack in enumerate(self._stacks):
            shown = at < self._columns
            for card in parts[at] if shown else ():
                stack.addWidget(card)
                card.hide_empty()
            stack.addStretch(1)
            self._line.setStretch(at, 1 if shown else 0)
        self._line.setSpacing(14 if self._columns > 1 else 0)


def _is_entered(row: FormRow) -> bool:
    """Whether a new record asks for a field at first."""
    one = row.field
    return one.listed or bool(one.group) or one.section in ENTERED


def _share_out(cards: list[FormCard], columns: int) -> list[list[FormCard]]:
    """The cards in order, in columns of about the same height."""
    whole, taken = sum(card.weight for card in cards), 0
    parts: list[list[FormCard]] = [[] for _column in range(columns)]
    for card in cards:
        # A little less than the middle, so that a card alone stands in the first column.
        middle = taken + card.weight / 2 - 0.01
        parts[min(int(middle * columns / max(whole, 1)), columns - 1)].append(card)
        taken += card.weight
    return parts
