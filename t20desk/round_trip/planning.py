"""From a returned book to a change: what was edited, merged three ways; nothing is written here.

A book of several sheets is one change. Its sheets are planned in their order, so that a later one
may name what an earlier one adds.
"""

from collections.abc import Callable, Iterable, Sequence

from t20desk.db.change import BATCH_ROWS, Batch, Change, Label
from t20desk.db.database import Database
from t20desk.db.many_values import many_values
from t20desk.db.spool import collect_batches
from t20desk.editing import merge_batches
from t20desk.editing.settling import settle_change
from t20desk.i18n import N_, ngettext
from t20desk.oddities import find_oddities
from t20desk.progress import RowProgress
from t20desk.reading.source import Source
from t20desk.round_trip.book import ReturnedBook
from t20desk.round_trip.joining import add_up
from t20desk.round_trip.newcomers import Newcomers
from t20desk.round_trip.opening import open_books
from t20desk.round_trip.refusing import drop_refused
from t20desk.round_trip.sheet_planning import SheetPlanner
from t20desk.round_trip.values import ReturnOptions, ReturnPlan

Extend = Callable[[Sequence[Batch], bool, bool], Iterable[Batch]]
"""What follows from what a book changes, from whether something in it is left to be decided or
corrected, and from whether rows were left out of it."""
RETURNED = N_("{file} taken back into {kinds}")


def plan_return(
    database: Database,
    source: Source,
    options: ReturnOptions | None = None,
    progress: RowProgress | None = None,
) -> ReturnPlan:
    """Plan merging a book back.

    Raises UserError for what is no book of this database.
    """
    with many_values():
        books = open_books(database, source, progress)
        return plan_books(database, source, books, options or ReturnOptions())


def plan_books(
    database: Database,
    source: Source,
    books: Sequence[ReturnedBook],
    options: ReturnOptions,
    extend: Extend | None = None,
) -> ReturnPlan:
    """Plan merging the sheets of a file back, and what follows from it, as one change."""
    newcomers = Newcomers(database.kinds)
    sheets = [SheetPlanner(database, source, book, options, newcomers) for book in books]
    label = Label(RETURNED, {"file": source.name, "kind": books[0].kind.name})
    batches = collect_batches(batch for sheet in sheets for batch in sheet.plan_batches())
    if extend is not None:
        is_open = any(sheet.is_open for sheet in sheets)
        is_partial = any(sheet.is_partial for sheet in sheets)
        batches = merge_batches([*batches, *extend(batches, is_open, is_partial)])
    change = Change(label, batches, options.door, source.name, source.sha256)
    change = drop_refused(database, sheets, settle_change(database, change))
    _note_oddities(database, sheets, change)
    return _make_plan(sheets, change)


def _note_oddities(database: Database, sheets: Sequence[SheetPlanner], change: Change) -> None:
    """Say at the rows what is odd about what they write, such as a badge of two guests."""
    if change.is_empty or change.counts().total > BATCH_ROWS:
        return
    found = find_oddities(database, change)
    for sheet in sheets:
        sheet.note_oddities(found)


def _make_plan(sheets: Sequence[SheetPlanner], change: Change) -> ReturnPlan:
    first = sheets[0].book
    return ReturnPlan(
        first.kind.name,
        change,
        add_up([sheet.counts for sheet in sheets]),
        [one for sheet in sheets for one in sheet.problems()],
        [clash for sheet in sheets for clash in sheet.outcome.clashes],
        [heading for sheet in sheets for heading in sheet.book.columns.ignored],
        [remark for sheet in sheets for remark in sheet.book.remarks],
        first.sheet,
        frozenset((one.book.kind.name, key) for one in sheets for key in one.outcome.undecided),
        len(sheets) > 1,
        {
            key: (one.book.kind.name, (change.file, one.book.sheet, row))
            for one in sheets
            for key, row in one.outcome.new_rows.items()
        },
        frozenset(one.book.kind.name for one in sheets if not one.book.is_counted),
    )


def say_missing(count: int) -> str:
    """How many rows did not come back."""
    words = ngettext(
        "{count} exported row is not in the book; its record stays.",
        "{count} exported rows are not in the book; their records stay.",
        count,
    )
    return words.format(count=count)
