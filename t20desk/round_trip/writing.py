"""A listing as a book to be edited and merged back: its rows, and hidden what they were.

The first sheet holds the rows with labels as headings and a hidden key at the end of each. A hidden
sheet holds the same cells a second time: what differs when the book comes back was edited. Each
cell stands on both in the same form, so that saving by another program alters both alike.
"""

import pickle
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Final

from sqlalchemy import func, select

from t20desk.db.database import Database
from t20desk.db.fields import Kind, walk_path
from t20desk.db.spool import writing_aside
from t20desk.db.types import Stored, Text
from t20desk.errors import UserError
from t20desk.exporting import Origin, Written, write_workbook
from t20desk.exporting.sheet_frame import EXCEL_ROWS
from t20desk.i18n import LANGUAGES, _
from t20desk.importing.templates import list_choices
from t20desk.listing import Inherited, Linked, Listing, column_label, iterate_rows, list_ids
from t20desk.listing.shown_tables import without_pictures
from t20desk.progress import RowProgress
from t20desk.reading.seals import OPEN, SEAL
from t20desk.round_trip.columns import KEY, is_taken
from t20desk.round_trip.passport import Passport
from t20desk.round_trip.row_keys import RowKey, write_key
from t20desk.tables import Cells, Column, Table

SHEET: Final = "t20desk"
"""The hidden sheet; its headings are the names of the fields."""
_ROWS_A_TIME: Final = 2_000


def write_book(
    database: Database,
    listing: Listing,
    target: Path,
    ids: Sequence[int] | None = None,
    progress: RowProgress | None = None,
) -> Written:
    """Write a listing, or some of its records, as a book to be edited and merged back.

    Raises UserError for an earlier state, which nothing can be merged into, and for more rows than
    a sheet holds.
    """
    if listing.as_known:
        raise UserError(
            _("What was known on an earlier day cannot be merged back; export the list of today.")
        )
    wanted = list_ids(database, listing) if ids is None else ids
    if len(wanted) >= EXCEL_ROWS:
        message = _("The list has {count} rows, more than a sheet holds; export a part of it.")
        raise UserError(message.format(count=len(wanted)))
    typed = without_pictures(database, listing)
    plain = replace(typed, columns=spread_columns(database, typed))
    passport = issue_passport(database, plain, len(wanted))
    with closing(KeptRows(read_cells(database, plain, wanted, passport))) as rows:
        tables = make_tables(database, plain, rows.read)
        told = progress and _halve(progress)
        noted = {**passport.properties(), SEAL: OPEN}
        written = write_workbook(tables, target, told, plain=True, origin=Origin(notes=noted))
    return Written(written.rows // len(tables), written.cuts)


def hidden_name(place: int) -> str:
    """The name of the hidden sheet behind the sheet at a place, counted from 1."""
    return SHEET if place == 1 else f"{SHEET} {place}"


def spread_columns(database: Database, listing: Listing) -> tuple[str, ...]:
    """The columns of a listing; a text in three languages stands in its three columns.

    Its one face could show another language than it writes.
    """
    kinds, spread = database.kinds, []
    for path in listing.with_columns(kinds).columns:
        one = walk_path(kinds, listing.kind, path)[-1]
        if one.is_translated:
            spread += [f"{path}_{code}" for code in LANGUAGES]
        else:
            spread.append(path)
    return tuple(dict.fromkeys(spread))


def issue_passport(database: Database, listing: Listing, rows: int) -> Passport:
    """What a book of a listing says of itself, as of the latest change."""
    operation = database.tables["operation"]
    with database.read() as connection:
        number = connection.scalar(select(func.max(operation.c.sequence))) or 0
        time = connection.scalar(select(operation.c.time).where(operation.c.sequence == number))
    identity, columns = database.read_identity(), listing.columns
    return Passport(identity, listing.kind, number, columns, rows, time or "")


def read_cells(
    database: Database, listing: Listing, ids: Sequence[int], passport: Passport
) -> Iterator[Cells]:
    """The rows of a book, each with its key at the end."""
    for key, cells in iterate_rows(database, listing, ids):
        written = write_key(passport.database, passport.kind, RowKey(key, passport.number))
        yield (*map(_own_cell, cells), written)


def _own_cell(cell: object) -> Stored:
    """A cell as it was given: the text of a link, nothing where the value is inherited."""
    if isinstance(cell, Linked):
        return cell.text
    return None if isinstance(cell, Inherited) else cell  # type: ignore[return-value]


def make_tables(
    database: Database, listing: Listing, rows: Callable[[], Iterator[Cells]]
) -> tuple[Table, Table]:
    """The sheet that is edited, and the hidden one that holds the same."""
    kind = database.kinds[listing.kind]
    columns = [_make_column(database, kind, path) for path in listing.columns]
    plain = [replace(column, label=column.name, choices=(), hint="") for column in columns]
    key = Column(KEY, KEY, Text(), hidden=True)
    title = _(kind.plural)
    return (
        Table(title, (*columns, key), rows, name=title),
        Table(SHEET, (*plain, key), rows, name=SHEET, hidden=True),
    )


def _make_column(database: Database, kind: Kind, path: str) -> Column:
    """A column; words to choose from stand where cells are taken back, else that they are not."""
    one = walk_path(database.kinds, kind.name, path)[-1]
    label = column_label(database.kinds, kind.name, path)
    if path in kind.fields and is_taken(one):
        return Column(path, label, one.type, choices=list_choices(one))
    hint = _("This column is only for reading; what is changed in it is not taken back.")
    return Column(path, label, one.type, hint=hint)


def _halve(progress: RowProgress) -> RowProgress:
    """Each row is written twice."""
    return lambda rows: progress((rows + 1) // 2)


class KeptRows:
    """Rows that are read once and kept in a file, so that both sheets hold the same."""

    def __init__(self, rows: Iterator[Cells]) -> None:
        self._rows = rows
        self._file = tempfile.TemporaryFile(prefix="t20desk-")  # noqa: SIM115
        self._ends: list[int] = []

    def read(self) -> Iterator[Cells]:
        """All rows from the first on; who reads first reads to the end."""
        self._file.seek(0)
        for _end in list(self._ends):
            yield from pickle.load(self._file)
        while block := list(islice(self._rows, _ROWS_A_TIME)):
            with writing_aside():
                pickle.dump(block, self._file, protocol=pickle.HIGHEST_PROTOCOL)
                self._file.flush()
            self._ends.append(self._file.tell())
            yield from block

    def close(self) -> None:
        """Remove the file."""
        self._file.close()
