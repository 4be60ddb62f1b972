"""From the tree of a query to bound SQL; the same hits on both databases."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    false,
    func,
    literal,
    not_,
    or_,
    true,
)

from t20desk.db import keys
from t20desk.db.query import Selection
from t20desk.db.search.linked_tests import find_test
from t20desk.db.search.lookups import is_frequent, look_up
from t20desk.db.search.search_tree import All, Any_, Not, QueryError, Test, Tree, Word, leaves_of
from t20desk.db.search.word_tests import NONE_TESTED, Tested, find_beside, find_word, match_own
from t20desk.errors import UserError

__all__ = [
    "NONE_TESTED", "Expression", "Tested", "compile_tree", "find_tested", "is_surely_frequent",
    "look_up_alone",
]  # fmt: skip

Expression = ColumnElement[bool]


def compile_tree(selection: Selection, tree: Tree, tested: Tested = NONE_TESTED) -> Expression:
    """The condition of a query; raises QueryError with the place of what cannot be answered."""
    return _compile(selection, _settle_nots(tree, negated=False), tested)


def _settle_nots(tree: Tree, negated: bool) -> Tree:
    """The same query with every `not` at a single word or test, so that SQL nests less deep."""
    if isinstance(tree, Not):
        return _settle_nots(tree.part, not negated)
    if isinstance(tree, All | Any_):
        parts = tuple(_settle_nots(part, negated) for part in tree.parts)
        is_all = isinstance(tree, All) != negated
        return All(parts) if is_all else Any_(parts)
    return Not(tree) if negated else tree


def _compile(selection: Selection, tree: Tree, tested: Tested) -> Expression:
    if isinstance(tree, Word):
        return find_word(selection, tree.text, tested)
    if isinstance(tree, Test):
        return _compile_test(selection, tree)
    if isinstance(tree, Not):
        inner = _compile(selection, tree.part, tested)
        return not_(func.coalesce(inner, literal(False)))
    if isinstance(tree, All):
        return _compile_all(selection, tree, tested)
    return or_(false(), *(_compile(selection, part, tested) for part in _deepest_first(tree.parts)))


def _compile_test(selection: Selection, test: Test) -> Expression:
    try:
        return find_test(selection, test)
    except QueryError:
        raise
    except UserError as error:
        raise QueryError(error.message, test.span.start, test.span.end) from error


def _compile_all(selection: Selection, tree: All, tested: Tested) -> Expression:
    """All parts; plain words that are looked up go to the search index in one question."""
    together = [text for text in _plain_words(selection, tree) if text not in tested]
    rest = [part for part in tree.parts if not isinstance(part, Word) or part.text not in together]
    found = [_compile(selection, part, tested) for part in _deepest_first(rest)]
    if together:
        found.append(match_own(selection, together))
    return and_(true(), *found)


def _deepest_first(parts: Sequence[Tree]) -> list[Tree]:
    """What nests deepest comes first: SQLite keeps what stands before an open bracket waiting."""
    return sorted(parts, key=_depth_of, reverse=True)


def _depth_of(tree: Tree) -> int:
    if isinstance(tree, All | Any_):
        return 1 + max(map(_depth_of, tree.parts), default=0)
    return 0


def find_tested(connection: Connection, selection: Selection, tree: Tree) -> Tested:
    """The words of a query that are so frequent that they are better tested than looked up.

    Frequent words of which few records hold all are looked up together after all.
    """
    if not selection.kind.searched:
        return NONE_TESTED
    found = {
        text
        for text in {leaf.text for leaf in leaves_of(tree) if isinstance(leaf, Word)}
        if any(map(str.isalnum, text)) and _are_frequent(connection, selection, [text])
    }
    plain = [text for text in _plain_words(selection, tree) if text in found]
    for short in (False, True):
        together = [text for text in plain if keys.query_terms(text)[1] == short]
        if len(together) > 1 and not _are_frequent(connection, selection, together):
            found -= set(together)
    return frozenset(found)


def is_surely_frequent(selection: Selection, tree: Tree, tested: Tested) -> bool:
    """Whether many records are known to pass, from the words that were found to be frequent."""
    if isinstance(tree, Any_):
        return any(is_surely_frequent(selection, part, tested) for part in tree.parts)
    if isinstance(tree, Word):
        return tree.text in tested
    words = _plain_words(selection, tree)
    if not isinstance(tree, All) or not words or len(words) < len(tree.parts):
        return False
    lengths = {keys.query_terms(text)[1] for text in words}
    return tested >= set(words) and len(lengths) == 1


def look_up_alone(selection: Selection, tree: Tree) -> Select[Any] | None:
    """The ids that a query finds where one question to the search index answers all of it."""
    words = [tree.text] if isinstance(tree, Word) else _plain_words(selection, tree)
    is_whole = not isinstance(tree, All) or len(words) == len(tree.parts)
    if not selection.kind.searched or not words or not is_whole:
        return None
    terms = [keys.query_terms(text) for text in words]
    is_plain = all(any(map(str.isalnum, term)) for term, _short in terms)
    lengths = {short for _term, short in terms}
    if not is_plain or len(lengths) > 1 or any(find_beside(selection, text) for text in words):
        return None
    return look_up(
        selection.database, selection.kind.name, [one[0] for one in terms], lengths.pop()
    )


def _are_frequent(connection: Connection, selection: Selection, texts: Sequence[str]) -> bool:
    """Whether many records hold all of some words, which are all short or all long."""
    terms = [keys.query_terms(text) for text in texts]
    hits = look_up(selection.database, selection.kind.name, [one[0] for one in terms], terms[0][1])
    return is_frequent(connection, hits)


def _plain_words(selection: Selection, tree: Tree) -> list[str]:
    """The words that must all be found in the record's own texts and nowhere else."""
    if not isinstance(tree, All):
        return []
    words = [part.text for part in tree.parts if isinstance(part, Word)]
    return [text for text in words if text.strip() and not find_beside(selection, text)]
