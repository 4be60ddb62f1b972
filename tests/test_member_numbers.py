from t20desk.db.database import Database
from t20desk.editing import plan_delete, plan_edit, plan_insert
from t20desk.member_numbers import propose_number
from tests.builders import add


def test_the_first_member_of_all_gets_the_first_number(database: Database) -> None:
    assert propose_number(database) == "0001"


def test_the_next_number_follows_the_highest(database: Database) -> None:
    add(database, "member", name="A", number="0041")
    assert propose_number(database) == "0042"


def test_the_number_of_a_deleted_member_is_not_given_again(database: Database) -> None:
    key = add(database, "member", name="A", number="0041")
    database.apply(plan_delete(database, "member", [key]))
    assert propose_number(database) == "0042"


def test_a_number_that_was_changed_is_not_given_again(database: Database) -> None:
    key = add(database, "member", name="A", number="0041")
    database.apply(plan_edit(database, "member", {key: {"number": "0007"}}))
    assert propose_number(database) == "0042"


def test_the_pattern_of_the_office_is_followed(database: Database) -> None:
    office = {"name": "Office", "number_pattern": "T-000"}
    assert not database.apply(plan_insert(database, "office", [office])).is_refused
    add(database, "member", name="A", number="T-009")
    assert propose_number(database) == "T-010"
