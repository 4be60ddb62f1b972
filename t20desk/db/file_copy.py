"""A checked copy of the file beside it, before the file itself is changed."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import count
from pathlib import Path

from t20desk.errors import UserError
from t20desk.i18n import _


def copy_file(path: Path) -> Path:
    """Copy a database file to NAME before upgrade.t20, or the next free name like it."""
    target = next(name for name in _names_beside(path) if not name.exists())
    unfinished = target.with_suffix(".part")
    try:
        _copy_pages(path, unfinished)
        os.replace(unfinished, target)
    except (sqlite3.Error, OSError) as error:
        with suppress(OSError):
            unfinished.unlink()
        text = _(
            "{name} must be brought up to date, but no copy could be written beside it ({reason}); "
            "nothing was changed, make room and open it again."
        )
        raise UserError(text.format(name=path.name, reason=error)) from error
    return target


def _names_beside(path: Path) -> Iterator[Path]:
    yield path.with_name(f"{path.stem} before upgrade{path.suffix}")
    for number in count(2):
        yield path.with_name(f"{path.stem} before upgrade {number}{path.suffix}")


def _copy_pages(path: Path, target: Path) -> None:
    """Copy by SQLite's own means, which wait for writers; the copy must be whole."""
    target.unlink(missing_ok=True)
    address = f"{path.resolve().as_uri()}?mode=ro"
    with (
        closing(sqlite3.connect(address, uri=True)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
        said = copy.execute("PRAGMA integrity_check").fetchone()[0]
        if said != "ok" or _count_rows(source) != _count_rows(copy):
            raise sqlite3.DatabaseError(said)
    with target.open("rb") as file:
        os.fsync(file.fileno())


def _count_rows(connection: sqlite3.Connection) -> dict[str, int]:
    stored = "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0"
    tables = connection.execute(stored).fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        for (name,) in tables
    }
