"""SQLite's ways: one file, rollback journal, FTS5 for the search indexes."""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Table,
    bindparam,
    create_engine,
    event,
    func,
    literal,
    text,
)
from sqlalchemy.pool import QueuePool
from sqlalchemy.sql import column as sql_column

from t20desk.db.schema import FORMAT_VERSION

APPLICATION_ID = 0x54323044
"""The four letters T20D in the header of our files."""


class SqliteStore:
    """What only SQLite does; the rest of the program speaks to this or to its twin."""

    name = "sqlite"

    def __init__(self, path: Path, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only

    def make_engine(self) -> Engine:
        """An engine whose transactions begin where we say, on a file that must exist."""
        mode = "ro" if self.read_only else "rw"
        address = f"{self.path.resolve().as_uri()}?mode={mode}"
        engine = create_engine(
            "sqlite://",
            creator=lambda: sqlite3.connect(
                address, uri=True, isolation_level=None, check_same_thread=False
            ),
            poolclass=QueuePool,
        )
        event.listen(engine, "connect", self._set_pragmas)
        return engine

    def _set_pragmas(self, connection: sqlite3.Connection, _record: object) -> None:
        for pragma in (
            "foreign_keys=ON",
            "busy_timeout=5000",
            "trusted_schema=OFF",
            "cell_size_check=ON",
            "mmap_size=0",
            "cache_size=-65536",
            "temp_store=MEMORY",
            "cache_spill=OFF",
        ):
            connection.execute(f"PRAGMA {pragma}")
        if not self.read_only:
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("PRAGMA secure_delete=ON")

    def begin_reading(self, connection: Connection) -> None:
        """A consistent view for several statements."""
        connection.exec_driver_sql("BEGIN")

    def begin_writing(self, connection: Connection, wait: float) -> None:
        """Take the writers' turn, waiting up to `wait` seconds."""
        connection.exec_driver_sql(f"PRAGMA busy_timeout={int(wait * 1000)}")
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def mark_file(self, connection: Connection) -> None:
        """Write who made the file and in which format."""
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={FORMAT_VERSION}")

    def create_search(self, connection: Connection, table: Table) -> None:
        """The two indexes over the stored search key and words of a kind."""
        for name, column, tokens in (
            ("grams", "search_key", "trigram"),
            ("words", "search_words", "unicode61 remove_diacritics 0"),
        ):
            connection.exec_driver_sql(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS {table.name}_{name} USING fts5({column}, "
                f"content='{table.name}', content_rowid='id', tokenize='{tokens}')"
            )

    def insert_rows(
        self, connection: Connection, table: Table, columns: Sequence[str], rows: list[Any]
    ) -> None:
        """Insert tuples in the order of `columns`."""
        names = ", ".join(f'"{name}"' for name in columns)
        marks = ", ".join("?" * len(columns))
        connection.exec_driver_sql(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', rows)

    def update_rows(
        self, connection: Connection, table: Table, columns: Sequence[str], rows: list[Any]
    ) -> None:
        """Set `columns` of the record whose id comes last in each tuple."""
        sets = ", ".join(f'"{name}"=?' for name in columns)
        connection.exec_driver_sql(f'UPDATE "{table.name}" SET {sets} WHERE id=?', rows)

    def hold_ids(self, connection: Connection, ids: Iterable[int]) -> None:
        """Keep ids in the temporary table `held` for the statements that follow."""
        connection.exec_driver_sql("CREATE TEMP TABLE IF NOT EXISTS held(id INTEGER PRIMARY KEY)")
        connection.exec_driver_sql("DELETE FROM temp.held")
        rows = [(one,) for one in ids]
        if rows:
            connection.exec_driver_sql("INSERT OR IGNORE INTO temp.held VALUES (?)", rows)

    def unindex_held(self, connection: Connection, table: Table) -> None:
        """Take the held records out of both indexes, by their stored keys."""
        for name, column in (("grams", "search_key"), ("words", "search_words")):
            connection.exec_driver_sql(
                f"INSERT INTO {table.name}_{name}({table.name}_{name}, rowid, {column}) "
                f"SELECT 'delete', id, {column} FROM {table.name} "
                f"WHERE id IN (SELECT id FROM temp.held) AND {column} IS NOT NULL"
            )

    def index_held(self, connection: Connection, table: Table) -> None:
        """Put the held records into both indexes."""
        for name, column in (("grams", "search_key"), ("words", "search_words")):
            connection.exec_driver_sql(
                f"INSERT INTO {table.name}_{name}(rowid, {column}) "
                f"SELECT id, {column} FROM {table.name} "
                f"WHERE id IN (SELECT id FROM temp.held) AND {column} IS NOT NULL"
            )

    def pack_words(self, words: list[str]) -> str:
        """Search words as the column keeps them."""
        return " ".join(words)

    def match_text(self, table: Table, term: str, short: bool) -> ColumnElement[bool]:
        """The condition that a record holds the folded term."""
        index = f"{table.name}_{'words' if short else 'grams'}"
        quoted = '"' + term.replace('"', '""') + '"'
        found = (
            text(f"SELECT rowid FROM {index} WHERE {index} MATCH :term")
            .bindparams(bindparam("term", quoted, unique=True))
            .columns(sql_column("rowid"))
        )
        return table.c.id.in_(found)

    def holds_text(self, column: ColumnElement[Any], term: str) -> ColumnElement[bool]:
        """Whether a column holds a text, for walking a sort index and testing."""
        return func.instr(column, term) > 0

    def holds_word(self, column: ColumnElement[Any], word: str) -> ColumnElement[bool]:
        """Whether the stored search words hold a word."""
        return func.instr(literal(" ").concat(column).concat(" "), f" {word} ") > 0
