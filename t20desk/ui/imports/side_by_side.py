"""A row of a sheet and the records it may speak of, side by side, field by field."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QPushButton, QTableWidget

from t20desk.db.fields import Field
from t20desk.db.keys import fold
from t20desk.i18n import _
from t20desk.importing.values import Candidate, OddRow
from t20desk.ui.looks.cell_texts import cell_text
from t20desk.ui.looks.shaded_item import ShadedItem
from t20desk.ui.looks.table_looks import dress_table
from t20desk.ui.looks.tips import set_tip
from t20desk.ui.page import make_button

FIELD, OURS, FIRST = range(3)
HEADS: Final = 2
"""The first lines: the buttons, and how sure each record is."""
FIELD_WIDTH: Final = 130
NARROWEST: Final = 150
Key = Qt.Key
DECIDING: Final = frozenset(
    (Key.Key_Return, Key.Key_Enter, Key.Key_Plus, Key.Key_Delete, Key.Key_Backspace)
) | {Key(Key.Key_1 + figure) for figure in range(9)}
"""The keys that say what a row is."""
EQUAL, OTHER = "=  ", "≠  "

Cells = Mapping[int, Sequence[Any]]


class SideBySide(QTableWidget):
    """One line a field: what the row says, and what each record holds."""

    picked = Signal(object)
    """The record of this id is the one; ids are longer than Qt's own integers."""

    def __init__(self) -> None:
        super().__init__(0, FIRST)
        dress_table(self, "doubtfulCells", _("The row beside the records"), {})
        self.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.buttons: dict[int, QPushButton] = {}
        """The button under each record, by its id."""

    def show_row(
        self, row: OddRow, fields: Sequence[Field], cells: Cells, titles: Mapping[int, str]
    ) -> None:
        """Show a row beside the records that were read."""
        there = [one for one in row.candidates if one.id in cells]
        self.clear()
        self.buttons = {}
        self.setColumnCount(FIRST + len(there))
        heads = [_("Field"), _("Row {row} of the file").format(row=row.number)]
        self.setHorizontalHeaderLabels([*heads, *(titles.get(one.id, "…") for one in there)])
        lines = [
            at for at in range(len(fields)) if _is_filled(at, row, [cells[c.id] for c in there])
        ]
        self.setRowCount(HEADS + len(lines))
        self._put(0, FIELD, "")
        self._put(1, FIELD, _("How sure"))
        for column, one in enumerate(there, FIRST):
            self._add_button(column, one)
            self._put(1, column, say_likeness(one))
        for line, at in enumerate(lines, HEADS):
            self._fill(
                line, fields[at], _say_own(row, at, fields[at]), [cells[c.id][at] for c in there]
            )
        self._fit()

    def show_decision(self, decision: int | None) -> None:
        """Press the button of the record that was decided for."""
        for key, button in self.buttons.items():
            button.setChecked(key == decision)

    def _add_button(self, column: int, one: Candidate) -> None:
        number = column - FIRST + 1
        button = make_button(_("{number}  This one").format(number=number), "chip", "doubtfulThis")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda _on=False, key=one.id: self.picked.emit(key))
        self.buttons[one.id] = button
        self.setCellWidget(0, column, button)

    def _fill(self, line: int, field: Field, own: str, others: Sequence[Any]) -> None:
        self._put(line, FIELD, field.say())
        self._put(line, OURS, own)
        for column, cell in enumerate(others, FIRST):
            text = cell_text(field, cell)
            if not own or not text:
                self._put(line, column, text)
            elif fold(own) == fold(text):
                self._put(line, column, EQUAL + text, "new")
            else:
                self._put(line, column, OTHER + text, "changed")

    def _put(self, line: int, column: int, text: str, meaning: str = "") -> None:
        item = ShadedItem(text)
        item.meaning, item.is_quiet = meaning, column == FIELD
        set_tip(item, text)
        self.setItem(line, column, item)

    def _fit(self) -> None:
        header = self.horizontalHeader()
        header.setMinimumSectionSize(NARROWEST)
        for column in range(self.columnCount()):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(FIELD_WIDTH)
        header.setSectionResizeMode(FIELD, QHeaderView.ResizeMode.Interactive)
        self.setColumnWidth(FIELD, FIELD_WIDTH)

    # --- Qt's own names -----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in DECIDING:
            # Left to the pane around, which knows the row.
            event.ignore()
        else:
            super().keyPressEvent(event)


def say_likeness(one: Candidate) -> str:
    """How sure a record is, and what speaks for it."""
    if one.score is None:
        return one.reasons or _("the key fits")
    return _("{share}: {reasons}").format(share=f"{one.score:.0%}", reasons=one.reasons)


def _say_own(row: OddRow, at: int, field: Field) -> str:
    """What a row says in a column, as it was understood; of a link, or what was not, its text."""
    value = row.values[at]
    return row.cells[at] if value is None or field.target else cell_text(field, value)


def _is_filled(at: int, row: OddRow, others: Sequence[Sequence[Any]]) -> bool:
    return bool(row.cells[at]) or any(cells[at] is not None for cells in others)
