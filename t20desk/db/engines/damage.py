"""What is said of a database that is not whole, or not where it was."""

import sqlite3

from t20desk.db.engines.reasons import SQLITE_CODE
from t20desk.errors import UserError
from t20desk.i18n import _

FAILURES = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL)
"""What SQLite says where the disk fails; whatever lies there may well be whole."""


class DamagedError(UserError):
    """The database is not what the program wrote; a backup can take its place."""


def explain_unread(error: sqlite3.Error, name: str) -> UserError:
    """Why a file could not be read: only what was read and found wrong is damaged."""
    failed = getattr(error, "sqlite_errorcode", 0) & SQLITE_CODE in FAILURES
    return explain_failure(name) if failed else explain_damage(name)


def explain_damage(name: str) -> DamagedError:
    """The file is damaged."""
    text = _("{name} is damaged; it was left as it is, restore a backup of it.")
    return DamagedError(text.format(name=name))


def explain_failure(name: str) -> UserError:
    """The disk failed; what lies on it may well be whole, so nothing is put in its place."""
    text = _(
        "The disk with {name} failed while it was read or written; nothing was changed, "
        "check the disk and its cable, then open it again."
    )
    return UserError(text.format(name=name))


def explain_moved(name: str) -> UserError:
    """The file is not the one that was opened, or there is none."""
    text = _(
        "{name} was moved, renamed or replaced since it was opened, or its drive is gone; "
        "nothing was changed, put it back and try again, or open it where it is now."
    )
    return UserError(text.format(name=name))


def explain_uncopied(name: str) -> UserError:
    """The file is damaged, and a copy of it would be too."""
    text = _("{name} is damaged, no copy of it was made; restore a backup of it.")
    return UserError(text.format(name=name))
