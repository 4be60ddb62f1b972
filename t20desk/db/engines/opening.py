"""Whether a file is ours, and what to say when it is not; nothing foreign is ever changed."""

import os
import sqlite3
import stat
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from t20desk.causes import say_cause
from t20desk.db.engines import side_files
from t20desk.db.engines.damage import DamagedError, explain_damage, explain_unread
from t20desk.db.engines.reasons import SQLITE_CODE
from t20desk.db.engines.sqlite import APPLICATION_ID, is_busy
from t20desk.db.engines.turns import take_turn, tell_nobody
from t20desk.db.schema import FORMAT_VERSION
from t20desk.errors import UserError
from t20desk.i18n import _

OPENERS_WAIT = 30.0
"""So many seconds a file is waited for that another program has for itself."""


class Condition(NamedTuple):
    """What a file of ours is like."""

    read_only: bool
    taken_back: bool
    """Whether half of a change was found in it, written by a program that was cut off."""


def check_file(path: Path) -> Condition:
    """Refuse a file that is not ours; how it is else.

    Raises UserError for a missing, empty, foreign, damaged or too new file.
    """
    check_regular(path)
    _check_header(path)
    side_files.check_side_files(path)
    only = not may_write(path)
    taken_back = not only and side_files.is_cut_off(path) and _take_back(path)
    planted = _read_planted(path, "ro" if only or not side_files.is_cut_off(path) else "rw")
    if planted:
        raise DamagedError(foreign_text(path.name, planted))
    return Condition(only, taken_back)


def may_write(path: Path) -> bool:
    """Whether a file and what SQLite lays beside it can be written here."""
    return os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)


def _take_back(path: Path) -> bool:
    """Take back what was cut off while being written; false where somebody just writes it."""
    address = f"{path.resolve().as_uri()}?mode=rw"
    try:
        with closing(sqlite3.connect(address, 0, isolation_level=None, uri=True)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            # Now nobody writes; SQLite leaves a journal of which nothing had reached the file.
            Path(f"{path.resolve()}-journal").unlink(missing_ok=True)
    except sqlite3.DatabaseError as error:
        if is_busy(error):
            return False
        raise _explain(error, path) from error
    except OSError:
        return False
    return True


def _check_header(path: Path) -> None:
    """Refuse by the first bytes, before SQLite touches what lies beside the file."""
    header = side_files.read_header(path)
    # A file of which backups were made was one of ours, whatever its beginning holds now.
    is_lost = (
        not header.startswith(side_files.FILE_MAGIC) and side_files.backups_beside(path).is_dir()
    )
    if is_lost or not any(header):
        raise explain_damage(path.name)
    if not header.startswith(side_files.FILE_MAGIC) or _number_at(header, 68) != APPLICATION_ID:
        raise UserError(_not_ours(path))
    if _number_at(header, 60) > FORMAT_VERSION:
        raise UserError(
            _("{name} was made by a later version of the program; open it with that one.").format(
                name=path.name
            )
        )


def _number_at(header: bytes, place: int) -> int:
    return int.from_bytes(header[place : place + 4])


def _read_planted(path: Path, mode: str) -> list[str]:
    """The triggers and views of the file; we make none."""
    address = f"{path.resolve().as_uri()}?mode={mode}"
    query = "SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view')"
    found: list[str] = []

    def attempt(seconds: float) -> bool:
        try:
            with closing(sqlite3.connect(address, seconds, uri=True)) as connection:
                found.extend(row[0] for row in connection.execute(query))
        except sqlite3.DatabaseError as error:
            if not is_busy(error):
                raise _explain(error, path) from error
            return False
        return True

    if not take_turn(attempt, OPENERS_WAIT, tell_nobody):
        raise explain_busy(path.name)
    return found


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
                name=name, reason=say_cause(error)
            )
        ) from error
    if not stat.S_ISREG(found.st_mode):
        raise UserError(_("{name} is not a file; choose a database file.").format(name=name))
    if found.st_size == 0:
        text = _("{name} is empty (0 bytes); restore a backup of it.")
        raise DamagedError(text.format(name=name))
    if not os.access(path, os.R_OK):
        raise UserError(
            _("{name} may not be read; ask for the right to open it.").format(name=name)
        )


def _not_ours(path: Path) -> str:
    return _("{name} is not a t20desk file; choose a file that this program made.").format(
        name=path.name
    )


def _explain(error: sqlite3.DatabaseError, path: Path) -> UserError:
    if error.sqlite_errorcode & SQLITE_CODE == sqlite3.SQLITE_READONLY:
        text = _(
            "{name} was cut off while being written and may only be read here; "
            "copy it together with {journal} to a folder of your own and open it there."
        )
        return UserError(text.format(name=path.name, journal=f"{path.name}-journal"))
    return explain_unread(error, path.name)


def foreign_text(name: str, parts: Iterable[str]) -> str:
    """The file holds what the program never makes."""
    text = _(
        "{name} holds foreign parts ({parts}) that the program never makes; restore a backup of it."
    )
    return text.format(name=name, parts=", ".join(parts))


def explain_busy(name: str) -> UserError:
    """Another program is writing."""
    text = _(
        "{name} is being written by another program; nothing was changed, try again in a moment."
    )
    return UserError(text.format(name=name))
