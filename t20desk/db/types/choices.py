"""Closed and open lists: one choice, several choices, yes or no."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, Final, Literal, TypeAlias

from t20desk.db.keys import match_key, sort_key, spell_out
from t20desk.db.late_patterns import late_pattern
from t20desk.db.types.cleaning import clean_line, write_out
from t20desk.db.types.values import (
    NOTHING,
    Parsed,
    Reading,
    Stored,
    Type,
    cut,
    refuse,
    refuse_value,
)
from t20desk.i18n import LANGUAGES, _, join_list, language, list_words, ngettext, translate

Options: TypeAlias = tuple[tuple[str, str], ...]
Knows: TypeAlias = Callable[[str], object]
_STRONG: Final = late_pattern(r"[;|、；\n]")
_WEAK: Final = late_pattern(r"[,/，]")
_LENGTH: Final = 200


@dataclass(frozen=True)
class Choice(Type):
    """One of a list of codes; an open list also takes words of the office's own.

    `also` are other usual words with the code that they mean.
    """

    options: Options = ()
    open: bool = False
    also: Options = ()

    name: ClassVar[str] = "choice"
    width: ClassVar[int] = 16

    def read(self, raw: object, reading: Reading) -> Parsed:
        """Know a choice by code or label, in any of the three languages."""
        text, _removed = clean_line(write_out(raw))
        if not text:
            return NOTHING
        code = self.find_code(text)
        if code is None and self.open and len(text) <= _LENGTH:
            return Parsed(text)
        return refuse_choices([text], self.options) if code is None else Parsed(code)

    def find_code(self, text: str) -> str | None:
        """The code that a text means."""
        return find_code(self.options, text) or _find_usual(self.also, text)

    def format(self, value: Stored) -> str:
        """The label in the language in use."""
        return "" if value is None else _(_labels_of(self.options).get(str(value), str(value)))

    def excel(self, value: Stored) -> str | None:
        """The label."""
        return None if value is None else self.format(value)

    def search_texts(self, value: Stored) -> Iterable[str]:
        """Only the office's own words; a listed choice is found by its column."""
        own = value is not None and str(value) not in _labels_of(self.options)
        return (str(value),) if own else ()

    def key(self, value: Stored) -> str:
        """The code, or the sort key of an own word."""
        return "" if value is None else sort_key(str(value))

    def choices(self) -> Sequence[tuple[str, str]]:
        """The list as declared."""
        return self.options


@dataclass(frozen=True)
class Choices(Type):
    """Several of a list of codes, stored with a blank at both ends of each, in declared order.

    `also` are other usual words with the code that they mean; a label of the office goes before.
    """

    options: Options = ()
    also: Options = ()

    name: ClassVar[str] = "choices"
    width: ClassVar[int] = 24

    def read(self, raw: object, reading: Reading) -> Parsed:
        """Know several choices by codes or labels, one after the other or as a list."""
        return _read_choices(self, raw if isinstance(raw, str) else list_texts(raw), language())

    def find_code(self, text: str) -> str | None:
        """The code that a text means."""
        return find_code(self.options, text) or _find_usual(self.also, text)

    def format(self, value: Stored) -> str:
        """The labels in the language in use."""
        labels = _labels_of(self.options)
        return join_list(_(labels.get(code, code)) for code in codes_of(value))

    def plain(self, value: Stored) -> object:
        """A list of codes."""
        return None if value is None else codes_of(value)

    def excel(self, value: Stored) -> str | None:
        """The labels."""
        return None if value is None else self.format(value)

    def search_texts(self, value: Stored) -> Iterable[str]:
        """Nothing: choices are found by their column."""
        return ()

    def choices(self) -> Sequence[tuple[str, str]]:
        """The list as declared."""
        return self.options


