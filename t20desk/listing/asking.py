"""What a listing asks of each record: by its view, its search, and the day it is counted for."""

from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, null, or_

from t20desk import searching
from t20desk.db.database import Database
from t20desk.db.fields import Kind
from t20desk.db.query import Selection
from t20desk.db.search import conditions
from t20desk.listing.views import Listing, View

Condition = ColumnElement[bool]
MEETING = ("starts", "ends")
SPANS = (("since", "until"), MEETING, ("", "valid_until"))
"""From which day to which one something holds; what names no beginning has always held."""


class Asked:
    """The conditions of a listing, and how many records they may leave.

    Words that are `tested`, since they are known as frequent, are not looked up.
    """

    def __init__(
        self,
        database: Database,
        selection: Selection,
        listing: Listing,
        view: View,
        tested: conditions.Tested,
    ) -> None:
        self._database = database
        self._selection = selection
        self._day = listing.on
        self._tested = tested
        self.search = searching.read_search(database.kinds, listing.kind, listing.search)
        self._view = searching.read_search(database.kinds, listing.kind, view.search)

    @property
    def is_surely_long(self) -> bool:
        """Whether many records are known to be found, without asking for any."""
        if self._span_condition is not None:
            return False
        if self._view_condition is not None and not isinstance(self._view, searching.Not):
            return False
        return self._search_condition is None or conditions.is_surely_frequent(
            self._selection, self.search, self._tested
        )

    @property
    def is_searched(self) -> bool:
        """Whether a search asks anything."""
        return self._search_condition is not None

    @cached_property
    def words(self) -> set[str]:
        """The bare words that all have to be found."""
        parts = searching.parts_of(self.search)
        return {part.text for part in parts if isinstance(part, searching.Word)}

    @cached_property
    def _search_condition(self) -> Condition | None:
        if self.search == searching.All(()):
            return None
        return conditions.compile_tree(self._selection, self.search, self._tested)

    @cached_property
    def _view_condition(self) -> Condition | None:
        """What the view asks; nothing where it leaves no record out."""
        if self._view == searching.All(()) or not self._is_left_out():
            return None
        return conditions.compile_tree(self._selection, self._view)

    @cached_property
    def _span_condition(self) -> Condition | None:
        """Of what has a beginning and an end, only what held on the day counted for."""
        span, day = find_span(self._selection.kind), self._day
        if day is None or span is None:
            return None
        first, last = (self._selection.shown(name) if name else null() for name in span)
        begun: Condition = or_(first.is_(None), first <= f"{day}~")
        if span == MEETING:
            # What has no day takes place on none, and without an end it lasts for one.
            begun, last = first <= f"{day}~", func.coalesce(last, first)
        whole = func.substr(literal(day), 1, func.length(last))
        return and_(begun, or_(last.is_(None), last >= whole))

    def _is_left_out(self) -> bool:
        """Whether a view that only leaves out leaves out any record."""
        if not isinstance(self._view, searching.Not):
            return True
        with self._database.read() as connection:
            return connection.scalar(self._left_out(self._view.part).limit(1)) is not None

    def _left_out(self, tree: searching.Tree) -> Select[Any]:
        return self._hits(conditions.compile_tree(self._selection, tree))

    def row_conditions(self) -> list[Condition]:
        """What each row is tested for."""
        asked = (self._view_condition, self._search_condition, self._span_condition)
        return [one for one in asked if one is not None]

    def list_conditions(self) -> list[Condition]:
        """The same as lists of ids, so that an index alone is walked and no row is read."""
        identity = self._selection.table.c.id + 0
        found: list[Condition] = []
        if self._view_condition is not None:
            if isinstance(self._view, searching.Not):
                found.append(identity.not_in(self._left_out(self._view.part)))
            else:
                found.append(identity.in_(self._hits(self._view_condition)))
        if self._search_condition is not None:
            alone = conditions.look_up_alone(self._selection, self.search)
            hits = self._hits(self._search_condition) if alone is None else alone
            found.append(identity.in_(hits))
        if self._span_condition is not None:
            found.append(identity.in_(self._hits(self._span_condition)))
        return found

    def look_up_alone(self) -> Select[Any] | None:
        """The ids from a search index, where it answers by itself all that is asked."""
        if not self.is_searched or len(self.row_conditions()) > 1:
            return None
        return conditions.look_up_alone(self._selection, self.search)

    def _hits(self, condition: Condition) -> Select[Any]:
        return self._selection.select(self._selection.table.c.id).where(condition)


def find_span(kind: Kind) -> tuple[str, str] | None:
    """The fields that say from when to when a record of a kind holds; nothing for most kinds."""
    return next((span for span in SPANS if set(filter(None, span)) <= kind.fields.keys()), None)


def counts_for_a_day(kind: Kind) -> bool:
    """Whether the records of a kind have a beginning or an end, so that some hold on a day."""
    return find_span(kind) is not None
