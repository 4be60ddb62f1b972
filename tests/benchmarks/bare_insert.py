"""The yardstick of writing: the same rows into a bare copy of the tables, by sqlite3 alone."""

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

PRAGMAS = ("cache_size=-65536", "temp_store=MEMORY", "synchronous=FULL", "secure_delete=ON")
T = TypeVar("T")


def insert_bare(
    source: Path, target: Path, tables: Sequence[str], clock: Callable[[Callable[[], object]], T]
) -> T:
    """What it takes to write tables of one file, and the indexes of members, into another one.

    Every column is ready made, derived ones too; both full-text indexes are filled in one batch.
    """
    office = sqlite3.connect(source)
    made = "SELECT sql FROM sqlite_master WHERE sql NOT NULL AND name NOT GLOB '*_grams_*' "
    schema = [row[0] for row in office.execute(made + "AND name NOT GLOB '*_words_*'")]
    rows = {one: office.execute(f"SELECT * FROM {one} ORDER BY rowid").fetchall() for one in tables}
    office.close()
    bare = sqlite3.connect(target, isolation_level=None)
    for statement in (*(f"PRAGMA {pragma}" for pragma in PRAGMAS), *schema):
        bare.execute(statement)

    def work() -> None:
        bare.execute("BEGIN IMMEDIATE")
        for table, found in rows.items():
            marks = ",".join("?" * len(found[0]))
            bare.executemany(f"INSERT INTO {table} VALUES ({marks})", found)
        for index, column in (("grams", "search_key"), ("words", "search_words")):
            bare.execute(
                f"INSERT INTO member_{index}(rowid, {column}) SELECT id, {column} FROM member"
            )
        bare.execute("COMMIT")

    taken = clock(work)
    bare.close()
    return taken
