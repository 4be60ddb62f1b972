"""Cells that were changed here and in a returned book, side by side; one chooses which stands."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QTableView, QVBoxLayout, QWidget

from t20desk.i18n import N_, _, ngettext
from t20desk.round_trip.saying import ClashLine
from t20desk.ui.looks.table_looks import dress_table, fit_columns
from t20desk.ui.looks.theme import colour_for
from t20desk.ui.looks.tips import answer_tip
from t20desk.ui.looks.words import time_text
from t20desk.ui.page import make_button, make_label
from t20desk.ui.tables.line_model import Index, LineModel, Role

RECORD, FIELD, WAS, HERE, BOOK, BY = range(6)
HEADINGS: Final = (
    N_("Record"), N_("Field"), N_("It was"), N_("Here now"), N_("In the workbook"),
    N_("Changed here by"),
)  # fmt: skip
SHARED: Final = {WAS: 0, HERE: 0, BOOK: 0}
EMPTY = "∅"
TAKEN, LEFT = "●  ", "○  "
MOST_HEIGHT: Final = 260
NARROWEST: Final = 145
"""So that a day in Chinese is read whole on both sides."""
WIDEST: Final = 150
WIDEST_BY: Final = 260
"""So that who and when are read whole; the values beside each other share the room left."""


class ClashModel(LineModel[ClashLine]):
    """The clashes; what nobody decided stays as it is here."""

    headings = HEADINGS
    decided = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._book: set[int] = set()

    def show(self, lines: Sequence[ClashLine]) -> None:
        """Show other clashes, none of them decided for the book."""
        self._book = set()
        self.show_lines(lines)
        self.decided.emit()

    @property
    def chosen(self) -> list[int]:
        """The places of the clashes in which the book has its way."""
        return sorted(self._book)

    def decide(self, row: int, for_book: bool) -> None:
        """Let one side have its way in one clash."""
        (self._book.add if for_book else self._book.discard)(row)
        self.dataChanged.emit(self.index(row, 0), self.index(row, BY))
        self.decided.emit()

    def is_for_book(self, row: int) -> bool:
        """Whether the book has its way in a clash."""
        return row in self._book

    def decide_all(self, for_book: bool) -> None:
        """Let one side have its way in all clashes."""
        self._book = set(range(len(self.lines))) if for_book else set()
        if self.lines:
            last = self.index(len(self.lines) - 1, BY)
            self.dataChanged.emit(self.index(0, 0), last)
        self.decided.emit()

    def _text(self, row: int, column: int) -> str:
        line, for_book = self.lines[row], row in self._book
        if column == RECORD:
            return line.title
        if column == FIELD:
            return line.field
        if column == WAS:
            return line.was or EMPTY
        if column == HERE:
            return (LEFT if for_book else TAKEN) + (line.here or EMPTY)
        if column == BOOK:
            return (TAKEN if for_book else LEFT) + (line.book or EMPTY)
        return " · ".join(filter(None, (line.user, line.time and time_text(line.time))))

    # --- Qt's own names -----------------------------------------------------------------------

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        row, column = index.row(), index.column()
        if role in (Role.DisplayRole, Role.ToolTipRole):
            return answer_tip(role, self._text(row, column))
        if role == Role.BackgroundRole and column in (HERE, BOOK):
            return colour_for("new") if (column == BOOK) == (row in self._book) else None
        if role == Role.AccessibleDescriptionRole and column in (HERE, BOOK):
            taken = (column == BOOK) == (row in self._book)
            return _("This value stands.") if taken else _("This value does not stand.")
        return None


class _ClashView(QTableView):
    """Left and right move between the sides, blank and Enter choose the one the cursor is on."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        model, here = self.model(), self.currentIndex()
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys and here.isValid() and isinstance(model, ClashModel):
            for_book = not model.is_for_book(here.row())
            if here.column() in (HERE, BOOK):
                for_book = here.column() == BOOK
            model.decide(here.row(), for_book)
            return
        super().keyPressEvent(event)


class ClashPanel(QWidget):
    """The clashes with a sentence above and two buttons that decide them all."""

    def __init__(self) -> None:
        super().__init__()
        self.model = ClashModel()
        self.table = _ClashView()
        self.table.setModel(self.model)
        dress_table(self.table, "clashTable", _("Changed here and in the workbook"), SHARED)
        self.table.horizontalHeader().setMinimumSectionSize(NARROWEST)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectItems)
        self.words = make_label(look="heading", wrap=True, name="clashWords")
        self.all_here = make_button(_("All as here"), "flat", "clashAllHere")
        self.all_book = make_button(_("All as in the workbook"), "flat", "clashAllBook")
        self._lay_out()
        self.table.clicked.connect(self._on_click)
        self.all_here.clicked.connect(lambda: self.model.decide_all(False))
        self.all_book.clicked.connect(lambda: self.model.decide_all(True))

    def show_lines(self, lines: Sequence[ClashLine]) -> None:
        """Show the clashes of a book; the panel hides where there are none."""
        self.model.show(lines)
        self.setVisible(bool(lines))
        words = ngettext(
            "{number} value was changed here and in the workbook. Click the one that is to stand; "
            "untouched, it stays as it is here.",
            "{number} values were changed here and in the workbook. Click those that are to stand; "
            "untouched, they stay as they are here.",
            len(lines),
        )
        self.words.setText(words.format(number=len(lines)))
        fit_columns(self.table, NARROWEST, WIDEST)
        self.table.resizeColumnToContents(BY)
        self.table.setColumnWidth(BY, min(self.table.columnWidth(BY), WIDEST_BY))
        rows = self.table.verticalHeader().defaultSectionSize() * (len(lines) + 1)
        self.table.setFixedHeight(min(rows + 24, MOST_HEIGHT))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self.words, 1)
        head.addWidget(self.all_here)
        head.addWidget(self.all_book)
        column.addLayout(head)
        column.addWidget(self.table)

    def _on_click(self, index: QModelIndex) -> None:
        if index.column() in (HERE, BOOK):
            self.model.decide(index.row(), index.column() == BOOK)
