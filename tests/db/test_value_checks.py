"""What the tables refuse by themselves, whoever writes past the program."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError

from t20desk.db.copying import copy_database, replace_rows
from t20desk.db.database import Database
from t20desk.db.engines.upgrading import add_missing
from t20desk.errors import UserError
from t20desk.own_fields import NewField, plan_field
from tests.db.steps import make, make_many
from tests.postgres import Server

WRONG = {
    "a yes/no that is neither": "UPDATE member SET founding_member = 7",
    "an empty name": "UPDATE member SET name = ''",
    "a day written the German way": "UPDATE member SET confirmed_on = '1.2.24'",
    "a country by its name": "UPDATE member SET country = 'Germany'",
    "fewer places than none": "UPDATE event SET capacity = -1",
    "a word for a number": "UPDATE event SET capacity = 'many'",
    "a time without its day": "UPDATE event SET starts = '10:00'",
}

WRONG_LATER = {
    "a day written the German way": "UPDATE membership_period SET since = '1.2.24'",
    "an end before its beginning": "UPDATE membership_period SET since = '2024', until = '2023'",
    "an organisation that is not there": "UPDATE membership_period SET member = 1",
}


@pytest.mark.parametrize("case", WRONG)
def test_a_column_refuses_what_its_field_never_holds(database: Database, case: str) -> None:
    make(database, "member", name="Bonn")
    make(database, "event", title_en="Week")
    with database.engine.connect() as connection, pytest.raises(DatabaseError):
        connection.execute(text(WRONG[case]))


def test_nothing_is_connected_with_itself(database: Database) -> None:
    member, other = make_many(database, "member", [{"name": "Bonn"}, {"name": "Paris"}])
    key = make(database, "connection", member=member, other=other)
    with database.engine.connect() as connection, pytest.raises(DatabaseError):
        connection.execute(text(f"UPDATE connection SET other = {member} WHERE id = {key}"))


@pytest.mark.parametrize("case", WRONG_LATER)
def test_columns_that_an_older_file_lacks_are_added_with_what_they_refuse(
    database: Database, case: str
) -> None:
    member = make(database, "member", name="Bonn")
    with database.engine.begin() as connection:
        connection.execute(text("DROP TABLE membership_period"))
        connection.execute(text("CREATE TABLE membership_period (id BIGINT PRIMARY KEY)"))
        add_missing(connection, database.store, database.kinds, database.metadata)
        connection.execute(text(f"INSERT INTO membership_period (id, member) VALUES (7, {member})"))
    with pytest.raises(DatabaseError), database.engine.begin() as connection:
        connection.execute(text(WRONG_LATER[case]))


TWICE = {
    "a code": "(id, code) VALUES (1, 'A'), (2, 'A')",
    "a number of one sheet": "(id, sheet, number) VALUES (1, 7, 1), (2, 7, 1)",
}


@pytest.mark.parametrize("case", TWICE)
def test_columns_that_an_older_file_lacks_refuse_what_must_be_there_once(
    database: Database, case: str
) -> None:
    table = "signature_line" if "sheet" in case else "signature_sheet"
    with database.engine.begin() as connection:
        connection.execute(text("DROP TABLE signature_line"))
        connection.execute(text("DROP TABLE signature_sheet"))
        for name in ("signature_sheet", "signature_line"):
            connection.execute(text(f"CREATE TABLE {name} (id BIGINT PRIMARY KEY)"))
        connection.execute(text("INSERT INTO signature_sheet (id) VALUES (7), (8)"))
        add_missing(connection, database.store, database.kinds, database.metadata)
    with pytest.raises(IntegrityError), database.engine.begin() as connection:
        connection.execute(text(f"INSERT INTO {table} {TWICE[case]}"))


def test_the_column_of_an_own_field_refuses_what_it_never_holds(database: Database) -> None:
    made = plan_field(database, NewField("member", {"en": "Paid on"}, "date"))
    database.apply(made)
    make(database, "member", name="Bonn")
    (name,) = (one for one in database.kinds["member"].fields if one.startswith("own_"))
    with database.engine.connect() as connection, pytest.raises(DatabaseError):
        connection.execute(text(f"UPDATE member SET {name} = '1.2.24'"))


def test_a_value_that_an_earlier_version_let_in_stays_in_a_copy_and_no_server_takes_it(
    postgres: Server, tmp_path: Path
) -> None:
    database = Database.create(postgres.address_of(postgres.create_database()))
    make(database, "member", name="Bonn")
    checks = "SELECT conname FROM pg_constraint WHERE contype = 'c'"
    with database.engine.begin() as connection:
        for name in connection.scalars(text(f"{checks} AND conrelid = 'member'::regclass")).all():
            connection.execute(text(f'ALTER TABLE member DROP CONSTRAINT "{name}"'))
        connection.execute(text("UPDATE member SET confirmed_on = '1.2.24'"))
    path = tmp_path / "copy.t20"
    path.touch()
    copy_database(database, path)
    database.close()

    copy = Database.open(path)
    with copy.read() as connection:
        assert connection.scalar(text("SELECT confirmed_on FROM member")) == "1.2.24"
    other = Database.create(postgres.address_of(postgres.create_database()))
    with pytest.raises(UserError, match=r"\(Organisations\) and nothing was changed"):
        replace_rows(other, copy)
    with other.read() as connection:
        assert connection.scalar(text("SELECT count(*) FROM member")) == 0
    copy.close()
    other.close()
