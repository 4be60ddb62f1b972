"""The database as it was known on a day."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from t20desk.as_known import known_on
from t20desk.db.database import Database
from t20desk.editing import plan_delete
from tests.db.steps import edit, everything, make, undo

TODAY = date.today().isoformat()
YESTERDAY = (date.today() - timedelta(days=1)).isoformat()


def backdate(database: Database) -> None:
    """Put all that was written so far two days back."""
    back = (date.today() - timedelta(days=2)).isoformat()
    with database.engine.connect() as connection:
        database.store.begin_writing(connection, 1)
        connection.execute(
            text("UPDATE operation SET time = :back || substr(time, 11)"), {"back": back}
        )
        connection.commit()


def written(database: Database) -> dict[str, dict[int, dict[str, object]]]:
    """All records without what is derived."""
    from t20desk.db.fields import KINDS

    return {
        kind: {
            key: {one.name: record[one.name] for one in KINDS[kind].written}
            for key, record in records.items()
        }
        for kind, records in everything(database).items()
    }


def test_today_is_known_as_it_is(database: Database) -> None:
    make(database, "member", name="A")
    with known_on(database, TODAY) as known:
        assert known is database


def test_what_was_made_changed_and_removed_since_is_taken_back(database: Database) -> None:
    kept = make(database, "member", name="Kept", city="Bonn")
    gone = make(database, "member", name="Gone", city="Ulm", number="7")
    make(database, "membership_period", member=gone, since="2001")
    event = make(database, "event", title_en="Week", place="Nanjing")
    make(database, "event", title_en="Dinner", parent=event)
    backdate(database)
    before = written(database)
    edit(database, "member", kept, city="Köln")
    edit(database, "member", kept, city="Kiel", notes="later")
    database.apply(plan_delete(database, "member", [gone]))
    make(database, "member", name="New", number="7")
    with known_on(database, YESTERDAY) as known:
        assert written(known) == before
    assert written(database) != before


def test_a_record_removed_edited_and_brought_back_is_known_as_it_was(database: Database) -> None:
    key = make(database, "member", name="A")
    backdate(database)
    before = written(database)
    edit(database, "member", key, city="Bonn")
    database.apply(plan_delete(database, "member", [key]))
    undo(database)
    edit(database, "member", key, name="B")
    with known_on(database, YESTERDAY) as known:
        assert written(known) == before


def test_before_the_first_day_nothing_was_known(database: Database) -> None:
    make(database, "member", name="A")
    with known_on(database, "2001-01-01") as known:
        assert written(known) == {}


def test_looking_back_leaves_no_trace(tmp_path: Path) -> None:
    database = Database.create(tmp_path / "office.t20")
    make(database, "member", name="A")
    assert database.path is not None
    before = database.path.read_bytes()
    with known_on(database, "2001-01-01") as known:
        assert known.path is not None
        place = known.path
    assert not place.exists()
    assert database.path.read_bytes() == before
    database.close()


@pytest.mark.parametrize("day", ["2999-01-01", TODAY])
def test_days_to_come_are_known_as_today(database: Database, day: str) -> None:
    with known_on(database, day) as known:
        assert known is database
