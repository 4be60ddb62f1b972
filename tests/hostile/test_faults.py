"""Whatever call to the system fails or is the last one: the old or the new, never between."""

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import openpyxl
import pytest

from t20desk.backing_up import back_up, list_backups
from t20desk.db.database import Database
from t20desk.db.history.reading import list_operations
from t20desk.errors import UserError
from t20desk.settings import Settings
from t20desk.ui.memory import Memory
from tests.db.steps import edit, everything, make_many
from tests.file_bytes import run_sql
from tests.hostile.faults import (
    FAILS_ON,
    FAILS_ONCE,
    FULL_ON,
    KILL,
    Ended,
    Faults,
    start_faults,
)
from tests.hostile.faulty_deeds import DEEDS, IDLE

WRITING = tuple(call for call in IDLE if call != "pread64")
"""The calls before which a program is killed: each changes something outside it."""
UNREMOVED = ("copy_database", "put_back", "put_back_over_half", "open_half")
"""Deeds that leave a file where none may be removed, and say so or need not."""
LOSSY = ("keep_places",)
"""Deeds that may fail without a word, since what they keep is only handy."""


FOUND = {"open_older": "earlier", "put_back_over_half": "half", "open_half": "half"}
"""In which state a deed finds the office, where it is not the usual one."""
CUT_OFF = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size=5")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE member SET notes = printf('%.5000c', 'x')")
os._exit(9)
"""


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed file with members and a backup of its state before the last change, as it is
    today and as an earlier version left it; lists exported once; settings."""
    made = tmp_path_factory.mktemp("offices")
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
    shutil.copytree(today, made / "half")
    subprocess.run([sys.executable, "-c", CUT_OFF, made / "half" / "office.t20"], check=False)
    assert (made / "half" / "office.t20-journal").stat().st_size
    return made


def copy_office(offices: Path, deed: str, folder: Path) -> Path:
    """A folder as a deed finds it."""
    shutil.rmtree(folder, ignore_errors=True)
    return shutil.copytree(offices / FOUND.get(deed, "today"), folder)


def look_at_records(folder: Path) -> tuple[Any, ...]:
    """All records and how many changes made them; what SQLite says must be good."""
    database = Database.open(folder / "office.t20")
    found = (everything(database), len(list_operations(database)))
    database.close()
    with closing(sqlite3.connect(folder / "office.t20")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert not connection.execute("PRAGMA foreign_key_check").fetchall()
    assert any(one.is_whole for one in list_backups(folder / "office.t20"))
    return found


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


class Trial:
    """One deed done again and again, each time with another fault."""

    def __init__(self, faults: Faults, counting: Faults, deed: str, offices: Path) -> None:
        self.faults = faults
        self.deed = deed
        self._counting = counting
        self._offices = offices
        self._folder = offices / "work"
        self._look = LOOKS.get(deed, look_at_records)
        self.before = self._look(self._fresh())
        self.calls = [call for call in IDLE if call != "unlink" or deed not in UNREMOVED]
        ended = counting.do(deed, self._fresh())
        assert ended.end == "done", ended
        self.counts = ended.counts
        self.after = self._look(self._folder)
        self.left_behind = self._names()

    def _fresh(self) -> Path:
        return copy_office(self._offices, self.deed, self._folder)

    def _names(self) -> set[str]:
        """What lies in the folder afterwards that has no date in its name."""
        names = {str(one.relative_to(self._folder)) for one in self._folder.rglob("*")}
        return {name for name in names if not any(char.isdigit() for char in Path(name).stem)}

    def points(self, calls: Iterable[str], most: int) -> Iterator[tuple[str, int]]:
        """Which call of which number fails: so many of each sort, from the last one backwards."""
        for call in calls:
            count = self.counts[call]
            step = max(count // most, 1)
            yield from ((call, nth) for nth in range(count, 0, -step))

    def run(self, call: str, nth: int) -> Ended:
        """Fail once, and look at what is left."""
        ended = self.faults.do(self.deed, self._fresh(), call, nth)
        where = f"{self.deed}, {call} {nth}: {ended}"
        assert ended.end != "broke", where
        found = self._look(self._folder)
        assert found in (self.before, self.after), (where, "between")
        if ended.end == "done" and self.deed not in LOSSY:
            assert found == self.after, where
        if "nothing was changed" in ended.said:
            assert found == self.before, where
        if ended.end != "killed" and self.deed not in LOSSY:
            assert self._names() <= {*self.left_behind, "office.t20-journal"}, where
        if found == self.before:
            again = self._counting.do(self.deed, self._folder)
            assert again.end == "done", (where, again)
        return ended


@contextmanager
def failing_with(fault: str, offices: Path) -> Iterator[Faults]:
    """A process of that fault, with an office of its own to begin in."""
    office = copy_office(offices, "", Path(mkdtemp(dir=offices)))
    with start_faults(fault, office, offices) as started:
        yield started


@pytest.fixture(scope="module")
def counting(offices: Path) -> Iterator[Faults]:
    """A process in which one call fails; it is asked how many calls a deed makes, too."""
    with failing_with(FAILS_ONCE, offices) as started:
        yield started


@pytest.fixture(scope="module")
def killing(offices: Path) -> Iterator[Faults]:
    with failing_with(KILL, offices) as started:
        yield started


@pytest.fixture(scope="module", params=[FAILS_ON, FULL_ON, FAILS_ONCE])
def failing(request: pytest.FixtureRequest, offices: Path, counting: Faults) -> Iterator[Faults]:
    if request.param == FAILS_ONCE:
        yield counting
        return
    with failing_with(request.param, offices) as started:
        yield started


# One deed each time; all of them, and each at many calls, in the slow tests.


def test_a_kill_at_any_call_leaves_the_old_or_the_new(
    offices: Path, counting: Faults, killing: Faults
) -> None:
    trial = Trial(killing, counting, "save_record", offices)
    for call, nth in trial.points(WRITING, 1):
        assert trial.run(call, nth).end == "killed"


@pytest.mark.slow
@pytest.mark.parametrize("deed", DEEDS)
def test_a_kill_at_many_calls_leaves_the_old_or_the_new(
    offices: Path, counting: Faults, killing: Faults, deed: str
) -> None:
    trial = Trial(killing, counting, deed, offices)
    for call, nth in trial.points(WRITING, 12):
        assert trial.run(call, nth).end == "killed"


def test_an_error_at_any_call_is_a_sentence_and_leaves_the_old_or_the_new(
    offices: Path, counting: Faults
) -> None:
    trial = Trial(counting, counting, "undo_change", offices)
    for call, nth in trial.points(trial.calls, 1):
        trial.run(call, nth)


@pytest.mark.slow
@pytest.mark.parametrize("deed", DEEDS)
def test_an_error_at_many_calls_is_a_sentence_and_leaves_the_old_or_the_new(
    offices: Path, counting: Faults, failing: Faults, deed: str
) -> None:
    trial = Trial(failing, counting, deed, offices)
    for call, nth in trial.points(trial.calls, 4):
        trial.run(call, nth)


@pytest.mark.parametrize("deed", ["save_record", "copy_database", "export_json"])
def test_a_disk_that_fails_while_it_is_read_is_not_called_damaged(
    offices: Path, counting: Faults, deed: str
) -> None:
    folder = copy_office(offices, deed, offices / "work")
    ended = counting.do(deed, folder, "pread64", 1)
    assert ended.end == "refused"
    assert "office.t20 failed while it was read or written" in ended.said
    assert "damaged" not in ended.said
