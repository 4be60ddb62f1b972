"""From one sheet of a returned book to batches: what was edited in its rows, merged three ways."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import func, select

from t20desk.db.change import Batch, Change, Problem
from t20desk.db.database import Database
from t20desk.db.ids import new_ids
from t20desk.i18n import N_, _, list_words
from t20desk.importing.founding import Founder
from t20desk.importing.row_store import RawRow
from t20desk.importing.telling import SheetTeller
from t20desk.importing.values import ImportCounts, RowProblem
from t20desk.notices import Oddity
from t20desk.reading.rows import column_letters
from t20desk.reading.source import Source
from t20desk.round_trip.adding import RowAdder, is_blank
from t20desk.round_trip.book import ReturnedBook
from t20desk.round_trip.comparing import CellComparer, ReturnedRow
from t20desk.round_trip.date_orders import say_orders
from t20desk.round_trip.exchanging import ExchangeWatch
from t20desk.round_trip.merging import RowMerger
from t20desk.round_trip.missing import plan_missing
from t20desk.round_trip.newcomers import Newcomers
from t20desk.round_trip.outcome import Outcome
from t20desk.round_trip.recognising import UNSURE
from t20desk.round_trip.row_keys import RowKey, read_key
from t20desk.round_trip.straying import OrderWatch, StrayFinder
from t20desk.round_trip.usual_day import find_usual_day
from t20desk.round_trip.values import ReturnOptions
from t20desk.round_trip.waves import Waves

ALTERED = N_(
    "Which record this row is cannot be told, for its hidden cell in column {column} was altered "
    "or comes from another list; it was left out. Empty that cell if the row is a new one."
)
UNKNOWN_ROW = N_(
    "Which record this row is cannot be told; it was left out. Edit the record in the program, or "
    "import the row if it is a new one."
)
TWICE = N_(
    "Rows {rows} are one record, copied; delete the copy. If it is meant as a new record, empty "
    "its cell in the hidden column {column} at the end."
)
NAMED_TWICE = N_("Rows {rows} name the same record; keep one of them.")
FOREIGN = N_(
    "This row comes from another exported book and was compared with what that one showed."
)
UNTOLD = N_(
    "The book knows of changes that this database does not have; every cell that differs is asked."
)
BARE = N_("This row was emptied; its record stays as it is. To remove it delete the whole row.")
VAGUE = N_(
    "Nobody can tell which rows were removed as long as nobody can tell which records the rows "
    "below are; none was."
)
STRANGE = N_("This row speaks of a record that this book was not sent for; it was left out.")
NOT_ADDED = N_("Nothing is added on this sheet; the row was left out.")
NO_ID = RowKey(0, 0)


class SheetPlanner:
    """Leads the rows that may have been edited through comparing, merging and adding."""

    def __init__(
        self,
        database: Database,
        source: Source,
        book: ReturnedBook,
        options: ReturnOptions,
        newcomers: Newcomers,
    ) -> None:
        self.book = book
        self._database = database
        self._options = options
        self._newcomers = newcomers
        columns = book.columns.found
        taken = [column.mapped.field for column in columns if column.taken]
        self.teller = SheetTeller(source.name, book.sheet)
        self.outcome = Outcome(self.teller, columns)
        self._founder = Founder(database, new_ids())
        self._comparer = CellComparer(
            database, columns, book.orders, self.teller, book.unsolved, newcomers
        )
        self._comparer.read_times_of(find_usual_day(database, book.given.get("event")))
        self._comparer.told = frozenset(book.exported.places if book.exported else ())
        self._comparer.make_unknown(book.makes, self._founder)
        self._merger = RowMerger(database, book.kind, taken, self.outcome)
        self._adder = RowAdder(database, book.kind, taken, self.outcome, book.given, newcomers)
        self._waves = Waves(book.kind, columns)
        self._latest = _latest_shared(database, book)
        self._is_told = True
        self._is_vague = False
        """Whether nobody can tell which record some row is."""
        self._strays = StrayFinder(book)
        self._orders = OrderWatch()
        self._exchanges = ExchangeWatch()

    def plan_batches(self) -> Iterator[Batch]:
        """The batches of the sheet; its counts, clashes and problems are complete after them."""
        self.outcome.counts.read = self.book.read
        self.outcome.counts.same += self.book.same
        for batch in self._plan_rows():
            self._newcomers.note(batch)
            yield batch
        self._note_bare()
        shown = say_orders(self._comparer.orders)
        self.book.remarks += [*shown, *self._orders.say(), *self._exchanges.say()]
        if not self._is_told:
            self.book.remarks.append(_(UNTOLD))

    @property
    def counts(self) -> ImportCounts:
        """What became of its rows; where they are no data only what is to be looked at counts."""
        counts, uncounted = self.outcome.counts, ("new", "changed", "same")
        if self.book.is_counted:
            return counts
        read = counts.doubtful + counts.errors
        return replace(counts, read=read, **dict.fromkeys(uncounted, 0))

    @property
    def is_open(self) -> bool:
        """Whether something is left to be decided or corrected."""
        counts = self.outcome.counts
        return bool(counts.errors or counts.doubtful or self.outcome.clashes)

    @property
    def is_partial(self) -> bool:
        """Whether rows were left out, which no decision about a clash brings back."""
        counts = self.outcome.counts
        return counts.errors > 0 or counts.doubtful > len(self.outcome.undecided)

    def problems(self) -> list[RowProblem]:
        """What is to be said of its cells and rows, in order."""
        return sorted(self.teller.problems, key=lambda problem: problem.row)

    def _plan_rows(self) -> Iterator[Batch]:
        # What was added comes first, since rows that were there may be moved under it.
        for wave in self._waves.part(self._list_added()):
            self._comparer.read_new(wave)
            for batch in self._adder.add(self.outcome.drop_bad(wave)):
                self._founder.note_used(cell for row in batch.rows for cell in row[2] or ())
                yield batch
        yield from self._founder.make_batches()
        for chunk in self.book.rows.chunks():
            yield from self._plan_known(self.outcome.drop_bad(self._list_known(chunk)))
        yield from self._plan_missing()

    def _plan_known(self, rows: list[ReturnedRow]) -> Iterator[Batch]:
        if not rows:
            return
        found = self._comparer.find_edits(rows)
        self._orders.note(found)
        self._exchanges.note(found)
        edited = {one.column.name for one in found}
        is_told = self._merger.learn_known(rows, self._latest, edited)
        if not is_told and any(row.was is None for row in rows):
            self._is_told = False
        self._comparer.compare(found)
        yield from self._merger.merge(self.outcome.drop_bad(rows))

    def _list_added(self) -> Iterator[ReturnedRow]:
        """The rows that were added."""
        for raw in (raw for chunk in self.book.rows.chunks() for raw in chunk):
            if is_blank(self.book.key_cell(raw.cells)):
                row = ReturnedRow(raw, NO_ID)
                if not self.book.adds:
                    self.outcome.doubt(row, _(NOT_ADDED))
                yield row

    def _list_known(self, chunk: Sequence[RawRow]) -> list[ReturnedRow]:
        """The rows of known records; keys that are amiss are told."""
        known: list[ReturnedRow] = []
        letter = column_letters(self.book.key_place)
        for raw in chunk:
            cell = self.book.key_cell(raw.cells)
            if is_blank(cell):
                continue
            key = read_key(self.book.identity, self.book.kind.name, cell)
            row = ReturnedRow(raw, key or NO_ID)
            known.append(row)
            if key is None:
                message = _(UNKNOWN_ROW) if cell == UNSURE else _(ALTERED).format(column=letter)
                self._doubt_record(row, message)
            elif cell in self.book.twice:
                numbers = list_words(map(str, self.book.twice[str(cell)]))
                words = TWICE if self.book.has_keys else NAMED_TWICE
                self.outcome.doubt(row, _(words).format(rows=numbers, column=letter))
            elif self.book.allowed is not None and row.key.id not in self.book.allowed:
                self.outcome.doubt(row, _(STRANGE))
            else:
                self._find_was(row)
                if self._strays.is_stray(row):
                    self._doubt_record(row, self._strays.say())
        return known

    def _doubt_record(self, row: ReturnedRow, message: str) -> None:
        """Leave a row out of which nobody can tell which record it is."""
        self.outcome.doubt(row, message)
        self._is_vague = True

    def _find_was(self, row: ReturnedRow) -> None:
        number, row.was = self.book.number, row.raw.before
        if row.was is None and number is not None and row.key.number != number:
            self.outcome.note(row, _(FOREIGN))

    def _plan_missing(self) -> Iterator[Batch]:
        book = self.book
        self.outcome.counts.missing = len(book.missing) or book.lost
        if not self._options.remove_missing:
            return
        if book.lost:
            book.remarks.append(
                _("The hidden sheet is gone: nobody can tell which rows were removed; none was.")
            )
            return
        if self._is_vague and book.missing:
            book.remarks.append(_(VAGUE))
            return
        removed = plan_missing(self._database, book, self.outcome, self._latest)
        book.remarks += removed.remarks
        yield from removed.batches

    def _note_bare(self) -> None:
        for number in self.book.bare:
            row = ReturnedRow(RawRow(number, []), NO_ID)
            self.outcome.note(row, _(BARE))
            self.outcome.counts.same += 1

    def tell_refused(self, problems: Sequence[Problem], change: Change) -> None:
        """Count and tell the rows whose records the database would refuse."""
        new = {
            (batch.kind, row[0]) for batch in change.batches for row in batch.rows if row[1] is None
        }
        told: dict[tuple[str, int], list[Problem]] = {}
        for problem in problems:
            if (problem.kind, problem.id) in self.outcome.rows:
                told.setdefault((problem.kind, problem.id), []).append(problem)
        counts = self.outcome.counts
        for key, found in told.items():
            number = self.outcome.rows.pop(key)
            self.outcome.refuse(ReturnedRow(RawRow(number, []), RowKey(key[1], 0)), found)
            if key in new:
                counts.new -= 1
            else:
                counts.changed -= 1

    def note_oddities(self, oddities: Sequence[Oddity]) -> None:
        """Say at its row what is odd about a record; it is taken all the same."""
        columns = {column.mapped.field.name: column.mapped for column in self.book.columns.found}
        for one in oddities:
            number = self.outcome.rows.get((one.kind, one.id))
            if number is not None:
                row, column = RawRow(number, []), columns.get(one.field)
                self.teller.say("note", row, column, one.message)


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
