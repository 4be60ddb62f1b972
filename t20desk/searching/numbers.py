"""Telephone numbers typed with blanks: `+49 30 12 34 56` is one number as well as five words."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from t20desk.db.fields import Kinds
from t20desk.db.late_patterns import late_pattern
from t20desk.db.search.search_tree import All, Any_, Not, Tree, Word, join_all, parts_of
from t20desk.searching.parsing import read_query

_PART: Final = late_pattern(r"\+?\d[\d/.\-]*")
FEWEST_DIGITS: Final = 6


def read_search(kinds: Kinds, kind: str, text: str) -> Tree:
    """What a query for a kind looks for: its tree with all that a number may be."""
    return join_numbers(read_query(kinds, kind, text))


def join_numbers(tree: Tree) -> Tree:
    """The same query, in which words of digits that stand together are also one number."""
    if isinstance(tree, Not):
        return Not(join_numbers(tree.part))
    if isinstance(tree, Any_):
        return replace(tree, parts=tuple(map(join_numbers, tree.parts)))
    parts = tuple(_join_runs(parts_of(tree)))
    return tree if parts == parts_of(tree) else join_all(parts)


def _join_runs(parts: tuple[Tree, ...]) -> Iterator[Tree]:
    run: list[Word] = []
    for part in parts:
        if isinstance(part, Word) and _PART.fullmatch(part.text):
            run.append(part)
            continue
        yield from _settle_run(run)
        run = []
        yield part if isinstance(part, Word) else _join_inside(part)
    yield from _settle_run(run)


def _join_inside(part: Tree) -> Tree:
    return join_numbers(part) if isinstance(part, Not | Any_ | All) else part


def _settle_run(run: list[Word]) -> Iterator[Tree]:
    """The words as they are, or else the number they make."""
    digits = sum(map(str.isdigit, "".join(word.text for word in run)))
    if len(run) < 2 or digits < FEWEST_DIGITS:
        yield from run
    else:
        yield Any_((All(tuple(run)), Word(" ".join(_list_groups(run)))))


def _list_groups(run: list[Word]) -> list[str]:
    """The groups of digits of a number; the 0 in `+49 (0) 30` is not dialled."""
    groups = [word.text for word in run]
    is_abroad = groups[0].startswith(("+", "00"))
    return [groups[0], *groups[2:]] if is_abroad and groups[1] == "0" else groups
