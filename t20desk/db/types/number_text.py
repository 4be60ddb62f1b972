"""Numbers as people write them: decimal commas and dots, thousands, signs, currencies."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from t20desk.db.late_patterns import late_pattern
from t20desk.db.types.values import (
    NOTHING,
    DecimalSign,
    Parsed,
    ask_value,
    refuse_value,
)
from t20desk.i18n import _, language

_PLAIN: Final = late_pattern(r"-?\d+")
_SIMPLE: Final = late_pattern(r"(-?\d{1,15})([.,])(\d\d?)")
_SHAPE: Final = late_pattern(r"([+-]?)(\d[\d.,]*|[.,]\d+)(?:[eE]([+-]?\d{1,3}))?")
_GROUPED: Final = {
    ",": late_pattern(r"[1-9]\d{0,2}(?:,\d{3})+"),
    ".": late_pattern(r"[1-9]\d{0,2}(?:\.\d{3})+"),
}
_SIGNS: Final = str.maketrans({"−": "-", "–": "-", "‒": "-", "﹣": "-", "＋": "+"})
_GROUP_BLANK: Final = late_pattern(r"(?<=\d)[ '’ʼ´`_](?=\d{3}(?!\d))")
_CURRENCY: Final = late_pattern(
    r"[€$£¥￥元₽₩]|\b(?:EUR|USD|CNY|RMB|GBP|CHF|SEK|RUB|JPY|Euro|Yuan)\b\.?", re.I
)
_TWO_WAYS: Final = "?"
_CONTRARY: Final = "!"
_ROUND_AMOUNT: Final = late_pattern(r"[.,]\s?-{1,2}$")


def read_number(
    raw: object, decimal: str, *, whole: bool = False, money: bool = False
) -> Decimal | Parsed | None:
    """The number, an answer that is no number (nothing, a doubt), or None where it is none."""
    if isinstance(raw, bool):
        return None
    if isinstance(raw, (int, float)):
        return Decimal(repr(raw)) if math.isfinite(raw) else None
    if not isinstance(raw, str):
        return None
    if _PLAIN.fullmatch(raw):
        return Decimal(raw)
    if (found := _SIMPLE.fullmatch(raw)) and decimal in ("", found[2]):
        return Decimal(f"{found[1]}.{found[3]}")
    text = _tidy(raw, money)
    most = 0 if whole else 2 if money else None
    return _read_shape(text, raw, decimal, most) if text else NOTHING


def show_number(number: Decimal, decimals: int) -> str:
    """The number with thousands set apart, in the manner of the language in use."""
    text = f"{number:,.{decimals}f}"
    return text.translate(_SWAPPED) if language() == "de" else text


_SWAPPED: Final = str.maketrans(",.", ".,")


def _tidy(raw: str, money: bool) -> str:
    text = unicodedata.normalize("NFKC", raw).translate(_SIGNS).strip()
    if money:
        text = _ROUND_AMOUNT.sub("", _CURRENCY.sub("", text).strip()).strip()
    text = _GROUP_BLANK.sub("", text)
    if text.startswith("(") and text.endswith(")"):
        return "-" + text[1:-1].strip()
    if text.endswith("-"):
        return "-" + text[:-1].strip()
    return re.sub(r"^([+-])\s+", r"\1", text)


def _read_shape(text: str, raw: str, decimal: str, most: int | None) -> Decimal | Parsed | None:
    shape = _SHAPE.fullmatch(text)
    if shape is None:
        return None
    sign, body, exponent = shape.groups()
    found = _read_body(body, decimal, most)
    if found == _TWO_WAYS:
        message = _(
            "“{value}” can be read in two ways, with thousands or with decimals; "
            "write it without a sign between thousands."
        )
        return ask_value(raw, message)
    if found == _CONTRARY:
        return refuse_value(
            raw, _("“{value}” is not written like the other numbers of the column; correct it.")
        )
    if not found:
        return None
    return Decimal(f"{sign}{found}e{exponent or 0}")


def _read_body(body: str, decimal: str, most: int | None) -> str:
    """Digits with a dot for the fraction, one of the two answers above, or empty for no number.

    `most` is how many decimals the number can have.
    """
    if "," in body and "." in body:
        sign = "," if body.rfind(",") > body.rfind(".") else "."
        return _CONTRARY if decimal and decimal != sign else _split_fraction(body, sign)
    sign = "," if "," in body else "." if "." in body else ""
    if not sign:
        return body
    if body.count(sign) > 1:
        grouped = _GROUPED[sign].fullmatch(body)
        return body.replace(sign, "") if grouped and decimal != sign else ""
    return _read_one_sign(body, sign, decimal, most)


def _read_one_sign(body: str, sign: str, decimal: str, most: int | None) -> str:
    grouped = _GROUPED[sign].fullmatch(body)
    if decimal and decimal != sign:
        return body.replace(sign, "") if grouped else _CONTRARY
    if grouped and (not decimal or most is not None):
        # Three decimals of money, or a fraction of a whole number, were meant as thousands.
        return body.replace(sign, "") if most == 0 and not decimal else _TWO_WAYS
    return body.replace(sign, ".")


def _split_fraction(body: str, sign: str) -> str:
    """The digits of a number with both signs, empty where its thousands are none."""
    other = "." if sign == "," else ","
    front, _sign, fraction = body.rpartition(sign)
    if sign in front or not _GROUPED[other].fullmatch(front):
        return ""
    return f"{front.replace(other, '')}.{fraction}"


def find_decimal_sign(raws: Iterable[object]) -> DecimalSign:
    """The decimal sign of a column, told by the cells that can be read one way only."""
    votes: Counter[str] = Counter()
    for raw in raws:
        shape = _SHAPE.fullmatch(_tidy(raw, money=True)) if isinstance(raw, str) else None
        if shape and (sign := _tell_sign(shape[2])):
            votes[sign] += 1
    return "," if votes[","] > votes["."] else "." if votes["."] else ""


def _tell_sign(body: str) -> str:
    """The decimal sign that a number shows, empty where it shows none or could show either."""
    signs = [sign for sign in ",." if sign in body]
    if len(signs) > 1:
        return max(signs, key=body.rfind)
    if not signs:
        return ""
    if body.count(signs[0]) > 1:
        return "," if signs[0] == "." else "."
    return "" if _GROUPED[signs[0]].fullmatch(body) else signs[0]
