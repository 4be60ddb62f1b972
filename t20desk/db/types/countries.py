"""Countries and regions by ISO 3166, known by their usual names and codes in three languages."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import ClassVar, Final

from t20desk.db.keys import fold, match_key, sort_key, spell_out
from t20desk.db.late_patterns import late_pattern
from t20desk.db.types.choices import codes_of, join_codes, list_texts, split_choices
from t20desk.db.types.cleaning import clean_line, write_out
from t20desk.db.types.country_names import (
    ALIASES,
    CODES,
    DOUBTFUL,
    SHORT_NAMES,
    STATE_ENDING,
    STATE_WORDS,
)
from t20desk.db.types.values import (
    NOTHING,
    Parsed,
    Reading,
    Stored,
    Type,
    ask,
    cut,
    refuse,
    refuse_value,
)
from t20desk.i18n import LANGUAGES, _, join_list, language
from t20desk.paths import resource

FOREIGN: Final = "zh_Hant zh_Hant_HK fr es it pt ru ja ko"
"""Further languages whose names of countries are known."""
_NEAR: Final = 80
_NEAR_LENGTH: Final = 5
_WORDS: Final = late_pattern(r"[^\W_]+")
_ENDING: Final = late_pattern(STATE_ENDING)
_ARTICLE: Final = late_pattern(r"\bthe\b", re.I)
_PARTS: Final = late_pattern("[()/,;（）、]")
_SHORT_WORDS: Final = {"saint": "st", "sankt": "st", "isl": "islands", "brit": "british"}


class Country(Type):
    """A country or region, stored as its ISO 3166 alpha-2 code."""

    name: ClassVar[str] = "country"
    width: ClassVar[int] = 18

    def read(self, raw: object, reading: Reading) -> Parsed:
        """Know a country or region by code or usual name; what could be two is asked."""
        text, _removed = clean_line(write_out(raw))
        if text in CODES:
            return Parsed(text)
        return _find_country(text) if text else NOTHING

    def format(self, value: Stored) -> str:
        """The usual name in the language in use."""
        return "" if value is None else country_names(language()).get(str(value), str(value))

    def excel(self, value: Stored) -> str | None:
        """The usual name."""
        return None if value is None else self.format(value)

    def search_texts(self, value: Stored) -> Iterable[str]:
        """Nothing: a country is found by its column."""
        return ()

    def choices(self) -> Sequence[tuple[str, str]]:
        """Code and name of each, in the order of the names in the language in use."""
        return _sorted_names(language())


class Countries(Country):
    """Several countries or regions, stored like choices."""

    name: ClassVar[str] = "choices"
    width: ClassVar[int] = 24

    def read(self, raw: object, reading: Reading) -> Parsed:
        """Know each by code or usual name."""
        parts = split_choices(list_texts(raw), _find_codes)
        found = [_find_country(part) for part in parts]
        for parsed in found:
            if parsed.severity:
                return parsed
        return Parsed(join_codes(sorted({str(parsed.value) for parsed in found})))

    def format(self, value: Stored) -> str:
        """The usual names in the language in use."""
        return join_list(Country.format(self, code) for code in codes_of(value))

    def plain(self, value: Stored) -> object:
        """A list of codes."""
        return None if value is None else codes_of(value)


def _find_country(text: str) -> Parsed:
    found = _find_codes(text)
    if not found:
        return _refuse_country(text)
    if " " not in found:
        return Parsed(found)
    names = country_names(language())
    message = _("“{value}” can be {choices}; say which.")
    choices = " / ".join(names[code] for code in found.split())
    return ask(message.format(value=cut(text), choices=choices))


@lru_cache(maxsize=4096)
def _find_codes(text: str) -> str:
    """The code that a name means, several codes where it is to be asked, else nothing."""
    if found := _find_name(text):
        return found
    parts = {_find_name(part) for part in _PARTS.split(text) if part.strip()}
    return parts.pop() if len(parts) == 1 else ""


def _find_name(text: str) -> str:
    known, loosely_known = _known_names()
    exact, loose = match_key(text), loosen_name(text)
    plain = match_key(_ARTICLE.sub(" ", text))
    found = known.get(exact) or known.get(plain) or known.get(loose) or loosely_known.get(loose)
    return found or _foreign_names().get(exact) or _foreign_names().get(loose, "")


def loosen_name(text: str) -> str:
    """The name without the words that say only what form of state it has."""
    words = _WORDS.findall(_ENDING.sub("", fold(text)))
    return "".join(_SHORT_WORDS.get(word, word) for word in words if word not in STATE_WORDS)


@lru_cache(maxsize=8)
def country_names(tongue: str) -> dict[str, str]:
    """The short usual name of each code in a language."""
    return _read_territories(tongue) | SHORT_NAMES.get(tongue, {})


def _refuse_country(text: str) -> Parsed:
    code = _find_near(match_key(text))
    if not code:
        message = _("“{value}” is not a country or region we know; choose one from the list.")
        return refuse_value(text, message)
    message = _("“{value}” is not a country or region we know; is it {name}?")
    return refuse(message.format(value=cut(text), name=country_names(language())[code]))


@lru_cache(maxsize=1024)
def _find_near(exact: str) -> str:
    """The code of the one country with nearly this name, else nothing."""
    from rapidfuzz import fuzz, process

    known = _known_names()[0]
    near = process.extractOne(exact, known.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR)
    code = known[near[0]] if near and len(near[0]) >= _NEAR_LENGTH else ""
    return code if " " not in code else ""


def _read_territories(tongue: str) -> dict[str, str]:
    kept = _kept_names("territories" if tongue in LANGUAGES else "further_territories")
    territories = kept.get(tongue) or _babel_territories(tongue)
    return {code: str(territories.get(code, code)) for code in CODES}


def _babel_territories(tongue: str) -> dict[str, str]:
    from babel import Locale

    return dict(Locale.parse(tongue).territories)


@lru_cache(maxsize=2)
def _kept_names(name: str) -> dict[str, dict[str, str]]:
    """Babel's names by language, as they were written when the words were compiled."""
    path = resource("locale", f"{name}.json")
    kept: dict[str, dict[str, str]] = {}
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else kept


