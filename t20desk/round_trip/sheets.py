"""Several listings as one book, a sheet each: what belongs together goes out and comes back.

Each sheet may be protected but for the columns that are to be edited, and may have empty rows in
which further records are told.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from itertools import chain, repeat
from pathlib import Path
from typing import Final

from t20desk.db.database import Database
from t20desk.exporting import Origin, Written, write_workbook
from t20desk.exporting.sheet_names import SheetNames
from t20desk.listing import Listing
from t20desk.round_trip.passport import Passport
from t20desk.round_trip.writing import (
    KeptRows,
    hidden_name,
    issue_passport,
    make_tables,
    read_cells,
)
from t20desk.tables import Cells, Table

OPEN_ALL: Final = frozenset("*")


@dataclass(frozen=True, slots=True)
class BookSheet:
    """One sheet of a book: its records, and how it is to be filled in.

    `opened` are the paths of the columns that may be typed into; all are where nothing is said.
    """

    name: str
    title: str
    listing: Listing
    """With its columns, in the order in which they stand."""
    ids: Sequence[int]
    opened: frozenset[str] = OPEN_ALL
    spare: int = 0
    """So many empty rows follow, each for a new record."""
    lines: tuple[str, ...] = ()
    fixed: frozenset[str] = frozenset()
    """Open columns of which only the empty rows are filled in."""
    given: Mapping[str, str | int] = field(default_factory=dict)
    """What each new record holds besides what stands in its row."""
    makes: tuple[str, ...] = ()
    """Links that make a record of a name that is not there yet."""


def write_sheets(
    database: Database,
    sheets: Sequence[BookSheet],
    target: Path,
    noted: Mapping[str, str] | None = None,
) -> Written:
    """Write a book of several sheets, each of another kind, to be edited and merged back.

    `noted` is noted in the file besides what it says of itself.
    """
    names, shown, kept = SheetNames(), list[Table](), list[Table]()
    properties = dict(noted or {})
    with ExitStack() as stack:
        for place, sheet in enumerate(sheets, 1):
            issued = issue_passport(database, sheet.listing, len(sheet.ids))
            passport = replace(
                issued, sheet=names.take(sheet.name), given=sheet.given,
                fixed=tuple(sorted(sheet.fixed)), makes=sheet.makes,
            )  # fmt: skip
            properties |= passport.properties(place)
            front, back = _make_tables(database, sheet, passport, stack)
            shown.append(front)
            kept.append(replace(back, name=hidden_name(place)))
        written = write_workbook([*shown, *kept], target, origin=Origin(notes=properties))
    return Written(sum(len(sheet.ids) for sheet in sheets), written.cuts)


def _make_tables(
    database: Database, sheet: BookSheet, passport: Passport, stack: ExitStack
) -> tuple[Table, Table]:
    cells = read_cells(database, sheet.listing, sheet.ids, passport)
    rows = stack.enter_context(closing(KeptRows(cells)))
    front, back = make_tables(database, sheet.listing, rows.read)
    columns = tuple(
        replace(
            column,
            is_open=not column.hidden and _is_open(sheet, column.name),
            is_fixed=column.name in sheet.fixed,
        )
        for column in front.columns
    )

    def read_shown() -> Iterator[Cells]:
        blank: Iterable[Cells] = repeat((None,) * len(columns), sheet.spare)
        return chain(rows.read(), blank)

    front = replace(front, title=sheet.title, name=passport.sheet, columns=columns, rows=read_shown)
    return replace(front, locked=True, lines=sheet.lines), back


def _is_open(sheet: BookSheet, path: str) -> bool:
    return sheet.opened == OPEN_ALL or path in sheet.opened
