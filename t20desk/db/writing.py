"""How a change is written: in one transaction, again where locks of others stood in the way."""

import platform
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError

from t20desk.db import own_columns
from t20desk.db.change import BATCH_ROWS, Applied, Change
from t20desk.db.committing import commit_operation
from t20desk.db.contents import write_contents
from t20desk.db.engines.driver_errors import DeadlockError, explain_driver
from t20desk.db.engines.hindrances import find_hindrance
from t20desk.db.entries import Author
from t20desk.db.fields import OWN_KINDS
from t20desk.db.journal import write_change
from t20desk.db.rules.refusals import find_refusals
from t20desk.errors import UserError
from t20desk.progress import RowProgress

if TYPE_CHECKING:
    from t20desk.db.database import Database

TRIES: Final = 3
"""So often something is written that the locks of another program stand in the way of."""


class ChangeWriter:
    """Writes the changes of one database, whose turn it is."""

    def __init__(self, database: "Database") -> None:
        self._database = database
        self._hindrance = ""
        """What was said last of a disk that takes nothing; nothing once it took a change again."""

    def write(self, change: Change, progress: RowProgress | None) -> Applied:
        """Write a change; what another program's locks hinder is tried again a few times."""
        for _turn in range(TRIES - 1):
            try:
                return self._write_once(change, progress)
            except DeadlockError:
                continue
        return self._write_once(change, progress)

    def _write_once(self, change: Change, progress: RowProgress | None) -> Applied:
        db = self._database
        try:
            with db.writing() as connection:
                db.take_strange_fields(connection)
                role = db.store.read_role(connection)
                author = Author(db.user, platform.node(), db.identity_of(connection), role)
                applied = self._write_rows(connection, author, change, progress)
                if applied.operation is not None:
                    self._commit(connection, applied.operation)
                    self._note_hindrance("")
                    if applied.counts.total > BATCH_ROWS:
                        db.store.free_memory(connection)
                if applied.kinds & OWN_KINDS:
                    db.take_own_fields(connection)
                return applied
        except IntegrityError as error:
            return self._explain_refusal(change, error)
        except DBAPIError as error:
            raise self._explain_failure(error) from error

    def _explain_failure(self, error: DBAPIError) -> UserError:
        """The sentence for a write that failed; the driver does not know what the system said."""
        db = self._database
        found = find_hindrance(error.orig, db.path) if db.path else None
        if found is not None:
            self._note_hindrance(found.message)
        return found or explain_driver(error, db.name)

    def _note_hindrance(self, sentence: str) -> None:
        if sentence != self._hindrance:
            self._hindrance = sentence
            self._database.on_hindrance(sentence)

    def _write_rows(
        self, connection: Connection, author: Author, change: Change, progress: RowProgress | None
    ) -> Applied:
        """Write a change and, where it brings or removes own fields, their columns."""
        db, store = self._database, self._database.store
        kinds, metadata = own_columns.add_columns(connection, store, db.kinds, db.metadata, change)
        if change.contents:
            write_contents(connection, metadata, change.needed_contents())
        applied = write_change(connection, kinds, metadata, store, author, change, progress)
        problems = own_columns.find_problems(connection, metadata.tables, change)
        if problems:
            return Applied(conflicts=applied.conflicts, problems=problems)
        own_columns.refresh_search(connection, store, metadata, change)
        return applied

    def _commit(self, connection: Connection, sequence: int) -> None:
        operation = self._database.tables["operation"]
        commit_operation(connection, operation, sequence, self._read_anew, self._database.name)

    @contextmanager
    def _read_anew(self) -> Iterator[Connection]:
        """A connection that no failure has touched: after one nothing kept open can be trusted."""
        self._database.engine.dispose()
        with self._database.read() as connection:
            yield connection

    def _explain_refusal(self, change: Change, error: IntegrityError) -> Applied:
        db = self._database
        with db.read() as connection:
            problems = find_refusals(connection, db.kinds, db.tables, change)
        if not problems:
            raise explain_driver(error, db.name) from error
        return Applied(problems=problems)
