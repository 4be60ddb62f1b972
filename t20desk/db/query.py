"""Selecting records: dotted paths to linked fields, their values, texts and keys."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Select,
    case,
    cast,
    func,
    literal,
    select,
)
from sqlalchemy import Text as SqlText
from sqlalchemy.sql import FromClause

from t20desk.db.database import Database
from t20desk.db.day_texts import say_day
from t20desk.db.field_names import find_field
from t20desk.db.fields import Field, Kind
from t20desk.db.led_joins import LedJoin
from t20desk.db.schema import key_column, shown_column
from t20desk.db.standings import STANDING_FIELDS, organisation_on, standing_on
from t20desk.db.types import Date
from t20desk.errors import UserError
from t20desk.i18n import _, reading_order

Expression = ColumnElement[Any]
MOST_JOINS = 40
"""SQLite joins 64 tables at most."""
BETWEEN: Final = " – "
"""What parts the texts of a title."""


class Place(NamedTuple):
    """A field reached by a path, and the table (or alias of it) that holds it."""

    path: str
    field: Field
    source: FromClause


class Selection:
    """Builds one SELECT over a kind, joining the linked records that its paths need."""

    follows_links = True
    """Whether a bare word is also looked for in the records that are linked to."""

    is_walked = False
    """Whether records are gone through and each is tested, else what is found is looked up."""

    def __init__(
        self, database: Database, kind: str, day: str | None = None, stale: bool = False
    ) -> None:
        """`day` is what standings are counted for; `stale` where those stored are mostly of it."""
        self.database = database
        self.kind: Kind = database.kinds[kind]
        self.table: FromClause = database.tables[kind]
        self.is_apart = False
        self._joins: dict[str, tuple[FromClause, Expression]] = {}
        self.day = day
        self._stale = stale

    def reach(self, kind: str) -> "Selection":
        """Linked records, asked in the same way: one by one, or all at once."""
        reached = Selection(self.database, kind)
        if self.is_walked:
            # Under a name of their own, so that they may be of the kind that is walked.
            reached.table, reached.is_walked, reached.is_apart = reached.table.alias(), True, True
        return reached

    def find(self, path: str) -> Place:
        """The place a path names; raises UserError for an unknown field."""
        *links, name = path.split(".")
        kind, prefix = self.kind, ""
        source: FromClause = self.table
        for link in links:
            one = find_field(kind, link)
            if one.target is None:
                raise UserError(
                    _(
                        "{field} is not a link, so nothing can follow the dot; use the field alone."
                    ).format(field=link)
                )
            prefix = f"{prefix}{one.name}."
            source = self._join(prefix, source, one)
            kind = self.database.kinds[one.target]
        return Place(path, find_field(kind, name), source)

    def _join(self, prefix: str, source: FromClause, one: Field) -> FromClause:
        if prefix not in self._joins:
            assert one.target is not None
            if len(self._joins) >= MOST_JOINS:
                message = _("This follows more than {most} different links; take some out.")
                raise UserError(message.format(most=MOST_JOINS))
            joined = self.database.metadata.alias(one.target, f"j{len(self._joins)}")
            self._joins[prefix] = (joined, joined.c.id == self._column(source, one))
        return self._joins[prefix][0]

    def _column(self, source: FromClause, one: Field) -> Expression:
        """The cell of a field, looked up in other records where no column holds it."""
        if one.looked_up:
            return organisation_on(self.database.tables, source, self.day or "")
        return source.c[one.name]

    def value(self, path: str) -> Expression:
        """The stored value at a path; a translated field gives the first filled text."""
        place = self.find(path)
        return self._value_of(place)

    def _value_of(self, place: Place) -> Expression:
        one, columns = place.field, place.source.c
        if one.is_translated:
            return func.coalesce(*(columns[f"{one.name}_{code}"] for code in reading_order()))
        is_standing = one.name in STANDING_FIELDS and self.kind.name == "member"
        if self.day and is_standing and place.source is self.table:
            counted = standing_on(self.database.tables, self.table, one.name, self.day)
            if not self._stale:
                return counted
            return case((columns.status_changes <= self.day, counted), else_=columns[one.name])
        return self._column(place.source, one)

    def shown(self, path: str) -> Expression:
        """The effective value of an inherited field, else the stored one."""
        place = self.find(path)
        if place.field.inherited:
            return place.source.c[shown_column(place.field.name)]
        return self._value_of(place)

    def key(self, path: str) -> Expression:
        """What a list is sorted by at this path; a link by the first part of its title."""
        place = self.find(path)
        one, columns = place.field, place.source.c
        if one.target:
            return self.key(f"{path}.{self.database.kinds[one.target].title[0]}")
        if one.is_translated and one.type.has_key:
            keys = (columns[key_column(f"{one.name}_{code}")] for code in reading_order())
            return func.coalesce(*keys)
        if one.inherited:
            return self._inherited_key(place)
        if one.has_key:
            return columns[key_column(one.name)]
        return self._value_of(place)

    def _inherited_key(self, place: Place) -> Expression:
        """The key of what the event gives itself, else what it takes from the one above."""
        columns, shown = place.source.c, place.source.c[shown_column(place.field.name)]
        if not place.field.has_key:
            return shown
        return func.coalesce(columns[key_column(place.field.name)], func.lower(shown))

    def text(self, path: str) -> Expression:
        """The text of a linked record, made of the fields of its title."""
        place = self.find(path)
        assert place.field.target is not None
        return self._join_texts(
            [f"{path}.{part}" for part in self.database.kinds[place.field.target].title]
        )

    def title(self) -> Expression:
        """The text of the record itself."""
        return self._join_texts(list(self.kind.title))

    def _join_texts(self, paths: Sequence[str]) -> Expression:
        parts = [self._say(path) for path in paths]
        if len(parts) == 1:
            return parts[0]
        # Each part brings what stands before it, so that an empty one leaves nothing behind.
        joined: Expression = literal("")
        for part in parts:
            joined = joined.concat(func.coalesce(literal(BETWEEN).concat(part), ""))
        return func.substr(joined, len(BETWEEN) + 1)

    def _say(self, path: str) -> Expression:
        """A value as a title writes it: a day in the manner of the language in use."""
        value = self.value(path)
        is_day = isinstance(self.find(path).field.type, Date)
        return say_day(value) if is_day else cast(value, SqlText)

    def select(self, *columns: Expression, lead: str = "") -> Select[Any]:
        """The SELECT of these columns with every join that they needed.

        Where a link leads, its targets are walked in their order, each with what points to it.
        """
        source: FromClause = self.table
        if lead:
            joined, condition = self._joins[lead]
            source = LedJoin(joined, self.table, condition)
        for prefix, (joined, condition) in self._joins.items():
            if prefix != lead:
                source = source.outerjoin(joined, condition)
        return select(*columns).select_from(source)