class YesNo(Type):
    """Yes or no, stored 1 or 0; empty is not known."""

    name: ClassVar[str] = "yes_no"
    sql: ClassVar[Literal["text", "integer", "real"]] = "integer"
    width: ClassVar[int] = 6
    excel_format: ClassVar[str] = "General"

    def read(self, raw: object, reading: Reading) -> Parsed:
        """Know yes and no in many words, by 1 and 0, by a cross or a tick."""
        found = _YES_NO.get(raw) if isinstance(raw, str) else None
        if found is not None:
            return Parsed(found)
        text, _removed = clean_line(write_out(raw))
        found = _YES_NO.get(text, _YES_NO.get(match_key(text)))
        if found is None and text:
            return refuse_value(raw, _("“{value}” is neither yes nor no; write one of them."))
        return Parsed(found)

    def format(self, value: Stored) -> str:
        """The word."""
        return "" if value is None else _("yes") if value else _("no")

    def plain(self, value: Stored) -> object:
        """True or false."""
        return None if value is None else bool(value)

    def excel(self, value: Stored) -> str | None:
        """The word."""
        return None if value is None else self.format(value)


_YES: Final = "yes y ja j true t wahr w on 1 x ok oui si da 是 是的 对 有 真 ✓ ✔ ☑ ☒ ✅ √"
_NO: Final = "no n nein false f falsch off 0 non nicht 否 不 不是 无 没有 假 ☐"
_YES_NO: Final = dict.fromkeys(_YES.split(), 1) | dict.fromkeys(_NO.split(), 0)


def codes_of(value: Stored) -> list[str]:
    """The codes of stored choices."""
    return str(value).split() if value else []


def join_codes(codes: Iterable[str]) -> str | None:
    """Codes as they are stored, none for no code."""
    joined = " ".join(codes)
    return f" {joined} " if joined else None


def find_code(options: Options, text: str) -> str | None:
    """The code that a text means: a code itself, or a label in one of the three languages."""
    if text in _labels_of(options):
        # The words of the other languages are not brought for it.
        return text
    known = _codes_by_text(options)
    return known.get(text) or known.get(match_key(text))


@lru_cache(maxsize=16384)
def _read_choices(choices: Choices, raw: str | tuple[str, ...], _tongue: str) -> Parsed:
    """Each distinct cell once, in each language for the sake of its message."""
    codes = {text: choices.find_code(text) for text in split_choices(raw, choices.find_code)}
    if unknown := [text for text, code in codes.items() if code is None]:
        return refuse_choices(unknown, choices.options)
    found = set(codes.values())
    return Parsed(join_codes(code for code, _label in choices.options if code in found))


def list_texts(raw: object) -> str | tuple[str, ...]:
    """The texts of a cell: one, or several that were parted already."""
    if isinstance(raw, (list, tuple)):
        return tuple(str(item) for item in raw)
    return write_out(raw)


def split_choices(raw: str | tuple[str, ...], knows: Knows) -> list[str]:
    """The parts of a cell with several choices; a label may hold a comma or a stroke itself."""
    if isinstance(raw, tuple):
        return list(raw)
    line, _removed = clean_line(raw)
    words = line.split()
    if not line or knows(line):
        return [line] if line else []
    if all(knows(word) for word in words):
        return words
    return list(_split_parts(raw, knows))


def _split_parts(text: str, knows: Knows) -> Iterator[str]:
    for part in _STRONG.split(text):
        line, _removed = clean_line(part)
        pieces = [line] if knows(line) else [clean_line(piece)[0] for piece in _WEAK.split(part)]
        yield from filter(None, pieces)


def refuse_choices(unknown: list[str], options: Options) -> Parsed:
    """Words that are not on the list, and what is."""
    listed = list_words(_(label) for _code, label in options)
    message = ngettext(
        "“{values}” is not on the list; use one of: {listed}.",
        "“{values}” are not on the list; use these: {listed}.",
        len(unknown),
    )
    return refuse(message.format(values=cut(list_words(unknown)), listed=listed))


@lru_cache(maxsize=256)
def _labels_of(options: Options) -> dict[str, str]:
    return dict(options)


@lru_cache(maxsize=256)
def _words_of(also: Options) -> dict[str, str]:
    # A tick has no letters to be matched by.
    return {match_key(word) or word: code for word, code in also}


def _find_usual(also: Options, text: str) -> str | None:
    """The code that another usual word or a sign means."""
    return _words_of(also).get(match_key(text) or text)


@lru_cache(maxsize=256)
def _codes_by_text(options: Options) -> dict[str, str]:
    known: dict[str, str] = {}
    for code, _label in options:
        known[code] = known[match_key(code)] = code
    for code, label in options:
        for tongue in LANGUAGES:
            text = translate(label, tongue)
            known.setdefault(match_key(text), code)
            known.setdefault(match_key(spell_out(text)), code)
    return known
