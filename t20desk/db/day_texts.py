"""Stored days as the database itself writes them, in the manner of the language in use."""

from typing import Any, Final

from sqlalchemy import ColumnElement, Integer, case, cast, func, literal

from t20desk.db.types.date_text import MONTH_LETTERS
from t20desk.i18n import language

Expression = ColumnElement[Any]
YEAR_LENGTH: Final = 4
MONTH_LENGTH: Final = 7


def say_day(stored: Expression) -> Expression:
    """A stored day, month or year as `show_date` writes it; nothing where nothing is stored."""
    year, month, day = (func.substr(stored, *part) for part in ((1, 4), (6, 2), (9, 2)))
    if language() == "de":
        texts = _join(month, ".", year), _join(day, ".", month, ".", year)
    elif language() == "zh":
        in_month = _join(year, "年", _bare(month), "月")
        texts = in_month, _join(in_month, _bare(day), "日")
    else:
        name = func.substr(literal(MONTH_LETTERS), _number(month) * 3 - 2, 3)
        texts = _join(name, " ", year), _join(_bare(day), " ", name, " ", year)
    length = func.length(stored)
    return case((length == YEAR_LENGTH, year), (length == MONTH_LENGTH, texts[0]), else_=texts[1])


def _join(first: Expression, *rest: Expression | str) -> Expression:
    for part in rest:
        first = first.concat(literal(part) if isinstance(part, str) else part)
    return first


def _number(digits: Expression) -> Expression:
    return cast(func.nullif(digits, ""), Integer)


def _bare(digits: Expression) -> Expression:
    """Without a nought in front."""
    return func.ltrim(digits, "0")
