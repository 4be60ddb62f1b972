"""Whole numbers, numbers and money."""

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import ClassVar, Final, Literal

from t20desk.db.types.cleaning import has_lost_digits
from t20desk.db.types.number_text import read_number, show_number
from t20desk.db.types.texts import tell_digits
from t20desk.db.types.values import (
    Parsed,
    Reading,
    Stored,
    Type,
    ask,
    cut,
    refuse,
    refuse_value,
    remark,
)
from t20desk.i18n import _

_LARGEST: Final = 2**63 - 1
_GROUPED_FROM: Final = 10_000


@dataclass(frozen=True)
class Whole(Type):
    """A whole number, within limits where they are given."""

    low: int | None = None
    high: int | None = None

    name: ClassVar[str] = "whole"
    sql: ClassVar[Literal["text", "integer", "real"]] = "integer"
    numeric: ClassVar[bool] = True
    width: ClassVar[int] = 8
    excel_format: ClassVar[str] = "0"

    def read(self, raw: object, reading: Reading) -> Parsed:
        """Take a number without fraction."""
        if type(raw) is int:
            return self._check(raw, raw)
        if has_lost_digits(raw):
            return ask(tell_digits(raw))
        found = read_number(raw, reading.decimal, whole=True)
        if isinstance(found, Parsed):
            return found
        if found is None or found != found.to_integral_value():
            return _refuse_whole(raw)
        return self._check(int(found), raw)

    def _check(self, number: int, raw: object) -> Parsed:
        if self.low is not None and number < self.low:
            message = _("“{value}” is less than {limit}; give a larger number.")
            return refuse(message.format(value=cut(raw), limit=self.low))
        if self.high is not None and number > self.high:
            message = _("“{value}” is more than {limit}; give a smaller number.")
            return refuse(message.format(value=cut(raw), limit=self.high))
        if abs(number) > _LARGEST:
            return refuse_value(raw, _("“{value}” has too many digits; give a smaller number."))
        return Parsed(number)

    def format(self, value: Stored) -> str:
        """Thousands are set apart from five digits up, so that a year stays a year."""
        if value is None:
            return ""
        number = Decimal(str(value))
        return show_number(number, 0) if abs(number) >= _GROUPED_FROM else str(value)


class Number(Type):
    """A number with a fraction."""

    name: ClassVar[str] = "number"
    sql: ClassVar[Literal["text", "integer", "real"]] = "real"
    numeric: ClassVar[bool] = True
    width: ClassVar[int] = 10
    excel_format: ClassVar[str] = "General"

    def read(self, raw: object, reading: Reading) -> Parsed:
        """Take a number; what could be thousands or a fraction is asked."""
        found = read_number(raw, reading.decimal)
        if isinstance(found, Parsed):
            return found
        if found is None or not math.isfinite(float(found)):
            return refuse_value(raw, _("“{value}” is not a number; write it like 12.5."))
        return Parsed(float(found))

    def format(self, value: Stored) -> str:
        """With as many decimals as keep the number the same when it is read again."""
        if value is None:
            return ""
        number = Decimal(repr(float(value)))
        exponent = number.normalize().as_tuple().exponent
        decimals = max(0, -exponent) if isinstance(exponent, int) else 0
        return show_number(number, _settle_decimals(number, decimals))


class Money(Type):
    """An amount, stored in whole minor units (cents), shown with two decimals."""

    name: ClassVar[str] = "money"
    sql: ClassVar[Literal["text", "integer", "real"]] = "integer"
    numeric: ClassVar[bool] = True
    width: ClassVar[int] = 12
    excel_format: ClassVar[str] = "#,##0.00"

    def read(self, raw: object, reading: Reading) -> Parsed:
        """Take an amount in major units, with or without a currency sign."""
        found = read_number(raw, reading.decimal, money=True)
        if isinstance(found, Parsed):
            return found
        if found is None or abs(found) * 100 > _LARGEST:
            message = _("“{value}” is not an amount of money; write it like 1234.50.")
            return refuse_value(raw, message)
        exact = found * 100
        minor = exact.quantize(Decimal(1), ROUND_HALF_UP)
        if minor == exact or isinstance(raw, float):
            return Parsed(int(minor))
        message = _("“{value}” has more than two decimals and was rounded.")
        return remark(int(minor), message.format(value=cut(raw)))

    def format(self, value: Stored) -> str:
        """With thousands set apart and two decimals."""
        return "" if value is None else show_number(Decimal(str(value)).scaleb(-2), 2)

    def plain(self, value: Stored) -> object:
        """In major units, as it is typed and searched for."""
        amount = None if value is None else Decimal(str(value)).scaleb(-2)
        return int(amount) if amount is not None and amount % 1 == 0 else self.excel(value)

    def excel(self, value: Stored) -> float | None:
        """In major units."""
        return None if value is None else float(Decimal(str(value)).scaleb(-2))


def _refuse_whole(raw: object) -> Parsed:
    return refuse_value(raw, _("“{value}” is not a whole number; write it like 120."))


def _settle_decimals(number: Decimal, decimals: int) -> int:
    """One decimal more where the number could be taken for thousands, or thousands for it."""
    size = abs(number)
    if decimals == 0 and 1000 <= size < 1_000_000:
        return 1
    return 4 if decimals == 3 and 1 <= size < 1000 else decimals
