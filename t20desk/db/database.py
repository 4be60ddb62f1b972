"""The database: opened, read, and changed through one door; a file or a PostgreSQL server."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, Table, select
from sqlalchemy.exc import DBAPIError

from t20desk.db.change import Applied, Change
from t20desk.db.completing import complete_parts, create_parts, find_needs
from t20desk.db.engines import opening, upgrading
from t20desk.db.engines.driver_errors import (
    explain_driver,
    explain_read_only,
)
from t20desk.db.engines.postgres import PostgresStore
from t20desk.db.engines.shared_views import SharedViews
from t20desk.db.engines.sqlite import SqliteStore
from t20desk.db.fields import FIELD_KINDS, KINDS, OWN_KINDS, Kinds
from t20desk.db.ids import new_ids
from t20desk.db.locating import is_server, make_file, server_name, system_user
from t20desk.db.noticing import Announcement, Noticed
from t20desk.db.office_kinds import read_kinds
from t20desk.db.schema import Schema, build_tables
from t20desk.errors import UserError
from t20desk.progress import Progress, RowProgress

if TYPE_CHECKING:
    from t20desk.db.writing import ChangeWriter

WAIT_SECONDS = 30.0
"""How long a writer waits for another one."""

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

    @cached_property
    def _writer(self) -> "ChangeWriter":
        """What only writing needs comes with the first change, not with the start."""
        from t20desk.db.writing import ChangeWriter

        return ChangeWriter(self)

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
                applied = self._writer.write(change, progress)
            finally:
                self.store.writer = None
            if applied.operation is not None:
                self._noticed.note(applied.operation)
        if applied.operation is not None:
            self._announce(Announcement(applied.operation, applied.kinds, applied.counts))
        return applied

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The transaction of who writes just now; what is not committed is rolled back.

        It is for what makes, copies or mends a database; records are changed by `apply`.
        """
        with self.engine.connect() as connection:
            self.store.begin_writing(connection, WAIT_SECONDS)
            try:
                yield connection
            finally:
                connection.rollback()

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
                    self.take_own_fields(connection)
        finally:
            self._turn.release()
        if found is not None:
            self._announce(found)

    def take_strange_fields(self, connection: Connection) -> None:
        """Take the own fields that somebody else made or removed since we looked last."""
        if self._noticed.find_kinds(connection, self.metadata) & OWN_KINDS:
            self.take_own_fields(connection)

    def take_own_fields(
        self, connection: Connection, present: Mapping[str, Mapping[str, str]] | None = None
    ) -> None:
        """Take the office's own fields, labels and roles into the registry and the tables.

        `present` holds the columns of a file that may be of an older version.
        """
        kinds = read_kinds(connection, present)
        if kinds is not self.kinds:
            self.kinds = kinds
            self.metadata = build_tables(kinds)

    def _announce(self, said: Announcement) -> None:
        for listener in list(self.listeners):
            listener(said)

    def read_identity(self) -> str:
        """The name that a database has from its making; its copies have the same."""
        with self.read() as connection:
            return self.identity_of(connection)

    def identity_of(self, connection: Connection) -> str:
        """The same on a connection that is open, such as that of who writes."""
        desk = self.metadata.tables["desk"]
        return connection.scalar(select(desk.c.value).where(desk.c.name == "desk")) or ""

    def _create_all(self) -> None:
        with self.writing() as connection:
            create_parts(connection, self.store, self.kinds, self.metadata, self.name)
            connection.commit()

    def _check_parts(self, progress: Progress | None) -> None:
        """Refuse what is not ours; add what is lacking, derive anew what older rules derived."""
        with self.read() as connection:
            present = upgrading.read_present(connection, self.store, self.name)
            if present.keys() >= FIELD_KINDS:
                self.take_own_fields(connection, present)
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
        with self.writing() as connection:
            complete_parts(connection, self.store, self.kinds, self.metadata, progress)
            connection.commit()

    def close(self) -> None:
        """Give all connections back."""
        for state in self.states.values():
            state.close()
        self.states.clear()
        self.engine.dispose()
