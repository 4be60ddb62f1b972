"""Comparing the names of two organisations: legal forms, order, script, shortening, places."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from t20desk.doubles.firm_words import (
    BRANCHES,
    HAN_BRANCH,
    read_signs,
    read_words,
    spell_form,
    translate_signs,
)
from t20desk.doubles.folding import fold_name, has_han

SAME, NEAR, SCRIPT, PART = "name_same", "name_near", "name_script", "name_part"
PLACE, WORD, OTHER = "name_place", "name_word", "name_other"
_BEST: Final = (SAME, NEAR, SCRIPT, PART, WORD, PLACE, OTHER)
_SHORTEST: Final = 5
_LONG: Final = 9
_STEM: Final = 3
_TINY: Final = 2
_BRAND: Final = 6
_FEW_SIGNS: Final = 2

Places = Set[str]
"""Words that are names of towns here, which tell two branches apart."""


@dataclass(frozen=True, slots=True)
class FirmName:
    """The forms of an organisation's name: in letters as words, and in Chinese characters."""

    letters: tuple[tuple[str, ...], ...]
    signs: tuple[str, ...]
    legal: frozenset[str] = frozenset()
    runs: frozenset[str] = frozenset()
    """Each name in letters without blanks."""

    def spellings(self) -> set[str]:
        """What is equal for equal names in any order."""
        return {" ".join(sorted(words)) for words in self.letters} | set(self.signs)


def read_firm(names: Iterable[str]) -> FirmName:
    """The forms of a name from all names a record gives."""
    letters: dict[tuple[str, ...], None] = {}
    signs: dict[str, None] = {}
    legal: set[str] = set()
    runs: set[str] = set()
    for name in map(spell_form, filter(None, names)):
        if has_han(name):
            signs[read_signs(name)] = None
            continue
        words, forms, run = read_words(name)
        if words:
            letters[words] = None
            legal |= forms
        if run:
            runs.add(run)
    return FirmName(tuple(letters), tuple(signs), frozenset(legal), frozenset(runs))


def compare_firms(one: FirmName, other: FirmName, places: Places) -> str:
    """What is found of two names: the best that any of their forms gives in the same script."""
    found = [_compare_signs(mine, theirs, places) for mine in one.signs for theirs in other.signs]
    if not found:
        # Letters only say how the characters sound, so they count where one has none.
        found = [SAME for _run in one.runs & other.runs] or [
            _compare_words(mine, theirs, places) for mine in one.letters for theirs in other.letters
        ]
    if not found:
        found = [
            _compare_scripts(signs, words)
            for mine, theirs in ((one, other), (other, one))
            for signs in mine.signs
            for words in theirs.letters
        ]
    return min(found, key=_BEST.index, default=OTHER)


def _compare_signs(one: str, other: str, places: Places) -> str:
    if one == other:
        return SAME
    if (HAN_BRANCH.search(one) is None) != (HAN_BRANCH.search(other) is None):
        return PLACE
    short, long = sorted((one, other), key=len)
    if len(short) > _FEW_SIGNS and short in long:
        rest = long.replace(short, "", 1)
        return PART if len(short) * 2 > len(rest) else WORD
    mine, theirs = _drop_equal(one, other)
    if _is_place(mine, places) or _is_place(theirs, places) or HAN_BRANCH.search(one):
        return PLACE
    return WORD if len(mine) * 2 <= len(one) else OTHER


def _drop_equal(one: str, other: str) -> tuple[str, str]:
    """What is left of two texts without what they begin and end with alike."""
    most = min(len(one), len(other))
    start = next((at for at in range(most) if one[at] != other[at]), most)
    end = next((at for at in range(most - start) if one[-1 - at] != other[-1 - at]), most - start)
    return one[start : len(one) - end], other[start : len(other) - end]


def _is_place(signs: str, places: Places) -> bool:
    return len(signs) >= _FEW_SIGNS and any(
        has_han(place) for place in places if signs.startswith(place) or place.startswith(signs)
    )


def _compare_words(one: tuple[str, ...], other: tuple[str, ...], places: Places) -> str:
    if sorted(one) == sorted(other) or "".join(one) == "".join(other):
        return SAME
    rest = list(other)
    odd: list[str] = []
    alike = 0
    for word in sorted(one, key=len, reverse=True):
        match = next((w for w in rest if w == word), None) or next(
            (w for w in rest if _is_alike(word, w, places)), None
        )
        if match is None:
            odd.append(word)
        else:
            rest.remove(match)
            alike += 1
    return _judge(odd, rest, alike, places)


def _judge(odd: list[str], rest: list[str], alike: int, places: Places) -> str:
    if alike > 1:
        odd, rest = ([w for w in words if len(w) > _TINY] for words in (odd, rest))
    if not odd and not rest:
        return NEAR
    if odd and rest and _is_mistyped("".join(sorted(odd)), "".join(sorted(rest)), alike, places):
        return NEAR
    if not alike:
        return OTHER
    left = {*odd, *rest}
    if left & BRANCHES or any(word.isdigit() for word in left) or (left & places):
        return PLACE
    if odd and rest:
        return WORD
    return PART if len(odd) + len(rest) <= alike else WORD


def _is_mistyped(one: str, other: str, alike: int, places: Places) -> bool:
    """Whether all that is left of two names is one word mistyped."""
    if one in places and other in places:
        return False
    short = min(len(one), len(other))
    return _spelled_alike(one, other) or (
        alike > 1 and short > _TINY and OSA.distance(one, other, score_cutoff=1) <= 1
    )


@lru_cache(maxsize=500_000)
def _spelled_alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if _STEM <= len(short) <= _SHORTEST and len(long) > _SHORTEST and long.startswith(short):
        return True
    if len(short) < _SHORTEST:
        return False
    most = 2 if len(short) >= _LONG else 1
    return OSA.distance(one, other, score_cutoff=most) <= most


def _is_alike(one: str, other: str, places: Places) -> bool:
    """Whether two words are one, mistyped or shortened; places are never."""
    if one in places and other in places:
        return False
    return _spelled_alike(one, other)


def _compare_scripts(signs: str, words: tuple[str, ...]) -> str:
    """A Chinese name beside one in letters: how its brand sounds, and what usual words mean."""
    meant = translate_signs(signs)
    rest = list(words)
    brand: list[str] = []
    for word in meant:
        if word in rest:
            rest.remove(word)
        else:
            brand.append(word)
    sound, letters = "".join(brand), fold_name("".join(rest))
    if not sound and not letters:
        return SCRIPT
    if len(sound) >= _BRAND and sound == letters:
        return SCRIPT
    if len(sound) >= _BRAND and (letters.startswith(sound) or sound.startswith(letters)):
        return SCRIPT if min(len(sound), len(letters)) >= _BRAND else OTHER
    if sound and letters and _spelled_alike(sound, letters):
        return SCRIPT
    return WORD if len(brand) < len(meant) else OTHER
