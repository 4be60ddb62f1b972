"""An event on another day: what lies within it and its programme move as far."""

import pytest

from t20desk.db.database import Database
from t20desk.errors import UserError
from t20desk.events.moving_days import plan_new_day
from t20desk.listing import Listing, iterate_rows
from tests.builders import add_record
from tests.db.steps import everything, undo


@pytest.fixture
def week(database: Database) -> int:
    """A week with a ceremony at a time of day, which has a programme, and a visit without days."""
    week = add_record(
        database, "event", title_en="Week", starts="2027-06-24", ends="2027-06-26",
        answer_by="2027-05-31",
    )  # fmt: skip
    ceremony = add_record(
        database, "event", title_en="Ceremony", parent=week, starts="2027-06-25T10:00",
        ends="2027-06-25T12:00",
    )  # fmt: skip
    add_record(database, "event", title_en="Visit", parent=week)
    add_record(database, "event", title_en="Other", starts="2027-06-24")
    item = {"starts": "2027-06-25T10:30", "ends": "2027-06-25T11:00"}
    add_record(database, "programme_item", event=ceremony, title_en="Speech", **item)
    return week


def read_days(database: Database, kind: str = "event") -> dict[str, tuple[object, ...]]:
    listing = Listing(kind, view="all", columns=("title_en", "starts", "ends"))
    return {str(cells[0]): cells[1:] for _key, cells in iterate_rows(database, listing)}


def test_everything_within_moves_as_far(database: Database, week: int) -> None:
    before = everything(database)
    assert not database.apply(plan_new_day(database, week, "2027-09-02")).is_refused
    days = read_days(database)
    assert days["Week"] == ("2027-09-02", "2027-09-04")
    assert days["Ceremony"] == ("2027-09-03T10:00", "2027-09-03T12:00")
    assert days["Other"][0] == "2027-06-24"
    speech = read_days(database, "programme_item")["Speech"]
    assert speech == ("2027-09-03T10:30", "2027-09-03T11:00")
    answers = Listing("event", "title:=Week", "all", columns=("answer_by",))
    assert [cells for _key, cells in iterate_rows(database, answers)] == [("2027-08-09",)]
    undo(database)
    assert everything(database) == before


def test_days_that_come_from_above_are_not_written(database: Database, week: int) -> None:
    database.apply(plan_new_day(database, week, "2027-09-02"))
    with database.read() as connection:
        table = database.tables["event"]
        (visit,) = (
            connection.execute(table.select().where(table.c.title_en == "Visit")).mappings().all()
        )
    assert (visit["starts"], visit["shown_starts"]) == (None, "2027-09-02")


def test_a_part_that_has_the_days_of_the_whole_gets_its_own(database: Database, week: int) -> None:
    (visit,) = (
        key for key, _cells in iterate_rows(database, Listing("event", "title:=Visit", "all"))
    )
    database.apply(plan_new_day(database, visit, "2027-06-26"))
    days = read_days(database)
    assert days["Visit"][0] == "2027-06-26"
    assert days["Week"][0] == "2027-06-24"


def test_a_new_time_of_day_moves_the_programme_by_hours(database: Database, week: int) -> None:
    (ceremony,) = (
        key for key, _cells in iterate_rows(database, Listing("event", "title:=Ceremony", "all"))
    )
    database.apply(plan_new_day(database, ceremony, "2027-06-25T14:00"))
    speech = read_days(database, "programme_item")["Speech"]
    assert speech == ("2027-06-25T14:30", "2027-06-25T15:00")


def test_a_day_alone_gets_the_time_of_the_new_begin(database: Database, week: int) -> None:
    database.apply(plan_new_day(database, week, "2027-09-02T09:00"))
    assert read_days(database)["Week"] == ("2027-09-02T09:00", "2027-09-04")


def test_an_event_that_is_gone_is_refused(database: Database) -> None:
    with pytest.raises(UserError, match="gone"):
        plan_new_day(database, 7, "2027-01-01")
