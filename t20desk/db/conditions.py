"""From the tree of a query to bound SQL; the same hits on both databases."""

from collections.abc import Iterable, Iterator, Sequence
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
    select,
    true,
)

from t20desk.db import keys
from t20desk.db.field_tests import compare_field, has_code, is_empty
from t20desk.db.lookups import is_frequent, look_up
from t20desk.db.query import Place, Selection
from t20desk.db.schema import key_column
from t20desk.db.types import Choice, Choices, Countries, Country
from t20desk.i18n import LANGUAGES

Expression = ColumnElement[bool]
Tested = frozenset[str]
"""Words that are so frequent that each row is tested for them instead of looking them up."""

NONE_TESTED: Tested = frozenset()
LABEL_LENGTH = 4
"""A bare word finds the label of a choice or country from this many Latin letters."""
LARGEST_ID = 2**63 - 1


def find_word(selection: Selection, text: str, tested: Tested = NONE_TESTED) -> Expression:
    """Records that hold a word anywhere: in their texts, linked names, or words of choices."""
    if not text.strip():
        return true()
    own = test_own(selection, text) if text in tested else match_own(selection, [text])
    return or_(own, *_find_beside(selection, text))


def _find_beside(selection: Selection, text: str) -> list[Expression]:
    """Where else than in the record's own texts a word may be found."""
    beside = list(_match_labels(selection, text))
    if selection.follows_links:
        beside.extend(_match_links(selection, text))
    title = _match_title(selection, text)
    return beside if title is None else [*beside, title]


def match_own(selection: Selection, texts: Sequence[str]) -> Expression:
    """Records whose own texts hold all of some words or phrases, by the search indexes."""
    if not selection.kind.searched:
        return false()
    by_length: dict[bool, list[str]] = {}
    found: list[Expression] = []
    for text in texts:
        term, short = keys.query_terms(text)
        if any(map(str.isalnum, term)):
            by_length.setdefault(short, []).append(term)
        else:
            found.append(_holds_sign(selection, term))
    for short, terms in by_length.items():
        hits = look_up(selection.database, selection.table, terms, short)
        found.append(selection.table.c.id.in_(hits))
    return and_(true(), *found)


def _holds_sign(selection: Selection, term: str) -> Expression:
    """Signs that are no letters stand in no index, so that the texts themselves are looked at."""
    if not term:
        return false()
    return selection.database.store.holds_text(selection.table.c.search_key, term)


def test_own(selection: Selection, text: str) -> Expression:
    """The same, looking at the stored key and words of each record."""
    term, short = keys.query_terms(text)
    columns, store = selection.table.c, selection.database.store
    if short and store.name == "sqlite":
        return store.holds_word(columns.search_words, term)
    return match_own(selection, [text]) if short else store.holds_text(columns.search_key, term)


def _match_title(selection: Selection, text: str) -> Expression | None:
    """A phrase in a title that is made of several fields, such as a full name."""
    title = selection.kind.fields.get(selection.kind.title[0])
    words = text.split()
    if title is None or title.searched or not title.has_key or len(words) < 2:
        return None
    key = selection.table.c[key_column(title.name)]
    holds = selection.database.store.holds_text(key, keys.fold(text))
    return and_(match_own(selection, words), holds)


def _match_links(selection: Selection, text: str) -> Iterator[Expression]:
    """Records that link to one whose texts hold the word; only for kinds made of links."""
    for one in selection.kind.links:
        if one.target is None or one.target == selection.kind.name or not one.listed:
            continue
        if selection.database.kinds[one.target].searched and keys.query_terms(text)[0]:
            target = Selection(selection.database, one.target)
            hits = select(target.table.c.id).where(match_own(target, [text]))
            yield selection.table.c[one.name].in_(hits)


def _match_labels(selection: Selection, text: str) -> Iterator[Expression]:
    if text.isascii() and len(text) < LABEL_LENGTH:
        return
    for one in selection.kind.stored:
        if isinstance(one.type, Choice | Choices | Country | Countries):
            parsed = one.type.parse(text)
            if parsed.value is not None and not parsed.severity:
                yield has_code(one, selection.table.c[one.name], parsed.value)


def find_tested(connection: Connection, selection: Selection, tree: Any) -> Tested:
    """The words of a query that are so frequent that they are better tested than looked up.

    Frequent words of which few records hold all are looked up together after all.
    """
    if not selection.kind.searched:
        return NONE_TESTED
    found = {
        text
        for text in set(_words_of(tree))
        if any(map(str.isalnum, text)) and _are_frequent(connection, selection, [text])
    }
    plain = [text for text in _plain_words(selection, tree) if text in found]
    for short in (False, True):
        together = [text for text in plain if keys.query_terms(text)[1] == short]
        if len(together) > 1 and not _are_frequent(connection, selection, together):
            found -= set(together)
    return frozenset(found)


