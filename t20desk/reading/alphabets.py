"""In which office encoding a text was saved: the one in which its words are of known languages.

The same byte is ø in Western and ř in Central Europe. No language has all letters, so a name
such as Dvořák has an alphabet only where it is read rightly.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

_WESTERN: Final = (
    "äöüß", "àâæçéèêëîïôœùûüÿ", "áéíóúüñ", "áâãàçéêíóôõúü", "àèéìîòóù", "æøåéòô", "åäöé",
    "áðéíóúýþæö", "áéëïíóöúüè", "àéèíïóòúüç",
)  # fmt: skip
ALPHABETS: Final = {
    "cp1252": _WESTERN,
    "mac_roman": _WESTERN,
    "cp850": _WESTERN,
    "cp1250": (
        "äöüß", "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "čćđšž",
        "ăâîşţ",
    ),
    "cp1251": (
        "абвгдежзийклмнопрстуфхцчшщъыьэюяё", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
        "абвгдђежзијклљмнњопрстћуфхцчџш",
    ),
    "cp1253": ("αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ",),
    "cp1254": ("çğıöşüâîû",),
    "cp1257": ("ąčęėįšųūž", "āčēģīķļņšūž", "äöüõšž"),
}  # fmt: skip
"""Of each encoding the letters beyond ASCII of its languages, the likeliest encoding first."""
OTHER_SCRIPTS: Final = ("cp1251", "cp1253")
"""In whose words no Latin letter stands."""
MOST_WORDS: Final = 5_000
MOST_SHARE: Final = 0.8
_WORD: Final = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_BESIDE: Final = "‘’‚“”„–—·•…°º²³ª¹§©®™€£\xa0"
"""Signs that stand before or behind a word."""


class _Fit(NamedTuple):
    """How many words are of some language, and how many are of the one that has most."""

    known: int
    alike: int


def rank_pages(sample: bytes) -> list[str]:
    """The encodings, that in which most words have an alphabet first."""
    words = _list_words(sample)
    fits = {name: _fit_words(words, name) for name in ALPHABETS}
    return sorted(ALPHABETS, key=fits.__getitem__, reverse=True)


def find_certain_page(sample: bytes) -> str:
    """The encoding in which nearly all words are of one language; empty for none."""
    words = _list_words(sample)
    fits = {name: _fit_words(words, name).alike for name in ALPHABETS}
    best = max(fits, key=fits.__getitem__)
    return best if fits[best] > len(words) * MOST_SHARE else ""


def _list_words(sample: bytes) -> list[bytes]:
    return sorted(set(_WORD.findall(sample)))[:MOST_WORDS]


def _fit_words(words: Sequence[bytes], name: str) -> _Fit:
    told = [0] * len(ALPHABETS[name])
    known = 0
    for word in words:
        places = _find_languages(word, name)
        known += bool(places)
        for place in places:
            told[place] += 1
    return _Fit(known, max(told))


def _find_languages(word: bytes, name: str) -> list[int]:
    """The languages that have all letters of a word; none where it is no word at all."""
    text = word.decode(name, "replace").strip(_BESIDE)
    if text not in (text.upper(), text.lower(), text.capitalize()):
        return []
    letters = {letter for letter in text.lower() if not letter.isascii()}
    if name in OTHER_SCRIPTS and letters and not letters.issuperset(text.lower()):
        return []
    return [at for at, own in enumerate(_read_alphabets(name)) if letters <= own]


@cache
def _read_alphabets(name: str) -> list[frozenset[str]]:
    return [frozenset(letters) for letters in ALPHABETS[name]]
