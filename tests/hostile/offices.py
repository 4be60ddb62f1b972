"""An office as deeds find it, in a folder of its own, and a look at what became of it."""

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl

from t20desk.backing_up import back_up, list_backups
from t20desk.db.database import Database
from t20desk.db.history.reading import list_operations
from t20desk.errors import UserError
from t20desk.settings import Settings
from t20desk.ui.memory import Memory
from tests.db.steps import edit, everything, make_many
from tests.file_bytes import run_sql

FOUND = {
    "first_copy": "bare",
    "open_older": "earlier",
    "put_back_over_half": "half",
    "open_half": "half",
}
"""In which state a deed finds the office, where it is not the usual one."""
CUT_OFF = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size=5")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE member SET notes = printf('%.5000c', 'x')")
os._exit(9)
"""


def make_offices(made: Path) -> None:
    """A closed file with members and a backup of its state before the last change, as it is
    today, as an earlier version left it and cut off; lists exported once; settings."""
    today = made / "today"
    today.mkdir()
    database = Database.create(today / "office.t20")
    keys = make_many(database, "member", [{"name": f"Institute {n}"} for n in range(60)])
    back_up(database)
    edit(database, "member", keys[0], city="Paris")
    database.close()
    (today / "list.json").write_text("[]")
    openpyxl.Workbook().save(today / "list.xlsx")
    Settings(today / "settings.json").change("language", "zh")
    shutil.copytree(today, made / "earlier")
    run_sql(made / "earlier" / "office.t20", "ALTER TABLE member DROP COLUMN confirmed_on")
    shutil.copytree(today, made / "bare", ignore=shutil.ignore_patterns("*.backups"))
    shutil.copytree(today, made / "half")
    subprocess.run([sys.executable, "-c", CUT_OFF, made / "half" / "office.t20"], check=False)
    assert (made / "half" / "office.t20-journal").stat().st_size


def copy_office(offices: Path, deed: str, folder: Path) -> Path:
    """A folder as a deed finds it."""
    shutil.rmtree(folder, ignore_errors=True)
    return shutil.copytree(offices / FOUND.get(deed, "today"), folder)


def look_at_records(folder: Path) -> tuple[Any, ...]:
    """All records, how many changes made them, how many backups are whole; the pages are good."""
    database = Database.open(folder / "office.t20")
    with database.read():
        found = (everything(database), len(list_operations(database)))
    database.close()
    with closing(sqlite3.connect(folder / "office.t20")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert not connection.execute("PRAGMA foreign_key_check").fetchall()
    backups = list_backups(folder / "office.t20")
    return *found, sum(one.is_whole for one in backups)


def look_at_book(folder: Path) -> tuple[Any, ...]:
    """The rows of the book, whichever minute it says that it was written in."""
    book = openpyxl.load_workbook(folder / "list.xlsx", read_only=True)
    found = tuple(book.worksheets[0].iter_rows(values_only=True))
    book.close()
    return tuple(
        tuple(re.sub(r"\d\d:\d\d · ", "", one) if isinstance(one, str) else one for one in row)
        for row in found
    )


def look_at_settings(folder: Path) -> tuple[Any, ...]:
    return (Settings(folder / "settings.json").value("language"),)


def look_at_memory(folder: Path) -> tuple[Any, ...]:
    return tuple(Path(one).name for one in Memory(folder / "memory.json").recent_files())


def look_past_journal(folder: Path) -> tuple[Any, ...]:
    """All records; a journal of the file before is moved away as the sentence says."""
    try:
        return look_at_records(folder)
    except UserError as error:
        if "move office.t20-journal to another folder" not in error.message:
            raise
    (folder / "office.t20-journal").unlink()
    return look_at_records(folder)


LOOKS: dict[str, Callable[[Path], tuple[Any, ...]]] = {
    "put_back_over_half": look_past_journal,
    "export_book": look_at_book,
    "export_json": lambda folder: tuple(json.loads((folder / "list.json").read_text())),
    "keep_settings": look_at_settings,
    "keep_places": look_at_memory,
}
