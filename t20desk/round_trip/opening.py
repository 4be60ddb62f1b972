"""A returned book as it was opened: what it says of itself, its columns, the rows to look at."""

from array import array
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Final

from t20desk.db.database import Database
from t20desk.db.fields import Kind, path_now
from t20desk.db.types import Stored
from t20desk.errors import UserError
from t20desk.i18n import N_, _
from t20desk.importing.columns import OrderFinder
from t20desk.importing.row_store import RawRow, RowStore
from t20desk.progress import RowProgress
from t20desk.reading.rows import Cell, SheetRow
from t20desk.reading.source import SheetRows, Source, open_source
from t20desk.round_trip.columns import KEY, SAMPLE, BookColumns, ColumnFinder, find_key_place
from t20desk.round_trip.exported_rows import ExportedRows, make_picker, widen
from t20desk.round_trip.parts import Part, find_parts, say_gone
from t20desk.round_trip.passport import Passport, read_passport
from t20desk.round_trip.recognising import (
    ExportedFinder,
    RecordNamer,
    choose_naming,
    refuse_nameless,
    say_naming,
)
from t20desk.round_trip.row_keys import looks_like_key, read_key
from t20desk.round_trip.writing import SHEET

BLOCK: Final = 2_000
BLOCK_LOOKED_AT: Final = 20
"""So many rows tell whether a file is a book."""
NO_BOOK = N_(
    "{file} is no book that was exported to be merged back, or its keys are gone; "
    "import it instead."
)
OTHER = N_("{file} was exported from another database; open that one and take the book back there.")


@dataclass(slots=True)
class ReturnedBook:
    """What is known of a book once its rows were looked through."""

    kind: Kind
    identity: str
    number: int | None
    """The number of the state that the book shows, where the file tells."""
    time: str
    """When the last change was made that the book knows of; empty where the file does not tell."""
    columns: BookColumns
    sheet: str
    """The name of the sheet that holds the rows."""
    exported: ExportedRows | None
    remarks: list[str]
    orders: OrderFinder
    rows: RowStore = field(default_factory=RowStore)
    """The rows that may have been edited."""
    read: int = 0
    same: int = 0
    missing: list[str] = field(default_factory=list)
    """The keys of rows that left and did not come back."""
    lost: int = 0
    """So many rows did not come back, where nobody knows which."""
    unsolved: frozenset[str] = frozenset()
    """The columns with formulas that were never worked out: their cells read as empty."""
    twice: dict[str, list[int]] = field(default_factory=dict)
    """Keys that stand in several rows, with the numbers of those rows."""
    bare: list[int] = field(default_factory=list)
    """Rows that hold nothing but their key."""
    adds: bool = True
    """Whether rows without a key are new records."""
    given: dict[str, Stored] = field(default_factory=dict)
    """What new records hold besides what stands in their row."""
    allowed: frozenset[int] | None = None
    """The records that the book may speak of, where it was sent for some only."""

    @property
    def key_place(self) -> int:
        """Where the keys stand, from 0."""
        place = self.columns.key_place
        assert place is not None
        return place

    def key_cell(self, cells: list[Cell]) -> Cell:
        """The key of a row, as it stands there."""
        cell = cells[self.key_place] if self.key_place < len(cells) else None
        return cell.strip() if isinstance(cell, str) else cell


def open_return(path: Path) -> Source:
    """Open a file to be taken back; it may be large, since we wrote it."""
    return open_source(path, large=True)


def open_books(
    database: Database, source: Source, stack: ExitStack, progress: RowProgress | None = None
) -> list[ReturnedBook]:
    """Look through all sheets of a book: one, unless it was made of several."""
    _check_origin(database, source)
    parts = find_parts(database, source)
    if not parts:
        return [open_book(database, source, stack, progress)]
    known = [part for part in parts if part.sheet and part.kind in database.kinds]
    if not known:
        raise UserError(_(NO_BOOK).format(file=source.name))
    books = [open_book(database, source, stack, progress, part) for part in known]
    books[0].remarks += [*source.remarks, *say_gone(source, parts)]
    return books


