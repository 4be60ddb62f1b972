"""Dates as people write them, in German, English and Chinese, and as we write them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from t20desk.db.late_patterns import late_pattern
from t20desk.db.times import day_after
from t20desk.db.types.relative_days import find_day
from t20desk.db.types.values import (
    ANY_READING,
    DateOrder,
    Parsed,
    Reading,
    ask_value,
    refuse_value,
)
from t20desk.i18n import _, language


class Moment(NamedTuple):
    """A day (or month, or year) in ISO form and the time of day, empty where none is given."""

    day: str
    time: str = ""
    note: str = ""


_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner jaenner jan january", "februar feber feb february",
            "märz maerz mär mrz march mar", "april apr", "mai may", "juni jun june juno",
            "juli jul july julei", "august aug", "september sep sept", "oktober okt october oct",
            "november nov", "dezember dez december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
MONTH_LETTERS: Final = "JanFebMarAprMayJunJulAugSepOctNovDec"
_WEEKDAY: Final = late_pattern(
    r"^(?:(?:mo|di|mi|do|fr|sa|so|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|montag|dienstag|"
    r"mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|(?:mon|tues|wednes|thurs|fri|satur|"
    r"sun)day)\b[.,]*\s*(?:den\s+)?)|\s*[(]?(?:星期|周|礼拜)[一二三四五六日天][)]?",
    re.I,
)
_ISO: Final = late_pattern(r"(\d{4})-(\d\d)-(\d\d)")
_EIGHT: Final = late_pattern(r"(\d{4})(\d\d)(\d\d)")
_YEAR_FIRST: Final = late_pattern(r"(\d{4})\s?[-./ ]\s?(\d{1,2})\s?[-./ ]\s?(\d{1,2})\.?")
_CHINESE: Final = late_pattern(
    r"(\d{2}|\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日号號일]?"
)
_THREE: Final = late_pattern(r"(\d{1,2})\s?([-./ ])\s?(\d{1,2})\s?[-./ ]\s?(\d{4}|\d{2})\.?")
_DAY_NAME_YEAR: Final = late_pattern(
    r"(\d{1,2})(?:st|nd|rd|th)?\.?[ -]*(?:of )?([^\W\d_]+)\.?,?[ -]*('?\d{2}|\d{4})", re.I
)
_NAME_DAY_YEAR: Final = late_pattern(
    r"([^\W\d_]+)\.?[ -]*(\d{1,2})(?:st|nd|rd|th)?(?:, ?|[ -]+)(\d{4}|'?\d{2})", re.I
)
_YEAR_NAME_DAY: Final = late_pattern(r"(\d{4}),?[ -]*([^\W\d_]+)\.?[ -]*(\d{1,2})\.?")
_YEAR_ONLY: Final = late_pattern(r"(\d{4})\s?年?")
_MONTH_YEAR: Final = late_pattern(r"(\d{1,2})\s?[-./ ]\s?(\d{4})")
_YEAR_MONTH: Final = late_pattern(r"(\d{4})\s?(?:[-./ ]|年)\s?(\d{1,2})\s?月?")
_NAME_YEAR: Final = late_pattern(r"([^\W\d_]+)\.?,?[ -]*(\d{4})")
_CLOCK: Final = late_pattern(
    r"[T,]?\s*(?:um |at )?(上午|下午|晚上|中午|凌晨|早上)?\s*"
    r"(\d{1,2})(?:\s?[:h时点]\s?(\d{2}|\d(?=分)|半)?[分整]?|(?=\s?[ap]\.?m))"
    r"(?::\d{2}(?:[.,]\d+)?)?\s?(?:(a|p)\.?m\.?)?\s?(?:uhr|h)?\s?(z|utc|[+-]\d\d:?\d\d)?$",
    re.I,
)
_DOT_CLOCK: Final = late_pattern(r",?\s+(?:um )?(\d{1,2})(?:\.(\d{2}))?\s?uhr$", re.I)
_AFTERNOON: Final = ("下午", "晚上", "中午", "p", "P")
_SHORT_YEAR: Final = 2
_ORDERS: Final[dict[DateOrder, tuple[int, int, int]]] = {
    "dmy": (2, 1, 0), "mdy": (2, 0, 1), "ymd": (0, 1, 2),
}  # fmt: skip
_DAY_LENGTH: Final = 10
_LONGEST_TOLD: Final = 60


def read_date(text: str, reading: Reading) -> Moment | Parsed:
    """Understand a date, with or without a time of day."""
    if len(text) == _DAY_LENGTH and (found := _ISO.fullmatch(text)):
        return _make_day(text, *map(int, found.groups()))
    day, clock, note = _split_clock(_make_plain(text))
    found_day = _read_day(_WEEKDAY.sub("", day).strip(" ,"), text, reading)
    if isinstance(found_day, Parsed) or not clock:
        return found_day
    return _join_clock(found_day.day, clock, note, text)


def tell_day(text: str, today: date) -> str:
    """A text with its day in figures where it tells it from today: `morgen 14 Uhr`, `+3d`."""
    if text[:_DAY_LENGTH].count("-") == 2 or len(text) > _LONGEST_TOLD:
        return text
    day, clock, _note = _split_clock(_make_plain(text))
    found = find_day(day.strip(" ,"), today)
    if found is None:
        return text
    return f"{found} {clock[0]:02}:{clock[1]:02}" if clock else found.isoformat()


def find_date_order(raws: Iterable[object]) -> DateOrder:
    """The order of day and month in a column, told by the cells that can be read one way only."""
    votes: Counter[DateOrder] = Counter()
    for raw in raws:
        found = (
            _THREE.fullmatch(_split_clock(_make_plain(raw))[0]) if isinstance(raw, str) else None
        )
        if found and len(orders := list(_list_orders(found, ANY_READING))) == 1:
            votes.update(orders)
    return max(votes, key=votes.__getitem__, default="")


def find_dot_order(raws: Iterable[object], order: DateOrder) -> DateOrder:
    """Between dots the day comes first too where only strokes show the month first."""
    if order != "mdy":
        return ""
    dotted = [raw for raw in raws if isinstance(raw, str) and raw.count(".") > 1]
    return "" if find_date_order(dotted) == order else "dmy"


def show_date(value: str) -> str:
    """A stored day, month or year in the manner of the language in use."""
    year, month, day = ([*value.split("-"), "", ""])[:3]
    if not month:
        return year
    tongue = language()
    if tongue == "de":
        return f"{day}.{month}.{year}" if day else f"{month}.{year}"
    if tongue == "zh":
        return f"{year}年{int(month)}月" + (f"{int(day)}日" if day else "")
    name = MONTH_LETTERS[3 * int(month) - 3 : 3 * int(month)]
    return f"{int(day)} {name} {year}" if day else f"{name} {year}"


def _read_day(day: str, text: str, reading: Reading) -> Moment | Parsed:
    for shape in (_YEAR_FIRST, _EIGHT, _CHINESE):
        if found := shape.fullmatch(day):
            year = _full_year(found[1], reading)
            return _make_day(text, year, int(found[2]), int(found[3]))
    if found := _THREE.fullmatch(day):
        return _read_three(found, text, reading)
    return _read_named(day, text, reading) or _read_partial(day) or _refuse_date(text)


def _read_named(day: str, text: str, reading: Reading) -> Moment | Parsed | None:
    for shape, order in ((_DAY_NAME_YEAR, (3, 2, 1)), (_NAME_DAY_YEAR, (3, 1, 2)),
                         (_YEAR_NAME_DAY, (1, 2, 3))):  # fmt: skip
        found = shape.fullmatch(day)
        month = _MONTHS.get(found[order[1]].lower()) if found else None
        if found and month:
            year = _full_year(found[order[0]].lstrip("'"), reading)
            return _make_day(text, year, month, int(found[order[2]]))
    return None


def _read_partial(day: str) -> Moment | None:
    if found := _YEAR_ONLY.fullmatch(day):
        return Moment(found[1]) if int(found[1]) else None
    if found := _MONTH_YEAR.fullmatch(day):
        return _make_month(found[2], int(found[1]))
    if found := _YEAR_MONTH.fullmatch(day):
        return _make_month(found[1], int(found[2]))
    if found := _NAME_YEAR.fullmatch(day):
        return _make_month(found[2], _MONTHS.get(found[1].lower(), 0))
    return None


def _read_three(found: re.Match[str], text: str, reading: Reading) -> Moment | Parsed:
    """Three numbers; between dots the day comes first unless the column says otherwise."""
    possible = _list_orders(found, reading)
    if not possible:
        return _refuse_calendar(text)
    is_dotted = found[2] == "."
    order = (reading.dots if is_dotted else "") or reading.date_order
    order = order or ("dmy" if is_dotted else "")
    if order and (chosen := possible.get(order)):
        return Moment(chosen)
    short_year = len(found[4]) == _SHORT_YEAR
    if reading.date_order and (short_year or reading.date_order != "ymd"):
        return _refuse_order(text)
    if len(days := set(possible.values())) == 1:
        return Moment(days.pop())
    if reading.by_hand:
        message = _(
            "“{value}” is ambiguous: day or month may come first; write it like 2024-12-31."
        )
        return ask_value(text, message)
    message = _(
        "“{value}” is ambiguous: day or month may come first; say which it is, or write it like "
        "2024-12-31."
    )
    return ask_value(text, message)


def _list_orders(found: re.Match[str], reading: Reading) -> dict[DateOrder, str]:
    """The days that three numbers can be; a short year stands first only between hyphens."""
    days = {order: _order_date(found, order, reading) for order in _ORDERS}
    if found[2] in "/." and (days["dmy"] or days["mdy"]) and reading.date_order != "ymd":
        days["ymd"] = None
    return {order: day for order, day in days.items() if day}


def _order_date(found: re.Match[str], order: DateOrder, reading: Reading) -> str | None:
    parts = (found[1], found[3], found[4])
    year, month, day = (parts[place] for place in _ORDERS[order])
    if order == "ymd" and not len(found[1]) == len(found[4]) == _SHORT_YEAR:
        return None
    return _iso_day(_full_year(year, reading), int(month), int(day))


def _full_year(digits: str, reading: Reading) -> int:
    if len(digits) > _SHORT_YEAR:
        return int(digits)
    return int(digits) + (2000 if int(digits) <= reading.century_pivot else 1900)


def _iso_day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _make_day(text: str, year: int, month: int, day: int) -> Moment | Parsed:
    found = _iso_day(year, month, day)
    return Moment(found) if found else _refuse_calendar(text)


def _make_month(year: str, month: int) -> Moment | None:
    return Moment(f"{year}-{month:02}") if 1 <= month <= 12 and int(year) else None


def _split_clock(plain: str) -> tuple[str, tuple[int, int] | None, str]:
    """The text before the time of day, hour and minute, and what to say about a time zone."""
    found = _CLOCK.search(plain)
    dotted = None if found else _DOT_CLOCK.search(plain)
    if dotted and dotted.start():
        return plain[: dotted.start()], (int(dotted[1]), int(dotted[2] or 0)), ""
    if not found or not found.start():
        return plain, None, ""
    hour = int(found[2])
    half = found[1] or found[4]
    if half in _AFTERNOON and hour < 12:
        hour += 12
    elif half and half not in _AFTERNOON and hour == 12:
        hour = 0
    note = _("The time zone was left off; the time is taken as local.") if found[5] else ""
    minute = 30 if found[3] == "半" else int(found[3] or 0)
    return plain[: found.start()].strip(), (hour, minute), note


def _join_clock(day: str, clock: tuple[int, int], note: str, text: str) -> Moment | Parsed:
    hour, minute = clock
    if len(day) == _DAY_LENGTH and hour == 24 and minute == 0:
        after = day_after(day)
        return Moment(after, "00:00", note) if after > day else _refuse_calendar(text)
    if hour > 23 or minute > 59:
        return refuse_value(text, _("“{value}” holds no time of the day; write it like 14:30."))
    return Moment(day, f"{hour:02}:{minute:02}", note)


_CHINESE_NUMBER: Final = late_pattern("[〇零一二三四五六七八九十两]+(?=[年月日号时点分])")
_CHINESE_DIGITS: Final = str.maketrans("〇零一二三四五六七八九两", "001234567892")


def _make_plain(text: str) -> str:
    """Half width, and Chinese numerals as digits."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return _CHINESE_NUMBER.sub(lambda found: _read_numeral(found[0]), plain.strip())


def _read_numeral(numeral: str) -> str:
    tens, ten, ones = numeral.translate(_CHINESE_DIGITS).partition("十")
    return f"{tens or 1}{ones or 0}" if ten else tens


def _refuse_calendar(text: str) -> Parsed:
    return refuse_value(text, _("“{value}” is not a day of the calendar; correct the date."))


def _refuse_order(text: str) -> Parsed:
    return refuse_value(
        text, _("“{value}” contradicts the order of day and month of its column; correct the date.")
    )


def _refuse_date(text: str) -> Parsed:
    return refuse_value(text, _("“{value}” is not a date; write it like 2024-12-31."))
