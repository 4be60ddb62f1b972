"""Files attached to records: kept once, given out whole, taken back and brought again."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from t20desk.attachments import (
    Incoming,
    free_path,
    give_blocks,
    keeping,
    lay_open,
    list_attached,
    look_outside,
    plan_attach,
    save_attached,
    take_files,
)
from t20desk.attachments.file_names import can_run, safe_name
from t20desk.backing_up import back_up
from t20desk.checking import check_database
from t20desk.db.contents import BLOCK, describe_content, write_contents
from t20desk.db.database import Database
from t20desk.db.history.undoing import plan_redo, plan_undo
from t20desk.db.holdings import find_holdings
from t20desk.editing import plan_delete
from t20desk.errors import UserError
from tests.builders import add_record

LARGE = bytes(range(256)) * (BLOCK // 256) * 2 + b"end"


def attach(db: Database, key: int, *files: Incoming) -> None:
    assert not db.apply(plan_attach(db, "member", key, files)).is_refused


def count_blocks(db: Database) -> int:
    with db.read() as connection:
        return connection.scalar(select(func.count()).select_from(db.tables["content"])) or 0


def content_of(db: Database, key: int) -> list[bytes]:
    return [b"".join(give_blocks(db, one)) for one in list_attached(db, "member", key)]


def test_a_file_comes_out_as_it_went_in(database: Database, tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(LARGE)
    key = add_record(database, "member")
    attach(database, key, *take_files([tmp_path / "plan.pdf"]), Incoming("empty.txt", b""))
    first, second = list_attached(database, "member", key)
    assert (first.name, second.name) == ("empty.txt", "plan.pdf")
    assert (second.size, second.media_type) == (len(LARGE), "application/pdf")
    assert content_of(database, key) == [b"", LARGE]
    target = save_attached(database, second, tmp_path / "again.pdf")
    assert target.read_bytes() == LARGE


def test_the_same_content_is_kept_once(database: Database) -> None:
    one, other = add_record(database, "member"), add_record(database, "member")
    attach(database, one, Incoming("a.bin", LARGE))
    attach(database, other, Incoming("b.bin", LARGE), Incoming("c.bin", LARGE))
    assert count_blocks(database) == 3


def test_undo_takes_a_file_away_and_undoing_that_brings_it_back(database: Database) -> None:
    key = add_record(database, "member")
    attach(database, key, Incoming("a.txt", b"hello"))
    assert not database.apply(plan_undo(database).change).is_refused
    assert content_of(database, key) == []
    assert not database.apply(plan_redo(database).change).is_refused
    assert content_of(database, key) == [b"hello"]


def test_files_go_with_their_record_and_come_back_with_it(database: Database) -> None:
    key = add_record(database, "member")
    attach(database, key, Incoming("a.txt", b"hello"))
    assert not database.apply(plan_delete(database, "member", [key])).is_refused
    assert list_attached(database, "member", key) == []
    assert not database.apply(plan_undo(database).change).is_refused
    assert content_of(database, key) == [b"hello"]


def test_every_copy_holds_the_files(database: Database, tmp_path: Path) -> None:
    key = add_record(database, "member")
    attach(database, key, Incoming("a.bin", LARGE))
    made = back_up(database, tmp_path / "copy.t20")
    copy = Database.open(made.path)
    try:
        assert content_of(copy, key) == [LARGE]
    finally:
        copy.close()


def test_a_file_that_is_too_large_stays_outside_and_is_checked(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MOST", 10)
    film = tmp_path / "film.mp4"
    film.write_bytes(b"x" * 20)
    key = add_record(database, "member")
    attach(database, key, *take_files([film]))
    (one,) = list_attached(database, "member", key)
    assert (one.path, count_blocks(database), look_outside(one)) == (str(film), 0, "")
    assert content_of(database, key) == [b"x" * 20]
    film.write_bytes(b"y" * 20)
    with pytest.raises(UserError, match="was changed since it was attached"):
        content_of(database, key)
    film.unlink()
    assert "no longer at" in look_outside(one)


def test_a_lost_block_is_told_and_nothing_is_written(database: Database, tmp_path: Path) -> None:
    key = add_record(database, "member")
    attach(database, key, Incoming("a.bin", LARGE))
    with database.engine.begin() as connection:
        table = database.tables["content"]
        connection.execute(table.delete().where(table.c.id.like("%:001")))
    (one,) = list_attached(database, "member", key)
    with pytest.raises(UserError, match="not whole"):
        save_attached(database, one, tmp_path / "out.bin")
    assert not (tmp_path / "out.bin").exists()


def test_a_folder_and_a_kind_without_files_are_refused(database: Database, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="not a file"):
        take_files([tmp_path])
    with pytest.raises(UserError, match="cannot be attached"):
        plan_attach(database, "office", 1, [Incoming("a", b"")])


def test_a_file_laid_open_cannot_be_run(database: Database, tmp_path: Path) -> None:
    key = add_record(database, "member")
    attach(database, key, Incoming("a.txt", b"hello"))
    (one,) = list_attached(database, "member", key)
    path = lay_open(database, one, tmp_path)
    assert path.read_bytes() == b"hello"
    assert not path.stat().st_mode & 0o333


@pytest.mark.parametrize(
    ("given_name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\report.pdf", "report.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("CON.txt", "_CON.txt"),
        ("a:b?.txt", "a_b_.txt"),
        ("dots. . .", "dots"),
        ("no-break\u00a0.", "no-break"),
        ("long" * 37 + "d e", "long" * 37 + "d"),
        ("...", "file"),
        ("", "file"),
        ("合作协议.docx", "合作协议.docx"),
    ],
)
def test_a_strangers_name_becomes_safe(given_name: str, safe: str) -> None:
    assert safe_name(given_name) == safe


@given(st.text(max_size=400))
def test_a_safe_name_is_one_part_of_a_path(text: str) -> None:
    name = safe_name(text)
    assert 0 < len(name) <= 160
    assert Path(name).name == name
    assert safe_name(name) == name


def test_programs_and_their_kin_are_known_by_their_endings() -> None:
    endings = "exe js vbs lnk iqy hta scr bat ps1 desktop EXE"
    assert all(can_run(f"a.{ending}") for ending in endings.split())
    assert can_run("a.pdf.\u202eexe")
    assert not any(can_run(f"a.{ending}") for ending in ("pdf", "docx", "xlsx", "png", "eml"))


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    assert free_path(tmp_path, "a.txt").name == "a (2).txt"


def test_a_check_finds_contents_that_are_lost(database: Database) -> None:
    key = add_record(database, "member")
    attach(database, key, Incoming("a.bin", LARGE))
    assert check_database(database).is_whole
    with database.engine.begin() as connection:
        table = database.tables["content"]
        connection.execute(table.delete().where(table.c.id.like("%:002")))
    (finding,) = check_database(database).findings
    assert (finding.check, finding.kind, finding.count) == ("content", "attachment", 1)


def holdings_of(db: Database) -> tuple[int, int, int]:
    """How many contents are used, kept for undo, and unused."""
    with db.read() as connection:
        found = find_holdings(connection, db)
    return len(found.used), len(found.for_undo), len(found.unused)


def test_the_content_of_a_deleted_file_stays_for_undo_and_comes_back(database: Database) -> None:
    key = add_record(database, "member")
    attach(database, key, Incoming("a.bin", LARGE))
    assert holdings_of(database) == (1, 0, 0)
    database.apply(plan_delete(database, "member", [key]))
    assert holdings_of(database) == (0, 1, 0)
    assert check_database(database, repairing=True).is_whole
    database.apply(plan_undo(database).change)
    assert holdings_of(database) == (1, 0, 0)
    assert content_of(database, key) == [LARGE]


def test_what_serves_nobody_is_found_by_a_check_and_removed_by_a_repair(database: Database) -> None:
    key = add_record(database, "member")
    attach(database, key, Incoming("a.txt", b"hello"))
    with database.engine.connect() as connection:
        database.store.begin_writing(connection, 1.0)
        write_contents(connection, database.metadata, [describe_content(LARGE)])
        connection.commit()
    report = check_database(database)
    assert [(one.check, one.repairable) for one in report.findings] == [("unused", True)]
    assert "2.1 MB" in report.findings[0].message
    assert check_database(database, repairing=True).is_whole
    assert check_database(database).findings == []
    assert (count_blocks(database), content_of(database, key)) == (1, [b"hello"])


def test_a_file_that_is_left_out_of_a_change_leaves_no_content(database: Database) -> None:
    key = add_record(database, "member")
    files = [Incoming("a.txt", b"hello"), Incoming("b.txt", b"other")]
    change = plan_attach(database, "member", key, files)
    (batch,) = change.batches
    database.apply(replace(change, batches=[batch._replace(rows=list(batch.rows)[:1])]))
    assert count_blocks(database) == 1
    assert holdings_of(database) == (1, 0, 0)
