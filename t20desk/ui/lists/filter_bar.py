"""Filter chips and the search in this list; together they make one query."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from t20desk.db.fields import Field
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
from t20desk.searching.translating import keep_query, speak_query
from t20desk.ui.forms.undo_keys import leave_undo
from t20desk.ui.lists.chip_line import ChipLine
from t20desk.ui.lists.filter_answers import FilterAnswers
from t20desk.ui.lists.filter_chips import ConditionChip, FilterChip, is_condition
from t20desk.ui.lists.suggestion_list import SuggestionList, mark_fault
from t20desk.ui.looks.key_words import with_key
from t20desk.ui.page import offer_clearing, restyle

LEAST_SEARCH, MOST_SEARCH = 160, 340


class FilterBar(QWidget):
    """The line above a list."""

    query_changed = Signal()
    rows_wanted = Signal()
    """Down, or Enter behind plain words: the hands go on in the rows that were found."""

    def __init__(self, answers: FilterAnswers, fields: Sequence[Field]) -> None:
        super().__init__()
        self._answers = answers
        self.chips = ChipLine(answers, fields)
        self.fault = (0, 0)
        """Where the typed words are marked as wrong."""
        self._make_line()
        self._suggest = partial(suggest, answers.kinds, answers.kind.name)
        self.suggestions = SuggestionList(self.search, self._suggest, answers.offer)
        self._lay_out()
        self._connect()

    # --- verbs --------------------------------------------------------------------------------

    def find_here(self) -> None:
        """Put the cursor into the search of this list."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def begin(self, letters: str) -> None:
        """Letters typed into a list that is only read look for what begins so."""
        self.find_here()
        self.search.insert(letters)

    def build_search(self) -> None:
        """Build conditions within conditions, and search for them."""
        from t20desk.ui.lists.condition_builder import build_conditions

        answers = self._answers
        tree = build_conditions(self, answers.kinds, answers.kind, self.query(), answers.offer)
        if tree is not None:
            self.show_tree(tree)

    # --- the query ----------------------------------------------------------------------------

    def tree(self) -> Tree:
        """What all chips and the typed words ask together; raises QueryError for the words."""
        return tidy_tree(All((*self.chips.trees(), *self._typed())))

    def _read(self, text: str) -> Sequence[Tree]:
        return parts_of(read_query(self._answers.kinds, self._answers.kind.name, text))

    def _typed(self) -> Sequence[Tree]:
        """The parts of what is typed; raises QueryError where it cannot be read."""
        return self._read(self.search.text())

    def query(self) -> str:
        """The same as text by keys; words that cannot be read stand in it as they were typed."""
        typed, asked = self.search.text().strip(), self.chips.trees()
        try:
            text = write_query(self.tree()) if asked else typed
            return keep_query(self._answers.kinds, self._answers.kind.name, text)
        except QueryError:
            return f"{write_query(All(tuple(asked)))} {typed}"

    def show_query(self, text: str) -> None:
        """Show a query: as chips what can be one, the rest as words."""
        self._quietly(partial(self._take_query, text))

    def show_tree(self, tree: Tree) -> None:
        """Show a tree in the same way, and search for it."""
        self.show_query(write_query(tree))
        self.query_changed.emit()

    def gather_chips(self) -> None:
        """Make chips of the conditions that were typed; words stay in the line."""
        if not self._answers.is_sound(self.search.text()):
            return
        try:
            parts = self._typed()
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
        if self.search.text() == before and self._answers.is_sound(before):
            self.rows_wanted.emit()

    def _take_query(self, text: str) -> None:
        self.chips.clear()
        self.search.setText(text)
        try:
            self._spread(self._read(text))
        except QueryError:
            return

    def _spread(self, parts: Sequence[Tree]) -> None:
        self.search.setText(self._speak(*self.chips.spread(parts)))

    def _quietly(self, act: Callable[[], None]) -> None:
        """Do what changes chips and words, without a search for each of them."""
        was = self.blockSignals(True)
        act()
        self._wait.stop()
        self.blockSignals(was)

    def _speak(self, *parts: Tree) -> str:
        """The text of conditions, in the words of the window."""
        return speak_query(self._answers.kinds, self._answers.kind.name, All(parts))

    # --- what is wrong ------------------------------------------------------------------------

    def find_fault(self, say: Callable[[str], None]) -> None:
        """Mark and say what is wrong with the typed words, unless one types on meanwhile."""
        restyle(self.search, problem=True)
        typed = self.search.text()

        def mark(fault: QueryError | None) -> None:
            if fault is not None and typed == self.search.text():
                say(fault.message)
                self._mark_fault(fault.place, fault.end)

        self._answers.find_fault(typed, mark)

    def forget_fault(self) -> None:
        """Take the mark away."""
        restyle(self.search, problem=False)
        self._mark_fault(0, 0)

    def _mark_fault(self, start: int, end: int) -> None:
        """Underline a place in the typed words; one of no length takes the mark away."""
        if self.fault != (start, end):
            self.fault = (start, end)
            mark_fault(self.search, start, end)

    # --- chips --------------------------------------------------------------------------------

    def _make_text(self, chip: FilterChip | ConditionChip) -> None:
        """Turn a chip into text at the end of the line; what is found stays the same."""
        tree = chip.tree()
        if tree is None:
            return
        try:
            text = self._speak(*self._typed(), tree)
        except QueryError:
            return

        def turn() -> None:
            self.chips.drop(chip)
            self.search.setText(text)

        self._quietly(turn)
        self.search.setFocus()
        self.search.setCursorPosition(len(text))

    def _count_chip(self, chip: FilterChip) -> None:
        """Ask how many records have each value, as all other filters leave them."""
        parts = self.chips.trees(without=chip)
        with suppress(QueryError):
            parts.extend(self._typed())
        self._answers.count(chip.field, write_query(All(tuple(parts))), chip.show_counts)

    def _begin_text(self, field: Field) -> None:
        """Write the name of a field into the line, so that its value can be typed or chosen."""
        typed = self.search.text().rstrip()
        start = f"{typed} " if typed else ""
        offered = self._suggest(field.name, len(field.name))
        self.search.setFocus()
        self.search.setText(start + (offered[0].text if offered else f"{field.name}:"))
        self.suggestions.offer()

    # --- building -----------------------------------------------------------------------------

    def _make_line(self) -> None:
        self.search = QLineEdit()
        leave_undo(self.search, applied=self._answers.applied)
        self.search.setObjectName("listSearch")
        self.search.setMaxLength(MAX_LENGTH)
        offer_clearing(self.search)
        self.search.setPlaceholderText(with_key(_("In this list"), "find_here"))
        self.search.setAccessibleName(_("Search in this list"))
        self.search.setMinimumWidth(LEAST_SEARCH)
        self.search.setMaximumWidth(MOST_SEARCH)
        # Nothing is waited for, since the next key stops the search of the last one.
        self._wait = QTimer(self, singleShot=True, interval=0)
        self._wait.timeout.connect(self.query_changed)
        self.search.textChanged.connect(lambda _text: self._wait.start())
        self.search.returnPressed.connect(self._on_return)
        self.search.installEventFilter(self)

    def _lay_out(self) -> None:
        """The search takes what the chips leave; the keys come to it first."""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addStretch(1)
        row.addWidget(self.search, 1000, Qt.AlignmentFlag.AlignTop)
        row.insertLayout(0, self.chips)

    def _connect(self) -> None:
        self.chips.changed.connect(self.query_changed)
        self.chips.removed.connect(self.search.setFocus)
        self.chips.counts_wanted.connect(self._count_chip)
        self.chips.text_wanted.connect(self._make_text)
        self.chips.field_wanted.connect(self._begin_text)
        self.chips.builder_wanted.connect(self.build_search)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Backspace in an empty line turns the last chip into text; Down leads to the rows."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            last = self.chips.last_asking()
            if event.key() == Qt.Key.Key_Backspace and not self.search.text() and last:
                self._make_text(last)
                return True
            if event.key() == Qt.Key.Key_Down:
                self.rows_wanted.emit()
                return True
        return False
