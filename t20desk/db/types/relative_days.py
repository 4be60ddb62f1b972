"""Days told from today: `last month`, `vor 10 Tagen`, `下周`, and birthdays.

English, German and Chinese are understood whatever the language of the window; blanks, accents
and capitals say nothing. The last n days end today, the next n days begin today.
"""

import re
from calendar import isleap, monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, NamedTuple

from t20desk.db.keys import fold, spell_out
from t20desk.i18n import N_

MOST: Final = 9_999
"""So many days, months or years at most are counted from today."""
BIRTHDAYS_AHEAD: Final = 30
"""What `next birthdays` means in days."""

SUGGESTED: Final = (
    N_("today"), N_("yesterday"), N_("tomorrow"), N_("this week"), N_("last week"),
    N_("next week"), N_("this month"), N_("last month"), N_("next month"), N_("this quarter"),
    N_("last quarter"), N_("this year"), N_("last year"), N_("next year"), N_("last 30 days"),
    N_("next 14 days"), N_("10 days ago"), N_("next birthdays"),
)  # fmt: skip
"""What a search offers; the words of each language are among those understood."""


class DaySpan(NamedTuple):
    """From one day to another, both within; `yearly` means these days of any year."""

    first: date
    last: date
    yearly: bool = False

    @property
    def low(self) -> str:
        """What a stored day is at least; a whole year or month counts days known in part."""
        if self.last.day != monthrange(self.last.year, self.last.month)[1] or self.first.day != 1:
            return self.first.isoformat()
        is_year = self.first.month == 1 and self.last.month == 12
        return f"{self.first:%Y}" if is_year else f"{self.first:%Y-%m}"

    @property
    def high(self) -> str:
        """What a stored day or time is at most."""
        return f"{self.last.isoformat()}~"

    @property
    def ends_of_year(self) -> tuple[str, str] | None:
        """First and last as MM-DD, the last before the first across New Year; none if all pass."""
        if (self.last - self.first).days >= 365:
            return None
        last = f"{self.last:%m-%d}"
        if last == "02-28" and not isleap(self.last.year):
            last = "02-29"
        return f"{self.first:%m-%d}", last


def read_span(text: str, today: date) -> DaySpan | None:
    """The days that a text tells from today; nothing where it tells none."""
    key = re.sub(r"[\s_\-.]+", "", fold(spell_out(text)))
    birthday = re.fullmatch(_BIRTHDAY, key)
    if birthday is None:
        return _read_plain(key, today)
    when = birthday["before"] or birthday["after"] or ""
    if not when or when in _SOON:
        return DaySpan(today, today + timedelta(days=BIRTHDAYS_AHEAD), yearly=True)
    span = _read_plain(when, today)
    return None if span is None else span._replace(yearly=True)


def find_day(text: str, today: date) -> date | None:
    """The one day that a text tells from today: `morgen`, `in 2 weeks`, `3 天后`, `+3d`."""
    if found := re.fullmatch(_STEP, fold(text)):
        unit = next(name for name in ("week", "month", "year", "day") if found[name] is not None)
        return _read_step(today, unit, int(found["sign"] + found["n"]))
    span = read_span(text, today)
    return span.first if span and span.first == span.last and not span.yearly else None


def _read_step(today: date, unit: str, count: int) -> date | None:
    try:
        return move_day(today, unit, count)
    except (ValueError, OverflowError):
        return None


_STEP: Final = (
    r"(?P<sign>[+-]) ?(?P<n>\d{1,4}) ?(?:(?P<week>w|wochen?|weeks?|周)|(?P<month>m|monate?|"
    r"months?|个?月)|(?P<year>[yja]|jahre?|years?|年)|(?P<day>d|t|tage?|days?|天|日|))"
)


def _read_plain(key: str, today: date) -> DaySpan | None:
    try:
        if key in _NAMED:
            day = today + timedelta(days=_NAMED[key])
            return DaySpan(day, day)
        for pattern, read in _FORMS:
            found = re.fullmatch(pattern, key)
            if found is not None:
                return read(found, today)
    except (ValueError, OverflowError):
        # Before the first year or behind the last one that a calendar has.
        return None
    return None


