"""Looking at everything, and writing anew what follows from the rest.

All is looked at in a copy, or in a transaction of a server that is rolled back, so that nothing
of the database is touched. Only what is derived can be repaired: it is written anew.
"""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from t20desk.db.copying import copy_database
from t20desk.db.database import Database
from t20desk.db.engines.damage import DamagedError, explain_unread
from t20desk.db.engines.pages import find_damage
from t20desk.db.engines.sqlite import SqliteStore
from t20desk.db.holdings import Holdings, drop_contents, find_holdings
from t20desk.db.rebuilding import rebuild
from t20desk.db.soundness.contents import find_broken_rules, find_contents, find_unreadable
from t20desk.db.soundness.findings import Finding
from t20desk.db.soundness.following import find_stale, find_stale_indexes
from t20desk.db.soundness.kept import find_lost_contents, find_unused_contents
from t20desk.db.soundness.past import find_history
from t20desk.i18n import NN_, ngettext
from t20desk.leftovers import passing_folder

DAMAGED = NN_(
    "The file is damaged in {count} place; restore a backup.",
    "The file is damaged in {count} places; restore a backup.",
)


def examine_file(path: Path) -> list[Finding]:
    """What SQLite says of the pages of a file; the rest cannot be looked at if that is anything."""
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            found = find_damage(connection)
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        unread = explain_unread(error, path.name)
        if not isinstance(unread, DamagedError):
            raise unread from error
        found = [str(error)]
    if not found:
        return []
    return [
        Finding(
            "damage", "", "", len(found), ngettext(*DAMAGED, len(found)).format(count=len(found))
        )
    ]


def examine(database: Database) -> tuple[list[Finding], Holdings]:
    """Everything that is not as it should be in a database that opens, and what its files take."""
    with _open_scratch(database) as (scratch, connection):
        unreadable = list(find_unreadable(scratch))
        if unreadable:
            return unreadable, Holdings()
        holdings = find_holdings(connection, scratch)
        found = [
            *find_contents(scratch, connection),
            *find_broken_rules(scratch, connection),
            *find_lost_contents(scratch, connection),
            *find_unused_contents(holdings),
            *find_history(scratch, connection),
            *find_stale_indexes(scratch, connection),
            *find_stale(scratch, connection),
        ]
        return found, holdings


def repair(database: Database) -> None:
    """Write all derived values and the search indexes anew, and remove unused contents."""
    with database.writing() as connection:
        drop_contents(connection, database, find_holdings(connection, database).unused)
        rebuild(connection, database.store, database.kinds, database.metadata)
        connection.commit()


@contextmanager
def _open_scratch(database: Database) -> Iterator[tuple[Database, Connection]]:
    """A place to try things: a copy of a file; on a server a transaction that is rolled back."""
    if not isinstance(database.store, SqliteStore):
        with database.writing() as connection:
            yield database, connection
        return
    with tempfile.TemporaryDirectory(dir=passing_folder()) as folder:
        path = Path(folder) / "scratch.t20"
        path.touch()
        copy_database(database, path)
        scratch = Database.open(path)
        try:
            with scratch.writing() as connection:
                yield scratch, connection
        finally:
            scratch.close()
