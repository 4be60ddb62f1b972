"""Comparing the names of two people: order, script, short forms and typing errors."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from t20desk.db.pinyin import split_family
from t20desk.doubles.folding import fold_name, has_han, is_pinyin, only_han, split_name
from t20desk.doubles.short_names import first_form, is_given_name, is_other_sex, is_short_form

SAME, NEAR, SHORT, PART = "name_same", "name_near", "name_short", "name_part"
GIVEN, FAMILY, SIGNS, OTHER = "name_given", "name_family", "name_signs", "name_other"
_BEST: Final = (SAME, NEAR, SHORT, PART, FAMILY, GIVEN, OTHER)
_EQUAL, _ABRIDGED, _ALMOST, _UNLIKE = range(4)
_SHORTEST: Final = 4
_LONG: Final = 8


@dataclass(frozen=True, slots=True)
class NameForm:
    """One way in which a name is written: its words, and which of them are the family's."""

    words: tuple[str, ...]
    family: tuple[str, ...]
    joined: tuple[str, str]


@dataclass(frozen=True, slots=True)
class PersonName:
    """All forms of a person's name; `signs` are those in Chinese characters."""

    forms: tuple[NameForm, ...]
    signs: frozenset[str]
    stems: frozenset[str]
    """How its words begin and end, and what their short forms share; empty: anything fits."""

    def spellings(self) -> set[str]:
        """What is equal for equal names in any order and script."""
        return {" ".join(sorted(form.words)) for form in self.forms} | {
            min(form.joined) for form in self.forms
        }


def read_name(given: str, family: str, whole: Iterable[str]) -> PersonName:
    """The forms of a name from its two parts and from further whole names."""
    forms: dict[NameForm, None] = {}
    signs: set[str] = set()
    parts = [(given, family), *(("", text) for text in whole)]
    for first, last in parts:
        if not (first or last):
            continue
        if has_han(first) or has_han(last):
            _read_signs(first, last, forms, signs)
        else:
            forms[_read_letters(first, last)] = None
    kept = tuple(form for form in forms if form.words)
    return PersonName(kept, frozenset(signs), frozenset(_list_stems(kept)))


def _list_stems(forms: Iterable[NameForm]) -> set[str]:
    stems: set[str] = set()
    for form in forms:
        for word in (*form.words, *form.joined):
            if len(word) == 1:
                return set()
            stems.update((word[:2], f"-{word[-2:]}"))
        stems.update(f"~{first_form(word)}" for word in form.words)
    return stems


def _read_letters(given: str, family: str) -> NameForm:
    if not given and "," in family:
        family, _comma, given = family.partition(",")
    firsts, lasts = split_name(given), split_name(family)
    if not firsts and len(lasts) > 1:
        firsts, lasts = lasts[:-1], lasts[-1:]
    return _make_form(firsts, lasts)


def _make_form(firsts: Sequence[str], lasts: Sequence[str]) -> NameForm:
    first, last = "".join(firsts), "".join(lasts)
    joined = fold_name(first + last), fold_name(last + first)
    return NameForm((*firsts, *lasts), tuple(lasts), joined)


def _read_signs(first: str, last: str, forms: dict[NameForm, None], signs: set[str]) -> None:
    """A name in characters, and as it sounds; a part in letters beside it stands for itself."""
    run = only_han(last) + only_han(first)
    if len(run) > 1:
        # Typed into the wrong boxes it reads the other way round.
        turned = only_han(first) + only_han(last)
        signs.update((run, turned))
        for one in dict.fromkeys((run, turned)):
            family, given = split_family(one)
            firsts = [fold_name(given)] if given else []
            forms[_make_form(firsts, [fold_name(family)])] = None
    if rest := [word for word in split_name(f"{first} {last}") if not has_han(word)]:
        forms[_make_form(rest[:-1], rest[-1:])] = None


def compare_names(one: PersonName, other: PersonName) -> str:
    """What is found of two names: the best that any of their forms gives."""
    if one.stems and other.stems and one.stems.isdisjoint(other.stems):
        return OTHER
    if one.signs and other.signs:
        if not one.signs.isdisjoint(other.signs):
            return SAME
        best = _compare_forms(one, other)
        return SIGNS if best in (SAME, NEAR, SHORT, PART) else best
    return _compare_forms(one, other)


def _compare_forms(one: PersonName, other: PersonName) -> str:
    best = len(_BEST)
    for mine in one.forms:
        for theirs in other.forms:
            best = min(best, _BEST.index(_compare(mine, theirs)))
            if best == 0:
                return SAME
    return _BEST[best] if best < len(_BEST) else OTHER


def _compare(one: NameForm, other: NameForm) -> str:
    if one.joined[0] in other.joined or one.joined[1] in other.joined:
        return SAME if len(one.words) > 1 or len(other.words) > 1 else FAMILY
    is_short = len(one.words) <= len(other.words)
    return _judge_words(one, other) if is_short else _judge_words(other, one)


def _judge_words(short: NameForm, long: NameForm) -> str:
    rest = list(long.words)
    levels: list[int] = []
    alike: list[tuple[str, str]] = []
    unmatched = 0
    for word in sorted(short.words, key=len, reverse=True):
        level, match = _find_best(word, rest)
        if level == _UNLIKE:
            unmatched += len(word) > 1
            continue
        rest.remove(match)
        levels.append(level)
        if len(word) > 1 and len(match) > 1:
            alike.append((word, match))
    if not alike:
        return OTHER
    if unmatched:
        return _tell_half(alike, short, long)
    if sum(1 for word in rest if len(word) > 1):
        return PART if len(alike) > 1 else _tell_half(alike, short, long)
    if len(levels) < 2:
        return _tell_half(alike, short, long)
    return {_EQUAL: SAME, _ABRIDGED: SHORT, _ALMOST: NEAR}[max(levels)]


def _tell_half(alike: Sequence[tuple[str, str]], short: NameForm, long: NameForm) -> str:
    """Which half of two names agrees."""
    is_family = any(mine in short.family and theirs in long.family for mine, theirs in alike)
    return FAMILY if is_family else GIVEN


def _find_best(word: str, words: Sequence[str]) -> tuple[int, str]:
    if word in words:
        return _EQUAL, word
    best, match = _UNLIKE, ""
    for other in words:
        level = _compare_words(word, other)
        if level < best:
            best, match = level, other
    return best, match


@lru_cache(maxsize=500_000)
def _compare_words(one: str, other: str) -> int:
    if len(one) == 1 or len(other) == 1:
        return _ABRIDGED if one[:1] == other[:1] else _UNLIKE
    if is_short_form(one, other):
        return _ABRIDGED
    return _ALMOST if is_near(one, other) else _UNLIKE


def is_near(one: str, other: str) -> bool:
    """Whether two words differ by a typing error and are not two names that both exist."""
    if max(len(one), len(other)) < _SHORTEST:
        return False
    most = 2 if min(len(one), len(other)) >= _LONG else 1
    # Hardly any words are near, and this is told the quickest.
    if OSA.distance(one, other, score_cutoff=most) > most or is_other_sex(one, other):
        return False
    is_both = is_pinyin(one) and is_pinyin(other)
    return not is_both and not (is_given_name(one) and is_given_name(other))