def is_surely_frequent(selection: Selection, tree: Any, tested: Tested) -> bool:
    """Whether many records are known to pass, from the words that were found to be frequent."""
    name = type(tree).__name__
    if name == "Any_":
        return any(is_surely_frequent(selection, part, tested) for part in tree.parts)
    if name == "Word":
        return tree.text in tested
    words = _plain_words(selection, tree)
    lengths = {keys.query_terms(text)[1] for text in words}
    return (
        bool(words) and len(words) == len(tree.parts) and tested >= set(words) and len(lengths) == 1
    )


def look_up_alone(selection: Selection, tree: Any) -> Select[Any] | None:
    """The ids that a query finds where one question to the search index answers all of it."""
    words = [tree.text] if type(tree).__name__ == "Word" else _plain_words(selection, tree)
    if not selection.kind.searched or not words or len(words) < len(getattr(tree, "parts", words)):
        return None
    terms = [keys.query_terms(text) for text in words]
    is_plain = all(any(map(str.isalnum, term)) for term, _short in terms)
    lengths = {short for _term, short in terms}
    if not is_plain or len(lengths) > 1 or any(_find_beside(selection, text) for text in words):
        return None
    return look_up(selection.database, selection.table, [one[0] for one in terms], lengths.pop())


def _words_of(tree: Any) -> Iterator[str]:
    if type(tree).__name__ == "Word":
        yield tree.text
    for part in getattr(tree, "parts", ()) or (getattr(tree, "part", None),):
        if part is not None:
            yield from _words_of(part)


def _are_frequent(connection: Connection, selection: Selection, texts: Sequence[str]) -> bool:
    """Whether many records hold all of some words, which are all short or all long."""
    terms = [keys.query_terms(text) for text in texts]
    hits = look_up(selection.database, selection.table, [one[0] for one in terms], terms[0][1])
    return is_frequent(connection, hits)


def _plain_words(selection: Selection, tree: Any) -> list[str]:
    """The words that must all be found in the record's own texts and nowhere else."""
    if type(tree).__name__ != "All":
        return []
    words = [part.text for part in tree.parts if type(part).__name__ == "Word"]
    return [text for text in words if text.strip() and not _find_beside(selection, text)]


def find_field(
    selection: Selection, path: str, operator: str, value: str, other: str
) -> Expression:
    """Records whose field passes a test; raises UserError for a value that cannot be read."""
    place = selection.find(path)
    if operator in ("empty", "filled"):
        found = is_empty(selection, place)
        return found if operator == "empty" else not_(found)
    if place.field.target:
        return _test_link(selection, place, operator, value, other)
    return compare_field(selection, place, operator, value, other)


def _test_link(
    selection: Selection, place: Place, operator: str, value: str, other: str
) -> Expression:
    """A link by the id of its target, by its whole title, its order, or by words of it."""
    assert place.field.target is not None
    column = selection.value(place.path)
    if value.isdecimal() and len(value) > 15:
        return column == int(value) if int(value) <= LARGEST_ID else false()
    target = Selection(selection.database, place.field.target)
    if operator == "is":
        match = or_(*(key == keys.sort_key(value) for key in _title_keys(target)))
    elif operator in ("below", "above", "between"):
        title = target.find(target.kind.title[0])
        match = compare_field(target, title, operator, value, other)
    else:
        match = and_(true(), *(find_word(target, word) for word in value.split()))
    return column.in_(target.select(target.table.c.id).where(match))


def _title_keys(target: Selection) -> Iterable[ColumnElement[Any]]:
    """The keys of the first field of a title, in every language it has."""
    one = target.kind.fields.get(target.kind.title[0])
    if one is not None and one.is_translated:
        return [target.key(f"{one.name}_{code}") for code in LANGUAGES]
    return [target.key(target.kind.title[0])]


def compile_tree(selection: Selection, tree: Any, tested: Tested = NONE_TESTED) -> Expression:
    """The condition of a parsed query."""
    name = type(tree).__name__
    if name == "Word":
        return find_word(selection, tree.text, tested)
    if name == "Test":
        return find_field(selection, tree.path, tree.operator, tree.value, tree.other)
    if name == "Not":
        inner = compile_tree(selection, tree.part, tested)
        return not_(func.coalesce(inner, literal(False)))
    if name == "All":
        return _compile_all(selection, tree, tested)
    return or_(false(), *(compile_tree(selection, part, tested) for part in tree.parts))


def _compile_all(selection: Selection, tree: Any, tested: Tested) -> Expression:
    """All parts; plain words that are looked up go to the search index in one question."""
    together = [text for text in _plain_words(selection, tree) if text not in tested]
    rest = [
        part for part in tree.parts if type(part).__name__ != "Word" or part.text not in together
    ]
    found = [compile_tree(selection, part, tested) for part in rest]
    if together:
        found.append(match_own(selection, together))
    return and_(true(), *found)
