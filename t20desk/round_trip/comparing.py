"""What was edited in the rows of a returned book, cell by cell."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, repeat
from typing import Any, Final, NamedTuple

from t20desk import members
from t20desk.db.database import Database
from t20desk.db.types import ANY_READING, Parsed, Postcode, Reading, Stored, find_dot_order
from t20desk.db.types.values import DateOrder
from t20desk.i18n import N_, _
from t20desk.importing.columns import OrderFinder
from t20desk.importing.founding import Founder
from t20desk.importing.headings import read_heading
from t20desk.importing.row_store import RawRow
from t20desk.importing.telling import SheetTeller
from t20desk.importing.values import Severity
from t20desk.listing import read_titles
from t20desk.lost_letters import tell_lost
from t20desk.reading.rows import Cell
from t20desk.round_trip.cell_readers import LinkReader, ValueReader
from t20desk.round_trip.columns import BookColumn
from t20desk.round_trip.date_orders import find_shown_order, may_be_open
from t20desk.round_trip.newcomers import Newcomers
from t20desk.round_trip.retyping import tell_retyped
from t20desk.round_trip.row_keys import RowKey

ONLY_SHOWN: Final = N_(
    "This column is only shown in the book; what was changed in it is not taken."
)
NO_RESULT = N_(
    "This cell is empty or a formula without a result; open the book in Excel, save it, try again."
)
UNKNOWN: Final[Any] = object()
"""Stands where nobody knows what a cell was."""


@dataclass(slots=True)
class ReturnedRow:
    """A row of the sheet that was edited, or may have been."""

    raw: RawRow
    key: RowKey
    was: dict[str, Cell] | None = None
    """The cells as they left that differ since, by path; None where the book does not tell."""
    known: dict[str, Stored] = field(default_factory=dict)
    """What the record held in the state that the book shows, as far as it is known."""
    theirs: dict[str, Stored] = field(default_factory=dict)
    """The cells that were edited."""
    severity: Severity | None = None

    def mark(self, severity: Severity) -> None:
        """Note that the row is not to be taken; an error outweighs a doubt."""
        if severity != "note" and self.severity != "error":
            self.severity = severity


class _Edit(NamedTuple):
    row: ReturnedRow
    now: Cell
    then: Any


class EditedColumn(NamedTuple):
    """A column, and the cells in it that are not as they left."""

    column: BookColumn
    edits: list[_Edit]


class CellComparer:
    """Reads the cells that differ from what they were, each column in its own manner."""

    def __init__(
        self,
        database: Database,
        columns: Sequence[BookColumn],
        orders: OrderFinder,
        teller: SheetTeller,
        unsolved: frozenset[str] = frozenset(),
        newcomers: Newcomers | None = None,
    ) -> None:
        self._database = database
        self._columns = columns
        self._teller = teller
        self._unsolved = unsolved
        self._readers: dict[str, LinkReader | ValueReader] = {}
        self.orders: dict[str, DateOrder] = {}
        """By the letters of columns whose days could be read both ways: the order that showed."""
        self.told: frozenset[str] = frozenset()
        """The columns of which a row tells what they were, if it tells anything."""
        self._country = next((one for one in columns if one.path == "country"), None)
        for column in columns:
            one = column.mapped.field
            if column.taken and one.target:
                self._readers[column.path] = LinkReader(database, one, newcomers)
            elif column.taken:
                reading = orders.find_reading(column.mapped, ANY_READING)
                self._readers[column.path] = ValueReader(one, reading)

    def read_times_of(self, day: str) -> None:
        """Take a time alone for one of this day from now on."""
        for reader in self._readers.values():
            if isinstance(reader, ValueReader):
                reader.reading = reader.reading._replace(day=day)

    def make_unknown(self, paths: Iterable[str], founder: Founder) -> None:
        """Let names that are not there yet be records that are to be made, in some columns."""
        for path in paths:
            reader = self._readers.get(path)
            if isinstance(reader, LinkReader):
                reader.founder = founder

    def find_edits(self, rows: Sequence[ReturnedRow]) -> list[EditedColumn]:
        """The cells in rows of known records that are not as they left, or may not be."""
        found = {column.path: EditedColumn(column, []) for column in self._columns}
        untold = [path for path in found if path not in self.told]
        for row in rows:
            unknown: Iterable[str] = found if row.was is None else untold
            for path, then in chain((row.was or {}).items(), zip(unknown, repeat(UNKNOWN))):
                one = found[path]
                one.edits.append(_Edit(row, _cell_of(one.column, row.raw), then))
        return [one for one in found.values() if one.edits]

    def compare(self, found: Iterable[EditedColumn]) -> None:
        """Read what was edited in rows of known records; says what is odd about which cell."""
        for column, edits in found:
            if not column.taken or column.only_new:
                self._tell_shown(column, edits)
            else:
                self._read_edits(column, edits)

    def read_new(self, rows: Sequence[ReturnedRow]) -> None:
        """Read rows of records that are still to be made; empty cells say nothing."""
        for column in self._columns:
            edits = [
                _Edit(row, cell, UNKNOWN)
                for row in rows
                if (cell := _cell_of(column, row.raw)) is not None
            ]
            if column.taken and edits:
                self._take_values(column, edits)

    def _read(self, column: BookColumn, cells: Sequence[Cell]) -> list[Stored]:
        return [parsed.value for parsed in self._readers[column.path].read(cells)]

    def _tell_shown(self, column: BookColumn, edits: Iterable[_Edit]) -> None:
        for edit in edits:
            if edit.then is not UNKNOWN:
                self._tell(edit, column, Parsed(None, "note", _(ONLY_SHOWN)))

    def _read_edits(self, column: BookColumn, edits: list[_Edit]) -> None:
        if column.mapped.field.target:
            edits = self._drop_same_links(column, edits)
        elif members.is_standing(column.mapped.field):
            self._learn_standing(column, edits)
        self._settle_order(column, edits)
        self._take_values(column, list(self._drop_same(column, edits)))

    def _settle_order(self, column: BookColumn, edits: Sequence[_Edit]) -> None:
        """Where day or month may stand first, the cells that nobody edited tell."""
        one, reader = column.mapped.field, self._readers[column.path]
        if not isinstance(reader, ValueReader) or not may_be_open(one, reader.reading):
            return
        told = [self._show_usual(column, edit) for edit in edits]
        before = self._read(column, told)
        cells = [
            (edit.now, edit.row.known.get(column.name, was))
            for edit, was in zip(edits, before, strict=True)
        ]
        if order := find_shown_order(one, cells):
            reader.read_as(order, find_dot_order((cell for cell, _was in cells), order))
            self.orders[column.mapped.letter] = order

    def _drop_same(self, column: BookColumn, edits: list[_Edit]) -> Iterator[_Edit]:
        """The edits that say something else than the cell did; what was retyped is told."""
        one = column.mapped.field
        shown = [self._show_usual(column, edit) for edit in edits]
        values = self._read(column, [edit.now for edit in edits])
        usual = self._read(column, shown)
        for edit, cell, value, before in zip(edits, shown, values, usual, strict=True):
            known = edit.row.known.setdefault(column.name, before)
            if edit.now is None:
                if known is not None and column.mapped.letter in self._unsolved:
                    self._tell(edit, column, Parsed(None, "doubt", _(NO_RESULT)))
                elif known is not None:
                    yield edit
                continue
            if _means_same(value, known, before) or _reads_alike(edit.now, cell):
                continue
            retyped = tell_retyped(one, known, edit.now)
            if retyped is None:
                yield edit
            else:
                self._tell(edit, column, retyped)

    def _show_usual(self, column: BookColumn, edit: _Edit) -> Cell:
        """What the cell would hold, had nobody edited it."""
        if edit.then is not UNKNOWN:
            shown: Cell = edit.then
            return shown
        known = edit.row.known.get(column.name)
        is_plain = known is not None and not column.mapped.field.target
        return column.mapped.field.type.excel(known) if is_plain else None

    def _drop_same_links(self, column: BookColumn, edits: list[_Edit]) -> list[_Edit]:
        """Where the hidden sheet is gone, a link is as it was if it reads like its record.

        Letters that were lost from its text are told.
        """
        target = column.mapped.field.target
        ids = {
            known
            for edit in edits
            if edit.then is UNKNOWN and isinstance(known := edit.row.known.get(column.name), int)
        }
        titles = read_titles(self._database, target or "", list(ids)) if ids else {}
        kept = []
        for edit in edits:
            known = edit.row.known.get(column.name)
            title = titles.get(known, "") if isinstance(known, int) else ""
            same = bool(title) and read_heading(edit.now) == read_heading(title)
            shown = title or edit.then
            lost = tell_lost(shown, edit.now) if isinstance(shown, str) else None
            if lost is not None:
                self._tell(edit, column, lost)
            elif not (edit.then is UNKNOWN and same):
                kept.append(edit)
        return kept

    def _learn_standing(self, column: BookColumn, edits: list[_Edit]) -> None:
        """A standing follows from the periods: the hidden sheet tells best what it was."""
        told = [edit for edit in edits if edit.then is not UNKNOWN]
        values = self._read(column, [edit.then for edit in told])
        for edit, value in zip(told, values, strict=True):
            edit.row.known[column.name] = value

    def _take_values(self, column: BookColumn, edits: list[_Edit]) -> None:
        found = self._readers[column.path].read([edit.now for edit in edits])
        for edit, parsed in zip(edits, found, strict=True):
            edit.row.theirs[column.name] = parsed.value
            if parsed.severity and (odd := self._read_again(column, edit, parsed)).severity:
                self._tell(edit, column, odd)

    def _read_again(self, column: BookColumn, edit: _Edit, said: Parsed) -> Parsed:
        """What is odd about a cell, as far as it still is in the country its row names."""
        if self._country is None or not isinstance(column.mapped.field.type, Postcode):
            return said
        named = self._country.mapped.field.type.parse(_cell_of(self._country, edit.row.raw)).value
        if not isinstance(named, str):
            return said
        return column.mapped.field.type.parse(edit.now, Reading(country=named))

    def _tell(self, edit: _Edit, column: BookColumn, said: Parsed) -> None:
        severity: Severity = said.severity or "note"
        self._teller.say(severity, edit.row.raw, column.mapped, said.message, edit.now)
        edit.row.mark(severity)


def _cell_of(column: BookColumn, raw: RawRow) -> Cell:
    return raw.cells[column.place] if column.place < len(raw.cells) else None


def _means_same(value: Stored, known: Stored, before: Stored) -> bool:
    """Whether a cell says what it said; a day in a column of times may come with midnight."""
    return value is not None and (value in (known, before) or value == f"{known}T00:00")


def _reads_alike(now: Cell, shown: Cell) -> bool:
    return shown is not None and read_heading(now) == read_heading(shown)
