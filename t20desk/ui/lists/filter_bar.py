"""View chips, filter chips and the search in this list; together they make one query."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QWidget,
)

from t20desk.db.fields import Field, Kind, Kinds
from t20desk.i18n import _
from t20desk.searching import (
    MAX_LENGTH,
    All,
    QueryError,
    Tree,
    parts_of,
    read_query,
    tidy_tree,
    write_query,
)
from t20desk.searching.suggesting import suggest
from t20desk.ui.forms.undo_keys import leave_undo
from t20desk.ui.lists.facets import can_filter
from t20desk.ui.lists.filter_chips import ConditionChip, FilterChip, is_condition
from t20desk.ui.lists.suggestion_list import AskMore, SuggestionList, mark_fault
from t20desk.ui.looks.flow import FlowLayout
from t20desk.ui.looks.key_words import with_key
from t20desk.ui.page import make_button, offer_clearing

CHIPS_SHOWN: Final = 4
LEAST_SEARCH, MOST_SEARCH = 180, 340
Count = Callable[[Field, str, Callable[[dict[str, int]], None]], None]
"""Asks how many records that a query finds have each value of a field."""
Name = Callable[[Tree, Callable[[Mapping[str, str]], None]], None]
"""Asks for the titles of the records whose ids a condition names."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What a filter bar asks of the database."""

    count: Count
    offer: AskMore
    name: Name
    is_sound: Callable[[str], bool]
    """Whether a query can be answered; one that cannot stays typed, where it is marked."""


