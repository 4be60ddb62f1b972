"""Languages by ISO 639, known by code and name in three languages."""

from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, Final

from t20desk.db.keys import match_key
from t20desk.db.types.choices import Choice, Choices, Options
from t20desk.i18n import N_

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
    "de": "deu|ger|Hochdeutsch|德文", "en": "eng|Englisch (UK)|Englisch (US)|英文",
    "zh": "zho|chi|cmn|cn|Mandarin|Putonghua|Hochchinesisch|Chinese (Mandarin)"
    "|普通话|汉语|漢語|国语|华语",
    "fr": "fra|fre|français|法文", "es": "spa|español|Castellano|西文", "it": "ita|italiano",
    "pt": "por|português", "ru": "rus|русский|俄文", "ar": "ara|arb|العربية",
    "ja": "jpn|日本語|日文", "ko": "kor|한국어|韩文", "nl": "nld|dut|Nederlands|Flämisch|Flemish",
    "sv": "swe|svenska",
    "da": "dan|dansk", "no": "nor|nb|nn|norsk|Bokmål|Nynorsk", "fi": "fin|suomi",
    "pl": "pol|polski", "cs": "ces|cze|čeština", "hu": "hun|magyar", "ro": "ron|rum|mo|mol|română",
    "el": "ell|gre|Ελληνικά", "tr": "tur|Türkçe", "he": "heb|iw|עברית",
    "fa": "fas|per|pes|فارسی|Farsi", "hi": "hin|हिन्दी", "id": "ind|in|Indonesia|Bahasa Indonesia",
    "ms": "msa|may|zsm|Melayu|Bahasa Melayu", "th": "tha|ไทย|Thailändisch", "vi": "vie|Tiếng Việt",
    "uk": "ukr|українська",
}  # fmt: skip
"""Codes of three letters, earlier codes, the language's own name for itself, other usual names."""


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
    names = ((code, name) for code, _label in options for name in _ALIASES[code].split("|"))
    return {match_key(name): code for code, name in names}
