"""Asking the search indexes: the ids of records that hold terms, and whether they are many."""

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain
from typing import Any

from sqlalchemy import (
    ARRAY,
    TEXT,
    Connection,
    Select,
    Table,
    and_,
    bindparam,
    cast,
    func,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import column as sql_column

from t20desk.db.database import Database
from t20desk.db.engines.full_text import index_columns

FREQUENT = 3_000
"""From this many hits on, a term is tested row by row while walking the list in its order."""

FETCHED = 20_000
"""So many ids are fetched at a time."""


def look_up(database: Database, kind: str, terms: Sequence[str], short: bool) -> Select[Any]:
    """The ids of the records that hold all of some folded terms, as the search index gives them.

    Short terms are whole words of the stored search words, others stand in the search key.
    """
    table = database.tables[kind]
    if database.store.name == "postgresql":
        return select(table.c.id).where(and_(*(_holds(table, term, short) for term in terms)))
    index = index_columns(table.name)[1 if short else 0][0]
    wanted = " AND ".join('"' + term.replace('"', '""') + '"' for term in terms)
    found = (
        text(f"SELECT rowid AS id FROM {index} WHERE {index} MATCH :terms")
        .bindparams(bindparam("terms", wanted, unique=True))
        .columns(sql_column("id"))
    )
    return select(found.subquery().c.id)


def _holds(table: Table, term: str, short: bool) -> Any:
    if short:
        # Cast, since PostgreSQL knows no operator between words of TEXT and one of VARCHAR.
        words = cast([term], ARRAY(TEXT))
        return table.c.search_words.op("@>", is_comparison=True)(words)
    escaped = term.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    return table.c.search_key.like(f"%{escaped}%")


def fetch_ids(connection: Connection, query: Select[Any]) -> "array[int]":
    """The ids a query gives, in large parts and past SQLAlchemy's rows, which take three times."""
    result: Any = connection.execute(query)
    driver: Any = connection.dialect.loaded_dbapi
    fetch: Callable[[], list[tuple[int]]] = partial(result.cursor.fetchmany, FETCHED)
    found = array("q")
    try:
        for part in iter(fetch, []):
            found.extend(chain.from_iterable(part))
    except driver.Error as error:
        raise DBAPIError.instance(str(query), None, error, driver.Error) from error
    result.close()
    return found


def is_frequent(connection: Connection, hits: Select[Any], most: int = FREQUENT) -> bool:
    """Whether a query finds many records; it is asked for no more than needed to tell."""
    some = hits.limit(most).subquery()
    return (connection.scalar(select(func.count()).select_from(some)) or 0) >= most
