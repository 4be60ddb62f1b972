"""Where a bare word is found: in the texts of a record, in linked names, in words of choices."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, false, literal, or_, select, true

from t20desk.db import keys
from t20desk.db.query import Selection
from t20desk.db.schema import key_column
from t20desk.db.search.field_tests import has_code
from t20desk.db.search.lookups import look_up
from t20desk.db.types import Choice, Choices, Countries, Country

Expression = ColumnElement[bool]
Tested = frozenset[str]
"""Words that are so frequent that each row is tested for them instead of looking them up."""

NONE_TESTED: Tested = frozenset()
LABEL_LENGTH = 4
"""A bare word finds the label of a choice or country from this many Latin letters."""


def find_word(selection: Selection, text: str, tested: Tested = NONE_TESTED) -> Expression:
    """Records that hold a word anywhere: in their texts, linked names, or words of choices."""
    if not text.strip():
        return true()
    own = test_own(selection, text) if text in tested else hold_own(selection, [text])
    return or_(own, *find_beside(selection, text))


def find_beside(selection: Selection, text: str) -> list[Expression]:
    """Where else than in the record's own texts a word may be found."""
    beside = list(_match_labels(selection, text))
    if selection.follows_links:
        beside.extend(_match_links(selection, text))
        beside.extend(_match_organisation(selection, text))
    if number := keys.spell_number(text):
        beside.append(hold_own(selection, [number]))
    title = _match_title(selection, text)
    return beside if title is None else [*beside, title]


def hold_own(selection: Selection, texts: Sequence[str]) -> Expression:
    """Records whose own texts hold all of some words; linked ones that are walked are tested."""
    if not selection.is_apart or not selection.kind.searched:
        return match_own(selection, texts)
    return and_(true(), *(test_own(selection, text) for text in texts))


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
        hits = look_up(selection.database, selection.kind.name, terms, short)
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
    if short and any(map(str.isalnum, term)):
        return store.holds_word(columns.search_words, term)
    return store.holds_text(columns.search_key, term) if term else false()


def _match_title(selection: Selection, text: str) -> Expression | None:
    """A phrase in a title that is made of several fields, such as a full name."""
    title = selection.kind.fields.get(selection.kind.title[0])
    words = text.split()
    if title is None or title.searched or not title.has_key or len(words) < 2:
        return None
    key = selection.table.c[key_column(title.name)]
    holds = selection.database.store.holds_text(key, keys.fold(text))
    return and_(hold_own(selection, words), holds)


def _match_links(selection: Selection, text: str) -> Iterator[Expression]:
    """Records that link to one whose texts hold the word; only for kinds made of links."""
    for one in selection.kind.links:
        if one.target is None or one.target == selection.kind.name or not one.listed:
            continue
        if selection.database.kinds[one.target].searched and keys.query_terms(text)[0]:
            target = selection.reach(one.target)
            yield points_to(selection.table.c[one.name], target, hold_own(target, [text]))


def _match_organisation(selection: Selection, text: str) -> Iterator[Expression]:
    """People who are at an organisation whose texts hold the word; few are looked at for it."""
    for one in selection.kind.fields.values():
        if one.looked_up and one.target and keys.query_terms(text)[0]:
            target, post = selection.reach(one.target), selection.database.tables["affiliation"]
            found = points_to(selection.value(one.name), target, hold_own(target, [text]))
            if selection.is_walked:
                yield found
                continue
            hits = target.select(target.table.c.id).where(hold_own(target, [text]))
            posted = select(post.c.person).where(post.c.member.in_(hits))
            yield and_(selection.table.c.id.in_(posted), found)


def points_to(link: ColumnElement[Any], target: Selection, condition: Expression) -> Expression:
    """Whether a link leads to a record that passes."""
    if target.is_walked:
        return target.select(literal(1)).where(target.table.c.id == link, condition).exists()
    return link.in_(target.select(target.table.c.id).where(condition))


def _match_labels(selection: Selection, text: str) -> Iterator[Expression]:
    if text.isascii() and len(text) < LABEL_LENGTH:
        return
    for one in selection.kind.stored:
        if isinstance(one.type, Choice | Choices | Country | Countries):
            parsed = one.type.parse(text)
            if parsed.value is not None and not parsed.severity:
                yield has_code(one, selection.table.c[one.name], parsed.value)
