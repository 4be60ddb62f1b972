"""E-910: dates before 1752, leap days, ages at the end of the year, hours that come twice."""

import time
from calendar import isleap
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from t20desk.db.database import Database
from t20desk.db.times import end_of_day, start_of_day
from t20desk.db.types import Date, DateTime, PartialDate
from t20desk.db.types.relative_days import read_span
from t20desk.events.calendar_entries import read_entries
from t20desk.exporting.calendars import write_entries
from t20desk.importing.planning import plan_import
from t20desk.listing import Listing, count_rows, list_ids
from t20desk.oddities import find_oddities
from t20desk.reading.source import open_source
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


@given(today=st.dates(date(1999, 1, 1), date(2104, 12, 31)), length=st.integers(1, 200))
def test_e910_a_birthday_on_29_february_is_kept_on_the_28th_in_common_years(
    today: date, length: int
) -> None:
    span = read_span(f"birthdays next {length} days", today)
    assert span is not None
    ends = span.ends_of_year
    assert ends is not None
    days = [span.first + timedelta(days=step) for step in range((span.last - span.first).days + 1)]
    kept = any((one.month, one.day) == (2, 29 if isleap(one.year) else 28) for one in days)
    first, last = ends
    found = first <= "02-29" <= last if first <= last else first <= "02-29" or last >= "02-29"
    assert found == kept


@pytest.mark.parametrize(
    ("today", "born", "is_soon"),
    [
        (date(2026, 12, 20), "12-31", True),
        (date(2026, 12, 20), "01-05", True),
        (date(2026, 12, 20), "02-05", False),
        (date(2027, 2, 28), "02-29", True),
        (date(2027, 3, 1), "02-29", False),
        (date(2028, 2, 29), "02-29", True),
    ],
)
def test_e910_birthdays_are_found_over_the_end_of_the_year_and_in_leap_years(
    today: date, born: str, is_soon: bool
) -> None:
    span = read_span("next birthdays", today)
    assert span is not None
    assert span.ends_of_year is not None
    first, last = span.ends_of_year
    within = first <= born <= last if first <= last else born >= first or born <= last
    assert within == is_soon


def test_e910_no_one_born_on_29_february_is_left_out_of_the_birthdays_of_a_year(
    database: Database,
) -> None:
    for day in ("2000-02-29", "1996-02-29", "1996-02-28", "1996-12-31"):
        make(database, "person", family_name=day, born=day)
    assert count_rows(database, Listing("person", search='born:"birthdays next 365 days"')) == 4
    assert count_rows(database, Listing("person", search="born:2000-02-29")) == 1
    assert count_rows(database, Listing("person", search="born:1996-02")) == 2


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York", "UTC"])
def test_e910_an_event_at_an_end_of_the_calendar_goes_out_and_comes_back(
    file_database: Database, tmp_path: Path, day: str, zone: str
) -> None:
    for starts in (day, f"{day}T00:00", f"{day}T23:59"):
        make(file_database, "event", title_en="Far away", starts=starts, time_zone=zone)
    file = tmp_path / "far.ics"
    ids = list(list_ids(file_database, Listing("event", view="all")))
    write_entries(read_entries(file_database, ids), file)
    with open_source(file) as source:
        plan = plan_import(file_database, "event", source)
    assert (plan.counts.same, plan.counts.read) == (3, 3)
    assert not find_oddities(file_database, plan.change)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York"])
def test_e910_what_was_known_on_such_a_day_is_told_in_any_zone(
    monkeypatch: pytest.MonkeyPatch, day: str, zone: str
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    assert start_of_day(day)[:4] == day[:4]
    assert start_of_day(day) <= end_of_day(day)
    monkeypatch.undo()
    time.tzset()


def test_e910_the_hour_after_the_last_one_is_refused_and_the_last_moment_asked() -> None:
    assert DateTime().parse("9999-12-31 24:00").severity == "error"
    assert DateTime().parse(datetime.max).severity == "doubt"
