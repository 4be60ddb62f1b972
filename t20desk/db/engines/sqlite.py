"""SQLite's ways: one file, rollback journal; its search indexes lie in `full_text`."""

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    Engine,
    Select,
    Table,
    bindparam,
    create_engine,
    event,
    func,
    literal,
    select,
    text,
    true,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlalchemy.sql import column as sql_column

from t20desk.db.engines.beside import copy_file
from t20desk.db.engines.damage import explain_moved
from t20desk.db.engines.full_text import ENDINGS, FullTextIndexes
from t20desk.db.engines.reasons import SQLITE_CODE
from t20desk.db.engines.rows_by_id import RowsById
from t20desk.db.engines.statements import shared_statements
from t20desk.db.engines.stopping import Stop
from t20desk.db.engines.turns import Listener, take_turn, tell_nobody
from t20desk.db.schema import FORMAT_VERSION
from t20desk.errors import UserError

APPLICATION_ID = 0x54323044
"""The four letters T20D in the header of our files."""
SPILL_PAGES = 50_001
"""Up to 195 MiB of pages stay in memory until the commit, so that others can read on; a larger
change writes them early and keeps readers waiting from then on. No multiple of 256: SQLite takes
the lowest byte for yes or no."""
READERS_CACHE = 16_384
"""So many KiB of the file a reader keeps in memory; several read at a time."""
WRITERS_CACHE = 65_536
"""The same for the one that writes: it comes back to the pages of all indexes."""
STEPS = 50_000
"""After so many steps of its machine, about a millisecond, SQLite asks whether to stop."""
MOST_TESTS = 50
"""So many tests of texts by our own code are known to SQLite at a time."""
READERS_WAIT = 60.0
"""So many seconds a reader waits while a writer finishes: longer than a writer waits for those
who read already, since it lets nobody else begin in the meantime."""

TOUCH = "PRAGMA schema_version"
"""Reads the header of the file, and so waits for its lock; a transaction keeps that to its end."""


TextTest = Callable[[str | None], bool]


