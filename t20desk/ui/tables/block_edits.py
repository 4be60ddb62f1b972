"""Blocks of cells under the hands: copied, pasted, cleared, filled down; several are previewed."""

from array import array
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from PySide6.QtCore import QObject

from t20desk.db.change import Change
from t20desk.db.database import Database
from t20desk.db.fields import Field
from t20desk.editing.blocks import Copied, write_page, write_text
from t20desk.i18n import _, ngettext
from t20desk.listing import Inherited, Linked, Listing, iterate_rows
from t20desk.ui.desk import Desk
from t20desk.ui.looks.dropping import copied_data
from t20desk.ui.previews.plan_child import Asked
from t20desk.ui.previews.planned_change import ChangeIndex
from t20desk.ui.previews.plans import Telling, make_plan, preview_planned
from t20desk.ui.previews.preview import say_change
from t20desk.ui.previews.preview_panel import Words
from t20desk.ui.tables.cell_looks import CellProblem
from t20desk.ui.tables.clipboard import offer_block
from t20desk.ui.tables.record_table import RecordTable

if TYPE_CHECKING:
    from t20desk.editing.pasting import Note, Planned, Target

MOST_CELLS: Final = 200_000
"""More cells than this are exported, not copied."""
MOST_TEXT: Final = 50_000_000
MOST_MARKS: Final = 500
"""So many cells are marked in the table; the preview names more."""


class Span(NamedTuple):
    """The rows and the columns of a selection, columns as they stand from left to right."""

    ids: "array[int]"
    columns: list[int]

    @property
    def size(self) -> int:
        """How many cells it has."""
        return len(self.ids) * len(self.columns)


