"""E-413: what lies beside a database is played back only into the file it came from."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from t20desk.checking import check_damage
from t20desk.db.database import Database
from t20desk.errors import UserError
from tests.db.steps import edit, make_many, records_of
from tests.file_bytes import hash_of

KILLED = """
import os, sys
from sqlalchemy import update
from t20desk.db.database import Database

database = Database.open(sys.argv[1])
connection = database.engine.connect()
driver = connection.connection.driver_connection
driver.execute("PRAGMA cache_spill=20")
driver.execute("PRAGMA cache_size=20")
driver.execute("BEGIN IMMEDIATE")
driver.execute("UPDATE operation SET message = message || 'half' ")
driver.execute("UPDATE member SET city = 'Half' || id || hex(randomblob(400))")
if sys.argv[2] == "at the end":
    # All is written but the journal is still there: as if killed just before it goes.
    keep = open(sys.argv[1] + "-journal", "rb")
    driver.execute("COMMIT")
    keep.seek(0)
    open(sys.argv[1] + "-journal", "wb").write(keep.read())
os._exit(9)
"""


def office(folder: Path, city: str, members: int = 300, edits: int = 2) -> Path:
    """A closed file with members, written in so many changes."""
    folder.mkdir(exist_ok=True)
    path = folder / "office.t20"
    database = Database.create(path)
    names = [{"name": f"{city} Institute {number}"} for number in range(members)]
    keys = make_many(database, "member", names)
    for number in range(edits):
        edit(database, "member", keys[number], city=city)
    database.close()
    return path


def journal_of(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def cut_off(path: Path, when: str) -> None:
    """Kill a writer while half of its change stands in the file."""
    subprocess.run([sys.executable, "-c", KILLED, str(path), when], check=False)
    assert journal_of(path).stat().st_size > 0


@pytest.mark.parametrize("when", ["in the middle", "at the end"])
def test_e413_a_journal_of_this_file_is_taken_back(tmp_path: Path, when: str) -> None:
    path = office(tmp_path, "Bonn")
    database = Database.open(path)
    before = records_of(database, "member")
    database.close()
    cut_off(path, when)
    assert check_damage(path) == []
    database = Database.open(path)
    assert records_of(database, "member") == before
    database.close()
    assert not journal_of(path).exists()


@pytest.mark.sampled
@pytest.mark.parametrize("when", ["in the middle", "at the end"])
@pytest.mark.parametrize(("members", "edits"), [(300, 2), (300, 3), (900, 2)])
def test_e413_a_journal_of_another_file_is_refused(
    tmp_path: Path, when: str, members: int, edits: int
) -> None:
    path = office(tmp_path / "mine", "Bonn")
    other = office(tmp_path / "theirs", "Lyon", members, edits)
    cut_off(other, when)
    shutil.copy(journal_of(other), journal_of(path))
    before = hash_of(path, journal_of(path))
    for open_it in (Database.open, check_damage):
        with pytest.raises(UserError, match=r"belongs to another file .* move office\.t20-journal"):
            open_it(path)
    assert hash_of(path, journal_of(path)) == before


def test_e413_an_old_journal_of_the_same_file_is_refused(tmp_path: Path) -> None:
    path = office(tmp_path, "Bonn")
    cut_off(path, "at the end")
    old = journal_of(path).read_bytes()
    database = Database.open(path)
    for key in list(records_of(database, "member"))[:3]:
        edit(database, "member", key, city="Nanjing")
    database.close()
    journal_of(path).write_bytes(old)
    with pytest.raises(UserError, match="belongs to another file"):
        Database.open(path)


@pytest.mark.parametrize("ending", ["-journal", "-wal"])
def test_e413_what_is_no_journal_at_all_is_refused_and_kept(tmp_path: Path, ending: str) -> None:
    path = office(tmp_path, "Bonn")
    beside = path.with_name(path.name + ending)
    beside.write_bytes(b"minutes of the board" * 300)
    before = hash_of(path, beside)
    with pytest.raises(UserError, match=f"move office.t20{ending}"):
        Database.open(path)
    assert hash_of(path, beside) == before


def test_e413_a_finished_journal_is_no_hindrance(tmp_path: Path) -> None:
    path = office(tmp_path, "Bonn")
    journal_of(path).write_bytes(bytes(8192))
    Database.open(path).close()


def half_new(header: bytes) -> bytes:
    """A header of which what comes first is still the old one."""
    return header[:92] + (int.from_bytes(header[92:96]) + 1).to_bytes(4) + header[96:]


@pytest.mark.parametrize("torn", [half_new, lambda header: bytes(255 - byte for byte in header)])
def test_e413_a_header_torn_while_it_was_written_is_taken_back(
    tmp_path: Path, torn: Callable[[bytes], bytes]
) -> None:
    path = office(tmp_path, "Bonn")
    database = Database.open(path)
    before = records_of(database, "member")
    database.close()
    first_sector = path.read_bytes()[:512]
    cut_off(path, "in the middle")
    with path.open("r+b") as file:
        file.write(torn(first_sector))
    database = Database.open(path)
    assert records_of(database, "member") == before
    database.close()


def test_e413_a_file_of_another_program_is_not_overwritten_by_a_journal(tmp_path: Path) -> None:
    path = office(tmp_path, "Bonn")
    cut_off(path, "in the middle")
    path.write_bytes(b"minutes of the board" * 40_000)
    before = hash_of(path)
    with pytest.raises(UserError, match="is not a t20desk file"):
        Database.open(path)
    assert hash_of(path) == before


@pytest.mark.parametrize("torn", [bytes.fromhex("d9d505") + bytes(9), b"\x5a" * 512])
def test_e413_a_journal_torn_before_the_file_was_touched_is_dropped(
    tmp_path: Path, torn: bytes
) -> None:
    path = office(tmp_path, "Bonn")
    whole = path.read_bytes()
    cut_off(path, "in the middle")
    path.write_bytes(whole)
    with journal_of(path).open("r+b") as file:
        file.write(torn)
    Database.open(path).close()
    assert not journal_of(path).exists()
    assert path.read_bytes() == whole
