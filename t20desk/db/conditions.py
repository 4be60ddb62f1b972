"""From the tree of a query to bound SQL; the same hits on both databases."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, and_, cast, false, func, literal, not_, or_, select, true
from sqlalchemy.dialects.postgresql import ARRAY, TEXT

from t20desk.db import keys
from t20desk.db.field_tests import compare_field, has_code, is_empty
from t20desk.db.fields import KINDS
from t20desk.db.query import Place, Selection
from t20desk.db.schema import key_column
from t20desk.db.types import Choice, Choices, Countries, Country
from t20desk.i18n import LANGUAGES

Expression = ColumnElement[bool]
LABEL_LENGTH = 4
"""A bare word finds the label of a choice or country from this many Latin letters."""
LARGEST_ID = 2**63 - 1


def find_word(selection: Selection, text: str, walking: bool = False) -> Expression:
    """Records that hold a word anywhere: in their texts, linked names, or words of choices.

    While walking a sort index, the stored key is tested instead of asking the search index.
    """
    if not text.strip():
        return true()
    found = [match_own(selection, text, walking), *_match_links(selection, text)]
    found.extend(_match_labels(selection, text))
    return or_(false(), *found)


def match_own(selection: Selection, text: str, walking: bool = False) -> Expression:
    """Records whose own texts hold a word or phrase."""
    if not selection.kind.searched:
        return false()
    store, table = selection.database.store, selection.table
    term, short = keys.query_terms(text)
    if not term:
        return false()
    if not any(map(str.isalnum, term)):
        return store.holds_text(table.c.search_key, term)
    if short and store.name == "postgresql":
        # Cast, since PostgreSQL knows no operator between words of TEXT and one of VARCHAR.
        return table.c.search_words.op("@>", is_comparison=True)(cast([term], ARRAY(TEXT)))
    if walking:
        words, key = table.c.search_words, table.c.search_key
        return store.holds_word(words, term) if short else store.holds_text(key, term)
    found = store.match_text(table, term, short)
    return found | _match_title(selection, term) if " " in term else found


def _match_title(selection: Selection, term: str) -> Expression:
    """A phrase in a title that is made of several fields, such as a full name."""
    title = selection.kind.fields.get(selection.kind.title[0])
    if title is None or title.searched or not title.has_key:
        return false()
    key = selection.table.c[key_column(title.name)]
    words = [match_own(selection, word) for word in term.split()]
    return and_(*words, selection.database.store.holds_text(key, term))


def _match_links(selection: Selection, text: str) -> Iterator[Expression]:
    """Records that link to one whose texts hold the word; only for kinds made of links."""
    for one in selection.kind.links:
        if one.target is None or one.target == selection.kind.name or not one.listed:
            continue
        if KINDS[one.target].searched and keys.query_terms(text)[0]:
            target = Selection(selection.database, one.target)
            hits = select(target.table.c.id).where(match_own(target, text))
            yield selection.table.c[one.name].in_(hits)


def _match_labels(selection: Selection, text: str) -> Iterator[Expression]:
    if text.isascii() and len(text) < LABEL_LENGTH:
        return
    for one in selection.kind.stored:
        if isinstance(one.type, Choice | Choices | Country | Countries):
            parsed = one.type.parse(text)
            if parsed.value is not None and not parsed.severity:
                yield has_code(one, selection.table.c[one.name], parsed.value)


def find_field(
    selection: Selection, path: str, operator: str, value: str, other: str
) -> Expression:
    """Records whose field passes a test; raises UserError for a value that cannot be read."""
    place = selection.find(path)
    if operator in ("empty", "filled"):
        found = is_empty(selection, place)
        return found if operator == "empty" else not_(found)
    if place.field.target:
        return _test_link(selection, place, operator, value)
    return compare_field(selection, place, operator, value, other)


def _test_link(selection: Selection, place: Place, operator: str, value: str) -> Expression:
    """A link by the id of its target, by its whole title, or by words of it."""
    assert place.field.target is not None
    column = selection.value(place.path)
    if value.isdecimal() and len(value) > 15:
        return column == int(value) if int(value) <= LARGEST_ID else false()
    target = Selection(selection.database, place.field.target)
    if operator == "is":
        match = or_(*(key == keys.sort_key(value) for key in _title_keys(target)))
    else:
        match = and_(true(), *(find_word(target, word) for word in value.split()))
    return column.in_(target.select(target.table.c.id).where(match))


def _title_keys(target: Selection) -> Iterable[ColumnElement[Any]]:
    """The keys of the first field of a title, in every language it has."""
    one = target.kind.fields.get(target.kind.title[0])
    if one is not None and one.is_translated:
        return [target.key(f"{one.name}_{code}") for code in LANGUAGES]
    return [target.key(target.kind.title[0])]


def compile_tree(selection: Selection, tree: Any, walking: bool = False) -> Expression:
    """The condition of a parsed query."""
    name = type(tree).__name__
    if name == "Word":
        return find_word(selection, tree.text, walking)
    if name == "Test":
        return find_field(selection, tree.path, tree.operator, tree.value, tree.other)
    if name == "Not":
        inner = compile_tree(selection, tree.part, walking)
        return not_(func.coalesce(inner, literal(False)))
    parts = [compile_tree(selection, part, walking) for part in tree.parts]
    return and_(true(), *parts) if name == "All" else or_(false(), *parts)
