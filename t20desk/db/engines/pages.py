"""The pages of a file copied by SQLite's own means, and what proves them whole."""

import sqlite3
from contextlib import closing
from pathlib import Path

from t20desk.progress import Progress

PAGES = 4_096
"""So many pages are copied before somebody is told."""
CONTENTS = ("NULL value in", "CHECK constraint failed", "non-unique entry")
"""How SQLite begins what it says of contents that break a rule in pages that are whole."""


def copy_pages(source: sqlite3.Connection, target: Path, progress: Progress | None = None) -> None:
    """Copy a whole file; what fails leaves an unfinished target, which is of no use."""

    def tell(_status: int, remaining: int, total: int) -> None:
        if progress:
            progress(total - remaining, total)

    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        copy.execute("PRAGMA journal_mode=OFF")
        copy.execute("PRAGMA synchronous=OFF")
        source.backup(copy, pages=PAGES if progress else -1, progress=tell, sleep=0.0)


def find_damage(connection: sqlite3.Connection) -> list[str]:
    """What SQLite's own check says of the pages; broken rules of contents are another matter."""
    lines = connection.execute("PRAGMA integrity_check").fetchall()
    return [row[0] for row in lines if row[0] != "ok" and not row[0].startswith(CONTENTS)]


def count_rows(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table of ours has, without the parts of search indexes."""
    stored = "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY name"
    names = [row[0] for row in connection.execute(stored)]
    ours = (name for name in names if not _is_index_part(name))
    return {name: connection.execute(_count_all(name)).fetchone()[0] for name in ours}


def _count_all(table: str) -> str:
    """The statement for a table of any name, also one that somebody else planted in a file."""
    quoted = table.replace('"', '""')
    return f'SELECT count(*) FROM "{quoted}"'


def _is_index_part(name: str) -> bool:
    """Whether a table belongs to a search index or to SQLite itself."""
    return name.startswith("sqlite_") or "_grams_" in name or "_words_" in name
