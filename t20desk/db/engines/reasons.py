"""Why a file or a driver refused, in words of ours where there are some."""

import sqlite3
from typing import Final

from t20desk import causes
from t20desk.i18n import N_, _

SQLITE_CODE: Final = 0xFF
"""The lower byte of SQLite's code is the class of the error."""

_REASONS: Final = {
    sqlite3.SQLITE_FULL: causes.DISK_FULL,
    sqlite3.SQLITE_READONLY: causes.READ_ONLY,
    sqlite3.SQLITE_PERM: causes.NO_PERMISSION,
    sqlite3.SQLITE_AUTH: causes.NO_PERMISSION,
    sqlite3.SQLITE_IOERR: causes.DRIVE_FAILED,
    sqlite3.SQLITE_CANTOPEN: N_("it cannot be opened"),
    sqlite3.SQLITE_BUSY: causes.IN_USE,
    sqlite3.SQLITE_LOCKED: causes.IN_USE,
    sqlite3.SQLITE_NOMEM: causes.NO_MEMORY,
}


def say_reason(error: BaseException | None) -> str:
    """The reason in the language in use; what has none keeps the driver's first line."""
    if isinstance(error, OSError):
        return causes.say_cause(error)
    code = getattr(error, "sqlite_errorcode", None) or 0
    return _(_REASONS.get(code & SQLITE_CODE, "")) or next(iter(str(error).splitlines()), "")[:200]
