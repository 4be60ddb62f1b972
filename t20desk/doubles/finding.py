"""Finding the likely doubles of a kind: whoever shares a key is compared, and nobody else."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

from t20desk.db.database import Database
from t20desk.db.many_values import many_values
from t20desk.doubles.rules import LIMIT, SCHEMES, Points, add_points, most_by_names, score_of
from t20desk.doubles.seeing import COMPARERS, Comparer, read_sights
from t20desk.i18n import _
from t20desk.progress import Progress

SMALL: Final = 30
"""In a group of at most so many everybody is compared with everybody."""
LARGE: Final = 2_000
"""What more than so many share says nothing."""
NEIGHBOURS: Final = 6
"""In a large group each is compared with the next ones by name."""
STEP: Final = 2_000


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that are likely one; the older one first."""

    one: int
    other: int
    points: int
    score: float
    found: tuple[str, ...]
    """The names of the rules that hold, those that speak for it first."""


def find_doubles(
    database: Database, kind: str, points: Points, progress: Progress | None = None
) -> list[Pair]:
    """The likely doubles of a kind, the surest first."""
    comparer = COMPARERS[kind]()
    tell = progress or (lambda _at, _of: None)
    with many_values():
        sights = read_sights(database, comparer, kind, progress=lambda done: tell(done, 0))
        comparer.count(sights)
        return find_pairs(comparer, sights, points, tell)


def find_pairs(
    comparer: Comparer, sights: Sequence[Any], points: Points, tell: Progress
) -> list[Pair]:
    """The pairs among records whose points reach the limit."""
    found: list[Pair] = []
    seen: set[int] = set()
    number, limit = len(sights), points[LIMIT]
    # Names take longest to compare: they wait until what else was found leaves them a chance.
    least = limit - most_by_names(points)
    groups = _bring_together(comparer, sights)
    for at, group in enumerate(groups):
        if at % STEP == 0:
            tell(at, len(groups))
        for one, other in _pair_up(group, sights):
            place = one * number + other
            if place in seen:
                continue
            seen.add(place)
            rest = comparer.compare_rest(sights[one], sights[other])
            if add_points(rest, points) < least:
                continue
            rules = comparer.compare_names(sights[one], sights[other], rest)
            total = add_points(rules, points)
            if total >= limit:
                found.append(make_pair(sights[one].id, sights[other].id, rules, points))
    tell(len(groups), len(groups))
    return sorted(found, key=lambda pair: (-pair.points, pair.one, pair.other))


def make_pair(one: int, other: int, rules: Iterable[str], points: Points) -> Pair:
    """A pair with what was found, what weighs most first."""
    held = tuple(sorted((name for name in rules if points[name]), key=lambda name: -points[name]))
    total = add_points(held, points)
    return Pair(one, other, total, score_of(total, points), held)


def _bring_together(comparer: Comparer, sights: Sequence[Any]) -> list[list[int]]:
    """The places of those who share a key, by key; a key of one alone says nothing."""
    groups: dict[int, int | list[int]] = {}
    for place, one in enumerate(sights):
        # A number takes less room than the key; two keys with one number cost a comparison.
        for key in set(map(hash, comparer.keys(one))):
            known = groups.get(key)
            if known is None:
                groups[key] = place
            elif isinstance(known, int):
                groups[key] = [known, place]
            elif len(known) <= LARGE:
                known.append(place)
    return [one for one in groups.values() if isinstance(one, list) and len(one) <= LARGE]


def _pair_up(group: Sequence[int], sights: Sequence[Any]) -> Iterator[tuple[int, int]]:
    """Whom to compare; of many only neighbours in the order of their names."""
    if len(group) <= SMALL:
        yield from combinations(group, 2)
        return
    ordered = sorted(group, key=lambda place: min(sights[place].name.spellings(), default=""))
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 : at + 1 + NEIGHBOURS]:
            yield (one, other) if one < other else (other, one)


def say_reasons(kind: str, pair: Pair) -> list[str]:
    """What speaks for a pair, then what speaks against it, in the language in use."""
    labels = {rule.name: rule.label for rule in SCHEMES[kind].rules}
    return [_(labels[name]) for name in pair.found]
