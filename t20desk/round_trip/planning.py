"""From a returned book to a change: what was edited, merged three ways; nothing is written here."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace

from sqlalchemy import func, select

from t20desk.db.change import BATCH_ROWS, Batch, Change, Label, Problem
from t20desk.db.database import Database
from t20desk.db.many_values import many_values
from t20desk.db.spool import collect_batches
from t20desk.editing.rehearsing import rehearse
from t20desk.guest_places import settle_places
from t20desk.i18n import N_, _, ngettext
from t20desk.importing.row_store import RawRow
from t20desk.reading import Source
from t20desk.round_trip.adding import RowAdder, is_blank
from t20desk.round_trip.comparing import CellComparer, ReturnedRow
from t20desk.round_trip.merging import RowMerger
from t20desk.round_trip.missing import plan_missing
from t20desk.round_trip.opening import Progress, ReturnedBook, open_book
from t20desk.round_trip.outcome import Outcome
from t20desk.round_trip.recognising import UNSURE
from t20desk.round_trip.row_keys import RowKey, read_key
from t20desk.round_trip.telling import BookTeller
from t20desk.round_trip.values import ReturnOptions, ReturnPlan

RETURNED = N_("{file} taken back into {kind}")
ALTERED = N_("The hidden key of this row was altered or is of another database; it was left out.")
UNKNOWN_ROW = N_("No row that was exported can be recognised in this one; it was left out.")
TWICE = N_(
    "The same key stands in rows {rows}; keep one of them and empty the hidden key of a copy that "
    "is meant as a new record."
)
FOREIGN = N_(
    "This row comes from another exported book and was compared with what that one showed."
)
UNTOLD = N_(
    "The book knows of changes that this database does not have; every cell that differs is asked."
)
BARE = N_("This row is empty but for its key; to remove its record delete the row.")
NO_ID = RowKey(0, 0)
MOST_ROUNDS = 5


def plan_return(
    database: Database,
    source: Source,
    options: ReturnOptions | None = None,
    progress: Progress | None = None,
) -> ReturnPlan:
    """Plan merging a book back.

    Raises UserError for what is no book of this database.
    """
    with many_values(), ExitStack() as stack:
        book = open_book(database, source, stack, progress)
        return _Planner(database, source, book, options or ReturnOptions()).plan()


class _Planner:
    """Leads the rows that may have been edited through comparing, merging and adding."""

    def __init__(
        self, database: Database, source: Source, book: ReturnedBook, options: ReturnOptions
    ) -> None:
        self._database = database
        self._source = source
        self._book = book
        self._options = options
        columns = book.columns.found
        taken = [column.mapped.field for column in columns if column.taken]
        self._teller = BookTeller(source.name, book.sheet)
        self._outcome = Outcome(self._teller, columns)
        self._comparer = CellComparer(database, columns, book.orders, self._teller, book.unsolved)
        self._merger = RowMerger(database, book.kind, taken, self._outcome)
        self._adder = RowAdder(database, book.kind, taken, self._outcome)
        self._latest = _latest_shared(database, book)
        self._is_told = True

    def plan(self) -> ReturnPlan:
        """The plan; records that would break a rule are left out and told."""
        book, outcome = self._book, self._outcome
        outcome.counts.read = book.read
        outcome.counts.same += book.same
        batches = collect_batches(self._plan_batches())
        self._note_bare()
        change = settle_places(self._database, self._make_change(batches))
        change = self._drop_refused(change)
        if not self._is_told:
            book.remarks.append(_(UNTOLD))
        return ReturnPlan(
            book.kind.name,
            change,
            outcome.counts,
            sorted(self._teller.problems, key=lambda problem: problem.row),
            outcome.clashes,
            book.columns.ignored,
            book.remarks,
            book.sheet,
            frozenset(outcome.undecided),
        )

    def _make_change(self, batches: Sequence[Batch]) -> Change:
        source = self._source
        label = Label(RETURNED, {"file": source.name, "kind": self._book.kind.name})
        return Change(label, batches, self._options.door, source.name, source.sha256)

    def _plan_batches(self) -> Iterator[Batch]:
        for chunk in self._book.rows.chunks():
            known, added = self._sort_rows(chunk)
            yield from self._plan_known(self._outcome.drop_bad(known))
            self._comparer.read_new(added)
            yield from self._adder.add(self._outcome.drop_bad(added))
        yield from self._plan_missing()

    def _plan_known(self, rows: list[ReturnedRow]) -> Iterator[Batch]:
        if not rows:
            return
        is_told = self._merger.learn_known(rows, self._latest)
        if not is_told and any(row.was is None for row in rows):
            self._is_told = False
        self._comparer.compare(rows)
        yield from self._merger.merge(self._outcome.drop_bad(rows))

    def _sort_rows(self, chunk: Sequence[RawRow]) -> tuple[list[ReturnedRow], list[ReturnedRow]]:
        """The rows of known records, and those that were added; keys that are amiss are told."""
        known: list[ReturnedRow] = []
        added: list[ReturnedRow] = []
        for raw in chunk:
            cell = self._book.key_cell(raw.cells)
            if is_blank(cell):
                added.append(ReturnedRow(raw, NO_ID))
                continue
            key = read_key(self._book.identity, self._book.kind.name, cell)
            row = ReturnedRow(raw, key or NO_ID)
            known.append(row)
            if key is None:
                self._outcome.doubt(row, _(UNKNOWN_ROW if cell == UNSURE else ALTERED))
            elif cell in self._book.twice:
                numbers = ", ".join(map(str, self._book.twice[str(cell)]))
                self._outcome.doubt(row, _(TWICE).format(rows=numbers))
            else:
                self._find_was(row, str(cell))
        return known, added

    def _find_was(self, row: ReturnedRow, text: str) -> None:
        exported, number = self._book.exported, self._book.number
        at = exported.index.get(text) if exported is not None else None
        if exported is not None and at is not None:
            cells = exported.cells(at)
            row.was = {path: cells[place] for path, place in exported.places.items()}
        elif number is not None and row.key.number != number:
            self._outcome.note(row, _(FOREIGN))

    def _plan_missing(self) -> Iterator[Batch]:
        book = self._book
        self._outcome.counts.missing = len(book.missing) or book.lost
        if not self._options.remove_missing:
            return
        if book.lost:
            book.remarks.append(
                _("The hidden sheet is gone: nobody can tell which rows were removed; none was.")
            )
            return
        removed = plan_missing(self._database, book, self._outcome, self._latest)
        book.remarks += removed.remarks
        yield from removed.batches

    def _note_bare(self) -> None:
        for number in self._book.bare:
            row = ReturnedRow(RawRow(number, []), NO_ID)
            self._outcome.note(row, _(BARE))
            self._outcome.counts.same += 1

    def _drop_refused(self, change: Change) -> Change:
        """The change without the rows that the database would refuse, which are told."""
        if change.is_empty or change.counts().total > BATCH_ROWS:
            return change
        for _round in range(MOST_ROUNDS):
            problems = rehearse(self._database, change)
            bad = {(one.kind, one.id) for one in problems} & self._outcome.rows.keys()
            if not bad:
                break
            self._tell_refused([one for one in problems if (one.kind, one.id) in bad], change)
            change = replace(change, batches=list(_leave_out(change.batches, bad)))
        return change

    def _tell_refused(self, problems: Sequence[Problem], change: Change) -> None:
        new = {
            (batch.kind, row[0]) for batch in change.batches for row in batch.rows if row[1] is None
        }
        told: dict[tuple[str, int], list[Problem]] = {}
        for problem in problems:
            told.setdefault((problem.kind, problem.id), []).append(problem)
        counts = self._outcome.counts
        for key, found in told.items():
            number = self._outcome.rows.pop(key)
            self._outcome.refuse(ReturnedRow(RawRow(number, []), RowKey(key[1], 0)), found)
            if key in new:
                counts.new -= 1
            else:
                counts.changed -= 1


def _leave_out(batches: Sequence[Batch], bad: set[tuple[str, int]]) -> Iterator[Batch]:
    """The batches without some records and without what belongs to them."""
    gone = {key for _kind, key in bad}
    for batch in batches:
        owner = (
            batch.columns.index("member")
            if batch.kind == "membership_period" and ("member" in batch.columns)
            else None
        )
        rows = [
            row
            for row in batch.rows
            if (batch.kind, row[0]) not in bad
            and not (owner is not None and row[2] is not None and row[2][owner] in gone)
        ]
        if rows:
            yield Batch(batch.kind, batch.columns, rows)


def _latest_shared(database: Database, book: ReturnedBook) -> int:
    """The last change that database and book can both know of.

    A database that came back from an older copy has made other changes of the same numbers since.
    """
    operation = database.tables["operation"]
    with database.read() as connection:
        latest = connection.scalar(select(func.max(operation.c.sequence))) or 0
        query = select(operation.c.time).where(operation.c.sequence == book.number)
        time = connection.scalar(query) or ""
    if book.time and time and time != book.time:
        return -1
    return latest


def say_missing(count: int) -> str:
    """How many rows did not come back."""
    words = ngettext(
        "{count} exported row is not in the book; its record stays.",
        "{count} exported rows are not in the book; their records stay.",
        count,
    )
    return words.format(count=count)
