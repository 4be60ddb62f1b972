"""A checked copy of the file beside it, before the file itself is changed."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import count
from pathlib import Path

from t20desk.db.engines.damage import explain_damage
from t20desk.db.engines.pages import copy_pages, count_rows, find_damage
from t20desk.db.engines.reasons import say_reason
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.paths import flush_folder


def copy_file(path: Path) -> Path:
    """Copy a database file to NAME before upgrade.t20, or the next free name like it."""
    target = next(name for name in _names_beside(path) if not name.exists())
    unfinished = target.with_suffix(".part")
    try:
        _copy_whole(path, unfinished)
        os.replace(unfinished, target)
        flush_folder(target.parent)
    except (sqlite3.Error, OSError) as error:
        with suppress(OSError):
            unfinished.unlink()
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_CORRUPT:
            raise explain_damage(path.name) from error
        text = _(
            "{name} must be brought up to date, but no copy could be written beside it ({reason}); "
            "nothing was changed, make room and open it again."
        )
        raise UserError(text.format(name=path.name, reason=say_reason(error))) from error
    return target


def _names_beside(path: Path) -> Iterator[Path]:
    yield path.with_name(f"{path.stem} before upgrade{path.suffix}")
    for number in count(2):
        yield path.with_name(f"{path.stem} before upgrade {number}{path.suffix}")


def _copy_whole(path: Path, target: Path) -> None:
    """Copy what a writer may be changing meanwhile; the copy must be whole and on the disk."""
    target.unlink(missing_ok=True)
    address = f"{path.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as source:
        copy_pages(source, target)
        with closing(sqlite3.connect(target)) as copy:
            damage = find_damage(copy)
            if damage or count_rows(source) != count_rows(copy):
                raise sqlite3.DatabaseError(*damage[:1])
    # Windows flushes only what is open for writing.
    with target.open("r+b") as file:
        os.fsync(file.fileno())
