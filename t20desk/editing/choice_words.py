"""Which values of a list somebody means who types the beginning of one, in any of the languages."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from t20desk.db.keys import fold, spell_out
from t20desk.db.pinyin import spell_variants
from t20desk.db.types import Choices, Countries, Country, Type, country_names
from t20desk.i18n import LANGUAGES, language, translate

_HAN: Final = re.compile("[\u4e00-\u9fff]+")
_START, _WORD, _WITHIN, _ELSE = range(4)


def match_choices(one: Type, typed: str) -> list[tuple[str, str]]:
    """Codes and labels of the values meant, the likeliest first; all where nothing is typed."""
    listed = list(_list_labels(one, language()))
    wanted = fold(" ".join(typed.split()))
    if not wanted:
        return listed
    known = one.parse(typed).value
    ranks = {code: _rank(_list_spellings(one, code), wanted) for code, _label in listed}
    if isinstance(known, str) and known.strip() in ranks:
        ranks[known.strip()] = -1
    found = [(code, label) for code, label in listed if ranks[code] < _ELSE]
    return sorted(found, key=lambda pair: ranks[pair[0]])


def _rank(spellings: tuple[str, ...], wanted: str) -> int:
    if any(text.startswith(wanted) for text in spellings):
        return _START
    if any(f" {wanted}" in text for text in spellings):
        return _WORD
    return _WITHIN if any(wanted in text for text in spellings) else _ELSE


@lru_cache(maxsize=64)
def _list_labels(one: Type, tongue: str) -> tuple[tuple[str, str], ...]:
    """Each code with its name in the language in use; countries in the order of their names."""
    several = isinstance(one, Choices | Countries)
    cells = ((code, f" {code} " if several else code) for code, _label in one.choices())
    return tuple((code, one.format(cell)) for code, cell in cells)


@lru_cache(maxsize=8192)
def _list_spellings(one: Type, code: str) -> tuple[str, ...]:
    """The names of a value in all languages, without accents, and its Chinese name in pinyin."""
    label = dict(one.choices())[code]
    names = {code, label}
    for tongue in LANGUAGES:
        is_country = isinstance(one, Country)
        names.add(country_names(tongue)[code] if is_country else translate(label, tongue))
    return tuple(dict.fromkeys(text for name in names for text in _spell(name)))


def _spell(name: str) -> Iterator[str]:
    yield fold(name)
    yield fold(spell_out(name))
    for run in _HAN.findall(name):
        yield from spell_variants(run)
