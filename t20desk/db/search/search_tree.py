"""A query as a tree: what parser, builder and chips make, and what is compiled to SQL."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple, TypeAlias

from t20desk.errors import UserError

Operator = Literal[
    "has", "is", "below", "most", "above", "least", "between", "matches", "empty", "filled"
]
"""`most` is `<=`, `least` is `>=`, `matches` a regular expression."""


class Span(NamedTuple):
    """Where in the text of a query something stands, from 0; no part of what it means."""

    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase to be found anywhere."""

    text: str


@dataclass(frozen=True, slots=True)
class Test:
    """A test of one field; several `values` mean any of them, two of `between` its ends.

    The path may be dotted; `counted` tests how many linked records or values there are.
    """

    path: str
    operator: Operator
    values: tuple[str, ...] = ()
    counted: bool = False
    span: Span = field(default=Span(), compare=False, repr=False)

    @property
    def value(self) -> str:
        """The first of the values."""
        return self.values[0] if self.values else ""


@dataclass(frozen=True, slots=True)
class Not:
    """What must not hold."""

    part: "Tree"


@dataclass(frozen=True, slots=True)
class All:
    """All of the parts hold; none at all holds always."""

    parts: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Any_:  # noqa: N801 - Any is taken
    """One of the parts holds."""

    parts: tuple["Tree", ...]


Tree: TypeAlias = Word | Test | Not | All | Any_

EVERYTHING = All(())
"""The query that leaves nothing out."""


class QueryError(UserError):
    """A query that cannot be read or answered, and where in it, from 0."""

    def __init__(self, message: str, place: int, end: int | None = None) -> None:
        super().__init__(message)
        self.place = place
        self.end = place + 1 if end is None else end


def parts_of(tree: Tree) -> tuple[Tree, ...]:
    """The parts that all have to hold, one where the tree is no list of them."""
    return tree.parts if isinstance(tree, All) else (tree,)


def join_all(parts: tuple[Tree, ...]) -> Tree:
    """Parts that all have to hold; a single one stands for itself."""
    return parts[0] if len(parts) == 1 else All(parts)


def join_any(parts: tuple[Tree, ...]) -> Tree:
    """Parts of which one has to hold; a single one stands for itself."""
    return parts[0] if len(parts) == 1 else Any_(parts) if parts else EVERYTHING


def tidy_tree(tree: Tree) -> Tree:
    """The same without empty groups and without groups of one, as text would be read."""
    if isinstance(tree, Not):
        part = tidy_tree(tree.part)
        return EVERYTHING if part == EVERYTHING else Not(part)
    if isinstance(tree, All | Any_):
        parts = tuple(one for one in map(tidy_tree, tree.parts) if one != EVERYTHING)
        return join_all(parts) if isinstance(tree, All) else join_any(parts)
    return tree


def leaves_of(tree: Tree) -> Iterator[Word | Test]:
    """All words and tests of a tree in order."""
    if isinstance(tree, Word | Test):
        yield tree
        return
    for part in (tree.part,) if isinstance(tree, Not) else tree.parts:
        yield from leaves_of(part)


def change_leaves(tree: Tree, change: Callable[[Word | Test], Tree]) -> Tree:
    """The tree with each word and test replaced."""
    if isinstance(tree, Not):
        return Not(change_leaves(tree.part, change))
    if isinstance(tree, All | Any_):
        return replace(tree, parts=tuple(change_leaves(one, change) for one in tree.parts))
    return change(tree)
