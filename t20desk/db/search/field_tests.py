"""The tests of one field in a search, as bound SQL; they find the same on both databases."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, false, func, or_

from t20desk.db import keys
from t20desk.db.fields import Field
from t20desk.db.late_patterns import late_pattern
from t20desk.db.query import Place, Selection
from t20desk.db.search.patterns import Pattern, match_pattern
from t20desk.db.search.search_tree import Operator
from t20desk.db.search.text_tests import has_digits, has_plain, has_text, list_faces, lower_column
from t20desk.db.types import (
    Choice,
    Choices,
    Countries,
    Country,
    Languages,
    PartialDate,
    Phone,
    Reading,
    Stored,
    YesNo,
    typed_reading,
)
from t20desk.db.types.relative_days import DaySpan, read_span
from t20desk.errors import UserError
from t20desk.i18n import LANGUAGES, N_, _, translate

Expression = ColumnElement[bool]
CODED = (Choice, Choices, Country, Countries, YesNo)
DAYS = ("date", "datetime")
LEAVING_OUT = ("-", "!")
_COMPARING: Final[dict[Operator, str]] = {
    "below": "<",
    "most": "<=",
    "above": ">",
    "least": ">=",
}
DAY_BEGINS = late_pattern(r"\d{1,3}|\d{4}-\d?|\d{4}-\d\d-\d?")


def is_empty(selection: Selection, place: Place) -> Expression:
    """Whether a field says nothing, inherited values counted in."""
    return selection.shown(place.path).is_(None)


def compare_field(
    selection: Selection, place: Place, operator: Operator, values: Sequence[str]
) -> Expression:
    """Records whose field is or holds one of some values, or lies before, behind or between."""
    if operator == "between":
        low = _compare(selection, place, ">=", values[0])
        return and_(low, _compare(selection, place, "<=", values[1]))
    if operator in _COMPARING:
        return _compare(selection, place, _COMPARING[operator], values[0])
    if operator == "matches":
        return _match_pattern(selection, place, values[0])
    test = _is_value if operator == "is" else _has_value
    return or_(*(test(selection, place, value) for value in join_number(place.field, values)))


def join_number(one: Field, values: Sequence[str]) -> Sequence[str]:
    """Several values of a number, or the one whose decimal comma parted it."""
    if one.type.sql == "text" or len(values) < 2:
        return values
    joined = ",".join(values)
    parsed = one.type.parse(joined, typed_reading()._replace(by_hand=False))
    return values if parsed.value is None or parsed.severity else [joined]


def _match_pattern(selection: Selection, place: Place, pattern: str) -> Expression:
    """A regular expression; choices and countries are looked at by their words."""
    one = place.field
    if not isinstance(one.type, CODED):
        return match_pattern(selection, list(list_faces(selection, place)), pattern)
    tried = Pattern(pattern)
    codes = [code for code, label in _labelled_codes(one) if tried.fits(_(label))]
    return or_(false(), *(has_code(one, selection.shown(place.path), code) for code in codes))


def _labelled_codes(one: Field) -> Sequence[tuple[Stored, str]]:
    if isinstance(one.type, YesNo):
        return [(1, N_("yes")), (0, N_("no"))]
    return one.type.choices()


def count_values(selection: Selection, place: Place) -> ColumnElement[Any]:
    """How many values a field of several holds; raises UserError for any other field."""
    if not isinstance(place.field.type, Choices | Countries | Languages):
        message = _("{field} holds one value; count linked records or a field of several values.")
        raise UserError(message.format(field=place.field.say()), place.field.name)
    column = selection.shown(place.path)
    blanks = func.length(column) - func.length(func.replace(column, " ", ""))
    return func.coalesce(blanks - 1, 0)


def has_code(one: Field, column: ColumnElement[Any], value: Stored) -> Expression:
    """Whether a choice is the code, or several choices hold all of the codes."""
    if isinstance(one.type, Choices | Countries):
        return and_(*(column.like(f"% {code} %") for code in str(value).split()))
    return column == value


def _read(one: Field, text: str) -> Stored:
    parsed = one.type.parse(text, typed_reading())
    if one.type.name in DAYS and parsed.value is None:
        parsed = PartialDate().parse(text, typed_reading())
    if parsed.severity == "error" or (parsed.value is None and text):
        raise UserError(parsed.message or _say_none(one, text), one.name)
    return parsed.value


def _say_none(one: Field, text: str) -> str:
    message = _("“{value}” is none of the values of {field}.")
    return message.format(value=text[:60], field=one.say())


def _compare(selection: Selection, place: Place, sign: str, text: str) -> Expression:
    one = place.field
    span = _read_days(one, text)
    if span is not None:
        return _compare_span(selection.shown(place.path), sign, span, text)
    column = selection.shown(place.path)
    value: Any = text
    if one.type.has_key:
        column, value = selection.key(place.path), keys.sort_key(text, name=one.name_like)
    else:
        value = _read(one, text)
        if one.type.name in DAYS and sign in (">", "<="):
            value = f"{value}~"
    tests: dict[str, Expression] = {
        "<": column < value,
        ">": column > value,
        "<=": column <= value,
        ">=": column >= value,
    }
    return tests[sign]


def _read_days(one: Field, text: str) -> DaySpan | None:
    """The days that a text tells from today, for a field of days."""
    return read_span(text, date.today()) if one.type.name in DAYS else None


def _compare_span(column: ColumnElement[Any], sign: str, span: DaySpan, text: str) -> Expression:
    if span.yearly:
        message = _("“{value}” comes every year, so nothing lies before or behind it.")
        raise UserError(message.format(value=text[:60]))
    tests: dict[str, Expression] = {
        "<": column < span.low,
        ">": column > span.high,
        "<=": column <= span.high,
        ">=": column >= span.low,
    }
    return tests[sign]


def _lies_within(column: ColumnElement[Any], span: DaySpan) -> Expression:
    """Whether a day lies within others, or does so in any year."""
    if not span.yearly:
        return and_(column >= span.low, column <= span.high)
    is_whole = func.length(column) >= len("2024-12-31")
    ends, day = span.ends_of_year, func.substr(column, 6, 5)
    if ends is None:
        return is_whole
    first, last = ends
    joined = and_ if first <= last else or_
    return and_(is_whole, joined(day >= first, day <= last))


def _is_value(selection: Selection, place: Place, text: str) -> Expression:
    one = place.field
    span = _read_days(one, text)
    if span is not None:
        return _lies_within(selection.shown(place.path), span)
    if one.inherited and one.has_key:
        lowered: Expression = lower_column(selection.shown(place.path), text) == text.lower()
        return lowered
    if one.type.has_key:
        wanted = keys.sort_key(text, name=one.name_like)
        return or_(*(selection.key(face.path) == wanted for face in list_faces(selection, place)))
    return selection.shown(place.path) == _read(one, text)


def _has_value(selection: Selection, place: Place, text: str) -> Expression:
    one = place.field
    if isinstance(one.type, CODED):
        return _has_label(one, selection.shown(place.path), text)
    if one.type.has_key:
        return or_(*(has_text(selection, face, text) for face in list_faces(selection, place)))
    column = selection.shown(place.path)
    if one.type.name in DAYS:
        span = _read_days(one, text)
        if span is not None:
            return _lies_within(column, span)
        return _begins_with(one, column, text)
    if one.type.sql != "text":
        return column == _read(one, text)
    if isinstance(one.type, Phone):
        return has_digits(selection, place, text)
    return has_plain(selection, place, text)


def _begins_with(one: Field, column: ColumnElement[Any], text: str) -> Expression:
    """A day by what is known of it: 2024, 05.2024, 2024-05-31."""
    begin = text if DAY_BEGINS.fullmatch(text) else _read(one, text)
    return column.like(f"{begin}%")


def _has_label(one: Field, column: ColumnElement[Any], text: str) -> Expression:
    """The code or label itself, else every choice whose words hold the text."""
    if text.startswith(LEAVING_OUT):
        # Otherwise the sign would be passed over, and the opposite of what is meant be found.
        message = _("“{value}” is none of the values of {field}; write the minus before the field.")
        raise UserError(message.format(value=text[:60], field=one.say()), one.name)
    parsed = one.type.parse(text, Reading())
    if parsed.value is not None and not parsed.severity:
        return has_code(one, column, parsed.value)
    wanted = keys.fold(text)
    codes = [
        code
        for code, label in one.type.choices()
        if any(wanted in keys.fold(translate(label, spoken)) for spoken in LANGUAGES)
    ]
    if not codes:
        raise UserError(parsed.message or _say_none(one, text), one.name)
    return or_(*(has_code(one, column, code) for code in codes))
