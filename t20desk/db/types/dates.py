"""Days, days of which only month or year are known, and local times."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import ClassVar, Final

from t20desk.db.types.cleaning import clean_line
from t20desk.db.types.date_text import Moment, read_date, show_date, tell_day
from t20desk.db.types.loose_times import read_clock, read_loose_date
from t20desk.db.types.values import (
    NOTHING,
    ExcelValue,
    Parsed,
    Reading,
    Stored,
    Type,
    ask_value,
    cut,
    refuse_value,
    remark,
)
from t20desk.i18n import _, language

_FIRST_IN_EXCEL: Final = "1900-03-01"
"""Before it Excel counts a day that never was; such dates go into a sheet as text."""

_EARLIEST: Final = datetime(1900, 1, 2)
_LATEST: Final = datetime(2200, 1, 1)
_LAST: Final = datetime.max - timedelta(seconds=1)
_LEAP_ERROR: Final = 60
_YEARS: Final = range(1900, 2200)
_WHOLE_LENGTH: Final = 10


class Date(Type):
    """A day, stored YYYY-MM-DD."""

    name: ClassVar[str] = "date"
    width: ClassVar[int] = 12
    excel_format: ClassVar[str] = "yyyy-mm-dd"

    def read(self, raw: object, reading: Reading) -> Parsed:
        """Take a day; a time of day is left off and said."""
        found = _read_whole_day(raw, reading)
        if isinstance(found, Parsed):
            return found
        return _drop_time(found, raw)

    def format(self, value: Stored) -> str:
        """The day in the manner of the language in use."""
        return "" if value is None else show_date(str(value))

    def excel(self, value: Stored) -> ExcelValue:
        """A date, or text where Excel has none."""
        return _excel_day(value)


class PartialDate(Date):
    """A day, a month or a year: YYYY-MM-DD, YYYY-MM or YYYY."""

    def read(self, raw: object, reading: Reading) -> Parsed:
        """Take whatever of a date is known."""
        if isinstance(raw, (int, float)) and raw in _YEARS:
            return Parsed(str(int(raw)))
        found = read_moment(raw, reading)
        return found if isinstance(found, Parsed) else _drop_time(found, raw)


class DateTime(Type):
    """A local time YYYY-MM-DDTHH:MM, or a day alone."""

    name: ClassVar[str] = "datetime"
    width: ClassVar[int] = 17
    excel_format: ClassVar[str] = "yyyy-mm-dd hh:mm"

    def read(self, raw: object, reading: Reading) -> Parsed:
        """Take a day with or without a time of day."""
        if reading.day and (clock := read_clock(raw)):
            raw = f"{reading.day} {clock}"
        found = _read_whole_day(raw, reading)
        if isinstance(found, Parsed):
            return found
        return remark(f"{found.day}T{found.time}" if found.time else found.day, found.note)

    def format(self, value: Stored) -> str:
        """Day and time in the manner of the language in use."""
        if value is None:
            return ""
        day, _mark, clock = str(value).partition("T")
        return f"{show_date(day)} {clock}" if clock else show_date(day)

    def excel(self, value: Stored) -> ExcelValue:
        """A date with its time; midnight as text, since a sheet would show it as a day alone."""
        day, _mark, clock = str(value or "").partition("T")
        if not clock:
            return _excel_day(value)
        if day < _FIRST_IN_EXCEL or clock == "00:00":
            return f"{day} {clock}"
        return datetime.fromisoformat(str(value))


def read_moment(raw: object, reading: Reading) -> Moment | Parsed:
    """Day and time of a raw value of any sort, or the answer that there is none."""
    if isinstance(raw, str):
        # In a sheet it would be told from the day on which somebody wrote it.
        told = tell_day(raw, date.today()) if reading.by_hand else raw
        return _read_text(told, reading, language())
    if isinstance(raw, (datetime, date)):
        return _read_real(raw, language())
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return _read_serial(raw, reading)
    return _refuse_raw(raw)


@lru_cache(maxsize=65536)
def _read_text(raw: str, reading: Reading, _tongue: str) -> Moment | Parsed:
    """Each distinct text once, in each language for the sake of its message."""
    text, _removed = clean_line(raw)
    return read_loose_date(text, reading) if text else NOTHING


@lru_cache(maxsize=65536)
def _read_real(raw: date, _tongue: str) -> Moment | Parsed:
    """Each distinct date cell once."""
    return _read_calendar(raw, raw)


def _read_calendar(day: date, raw: object) -> Moment | Parsed:
    if not isinstance(day, datetime):
        moment = datetime(day.year, day.month, day.day)
    else:
        moment = min(day.replace(tzinfo=None), _LAST) + timedelta(microseconds=500_000)
        moment = moment.replace(second=0, microsecond=0)
    if not _EARLIEST <= moment < _LATEST:
        return ask_value(
            raw,
            _("“{value}” is a date outside 1900 to 2199; check it and write it as text."),
            moment.date().isoformat(),
        )
    has_time = moment.time() != time()
    return Moment(moment.date().isoformat(), f"{moment:%H:%M}" if has_time else "")


def _read_serial(raw: float, reading: Reading) -> Moment | Parsed:
    """A day counted by Excel from 1900, or eight digits that are a date themselves."""
    if not 1 <= raw < 100_000_000:
        return _refuse_raw(raw)
    if raw == int(raw) and raw >= 10_000_000:
        return read_date(str(int(raw)), reading)
    if raw == int(raw) and raw in _YEARS:
        return Moment(str(int(raw)))
    if raw >= 200_000 or int(raw) == _LEAP_ERROR:
        return _refuse_raw(raw)
    start = datetime(1899, 12, 31) if raw < _LEAP_ERROR else datetime(1899, 12, 30)
    return _read_calendar(start + timedelta(days=raw), raw)


def _refuse_raw(raw: object) -> Parsed:
    return refuse_value(raw, _("“{value}” is not a date; write it like 2024-12-31."))


def _read_whole_day(raw: object, reading: Reading) -> Moment | Parsed:
    """A moment whose day is known as a whole, or why there is none."""
    found = read_moment(raw, reading)
    if isinstance(found, Parsed) or len(found.day) >= _WHOLE_LENGTH:
        return found
    return refuse_value(raw, _("“{value}” names no day; give day, month and year."))


def _drop_time(found: Moment, raw: object) -> Parsed:
    if not found.time or found.time == "00:00":
        return remark(found.day, found.note)
    message = _("“{value}” holds a time of day, which was left off.")
    return remark(found.day, message.format(value=cut(raw)))


def _excel_day(value: Stored) -> ExcelValue:
    text = str(value or "")
    if len(text) != _WHOLE_LENGTH or text < _FIRST_IN_EXCEL:
        return text or None
    return date.fromisoformat(text)