class FilterBar(QWidget):
    """The line above a list."""

    query_changed = Signal()
    builder_wanted = Signal()
    rows_wanted = Signal()
    """Down, or Enter behind plain words: the hands go on in the rows that were found."""

    def __init__(self, kinds: Kinds, kind: Kind, fields: Sequence[Field], asking: Asking) -> None:
        super().__init__()
        self._kinds = kinds
        self._kind = kind
        self._fields = fields
        self._asking = asking
        self.chips = {one.name: FilterChip(one) for one in fields if can_filter(one)}
        self.conditions: list[ConditionChip] = []
        self.fault = (0, 0)
        """Where the typed words are marked as wrong."""
        self._make_line()
        self.suggestions = SuggestionList(
            self.search, partial(suggest, kinds, kind.name), asking.offer
        )
        self._lay_out()

    # --- the query ----------------------------------------------------------------------------

    def tree(self) -> Tree:
        """What all chips and the typed words ask together; raises QueryError for the words."""
        return tidy_tree(All((*self._chip_trees(), *parts_of(self._read(self.search.text())))))

    def _read(self, text: str) -> Tree:
        return read_query(self._kinds, self._kind.name, text)

    def query(self) -> str:
        """The same as text; words that cannot be read stand in it as they were typed."""
        try:
            return write_query(self.tree()) if self._has_chips() else self.search.text().strip()
        except QueryError:
            chips = write_query(All(tuple(self._chip_trees())))
            return f"{chips} {self.search.text().strip()}"

    def show_query(self, text: str) -> None:
        """Show a query: as chips what can be one, the rest as words."""
        self._quietly(partial(self._take_query, text))

    def show_tree(self, tree: Tree) -> None:
        """Show a tree in the same way, and search for it."""
        self.show_query(write_query(tree))
        self.query_changed.emit()

    def gather_chips(self) -> None:
        """Make chips of the conditions that were typed; words stay in the line."""
        if not self._asking.is_sound(self.search.text()):
            return
        try:
            parts = parts_of(self._read(self.search.text()))
        except QueryError:
            return
        if any(map(is_condition, parts)):
            before = self.query()
            self._quietly(partial(self._spread, parts))
            if self.query() != before:
                self.query_changed.emit()

    def _on_return(self) -> None:
        """Make chips of what was typed; where that leaves the line as it was, go on below."""
        before = self.search.text()
        self.gather_chips()
        if self.search.text() == before and self._asking.is_sound(before):
            self.rows_wanted.emit()

    def mark_fault(self, start: int, end: int) -> None:
        """Underline a place in the typed words; one of no length takes the mark away."""
        if self.fault != (start, end):
            self.fault = (start, end)
            mark_fault(self.search, start, end)

    def _take_query(self, text: str) -> None:
        for chip in self.chips.values():
            chip.clear()
        for condition in list(self.conditions):
            self._drop(condition)
        self.search.setText(text)
        try:
            self._spread(parts_of(self._read(text)))
        except QueryError:
            return

    def _spread(self, parts: Sequence[Tree]) -> None:
        """Give each part to a value chip that understands it, to a chip of its own, or the line."""
        words: list[Tree] = []
        for part in parts:
            if not is_condition(part):
                words.append(part)
            elif not self._has_chip(part):
                self._add_condition(part)
        self.search.setText(write_query(All(tuple(words))))
        for chip in self.chips.values():
            if chip.chosen():
                chip.show()

    def _has_chip(self, part: Tree) -> bool:
        """Whether a value chip took a condition, or a chip asks it already."""
        taken = any(chip.take(part, self._kind) for chip in self.chips.values())
        return taken or any(chip.asks(part) for chip in self.conditions)

    def _all_chips(self) -> list[FilterChip | ConditionChip]:
        return [*self.chips.values(), *self.conditions]

    def _chip_trees(self, without: FilterChip | None = None) -> list[Tree]:
        chips = (chip for chip in self._all_chips() if chip is not without)
        return [tree for chip in chips if (tree := chip.tree()) is not None]

    def _has_chips(self) -> bool:
        return bool(self._chip_trees())

    def _quietly(self, act: Callable[[], None]) -> None:
        """Do what changes chips and words, without a search for each of them."""
        was = self.blockSignals(True)
        act()
        self._wait.stop()
        self.blockSignals(was)

    # --- chips --------------------------------------------------------------------------------

    def _add_condition(self, tree: Tree) -> None:
        chip = ConditionChip(self._kinds, self._kind, tree)
        chip.removed.connect(partial(self._remove, chip))
        chip.text_wanted.connect(partial(self._make_text, chip))
        chip.changed.connect(self.query_changed)
        self.conditions.append(chip)
        self._flow.removeWidget(self._more)
        self._flow.addWidget(chip)
        self._flow.addWidget(self._more)
        self._asking.name(tree, partial(self._take_names, chip))

    def _take_names(self, chip: ConditionChip, names: Mapping[str, str]) -> None:
        if chip in self.conditions:
            chip.take_names(names)

    def _drop(self, chip: ConditionChip) -> None:
        self.conditions.remove(chip)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()

    def _remove(self, chip: ConditionChip) -> None:
        self._drop(chip)
        self.query_changed.emit()
        self.search.setFocus()

    def _make_text(self, chip: FilterChip | ConditionChip) -> None:
        """Turn a chip into text at the end of the line; what is found stays the same."""
        tree = chip.tree()
        if tree is None:
            return
        try:
            typed = parts_of(self._read(self.search.text()))
        except QueryError:
            return
        text = write_query(All((*typed, tree)))

        def turn() -> None:
            chip.clear() if isinstance(chip, FilterChip) else self._drop(chip)
            self.search.setText(text)

        self._quietly(turn)
        self.search.setFocus()
        self.search.setCursorPosition(len(text))

    def _count_chip(self, chip: FilterChip) -> None:
        """Ask how many records have each value, as all other filters leave them."""
        others = self._chip_trees(without=chip)
        try:
            typed = self._read(self.search.text())
        except QueryError:
            typed = All(())
        asked = write_query(All((*others, *parts_of(typed))))
        self._asking.count(chip.field, asked, chip.show_counts)

    # --- building -----------------------------------------------------------------------------

    def _make_line(self) -> None:
        self.search = QLineEdit()
        leave_undo(self.search)
        self.search.setObjectName("listSearch")
        self.search.setMaxLength(MAX_LENGTH)
        offer_clearing(self.search)
        self.search.setPlaceholderText(with_key(_("In this list"), "find_here"))
        self.search.setAccessibleName(_("Search in this list"))
        self.search.setMinimumWidth(LEAST_SEARCH)
        self.search.setMaximumWidth(MOST_SEARCH)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        # Nothing is waited for, since the next key stops the search of the last one.
        self._wait.setInterval(0)
        self._wait.timeout.connect(self.query_changed)
        self.search.textChanged.connect(lambda _text: self._wait.start())
        self.search.returnPressed.connect(self._on_return)
        self.search.installEventFilter(self)

    def _lay_out(self) -> None:
        """Chips go on in the next line where the room ends; the search takes what they leave."""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._flow = FlowLayout(8, in_line=True)
        row.addLayout(self._flow)
        row.addStretch(1)
        row.addWidget(self.search, 1000, Qt.AlignmentFlag.AlignTop)
        for number, chip in enumerate(self.chips.values()):
            chip.filter_changed.connect(self.query_changed)
            chip.counts_wanted.connect(partial(self._count_chip, chip))
            chip.text_wanted.connect(partial(self._make_text, chip))
            self._flow.addWidget(chip)
            if number >= CHIPS_SHOWN:
                chip.hide()
        self._more = make_button(_("+ filter"), "flat", "moreFilters")
        menu = QMenu(self._more)
        menu.aboutToShow.connect(partial(self._fill_menu, menu))
        self._more.setMenu(menu)
        self._flow.addWidget(self._more)

    def _fill_menu(self, menu: QMenu) -> None:
        """Every field: those with values to choose from open their list, others begin a text."""
        menu.clear()
        menu.addAction(_("Build conditions …"), self.builder_wanted.emit)
        menu.addSeparator()
        for one in self._fields:
            if one.hidden or (one.language and one.group):
                continue
            if one.name in self.chips:
                menu.addAction(one.say(), partial(_show_chip, self.chips[one.name]))
            else:
                menu.addAction(one.say(), partial(self._begin_text, one))

    def _begin_text(self, field: Field) -> None:
        """Write the name of a field into the line, so that its value can be typed or chosen."""
        typed = self.search.text().rstrip()
        start = f"{typed} " if typed else ""
        offered = suggest(self._kinds, self._kind.name, field.name, len(field.name))
        self.search.setFocus()
        self.search.setText(start + (offered[0].text if offered else f"{field.name}:"))
        self.suggestions.offer()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Backspace in an empty line turns the last chip into text; Down leads to the rows."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            chips = [chip for chip in self._all_chips() if chip.tree() is not None]
            if event.key() == Qt.Key.Key_Backspace and not self.search.text() and chips:
                self._make_text(chips[-1])
                return True
            if event.key() == Qt.Key.Key_Down:
                self.rows_wanted.emit()
                return True
        return False


def _show_chip(chip: FilterChip) -> None:
    chip.show()
    chip.click()
