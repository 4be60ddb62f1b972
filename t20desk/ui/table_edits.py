"""What typing into a table does: a cell is one change; a block is previewed first."""

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from t20desk.db.fields import Field
from t20desk.db.types import Stored, typed_reading
from t20desk.editing import plan_edit
from t20desk.errors import UserError
from t20desk.i18n import _, ngettext
from t20desk.ui.cell_looks import CellProblem
from t20desk.ui.cell_texts import cell_text, column_of
from t20desk.ui.desk import Desk
from t20desk.ui.field_form import can_write
from t20desk.ui.record_table import RecordTable

MOST_CELLS = 200_000


class TableEdits(QObject):
    """Turns typed cells and blocks of a table into changes."""

    told = Signal(str)

    def __init__(self, desk: Desk, table: RecordTable) -> None:
        super().__init__(table)
        self._desk = desk
        self._table = table
        self._model = table.records
        self._model.cell_typed.connect(self.save_cell)

    def act(self, word: str) -> None:
        """What the table asks for: copy, paste, clear or fill."""
        acts = {
            "copy": self.copy_block,
            "paste": self.paste_block,
            "clear": self.clear_block,
            "fill": self.fill_down,
        }
        acts[word]()

    def save_cell(self, record_id: int, name: str, typed: object) -> None:
        """Save one cell; a problem or a conflict stays shown at the cell."""
        one = next(one for one in self._model.fields if one.name == name)
        self._model.note_problem(record_id, name, None)
        parsed = one.type.parse(typed, typed_reading())
        if parsed.severity in ("error", "doubt"):
            self._refuse(record_id, name, parsed.message, typed)
            return
        row = self._model.row_of(record_id)
        before = self._model.stored_at(self._model.index(row, self._model.fields.index(one)))
        if parsed.value == before:
            return
        self._apply_cell(record_id, one, parsed.value, typed)

    def _apply_cell(self, record_id: int, one: Field, value: Stored, typed: object) -> None:
        kind = self._model.listing.kind
        try:
            change = plan_edit(self._desk.db, kind, {record_id: {column_of(one): value}})
            applied = self._desk.apply(change)
        except UserError as error:
            self._refuse(record_id, one.name, error.message, typed)
            return
        if applied.conflicts:
            sentence = _("Somebody changed this cell meanwhile; it was read again.")
            self._refuse(record_id, one.name, sentence, typed, conflict=True)
            self._table.reload()
        elif applied.problems:
            self._refuse(record_id, one.name, applied.problems[0].message, typed)

    def _refuse(
        self, record_id: int, name: str, sentence: str, typed: object, conflict: bool = False
    ) -> None:
        self._model.note_problem(record_id, name, CellProblem(sentence, str(typed or ""), conflict))
        self.told.emit(sentence)

    # --- blocks -------------------------------------------------------------------------------

    def copy_block(self) -> None:
        """Put the selected cells on the clipboard, parted by tabs."""
        rows, columns = self._block()
        names = [self._model.fields[column] for column in columns]
        ids = [self._model.ids[row] for row in rows]
        if len(rows) * len(columns) > MOST_CELLS:
            self.told.emit(_("This is too much for the clipboard; export the list instead."))
            return
        self._read_texts(ids, names)

    def _read_texts(self, ids: list[int], fields: list[Field]) -> None:
        from array import array
        from dataclasses import replace

        from t20desk.listing import read_rows

        listing = replace(self._model.listing, columns=tuple(one.name for one in fields))
        wanted = array("q", ids)
        self._desk.read(
            lambda: read_rows(self._desk.db, listing, wanted),
            lambda rows: self._fill_clipboard(ids, fields, rows),
        )

    def _fill_clipboard(self, ids: list[int], fields: list[Field], rows: dict[int, Any]) -> None:
        lines = [
            "\t".join(
                _one_line(cell_text(one, cell)) for one, cell in zip(fields, rows[key], strict=True)
            )
            for key in ids
            if key in rows
        ]
        QApplication.clipboard().setText("\n".join(lines) + "\n")
        text = ngettext("{number} row copied.", "{number} rows copied.", len(lines))
        self._desk.tell(text.format(number=len(lines)))

    def paste_block(self) -> None:
        """Read a block from the clipboard into the cells from the cursor on."""
        text = QApplication.clipboard().text()
        lines = [line.split("\t") for line in text.rstrip("\r\n").splitlines()]
        start = self._table.currentIndex()
        if not lines or not start.isValid() or not self._model.editing:
            return
        header = self._table.horizontalHeader()
        left = header.visualIndex(start.column())
        block: dict[tuple[int, int], str] = {}
        for down, line in enumerate(lines):
            for across, cell in enumerate(line):
                row, at = start.row() + down, left + across
                if row < len(self._model.ids) and at < len(self._model.fields):
                    block[(row, header.logicalIndex(at))] = cell
        self._apply_block(block)

    def clear_block(self) -> None:
        """Empty the selected cells."""
        rows, columns = self._block()
        self._apply_block({(row, column): "" for row in rows for column in columns})

    def fill_down(self) -> None:
        """Put the top cell of the selection into the cells below it."""
        rows, columns = self._block()
        block: dict[tuple[int, int], Any] = {}
        for column in columns:
            top = self._model.stored_at(self._model.index(rows[0], column)) if rows else None
            one = self._model.fields[column]
            typed = top if one.target else one.type.format(top)
            block.update({(row, column): typed for row in rows[1:]})
        self._apply_block(block)

    def _apply_block(self, block: dict[tuple[int, int], Any]) -> None:
        edits: dict[int, dict[str, Stored]] = {}
        for (row, column), typed in block.items():
            one, key = self._model.fields[column], self._model.ids[row]
            if not can_write(one) or "." in one.name:
                continue
            parsed = one.type.parse(typed, typed_reading())
            if parsed.severity in ("error", "doubt"):
                self._refuse(key, one.name, parsed.message, typed)
            else:
                self._model.note_problem(key, one.name, None)
                edits.setdefault(key, {})[column_of(one)] = parsed.value
        if edits:
            self._plan_block(edits)

    def _plan_block(self, edits: dict[int, dict[str, Stored]]) -> None:
        from t20desk.ui.preview import preview_and_apply

        try:
            change = plan_edit(self._desk.db, self._model.listing.kind, edits)
            preview_and_apply(self._table.window(), self._desk, change, several=len(edits) > 1)
        except UserError as error:
            self.told.emit(error.message)

    def _block(self) -> tuple[list[int], list[int]]:
        """The rows and columns of the selection, columns as they stand from left to right."""
        header = self._table.horizontalHeader()
        rows: set[int] = set()
        columns: set[int] = set()
        for one in self._table.spans():
            rows.update(range(one.top(), one.bottom() + 1))
            columns.update(range(one.left(), one.right() + 1))
        return sorted(rows), sorted(columns, key=header.visualIndex)


def _one_line(text: str) -> str:
    return " ".join(text.split())
