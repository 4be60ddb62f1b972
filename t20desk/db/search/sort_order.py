"""The order of a list: its sort as terms of ORDER BY, and whether an index gives it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, not_, select, true

from t20desk.db.field_names import find_field
from t20desk.db.query import Selection
from t20desk.db.search.code_order import is_coded, rank_codes, walk_codes
from t20desk.db.standings import STANDING_FIELDS

Expression = ColumnElement[Any]
MANY_ROWS = 20_000
"""From so many records on, the targets of their link are walked to find them in its order."""


class SortOrder:
    """Says in which order a selection comes; it joins what the fields sorted by need."""

    def __init__(self, selection: Selection) -> None:
        self._selection = selection
        self._database = selection.database
        self._table = selection.table

    def by(self, sort: Sequence[str]) -> list[Expression]:
        """ORDER BY for a sort such as ("country", "-name"): empty last, then the id."""
        terms: list[Expression] = []
        for path in sort:
            terms.extend(self._terms(path))
        return [*terms, self._table.c.id]

    def in_parts(self, sort: Sequence[str]) -> list[tuple[Expression, list[Expression]]]:
        """The same order as conditions and orders to be gone through one after the other.

        First the records whose first key is filled, which its index gives in order, then the rest.
        """
        if not sort:
            return [(true(), self.by(sort))]
        name, rest = sort[0].removeprefix("-"), sort[1:]
        codes = self._walk(name)
        if codes is not None:
            column = self._table.c[name]
            walked = reversed(codes) if sort[0].startswith("-") else codes
            parts = [(column == code, self.by(rest)) for code in walked]
            return [*parts, (column.is_(None), self.by(rest))]
        if not self._is_sparse(name):
            return [(true(), self.by(sort))]
        empty = self._emptiness(name)
        # Behind a unique key nothing else is asked for, so that its index alone gives the order.
        behind = () if self._selection.find(name).field.unique else rest
        _emptiness, *terms = self._terms(sort[0])
        return [
            (not_(empty), [*terms, *self.by(behind)]),
            (empty, self.by(rest)),
        ]

    def keys(self, path: str) -> list[Expression]:
        """All that a list is sorted by at this path, as it reads; equal for what reads alike."""
        place = self._selection.find(path)
        if place.field.target:
            parts = self._database.kinds[place.field.target].title
            keys = [key for part in parts for key in self.keys(f"{path}.{part}")]
            if place.field.looked_up:
                # The record that was joined says it, too; looking it up once more costs as much.
                return [*keys, self._selection.find(f"{path}.{parts[0]}").source.c.id]
            return [*keys, self._selection.value(path)]
        if is_coded(place.field):
            return rank_codes(self._database, place.field, self._selection.shown(path))
        return [self._selection.key(path)]

    def has_index(self, path: str) -> bool:
        """Whether the records of the kind itself can be walked in the order of a field."""
        one = self._selection.find(path.removeprefix("-")).field
        is_counted = self._selection.day is not None and one.name in STANDING_FIELDS
        return one.indexed and not one.target and "." not in path and not is_counted

    def find_lead(self, path: str) -> str:
        """The link whose targets have an index for an order, where these are met often enough."""
        path = path.removeprefix("-")
        while (target := self._selection.find(path).field.target) is not None:
            path = f"{path}.{self._database.kinds[target].title[0]}"
        link, _dot, name = path.partition(".")
        if not name or "." in name:
            return ""
        pointing = find_field(self._selection.kind, link)
        ordering = self._selection.find(path).field
        is_fit = pointing.required and ordering.indexed and ordering.has_key
        return f"{pointing.name}." if is_fit and self._has_many_rows() else ""

    def _has_many_rows(self) -> bool:
        identity = self._table.c.id
        with self._database.read() as connection:
            query = select(identity).order_by(identity).offset(MANY_ROWS).limit(1)
            return connection.scalar(query) is not None

    def _terms(self, path: str) -> list[Expression]:
        name = path.removeprefix("-")
        terms: list[Expression] = []
        for at, key in enumerate(self.keys(name)):
            if at or self._is_sparse(name):
                terms.append(key.is_(None) if at else self._emptiness(name))
            terms.append(turn(key, path))
        return terms

    def _is_sparse(self, path: str) -> bool:
        """Whether the key of a sort may be empty; that of a linked record always may."""
        one = self._selection.find(path).field
        return "." in path or one.target is not None or one.is_sparse

    def _emptiness(self, path: str) -> Expression:
        """Whether there is nothing to sort by; a code is looked at before its rank is found."""
        is_code = is_coded(self._selection.find(path).field)
        return (self._selection.shown(path) if is_code else self.keys(path)[0]).is_(None)

    def _walk(self, name: str) -> list[str] | None:
        """The codes of an indexed field in the order of their labels, where it can be walked."""
        one = self._selection.find(name).field
        if not self.has_index(name) or not is_coded(one):
            return None
        return walk_codes(self._database, one, self._table.c[name])


def turn(key: Expression, path: str) -> Expression:
    """A key as ORDER BY takes it; downwards behind a minus."""
    return key.desc() if path.startswith("-") else key.asc()
