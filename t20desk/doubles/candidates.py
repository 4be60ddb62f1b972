"""Records that one about to be written looks like: the few that share something are compared."""

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise
from typing import Any, Final

from t20desk.db.database import Database
from t20desk.db.types import Stored
from t20desk.doubles.decided import read_points
from t20desk.doubles.finding import Pair, make_pair
from t20desk.doubles.folding import domain_of_site, fold_phone, has_han
from t20desk.doubles.rules import LIMIT, SCHEMES, add_points, most_by_names
from t20desk.doubles.seeing import COMPARERS, iterate_sights
from t20desk.errors import UserError
from t20desk.listing import Listing, first_ids
from t20desk.searching import Word, write_query

MOST: Final = 60
"""So many records are looked at beside one that is typed."""
NEW: Final = 0
"""Stands for the record that is not there yet."""
SAME_NAME: Final = 1
"""Who writes a new record hears of one with the very same name a little earlier than the finder
would bring them together: nothing speaks against it, though nothing else for it."""
_TITLES: Final = ("name", "title_de", "title_en", "title_zh")
_WHOLE: Final = ("family_name", "original_name", "latin_name", "email", *_TITLES)
_NAMES: Final = ("given_name", *_WHOLE)
_STEM: Final = 3
_WORDS: Final = 2

Values = Mapping[str, Stored]


def find_like(database: Database, kind: str, values: Values, most: int = 3) -> list[Pair]:
    """The records that values typed for a new one look like, the likeliest first."""
    if kind not in SCHEMES or not any(values.get(name) for name in _NAMES):
        return []
    ids = find_near(database, kind, values)
    return compare_new(database, kind, [values], ids)[0][:most]


def compare_new(
    database: Database, kind: str, rows: Sequence[Values], ids: Sequence[int] | None
) -> list[list[Pair]]:
    """For each of several new records those it looks like among some of the database, or all."""
    likeness = Likeness(database, kind, ids)
    return [likeness.find(values) for values in rows]


class Likeness:
    """Records of a kind, ready to be compared with new ones: all, some, or those near to rows."""

    def __init__(
        self,
        database: Database,
        kind: str,
        ids: Sequence[int] | None = None,
        rows: Sequence[Values] | None = None,
    ) -> None:
        """Where `rows` are given, no more is kept of the records than these are compared with."""
        self._comparer = COMPARERS[kind]()
        self._points = read_points(database, kind)
        # Names take longest to compare: they wait until what else was found leaves them a chance.
        self._least = self._points[LIMIT] - SAME_NAME - most_by_names(self._points)
        self._groups: dict[str, list[Any]] = {}
        wanted = None if rows is None else self._list_keys(rows)
        for part in iterate_sights(database, self._comparer, kind, ids):
            self._comparer.count(part)
            for one in part:
                self._add(one, wanted)

    def _list_keys(self, rows: Sequence[Values]) -> set[str]:
        return {key for values in rows for key in self._comparer.keys(self._see(values))}

    def _see(self, values: Values) -> Any:
        comparer = self._comparer
        return comparer.see(NEW, [values.get(name) for name in comparer.columns], {})

    def _add(self, one: Any, wanted: Set[str] | None) -> None:
        keys = set(self._comparer.keys(one))
        for key in keys if wanted is None else keys & wanted:
            group = self._groups.setdefault(key, [])
            if len(group) < MOST:
                group.append(one)

    def find(self, values: Values) -> list[Pair]:
        """The records that values look like, the likeliest first."""
        comparer = self._comparer
        mine = self._see(values)
        near = {one.id: one for key in comparer.keys(mine) for one in self._groups.get(key, ())}
        found: list[Pair] = []
        for one in near.values():
            rest = comparer.compare_rest(mine, one)
            if add_points(rest, self._points) < self._least:
                continue
            rules = comparer.compare_names(mine, one, rest)
            spare = SAME_NAME if "name_same" in rules else 0
            if add_points(rules, self._points) + spare >= self._points[LIMIT]:
                found.append(make_pair(NEW, one.id, rules, self._points))
        return sorted(found, key=lambda pair: (-pair.points, pair.other))


def find_near(database: Database, kind: str, values: Values) -> list[int]:
    """The ids of records that a search finds by name, mail or number: few, and found quickly."""
    found: dict[int, None] = {}
    for words in dict.fromkeys(_list_searches(values)):
        try:
            query = " ".join(map(_write_words, words))
            found.update(dict.fromkeys(first_ids(database, Listing(kind, query, "all"), MOST)))
        except UserError:
            continue
    return list(found)


def _write_words(words: str | Sequence[str]) -> str:
    """A word, or several of which one will do, as a search."""
    if isinstance(words, str):
        return write_query(Word(words))
    return f"({' or '.join(write_query(Word(word)) for word in words)})"


def list_stems(word: str) -> tuple[str, ...]:
    """The beginnings a word may have, with two letters swapped in them or one too many."""
    begun = word[: _STEM + 1]
    swapped = (begun[:at] + begun[at : at + 2][::-1] + begun[at + 2 :] for at in range(_STEM))
    without = (begun[:at] + begun[at + 1 :] for at in range(_STEM))
    return tuple(dict.fromkeys(text[:_STEM] for text in (begun, *swapped, *without)))


def _list_searches(values: Values) -> Iterator[tuple[str | tuple[str, ...], ...]]:
    """What is searched for: words that a record must hold together, for some one of several."""
    texts = {name: str(value).strip() for name, value in values.items() if value}
    given, family = texts.get("given_name", ""), texts.get("family_name", "")
    if given and family:
        # Either of the two may be mistyped, or be a short form.
        yield family, list_stems(given)
        yield given, list_stems(family)
    for name in _WHOLE:
        if len(texts.get(name, "")) >= _STEM or has_han(texts.get(name, "")):
            yield (texts[name],)
    for name in ("phone", "mobile"):
        if digits := fold_phone(texts.get(name, "")):
            yield (digits,)
    if domain := domain_of_site(texts.get("website", "")):
        yield (domain,)
    for name in _TITLES:
        long = sorted(texts.get(name, "").split(), key=len, reverse=True)
        for one, other in pairwise(long[:_WORDS]):
            # Either of the two longest may be mistyped.
            yield one, list_stems(other)
            yield other, list_stems(one)
        yield from ((word,) for word in long[:_WORDS] if len(word) > _STEM)
