"""PostgreSQL's ways: COPY for bulk, an advisory lock for the writers' turn, GIN for search."""

from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from threading import Thread
from typing import Any

from sqlalchemy import (
    ARRAY,
    JSON,
    TEXT,
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Engine,
    Select,
    Table,
    bindparam,
    cast,
    create_engine,
    func,
    literal,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError

from t20desk.db.engines.rows_by_id import RowsById
from t20desk.db.engines.statements import shared_statements
from t20desk.db.engines.stopping import Stop
from t20desk.db.engines.turns import Listener, take_turn, tell_nobody
from t20desk.db.schema import FORMAT_VERSION

WRITERS_LOCK = 0x54323044
"""The advisory lock that writers take in turn."""
NO_LOCK = "55P03"
"""The server's word for a lock that was not free in time."""


class PostgresStore(RowsById):
    """What only PostgreSQL does."""

    name = "postgresql"
    mark = "%s"

    def __init__(self, address: str) -> None:
        self.address = address
        self.read_only = False
        self.on_wait: Listener = tell_nobody
        self.writer: int | None = None
        """The thread of this program that writes at the moment; readers do not wait for it."""

    def make_engine(self) -> Engine:
        """An engine in which we begin transactions ourselves."""
        return create_engine(
            self.address,
            isolation_level="AUTOCOMMIT",
            pool_pre_ping=True,
            execution_options={"compiled_cache": shared_statements()},
        )

    def begin_reading(self, connection: Connection) -> None:
        """A consistent view for several statements."""
        connection.exec_driver_sql("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")

    @contextmanager
    def heed(self, connection: Connection, stop: Stop) -> Iterator[None]:
        """Interrupt the statement of the block that runs when the stop is set."""
        driver = connection.connection.driver_connection
        ask = Thread(target=_cancel, args=(driver,), daemon=True)
        try:
            with stop.ending_with(ask.start):
                yield
        finally:
            if stop.is_set():
                # What was asked may reach the server late and would end somebody else's statement.
                connection.invalidate()

    def begin_writing(self, connection: Connection, wait: float) -> None:
        """Take the writers' turn, waiting up to `wait` seconds."""
        connection.exec_driver_sql("BEGIN")

        def attempt(seconds: float) -> bool:
            connection.exec_driver_sql("SAVEPOINT waiting")
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{int(seconds * 1000) or 1}ms'")
            try:
                connection.execute(select_lock())
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", "") != NO_LOCK:
                    raise
                refused.append(error)
                connection.exec_driver_sql("ROLLBACK TO waiting")
                return False
            connection.exec_driver_sql("RELEASE waiting")
            return True

        refused: list[DBAPIError] = []
        if not take_turn(attempt, wait, self.on_wait):
            raise refused[-1]
        connection.exec_driver_sql("SET LOCAL lock_timeout = 0")

    def free_memory(self, connection: Connection) -> None:
        """The server keeps its pages itself."""

    def mark_file(self, connection: Connection) -> None:
        """Write the format into the table `desk`."""
        connection.execute(
            text(
                "INSERT INTO desk(name, value) VALUES ('format', :version) "
                "ON CONFLICT (name) DO UPDATE SET value = excluded.value"
            ),
            {"version": str(FORMAT_VERSION)},
        )

    def read_columns(self, connection: Connection) -> dict[str, dict[str, str]]:
        """The columns of every table that is there, with their types."""
        found: dict[str, dict[str, str]] = {}
        for table, column, type_ in connection.exec_driver_sql(
            "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod) "
            "FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
            "WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped "
            "AND c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())"
        ):
            found.setdefault(table, {})[column] = type_.upper()
        return found

    def read_indexes(self, connection: Connection) -> set[str]:
        """The names of all indexes over columns."""
        query = "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()"
        return {str(name) for (name,) in connection.exec_driver_sql(query)}

    def lacks_search(self, present: Container[str], kind: str) -> bool:
        """Only a new table lacks its indexes."""
        return kind not in present

    def read_format(self, connection: Connection) -> int:
        """The format written into the table `desk`."""
        found = connection.execute(text("SELECT value FROM desk WHERE name = 'format'")).scalar()
        return int(found or 0)

    def read_role(self, connection: Connection) -> str:
        """The name under which the server knows the person."""
        return str(connection.exec_driver_sql("SELECT current_user").scalar())

    def may_write(self, connection: Connection) -> bool:
        """Whether the role has the right to write operations, and the server takes any."""
        right = "SELECT has_table_privilege('operation', 'INSERT') AND NOT pg_is_in_recovery()"
        return bool(connection.exec_driver_sql(right).scalar())

    def keep_copy(self) -> None:
        """Copies of a server's database are its owner's affair."""

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

    def _is_listed(self, column: ColumnElement[Any], ids: list[int]) -> ColumnElement[bool]:
        listed = bindparam("ids", ids, ARRAY(BigInteger), unique=True)
        return column == func.any(listed)

    def unindex_rows(self, connection: Connection, table: Table, ids: Iterable[int]) -> None:
        """Nothing to do: the server keeps its indexes itself."""

    def index_rows(self, connection: Connection, table: Table, ids: Iterable[int]) -> None:
        """Nothing to do: the server keeps its indexes itself."""

    def gather_index(self, connection: Connection, table: Table) -> None:
        """Nothing to do: the server keeps its indexes itself."""

    def settle_index(self, connection: Connection, table: Table) -> None:
        """Nothing to do: the server keeps its indexes itself."""

    def rebuild_index(self, connection: Connection, table: Table) -> None:
        """Nothing to do: the server keeps its indexes itself."""

    def count_on(self, connection: Connection, column: Column[Any]) -> None:
        """Let the server number on behind the highest number there is."""
        counter = func.pg_get_serial_sequence(column.table.name, column.name)
        highest = select(func.coalesce(func.max(column), 0) + 1).scalar_subquery()
        connection.execute(select(func.setval(counter, highest, False)))

    def pack_words(self, words: list[str]) -> list[str]:
        """Search words as the column keeps them."""
        return words

    def holds_text(self, column: ColumnElement[Any], term: str) -> ColumnElement[bool]:
        """Whether a column holds a text, for walking a sort index and testing."""
        return func.strpos(column, term) > 0

    def find_place(self, text: ColumnElement[Any], part: ColumnElement[Any]) -> ColumnElement[Any]:
        """Where in a text a part begins, from 1; 0 where it does not stand in it."""
        return func.strpos(text, part)

    def pick_cell(
        self, column: ColumnElement[Any], name: str, place: int | None = None
    ) -> ColumnElement[Any]:
        """A whole number under a name in a column that holds JSON, or at a place of a list."""
        cell = cast(column, JSON)[name]
        return cast((cell if place is None else cell[place]).as_string(), BigInteger)

    def select_names(self, column: ColumnElement[Any]) -> Select[tuple[str]]:
        """The different names in a column that holds JSON; conditions are added to it."""
        return select(func.json_object_keys(cast(column, JSON))).distinct()

    def holds_word(self, column: ColumnElement[Any], word: str) -> ColumnElement[bool]:
        """Whether the stored search words hold a word."""
        wanted = literal([word], ARRAY(TEXT))
        found: ColumnElement[bool] = column.op("@>", is_comparison=True)(wanted)
        return found


def _cancel(driver: Any) -> None:
    """Ask the server to end a statement; one that cannot be asked lets it run to its end."""
    import psycopg

    with suppress(psycopg.Error):
        driver.cancel()


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