_NAMED: Final = {
    word: days
    for days, words in {
        0: "today heute 今天 今日", -1: "yesterday gestern 昨天 昨日",
        1: "tomorrow morgen 明天 明日", -2: "daybeforeyesterday vorgestern 前天",
        2: "dayaftertomorrow uebermorgen 后天",
    }.items()
    for word in words.split()
}  # fmt: skip
_UNITS: Final = {
    "day": r"days?|tag(?:e|en)?|天|日",
    "week": r"weeks?|wochen?|个?(?:星期|礼拜)|周",
    "month": r"months?|monat(?:e|en|s)?|个?月",
    "quarter": r"quarters?|quartal(?:e|en|s)?|个?季度",
    "year": r"years?|jahr(?:e|en|es)?|年",
}
_UNIT: Final = "|".join(f"(?P<{name}>{words})" for name, words in _UNITS.items())
_THIS: Final = r"this|current|dies(?:e|er|es|en|em)|aktuelle[rsnm]?|本|这个?|今"
_LAST: Final = r"last|previous|past|letzte[rsnm]?|vorige[rsnm]?|vergangene[rsnm]?|上个?|去|昨"
_NEXT: Final = r"next|coming|naechste[rsnm]?|kommende[rsnm]?|下个?|明"
_SOON: Final = ("next", "coming", "naechste", "naechster", "naechsten", "近期", "最近", "下个")
_BIRTHDAY: Final = r"(?P<before>.*?)(?:的)?(?:birthdays?|geburtstag(?:en?)?|生日)(?P<after>.*)"
Read = Callable[[re.Match[str], date], DaySpan]


def _unit_of(found: re.Match[str]) -> str:
    return next(name for name in _UNITS if found[name])


def _count_of(found: re.Match[str]) -> int:
    return min(int(found["n"]), MOST)


def _read_whole(step: int) -> Read:
    """This, the last or the next day, week, month, quarter or year of the calendar."""

    def read(found: re.Match[str], today: date) -> DaySpan:
        return _whole_unit(_unit_of(found), move_day(today, _unit_of(found), step))

    return read


def _read_until_today(found: re.Match[str], today: date) -> DaySpan:
    begin = move_day(today, _unit_of(found), -_count_of(found))
    return DaySpan(min(begin + timedelta(days=1), today), today)


def _read_from_today(found: re.Match[str], today: date) -> DaySpan:
    end = move_day(today, _unit_of(found), _count_of(found))
    return DaySpan(today, max(end - timedelta(days=1), today))


def _read_away(sign: int) -> Read:
    """One day, so many days, weeks or months away."""

    def read(found: re.Match[str], today: date) -> DaySpan:
        day = move_day(today, _unit_of(found), sign * _count_of(found))
        return DaySpan(day, day)

    return read


# Patterns stay text until a day is asked for: made here they would take part in every start.
_N: Final = r"(?P<n>\d{1,6})"
_FORMS: Final[tuple[tuple[str, Read], ...]] = (
    (f"(?:{_THIS})(?:{_UNIT})", _read_whole(0)),
    (f"(?:{_LAST})(?:{_UNIT})", _read_whole(-1)),
    (f"(?:{_NEXT})(?:{_UNIT})", _read_whole(1)),
    (f"(?:in)?(?:the|den|die)?(?:{_LAST}|最近|过去|近|前){_N}(?:{_UNIT})", _read_until_today),
    (f"(?:in)?(?:the|den|die)?(?:{_NEXT}|未来|今后|接下来){_N}(?:{_UNIT})", _read_from_today),
    (f"{_N}(?:{_UNIT})(?:ago|前|以前|之前)", _read_away(-1)),
    (f"vor{_N}(?:{_UNIT})", _read_away(-1)),
    (f"in{_N}(?:{_UNIT})", _read_away(1)),
    (f"{_N}(?:{_UNIT})(?:后|以后|之后)", _read_away(1)),
)


def move_day(day: date, unit: str, count: int) -> date:
    """A day so many days, weeks, months, quarters or years later; the end of a short month."""
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    months = count * {"month": 1, "quarter": 3, "year": 12}[unit]
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _whole_unit(unit: str, day: date) -> DaySpan:
    """The week from Monday, month, quarter or year of the calendar around a day."""
    if unit == "day":
        return DaySpan(day, day)
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return DaySpan(monday, monday + timedelta(days=6))
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    end = first.month + months - 1
    return DaySpan(first, date(first.year, end, monthrange(first.year, end)[1]))
