"""Selecting records: dotted paths to linked fields, their values, texts and sort keys."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Select,
    case,
    cast,
    func,
    literal,
    not_,
    select,
    true,
)
from sqlalchemy import Text as SqlText
from sqlalchemy.sql import FromClause

from t20desk.db.database import Database
from t20desk.db.day_texts import say_day
from t20desk.db.fields import Field, Kind
from t20desk.db.keys import match_key, spell_out
from t20desk.db.schema import key_column, shown_column
from t20desk.db.search.code_order import is_coded, rank_codes, walk_codes
from t20desk.db.search.led_joins import LedJoin
from t20desk.db.standings import STANDING_FIELDS, organisation_on, standing_on
from t20desk.db.types import Date
from t20desk.errors import UserError
from t20desk.i18n import LANGUAGES, _, language

Expression = ColumnElement[Any]
MANY_ROWS = 20_000
"""From so many records on, the targets of their link are walked to find them in its order."""
MOST_JOINS = 40
"""SQLite joins 64 tables at most."""
ALIKE: Final = 0.75
"""So alike is the name of a field that may be meant."""
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
        self._day = day
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
            joined = self.database.tables[one.target].alias(f"j{len(self._joins)}")
            self._joins[prefix] = (joined, joined.c.id == self._column(source, one))
        return self._joins[prefix][0]

    def _column(self, source: FromClause, one: Field) -> Expression:
        """The cell of a field, looked up in other records where no column holds it."""
        if one.looked_up:
            return organisation_on(self.database.tables, source, self._day or "")
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
        if self._day and is_standing and place.source is self.table:
            counted = standing_on(self.database.tables, self.table, one.name, self._day)
            if not self._stale:
                return counted
            return case((columns.status_changes <= self._day, counted), else_=columns[one.name])
        return self._column(place.source, one)

    def shown(self, path: str) -> Expression:
        """The effective value of an inherited field, else the stored one."""
        place = self.find(path)
        if place.field.inherited:
            return place.source.c[shown_column(place.field.name)]
        return self._value_of(place)

    def key(self, path: str) -> Expression:
        """What a list is sorted by at this path; a link by the text of its target."""
        place = self.find(path)
        one, columns = place.field, place.source.c
        if one.target:
            return self.title_key(path)
        if one.is_translated:
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

    def title_key(self, path: str) -> Expression:
        """The sort key of a linked record: that of the first field of its title."""
        place = self.find(path)
        assert place.field.target is not None
        return self.key(f"{path}.{self.database.kinds[place.field.target].title[0]}")

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

    def find_lead(self, path: str) -> str:
        """The link whose targets have an index for an order, where these are met often enough."""
        path = path.removeprefix("-")
        while (target := self.find(path).field.target) is not None:
            path = f"{path}.{self.database.kinds[target].title[0]}"
        link, _dot, name = path.partition(".")
        if not name or "." in name:
            return ""
        pointing, ordering = find_field(self.kind, link), self.find(path).field
        is_fit = pointing.required and ordering.indexed and ordering.has_key
        return f"{pointing.name}." if is_fit and self._has_many_rows() else ""

    def _has_many_rows(self) -> bool:
        identity = self.table.c.id
        with self.database.read() as connection:
            query = select(identity).order_by(identity).offset(MANY_ROWS).limit(1)
            return connection.scalar(query) is not None

    def order(self, sort: Sequence[str]) -> list[Expression]:
        """ORDER BY for a sort such as ("country", "-name"): empty last, then the id."""
        terms: list[Expression] = []
        for path in sort:
            terms.extend(self._terms(path))
        return [*terms, self.table.c.id]

    def keys(self, path: str) -> list[Expression]:
        """All that a list is sorted by at this path, as it reads; equal for what reads alike."""
        place = self.find(path)
        if place.field.target:
            parts = self.database.kinds[place.field.target].title
            keys = [key for part in parts for key in self.keys(f"{path}.{part}")]
            if place.field.looked_up:
                # The record that was joined says it, too; looking it up once more costs as much.
                return [*keys, self.find(f"{path}.{parts[0]}").source.c.id]
            return [*keys, self._value_of(place)]
        if is_coded(place.field):
            return rank_codes(self.database, place.field, self.shown(path))
        return [self.key(path)]

    def _terms(self, path: str) -> list[Expression]:
        name = path.removeprefix("-")
        terms: list[Expression] = []
        for at, key in enumerate(self.keys(name)):
            if at or self.is_sparse(name):
                terms.append(key.is_(None) if at else self._emptiness(name))
            terms.append(turn(key, path))
        return terms

    def _emptiness(self, path: str) -> Expression:
        """Whether there is nothing to sort by; a code is looked at before its rank is found."""
        is_code = is_coded(self.find(path).field)
        return (self.shown(path) if is_code else self.keys(path)[0]).is_(None)

    def is_sparse(self, path: str) -> bool:
        """Whether the key of a sort may be empty; that of a linked record always may."""
        one = self.find(path.removeprefix("-")).field
        return "." in path or one.target is not None or one.is_sparse

    def order_in_parts(self, sort: Sequence[str]) -> list[tuple[Expression, list[Expression]]]:
        """The same order as conditions and orders to be gone through one after the other.

        First the records whose first key is filled, which its index gives in order, then the rest.
        """
        if not sort:
            return [(true(), self.order(sort))]
        name, rest = sort[0].removeprefix("-"), sort[1:]
        codes = self._walk(name)
        if codes is not None:
            column = self.table.c[name]
            walked = reversed(codes) if sort[0].startswith("-") else codes
            parts = [(column == code, self.order(rest)) for code in walked]
            return [*parts, (column.is_(None), self.order(rest))]
        if not self.is_sparse(sort[0]):
            return [(true(), self.order(sort))]
        empty = self._emptiness(name)
        # Behind a unique key nothing else is asked for, so that its index alone gives the order.
        behind = () if self.find(name).field.unique else rest
        _emptiness, *terms = self._terms(sort[0])
        return [
            (not_(empty), [*terms, *self.order(behind)]),
            (empty, self.order(rest)),
        ]

    def _walk(self, name: str) -> list[str] | None:
        """The codes of an indexed field in the order of their labels, where it can be walked."""
        one = self.find(name).field
        if not self.has_index(name) or not is_coded(one):
            return None
        return walk_codes(self.database, one, self.table.c[name])

    def has_index(self, path: str) -> bool:
        """Whether the records of the kind itself can be walked in the order of a field."""
        one = self.find(path.removeprefix("-")).field
        is_counted = self._day is not None and one.name in STANDING_FIELDS
        return one.indexed and not one.target and "." not in path and not is_counted


def turn(key: Expression, path: str) -> Expression:
    """A key as ORDER BY takes it; downwards behind a minus."""
    return key.desc() if path.startswith("-") else key.asc()


def reading_order() -> list[str]:
    """The languages in which a translated text is looked for: the window's first."""
    first = language()
    return [first, *(code for code in ("en", "de", "zh") if code != first)]


