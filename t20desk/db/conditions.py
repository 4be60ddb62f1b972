"""From the tree of a query to bound SQL; the same hits on both databases."""

from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, literal, not_, or_, select, true

from t20desk.db import keys
from t20desk.db.fields import KINDS, Field
from t20desk.db.query import Place, Selection
from t20desk.db.types import (
    Choice,
    Choices,
    Countries,
    Country,
    Reading,
    Stored,
    YesNo,
    typed_reading,
)
from t20desk.errors import UserError
from t20desk.i18n import LANGUAGES, _, translate

Expression = ColumnElement[bool]
CODED = (Choice, Choices, Country, Countries, YesNo)
LABEL_LENGTH = 4
"""A bare word finds the label of a choice or country from this many Latin letters."""


def find_word(selection: Selection, text: str, walking: bool = False) -> Expression:
    """Records that hold a word anywhere: in their texts, linked names, or words of choices.

    While walking a sort index, the stored key is tested instead of asking the search index.
    """
    if not text.strip():
        return true()
    found = [_match_own(selection, text, walking), *_match_links(selection, text)]
    found.extend(_match_labels(selection, text))
    return or_(false(), *found)


def _match_own(selection: Selection, text: str, walking: bool) -> Expression:
    if not selection.kind.searched:
        return false()
    store, table = selection.database.store, selection.table
    term, short = keys.query_terms(text)
    if not term:
        return false()
    if walking and not short:
        return store.holds_text(table.c.search_key, term)
    return store.match_text(table, term, short)


def _match_links(selection: Selection, text: str) -> list[Expression]:
    """Records that link to one whose texts hold the word; only for kinds made of links."""
    found: list[Expression] = []
    term, short = keys.query_terms(text)
    for one in selection.kind.links:
        if one.target is None or one.target == selection.kind.name or not one.listed:
            continue
        target = selection.database.tables[one.target]
        if term and KINDS[one.target].searched:
            match = selection.database.store.match_text(target, term, short)
            found.append(selection.table.c[one.name].in_(select(target.c.id).where(match)))
    return found


def _match_labels(selection: Selection, text: str) -> list[Expression]:
    if text.isascii() and len(text) < LABEL_LENGTH:
        return []
    found: list[Expression] = []
    for one in selection.kind.stored:
        if isinstance(one.type, Choice | Choices | Country | Countries):
            parsed = one.type.parse(text)
            if parsed.value is not None and not parsed.severity:
                found.append(_has_code(one, selection.table.c[one.name], parsed.value))
    return found


def _has_code(one: Field, column: ColumnElement[Any], value: Stored) -> Expression:
    if isinstance(one.type, Choices | Countries):
        return and_(*(column.like(f"% {code} %") for code in str(value).split()))
    return column == value


def find_field(
    selection: Selection, path: str, operator: str, value: str, other: str
) -> Expression:
    """Records whose field passes a test; raises UserError for a value that cannot be read."""
    place = selection.find(path)
    if operator in ("empty", "filled"):
        return _is_empty(selection, place, operator == "empty")
    if place.field.target:
        return _test_link(selection, place, operator, value)
    if operator == "between":
        low = _compare(selection, place, ">=", value)
        return and_(low, _compare(selection, place, "<=", other))
    if operator in ("below", "above"):
        return _compare(selection, place, "<" if operator == "below" else ">", value)
    if operator == "is":
        return _is_value(selection, place, value)
    return _has_value(selection, place, value)


def _is_empty(selection: Selection, place: Place, empty: bool) -> Expression:
    column = selection.shown(place.path) if place.field.inherited else selection.value(place.path)
    return column.is_(None) if empty else column.is_not(None)


def _test_link(selection: Selection, place: Place, operator: str, value: str) -> Expression:
    assert place.field.target is not None
    if value.isdigit() and len(value) > 15:
        return selection.value(place.path) == int(value)
    if operator == "is":
        return selection.title_key(place.path) == keys.sort_key(value)
    target = Selection(selection.database, place.field.target)
    match = find_word(target, value)
    return selection.value(place.path).in_(target.select(target.table.c.id).where(match))


def _read(one: Field, text: str) -> Stored:
    parsed = one.type.parse(text, typed_reading())
    if parsed.severity == "error" or (parsed.value is None and text):
        raise UserError(parsed.message, one.name)
    return parsed.value


def _compare(selection: Selection, place: Place, sign: str, text: str) -> Expression:
    one = place.field
    column = selection.shown(place.path)
    value: Any = _read(one, text)
    if one.has_key or one.is_translated:
        column, value = selection.key(place.path), keys.sort_key(text)
    elif one.type.name in ("date", "datetime") and sign in (">", "<="):
        value = f"{value}~"
    operators = {"<": column < value, ">": column > value, "<=": column <= value}
    return operators.get(sign, column >= value)


def _is_value(selection: Selection, place: Place, text: str) -> Expression:
    one = place.field
    if one.has_key or one.is_translated:
        return selection.key(place.path) == keys.sort_key(text, name=one.name_like)
    column = selection.shown(place.path)
    return column == _read(one, text)


def _has_value(selection: Selection, place: Place, text: str) -> Expression:
    one = place.field
    store = selection.database.store
    if isinstance(one.type, CODED):
        return _has_label(one, selection.shown(place.path), text)
    if one.has_key or one.is_translated:
        return store.holds_text(selection.key(place.path), keys.fold(text))
    column = selection.shown(place.path)
    if one.type.name in ("date", "datetime"):
        value = one.type.parse(text, typed_reading()).value
        return column.like(f"{value or text}%")
    if one.type.sql != "text":
        return column == _read(one, text)
    return store.holds_text(func.lower(column), text.lower())


def _has_label(one: Field, column: ColumnElement[Any], text: str) -> Expression:
    """The code or label itself, else every choice whose words hold the text."""
    parsed = one.type.parse(text, Reading())
    if parsed.value is not None and not parsed.severity:
        return _has_code(one, column, parsed.value)
    wanted = keys.fold(text)
    codes = [
        code
        for code, label in one.type.choices()
        if any(wanted in keys.fold(translate(label, spoken)) for spoken in LANGUAGES)
    ]
    if not codes:
        raise UserError(
            parsed.message
            or _("“{value}” is none of the values of {field}.").format(
                value=text[:60], field=_(one.label)
            ),
            one.name,
        )
    return or_(*(_has_code(one, column, code) for code in codes))


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