@lru_cache(maxsize=8)
def _sorted_names(tongue: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(country_names(tongue).items(), key=lambda item: sort_key(item[1])))


@lru_cache(maxsize=1)
def _known_names() -> tuple[dict[str, str], dict[str, str]]:
    """Codes by exact name and by loosened name; several codes for a name that has to be asked."""
    exact: dict[str, str] = {}
    loose: dict[str, set[str]] = {}
    # Most names are listed more than once, and few are spelled in more than one way.
    for codes, name in dict.fromkeys(_list_names()):
        for spelling in {name, spell_out(name), _ARTICLE.sub(" ", name)}:
            exact.setdefault(match_key(spelling), codes)
            loose.setdefault(loosen_name(spelling), set()).add(codes)
    loose.pop("", None)
    return exact, {name: next(iter(codes)) for name, codes in loose.items() if len(codes) == 1}


def _list_names() -> Iterator[tuple[str, str]]:
    """Codes with a name of theirs, the surest names first."""
    for codes, names in DOUBTFUL.items():
        yield from ((codes, name) for name in names.split("|"))
    yield from ((code, code) for code in CODES)
    yield from _list_long_codes()
    for code, names in ALIASES.items():
        yield from ((code, name) for name in names.split("|"))
    for tongue in LANGUAGES:
        yield from country_names(tongue).items()
        yield from _read_territories(tongue).items()


def list_usual_names() -> Iterator[tuple[str, str]]:
    """Codes with the names a country has in all languages, and what else it is usually called."""
    for tongue in LANGUAGES:
        yield from country_names(tongue).items()
    for code, names in ALIASES.items():
        yield from ((code, name) for name in names.split("|"))


def _list_long_codes() -> Iterator[tuple[str, str]]:
    """The codes of three letters, also those of countries that were renamed or joined."""
    from babel.core import get_global

    for long, codes in get_global("territory_aliases").items():
        if len(long) == len("DEU") and long.isalpha() and len(codes) == 1 and codes[0] in CODES:
            yield codes[0], long


@lru_cache(maxsize=1)
def _foreign_names() -> dict[str, str]:
    """Names in further languages; those that mean different countries are left out."""
    found: dict[str, set[str]] = {}
    for tongue in FOREIGN.split():
        for code, name in _read_territories(tongue).items():
            found.setdefault(match_key(name), set()).add(code)
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}
