"""The listing: kind, search, sort and columns as one plain value.

What the table shows is what is exported, printed and mailed, because all of them read this.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, func, select

from t20desk import searching
from t20desk.db import conditions
from t20desk.db.database import Database
from t20desk.db.fields import KINDS, Field, Kind
from t20desk.db.lookups import FREQUENT
from t20desk.db.query import Selection
from t20desk.db.types import Stored
from t20desk.errors import UserError
from t20desk.i18n import N_, _
from t20desk.tables import Column, Table

BATCH = 2_000


class Linked(NamedTuple):
    """A link as a listing shows it: the id and the text of the record it points to."""

    id: int
    text: str


class Inherited(NamedTuple):
    """A value that an event takes from the one above it."""

    value: Stored


@dataclass(frozen=True, slots=True)
class View:
    """A listing with a name: what it searches."""

    name: str
    label: str
    search: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """Which records in which order with which columns; `on` is a day (ISO) to count for."""

    kind: str
    search: str = ""
    view: str = ""
    sort: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    on: str | None = None

    def with_columns(self) -> "Listing":
        """The same listing with the usual columns of the kind where none are named."""
        return self if self.columns else replace(self, columns=usual_columns(self.kind))


ALL = View("all", N_("All"))
VIEWS: dict[str, tuple[View, ...]] = {
    "member": (
        View("members", N_("Members"), "-status:=contact"),
        View("applicants", N_("Applicants"), "status:=applied or status:=prospect"),
        View("contacts", N_("Others"), "status:=contact"),
        View("former", N_("Former"), "status:=left"),
        ALL,
    ),
    "event": (
        ALL,
        View("open", N_("To come"), "status:=planned or status:=open"),
        View("held", N_("Held"), "status:=held"),
    ),
}
"""The views that come with the program; the first one is shown when none is named."""


def views_of(kind: str) -> tuple[View, ...]:
    """The views of a kind, the usual one first."""
    return VIEWS.get(kind, (ALL,))


def find_view(kind: str, name: str) -> View:
    """A view by its name or label; raises UserError for an unknown one."""
    if not name:
        return views_of(kind)[0]
    for view in (*views_of(kind), ALL):
        if name.casefold() in (view.name, view.label.casefold(), _(view.label).casefold()):
            return view
    known = ", ".join(view.name for view in views_of(kind))
    raise UserError(
        _("There is no view “{name}”; choose one of these: {known}.").format(name=name, known=known)
    )


def usual_columns(kind: str) -> tuple[str, ...]:
    """The columns a list shows while the user chose none."""
    return tuple(one.name for one in KINDS[kind].fields.values() if one.listed)


class Reader:
    """Turns one listing into SELECT statements; words in `tested` are not looked up."""

    def __init__(
        self,
        database: Database,
        listing: Listing,
        tested: conditions.Tested = conditions.NONE_TESTED,
    ) -> None:
        self.listing = listing.with_columns()
        self.database = database
        stale = _stale_day(database, listing.kind) if listing.on is None else None
        day = listing.on or stale
        self.selection = Selection(database, listing.kind, day, stale=stale is not None)
        self.tree = searching.parse_query(listing.search)
        self._view = searching.parse_query(find_view(listing.kind, listing.view).search)
        self._tested = tested

    def test_words(self, connection: Connection) -> "Reader":
        """The same, with the frequent words of the search tested row by row."""
        tested = conditions.find_tested(connection, self.selection, self.tree)
        return Reader(self.database, self.listing, tested) if tested else self

    @cached_property
    def conditions(self) -> list[ColumnElement[bool]]:
        """What is asked of the records; nothing for all of them."""
        found = [
            conditions.compile_tree(self.selection, tree, self._tested)
            for tree in (self._view, self.tree)
            if tree != searching.All(())
        ]
        return found if self._excludes_any else found[1:]

    @cached_property
    def _excludes_any(self) -> bool:
        """Whether the view leaves any record out; told for views that only leave out."""
        view = self._view
        if not isinstance(view, searching.Not):
            return True
        left_out = conditions.compile_tree(self.selection, view.part)
        query = self.selection.select(self.selection.table.c.id).where(left_out).limit(1)
        with self.database.read() as connection:
            return connection.scalar(query) is not None

    @property
    def sort(self) -> tuple[str, ...]:
        """The fields to sort by: as asked, else as usual for the kind."""
        return self.listing.sort or KINDS[self.listing.kind].order

    def count(self) -> Select[Any]:
        """How many records there are."""
        return self._select(func.count())

    def some(self) -> Select[Any]:
        """The ids in no order."""
        return self._select(self.selection.table.c.id)

    def sorted(self, ids: Sequence[int]) -> Select[Any]:
        """Some ids in order."""
        id_column = self.selection.table.c.id
        order = self.selection.order(self.sort)
        query = self.selection.select(id_column).order_by(*order)
        return query.where(self.database.store.is_among(id_column, ids))

    def ordered(self, walking: bool = False) -> Iterator[Select[Any]]:
        """All ids in order, part by part; walking, an index is followed and hits are looked up."""
        id_column = self.selection.table.c.id
        hits = [(id_column + 0).in_(self.some())] if walking and self.conditions else None
        asked = self.conditions if hits is None else hits
        for part, order in self.selection.order_in_parts(self.sort):
            query = self.selection.select(id_column).where(part, *asked)
            yield query.order_by(*order)

    def _select(self, *columns: ColumnElement[Any]) -> Select[Any]:
        asked = self.conditions
        return self.selection.select(*columns).where(*asked)

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


def list_ids(database: Database, listing: Listing) -> "array[int]":
    """All ids of a listing in order, in one compact array."""
    reader = Reader(database, listing)
    with database.read() as connection:
        few = _find_few(connection, reader)
        if few is not None:
            return array("q", connection.scalars(reader.sorted(few)))
        walking = reader.selection.has_index(reader.sort[0])
        found = array("q")
        for query in reader.ordered(walking):
            found.extend(row[0] for row in connection.execute(query))
    return found


def first_ids(database: Database, listing: Listing, limit: int) -> list[int]:
    """The first ids of a listing, by the quicker of two ways.

    Few hits are found first and then sorted; many are met soon while walking the list in order.
    """
    with database.read() as connection:
        reader = Reader(database, listing).test_words(connection)
        few = _find_few(connection, reader)
        if few is not None:
            return list(connection.scalars(reader.sorted(few).limit(limit)))
        found: list[int] = []
        for query in reader.ordered():
            found.extend(connection.scalars(query.limit(limit - len(found))))
            if len(found) >= limit:
                break
    return found


def _find_few(connection: Connection, reader: Reader) -> Sequence[int] | None:
    """All ids of a listing in no order, where they are few; nothing where they are many."""
    if not reader.conditions:
        return None
    found = connection.scalars(reader.some().limit(FREQUENT)).all()
    return found if len(found) < FREQUENT else None


def count_rows(database: Database, listing: Listing) -> int:
    """How many records a listing has."""
    with database.read() as connection:
        return connection.scalar(Reader(database, listing).count()) or 0


def read_rows(
    database: Database, listing: Listing, ids: Sequence[int]
) -> dict[int, tuple[Any, ...]]:
    """The cells of some records of a listing by id, in the order of its columns.

    A link is a `Linked`, a value taken from the event above an `Inherited`.
    """
    reader = Reader(database, listing)
    fields = reader.fields()
    with database.read() as connection:
        rows = connection.execute(reader.cells(ids)).all()
    return {row[0]: tuple(_fold_cells(fields, row[1:])) for row in rows}


def _fold_cells(fields: Sequence[Field], cells: Sequence[Any]) -> Iterator[Any]:
    taken = iter(cells)
    for one in fields:
        value = next(taken)
        if one.target:
            text = next(taken)
            yield None if value is None else Linked(value, text or "")
        elif one.inherited:
            shown = next(taken)
            yield Inherited(shown) if value is None and shown is not None else value
        else:
            yield value


def iterate_rows(
    database: Database, listing: Listing, ids: Sequence[int] | None = None
) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Every record of a listing in order with its cells, read in batches."""
    wanted = list_ids(database, listing) if ids is None else ids
    for start in range(0, len(wanted), BATCH):
        part = wanted[start : start + BATCH]
        found = read_rows(database, listing, part)
        yield from ((one, found[one]) for one in part if one in found)


