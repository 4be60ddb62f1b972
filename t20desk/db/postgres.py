"""PostgreSQL's ways: COPY for bulk, an advisory lock for the writers' turn, GIN for search."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Engine,
    Table,
    bindparam,
    create_engine,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, TEXT, array
from sqlalchemy.exc import DBAPIError

from t20desk.db.ids import are_neighbours
from t20desk.db.schema import FORMAT_VERSION

WRITERS_LOCK = 0x54323044
"""The advisory lock that writers take in turn."""


class PostgresStore:
    """What only PostgreSQL does."""

    name = "postgresql"

    def __init__(self, address: str) -> None:
        self.address = address
        self.read_only = False

    def make_engine(self) -> Engine:
        """An engine in which we begin transactions ourselves."""
        return create_engine(self.address, isolation_level="AUTOCOMMIT", pool_pre_ping=True)

    def begin_reading(self, connection: Connection) -> None:
        """A consistent view for several statements."""
        connection.exec_driver_sql("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")

    def begin_writing(self, connection: Connection, wait: float) -> None:
        """Take the writers' turn, waiting up to `wait` seconds."""
        connection.exec_driver_sql("BEGIN")
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{int(wait * 1000)}ms'")
        connection.execute(select_lock())
        connection.exec_driver_sql("SET LOCAL lock_timeout = 0")

    def mark_file(self, connection: Connection) -> None:
        """Write the format into the table `desk`."""
        connection.execute(
            text("INSERT INTO desk(name, value) VALUES ('format', :version)"),
            {"version": str(FORMAT_VERSION)},
        )

    def create_search(self, connection: Connection, table: Table) -> None:
        """GIN over the words; trigrams where the server has pg_trgm."""
        name = table.name
        connection.exec_driver_sql(
            f"CREATE INDEX IF NOT EXISTS {name}_words ON {name} USING gin (search_words)"
        )
        if self._has_trigrams(connection):
            connection.exec_driver_sql(
                f"CREATE INDEX IF NOT EXISTS {name}_grams ON {name} "
                "USING gin (search_key gin_trgm_ops)"
            )

    def _has_trigrams(self, connection: Connection) -> bool:
        known = "SELECT count(*) FROM pg_available_extensions WHERE name = 'pg_trgm'"
        if not connection.exec_driver_sql(known).scalar():
            return False
        connection.exec_driver_sql("SAVEPOINT trigrams")
        try:
            connection.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        except DBAPIError:
            connection.exec_driver_sql("ROLLBACK TO SAVEPOINT trigrams")
            return False
        return True

    def insert_rows(
        self, connection: Connection, table: Table, columns: Sequence[str], rows: list[Any]
    ) -> None:
        """Copy tuples in the order of `columns` into the table."""
        names = ", ".join(f'"{name}"' for name in columns)
        _copy_rows(connection, f'COPY "{table.name}" ({names}) FROM STDIN', rows)

    def update_rows(
        self, connection: Connection, table: Table, columns: Sequence[str], rows: list[Any]
    ) -> None:
        """Set `columns` of the record whose id comes last in each tuple."""
        sets = ", ".join(f'"{name}"=%s' for name in columns)
        connection.exec_driver_sql(f'UPDATE "{table.name}" SET {sets} WHERE id=%s', rows)

    def is_among(self, column: ColumnElement[Any], ids: Iterable[int]) -> ColumnElement[bool]:
        """The condition that a column holds one of the ids; neighbours are asked for as a range."""
        chosen = set(ids)
        if are_neighbours(chosen):
            return column.between(min(chosen), max(chosen))
        listed = bindparam("ids", list(chosen), ARRAY(BigInteger), unique=True)
        return column == func.any(listed)

    def unindex_rows(self, connection: Connection, table: Table, ids: Iterable[int]) -> None:
        """Nothing to do: the server keeps its indexes itself."""

    def index_rows(self, connection: Connection, table: Table, ids: Iterable[int]) -> None:
        """Nothing to do: the server keeps its indexes itself."""

    def rebuild_index(self, connection: Connection, table: Table) -> None:
        """Nothing to do: the server keeps its indexes itself."""

    def pack_words(self, words: list[str]) -> list[str]:
        """Search words as the column keeps them."""
        return words

    def match_text(self, table: Table, term: str, short: bool) -> ColumnElement[bool]:
        """The condition that a record holds the folded term."""
        if short:
            return self.holds_word(table.c.search_words, term)
        escaped = term.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
        return table.c.search_key.like(f"%{escaped}%")

    def holds_text(self, column: ColumnElement[Any], term: str) -> ColumnElement[bool]:
        """Whether a column holds a text, for walking a sort index and testing."""
        return func.strpos(column, term) > 0

    def holds_word(self, column: ColumnElement[Any], word: str) -> ColumnElement[bool]:
        """Whether the stored search words hold a word."""
        found: ColumnElement[bool] = column.op("@>", is_comparison=True)(array([word], type_=TEXT))
        return found


def _copy_rows(connection: Connection, statement: str, rows: Iterable[Sequence[Any]]) -> None:
    """Copy rows past SQLAlchemy, with errors as SQLAlchemy gives them."""
    import psycopg

    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except psycopg.Error as error:
        raise DBAPIError.instance(statement, None, error, psycopg.Error) from error


def select_lock() -> Any:
    """The statement that waits for the writers' turn until the transaction ends."""
    return text(f"SELECT pg_advisory_xact_lock({WRITERS_LOCK})")
