"""Proposing what an unknown text may mean: values and records that are spelled alike.

Spelling counts in all three languages, by initials, and by pinyin with or without blanks.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import Final

from sqlalchemy import select

from t20desk.db.database import Database
from t20desk.db.keys import sort_key
from t20desk.db.models.choices import ALSO_CALLED
from t20desk.db.types import Countries, Country, Type, list_usual_names
from t20desk.i18n import LANGUAGES, _, translate
from t20desk.importing.values import Proposal
from t20desk.listing import read_titles
from t20desk.matching.records import LinkFinder

MOST: Final = 4
_LEAST_VALUE: Final = 55
_LEAST_RECORD: Final = 70
_SURE: Final = 100
_BEGINS: Final = 88
_GOES_ON: Final = 80
"""A name that goes on within a word, Li Mingyang after Li Ming, is proposed but never chosen."""
_LONGER: Final = 70
"""So is a value that does, Gastgeber after Gast."""
_SHORTEST: Final = 2
_STEM: Final = 80
_LEAST_STEM: Final = 5
_LARGE: Final = 20_000
_FEW_TEXTS: Final = 40
"""So many texts are compared with very many records."""
_LONGEST: Final = 300
"""No value and no name has more characters; to compare a longer text takes minutes."""
_HAN: Final = re.compile("[\u3400-\u9fff]")
_NO_WORD: Final = re.compile(r"[\W_]+")


def spell(text: str) -> str:
    """A text as it is compared: folded words, Chinese as pinyin."""
    key = sort_key(text[:_LONGEST]).partition("\x1f")[0]
    return _NO_WORD.sub(" ", key).strip()


def compare(first: str, second: str) -> float:
    """How alike two spelled texts are, from 0 to 100."""
    from rapidfuzz import fuzz

    tight = first.replace(" ", ""), second.replace(" ", "")
    if not all(tight):
        return 0.0
    if tight[0] == tight[1] or _are_initials(tight[0], second):
        return _SURE
    best = max(fuzz.ratio(*tight), fuzz.token_sort_ratio(first, second), _share_stem(*tight))
    if len(tight[0]) > _SHORTEST and tight[1].startswith(tight[0]):
        return max(best, _BEGINS)
    return best


def _goes_on(first: str, second: str, is_chinese: bool) -> bool:
    """Whether a text begins with another, and goes on within the word at its end."""
    rest = second[len(first) :] if second.startswith(first) else ""
    return bool(rest) and (is_chinese or rest[0] != " ")


def _share_stem(first: str, second: str) -> float:
    """How alike two words are that begin alike, such as Finanzen and Finanzdienstleistungen."""
    pairs = zip(first, second, strict=False)
    stem = sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return _STEM if stem >= _LEAST_STEM and stem * 3 >= len(first) * 2 else 0.0


def _are_initials(short: str, words: str) -> bool:
    initials = "".join(word[0] for word in words.split())
    return len(short) >= _SHORTEST and short == initials


def propose_values(type_: Type, text: str) -> tuple[Proposal, ...]:
    """The values of a closed list that a text may mean, the likeliest first."""
    wanted, scores = spell(text), dict[str, float]()
    # Of countries the beginning is a usual short form: Engl., Österr.
    is_country = isinstance(type_, (Country, Countries))
    for code, spelled in _list_spellings(type_):
        score = compare(wanted, spelled)
        if not is_country and _goes_on(wanted, spelled, is_chinese=False):
            score = min(score, _LONGER)
        if score >= _LEAST_VALUE and score > scores.get(code, 0):
            scores[code] = score
    best = sorted(scores, key=lambda code: -scores[code])[:MOST]
    return tuple(Proposal(code, say_value(type_, code), scores[code]) for code in best)


def say_value(type_: Type, code: str) -> str:
    """A code in the words of the language in use."""
    return type_.format(type_.parse(code).value)


def list_values(type_: Type) -> tuple[Proposal, ...]:
    """All values of a closed list."""
    if type_.name == "yes_no":
        return Proposal("yes", _("yes")), Proposal("no", _("no"))
    return tuple(Proposal(code, say_value(type_, code)) for code, _label in type_.choices())


@lru_cache(maxsize=32)
def _list_spellings(type_: Type) -> tuple[tuple[str, str], ...]:
    return tuple((code, spell(name)) for code, name in _list_names(type_) if name)


def _list_names(type_: Type) -> Iterator[tuple[str, str]]:
    if isinstance(type_, (Country, Countries)):
        yield from list_usual_names()
        return
    for code, label in type_.choices():
        yield code, code.replace("_", " ")
        yield from ((code, translate(label, language)) for language in LANGUAGES)
    for code, words in ALSO_CALLED.get(tuple(type_.choices()), {}).items():
        yield from ((code, word) for word in words)


class RecordProposer:
    """Finds records of a kind whose names are spelled like a text."""

    def __init__(self, database: Database, finder: LinkFinder) -> None:
        self._database = database
        self._kind = finder.kind
        self._ids: list[int] = []
        self._spelled: list[str] = []
        self._chinese: set[int] = set()
        """Whose names are written in Chinese: each of their signs is a word of its pinyin."""
        self._read_names(finder)
        self._tight = [text.replace(" ", "") for text in self._spelled]

    def _read_names(self, finder: LinkFinder) -> None:
        with self._database.read() as connection:
            for column in finder.name_columns():
                table = self._database.tables[self._kind.name]
                for key, text in connection.execute(select(table.c.id, column)):
                    spelled = _NO_WORD.sub(" ", str(text or "").partition("\x1f")[0]).strip()
                    if spelled:
                        self._ids.append(key)
                        self._spelled.append(spelled)
                        if _HAN.search(text):
                            self._chinese.add(key)

    def propose(self, texts: Iterable[str]) -> dict[str, tuple[Proposal, ...]]:
        """The records that each text may name; among very many records only for the first."""
        asked = list(texts)
        if len(self._ids) > _LARGE:
            asked = asked[:_FEW_TEXTS]
        found = {text: self._find_like(text) for text in asked}
        ids = list(dict.fromkeys(key for scores in found.values() for key in scores))
        titles = read_titles(self._database, self._kind.name, ids)
        return {
            text: tuple(Proposal(str(key), titles.get(key, ""), scores[key]) for key in scores)
            for text, scores in found.items()
        }

    def _find_like(self, text: str) -> dict[int, float]:
        """The likeliest records with how sure they are."""
        from rapidfuzz import fuzz, process

        wanted = spell(text)
        scores: dict[int, float] = {}
        for query, names, scorer in (
            (wanted, self._spelled, fuzz.token_set_ratio),
            (wanted.replace(" ", ""), self._tight, fuzz.ratio),
        ):
            for _name, score, at in process.extract(
                query, names, scorer=scorer, limit=MOST * 2, score_cutoff=_LEAST_RECORD
            ):
                exact = (score + compare(wanted, self._spelled[at])) / 2
                if _goes_on(wanted, self._spelled[at], self._ids[at] in self._chinese):
                    exact = min(exact, _GOES_ON)
                scores[self._ids[at]] = max(exact, scores.get(self._ids[at], 0))
        best = sorted(scores, key=lambda key: -scores[key])[:MOST]
        return {key: scores[key] for key in best}

    def name_several(self, ids: Sequence[int]) -> tuple[Proposal, ...]:
        """Records that all have the name that was asked for."""
        titles = read_titles(self._database, self._kind.name, ids)
        return tuple(Proposal(str(key), titles.get(key, "")) for key in ids)
