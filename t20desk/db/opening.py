"""Whether a file is ours, and what to say when it is not; nothing foreign is ever changed."""

import os
import sqlite3
import stat
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from t20desk.db.schema import FORMAT_VERSION
from t20desk.db.sqlite import APPLICATION_ID
from t20desk.errors import UserError
from t20desk.i18n import _

KNOWN_SUFFIXES = ("_grams", "_words")


def check_file(path: Path) -> bool:
    """Refuse a file that is not ours; True if it may only be read.

    Raises UserError for a missing, empty, foreign, damaged or too new file.
    """
    check_regular(path)
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            planted = connection.execute(
                "SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view')"
            ).fetchall()
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        raise UserError(_explain(error, path)) from error
    if application != APPLICATION_ID:
        raise UserError(_not_ours(path))
    if version > FORMAT_VERSION:
        raise UserError(
            _("{name} was made by a later version of the program; open it with that one.").format(
                name=path.name
            )
        )
    if planted:
        raise UserError(
            _(
                "{name} holds foreign parts ({parts}) that the program never makes; "
                "restore a backup of it."
            ).format(name=path.name, parts=", ".join(row[0] for row in planted))
        )
    return not os.access(path, os.W_OK) or not os.access(path.resolve().parent, os.W_OK)


def check_regular(path: Path) -> None:
    """Refuse what is missing, no regular file, or empty."""
    name = path.name
    try:
        found = path.stat()
    except FileNotFoundError as error:
        raise UserError(_("{name} does not exist; check its name and folder.").format(name=path)) from error
    except OSError as error:
        raise UserError(
            _("{name} cannot be reached ({reason}); check the folder.").format(
                name=name, reason=error.strerror or ""
            )
        ) from error
    if not stat.S_ISREG(found.st_mode):
        raise UserError(_("{name} is no file; choose a database file.").format(name=name))
    if found.st_size == 0:
        raise UserError(_("{name} is empty (0 bytes); restore a backup of it.").format(name=name))
    if not os.access(path, os.R_OK):
        raise UserError(_("{name} may not be read; ask for the right to open it.").format(name=name))


def _not_ours(path: Path) -> str:
    return _("{name} is not a t20desk file; choose a file that this program made.").format(
        name=path.name
    )


def _explain(error: sqlite3.DatabaseError, path: Path) -> str:
    text = str(error)
    if "not a database" in text:
        return _not_ours(path)
    if "locked" in text:
        return busy_text(path.name)
    return damaged_text(path.name)


def busy_text(name: str) -> str:
    """Another program is writing."""
    return _(
        "{name} is being written by another program; nothing was changed, try again in a moment."
    ).format(name=name)


def damaged_text(name: str) -> str:
    """The file is damaged."""
    return _("{name} is damaged; it was left as it is, restore a backup of it.").format(name=name)


def explain_driver(error: DBAPIError, name: str) -> UserError:
    """The sentence for an error of the database's driver."""
    text = str(error.orig).lower()
    if "locked" in text or "lock timeout" in text or "lock_timeout" in text:
        return UserError(busy_text(name))
    if "full" in text:
        return UserError(
            _("The disk with {name} is full; nothing was changed, make room and try again.").format(
                name=name
            )
        )
    if "readonly" in text or "read-only" in text or "permission denied" in text:
        return UserError(
            _("{name} can only be read here; nothing was changed.").format(name=name)
        )
    if "malformed" in text or "not a database" in text:
        return UserError(damaged_text(name))
    if "connection" in text or "server" in text:
        return UserError(
            _("The server of {name} does not answer; try again when it runs.").format(name=name)
        )
    return UserError(
        _("{name} could not be read or written ({reason}); nothing was changed.").format(
            name=name, reason=str(error.orig).splitlines()[0][:200]
        )
    )
