"""The database: opened, read, and changed through one door; a file or a PostgreSQL server."""

import platform
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from t20desk.db.change import BATCH_ROWS, Applied, Change
from t20desk.db.committing import commit_operation
from t20desk.db.completing import complete_parts, create_parts, find_needs
from t20desk.db.contents import write_contents
from t20desk.db.engines import opening, upgrading
from t20desk.db.engines.driver_errors import (
    DeadlockError,
    explain_driver,
    explain_read_only,
)
from t20desk.db.engines.postgres import PostgresStore
from t20desk.db.engines.shared_views import SharedViews
from t20desk.db.engines.sqlite import SqliteStore
from t20desk.db.entries import Author
from t20desk.db.fields import FIELD_KINDS, KINDS, OWN_KINDS, Kinds
from t20desk.db.ids import new_ids
from t20desk.db.locating import is_server, make_file, server_name, system_user
from t20desk.db.noticing import Announcement, Noticed
from t20desk.db.office_kinds import read_kinds
from t20desk.db.schema import Schema, build_tables
from t20desk.errors import UserError
from t20desk.progress import Progress, RowProgress

WAIT_SECONDS = 30.0
"""How long a writer waits for another one."""
TRIES = 3
"""So often something is written that the locks of another program stand in the way of."""

Store = SqliteStore | PostgresStore


def tell_nothing(_sentence: str) -> None:
    """Nobody listens."""


