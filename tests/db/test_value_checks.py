"""What the tables refuse by themselves, whoever writes past the program."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from t20desk.db.database import Database
from tests.db.steps import make, make_many

WRONG = {
    "a yes/no that is neither": "UPDATE member SET founding_member = 7",
    "an empty name": "UPDATE member SET name = ''",
    "a day written the German way": "UPDATE member SET confirmed_on = '1.2.24'",
    "a country by its name": "UPDATE member SET country = 'Germany'",
    "fewer places than none": "UPDATE event SET capacity = -1",
    "a word for a number": "UPDATE event SET capacity = 'many'",
    "a time without its day": "UPDATE event SET starts = '10:00'",
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
