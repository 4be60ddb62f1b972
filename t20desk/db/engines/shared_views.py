"""The consistent view of the database that a thread reads from, shared by reads within reads."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from t20desk.db.engines.driver_errors import explain_driver
from t20desk.db.engines.postgres import PostgresStore
from t20desk.db.engines.sqlite import SqliteStore, is_busy
from t20desk.db.engines.stopping import watched_stop
from t20desk.errors import Cancelled, UserError
from t20desk.i18n import _


@dataclass(slots=True)
class _View:
    """What a thread reads from, and how many reads share it."""

    connection: Connection | None = None
    users: int = 0


class SharedViews:
    """Gives each thread one view at a time; the last read that shares it lets it go."""

    def __init__(self, engine: Engine, store: SqliteStore | PostgresStore, name: str) -> None:
        self._engine = engine
        self._store = store
        self._name = name
        self._views = threading.local()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection with the view of this thread.

        With a view of its own a read within a read would wait for a writer that waits for the
        outer one. Raises Cancelled when this thread's stop is set meanwhile.
        """
        view = self._find_view()
        if view.connection is not None:
            with self._sharing(view) as connection:
                yield connection
            return
        stop = watched_stop()
        stop.check()
        try:
            with self._sharing(view) as connection, self._store.heed(connection, stop):
                yield connection
        except Exception as error:
            if stop.is_set():
                raise Cancelled from error
            if isinstance(error, DBAPIError):
                raise self._explain(error) from error
            raise

    def _explain(self, error: DBAPIError) -> UserError:
        store = self._store
        if isinstance(store, SqliteStore) and store.is_written_here() and is_busy(error):
            return UserError(_("A large change is still being written; go on when it is done."))
        return explain_driver(error, self._name)

    def _find_view(self) -> _View:
        """What this thread reads from at the moment."""
        try:
            view: _View = self._views.view
        except AttributeError:
            view = self._views.view = _View()
        return view

    @contextmanager
    def _sharing(self, view: _View) -> Iterator[Connection]:
        """The connection of a view."""
        if view.connection is None:
            view.connection = self._engine.connect()
        connection = view.connection
        view.users += 1
        try:
            if view.users == 1:
                self._store.begin_reading(connection)
            yield connection
        finally:
            view.users -= 1
            if not view.users:
                view.connection = None
                connection.rollback()
                connection.close()
