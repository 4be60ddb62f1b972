"""Reading a listing: its ids in order, how many, its cells, as a table that leaves the program.

What the table shows is what is exported, printed and mailed, because all of them read this.
"""

from array import array
from collections.abc import Iterator, Sequence
from functools import reduce
from typing import Any, NamedTuple

from sqlalchemy import Connection

from t20desk.db.database import Database
from t20desk.db.fields import Field, Kinds, walk_path
from t20desk.db.search.lookups import FREQUENT, fetch_ids
from t20desk.db.search.search_tree import Word
from t20desk.db.types import Stored
from t20desk.errors import UserError
from t20desk.i18n import _, tell_place
from t20desk.listing.search_words import say_search
from t20desk.listing.selecting import Reader
from t20desk.listing.titles import BATCH, read_titles
from t20desk.listing.views import ALL, Listing, find_view
from t20desk.searching import write_query
from t20desk.tables import Column, Table


class Linked(NamedTuple):
    """A link as a listing shows it: the id and the text of the record it points to."""

    id: int
    text: str


class Inherited(NamedTuple):
    """A value that an event takes from the one above it."""

    value: Stored


def list_ids(database: Database, listing: Listing) -> "array[int]":
    """All ids of a listing in order, in one compact array."""
    reader = Reader(database, listing)
    with reader.database.read() as connection:
        walked = reader.walk(connection)
        few = None if walked.is_surely_long else _find_few(connection, reader)
        if few is not None:
            return array("q", connection.scalars(reader.sorted(few)))
        found = array("q")
        for query in reader.all(connection, walked):
            found.extend(fetch_ids(connection, query))
    return found


def first_ids(database: Database, listing: Listing, limit: int) -> list[int]:
    """The first ids of a listing, by the quicker of two ways.

    Few hits are found first and then sorted; many are met soon while walking the list in order.
    """
    return _read_first(Reader(database, listing), limit)


def _read_first(reader: Reader, limit: int) -> list[int]:
    with reader.database.read() as connection:
        if not reader.can_be_walked:
            return _take_first(connection, reader, limit)
        walked = reader.walk(connection)
        few = None if walked.is_often(connection) else _find_few(connection, walked.look_up())
        if few is not None:
            return list(connection.scalars(reader.sorted(few).limit(limit)))
        return _take_first(connection, walked, limit)


def _take_first(connection: Connection, reader: Reader, limit: int) -> list[int]:
    found: list[int] = []
    for query in reader.first():
        found.extend(connection.scalars(query.limit(limit - len(found))))
        if len(found) >= limit:
            break
    return found


def _find_few(connection: Connection, reader: Reader) -> Sequence[int] | None:
    """All ids of a listing in no order, where they are few; nothing where they are many."""
    if reader.is_surely_long:
        return None
    found = connection.scalars(reader.some().limit(FREQUENT)).all()
    return found if len(found) < FREQUENT else None


def count_rows(database: Database, listing: Listing) -> int:
    """How many records a listing has."""
    reader = Reader(database, listing)
    with reader.database.read() as connection:
        return connection.scalar(reader.count()) or 0


def count_values(database: Database, listing: Listing, path: str) -> dict[Stored, int]:
    """How many records of a listing have each value of a field, empty ones too."""
    reader = Reader(database, listing)
    with reader.database.read() as connection:
        rows = connection.execute(reader.tally(path))
        return {row[0]: row[1] for row in rows}


def read_rows(
    database: Database, listing: Listing, ids: Sequence[int]
) -> dict[int, tuple[Any, ...]]:
    """The cells of some records of a listing by id, in the order of its columns.

    A link is a `Linked`, a value taken from the event above an `Inherited`.
    """
    reader = Reader(database, listing)
    fields = reader.fields()
    with reader.database.read() as connection:
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


def read_fields(
    database: Database, kind: str, columns: tuple[str, ...], ids: Sequence[int]
) -> dict[int, tuple[Any, ...]]:
    """The cells of some fields of records by id."""
    return dict(iterate_rows(database, Listing(kind, view="all", columns=columns), ids))


def read_table(database: Database, listing: Listing, ids: Sequence[int] | None = None) -> Table:
    """A listing as a table that leaves the program; links and inherited values as text."""
    full = listing.with_columns(database.kinds)
    fields = Reader(database, full).fields()
    columns = [
        Column(path, column_label(database.kinds, full.kind, path), one.type)
        for path, one in zip(full.columns, fields, strict=True)
    ]

    def rows() -> Iterator[tuple[Stored, ...]]:
        for _key, cells in iterate_rows(database, full, ids):
            yield tuple(plain_cell(cell) for cell in cells)

    title = name_listing(database, full)
    search = say_search(database, full.kind, full.search)
    subtitle = " · ".join(filter(None, (full.say_clock(), search)))
    return Table(title, tuple(columns), rows, subtitle=subtitle, name=title)


def name_listing(database: Database, listing: Listing) -> str:
    """What a listing is called where it leaves the program: its view, else the kind of record."""
    view = find_view(database, listing.kind, listing.view)
    return _(view.label) if view is not ALL else _(database.kinds[listing.kind].plural)


def plain_cell(cell: Any) -> Stored:
    """A cell of a listing as a value: the text of a link, the value that is inherited."""
    if isinstance(cell, Linked):
        return cell.text
    return cell.value if isinstance(cell, Inherited) else cell


def column_label(kinds: Kinds, kind: str, path: str) -> str:
    """The heading of a column: the labels along its path."""
    return reduce(tell_place, (one.say() for one in walk_path(kinds, kind, path)))


def find_everywhere(database: Database, text: str, limit: int = 8) -> list[tuple[str, Linked]]:
    """Records of all kinds that hold a text themselves, at most `limit` of each kind.

    A kind that lacks a field the text asks for is passed over. If all do, the text is looked for
    as it stands, such as a title with a colon; raises UserError where nothing holds it.
    """
    try:
        return _find_in_kinds(database, text, limit)
    except UserError:
        found = _find_in_kinds(database, write_query(Word(text)), limit) if text.strip() else []
        if not found:
            raise
        return found


def _find_in_kinds(database: Database, text: str, limit: int) -> list[tuple[str, Linked]]:
    found: list[tuple[str, Linked]] = []
    refused: list[UserError] = []
    kinds = [kind.name for kind in database.kinds.values() if kind.searched and not kind.inside]
    for kind in kinds:
        try:
            reader = Reader(database, Listing(kind, search=text, view="all"), alone=True)
            ids = _read_first(reader, limit)
        except UserError as error:
            refused.append(error)
            continue
        titles = read_titles(database, kind, ids)
        found.extend((kind, Linked(one, titles[one])) for one in ids if one in titles)
    if len(refused) == len(kinds):
        raise refused[0]
    return found