class SqliteStore(FullTextIndexes, RowsById):
    """What only SQLite does; the rest of the program speaks to this or to its twin."""

    name = "sqlite"
    mark = "?"

    def __init__(self, path: Path, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self.stand_ins: list[str] = []
        """What each connection makes for itself, in the place of what an older file lacks."""
        self._tests: dict[str, TextTest] = {}
        self.on_wait: Listener = tell_nobody
        self.writer: int | None = None
        """The thread of this program that writes at the moment."""
        self._told = threading.local()
        self._opened: tuple[int, int] | None = None

    def make_engine(self) -> Engine:
        """An engine whose transactions begin where we say, on a file that must exist."""
        mode = "ro" if self.read_only else "rw"
        address = f"{self.path.resolve().as_uri()}?mode={mode}"
        self._opened = _identify(self.path)

        def connect() -> sqlite3.Connection:
            self._check_place()
            return sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)

        engine = create_engine(
            "sqlite://",
            creator=connect,
            poolclass=QueuePool,
            pool_use_lifo=True,
            execution_options={"compiled_cache": shared_statements()},
        )
        event.listen(engine, "connect", self._set_pragmas)
        return engine

    def _check_place(self) -> None:
        """Refuse another file of the same name: it is not what was read."""
        if _identify(self.path) != self._opened:
            raise explain_moved(self.path.name)

    def _set_pragmas(self, connection: sqlite3.Connection, _record: object) -> None:
        # The first statement that needs the file waits for who has it, in turns like any other.
        self._take_lock(connection.execute, TOUCH, READERS_WAIT)
        for pragma in (
            "foreign_keys=ON",
            "trusted_schema=OFF",
            "cell_size_check=ON",
            "mmap_size=0",
            "temp_store=MEMORY",
            f"cache_spill={SPILL_PAGES}",
        ):
            connection.execute(f"PRAGMA {pragma}")
        connection.create_function("passes", 2, self._pass_test)
        for statement in self.stand_ins:
            connection.execute(statement)
        if not self.read_only:
            # With less, a pulled plug may bring the journal back and take a saved change with it.
            connection.execute("PRAGMA synchronous=EXTRA")
            connection.execute("PRAGMA secure_delete=ON")

    def begin_reading(self, connection: Connection) -> None:
        """A consistent view for several statements."""
        connection.exec_driver_sql(f"PRAGMA cache_size=-{READERS_CACHE}")
        connection.exec_driver_sql("BEGIN")
        self._take_lock(connection.exec_driver_sql, TOUCH, READERS_WAIT)

    @contextmanager
    def heed(self, connection: Connection, stop: Stop) -> Iterator[None]:
        """Interrupt the statements of the block when the stop is set."""
        driver: Any = connection.connection.driver_connection
        driver.set_progress_handler(stop.is_set, STEPS)
        self._told.refusal = None
        try:
            yield
        except DBAPIError as error:
            # SQLite itself only says that a test of ours raised something.
            raise self._told.refusal or error from error
        finally:
            driver.set_progress_handler(None, 0)

    def begin_writing(self, connection: Connection, wait: float) -> None:
        """Take the writers' turn, waiting up to `wait` seconds."""
        self._check_place()
        connection.exec_driver_sql(f"PRAGMA cache_size=-{WRITERS_CACHE}")
        self._take_lock(connection.exec_driver_sql, "BEGIN IMMEDIATE", wait)

    def is_written_here(self) -> bool:
        """Whether another thread of this program writes."""
        return self.writer not in (None, threading.get_ident())

    def _take_lock(self, run: Callable[[str], Any], statement: str, wait: float) -> None:
        """Run a statement that takes a lock, for which others may keep it waiting."""
        refused: list[Exception] = []

        def attempt(seconds: float) -> bool:
            run(f"PRAGMA busy_timeout={int(seconds * 1000)}").close()
            try:
                run(statement).close()
            except (DBAPIError, sqlite3.Error) as error:
                if not is_busy(error):
                    raise
                refused.append(error)
                return False
            return True

        if not take_turn(attempt, wait, self.on_wait, self.is_written_here):
            raise refused[-1]
        # What is there to wait for now, at the commit, are those who read.
        run(f"PRAGMA busy_timeout={int(wait * 1000)}").close()

    def free_memory(self, connection: Connection) -> None:
        """Forget the pages of the file that a large change brought."""
        connection.exec_driver_sql("PRAGMA shrink_memory")

    def mark_file(self, connection: Connection) -> None:
        """Write who made the file and in which format."""
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={FORMAT_VERSION}")

    def read_columns(self, connection: Connection) -> dict[str, dict[str, str]]:
        """The columns of every table that is there, with their types.

        Our full-text indexes and their parts stand here without columns: to look at those takes ten
        times as long as at all others.
        """
        query = (
            "SELECT name, sql LIKE 'CREATE VIRTUAL %' FROM sqlite_master "
            "WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
        )
        tables = connection.exec_driver_sql(query).all()
        found: dict[str, dict[str, str]] = {name: {} for name, _is_virtual in tables}
        indexes = {name for name, is_virtual in tables if is_virtual and name.endswith(ENDINGS)}
        parts = tuple(f"{name}_" for name in indexes)
        plain = [name for name in found if name not in indexes and not name.startswith(parts)]
        query = (
            "SELECT j.value, p.name, p.type FROM json_each(?) j JOIN pragma_table_info(j.value) p"
        )
        for table, column, type_ in connection.exec_driver_sql(query, (json.dumps(plain),)).all():
            found[table][column] = type_
        return found

    def read_indexes(self, connection: Connection) -> set[str]:
        """The names of all indexes over columns."""
        query = "SELECT name FROM sqlite_master WHERE type = 'index'"
        return {str(name) for (name,) in connection.exec_driver_sql(query)}

    def read_format(self, connection: Connection) -> int:
        """The file format."""
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar() or 0)

    def read_role(self, connection: Connection) -> str:
        """The name under which the database knows the person: a file knows none."""
        return ""

    def may_write(self, connection: Connection) -> bool:
        """Whether the file was opened for writing."""
        return not self.read_only

    def keep_copy(self) -> None:
        """Keep a copy of the file as it is before it is changed in itself."""
        copy_file(self.path)

    def insert_rows(
        self, connection: Connection, table: Table, columns: Sequence[str], rows: list[Any]
    ) -> None:
        """Insert tuples in the order of `columns`."""
        names = ", ".join(f'"{name}"' for name in columns)
        marks = ", ".join("?" * len(columns))
        connection.exec_driver_sql(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', rows)

    def _is_listed(self, column: ColumnElement[Any], ids: list[int]) -> ColumnElement[bool]:
        listed: Any = bindparam("ids", json.dumps(ids), unique=True)
        words = text("SELECT value FROM json_each(:ids)").bindparams(listed)
        return column.in_(words.columns(sql_column("value")))

    def pack_words(self, words: list[str]) -> str:
        """Search words as the column keeps them."""
        return " ".join(words)

    def asks(self, name: str, test: TextTest, column: ColumnElement[Any]) -> ColumnElement[bool]:
        """Whether a column passes a test of ours, known to SQLite by a name."""
        self._tests.pop(name, None)
        self._tests[name] = test
        for oldest in list(self._tests)[:-MOST_TESTS]:
            self._tests.pop(oldest, None)
        passes: ColumnElement[bool] = func.passes(name, column, type_=Boolean()).is_(True)
        return passes

    def _pass_test(self, name: str, text: str | None) -> bool:
        try:
            return self._tests[name](text)
        except UserError as error:
            self._told.refusal = error
            raise

    def holds_text(self, column: ColumnElement[Any], term: str) -> ColumnElement[bool]:
        """Whether a column holds a text, for walking a sort index and testing."""
        return func.instr(column, term) > 0

    def find_place(self, text: ColumnElement[Any], part: ColumnElement[Any]) -> ColumnElement[Any]:
        """Where in a text a part begins, from 1; 0 where it does not stand in it."""
        return func.instr(text, part)

    def pick_cell(
        self, column: ColumnElement[Any], name: str, place: int | None = None
    ) -> ColumnElement[Any]:
        """A whole number under a name in a column that holds JSON, or at a place of a list."""
        inner = "" if place is None else f"[{place}]"
        return func.json_extract(column, f'$."{name}"{inner}')

    def select_names(self, column: ColumnElement[Any]) -> Select[tuple[str]]:
        """The different names in a column that holds JSON; conditions are added to it."""
        names = func.json_each(column).table_valued("key")
        source = column.table.join(names, true())
        return select(names.c.key).select_from(source).distinct()

    def holds_word(self, column: ColumnElement[Any], word: str) -> ColumnElement[bool]:
        """Whether the stored search words hold a word."""
        return func.instr(literal(" ").concat(column).concat(" "), f" {word} ") > 0


def is_busy(error: Exception) -> bool:
    """Whether another connection has a lock that stands in the way."""
    code = getattr(getattr(error, "orig", error), "sqlite_errorcode", 0)
    return int(code) & SQLITE_CODE in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _identify(path: Path) -> tuple[int, int] | None:
    """Which file bears a name at the moment; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
