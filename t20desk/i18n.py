"""Our words in German, English and Chinese, through gettext catalogues."""

import gettext
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from t20desk.paths import resource

LANGUAGES: Final = ("de", "en", "zh")
LANGUAGE_NAMES: Final = {"de": "Deutsch", "en": "English", "zh": "中文"}
PSEUDO: Final = "pseudo"
"""A stretched language in which tests look for words that were never translated."""


class _Stretched(gettext.NullTranslations):
    """Shows each message in brackets and half as long again; placeholders stay as they are."""

    def gettext(self, message: str) -> str:
        return f"[{message}{'~' * (len(message) // 2 + 1)}]" if message else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


class Words(str):
    """A message of the office's own, which brings its words in each language along."""

    by_language: dict[str, str]

    def __new__(cls, by_language: dict[str, str]) -> "Words":
        """Words by language, at least one of them; others are shown in the first there is."""
        first = next(filter(None, (by_language.get(code) for code in ("en", *LANGUAGES))))
        made = super().__new__(cls, first)
        made.by_language = {code: text for code, text in by_language.items() if text}
        return made

    def say(self, language: str) -> str:
        """The words in a language."""
        return self.by_language.get(language, str(self))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Words):
            return self.by_language == other.by_language
        return str.__eq__(self, other) is True

    def __hash__(self) -> int:
        return str.__hash__(self)

    def __reduce__(self) -> tuple[type["Words"], tuple[dict[str, str]]]:
        return Words, (self.by_language,)


_language = "en"
_spoken: ContextVar[str] = ContextVar("spoken", default="")
"""The language of what is being written for somebody else, in this thread only."""
_catalogues: dict[str, gettext.NullTranslations] = {"en": gettext.NullTranslations()}


def use(language: str) -> None:
    """Switch all words to `language` (de, en, zh); an unknown one becomes English."""
    global _language
    _language = language if language in (*LANGUAGES, PSEUDO) else "en"


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within, this thread uses another language: for a workbook or letter in its reader's."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def language() -> str:
    """The code of the language in use; the stretched test language counts as English."""
    used = _spoken.get() or _language
    return "en" if used == PSEUDO else used


def reading_order() -> list[str]:
    """The languages in which a translated text is looked for: the window's first."""
    first = language()
    return [first, *(code for code in ("en", "de", "zh") if code != first)]


def _(message: str) -> str:
    """The message in the language in use."""
    if isinstance(message, Words):
        return message.say(_spoken.get() or _language)
    return _catalogue(_spoken.get() or _language).gettext(message) if message else ""


def N_(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is shown."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:
    """Mark a message for a number of things; `ngettext` translates it where it is shown."""
    return one, many


def join_list(parts: Iterable[str]) -> str:
    """Parts that may hold commas themselves, as one line in the language in use."""
    return _("; ").join(parts)


def list_words(parts: Iterable[str]) -> str:
    """Words one after the other within a sentence, in the language in use."""
    return _(", ").join(parts)


def say_number(number: int) -> str:
    """A count as people write it here: 1,000,000 or 1.000.000."""
    written = f"{number:,}"
    return written.replace(",", ".") if language() == "de" else written


def ngettext(one: str, many: str, number: int) -> str:
    """The message for a number of things, in the language in use."""
    return _catalogue(_spoken.get() or _language).ngettext(one, many, number)


def translate(message: str, language: str) -> str:
    """The message in a given language, whatever the one in use."""
    if isinstance(message, Words):
        return message.say(language)
    return _catalogue(language).gettext(message) if message else ""


def _catalogue(language: str) -> gettext.NullTranslations:
    found = _catalogues.get(language)
    if found is None:
        found = _Stretched() if language == PSEUDO else _load_catalogue(language)
        _catalogues[language] = found
    return found


def _load_catalogue(language: str) -> gettext.NullTranslations:
    folder = str(resource("locale"))
    return gettext.translation("t20desk", folder, [language], fallback=True)


def tell_value(name: str, value: str) -> str:
    """A value behind what it is of; Chinese has a colon of its own."""
    return _("{field}: {values}").format(field=name, values=value)


def tell_place(place: str, message: str) -> str:
    """A sentence behind the place it belongs to; Chinese has a colon of its own."""
    return _("{place}: {message}").format(place=place, message=message)
