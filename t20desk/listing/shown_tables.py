"""A listing as a table as it stands on the screen: with its groups and its line of totals."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import accumulate, groupby
from typing import Any, NamedTuple

from t20desk.db.database import Database
from t20desk.db.fields import Field, walk_path
from t20desk.db.types import Number, Stored, Text, Type, Whole
from t20desk.i18n import _
from t20desk.listing.grouping import (
    SIGNS,
    count_totals,
    read_colours,
    read_groups,
    say_total,
)
from t20desk.listing.reading import iterate_rows, list_ids, plain_cell, read_table
from t20desk.listing.row_colours import find_shade
from t20desk.listing.titles import BATCH
from t20desk.listing.views import Listing
from t20desk.tables import Cells, Column, Group, ShadedCells, Table

_COUNTS = ("filled", "empty", "different")


class _Total(NamedTuple):
    """A total, the type it has, and the sign before it."""

    value: Stored = None
    type: Type = Text()
    sign: str = ""


def without_pictures(database: Database, listing: Listing) -> Listing:
    """The listing without the columns that hold pictures, which neither file nor paper shows."""
    full = listing.with_columns(database.kinds)
    kept = [path for path in full.columns if not _holds_pictures(database, full.kind, path)]
    return replace(full, columns=tuple(kept))


def _holds_pictures(database: Database, kind: str, path: str) -> bool:
    """Whether a column holds pictures; that there is no such column is said by what reads it."""
    try:
        return not walk_path(database.kinds, kind, path)[-1].type.is_typed
    except KeyError:
        return False


def read_shown(database: Database, listing: Listing, ids: Sequence[int] | None = None) -> Table:
    """A listing, or some of its records in their order, as a table with groups and totals.

    A column it is grouped by stands at its end, out of sight, where the listing does not show it.
    """
    shown, path = without_pictures(database, listing), listing.group.removeprefix("-")
    is_beside = bool(path) and path not in shown.columns
    whole = replace(shown, columns=(*shown.columns, path)) if is_beside else shown
    table = read_table(database, whole, ids)
    if is_beside:
        beside = replace(table.columns[-1], hidden=True)
        table = replace(table, columns=(*table.columns[:-1], beside))
    if listing.colours:
        shades = dict.fromkeys(find_shade(rule.colour) for rule in listing.colours)
        rows = partial(_read_cells, database, whole, ids)
        table = replace(table, rows=rows, shades=tuple(filter(None, shades)))
    if path:
        table = replace(table, parts=partial(_read_parts, database, whole, ids))
    return _add_foot(database, whole, table, ids)


def _read_parts(database: Database, listing: Listing, ids: Sequence[int] | None) -> Iterator[Group]:
    added = [path for path, word in listing.totals if word == "sum" and path in listing.columns]
    groups = read_groups(database, listing, ids, added)
    wanted = list_ids(database, listing) if ids is None else ids
    rows = _iterate_cells(database, listing, wanted)
    number_of = _GroupFinder(wanted, [group.size for group in groups])
    for number, members in groupby(rows, number_of):
        group = groups[number]
        known = dict(zip(added, group.sums, strict=True))
        sums = [known.get(name) for name in listing.columns]
        yield Group(group.text, group.size, (row[1] for row in members), sums)


class _GroupFinder:
    """Tells the group of each record as they come; one that is gone meanwhile shifts no other."""

    def __init__(self, ids: Sequence[int], sizes: Iterable[int]) -> None:
        self._ids = ids
        self._ends = list(accumulate(sizes))
        self._at = 0
        self._group = 0

    def __call__(self, row: tuple[int, Any]) -> int:
        while self._ids[self._at] != row[0]:
            self._at += 1
        while self._group < len(self._ends) - 1 and self._at >= self._ends[self._group]:
            self._group += 1
        return self._group


def _iterate_cells(
    database: Database, listing: Listing, ids: Sequence[int] | None
) -> Iterator[tuple[int, Cells]]:
    """Every record with its cells as values, on the ground that a rule gives it."""
    wanted = list_ids(database, listing) if ids is None else ids
    for start in range(0, len(wanted), BATCH):
        part = wanted[start : start + BATCH]
        colours = read_colours(database, listing, part)
        for key, cells in iterate_rows(database, listing, part):
            shade = find_shade(colours.get(key, ""))
            plain = map(plain_cell, cells)
            yield key, ShadedCells.of(plain, shade) if shade else tuple(plain)


def _read_cells(database: Database, listing: Listing, ids: Sequence[int] | None) -> Iterator[Cells]:
    return (cells for _key, cells in _iterate_cells(database, listing, ids))


def _add_foot(
    database: Database, listing: Listing, table: Table, ids: Sequence[int] | None
) -> Table:
    """The table with its totals; without one the first column says what the line is."""
    counted = count_totals(database, listing, ids)
    if not counted:
        return table
    made = {path: _make_total(*found) for path, found in counted.items()}
    cells = [made.get(column.name, _Total()) for column in table.columns]
    if table.columns[0].name not in made:
        cells[0] = _Total(_("Total"))
    pairs = zip(table.columns, cells, strict=True)
    foot = tuple(Column(column.name, total.sign, total.type) for column, total in pairs)
    return replace(table, totals=tuple(total.value for total in cells), foot=foot)


def _make_total(one: Field, word: str, value: Any) -> _Total:
    """A total; what cannot be a number or a day is a text."""
    sign = SIGNS[word]
    if value is not None and word in _COUNTS:
        return _Total(int(value), Whole(), sign)
    if value is not None and word == "mean" and one.type.name != "money":
        return _Total(round(float(value), 2), Number(), sign)
    if value is not None and one.type.numeric:
        whole = one.type.sql != "real"
        return _Total(round(value) if whole else float(value), one.type, sign)
    if value is None or one.type.name == "partial_date":
        return _Total(f"{sign} {say_total(one, word, value)}")
    return _Total(value, one.type, sign)
