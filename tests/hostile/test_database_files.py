"""E-404 to E-420: damaged files, damaged backups, backups that cannot be made or put back."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from t20desk.backing_up import back_up, backup_folder, list_backups, restore_backup
from t20desk.backing_up.manifests import manifest_path
from t20desk.checking import check_damage, check_database
from t20desk.db.database import Database
from t20desk.db.engines.damage import DamagedError
from t20desk.errors import UserError
from tests.db.steps import make, make_many
from tests.file_bytes import hash_of


@pytest.fixture
def path(file_database: Database) -> Path:
    """A closed file with 200 members, and one backup of it."""
    database, place = file_database, file_database.path
    assert place is not None
    members = [{"name": f"南京 Member {number}", "city": "Bonn"} for number in range(200)]
    make_many(database, "member", members)
    back_up(database)
    database.close()
    return place


def backup_of(path: Path) -> Path:
    return list_backups(path)[0].path


def cut(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def zero_page(path: Path, page: int = 3) -> None:
    with path.open("r+b") as file:
        file.seek(page * 4096)
        file.write(bytes(4096))


def swap_pages(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[8192:12288], content[20480:24576] = content[20480:24576], content[8192:12288]
    path.write_bytes(content)


@pytest.mark.parametrize("harm", [cut, zero_page, swap_pages])
def test_e403_damage_is_found_without_touching_the_file(
    path: Path, harm: Callable[[Path], None]
) -> None:
    harm(path)
    before = hash_of(path)
    assert [one.check for one in check_damage(path)] == ["damage"]
    assert hash_of(path) == before


def test_e403_a_file_that_lost_its_beginning_is_damaged_and_no_stranger(path: Path) -> None:
    path.write_bytes(path.read_bytes()[4096:])
    with pytest.raises(DamagedError, match="is damaged"):
        Database.open(path)


@pytest.mark.parametrize("harm", [cut, zero_page, swap_pages])
def test_e403_a_damaged_file_is_replaced_by_its_backup_and_kept(
    path: Path, harm: Callable[[Path], None]
) -> None:
    harm(path)
    before = hash_of(path)
    kept = restore_backup(backup_of(path), path)
    assert kept is not None
    assert hash_of(kept) == before
    assert check_damage(path) == []


@pytest.mark.parametrize("page", [11, 15])
def test_e403_a_copy_of_a_damaged_file_names_the_file(path: Path, page: int) -> None:
    zero_page(path, page)
    database = Database.open(path)
    with pytest.raises(UserError, match=r"^office\.t20 is damaged, no copy of it was made"):
        back_up(database, path.with_name("copy.t20"))


def test_e404_every_flipped_bit_of_a_backup_is_found_by_its_hash(path: Path) -> None:
    backup, chance = backup_of(path), random.Random(404)
    content = backup.read_bytes()
    for _turn in range(100):
        place, bit = chance.randrange(len(content)), chance.randrange(8)
        harmed = bytearray(content)
        harmed[place] ^= 1 << bit
        backup.write_bytes(harmed)
        assert list_backups(path)[0].state == "damaged"
    backup.write_bytes(content)
    assert list_backups(path)[0].state == "whole"


def harm_contents(path: Path, *statements: str) -> None:
    """Write what no rule of the file would let through."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA ignore_check_constraints=1")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


ORPHAN = "UPDATE member SET parent = 4711 WHERE id = (SELECT min(id) FROM member)"
DATE = "UPDATE member SET follow_up = '2026-02-31' WHERE id = (SELECT min(id) FROM member)"
TEXT = "UPDATE member SET city = CAST(x'ff41' AS TEXT) WHERE id = (SELECT min(id) FROM member)"
UNNAMED = "UPDATE event SET title_en = NULL"


@pytest.mark.parametrize(
    ("statement", "check"),
    [(ORPHAN, "link"), (DATE, "value"), (TEXT, "unreadable"), (UNNAMED, "required")],
)
def test_e410_impossible_contents_are_counted_and_can_be_backed_up(
    path: Path, statement: str, check: str
) -> None:
    database = Database.open(path)
    make(database, "event", title_en="Week")
    database.close()
    harm_contents(path, statement)
    assert check_damage(path) == []
    database = Database.open(path)
    found = {one.check: one for one in check_database(database).findings}
    assert found[check].count == 1
    assert back_up(database, reason="repair").is_whole
    database.close()


def test_e410_duplicate_unique_values_are_counted(path: Path) -> None:
    harm_contents(
        path,
        "UPDATE member SET number = id",
        "PRAGMA writable_schema=1",
        "UPDATE sqlite_master SET sql = replace(replace(sql, 'UNIQUE (number)', 'CHECK (1)'), "
        "'UNIQUE (uid)', 'CHECK (1)') WHERE name = 'member'",
        "DELETE FROM sqlite_master WHERE name LIKE 'sqlite_autoindex_member_%'",
    )
    harm_contents(
        path, "UPDATE member SET number = '7' WHERE id IN (SELECT id FROM member LIMIT 3)"
    )
    database = Database.open(path)
    found = {one.check: one for one in check_database(database).findings}
    assert (found["unique"].field, found["unique"].count) == ("number", 1)
    database.close()