class BlockEdits(QObject):
    """What is done to the block that is selected in a table."""

    def __init__(self, desk: Desk, table: RecordTable, told: Callable[[str], None]) -> None:
        super().__init__(table)
        self._desk = desk
        self._table = table
        self._model = table.records
        self._told = told

    def cut(self) -> None:
        """Put the selected cells on the clipboard and empty just these once they are there."""
        if self._fits_clipboard():
            span = self._span()
            self._copy(span, partial(self._clear, span))

    def copy(self) -> None:
        """Put the selected cells on the clipboard, for Excel and LibreOffice alike."""
        if self._fits_clipboard():
            self._copy(self._span(), lambda: None)

    def _fits_clipboard(self) -> bool:
        fits = self._table.count_selected() <= MOST_CELLS // max(len(self._columns()), 1)
        if not fits:
            self._told(_("This is too much for the clipboard; export the list instead."))
        return fits

    def _copy(self, span: Span, then: Callable[[], None]) -> None:
        names = tuple(self._model.fields[column].name for column in span.columns)
        listing = replace(self._model.listing, columns=names)
        fields = [self._model.fields[column] for column in span.columns]

        def offer(written: tuple[str, str, int]) -> None:
            text, page, number = written
            offer_block(text, page)
            words = ngettext("{number} row copied.", "{number} rows copied.", number)
            self._desk.tell(words.format(number=number))
            then()

        self._desk.read(lambda: _write_block(self._desk.db, listing, fields, span.ids), offer)

    def paste(self, anew: bool = False) -> None:
        """Read a block from the clipboard into the cells from the first selected one on.

        `anew` makes a record of each of its rows, and needs no row to begin at.
        """
        from t20desk.editing.pasting import plan_paste

        data = copied_data()
        is_placed = anew or self._table.currentIndex().isValid()
        if not self._model.editing or not is_placed or not data.hasText():
            return
        text, page = data.text(), data.html() if data.hasHtml() else ""
        if len(text) > MOST_TEXT:
            self._told(_("This is too much for the table; import it as a file instead."))
            return
        height = 0 if anew else text.count("\n") + text.count("\r") + 1
        target = self._find_target(height)
        cells = (text.count("\t") + text.count("\n") + 1) * max(len(target.selected), 1)
        arguments = (target, text, page)
        self._plan(Asked(plan_paste, arguments, cells + len(page) // 1_000), _say_paste)

    def _find_target(self, height: int) -> "Target":
        """Where so many rows go; none of those there are where the height is 0."""
        from t20desk.editing.pasting import Target

        span = self._span()
        header = self._table.horizontalHeader()
        start = self._table.currentIndex()
        left = max(header.visualIndex(span.columns[0] if span.columns else start.column()), 0)
        names = tuple(
            self._model.fields[header.logicalIndex(at)].name
            for at in range(left, len(self._model.fields))
        )
        if not height:
            return Target(self._model.listing.kind, (), (), names)
        top = min((one.top() for one in self._table.chosen.spans()), default=start.row())
        below = self._ids_from(top, max(height, len(span.ids)))
        return Target(self._model.listing.kind, span.ids, below, names, max(len(span.columns), 1))

    def clear(self) -> None:
        """Empty the selected cells."""
        self._clear(self._span())

    def _clear(self, span: Span) -> None:
        from t20desk.editing.filling import plan_clear

        if self._model.editing and span.ids:
            arguments = (self._model.listing.kind, span.ids, self._names(span))
            self._plan(Asked(plan_clear, arguments, span.size), say_change)

    def fill_down(self) -> None:
        """Put the top cells into those below; of a single row, the cells of the row above."""
        from t20desk.editing.filling import plan_fill

        span = self._span()
        ids = span.ids
        if len(ids) == 1:
            above = self._model.id_at(self._table.currentIndex().row() - 1)
            ids = array("q", [above, *ids]) if above is not None else ids
        if self._model.editing and len(ids) > 1:
            arguments = (self._model.listing.kind, ids, self._names(span))
            self._plan(Asked(plan_fill, arguments, span.size), say_change)

    def chosen_columns(self) -> list[str]:
        """The columns of the block that is selected, from left to right."""
        return [self._model.fields[column].name for column in self._columns()]

    def _plan(self, asked: Asked, words: Words) -> None:
        self._told("")

        def show(planned: "Planned", index: ChangeIndex) -> None:
            self._mark(planned.notes)
            window = self._table.window()
            telling = Telling(words, self._told, self._show_new, self._model.listing.kind)
            preview_planned(window, self._desk, planned, index, telling)

        make_plan(self._desk, asked, show, self._told)

    def _show_new(self, change: Change) -> None:
        """Go to the records that a paste has made, which may lie anywhere in the list."""
        kind = self._model.listing.kind
        made = array("q")
        for batch in change.batches:
            if batch.kind == kind:
                made.extend(row[0] for row in batch.rows if row[1] is None)
        if made:
            self._table.go_on_to(made)

    def _mark(self, notes: Iterable["Note"]) -> None:
        """Show at the cells of the table what is wrong with them."""
        shown = {one.name for one in self._model.fields}
        for one in list(notes)[:MOST_MARKS]:
            if one.record and one.field in shown:
                problem = CellProblem(one.message, one.typed)
                self._model.note_problem(one.record, one.field, problem)

    def _names(self, span: Span) -> list[str]:
        return [self._model.fields[column].name for column in span.columns]

    def _ids_from(self, top: int, height: int) -> "array[int]":
        """The records from a row on, at most so many."""
        last = min(top + height, self._model.rowCount())
        found = array("q")
        for first, end in self._model.rows.places_between(max(top, 0), last - 1):
            found.extend(self._model.ids[first:end])
        return found

    def _span(self) -> Span:
        """What is selected; where nothing is, the cell with the cursor."""
        ids, columns = array("q", self._table.selected_ids()), self._columns()
        here = self._table.current_id()
        if not ids and here is not None:
            return Span(array("q", [here]), [self._table.currentIndex().column()])
        return Span(ids, columns)

    def _columns(self) -> list[int]:
        columns: set[int] = set()
        for one in self._table.chosen.spans():
            columns.update(range(one.left(), one.right() + 1))
        return sorted(columns, key=self._table.horizontalHeader().visualIndex)


def _write_block(
    db: Database, listing: Listing, fields: list[Field], ids: "array[int]"
) -> tuple[str, str, int]:
    """The cells as text, as a page, and how many rows; read away from the window."""
    rows = [
        [_copy_cell(one, cell) for one, cell in zip(fields, cells, strict=True)]
        for _key, cells in iterate_rows(db, listing, ids)
    ]
    return write_text([cell.text for cell in row] for row in rows), write_page(rows), len(rows)


def _copy_cell(one: Field, cell: Any) -> Copied:
    """A cell in full: a table would cut it, and pasting it back must change nothing."""
    if isinstance(cell, Linked):
        return Copied(cell.text, cell.id, one.type)
    if not one.type.is_typed:
        return Copied("", None, one.type)
    value = cell.value if isinstance(cell, Inherited) else cell
    return Copied("" if value is None else one.type.format(value), value, one.type)


def _say_paste(number: int) -> str:
    words = ngettext("Paste into {number} record", "Paste into {number} records", number)
    return words.format(number=number)
