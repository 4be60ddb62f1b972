"""The tests of one field in a search, as bound SQL; they find the same on both databases."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, false, func, or_

from t20desk.db import keys
from t20desk.db.fields import Field
from t20desk.db.narrowing import hold_anywhere
from t20desk.db.patterns import Pattern, match_pattern
from t20desk.db.query import Place, Selection
from t20desk.db.relative_days import DaySpan, read_span
from t20desk.db.search_tree import Operator
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
    Type,
    YesNo,
    typed_reading,
)
from t20desk.errors import UserError
from t20desk.i18n import LANGUAGES, N_, _, translate

Expression = ColumnElement[bool]
CODED = (Choice, Choices, Country, Countries, YesNo)
DAYS = ("date", "datetime")
_COMPARING: Final[dict[Operator, str]] = {
    "below": "<",
    "most": "<=",
    "above": ">",
    "least": ">=",
}
_CHINESE = re.compile("[\u3005-\u3007\u3400-\u9fff\U00020000-\U0003ffff]")
_TIE = "\x1f"
"""Stands in a sort key before the Chinese characters whose pinyin it holds."""
_SPELLED = re.compile("[aou]e")
_INITIALS = re.compile("[a-z]{2,8}")
_DAY_BEGINS = re.compile(r"\d{1,3}|\d{4}-\d?|\d{4}-\d\d-\d?")
_PHONE_SIGNS = " -/().\u00a0"


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
    return or_(*(test(selection, place, value) for value in _join_number(place.field, values)))


def _join_number(one: Field, values: Sequence[str]) -> Sequence[str]:
    """Several values of a number, or the one whose decimal comma parted it."""
    if one.type.sql == "text" or len(values) < 2:
        return values
    joined = ",".join(values)
    parsed = one.type.parse(joined, typed_reading())
    return values if parsed.value is None or parsed.severity else [joined]


def _match_pattern(selection: Selection, place: Place, pattern: str) -> Expression:
    """A regular expression; choices and countries are looked at by their words."""
    one = place.field
    if not isinstance(one.type, CODED):
        return match_pattern(selection, list(_faces(selection, place)), pattern)
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
    if one.has_key or one.is_translated:
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


def _faces(selection: Selection, place: Place) -> Iterator[Place]:
    """The columns of a text: one, or one a language."""
    if not place.field.is_translated:
        yield place
        return
    for code in LANGUAGES:
        yield selection.find(f"{place.path}_{code}")


def _is_value(selection: Selection, place: Place, text: str) -> Expression:
    one = place.field
    span = _read_days(one, text)
    if span is not None:
        return _lies_within(selection.shown(place.path), span)
    if one.inherited and one.has_key:
        lowered: Expression = _lower(selection.shown(place.path), text) == text.lower()
        return lowered
    if one.has_key or one.is_translated:
        wanted = keys.sort_key(text, name=one.name_like)
        return or_(*(selection.key(face.path) == wanted for face in _faces(selection, place)))
    return selection.shown(place.path) == _read(one, text)


def _has_value(selection: Selection, place: Place, text: str) -> Expression:
    one = place.field
    if isinstance(one.type, CODED):
        return _has_label(one, selection.shown(place.path), text)
    if one.has_key or one.is_translated:
        return or_(*(_has_text(selection, face, text) for face in _faces(selection, place)))
    column = selection.shown(place.path)
    if one.type.name in DAYS:
        span = _read_days(one, text)
        if span is not None:
            return _lies_within(column, span)
        return _begins_with(one, column, text)
    if one.type.sql != "text":
        return column == _read(one, text)
    if isinstance(one.type, Phone):
        return _has_digits(selection, place, text)
    return and_(_holds_somewhere(selection, place, text), _holds_anyhow(selection, column, text))


def _has_text(selection: Selection, place: Place, text: str) -> Expression:
    """A text with a sort key; umlauts are also found as ae, oe, ue, Chinese by its pinyin."""
    store, term, column = selection.database.store, keys.fold(text), selection.shown(place.path)
    anywhere = _holds_somewhere(selection, place, text)
    if place.field.inherited or _CHINESE.search(term):
        return and_(anywhere, _holds_anyhow(selection, column, text))
    key = selection.key(place.path)
    found = [store.holds_text(key, term), *_spell_pinyin(selection, key, term)]
    if _SPELLED.search(term):
        spelled = _lower(column, "äöü")
        for umlaut, letters in zip("äöü", ("ae", "oe", "ue"), strict=True):
            spelled = func.replace(spelled, umlaut, letters)
        found.append(store.holds_text(spelled, term))
    return and_(anywhere, or_(*found))


def _spell_pinyin(
    selection: Selection, key: ColumnElement[Any], term: str
) -> Iterator[ColumnElement[bool]]:
    """A sort key that holds Chinese by its pinyin without blanks, or by its initials."""
    store = selection.database.store
    is_chinese = store.holds_text(key, _TIE)
    yield and_(is_chinese, store.holds_text(func.replace(key, " ", ""), term))
    if _INITIALS.fullmatch(term):
        syllables = "[a-z]* ".join(term)
        yield and_(is_chinese, key.regexp_match(f"(^| ){syllables}"))


def _holds_somewhere(selection: Selection, place: Place, text: str) -> Expression:
    """What a text in a field says of the whole record."""
    return hold_anywhere(selection, place, [keys.fold(text)])


def _holds_anyhow(selection: Selection, column: ColumnElement[Any], text: str) -> Expression:
    """Whether a column holds a text in capitals or small letters."""
    return selection.database.store.holds_text(_lower(column, text), text.lower())


def _lower(column: ColumnElement[Any], text: str) -> ColumnElement[Any]:
    """A column in small letters, to be compared with a text.

    Both databases lower ASCII alone, so the other letters of the text are lowered one by one.
    """
    lowered: ColumnElement[Any] = func.lower(column)
    for letter in sorted(set(text.lower())):
        capital = letter.upper()
        if not letter.isascii() and len(capital) == 1 and capital != letter:
            lowered = func.replace(lowered, capital, letter)
    return lowered


def _begins_with(one: Field, column: ColumnElement[Any], text: str) -> Expression:
    """A day by what is known of it: 2024, 05.2024, 2024-05-31."""
    begin = text if _DAY_BEGINS.fullmatch(text) else _read(one, text)
    return column.like(f"{begin}%")


def _has_digits(selection: Selection, place: Place, text: str) -> Expression:
    """A telephone number by digits of it, with the code of the country or with a nought."""
    column = bare = selection.shown(place.path)
    for sign in _PHONE_SIGNS:
        bare = func.replace(bare, sign, "")
    texts = (text, *_spell(place.field.type, text))
    digits = sorted({"".join(filter(str.isdigit, one)) for one in texts} - {""})
    if not digits:
        return _holds_anyhow(selection, column, text)
    store = selection.database.store
    found = [store.holds_text(bare, one) for one in digits]
    kept = selection.database.kinds[place.field.kind]
    if kept.searched and place.field.searched:
        # Behind the code of any country; the key of the record holds it with its nought.
        home = (one for one in digits if re.match("0[1-9]", one))
        held = place.source.c
        found += [
            and_(store.holds_text(bare, one[1:]), store.holds_text(held.search_key, one))
            for one in home
        ]
    return and_(hold_anywhere(selection, place, digits), or_(*found))


def _spell(type_: Type, text: str) -> list[str]:
    """The ways to write a number that begins with a nought, a plus or a code in brackets."""
    begins = text.lstrip(" (")[:1] in ("0", "+")
    return list(type_.search_texts(text)) if begins else []


def _has_label(one: Field, column: ColumnElement[Any], text: str) -> Expression:
    """The code or label itself, else every choice whose words hold the text."""
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