def find_field(kind: Kind, name: str) -> Field:
    """The field of a kind by its name or label; raises UserError for an unknown one."""
    found = seek_field(kind, name)
    if found is None:
        raise UserError(_say_unknown(kind, name))
    return found


def _say_unknown(kind: Kind, name: str) -> str:
    """That there is no such field, and which one may be meant."""
    labels, _aliases = _fields_by_words(kind)
    known = {match_key(key): key for key in kind.fields} | {
        words: one.say().replace(" ", "_") for words, one in labels.items() if not one.hidden
    }
    from difflib import get_close_matches

    near = get_close_matches(match_key(name[:60]), known, 1, ALIKE)
    if near:
        text = _("{kind} has no field “{name}”; write “{near}” if that is meant.")
        return text.format(kind=_(kind.label), name=name[:60], near=known[near[0]])
    text = _("{kind} has no field “{name}”; look up its fields in the list of columns.")
    return text.format(kind=_(kind.label), name=name[:60])


def seek_field(kind: Kind, name: str) -> Field | None:
    """The field of a kind by its name, label or heading in any language, if there is one."""
    return kind.fields.get(name) or _find_by_label(kind, name)


def _find_by_label(kind: Kind, name: str) -> Field | None:
    """Labels come before further headings, which several fields may share."""
    wanted = match_key(name)
    if not wanted:
        return None
    labels, aliases = _fields_by_words(kind)
    return labels.get(wanted) or aliases.get(wanted)


@lru_cache(maxsize=256)
def _fields_by_words(kind: Kind) -> tuple[dict[str, Field], dict[str, Field]]:
    """The fields of a kind by their labels in all languages, and by their further headings."""
    labels: dict[str, Field] = {}
    aliases: dict[str, Field] = {}
    for one in kind.fields.values():
        for code in LANGUAGES:
            label = one.say(code)
            labels.setdefault(match_key(label), one)
            aliases.setdefault(match_key(spell_out(label)), one)
        for heading in one.headings:
            aliases.setdefault(match_key(heading), one)
            aliases.setdefault(match_key(spell_out(heading)), one)
    return labels, aliases
