"""Countries and regions by ISO 3166, known by their usual names and codes in three languages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from t20desk.db.keys import match_key, spell_out
from t20desk.db.types.choices import codes_of, join_codes, split_choices
from t20desk.db.types.cleaning import clean_line, write_out
from t20desk.db.types.country_names import ALIASES, CODES, DOUBTFUL, SHORT_NAMES
from t20desk.db.types.values import NOTHING, Parsed, Reading, Stored, Type, ask, cut, refuse
from t20desk.i18n import LANGUAGES, _, language


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class Countries(Country):
    """Several countries or regions, stored like choices."""

    name: ClassVar[str] = "choices"
    width: ClassVar[int] = 24

    def read(self, raw: object, reading: Reading) -> Parsed:
        """Know each by code or usual name."""
        parts = split_choices(raw, lambda text: _find_country(text).severity == "")
        found = [_find_country(part) for part in parts]
        for parsed in found:
            if parsed.severity:
                return parsed
        return Parsed(join_codes(dict.fromkeys(str(parsed.value) for parsed in found)))

    def format(self, value: Stored) -> str:
        """The usual names in the language in use."""
        return "; ".join(Country.format(self, code) for code in codes_of(value))

    def plain(self, value: Stored) -> object:
        """A list of codes."""
        return codes_of(value)


@lru_cache(maxsize=4096)
def _find_country(text: str) -> Parsed:
    key = match_key(text)
    if key in DOUBTFUL:
        names = country_names(language())
        message = _("“{value}” can be {choices}; say which.")
        choices = " / ".join(names[code] for code in DOUBTFUL[key].split())
        return ask(message.format(value=cut(text), choices=choices))
    if code := _codes_by_name().get(key):
        return Parsed(code)
    message = _("“{value}” is no country or region we know; choose it from the list.")
    return refuse(message.format(value=cut(text)))


@lru_cache(maxsize=8)
def country_names(tongue: str) -> dict[str, str]:
    """The short usual name of each code in a language."""
    from babel import Locale

    territories = Locale.parse(tongue).territories
    names = {code: str(territories.get(code, code)) for code in CODES}
    return names | SHORT_NAMES.get(tongue, {})


@lru_cache(maxsize=8)
def _sorted_names(tongue: str) -> tuple[tuple[str, str], ...]:
    from t20desk.db.keys import sort_key

    return tuple(sorted(country_names(tongue).items(), key=lambda item: sort_key(item[1])))


@lru_cache(maxsize=1)
def _codes_by_name() -> dict[str, str]:
    known: dict[str, str] = {}
    for code in CODES:
        known[code.lower()] = code
    for tongue in LANGUAGES:
        for code, name in country_names(tongue).items():
            known.setdefault(match_key(name), code)
            known.setdefault(match_key(spell_out(name)), code)
    for code, names in ALIASES.items():
        for name in names.split("|"):
            known.setdefault(match_key(name), code)
            known.setdefault(match_key(spell_out(name)), code)
    return known
