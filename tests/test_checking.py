"""Checking and repairing a database."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from t20desk.checking import check_damage, check_database
from t20desk.db.database import Database
from tests.db.steps import edit, everything, make, make_many, remove, undo


def write_past(database: Database, *statements: str) -> None:
    """Write past the program."""
    with database.engine.connect() as connection:
        database.store.begin_writing(connection, 1)
        for statement in statements:
            connection.execute(text(statement))
        connection.commit()


def fill(database: Database) -> None:
    """A little of everything that is derived."""
    member, other = make_many(
        database,
        "member",
        [{"name": "南京 Office", "number": "1"}, {"name": "Bonn", "number": "2"}],
    )
    make(database, "membership_period", member=member, since="2001", until="2003")
    make(database, "membership_period", member=member, since="2010")
    edit(database, "member", other, parent=member, country="DE", areas=" startup_support ")
    event = make(database, "event", title_en="Week", place="Nanjing", starts="2026-05-01")
    make(database, "event", title_en="Dinner", parent=event)
    gone = make(database, "person", family_name="Yao")
    remove(database, "person", gone)
    undo(database)


def test_a_database_in_use_is_whole(database: Database) -> None:
    fill(database)
    report = check_database(database)
    assert report.findings == []
    assert report.is_whole


def test_an_empty_database_is_whole(database: Database) -> None:
    assert check_database(database).is_whole


STALE = {
    "a sort key": ("UPDATE member SET name__key = 'x' WHERE number = '1'", "member"),
    "a search key": ("UPDATE person SET search_key = NULL", "person"),
    "a full name": ("UPDATE person SET full_name = 'x'", "person"),
    "a status": ("UPDATE member SET status = 'left' WHERE number = '1'", "member"),
    "an inherited place": ("UPDATE event SET shown_place = 'x' WHERE title_en = 'Dinner'", "event"),
}


@pytest.mark.sampled
@pytest.mark.parametrize("case", STALE)
def test_what_is_not_derived_rightly_is_found_and_repaired(database: Database, case: str) -> None:
    fill(database)
    before = everything(database)
    statement, kind = STALE[case]
    write_past(database, statement)
    found = check_database(database).findings
    assert ("derived", kind) in {(one.check, one.kind) for one in found}
    report = check_database(database, repairing=True)
    assert report.is_whole
    assert report.backup is not None
    assert check_database(database).findings == []
    assert everything(database) == before


def test_a_search_index_that_disagrees_is_found_and_made_anew(tmp_path: Path) -> None:
    from t20desk.listing import Listing, count_rows

    database = Database.create(tmp_path / "office.t20")
    fill(database)
    write_past(database, "INSERT INTO member_grams(member_grams) VALUES ('delete-all')")
    assert [(one.check, one.kind) for one in check_database(database).findings] == [
        ("search", "member")
    ]
    assert check_database(database, repairing=True).is_whole
    assert count_rows(database, Listing("member", search="office")) == 1
    database.close()


CONTENTS = {
    "a value that is none": (
        "UPDATE member SET country = 'ZZ' WHERE number = '2'", ("value", "member", "country")
    ),
    "a date that is none": (
        "UPDATE event SET starts = '2026-02-31' WHERE title_en = 'Week'",
        ("value", "event", "starts"),
    ),
    "several choices": (
        "UPDATE member SET areas = ' juggling ' WHERE number = '2'", ("value", "member", "areas")
    ),
    "a ring": (
        "UPDATE member SET parent = id WHERE number = '1'", ("rule", "member", "parent")
    ),
    "overlapping periods": (
        "UPDATE membership_period SET until = '2011' WHERE until = '2003'",
        ("rule", "member", "joined"),
    ),
}  # fmt: skip


@pytest.mark.sampled
@pytest.mark.parametrize("case", CONTENTS)
def test_contents_that_cannot_be_are_counted_and_named(database: Database, case: str) -> None:
    fill(database)
    statement, wanted = CONTENTS[case]
    write_past(database, statement)
    found = {(one.check, one.kind, one.field): one for one in check_database(database).findings}
    assert found[wanted].count >= 1
    assert found[wanted].ids
    assert found[wanted].message


HISTORY: dict[str, Callable[[Database], None]] = {
    "a lost change": lambda database: write_past(
        database,
        "DELETE FROM journal WHERE sequence = 2",
        "DELETE FROM operation WHERE sequence = 2",
    ),
    "a time that runs back": lambda database: write_past(
        database, "UPDATE operation SET time = '1999' WHERE sequence = 3"
    ),
    "entries of no change": lambda database: write_past(
        database, "UPDATE journal SET sequence = 99 WHERE sequence = 3"
    ),
    "a record written past the program": lambda database: write_past(
        database, "UPDATE member SET country = 'FR' WHERE number = '2'"
    ),
    "a record removed past the program": lambda database: write_past(
        database, "DELETE FROM membership_period"
    ),
}


@pytest.mark.sampled
@pytest.mark.parametrize("case", HISTORY)
def test_a_history_that_cannot_be_is_found(database: Database, case: str) -> None:
    fill(database)
    HISTORY[case](database)
    assert "history" in {one.check for one in check_database(database).findings}


def test_checking_changes_no_byte(tmp_path: Path) -> None:
    database = Database.create(tmp_path / "office.t20")
    fill(database)
    write_past(database, "UPDATE member SET name__key = 'x'")
    assert database.path is not None
    before = database.path.read_bytes()
    check_database(database)
    database.close()
    assert database.path.read_bytes() == before


def test_nothing_is_copied_when_there_is_nothing_to_repair(tmp_path: Path) -> None:
    database = Database.create(tmp_path / "office.t20")
    assert check_database(database, repairing=True).backup is None
    database.close()


def test_a_whole_file_has_no_damage(tmp_path: Path) -> None:
    Database.create(tmp_path / "office.t20").close()
    assert check_damage(tmp_path / "office.t20") == []
