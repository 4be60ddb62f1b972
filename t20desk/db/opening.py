"""Whether a file is ours, and what to say when it is not; nothing foreign is ever changed."""

import os
import sqlite3
import stat
from collections.abc import Iterable
from pathlib import Path

from t20desk.db.schema import FORMAT_VERSION
from t20desk.db.sqlite import APPLICATION_ID
from t20desk.errors import UserError
from t20desk.i18n import _

HEADER_BYTES = 100


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
        raise UserError(foreign_text(path.name, [row[0] for row in planted]))
    return not os.access(path, os.W_OK) or not os.access(path.resolve().parent, os.W_OK)


def check_regular(path: Path) -> None:
    """Refuse what is missing, no regular file, or empty."""
    name = path.name
    try:
        found = path.stat()
    except FileNotFoundError as error:
        raise UserError(
            _("{name} does not exist; check its name and folder.").format(name=path)
        ) from error
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
        raise UserError(
            _("{name} may not be read; ask for the right to open it.").format(name=name)
        )


def _not_ours(path: Path) -> str:
    return _("{name} is not a t20desk file; choose a file that this program made.").format(
        name=path.name
    )


def _explain(error: sqlite3.DatabaseError, path: Path) -> str:
    text = str(error)
    if "not a database" in text:
        return damaged_text(path.name) if _is_wiped(path) else _not_ours(path)
    if "locked" in text:
        return busy_text(path.name)
    return damaged_text(path.name)


def _is_wiped(path: Path) -> bool:
    """Whether noughts stand where a file says what it is."""
    with path.open("rb") as file:
        return not any(file.read(HEADER_BYTES))


def foreign_text(name: str, parts: Iterable[str]) -> str:
    """The file holds what the program never makes."""
    text = _(
        "{name} holds foreign parts ({parts}) that the program never makes; restore a backup of it."
    )
    return text.format(name=name, parts=", ".join(parts))


def busy_text(name: str) -> str:
    """Another program is writing."""
    return _(
        "{name} is being written by another program; nothing was changed, try again in a moment."
    ).format(name=name)


def damaged_text(name: str) -> str:
    """The file is damaged."""
    return _("{name} is damaged; it was left as it is, restore a backup of it.").format(name=name)
