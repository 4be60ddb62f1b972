"""From a listing to SELECT statements: how many, which ids in which order, which cells."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    func,
    null,
    select,
    true,
)

from t20desk import searching
from t20desk.db.database import Database
from t20desk.db.fields import Field
from t20desk.db.query import Selection
from t20desk.db.search import conditions
from t20desk.db.search.code_order import is_coded
from t20desk.db.search.lookups import is_frequent
from t20desk.db.search.sort_order import SortOrder, turn
from t20desk.errors import UserError
from t20desk.listing.asking import Asked, Condition
from t20desk.listing.views import Listing, find_view

SAMPLE = 5_000
MANY_OF_SAMPLE = 15
"""From so many hits among the first rows on, a page is soon full while walking the list."""


class Reader:
    """Turns one listing into SELECT statements.

    With `alone`, bare words are not looked for in linked records. Words that are `tested`, since
    they are known as frequent, are not looked up; `walked` says that the records are gone through
    one by one.
    """

    def __init__(
        self,
        database: Database,
        listing: Listing,
        tested: conditions.Tested = conditions.NONE_TESTED,
        alone: bool = False,
        walked: bool = False,
    ) -> None:
        view = find_view(database, listing.kind, listing.view)
        if listing.as_known is not None:
            from t20desk.as_known import known_database  # few lists look back

            database = known_database(database, listing.as_known)
        self.listing = listing.with_columns(database.kinds)
        self.database = database
        day = listing.on or _past(listing.as_known)
        stale = _stale_day(database, listing.kind) if day is None else None
        day = day or stale
        self.selection = Selection(database, listing.kind, day, stale=stale is not None)
        self.selection.follows_links = not alone
        self.selection.is_walked = walked
        self._order = SortOrder(self.selection)
        self._asked = Asked(database, self.selection, listing, view, tested)
        self._tested = tested
        self._alone = alone

    @property
    def can_be_walked(self) -> bool:
        """Whether an index gives the order of the list."""
        return self._order.has_index(self.sort[0]) or bool(self._lead)

    @cached_property
    def _lead(self) -> str:
        """The link whose targets are walked, so that the list comes in their order."""
        return self._order.find_lead(self.sort[0])

    def walk(self, connection: Connection) -> "Reader":
        """The same for walking the list in its order."""
        tested = conditions.find_tested(connection, self.selection, self._asked.search)
        return Reader(self.database, self.listing, tested, self._alone, walked=True)

    def look_up(self) -> "Reader":
        """The same for finding few records: a rare word leads to them, frequent ones are tested."""
        rare = self._asked.words - self._tested
        return Reader(
            self.database,
            self.listing,
            self._tested if rare else conditions.NONE_TESTED,
            self._alone,
        )

    @property
    def sort(self) -> tuple[str, ...]:
        """The fields to sort by: that of the groups, then as asked, else as usual for the kind."""
        asked = self.listing.sort or self.database.kinds[self.listing.kind].order
        group = self.listing.group
        if not group:
            return asked
        behind = (path for path in asked if path.removeprefix("-") != group.removeprefix("-"))
        return (group, *behind)

    @property
    def is_surely_long(self) -> bool:
        """Whether many records are known to be found, without asking for any."""
        return self._asked.is_surely_long

    def is_often(self, connection: Connection) -> bool:
        """Whether a page is soon full while walking; of what is asked for a sample tells."""
        if self.is_surely_long:
            return True
        if not self._asked.words <= self._tested:
            return False
        return (connection.scalar(self._count_sample()) or 0) >= MANY_OF_SAMPLE

    def count(self) -> Select[Any]:
        """How many records there are."""
        alone = self._asked.look_up_alone()
        if alone is not None:
            return select(func.count()).select_from(alone.subquery())
        return self.selection.select(func.count()).where(*self._asked.row_conditions())

    def tally(self, path: str) -> Select[Any]:
        """Each value of a field with the number of records that have it."""
        value = self.selection.value(path)
        query = self.selection.select(value, func.count()).where(*self._asked.list_conditions())
        return query.group_by(value)

    def groups(
        self, limit: int, ids: Sequence[int] | None = None, sums: Sequence[str] = ()
    ) -> Select[Any]:
        """What each group reads like, how many records it has and their sums, in order."""
        path = self.listing.group
        name = path.removeprefix("-")
        is_link = self.selection.find(name).field.target is not None
        text = self.selection.text(name) if is_link else self.selection.shown(name)
        keys = [key.label(f"key{at}") for at, key in enumerate(self._order.keys(name))]
        added = [self.selection.shown(path).label(f"sum{at}") for at, path in enumerate(sums)]
        read = self.selection.select(text.label("text"), *keys, *added)
        rows = read.where(*self._chosen(ids)).subquery()
        known = [rows.c[key.name] for key in keys]
        order = [term for key in known for term in (key.is_(None), turn(key, path))]
        read_off: list[ColumnElement[Any]] = [func.min(rows.c.text), func.count()]
        read_off += [func.sum(rows.c[one.name]) for one in added]
        return select(*read_off).group_by(*known).order_by(*order).limit(limit)

    def totals(self, ids: Sequence[int] | None = None) -> Select[Any]:
        """What is counted below the columns, in the order in which it is asked for."""
        asked = [self._total(path, word) for path, word in self.listing.totals]
        return self.selection.select(*asked).where(*self._chosen(ids))

    def _chosen(self, ids: Sequence[int] | None) -> Sequence[Condition]:
        """What the records of a listing fulfil, or some that were chosen of them."""
        if ids is None:
            return self._asked.list_conditions()
        return [self.database.store.is_among(self.selection.table.c.id, ids)]

    def _total(self, path: str, word: str) -> ColumnElement[Any]:
        value = self.selection.shown(path)
        if word == "empty":
            return func.count() - func.count(value)
        if word == "different":
            return func.count(self.selection.key(path).distinct())
        if word == "sum":
            return func.sum(value)
        if word == "mean":
            return func.avg(value)
        if word in ("least", "most"):
            return func.min(value) if word == "least" else func.max(value)
        return func.count(value)

    def fitting(self, ids: Sequence[int]) -> Select[Any]:
        """Of some records the number of the first colour rule that fits, where one does."""
        identity = self.selection.table.c.id
        tests: list[tuple[Condition, int]] = []
        for at, rule in enumerate(self.listing.colours):
            # A rule may speak of a field that somebody removed meanwhile; it colours nothing.
            with suppress(UserError):
                tree = searching.read_search(self.database.kinds, self.listing.kind, rule.search)
                tests.append((conditions.compile_tree(self.selection, tree), at))
        found = case(*tests, else_=null()) if tests else null()
        return self.selection.select(identity, found).where(
            self.database.store.is_among(identity, ids)
        )

    def some(self) -> Select[Any]:
        """The ids in no order."""
        asked = self._asked.row_conditions()
        return self.selection.select(self.selection.table.c.id).where(*asked)

    def _count_sample(self) -> Select[Any]:
        """How many of the first rows of the table pass."""
        asked = and_(true(), *self._asked.row_conditions()).label("passes")
        sample = self.selection.select(asked).limit(SAMPLE).subquery()
        return select(func.count()).select_from(sample).where(sample.c.passes)

    def sorted(self, ids: Sequence[int]) -> Select[Any]:
        """Some ids in order."""
        identity = self.selection.table.c.id
        order = self._order.by(self.sort)
        query = self.selection.select(identity).order_by(*order)
        return query.where(self.database.store.is_among(identity, ids))

    def first(self) -> Iterator[Select[Any]]:
        """The ids in order, one part after the other, each row tested as it is met."""
        return self._in_parts(self._asked.row_conditions(), self._lead)

    def all(self, connection: Connection, walked: "Reader") -> Iterator[Select[Any]]:
        """The same for those who want all of them; `walked` is the reader that walks the list."""
        if self._is_walked_whole():
            yield from self._walk_whole(connection, walked)
            return
        order = self._order.by(self.sort)
        if self._order.has_index(self.sort[0]):
            asked = self._asked.list_conditions()
            yield self.selection.select(self.selection.table.c.id).where(*asked).order_by(*order)
        else:
            yield self.some().order_by(*order)

    def _walk_whole(self, connection: Connection, walked: "Reader") -> Iterator[Select[Any]]:
        """Part after part; where one has few records each is tested, since all hits of a search
        would be found anew for them."""
        listed = self._asked.list_conditions()
        if not self._asked.is_searched:
            yield from self._in_parts(listed)
            return
        parts = zip(self._in_parts(()), self._in_parts(listed), walked.first(), strict=True)
        for part, whole, tested in parts:
            yield whole if is_frequent(connection, part.order_by(None)) else tested

    def _is_walked_whole(self) -> bool:
        """Whether walking the index of the first sort gives all ids soonest.

        Codes are walked part by part, so that a search would be answered again for each.
        """
        path = self.sort[0]
        is_plain = not is_coded(self.selection.find(path.removeprefix("-")).field)
        return self._order.has_index(path) and (is_plain or not self._asked.is_searched)

    def _in_parts(self, asked: Sequence[Condition], lead: str = "") -> Iterator[Select[Any]]:
        """Each part in its order; a link leads through the first, where its order is filled."""
        for part, order in self._order.in_parts(self.sort):
            query = self.selection.select(self.selection.table.c.id, lead=lead).where(part, *asked)
            yield query.order_by(*order)
            lead = ""

    def cells(self, ids: Sequence[int]) -> Select[Any]:
        """The cells of some records: two columns for a link or an inherited field."""
        columns: list[ColumnElement[Any]] = [self.selection.table.c.id]
        for path in self.listing.columns:
            place = self.selection.find(path)
            columns.append(self.selection.value(path))
            if place.field.target:
                columns.append(self.selection.text(path))
            elif place.field.inherited:
                columns.append(self.selection.shown(path))
        return self.selection.select(*columns).where(self.selection.table.c.id.in_(list(ids)))

    def fields(self) -> list[Field]:
        """The fields of the columns."""
        return [self.selection.find(path).field for path in self.listing.columns]


def _past(day: str | None) -> str | None:
    """The day for which standings are counted where one asks what was known on it."""
    return day if day and day < date.today().isoformat() else None


def _stale_day(database: Database, kind: str) -> str | None:
    """Today, where a member's stored status is of an earlier day and would be wrong by now."""
    if kind != "member":
        return None
    today = date.today().isoformat()
    member = database.tables["member"]
    with database.read() as connection:
        stale = connection.scalar(
            select(member.c.id).where(member.c.status_changes <= today).limit(1)
        )
    return today if stale is not None else None
