"""E-910: dates before 1752, leap days, ages at the end of the year, hours that come twice."""

import pytest

from t20desk.db.database import Database
from t20desk.db.types import Date, DateTime, PartialDate
from t20desk.listing import Listing, count_rows
from tests.db.steps import make, record_of


@pytest.mark.parametrize(
    "text", ["1582-10-04", "1582-10-15", "1700-02-28", "0800-12-25", "9999-12-31"]
)
@pytest.mark.parametrize("kind", [Date(), PartialDate()])
def test_e910_an_old_or_far_date_is_read_shown_and_read_again(text: str, kind: Date) -> None:
    value = kind.store(text)
    assert kind.parse(kind.format(value)).value == value == text


@pytest.mark.parametrize(
    "text", ["1900-02-29", "2023-02-29", "2100-02-29", "2024-02-30", "2024-13-01"]
)
@pytest.mark.parametrize("kind", [Date(), PartialDate()])
def test_e910_a_day_that_never_was_is_refused_with_its_text(text: str, kind: Date) -> None:
    parsed = kind.parse(text)
    assert parsed.severity in ("error", "doubt")
    assert parsed.value is None


@pytest.mark.parametrize("text", ["2024-02-29", "2000-02-29"])
def test_e910_a_leap_day_is_a_day(text: str) -> None:
    assert Date().parse(text).value == text


def test_e910_a_member_founded_long_ago_is_sorted_and_found_by_its_year(database: Database) -> None:
    old = make(database, "member", name="Old", follow_up="1650-01-01")
    make(database, "member", name="New", follow_up="2026-01-01")
    assert record_of(database, "member", old)["follow_up"] == "1650-01-01"
    assert count_rows(database, Listing("member", view="all", search="follow_up:<1752")) == 1
    assert count_rows(database, Listing("member", view="all", search="follow_up:1650")) == 1


@pytest.mark.parametrize("local", ["2026-03-29T02:30", "2026-10-25T02:30", "2026-12-31T23:59"])
def test_e910_local_time_of_an_event_is_kept_as_it_was_given(
    database: Database, local: str
) -> None:
    """Between two and three that night there is no such hour, or there are two of it."""
    event = make(database, "event", title_en="Night", starts=local, time_zone="Europe/Berlin")
    assert record_of(database, "event", event)["starts"] == local
    shown = DateTime().format(local)
    assert DateTime().parse(shown).value == local
