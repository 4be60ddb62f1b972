"""A returned book as it was opened: what it says of itself, its columns, the rows to look at."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from t20desk.db.database import Database
from t20desk.db.fields import Kind, path_now
from t20desk.errors import UserError
from t20desk.i18n import N_, _, list_words
from t20desk.importing.columns import OrderFinder
from t20desk.progress import RowProgress
from t20desk.reading.rows import SheetRemarks, SheetRow
from t20desk.reading.source import Source, open_source
from t20desk.round_trip.book import ReturnedBook
from t20desk.round_trip.columns import KEY, SAMPLE, BookColumns, ColumnFinder, find_key_place
from t20desk.round_trip.exported_rows import ExportedRows
from t20desk.round_trip.parts import Part, find_parts, say_gone
from t20desk.round_trip.passport import Passport, read_passport
from t20desk.round_trip.recognising import (
    ExportedFinder,
    KeyFinder,
    RecordNamer,
    choose_naming,
    choose_titles,
    refuse_nameless,
    say_naming,
)
from t20desk.round_trip.row_keys import looks_like_key, read_key
from t20desk.round_trip.sifting import sift_rows
from t20desk.round_trip.writing import SHEET

BLOCK_LOOKED_AT: Final = 20
"""So many rows tell whether a file is a book."""
NO_BOOK = N_(
    "{file} is no book that was exported to be merged back, or its hidden last column is gone; "
    "import it instead."
)
OTHER = N_("{file} was exported from another database; open that one and take the book back there.")


def open_return(path: Path) -> Source:
    """Open a file to be taken back; it may be large, since we wrote it."""
    return open_source(path, large=True)


def open_books(
    database: Database, source: Source, progress: RowProgress | None = None
) -> list[ReturnedBook]:
    """Look through all sheets of a book: one, unless it was made of several."""
    _check_origin(database, source)
    parts = find_parts(database, source)
    if not parts:
        book = open_book(database, source, progress)
        book.remarks += say_copies(source, [book.sheet])
        return [book]
    known = [part for part in parts if part.sheet and part.kind in database.kinds]
    if not known:
        raise UserError(_(NO_BOOK).format(file=source.name))
    books = [open_book(database, source, progress, part) for part in known]
    read = [book.sheet for book in books]
    books[0].remarks += [*source.remarks, *say_gone(source, parts), *say_copies(source, read)]
    return books


def say_copies(source: Source, read: Sequence[str]) -> Iterator[str]:
    """What is to be said of further sheets into which rows of the book were copied."""
    if source.is_sealed:
        return
    others = (sheet.name for sheet in source.sheets if not sheet.hidden and sheet.name not in read)
    for name in others:
        if find_key_place(list(source.read_rows(name, SAMPLE))) is not None:
            message = _(
                "Sheet “{sheet}” holds rows of the book too and was not read; move what was edited "
                "there to sheet “{read}” and take the book back again."
            )
            yield message.format(sheet=name, read=list_words(read))


def open_book(
    database: Database,
    source: Source,
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
    exported = _keep_exported(source, part.hidden if part else SHEET)
    name, first = _read_part(source, part.sheet) if part else _find_sheet(source)
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
    if passport is not None:
        _expect_new(book, passport)
    said = sift_rows(book, source, _find_keys(database, book), progress)
    book.unsolved = frozenset(said.uncached_formula_columns)
    if part is not None or book.given:
        # The title and the empty rows of such a sheet are our own.
        said = said._replace(blank_rows=0)
    else:
        said = said._replace(blank_rows=said.blank_rows - _count_blank_above(columns, first))
    book.remarks += _say_sheet(book, said)
    if exported is None and passport is not None:
        book.lost = max(0, passport.rows - book.read)
    return book


def _expect_new(book: ReturnedBook, passport: Passport) -> None:
    """Note what the book says of the records that are new in it."""
    fields = book.kind.fields
    book.given = {
        name: cell
        for name, cell in passport.given.items()
        if name in fields and fields[name].is_written
    }
    book.makes = frozenset(passport.makes)
    book.columns.found = [
        replace(one, only_new=one.only_new or one.path in passport.fixed)
        for one in book.columns.found
    ]


def _count_blank_above(columns: BookColumns, first: Iterable[SheetRow]) -> int:
    """How many blank rows stand above the headings, as those that set our own words apart."""
    head = columns.header.number
    return max(0, head - 1 - sum(row.number < head for row in first))


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


def _read_part(source: Source, name: str) -> tuple[str, list[SheetRow]]:
    return name, list(source.read_rows(name, SAMPLE))


def _keep_exported(source: Source, name: str) -> ExportedRows | None:
    """The hidden sheet, where it is still there."""
    if name not in [sheet.name for sheet in source.sheets]:
        return None
    base = source.keep_sheet(name, KEY)
    return ExportedRows(base, KEY) if KEY in base.headings else None


def _find_sheet(source: Source) -> tuple[str, list[SheetRow]]:
    """The first sheet that is shown and holds keys, else the first one that is shown."""
    shown = [sheet.name for sheet in source.sheets if not sheet.hidden and sheet.name != SHEET]
    fallback: tuple[str, list[SheetRow]] | None = None
    for name in shown:
        found = _read_part(source, name)
        if find_key_place(found[1]) is not None:
            return found
        if found[1]:
            fallback = fallback or found
    if fallback is None:
        raise UserError(_(NO_BOOK).format(file=source.name))
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


def _find_keys(database: Database, book: ReturnedBook) -> KeyFinder | None:
    """Where the column of keys is gone: how rows are recognised, and a place for their keys."""
    columns = book.columns
    if columns.key_place is not None:
        return None
    naming = choose_naming(book.kind, columns.found)
    exported = book.exported
    if exported is not None:
        naming = [column for column in naming if column.path in exported.places]
    if not naming or (exported is None and book.number is None):
        raise refuse_nameless(book.kind)
    book.has_keys = False
    columns.key_place = max(len(columns.header.cells), columns.width)
    titles = choose_titles(book.kind, columns.found)
    if exported is not None:
        titles = [one for one in titles if one.path in exported.places]
    others = titles if titles != naming else []
    book.remarks.append(say_naming(naming, others))
    if exported is None:
        return RecordNamer(database, book.kind, book.number or 0, naming, others)
    return ExportedFinder(exported, naming, others)


def _say_sheet(book: ReturnedBook, said: SheetRemarks) -> Iterator[str]:
    """What is to be said of the sheet as a whole; that the keys are hidden is no news."""
    letters = {column.mapped.letter for column in book.columns.found}
    hidden = tuple(letter for letter in said.hidden_columns if letter in letters)
    yield from said._replace(hidden_columns=hidden).sentences()
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
        yield message.format(columns=list_words(labels))
    if book.columns.shown:
        message = _("Only shown in the book, so not read: {columns}.")
        yield message.format(columns=list_words(book.columns.shown))
    if book.exported is None:
        yield _("The hidden sheet is gone; what the cells were was looked up in the history.")


def _label(book: ReturnedBook, path: str) -> str:
    return book.kind.fields[path.partition(".")[0]].say()
