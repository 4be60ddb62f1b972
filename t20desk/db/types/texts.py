"""Texts: one line, many lines, numbers that are text, postcodes."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Final

from t20desk.db.keys import sort_key
from t20desk.db.late_patterns import late_pattern
from t20desk.db.types.cleaning import (
    clean_line,
    clean_lines,
    has_lost_digits,
    is_plain,
    make_narrow,
    tell_removed,
    write_out,
)
from t20desk.db.types.values import (
    NOTHING,
    Parsed,
    Reading,
    Stored,
    Type,
    cut,
    refuse,
    refuse_value,
    remark,
)
from t20desk.i18n import _

_FOUR_DIGITS: Final = late_pattern(r"\d{4}")
_FIVE_DIGIT_COUNTRIES: Final = frozenset(("DE", "ES", "FI", "FR", "IT", "TR", "US"))


@dataclass(frozen=True)
class Text(Type):
    """One line of text."""

    length: int = 200

    name: ClassVar[str] = "text"
    has_key: ClassVar[bool] = True
    width: ClassVar[int] = 24

    def read(self, raw: object, reading: Reading) -> Parsed:
        """Take any raw value as it is shown."""
        if isinstance(raw, float) and not math.isfinite(raw):
            return refuse_value(raw, _("“{value}” is not a text; correct it."))
        text, removed = clean_line(write_out(raw))
        if len(text) > self.length:
            return refuse_length(text, self.length)
        if not text:
            return NOTHING
        return remark(text, tell_digits(raw) or tell_removed(removed))

    def takes_plain(self, raw: str) -> bool:
        """Clean text within the length."""
        return len(raw) <= self.length and is_plain(raw)

    def key(self, value: Stored) -> str:
        """The sort key."""
        return "" if value is None else sort_key(str(value))


class Code(Text):
    """A number or code that is no amount; an input method's wide digits are the same digits."""

    def read(self, raw: object, reading: Reading) -> Parsed:
        """Take it as text, in half width."""
        return super().read(make_narrow(raw) if isinstance(raw, str) else raw, reading)

    def takes_plain(self, raw: str) -> bool:
        """Clean text without wide signs."""
        return raw.isascii() and super().takes_plain(raw)


@dataclass(frozen=True)
class LongText(Type):
    """Text of several lines."""

    length: int = 100_000

    name: ClassVar[str] = "long_text"
    width: ClassVar[int] = 40

    def read(self, raw: object, reading: Reading) -> Parsed:
        """Take any raw value as it is shown, with its line ends."""
        text, removed = clean_lines(write_out(raw))
        if len(text) > self.length:
            return refuse_length(text, self.length)
        return remark(text, tell_removed(removed)) if text else NOTHING

    def takes_plain(self, raw: str) -> bool:
        """Clean text within the length."""
        return len(raw) <= self.length and is_plain(raw)

    def key(self, value: Stored) -> str:
        """The sort key of its beginning."""
        return "" if value is None else sort_key(str(value)[:200])


@dataclass(frozen=True)
class Postcode(Code):
    """A postcode; a lost leading nought is noted, the country of the reading decides."""

    length: int = 20

    width: ClassVar[int] = 9

    def takes_plain(self, raw: str) -> bool:
        """Only what cannot lack a digit."""
        return len(raw) > len("1234") and super().takes_plain(raw)

    def read(self, raw: object, reading: Reading) -> Parsed:
        """Take it as text and look whether a digit is missing."""
        parsed = super().read(raw, reading)
        short = isinstance(parsed.value, str) and _FOUR_DIGITS.fullmatch(parsed.value)
        if not short or reading.country not in _FIVE_DIGIT_COUNTRIES:
            return parsed
        message = _(
            "“{value}” is a postcode with 4 digits ({country}); a leading 0 may be missing."
        )
        return remark(parsed.value, message.format(value=parsed.value, country=reading.country))

    def search_texts(self, value: Stored) -> Iterable[str]:
        """The postcode."""
        return () if value is None else (str(value),)


def refuse_length(text: str, length: int) -> Parsed:
    """A text that is too long to be kept whole."""
    message = _("“{value}” has {count} characters, at most {length} fit; shorten the text.")
    return refuse(message.format(value=cut(text), count=len(text), length=length))


def tell_digits(raw: object) -> str:
    """The sentence about a number too long for a spreadsheet, empty for all others."""
    return tell_lost(write_out(raw)) if has_lost_digits(raw) else ""


def tell_lost(text: str) -> str:
    """The sentence about lost digits."""
    message = _("“{value}” is so long that digits may be lost in Excel; check the last ones.")
    return message.format(value=cut(text))