def open_book(
    database: Database,
    source: Source,
    stack: ExitStack,
    progress: RowProgress | None = None,
    part: Part | None = None,
) -> ReturnedBook:
    """Look through a sheet: rows that came back as they left are counted, all others are kept.

    Raises UserError for what is no book of this database.
    """
    identity = database.read_identity()
    passport = part.passport if part else read_passport(source.properties)
    if source.is_sealed and passport is not None and passport.kind in database.kinds:
        return _take_as_read(database, source, passport)
    exported = _load_exported(source, stack, part.hidden if part else SHEET)
    name, rows, first = _read_part(source, part.sheet) if part else _find_sheet(source)
    kind = database.kinds[part.kind] if part else _find_kind(database, source, passport, first)
    now = partial(path_now, database.kinds, kind.name)
    if exported is not None:
        exported.rename(now)
    paths = _list_paths(kind, map(now, passport.columns) if passport else (), exported)
    finder = ColumnFinder(database.kinds, kind, paths)
    columns = finder.find(name, first, exported)
    number, time = (passport.number, passport.time) if passport else (None, "")
    remarks = [] if part else list(source.remarks)
    orders = OrderFinder([one.mapped for one in columns.found])
    book = ReturnedBook(kind, identity, number, time, columns, name, exported, remarks, orders)
    below = (row for row in chain(first, rows) if row.number > columns.header.number)
    keyed = _with_keys(database, book, below)
    _Sifter(book).sift(keyed, progress)
    book.unsolved = frozenset(rows.remarks.uncached_formula_columns)
    if part is not None:
        # The title and the empty rows of such a sheet are our own.
        rows.remarks = rows.remarks._replace(blank_rows=0)
    book.remarks += _say_sheet(book, rows)
    if exported is None and passport is not None:
        book.lost = max(0, passport.rows - book.read)
    return book


def _take_as_read(database: Database, source: Source, passport: Passport) -> ReturnedBook:
    """A book that is just as it was written: every row came back as it left."""
    kind, identity = database.kinds[passport.kind], database.read_identity()
    name = next(sheet.name for sheet in source.sheets if not sheet.hidden)
    columns = BookColumns(SheetRow(1, []), 0, [])
    known, remarks = (passport.number, passport.time), list(source.remarks)
    book = ReturnedBook(kind, identity, *known, columns, name, None, remarks, OrderFinder([]))
    book.read = book.same = passport.rows
    return book


def find_returned_kind(database: Database, source: Source) -> str:
    """The kind of a book of ours; empty for any other file."""
    passport = read_passport(source.properties)
    if passport is not None:
        return passport.kind if passport.kind in database.kinds else ""
    shown = next((sheet.name for sheet in source.sheets if not sheet.hidden), None)
    first = [] if shown is None else list(source.read_rows(shown, BLOCK_LOOKED_AT))
    keys = [cell for row in first for cell in row.cells if looks_like_key(cell)]
    identity = database.read_identity() if keys else ""
    names = (name for name in database.kinds if any(read_key(identity, name, k) for k in keys))
    return next(names, "")


def _check_origin(database: Database, source: Source) -> None:
    passport = read_passport(source.properties)
    if passport is not None and passport.database != database.read_identity():
        raise UserError(_(OTHER).format(file=source.name))


def _read_part(source: Source, name: str) -> tuple[str, SheetRows, list[SheetRow]]:
    rows = source.read_rows(name)
    return name, rows, list(islice(rows, SAMPLE))


def _load_exported(source: Source, stack: ExitStack, name: str) -> ExportedRows | None:
    """The hidden sheet, where it is still there."""
    if name not in [sheet.name for sheet in source.sheets]:
        return None
    rows = source.read_rows(name)
    header = next(iter(rows), None)
    headings = [str(cell or "") for cell in header.cells] if header else []
    if KEY not in headings:
        return None
    exported = stack.enter_context(closing(ExportedRows(headings, KEY)))
    exported.load(rows, list(exported.places))
    return exported


def _find_sheet(source: Source) -> tuple[str, SheetRows, list[SheetRow]]:
    """The first sheet that is shown and holds keys, else the first one that is shown."""
    shown = [sheet.name for sheet in source.sheets if not sheet.hidden and sheet.name != SHEET]
    fallback: tuple[str, SheetRows, list[SheetRow]] | None = None
    for name in shown:
        rows = source.read_rows(name)
        first = list(islice(rows, SAMPLE))
        if find_key_place(first) is not None:
            return name, rows, first
        if fallback is None and first:
            fallback = name, rows, first
    if fallback is None:
        raise UserError(_(NO_BOOK).format(file=source.name))
    if len(shown) > 1:
        # The rows after the first ones may have been given up by another sheet.
        return _read_part(source, fallback[0])
    return fallback


def _find_kind(
    database: Database, source: Source, passport: Passport | None, first: list[SheetRow]
) -> Kind:
    """The kind that the properties name, else the one for which a key is right."""
    if passport is not None and passport.kind in database.kinds:
        return database.kinds[passport.kind]
    keys = [cell for row in first for cell in row.cells if looks_like_key(cell)]
    identity = database.read_identity()
    for kind in database.kinds.values():
        if any(read_key(identity, kind.name, cell) for cell in keys[:SAMPLE]):
            return kind
    raise UserError(_(OTHER if keys else NO_BOOK).format(file=source.name))


def _list_paths(kind: Kind, told: Iterable[str], exported: ExportedRows | None) -> tuple[str, ...]:
    """The columns of the book, as far as they are there today; else all that the kind has."""
    told = tuple(told) or (tuple(exported.places) if exported else ())
    known = tuple(path for path in told if path.partition(".")[0] in kind.fields)
    shown = (one for one in kind.fields.values() if not one.hidden and not one.is_translated)
    return known or tuple(one.name for one in shown)


