"""Languages by ISO 639, known by code and name in three languages."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, Final

from t20desk.db.keys import match_key
from t20desk.db.types.choices import Choice, Choices, Options
from t20desk.i18n import LANGUAGES, N_

LANGUAGE_OPTIONS: Options = (
    ("de", N_("German")), ("en", N_("English")), ("zh", N_("Chinese")), ("fr", N_("French")),
    ("es", N_("Spanish")), ("it", N_("Italian")), ("pt", N_("Portuguese")), ("ru", N_("Russian")),
    ("ar", N_("Arabic")), ("ja", N_("Japanese")), ("ko", N_("Korean")), ("nl", N_("Dutch")),
    ("sv", N_("Swedish")), ("da", N_("Danish")), ("no", N_("Norwegian")), ("fi", N_("Finnish")),
    ("pl", N_("Polish")), ("cs", N_("Czech")), ("hu", N_("Hungarian")), ("ro", N_("Romanian")),
    ("el", N_("Greek")), ("tr", N_("Turkish")), ("he", N_("Hebrew")), ("fa", N_("Persian")),
    ("hi", N_("Hindi")), ("id", N_("Indonesian")), ("ms", N_("Malay")), ("th", N_("Thai")),
    ("vi", N_("Vietnamese")), ("uk", N_("Ukrainian")),
)  # fmt: skip


_ALIASES: Final = {
    "zh": "Mandarin|Putonghua|Hochchinesisch|普通话|汉语|漢語|国语|华语|Chinese (Mandarin)|cn|chi",
    "de": "Hochdeutsch|ger|德文", "en": "Englisch (UK)|Englisch (US)|英文", "fr": "fre|法文",
    "fa": "Farsi|per", "no": "nb|nn|Bokmål|Nynorsk", "cs": "cze", "nl": "dut|Flämisch|Flemish",
    "el": "gre", "ro": "rum", "ms": "may|Bahasa Melayu", "id": "Bahasa Indonesia", "ja": "日文",
    "ko": "韩文", "ru": "俄文", "es": "Castellano|西文",
}  # fmt: skip


@dataclass(frozen=True)
class Language(Choice):
    """One language."""

    options: Options = LANGUAGE_OPTIONS

    width: ClassVar[int] = 12

    def find_code(self, text: str) -> str | None:
        """Known by code, by its name in our languages and by its own."""
        return super().find_code(text) or _find_language(text, self.options)


@dataclass(frozen=True)
class Languages(Choices):
    """Several languages."""

    options: Options = LANGUAGE_OPTIONS

    def find_code(self, text: str) -> str | None:
        """Known by code, by its name in our languages and by its own."""
        return super().find_code(text) or _find_language(text, self.options)


def _find_language(text: str, options: Options) -> str | None:
    return _known_names(options).get(match_key(text))


@lru_cache(maxsize=8)
def _known_names(options: Options) -> dict[str, str]:
    known: dict[str, str] = {}
    for code, _label in options:
        for name in (*_list_babel_names(code), *_ALIASES.get(code, "").split("|")):
            known.setdefault(match_key(name), code)
    known.pop("", None)
    return known


def _list_babel_names(code: str) -> Iterator[str]:
    """The three-letter code, and the name in our languages and in its own."""
    from babel import Locale
    from babel.core import get_global

    yield from (long for long, short in get_global("language_aliases").items() if short == code)
    for tongue in (*LANGUAGES, code):
        yield str(Locale.parse(tongue).languages.get(code, ""))