class Database:
    """An open database; `read()` gives a connection, `apply()` writes a change."""

    def __init__(
        self,
        store: Store,
        name: str,
        user: str = "",
        read_only: bool = False,
        kinds: Kinds = KINDS,
    ) -> None:
        self.store = store
        self.name = name
        self.read_only = read_only
        self.kinds = kinds
        self.on_hindrance: Callable[[str], None] = tell_nothing
        """Hears why the disk takes nothing, and an empty text as soon as it does again."""
        self._hindrance = ""
        self.taken_back = False
        """Whether half of a change was found on opening and taken back."""
        self.engine: Engine = store.make_engine()
        self.listeners: list[Callable[[Announcement], None]] = []
        self._user = user or system_user()
        self._turn = threading.Lock()
        self._noticed = Noticed()
        self._shared = SharedViews(self.engine, store, name)
        self.states: dict[int, Database] = {}
        """Earlier states that were built to be read, by the number of their last operation."""
        self.states_turn = threading.Lock()

    @classmethod
    def open(
        cls,
        address: str | Path,
        *,
        user: str = "",
        read_only: bool = False,
        progress: Progress | None = None,
    ) -> "Database":
        """Open an existing database; raises UserError for what is missing or not ours.

        `progress` is told of what must be made anew before; where it raises, nothing was changed.
        """
        if is_server(address):
            database = cls(PostgresStore(str(address)), server_name(str(address)), user)
        else:
            path = Path(address)
            found = opening.check_file(path)
            only = found.read_only or read_only
            database = cls(SqliteStore(path, only), path.name, user, only)
            database.taken_back = found.taken_back
        try:
            database._check_parts(progress)
        except DBAPIError as error:
            database.close()
            raise explain_driver(error, database.name) from error
        except BaseException:
            database.close()
            raise
        return database

    @classmethod
    def create(cls, address: str | Path, *, user: str = "", kinds: Kinds = KINDS) -> "Database":
        """Make a new, empty database; refuses an existing file or a server that has one.

        With the kinds of another database it has room for that one's own fields.
        """
        if is_server(address):
            store, name = PostgresStore(str(address)), server_name(str(address))
            database = cls(store, name, user, kinds=kinds)
        else:
            path = Path(address)
            make_file(path)
            database = cls(SqliteStore(path), path.name, user, kinds=kinds)
        try:
            database._create_all()
        except (DBAPIError, UserError) as error:
            database.close()
            if database.path:
                database.path.unlink(missing_ok=True)
            if isinstance(error, DBAPIError):
                raise explain_driver(error, database.name) from error
            raise
        return database

    @cached_property
    def metadata(self) -> Schema:
        """The tables of the kinds."""
        return build_tables(self.kinds)

    @property
    def tables(self) -> Mapping[str, Table]:
        """The table of each kind, and those of the journal."""
        return self.metadata.tables

    @property
    def path(self) -> Path | None:
        """The file, or None for a server."""
        return self.store.path if isinstance(self.store, SqliteStore) else None

    @property
    def user(self) -> str:
        """The name of the person working."""
        return self._user

    @user.setter
    def user(self, name: str) -> None:
        self._user = name or system_user()

    def new_ids(self) -> Iterator[int]:
        """Ids for one change."""
        return new_ids()

    def read(self) -> AbstractContextManager[Connection]:
        """A connection with one consistent view; it takes no lock that stops a writer for long.

        A read within a read of this thread shares its view. Raises Cancelled when this thread's
        stop is set meanwhile.
        """
        return self._shared.read()

    def apply(self, change: Change, progress: RowProgress | None = None) -> Applied:
        """Write a change in one transaction; with conflicts or problems nothing is written."""
        if self.read_only:
            raise explain_read_only(self.name)
        if change.is_empty:
            return Applied()
        with self._turn:
            self.store.writer = threading.get_ident()
            try:
                applied = self._write_again(change, progress)
            finally:
                self.store.writer = None
            if applied.operation is not None:
                self._noticed.note(applied.operation)
        if applied.operation is not None:
            self._announce(Announcement(applied.operation, applied.kinds, applied.counts))
        return applied

    def take_notice(self) -> None:
        """Announce what others wrote into this database meanwhile, their own fields too.

        While we write ourselves nothing is looked for; nobody else can write then.
        """
        if not self._turn.acquire(blocking=False):
            return
        try:
            with self.read() as connection:
                found = self._noticed.take(connection, self.metadata)
                if found is not None and found.kinds & OWN_KINDS:
                    self._take_own(connection)
        finally:
            self._turn.release()
        if found is not None:
            self._announce(found)

    def _write_again(self, change: Change, progress: RowProgress | None) -> Applied:
        """Write a change; what another program's locks hinder is tried again a few times."""
        for _turn in range(TRIES - 1):
            try:
                return self._write(change, progress)
            except DeadlockError:
                continue
        return self._write(change, progress)

    def _write(self, change: Change, progress: RowProgress | None) -> Applied:
        try:
            with self._writing() as connection:
                if self._noticed.find_kinds(connection, self.metadata) & OWN_KINDS:
                    self._take_own(connection)
                role = self.store.read_role(connection)
                author = Author(self.user, platform.node(), self._desk(connection), role)
                applied = self._write_rows(connection, author, change, progress)
                if applied.operation is not None:
                    self._commit(connection, applied.operation)
                    self._note_hindrance("")
                    if applied.counts.total > BATCH_ROWS:
                        self.store.free_memory(connection)
                if applied.kinds & OWN_KINDS:
                    self._take_own(connection)
                return applied
        except IntegrityError as error:
            return self._explain_refusal(change, error)
        except DBAPIError as error:
            raise self._explain_write(error) from error

    def _explain_write(self, error: DBAPIError) -> UserError:
        """The sentence for a write that failed; the driver does not know what the system said."""
        from t20desk.db.engines.hindrances import find_hindrance

        found = find_hindrance(error.orig, self.path) if self.path else None
        if found is not None:
            self._note_hindrance(found.message)
        return found or explain_driver(error, self.name)

    def _note_hindrance(self, sentence: str) -> None:
        if sentence != self._hindrance:
            self._hindrance = sentence
            self.on_hindrance(sentence)

    def _commit(self, connection: Connection, sequence: int) -> None:
        operation = self.tables["operation"]
        commit_operation(connection, operation, sequence, self._read_anew, self.name)

    @contextmanager
    def _read_anew(self) -> Iterator[Connection]:
        """A connection that no failure has touched: after one nothing kept open can be trusted."""
        self.engine.dispose()
        with self.read() as connection:
            yield connection

    def _write_rows(
        self, connection: Connection, author: Author, change: Change, progress: RowProgress | None
    ) -> Applied:
        """Write a change and, where it brings or removes own fields, their columns."""
        # What only writing needs comes with the first change, not with the start.
        from t20desk.db import own_columns
        from t20desk.db.journal import write_change

        store = self.store
        kinds, metadata = own_columns.add_columns(
            connection, store, self.kinds, self.metadata, change
        )
        if change.contents:
            write_contents(connection, metadata, change.needed_contents())
        applied = write_change(connection, kinds, metadata, store, author, change, progress)
        problems = own_columns.find_problems(connection, metadata.tables, change)
        if problems:
            return Applied(conflicts=applied.conflicts, problems=problems)
        own_columns.refresh_search(connection, store, metadata.tables, change)
        return applied

    def _take_own(
        self, connection: Connection, present: Mapping[str, Mapping[str, str]] | None = None
    ) -> None:
        """Take the office's own fields, labels and roles into the registry and the tables.

        `present` holds the columns of a file that may be of an older version.
        """
        kinds = read_kinds(connection, present)
        if kinds is not self.kinds:
            self.kinds = kinds
            self.metadata = build_tables(kinds)

    def _explain_refusal(self, change: Change, error: IntegrityError) -> Applied:
        from t20desk.db.engines.refusals import find_refusals

        with self.read() as connection:
            problems = find_refusals(connection, self.kinds, self.tables, change)
        if not problems:
            raise explain_driver(error, self.name) from error
        return Applied(problems=problems)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self.engine.connect() as connection:
            self.store.begin_writing(connection, WAIT_SECONDS)
            try:
                yield connection
            finally:
                connection.rollback()

    def _announce(self, said: Announcement) -> None:
        for listener in list(self.listeners):
            listener(said)

    def read_identity(self) -> str:
        """The name that a database has from its making; its copies have the same."""
        with self.read() as connection:
            return self._desk(connection)

    def _desk(self, connection: Connection) -> str:
        desk = self.metadata.tables["desk"]
        return connection.scalar(select(desk.c.value).where(desk.c.name == "desk")) or ""

    def _create_all(self) -> None:
        with self._writing() as connection:
            create_parts(connection, self.store, self.kinds, self.metadata, self.name)
            connection.commit()

    def _check_parts(self, progress: Progress | None) -> None:
        """Refuse what is not ours; add what is lacking, derive anew what older rules derived."""
        with self.read() as connection:
            present = upgrading.read_present(connection, self.store, self.name)
            if present.keys() >= FIELD_KINDS:
                self._take_own(connection, present)
            upgrading.check_parts(connection, self.store, self.metadata, self.name, present)
            needs = find_needs(connection, self.store, self.kinds, self.metadata, present)
            self.read_only = self.read_only or not self.store.may_write(connection)
            self._noticed.begin(connection, self.metadata)
        if self.read_only and needs.lacking:
            upgrading.show_missing(present, self.store, self.kinds, self.metadata, self.name)
            self.engine.dispose()
        if self.read_only or not any(needs):
            return
        self.store.keep_copy()
        with self._writing() as connection:
            complete_parts(connection, self.store, self.kinds, self.metadata, progress)
            connection.commit()

    def close(self) -> None:
        """Give all connections back."""
        for state in self.states.values():
            state.close()
        self.states.clear()
        self.engine.dispose()
