"""A whole database copied into a new file, and the proof that a copy is whole.

A copy takes every row of every table as it is, journal too; nothing is planned or derived.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, select
from sqlalchemy.exc import DBAPIError

from t20desk.db.database import Database
from t20desk.db.engines.damage import explain_damage, explain_uncopied, explain_unread
from t20desk.db.engines.driver_errors import explain_driver, explain_read_only
from t20desk.db.engines.pages import copy_pages, count_rows, find_damage
from t20desk.db.engines.postgres import PostgresStore
from t20desk.db.engines.sqlite import APPLICATION_ID, SqliteStore
from t20desk.db.missing_parts import add_parts, missing_parts
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.progress import Progress

ROWS = 5_000
BLOCKS = 20
"""So many blocks of 1 MB are read at a time."""

REFUSED = "23"
"""How the codes of a server begin that say a value breaks a constraint."""

OF_THE_SERVER = "format"
"""The row of table `desk` that only a server has."""


def copy_database(
    database: Database, target: Path, progress: Progress | None = None
) -> dict[str, int]:
    """Copy everything into an empty file that exists; the rows of each table, as they were read.

    The counts and the copy are of one moment: both are read in the same transaction.
    """
    with database.read() as connection:
        try:
            if isinstance(database.store, SqliteStore):
                source: Any = connection.connection.driver_connection
                counts = count_rows(source)
                copy_pages(source, target, progress)
            else:
                counts = count_tables(connection, database)
                _copy_rows(connection, database, target, sum(counts.values()), progress)
        except sqlite3.Error as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_CORRUPT:
                raise explain_uncopied(database.name) from error
            raise UserError(_say_unwritten(error, target.parent)) from error
    return counts


def _say_unwritten(error: sqlite3.Error, folder: Path) -> str:
    """Why a copy could not be written; its own name is a passing one and says nothing."""
    if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
        message = _("The disk of {folder} is full; make room on it, then copy again.")
    else:
        message = _("No copy could be written in {folder}; check the disk, or take another one.")
    return message.format(folder=folder)


def count_tables(connection: Connection, database: Database) -> dict[str, int]:
    """How many rows each table has."""
    return {
        table.name: connection.scalar(select(func.count()).select_from(table)) or 0
        for table in database.metadata.sorted_tables
    }


def find_latest(database: Database) -> dict[str, Any]:
    """Which state a database is in: its desk, and the number and time of its latest operation."""
    desk, operation = database.tables["desk"], database.tables["operation"]
    latest = select(operation.c.sequence, operation.c.time).order_by(operation.c.sequence.desc())
    with database.read() as connection:
        name = connection.scalar(select(desk.c.value).where(desk.c.name == "desk"))
        row = connection.execute(latest.limit(1)).first()
    return {"desk": name, "operation": row[0] if row else 0, "time": row[1] if row else None}


def _copy_rows(
    connection: Connection,
    database: Database,
    target: Path,
    total: int,
    progress: Progress | None,
) -> None:
    """Every row of a server into a new file with the same tables."""
    target.unlink()
    copy = Database.create(target, kinds=database.kinds)
    done = 0
    try:
        with copy.engine.connect() as into:
            copy.store.begin_writing(into, 1.0)
            # A copy keeps what an earlier version let in and this one would refuse.
            into.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
            into.execute(copy.tables["desk"].delete())
            for table in database.metadata.sorted_tables:
                for rows in _read_batches(connection, table):
                    columns = [column.name for column in table.columns]
                    copy.store.insert_rows(into, copy.tables[table.name], columns, rows)
                    done += len(rows)
                    if progress:
                        progress(done, total)
            _rebuild_search(copy, into)
            into.commit()
    finally:
        copy.close()


def replace_rows(database: Database, source: Database, progress: Progress | None = None) -> None:
    """Put all rows of a file in the place of those of a server, in one transaction."""
    store = database.store
    if database.read_only or not isinstance(store, PostgresStore):
        raise explain_read_only(database.name)
    with source.read() as connection:
        try:
            _write_rows(database, store, source, connection, progress)
        except DBAPIError as error:
            cause: Any = error.orig
            if (getattr(cause, "sqlstate", None) or "").startswith(REFUSED):
                raise UserError(_name_refused(cause.diag.table_name, source)) from error
            raise explain_driver(error, database.name) from error


def _name_refused(table: str, source: Database) -> str:
    """A file of an earlier version may hold what no server takes."""
    kind = source.kinds.get(table)
    text = _(
        "The copy holds values that the database refuses ({where}) and nothing was changed;"
        " check the copy, correct what is found there and restore it again."
    )
    return text.format(where=_(kind.plural) if kind else table)


def _write_rows(
    database: Database,
    store: PostgresStore,
    source: Database,
    connection: Connection,
    progress: Progress | None,
) -> None:
    total, done = sum(count_tables(connection, source).values()), 0
    with database.writing() as into:
        add_parts(into, missing_parts(store.read_columns(into), source.metadata))
        for table in reversed(source.metadata.sorted_tables):
            into.execute(table.delete().where(*_choose_replaced(table)))
        for table in source.metadata.sorted_tables:
            columns = [column.name for column in table.columns]
            for rows in _read_batches(connection, table):
                fresh = [_unpack(columns, row) for row in rows if row[0] != OF_THE_SERVER]
                store.insert_rows(into, table, columns, fresh)
                done += len(rows)
                if progress:
                    progress(done, total)
        store.count_on(into, source.metadata.tables["journal"].c.number)
        into.commit()


def _choose_replaced(table: Table) -> list[Any]:
    """What of a table is replaced: the format stays that of the server."""
    return [table.c.name != OF_THE_SERVER] if table.name == "desk" else []


def _unpack(columns: list[str], row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Search words are a text in a file and an array on a server."""
    return tuple(
        cell.split(" ") if name == "search_words" and cell else cell
        for name, cell in zip(columns, row, strict=True)
    )


def _read_batches(connection: Connection, table: Table) -> Iterator[list[tuple[Any, ...]]]:
    """The rows of a table by their key, cells as a file keeps them."""
    key = next(iter(table.primary_key.columns))
    place = list(table.columns).index(key)
    last: Any = None
    while True:
        query = select(table).order_by(key).limit(BLOCKS if table.name == "content" else ROWS)
        rows = connection.execute(query if last is None else query.where(key > last)).all()
        if not rows:
            return
        last = rows[-1][place]
        yield [tuple(_pack(cell) for cell in row) for row in rows]


def _pack(cell: Any) -> Any:
    """Search words are an array on a server and a text in a file."""
    return " ".join(cell) if isinstance(cell, list) else cell


def _rebuild_search(copy: Database, connection: Connection) -> None:
    for kind in copy.kinds.values():
        if kind.searched:
            copy.store.rebuild_index(connection, copy.tables[kind.name])


def check_copy(path: Path) -> dict[str, int]:
    """The rows of each table of a closed file of ours; raises UserError if it is not whole."""
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            return _check_open_copy(connection, path)
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        raise explain_unread(error, path.name) from error


def _check_open_copy(connection: sqlite3.Connection, path: Path) -> dict[str, int]:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if application != APPLICATION_ID or find_damage(connection):
        raise explain_damage(path.name)
    return count_rows(connection)
