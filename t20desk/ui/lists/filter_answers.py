"""What a filter bar asks of the database: how many have each value, what may be typed, what is
wrong."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from t20desk.db.fields import Field, Kind
from t20desk.listing import count_values
from t20desk.listing.offering import offer_values
from t20desk.listing.search_words import name_ids
from t20desk.searching import QueryError, Test, Tree, leaves_of
from t20desk.searching.checking import find_fault
from t20desk.searching.suggesting import Suggestion
from t20desk.ui.desk import Desk
from t20desk.ui.jobs import Job
from t20desk.ui.lists.facets import sum_codes
from t20desk.ui.tables.record_table import RecordTable


class FilterAnswers:
    """Answers for the list that a table shows, or for the part of it that a search tells."""

    def __init__(
        self, desk: Desk, kind: Kind, table: RecordTable, within: Callable[[], str] = str
    ) -> None:
        self._desk = desk
        self.kinds, self.kind = desk.kinds, kind
        self.applied = desk.applied
        self._table = table
        self._within = within
        self._tallying: Job | None = None
        self._offering: Job | None = None

    def count(self, field: Field, search: str, done: Callable[[dict[str, int]], None]) -> None:
        """How many records of the view that a search finds have each value of a field."""
        if self._tallying is not None:
            self._tallying.cancel()
        listing = replace(self._table.records.listing, search=f"{self._within()} {search}".strip())
        self._tallying = self._desk.jobs.read_whole(
            lambda: sum_codes(field, count_values(self._desk.db, listing, field.name)),
            done,
            self._desk.jobs.pass_over,
        )

    def offer(self, query: str, cursor: int, done: Callable[[Sequence[Suggestion]], None]) -> None:
        """Values that records hold and that begin as typed; the next key stops the search."""
        if self._offering is not None:
            self._offering.cancel()
        self._offering = self._desk.jobs.read_whole(
            lambda: offer_values(self._desk.db, self.kind.name, query, cursor),
            done,
            self._desk.jobs.pass_over,
        )

    def name(self, tree: Tree, done: Callable[[Mapping[str, str]], None]) -> None:
        """The titles of the records whose ids a condition names, so that its chip can say them."""
        tests = (leaf for leaf in leaves_of(tree) if isinstance(leaf, Test))
        if any(value.isdigit() for test in tests for value in test.values):
            self._desk.read(lambda: name_ids(self._desk.db, self.kind, tree), done)

    def is_sound(self, query: str) -> bool:
        """Whether a query can be answered."""
        return find_fault(self._desk.db, self.kind.name, query) is None

    def find_fault(self, query: str, done: Callable[[QueryError | None], None]) -> None:
        """What is wrong with a query, if anything is."""
        self._desk.read(lambda: find_fault(self._desk.db, self.kind.name, query), done)
