"""What typing into a table does: a cell is one change, and what is wrong is shown at the cell."""

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from t20desk.db.change import Change, Conflict
from t20desk.db.field_names import write_name
from t20desk.db.fields import Field
from t20desk.db.types import Stored
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.ui.desk import Desk
from t20desk.ui.forms.typed_values import say_stored, say_typed, understand
from t20desk.ui.looks.cell_texts import cell_text
from t20desk.ui.tables.cell_looks import CellProblem
from t20desk.ui.tables.record_table import RecordTable

if TYPE_CHECKING:
    from t20desk.ui.tables.block_edits import BlockEdits


class TableEdits(QObject):
    """Turns typed cells and blocks of a table into changes."""

    told = Signal(str)

    def __init__(self, desk: Desk, table: RecordTable) -> None:
        super().__init__(table)
        self._desk = desk
        self._table = table
        self._model = table.records
        self._model.cell_typed.connect(self.save_cell)
        table.refused.connect(self._say_closed)

    @cached_property
    def blocks(self) -> "BlockEdits":
        """What is done to blocks of cells."""
        from t20desk.ui.tables.block_edits import BlockEdits

        return BlockEdits(self._desk, self._table, self.told.emit)

    def act(self, word: str) -> None:
        """What the table asks for: copy, cut, paste, clear or fill."""
        acts = {
            "copy": self.blocks.copy,
            "cut": self.blocks.cut,
            "paste": self.blocks.paste,
            "clear": self.blocks.clear,
            "fill": self.blocks.fill_down,
        }
        acts[word]()

    def _say_closed(self, index: QModelIndex) -> None:
        """Say where the value of a cell comes from that cannot be typed into."""
        from t20desk.ui.tables.closed_cells import say_closed

        if self._model.group_at(index.row()) is None:
            self.told.emit(say_closed(self._desk.kinds, self._model, index))
            moved = self._table.selectionModel().currentChanged
            moved.connect(self._take_back, Qt.ConnectionType.SingleShotConnection)

    def _take_back(self) -> None:
        """The sentence was about a cell that the cursor has left."""
        self.told.emit("")

    def save_cell(self, record_id: int, name: str, typed: object) -> None:
        """Save one cell; a problem or a conflict stays shown at the cell."""
        one = next(one for one in self._model.fields if one.name == name)
        self._model.note_problem(record_id, name, None)
        self.told.emit("")
        parsed = understand(self._desk.db, one, typed)
        words = say_typed(self._desk.db, one, parsed, typed)
        if parsed.severity in ("error", "doubt"):
            self._refuse(record_id, name, parsed.message, words)
            return
        row = self._model.row_of(record_id)
        before = self._model.stored_at(self._model.index(row, self._model.fields.index(one)))
        if parsed.value == before:
            return
        if self._apply_cell(record_id, one, parsed.value, words, before) and parsed.message:
            # What was made of it is not quite what was typed.
            self.told.emit(parsed.message)

    def _apply_cell(
        self, record_id: int, one: Field, value: Stored, typed: str, before: Stored
    ) -> bool:
        """Whether the cell is written without more ado; `before` is what was seen in it."""
        from t20desk.editing import plan_edit

        kind, column = self._model.listing.kind, write_name(one)
        # A translated text may be shown in another language than the one that is typed.
        base = {record_id: {column: before}} if column == one.name else None
        try:
            change = plan_edit(self._desk.db, kind, {record_id: {column: value}}, base)
            if reaches_further(change, record_id):
                # Whether it is taken or not, the cell shows what is stored.
                from t20desk.ui.previews.preview import preview_and_apply

                preview_and_apply(self._table.window(), self._desk, change)
                self._table.reload()
                return False
            applied = self._desk.apply(change)
        except UserError as error:
            self._refuse(record_id, one.name, error.message, typed)
            return False
        if applied.conflicts:
            self._ask(record_id, one, applied.conflicts[0], typed)
        elif applied.problems:
            self._refuse(record_id, one.name, applied.problems[0].message, typed)
        return not applied.is_refused

    def _ask(self, record_id: int, one: Field, conflict: Conflict, typed: str) -> None:
        """Say at the cell what somebody else made of it meanwhile, and ask what is to stand."""
        from t20desk.ui.tables.cell_conflict import ask_at_cell, say_conflict

        def answer(value: Stored) -> None:
            self._model.note_problem(record_id, one.name, None)
            self.told.emit("")
            if value != conflict.mine:
                self._apply_cell(record_id, one, value, typed, conflict.mine)

        self._table.reload()
        if conflict.field is None:
            sentence = _("This record was changed or deleted meanwhile; open it again.")
            self._refuse(record_id, one.name, sentence, typed, conflict=True)
            return
        sentence = say_conflict(self._desk.db, one, conflict)
        self._refuse(record_id, one.name, sentence, typed, conflict=True)
        at = self._model.index(self._model.row_of(record_id), self._model.fields.index(one))
        say = partial(say_stored, self._desk.db, one)
        ask_at_cell(self._table, at, sentence, say, conflict, answer)

    def _refuse(
        self, record_id: int, name: str, sentence: str, typed: str, conflict: bool = False
    ) -> None:
        shown = None if conflict else self._read_shown(record_id, name)
        self._model.note_problem(record_id, name, CellProblem(sentence, typed, conflict, shown))
        self.told.emit(sentence)

    def _read_shown(self, record_id: int, name: str) -> str | None:
        """What the cell shows of the record itself."""
        row = self._model.row_of(record_id)
        cells = self._model.cells_of(row) if row >= 0 else None
        at = next(at for at, one in enumerate(self._model.fields) if one.name == name)
        return None if cells is None else cell_text(self._model.fields[at], cells[at])


def reaches_further(change: Change, record_id: int) -> bool:
    """Whether an edit of a guest moves others of the same list, who wait or move up."""
    from t20desk.guests.places import KIND

    touched = {row[0] for batch in change.batches if batch.kind == KIND for row in batch.rows}
    return bool(touched - {record_id})
