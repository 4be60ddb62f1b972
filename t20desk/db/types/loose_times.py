"""Times of day as sheets of events hold them: a span, a whole day, the time before the day."""

import re
import unicodedata
from typing import Final

from t20desk.db.late_patterns import late_pattern
from t20desk.db.types.date_text import Moment, read_date
from t20desk.db.types.values import Parsed, Reading
from t20desk.i18n import _

_SPAN: Final = late_pattern(
    r"(?P<day>.*\s)(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?(?:\s?(?:uhr|h))?"
    r"\s*(?:[-–—~]|bis|to|until|至|到)\s*"
    r"(?P<late>\d{1,2})(?:(?::|\.(?=\d\d\s?(?:uhr|h)))(?P<end>\d\d)|(?=\s?(?:uhr|h)))(?:\s?(?:uhr|h))?",
    re.IGNORECASE,
)
_ALL_DAY: Final = late_pattern(
    r"(.*\d)[,\s]+\(?(?:ganztägig|ganztags|all[- ]day|full day|whole day|全天|整天)\)?",
    re.IGNORECASE,
)
_TIME_FIRST: Final = late_pattern(
    r"(\d{1,2}(?::\d{2}(?::\d{2})?(?: ?Uhr)?|(?:\.\d{2})? ?Uhr)),? +(\S.*)", re.IGNORECASE
)
_CLOCK: Final = late_pattern(
    r"(\d{1,2})(?:[:：](\d{2})(?::\d{2})?(?: ?(?:Uhr|h))?|\.(\d{2}) ?Uhr| ?Uhr)", re.IGNORECASE
)


def read_clock(raw: object) -> str:
    """The time of day of a text that says nothing else; empty for any other."""
    found = _CLOCK.fullmatch(raw.strip()) if isinstance(raw, str) else None
    return f"{found[1]}:{found[2] or found[3] or '00'}" if found else ""


def read_loose_date(text: str, reading: Reading) -> Moment | Parsed:
    """Understand a date as `read_date` does, and what people write where a time of day stands."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    if found := _SPAN.fullmatch(plain):
        begin, end = (
            (int(found[hour]), int(found[minute] or 0))
            for hour, minute in (("hour", "minute"), ("late", "end"))
        )
        if begin < end:
            return _read_begin(f"{found['day']}{begin[0]:02}:{begin[1]:02}", text, reading)
    told = read_date(text, reading)
    if not isinstance(told, Parsed):
        return told
    if found := _ALL_DAY.fullmatch(plain):
        return _prefer(read_date(found[1], reading), told)
    if found := _TIME_FIRST.fullmatch(plain):
        return _prefer(read_date(f"{found[2]} {found[1]}", reading), told)
    return told


def _prefer(again: Moment | Parsed, told: Parsed) -> Moment | Parsed:
    """A second reading, where it is one; else what was said of the text itself."""
    return told if isinstance(again, Parsed) and again.severity == "error" else again


def _read_begin(begin: str, text: str, reading: Reading) -> Moment | Parsed:
    found = read_date(begin, reading)
    if isinstance(found, Parsed):
        return read_date(text, reading)
    return found._replace(note=_("Only the first of the two times was taken."))
