"""An event as a series: at an interval, in one change and one undo."""

import pytest

from t20desk.db.database import Database
from t20desk.db.history.undoing import plan_undo
from t20desk.errors import UserError
from t20desk.events.repeating import Interval, list_begins, plan_series, read_interval
from t20desk.listing import Listing, list_ids, plain_cell, read_rows
from tests.builders import add


def begins(database: Database, search: str) -> list[object]:
    listing = Listing("event", search, "all", sort=("starts",), columns=("starts", "ends"))
    ids = list_ids(database, listing)
    rows = read_rows(database, listing, ids)
    return [tuple(plain_cell(cell) for cell in rows[key]) for key in ids]


def test_a_meeting_with_its_programme_is_repeated_and_taken_back_as_one(
    database: Database,
) -> None:
    board = add(
        database, "event", title="Board", starts="2026-10-14T14:00", ends="2026-10-14T16:00",
        time_zone="Europe/Berlin",
    )  # fmt: skip
    add(database, "programme_item", event=board, title="Report", starts="2026-10-14T14:10")
    days = list_begins(database, board, "", Interval(2), 3)
    applied = database.apply(plan_series(database, board, days, ("programme",)))
    assert applied.operation is not None
    # The time of day stays, also behind the end of summer time.
    assert begins(database, "title:=Board")[1:] == [
        ("2026-10-28T14:00", "2026-10-28T16:00"),
        ("2026-11-11T14:00", "2026-11-11T16:00"),
        ("2026-11-25T14:00", "2026-11-25T16:00"),
    ]
    assert len(list_ids(database, Listing("programme_item", "title:=Report", "all"))) == 4
    database.apply(plan_undo(database, applied.operation).change)
    assert len(begins(database, "title:=Board")) == 1


def test_a_month_without_the_day_has_its_last_one(database: Database) -> None:
    event = add(database, "event", title="Closing", starts="2027-01-31")
    days = list_begins(database, event, "", Interval(1, "month"), 3)
    assert days == ["2027-02-28", "2027-03-31", "2027-04-30"]


def test_a_series_begins_on_the_day_that_is_given(database: Database) -> None:
    event = add(database, "event", title="Board", starts="2026-10-14T14:00")
    days = list_begins(database, event, "2027-01-05", Interval(10, "day"), 2)
    assert days == ["2027-01-05T14:00", "2027-01-15T14:00"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1w", (1, "week")), ("2 weeks", (2, "week")), ("Month", (1, "month")), ("10d", (10, "day"))],
)
def test_an_interval_is_read_as_it_is_typed(text: str, expected: tuple[int, str]) -> None:
    assert read_interval(text) == expected


def test_what_cannot_be_a_series_is_said(database: Database) -> None:
    event = add(database, "event", title="Someday")
    for text in ("", "0w", "often", "2y"):
        with pytest.raises(UserError, match="interval"):
            read_interval(text)
    with pytest.raises(UserError, match="no begin yet"):
        list_begins(database, event, "", Interval(), 2)
    with pytest.raises(UserError, match="1 to 100"):
        list_begins(database, event, "2027-01-01", Interval(), 101)
    with pytest.raises(UserError, match="9999"):
        list_begins(database, event, "2027-01-01", Interval(999, "month"), 100)