def _with_keys(
    database: Database, book: ReturnedBook, rows: Iterable[SheetRow]
) -> Iterator[SheetRow]:
    """The rows; where the column of keys is gone, with the keys they are recognised by."""
    columns = book.columns
    if columns.key_place is not None:
        return iter(rows)
    naming = choose_naming(book.kind, columns.found)
    exported = book.exported
    if exported is not None:
        naming = [column for column in naming if column.path in exported.places]
    if not naming or (exported is None and book.number is None):
        raise refuse_nameless(book.kind)
    book.remarks.append(say_naming(naming))
    columns.key_place = max(len(columns.header.cells), columns.width)
    keys: ExportedFinder | RecordNamer = (
        RecordNamer(database, book.kind, naming, book.number or 0)
        if exported is None
        else ExportedFinder(exported, naming)
    )
    return _add_keys(keys, iter(rows), columns.key_place)


def _add_keys(
    keys: ExportedFinder | RecordNamer, rows: Iterator[SheetRow], place: int
) -> Iterator[SheetRow]:
    while block := list(islice(rows, BLOCK)):
        for row, key in zip(block, keys.find_keys([row.cells for row in block]), strict=True):
            yield row._replace(cells=[*widen(row.cells, place)[:place], key])


class _Sifter:
    """Tells rows that came back as they left from all others."""

    def __init__(self, book: ReturnedBook) -> None:
        self._book = book
        exported = book.exported
        self._index = exported.index if exported is not None else {}
        columns = book.columns.found
        if exported is not None:
            columns = [column for column in columns if column.path in exported.places]
            exported.mark([column.path for column in columns])
        self._prints = exported.prints if exported is not None else array("q")
        self._pick = make_picker([column.place for column in columns])
        self._width = max(book.columns.width, book.key_place + 1)
        self._first = array("l", bytes(array("l").itemsize * len(exported or ())))
        """The number of the row in which each exported row came back; 0 for none."""
        self._others: dict[str, int] = {}

    def sift(self, rows: Iterable[SheetRow], progress: RowProgress | None) -> None:
        """Go through all rows once."""
        book, width, place = self._book, self._width, self._book.key_place
        find, first, pick, prints = self._index.get, self._first, self._pick, self._prints
        for row in rows:
            cells = row.cells if len(row.cells) >= width else widen(row.cells, width)
            key = cells[place]
            at = find(key.strip()) if isinstance(key, str) else None
            if at is not None and not first[at] and prints[at] == hash(pick(cells)):
                first[at] = row.number
                book.same += 1
            else:
                self._keep(row, cells, at)
            book.read += 1
            if progress is not None and book.read % BLOCK == 0:
                progress(book.read)
        self._close()

    def _keep(self, row: SheetRow, cells: list[Cell], at: int | None) -> None:
        book, key = self._book, cells[self._book.key_place]
        if isinstance(key, str) and key.strip():
            if _is_bare(cells, book.key_place):
                book.bare.append(row.number)
                return
            self._note_key(key.strip(), row.number, at)
        book.rows.append(RawRow(row.number, cells, row.remark))
        book.orders.note_cells(cells)

    def _note_key(self, key: str, number: int, at: int | None) -> None:
        if at is not None:
            first, self._first[at] = self._first[at], self._first[at] or number
        else:
            first = self._others.setdefault(key, number)
            first = 0 if first == number else first
        if first:
            self._book.twice.setdefault(key, [first]).append(number)

    def _close(self) -> None:
        """Note which rows did not come back."""
        first = self._first
        self._book.missing = [key for key, at in self._index.items() if not first[at]]


def _is_bare(cells: list[Cell], key_place: int) -> bool:
    return all(cell is None for place, cell in enumerate(cells) if place != key_place)


def _say_sheet(book: ReturnedBook, rows: SheetRows) -> Iterator[str]:
    """What is to be said of the sheet as a whole; that the keys are hidden is no news."""
    letters = {column.mapped.letter for column in book.columns.found}
    hidden = tuple(letter for letter in rows.remarks.hidden_columns if letter in letters)
    yield from rows.remarks._replace(hidden_columns=hidden).sentences()
    for column in book.columns.renamed:
        message = _("Column {column} “{heading}” was taken for {field} by its contents.")
        yield message.format(
            column=column.mapped.letter,
            heading=column.mapped.heading,
            field=column.mapped.field.say(),
        )
    if book.columns.lost and (book.exported or book.number is not None):
        message = _("Columns that are no longer in the book stay as they are: {columns}.")
        labels = [_label(book, path) for path in book.columns.lost]
        yield message.format(columns=", ".join(labels))
    if book.exported is None:
        yield _("The hidden sheet is gone; what the cells were was looked up in the history.")


def _label(book: ReturnedBook, path: str) -> str:
    return book.kind.fields[path.partition(".")[0]].say()
