"""Sort keys and search keys: what makes texts equal, ordered and found. Pure functions."""

import unicodedata
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from t20desk.db.late_patterns import late_pattern
from t20desk.db.pinyin import pair_initials, read_characters, spell_variants

_TIE: Final = "\x1f"
"""Stands below every letter: behind it the characters themselves, so that only equals are equal."""

_LETTERS: Final = {
    "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i",
    "ħ": "h", "ŧ": "t", "ŋ": "n", "‘": "'", "’": "'", "‚": "'", "ʼ": "'", "´": "'", "`": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‐": "-", "‑": "-", "‒": "-", "–": "-",
    "—": "-", "−": "-",
}  # fmt: skip
_MARKS: Final = late_pattern(
    "[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_HAN: Final = late_pattern("[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+")
_SINGLE: Final = (
    "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff"
)
_WORD: Final = late_pattern(r"[^\W_]+")
_IS_SINGLE: Final = late_pattern(f"[{_SINGLE}]")
_UMLAUTS: Final = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("Ä", "Ae"), ("Ö", "Oe"), ("Ü", "Ue"))
_TYPED_NUMBER: Final = late_pattern(r"(?:\+|\(?0)[\d /().-]{4,}")
_TYPED_DATE: Final = late_pattern(r"\d\d?[./-]\d\d?[./-]\d{2,4}|\d{4}-\d\d(?:-\d\d)?")
_TYPED_CODE: Final = late_pattern(r"00[1-9]\d{1,2}")
_GROUPED: Final = late_pattern(r"[1-9]\d*(?:[ /().-]+\d+)+")
_SHORT: Final = 2
_LEAST_GROUPED: Final = 4
"""Of fewer digits `1/2` and the like are no part of a telephone number."""


class _Folding(dict[int, str]):
    """Each character is folded once."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    if character.isspace():
        return " "
    if unicodedata.category(character) == "Cf":
        return ""
    text = _LETTERS.get(character) or unicodedata.normalize("NFKD", character).casefold()
    text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return unicodedata.normalize("NFC", "".join(_LETTERS.get(letter, letter) for letter in text))


_FOLDING: Final = _Folding()


def fold(text: str) -> str:
    """The text without case, accents, width and surplus blanks; punctuation stays."""
    if text.isascii():
        folded = text.lower()
    else:
        folded = unicodedata.normalize("NFC", text).translate(_FOLDING)
    if folded.isprintable() and "  " not in folded:
        return folded.strip()
    return " ".join(folded.split())


def match_key(text: str) -> str:
    """The folded text without blanks and punctuation, for codes, labels and headings."""
    return "".join(letter for letter in fold(text) if letter.isalnum())


def spell_out(text: str) -> str:
    """The text with ae, oe, ue for the German umlauts."""
    spelled = unicodedata.normalize("NFC", text)
    for umlaut, letters in _UMLAUTS:
        spelled = spelled.replace(umlaut, letters)
    return spelled


def sort_key(text: str, *, name: bool = False) -> str:
    """The text by which a list is sorted; Chinese by pinyin, family names by theirs."""
    folded = fold(text)
    if folded.isascii() or not (runs := _HAN.findall(folded)):
        return folded
    begins = name
    parts: list[str] = []
    for part in _split_runs(folded):
        parts.append(read_characters(part, name=begins) if _HAN.match(part) else part)
        begins = False
    return " ".join(" ".join(parts).split()) + _TIE + "".join(runs)


def search_key(texts: Iterable[tuple[str, bool]]) -> str:
    """All that a search finds of a row; each text comes with whether it is a person's name."""
    lines: dict[str, None] = {}
    for text, is_name in texts:
        folded = fold(text)
        lines[folded] = None
        if not text.isascii():
            lines.update(dict.fromkeys(_find_variants(text, folded, is_name)))
    lines.pop("", None)
    return "\n".join(lines)


def search_lines(text: str, sort_key: str, *, name: bool = False) -> str:
    """All that a search finds of one text whose sort key is known."""
    folded = fold(text) if _TIE in sort_key else sort_key
    return "\n".join(filter(None, dict.fromkeys((folded, *_find_variants(text, folded, name)))))


def search_words(*keys: str) -> list[str]:
    """The tokens of one or two characters by which short terms are looked up."""
    words: set[str] = set()
    for key in keys:
        for word in _WORD.findall(key):
            if word.isascii() or not _IS_SINGLE.search(word):
                words.add(word[:1])
                words.add(word[:2])
            else:
                words.update(_split_word(word))
    return sorted(words)


def _split_word(word: str) -> Iterable[str]:
    """Each single character, each pair with one in it and its initials, and how the rest begins."""
    singles = set(_IS_SINGLE.findall(word))
    yield from singles
    for one, two in pairwise(word):
        if one in singles or two in singles:
            yield one + two
        if one in singles and two in singles and (initials := pair_initials(one + two)):
            yield initials
    for rest in _IS_SINGLE.split(word):
        yield from filter(None, (rest[:1], rest[:2]))


def query_terms(text: str) -> tuple[str, bool]:
    """The folded term and whether it is short: then it is one of the words, else part of a key."""
    term = fold(text)
    if _TYPED_NUMBER.fullmatch(term) and not _TYPED_DATE.fullmatch(term):
        term = _join_digits(term)
    if len(term) > _SHORT:
        return term, False
    return "".join(_WORD.findall(term)) or term, True


def spell_number(text: str) -> str:
    """How a telephone number stands in a search key that is typed otherwise; else empty.

    `0041` is the code of a country, `555-01-32` digits that are written in other groups there.
    """
    term = fold(text)
    if _TYPED_CODE.fullmatch(term):
        return f"+{term[2:]}"
    if _GROUPED.fullmatch(term) and not _TYPED_DATE.fullmatch(term):
        digits = _join_digits(term)
        return digits if len(digits) >= _LEAST_GROUPED else ""
    return ""


def _join_digits(term: str) -> str:
    """A telephone number as it stands in the search key."""
    digits = "".join(filter(str.isdigit, term.replace("(0)", "")))
    return digits.removeprefix("00")


def _split_runs(folded: str) -> list[str]:
    """Runs of Chinese characters and what stands between them, in order."""
    parts: list[str] = []
    end = 0
    for run in _HAN.finditer(folded):
        parts += [folded[end : run.start()], run[0]]
        end = run.end()
    return [part for part in (*parts, folded[end:]) if part]


def _find_variants(text: str, folded: str, is_name: bool) -> Iterable[str]:
    spelled = spell_out(text)
    if spelled != text:
        yield fold(spelled)
    if not folded.isascii():
        for run in _HAN.finditer(folded):
            yield from spell_variants(run[0], name=is_name and run.start() == 0)