def test_e413_a_stale_journal_is_not_played_into_the_restored_file(path: Path) -> None:
    stale = path.with_name("office.t20-journal")
    zero_page(path)
    shutil.copy(path, stale)
    kept = restore_backup(backup_of(path), path)
    assert kept is not None
    assert not stale.exists()
    assert kept.with_name(kept.name + "-journal").exists()
    assert hash_of(path) == hash_of(backup_of(path))


@pytest.mark.skipif(os.name == "nt", reason="links want a right there")
def test_e414_a_link_to_the_file_is_followed(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "desk.t20"
    link.symlink_to(path)
    assert [one.path for one in list_backups(link)] == [backup_of(path)]
    database = Database.open(link)
    with pytest.raises(UserError, match="is not a backup"):
        back_up(database, path)
    database.close()
    restore_backup(backup_of(path), link)
    assert link.is_symlink()
    assert hash_of(path) == hash_of(backup_of(path))


@pytest.mark.parametrize("days", [-365, 3650])
def test_e416_a_wrong_clock_never_costs_the_newest_whole_backup(path: Path, days: int) -> None:
    first = backup_of(path)
    moved = datetime.now(UTC) - timedelta(days=days)
    manifest = manifest_path(first)
    text = manifest.read_text()
    made = list_backups(path)[0].made.isoformat(timespec="seconds")
    manifest.write_text(text.replace(made, moved.isoformat(timespec="seconds")))
    database = Database.open(path)
    second = back_up(database)
    database.close()
    assert first.exists()
    assert second.path.exists()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 200 kB."""
    folder = tmp_path / "stick"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", folder],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("only an administrator can mount a small disk")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_e417_a_full_disk_leaves_the_old_backup_and_the_database(
    path: Path, small_disk: Path
) -> None:
    before = hash_of(path)
    database = Database.open(path)
    with pytest.raises(UserError, match=r"full|could be written"):
        back_up(database, small_disk / "copy.t20")
    make(database, "venue", name="The program works on")
    database.close()
    assert list(small_disk.iterdir()) == []
    assert hash_of(path) != before
    assert backup_of(path).exists()


def test_e417_a_missing_folder_is_a_sentence(path: Path, tmp_path: Path) -> None:
    database = Database.open(path)
    with pytest.raises(UserError, match="does not exist"):
        back_up(database, tmp_path / "unplugged" / "copy.t20")
    database.close()


def test_e418_a_backup_with_a_flipped_bit_is_marked_and_refused(path: Path) -> None:
    backup = backup_of(path)
    database = Database.open(path)
    other = back_up(database)
    database.close()
    content = bytearray(other.path.read_bytes())
    content[-1] ^= 1
    other.path.write_bytes(content)
    states = [(one.path, one.state) for one in list_backups(path)]
    assert states == [(backup, "whole"), (other.path, "damaged")]
    before = hash_of(path)
    with pytest.raises(UserError, match="damaged"):
        restore_backup(other.path, path)
    assert hash_of(path) == before


@pytest.mark.parametrize(
    ("content", "word"),
    [(b"", "empty"), (b"PK\x03\x04" + bytes(3000), "not a t20desk file")],
)
def test_e419_what_is_no_backup_is_not_restored(
    path: Path, tmp_path: Path, content: bytes, word: str
) -> None:
    wrong = tmp_path / "wrong.t20"
    wrong.write_bytes(content)
    before = hash_of(path)
    with pytest.raises(UserError, match=word):
        restore_backup(wrong, path)
    assert hash_of(path) == before
    assert not list(tmp_path.glob("*before restore*"))


HOLD = """
import sys
from t20desk.db.database import Database
database = Database.open(sys.argv[1])
with database.read() as connection:
    connection.execute(database.tables["member"].select()).first()
print("open", flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows itself refuses to replace an open file")
def test_e419_a_file_open_in_another_program_is_not_restored_over(path: Path) -> None:
    before = hash_of(path)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(UserError, match="is open in"):
            restore_backup(backup_of(path), path)
        other.communicate()
    assert hash_of(path) == before
    assert restore_backup(backup_of(path), path)


KILLED = """
import os, sys
from pathlib import Path
from t20desk.backing_up import back_up
from t20desk.db.database import Database

def stop(done, total):
    os._exit(9)

back_up(Database.open(sys.argv[1]), Path(sys.argv[2]), progress=stop)
"""


def test_a_backup_killed_half_way_leaves_the_earlier_one(path: Path, tmp_path: Path) -> None:
    earlier = tmp_path / "copy.t20"
    database = Database.open(path)
    back_up(database, earlier)
    database.close()
    before = hash_of(earlier)
    subprocess.run([sys.executable, "-c", KILLED, path, earlier], check=False)
    assert hash_of(earlier) == before
    assert manifest_path(earlier).exists()


def test_the_folder_of_backups_is_named_after_the_file(path: Path) -> None:
    assert backup_folder(path) == path.with_name("office.t20.backups")
