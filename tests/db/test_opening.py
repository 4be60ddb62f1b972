"""E-401 to E-411: what is not ours is refused, and never made or changed."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from t20desk.db.database import Database
from t20desk.db.schema import FORMAT_VERSION
from t20desk.db.search.lookups import look_up
from t20desk.errors import UserError
from tests.db.steps import make, record_of
from tests.file_bytes import hash_of, run_sql
from tests.postgres import Server


def refusal_of(path: Path) -> str:
    """The sentence with which a file is refused; neither it nor its folder may change."""
    before, beside = hash_of(path), sorted(path.parent.iterdir())
    with pytest.raises(UserError) as refused:
        Database.open(path)
    assert hash_of(path) == before
    assert sorted(path.parent.iterdir()) == beside
    return refused.value.message


def office_file(folder: Path) -> Path:
    path = folder / "office.t20"
    Database.create(path).close()
    return path


def make_foreign(path: Path) -> None:
    run_sql(path, "CREATE TABLE notes(text)", "INSERT INTO notes VALUES ('theirs')")


@pytest.mark.parametrize(
    ("case", "content", "word"),
    [
        ("E-401 nothing", b"", "empty"),
        ("E-401 some zeros", bytes(100), "damaged"),
        ("E-401 a page of zeros", bytes(4096), "damaged"),
        ("E-402 text", b"Number;Name\n1;Example\n" * 40, "not a t20desk file"),
        ("E-402 a workbook", b"PK\x03\x04" + bytes(3000), "not a t20desk file"),
    ],
)
def test_what_is_no_database_is_refused(
    tmp_path: Path, case: str, content: bytes, word: str
) -> None:
    path = tmp_path / "office.t20"
    path.write_bytes(content)
    assert word in refusal_of(path), case


def test_e402_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "office.t20"
    make_foreign(path)
    assert "not a t20desk file" in refusal_of(path)


def test_e403_a_file_cut_short_is_refused(tmp_path: Path) -> None:
    path = office_file(tmp_path)
    path.write_bytes(path.read_bytes()[:5000])
    assert "damaged" in refusal_of(path)


def test_e406_a_file_of_a_later_version_is_refused(tmp_path: Path) -> None:
    path = office_file(tmp_path)
    run_sql(path, f"PRAGMA user_version={FORMAT_VERSION + 1}")
    assert "later version" in refusal_of(path)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER planted AFTER INSERT ON member BEGIN DELETE FROM person; END",
        "CREATE VIEW planted AS SELECT * FROM person",
        "CREATE TABLE planted(text)",
        "CREATE VIRTUAL TABLE planted USING fts5(text)",
    ],
)
def test_e409_foreign_parts_are_refused_by_name(tmp_path: Path, statement: str) -> None:
    path = office_file(tmp_path)
    run_sql(path, statement)
    assert "planted" in refusal_of(path)


def test_e409_a_foreign_index_hides_no_table_that_is_called_alike(tmp_path: Path) -> None:
    path = office_file(tmp_path)
    run_sql(path, "CREATE VIRTUAL TABLE own USING fts5(text)")
    assert "holds foreign parts (own, own_config" in refusal_of(path)


@pytest.mark.parametrize("table", ["journal", "operation", "desk"])
def test_e409_a_missing_part_that_cannot_be_made_anew_is_refused(
    tmp_path: Path, table: str
) -> None:
    path = office_file(tmp_path)
    run_sql(path, f"DROP TABLE {table}")
    assert "damaged" in refusal_of(path)


def test_e409_a_column_of_another_type_is_refused(tmp_path: Path) -> None:
    path = office_file(tmp_path)
    run_sql(
        path,
        "ALTER TABLE venue RENAME COLUMN capacity TO old",
        "ALTER TABLE venue DROP COLUMN old",
        "ALTER TABLE venue ADD COLUMN capacity BLOB",
    )
    assert "damaged" in refusal_of(path)


def integrity_of(path: Path) -> str:
    connection = sqlite3.connect(path)
    said = str(connection.execute("PRAGMA integrity_check").fetchone()[0])
    connection.close()
    return said


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE honour",
        "ALTER TABLE member DROP COLUMN confirmed_on",
        "DROP TABLE member_grams",
        "DROP TABLE member_words",
    ],
)
def test_e409_what_is_missing_is_added_after_a_copy(tmp_path: Path, statement: str) -> None:
    path = office_file(tmp_path)
    created = Database.open(path)
    key = make(created, "member", name="Example")
    created.close()
    run_sql(path, statement)
    before = hash_of(path)
    opened = Database.open(path)
    assert record_of(opened, "member", key)["confirmed_on"] is None
    with opened.read() as connection:
        assert connection.scalar(look_up(opened, "member", ["xampl"], short=False)) == key
    opened.close()
    copy = tmp_path / "office before upgrade.t20"
    assert integrity_of(copy) == integrity_of(path) == "ok"
    assert hash_of(path) != before
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == [
        "office before upgrade.t20",
        "office.t20",
    ]


def test_a_second_upgrade_leaves_the_first_copy_alone(tmp_path: Path) -> None:
    path = office_file(tmp_path)
    for _again in range(2):
        run_sql(path, "ALTER TABLE member DROP COLUMN confirmed_on")
        Database.open(path).close()
    assert (tmp_path / "office before upgrade 2.t20").exists()


def test_a_copy_that_was_left_unfinished_is_in_nobodys_way(tmp_path: Path) -> None:
    path = office_file(tmp_path)
    run_sql(path, "ALTER TABLE member DROP COLUMN confirmed_on")
    (tmp_path / "office before upgrade.part").write_bytes(b"half of a copy" * 100)
    Database.open(path).close()
    copies = [one.name for one in tmp_path.iterdir() if "upgrade" in one.name]
    assert copies == ["office before upgrade.t20"]
    assert integrity_of(tmp_path / copies[0]) == "ok"


def test_e408_without_room_for_the_copy_the_file_stays_as_it_is(tmp_path: Path) -> None:
    path = office_file(tmp_path)
    run_sql(path, "ALTER TABLE member DROP COLUMN confirmed_on")
    (tmp_path / "office before upgrade.part").mkdir()
    assert "nothing was changed" in refusal_of(path)


def test_e513_a_later_server_format_is_refused(postgres: Server) -> None:
    address = postgres.address_of(postgres.create_database())
    created = Database.create(address)
    with created.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE desk SET value = '99' WHERE name = 'format'")
    created.close()
    with pytest.raises(UserError, match="later version"):
        Database.open(address)


def test_what_does_not_exist_is_refused_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="does not exist"):
        Database.open(tmp_path / "office.t20")
    assert not list(tmp_path.iterdir())


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is not a file"):
        Database.open(tmp_path)


def test_creating_leaves_an_existing_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "office.t20"
    path.write_bytes(b"mine")
    with pytest.raises(UserError, match="exists already"):
        Database.create(path)
    assert path.read_bytes() == b"mine"


def test_creating_refuses_a_server_database_with_tables(address: str) -> None:
    Database.create(address).close()
    with pytest.raises(UserError, match="already"):
        Database.create(address)


def test_a_new_database_opens_again(address: str) -> None:
    created = Database.create(address)
    key = make(created, "member", name="Example")
    created.close()
    opened = Database.open(address)
    assert record_of(opened, "member", key)["name"] == "Example"
    opened.close()


def test_e411_a_file_opened_for_reading_refuses_changes_and_keeps_every_byte(
    tmp_path: Path,
) -> None:
    path = office_file(tmp_path)
    before = hash_of(path)
    opened = Database.open(path, read_only=True)
    with pytest.raises(UserError, match="can only be read"):
        make(opened, "member", name="Example")
    opened.close()
    assert hash_of(path) == before


READ_ONLY = """
import os, sys
from t20desk.db.database import Database
from t20desk.db.search.lookups import look_up
from t20desk.db import models
os.setuid(65534)
database = Database.open(sys.argv[1])
with database.read() as connection:
    assert connection.scalar(database.tables["desk"].select()) is not None
print(database.read_only)
"""


@pytest.mark.parametrize("protect", [lambda path: path, lambda path: path.parent])
@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become somebody else"
)
def test_e411_a_write_protected_file_or_folder_opens_read_only(
    tmp_path: Path, protect: Callable[[Path], Path]
) -> None:
    path = office_file(tmp_path)
    made_by_pytest = [one for one in tmp_path.parents if one.name.startswith(("pytest-", "popen-"))]
    for folder in (tmp_path, *made_by_pytest):
        folder.chmod(0o777)
    path.chmod(0o666)
    chosen = protect(path)
    chosen.chmod(0o555)
    ran = subprocess.run(
        [sys.executable, "-c", READ_ONLY, str(path)], capture_output=True, text=True, check=False
    )
    assert ran.stdout == "True\n", ran.stderr
