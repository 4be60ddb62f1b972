"""Where texts and telephone numbers in one field hold what is searched, in every spelling."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, func, or_

from t20desk.db import keys
from t20desk.db.late_patterns import late_pattern
from t20desk.db.query import Place, Selection
from t20desk.db.search.narrowing import hold_anywhere
from t20desk.db.types import Type
from t20desk.db.types.cleaning import make_narrow
from t20desk.i18n import LANGUAGES

Expression = ColumnElement[bool]
_CHINESE: Final = late_pattern("[\u3005-\u3007\u3400-\u9fff\U00020000-\U0003ffff]")
_TIE: Final = "\x1f"
"""Stands in a sort key before the Chinese characters whose pinyin it holds."""
_SPELLED: Final = late_pattern("[aou]e")
_INITIALS: Final = late_pattern("[a-z]{2,8}")
_DIALLED: Final = late_pattern("0[1-9]")
_PHONE_SIGNS: Final = " -/().\u00a0"


def list_faces(selection: Selection, place: Place) -> Iterator[Place]:
    """The columns of a text: one, or one a language."""
    if not place.field.is_translated:
        yield place
        return
    for code in LANGUAGES:
        yield selection.find(f"{place.path}_{code}")


def has_text(selection: Selection, place: Place, text: str) -> Expression:
    """Whether a text with a sort key holds another, umlauts as ae too, Chinese by its pinyin."""
    store, term, column = selection.database.store, keys.fold(text), selection.shown(place.path)
    if place.field.inherited or _CHINESE.search(term):
        return has_plain(selection, place, text)
    key = selection.key(place.path)
    found = [store.holds_text(key, term), *_spell_pinyin(selection, key, term)]
    if _SPELLED.search(term):
        spelled = lower_column(column, "äöü")
        for umlaut, letters in zip("äöü", ("ae", "oe", "ue"), strict=True):
            spelled = func.replace(spelled, umlaut, letters)
        found.append(store.holds_text(spelled, term))
    return and_(_hold_somewhere(selection, place, text), or_(*found))


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


def has_plain(selection: Selection, place: Place, text: str) -> Expression:
    """The same for a text that has no sort key, in capitals or small letters."""
    anyhow = _hold_anyhow(selection, selection.shown(place.path), text)
    return and_(_hold_somewhere(selection, place, text), anyhow)


def _hold_somewhere(selection: Selection, place: Place, text: str) -> Expression:
    """What a text in a field says of the whole record."""
    return hold_anywhere(selection, place, [keys.fold(text)])


def _hold_anyhow(selection: Selection, column: ColumnElement[Any], text: str) -> Expression:
    """Whether a column holds a text in capitals or small letters."""
    return selection.database.store.holds_text(lower_column(column, text), text.lower())


def lower_column(column: ColumnElement[Any], text: str) -> ColumnElement[Any]:
    """A column in small letters, to be compared with a text.

    Both databases lower ASCII alone, so the other letters of the text are lowered one by one.
    """
    lowered: ColumnElement[Any] = func.lower(column)
    for letter in sorted(set(text.lower())):
        capital = letter.upper()
        if not letter.isascii() and len(capital) == 1 and capital != letter:
            lowered = func.replace(lowered, capital, letter)
    return lowered


def has_digits(selection: Selection, place: Place, text: str) -> Expression:
    """A telephone number by digits of it, with the code of the country or with a nought."""
    column = bare = selection.shown(place.path)
    text = make_narrow(text)
    for sign in _PHONE_SIGNS:
        bare = func.replace(bare, sign, "")
    texts = (text, *_spell_number(place.field.type, text))
    digits = sorted({"".join(filter(str.isdigit, one)) for one in texts} - {""})
    if not digits:
        return _hold_anyhow(selection, column, text)
    found = [selection.database.store.holds_text(bare, one) for one in digits]
    found += _dial_within(selection, place, bare, digits)
    return and_(hold_anywhere(selection, place, digits), or_(*found))


def _dial_within(
    selection: Selection, place: Place, bare: ColumnElement[Any], digits: Sequence[str]
) -> Iterator[Expression]:
    """Digits with a nought behind the code of any country: the record's key holds them so."""
    store, kept = selection.database.store, selection.database.kinds[place.field.kind]
    if kept.searched and place.field.searched:
        for one in filter(_DIALLED.match, digits):
            within = store.holds_text(place.source.c.search_key, one)
            yield and_(store.holds_text(bare, one[1:]), within)


def _spell_number(type_: Type, text: str) -> list[str]:
    """The ways to write a number that begins with a nought, a plus or a code in brackets."""
    begins = text.lstrip(" (")[:1] in ("0", "+")
    return list(type_.search_texts(text)) if begins else []
