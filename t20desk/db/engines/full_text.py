"""The full-text indexes of SQLite: two for each kind, over its stored search key and words."""

import json
from collections.abc import Container, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Table

from t20desk.db.ids import are_neighbours

INDEX_TOKENS = ("trigram", "unicode61 remove_diacritics 0")
"""How the two full-text indexes part a text."""
GATHERING = {"hashsize": 32 << 20, "automerge": 0, "crisismerge": 1_000}
"""While many records enter a search index: so many bytes are gathered before a part is written, and
the parts are merged once at the end instead of again and again."""
RESTING = {"hashsize": 1 << 20, "automerge": 4, "crisismerge": 16}
"""What SQLite does by itself: right for one record after another."""
ENDINGS = ("_grams", "_words")
"""How the names of the two indexes of a kind end."""
ALL_PAGES = 1 << 30
"""More pages than any search index has."""


class FullTextIndexes:
    """Makes the indexes of a file and keeps them in step with the records."""

    def list_indexes(self, kinds: Iterable[str]) -> set[str]:
        """The names of the full-text indexes of some kinds; those of their parts begin so."""
        return {index for kind in kinds for index, _column in index_columns(kind)}

    def lacks_search(self, present: Container[str], kind: str) -> bool:
        """Whether a full-text index of a kind is missing."""
        return any(index not in present for index, _column in index_columns(kind))

    def create_search(self, connection: Connection, table: Table) -> None:
        """The two indexes over the stored search key and words of a kind."""
        for (index, column), tokens in zip(index_columns(table.name), INDEX_TOKENS, strict=True):
            connection.exec_driver_sql(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS {index} USING fts5({column}, "
                f"content='{table.name}', content_rowid='id', tokenize='{tokens}')"
            )

    def unindex_rows(self, connection: Connection, table: Table, ids: Iterable[int]) -> None:
        """Take records out of both indexes, by their stored keys."""
        where, values = _choose_rows(ids)
        for index, column in index_columns(table.name):
            connection.exec_driver_sql(
                f"INSERT INTO {index}({index}, rowid, {column}) SELECT 'delete', id, {column} "
                f"FROM {table.name} WHERE {where}",
                values,
            )

    def index_rows(self, connection: Connection, table: Table, ids: Iterable[int]) -> None:
        """Put records into both indexes."""
        where, values = _choose_rows(ids)
        for index, column in index_columns(table.name):
            connection.exec_driver_sql(
                f"INSERT INTO {index}(rowid, {column}) SELECT id, {column} "
                f"FROM {table.name} WHERE {where}",
                values,
            )

    def gather_index(self, connection: Connection, table: Table) -> None:
        """Make ready for many records; `settle_index` in the same transaction ends it."""
        for index, _column in index_columns(table.name):
            _tell_index(connection, index, GATHERING)

    def settle_index(self, connection: Connection, table: Table) -> None:
        """Merge what was gathered. Left apart, some later edit would have to wait for that."""
        # A savepoint makes the indexes write what they still gather.
        connection.exec_driver_sql("SAVEPOINT gathered")
        connection.exec_driver_sql("RELEASE gathered")
        for index, _column in index_columns(table.name):
            _tell_index(connection, index, {"merge": ALL_PAGES, **RESTING})

    def rebuild_index(self, connection: Connection, table: Table) -> None:
        """Make both indexes anew from the stored keys."""
        self.gather_index(connection, table)
        for index, _column in index_columns(table.name):
            for order in ("rebuild", "optimize"):
                connection.exec_driver_sql(f"INSERT INTO {index}({index}) VALUES ('{order}')")
        self.settle_index(connection, table)


def index_columns(kind: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """The two full-text indexes of a kind, each with the column it stands over."""
    grams, words = (f"{kind}{ending}" for ending in ENDINGS)
    return (grams, "search_key"), (words, "search_words")


def _tell_index(connection: Connection, index: str, orders: Mapping[str, int]) -> None:
    words = f"INSERT INTO {index}({index}, rank) VALUES (?, ?)"
    connection.exec_driver_sql(words, list(orders.items()))


def _choose_rows(ids: Iterable[int]) -> tuple[str, tuple[Any, ...]]:
    """The condition on the records of a table, and its values."""
    chosen = ids if isinstance(ids, set) else set(ids)
    if are_neighbours(chosen):
        return "id BETWEEN ? AND ?", (min(chosen), max(chosen))
    return "id IN (SELECT value FROM json_each(?))", (json.dumps(list(chosen)),)