def read_table(database: Database, listing: Listing, ids: Sequence[int] | None = None) -> Table:
    """A listing as a table that leaves the program; links and inherited values as text."""
    full = listing.with_columns()
    fields = Reader(database, full).fields()
    columns = [
        Column(path, column_label(full.kind, path), one.type)
        for path, one in zip(full.columns, fields, strict=True)
    ]

    def rows() -> Iterator[tuple[Stored, ...]]:
        for _key, cells in iterate_rows(database, full, ids):
            yield tuple(plain_cell(cell) for cell in cells)

    kind, view = KINDS[full.kind], find_view(full.kind, full.view)
    title = _(view.label) if view is not ALL else _(kind.plural)
    return Table(title, tuple(columns), rows, subtitle=full.search, name=title)


def plain_cell(cell: Any) -> Stored:
    """A cell of a listing as a value: the text of a link, the value that is inherited."""
    if isinstance(cell, Linked):
        return cell.text
    return cell.value if isinstance(cell, Inherited) else cell


def column_label(kind: str, path: str) -> str:
    """The heading of a column: the labels along its path."""
    words: list[str] = []
    current: Kind | None = KINDS[kind]
    for name in path.split("."):
        assert current is not None
        one = current.fields[name]
        words.append(_(one.label))
        current = KINDS[one.target] if one.target else None
    return ": ".join(words)


def read_titles(database: Database, kind: str, ids: Sequence[int]) -> dict[int, str]:
    """The texts of records by id."""
    found: dict[int, str] = {}
    selection = Selection(database, kind)
    title = selection.title()
    query = selection.select(selection.table.c.id, title)
    with database.read() as connection:
        for start in range(0, len(ids), BATCH):
            part = list(ids[start : start + BATCH])
            rows = connection.execute(query.where(selection.table.c.id.in_(part)))
            found.update((row[0], row[1] or "") for row in rows)
    return found


def find_everywhere(database: Database, text: str, limit: int = 8) -> list[tuple[str, Linked]]:
    """Records of all kinds that hold a text, at most `limit` of each kind."""
    found: list[tuple[str, Linked]] = []
    for kind in KINDS.values():
        if kind.inside or not kind.searched:
            continue
        ids = first_ids(database, Listing(kind.name, search=text, view="all"), limit)
        titles = read_titles(database, kind.name, ids)
        found.extend((kind.name, Linked(one, titles[one])) for one in ids if one in titles)
    return found
