"""The rules of zones as programs of others read them."""

import io
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from dateutil import tz
from icalendar import Calendar

from t20desk.exporting.zone_rules import make_zone

FIRST, LAST = date(2015, 1, 1), date(2027, 12, 31)
ZONES = (
    "Europe/Berlin", "Asia/Shanghai", "America/New_York", "Australia/Sydney", "Asia/Kolkata",
    "Europe/Istanbul", "Africa/Casablanca", "Asia/Pyongyang", "Asia/Jerusalem", "Europe/Dublin",
)  # fmt: skip


@pytest.mark.parametrize("name", ZONES)
def test_another_reader_finds_the_same_time_on_every_day(name: str) -> None:
    told = make_zone(name, FIRST, LAST).to_ical().decode()
    theirs, ours = tz.tzical(io.StringIO(told)).get(), ZoneInfo(name)
    noons = [datetime(2015, 1, 1, 12) + timedelta(days=at) for at in range(13 * 365)]
    wrong = [
        noon
        for noon in noons
        if noon.replace(tzinfo=theirs).utcoffset() != noon.replace(tzinfo=ours).utcoffset()
    ]
    assert not wrong


def test_a_rule_of_every_year_is_told_as_one() -> None:
    told = make_zone("Europe/Berlin", date(2019, 6, 26), LAST).to_ical().decode()
    assert told.count("RRULE") == 2
    assert "DTSTART:20180325T020000" in told
    assert "RDATE" not in told


def test_a_calendar_of_many_years_is_read_by_another_library() -> None:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//t20desk//EN")
    zone = make_zone("Europe/Berlin", FIRST, LAST)
    zone["TZID"] = "Berlin by rules"
    calendar.add_component(zone)
    text = calendar.to_ical().decode()
    event = (
        "BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n"
        "DTSTART;TZID=Berlin by rules:20270209T090000\r\nEND:VEVENT\r\n"
    )
    read = vobject.readOne(text.replace("END:VCALENDAR", f"{event}END:VCALENDAR"))
    assert read.vevent.dtstart.value.isoformat() == "2027-02-09T09:00:00+01:00"
