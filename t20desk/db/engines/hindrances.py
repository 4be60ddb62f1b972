"""Why a file takes nothing more, asked of its folder: the driver does not tell."""

import errno
import os
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from t20desk.db.engines.reasons import SQLITE_CODE
from t20desk.errors import UserError
from t20desk.i18n import _

TRIED: Final = 1 << 20
"""So many bytes are tried to be written, since a quota may have a little room left."""
UNCLEAR: Final = (
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_FULL,
)
"""What the driver says when the system refused something, whatever its reason was."""


def find_hindrance(error: BaseException | None, path: Path) -> UserError | None:
    """Why a file could not be written where its folder takes nothing either; None for others."""
    code = getattr(error, "sqlite_errorcode", 0)
    if code & SQLITE_CODE not in UNCLEAR or code == sqlite3.SQLITE_READONLY_DBMOVED:
        return None
    explain = _EXPLAINED.get(_try_folder(path.resolve().parent))
    return explain(path.name) if explain else None


def _try_folder(folder: Path) -> int:
    """The number of the reason why a folder takes no new file; 0 where it takes one."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(TRIED))
            file.flush()
            os.fsync(file.fileno())
    except OSError as refusal:
        return refusal.errno or 0
    return 0


def explain_frozen(name: str) -> UserError:
    """The whole disk became one for reading only."""
    text = _(
        "The disk with {name} can only be read at the moment; nothing was changed, check the disk "
        "and save again."
    )
    return UserError(text.format(name=name))


def explain_quota(name: str) -> UserError:
    """The system gives this person no more room."""
    text = _(
        "Your share of the disk with {name} is used up; nothing was changed, make room or ask for "
        "more, and save again."
    )
    return UserError(text.format(name=name))


_EXPLAINED: Final[dict[int, Callable[[str], UserError]]] = {
    errno.EROFS: explain_frozen,
    errno.EDQUOT: explain_quota,
}
