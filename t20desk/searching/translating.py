"""A query in the words of the window's language, and by the keys that every language knows.

What is shown as text is spoken; what is stored is kept by keys and codes, so that it means the
same in another language and under another label.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Final

from t20desk.db.fields import Field, Kind, Kinds
from t20desk.db.keys import match_key
from t20desk.db.reverse_links import Way
from t20desk.db.search.field_tests import CODED, DAY_BEGINS, LEAVING_OUT, join_number
from t20desk.db.search.search_tree import QueryError, Test, Tree, Word, change_leaves, tidy_tree
from t20desk.db.types import PartialDate, Stored, YesNo, typed_reading
from t20desk.db.types.relative_days import SUGGESTED, read_span
from t20desk.i18n import LANGUAGES, _, language, translate
from t20desk.searching.naming import name_by_label, name_in_one_word
from t20desk.searching.parsing import read_query
from t20desk.searching.paths import Step, find_step, walk_path
from t20desk.searching.suggesting import DAYS, NUMBERS
from t20desk.searching.writing import write_query

_OR: Final = {"de": "oder", "zh": "或"}
Name = Callable[[Kind, Field | Way], str]


def speak_query(kinds: Kinds, kind: str, tree: Tree) -> str:
    """A query as somebody of the window's language writes it, and as it is read the same again."""
    tree = tidy_tree(tree)
    kept = _keep_tree(kinds, kind, tree)
    for name in (name_by_label, name_in_one_word):
        text = write_query(_say_tree(kinds, kind, tree, name), _OR.get(language(), "or"))
        if _keeps(kinds, kind, text, kept):
            return text
    return write_query(tree)


def say_query(kinds: Kinds, kind: str, text: str) -> str:
    """A stored query as it is shown to be edited; as it stands where it cannot be read."""
    try:
        return speak_query(kinds, kind, read_query(kinds, kind, text))
    except QueryError:
        return text


def keep_query(kinds: Kinds, kind: str, text: str) -> str:
    """A query by keys and codes, to be stored; as it was typed where it names none or is wrong."""
    try:
        tree = tidy_tree(read_query(kinds, kind, text))
    except QueryError:
        return text
    kept = _keep_tree(kinds, kind, tree)
    return text if kept == tree else write_query(kept)


def _keeps(kinds: Kinds, kind: str, text: str, kept: Tree) -> bool:
    """Whether a text is read as the query that is meant."""
    try:
        return _keep_tree(kinds, kind, tidy_tree(read_query(kinds, kind, text))) == kept
    except QueryError:
        return False


def _keep_tree(kinds: Kinds, kind: str, tree: Tree) -> Tree:
    return _change_tests(kinds, kind, tree, _call_by_key, _code_of)


def _say_tree(kinds: Kinds, kind: str, tree: Tree, name: Name) -> Tree:
    return _change_tests(kinds, kind, tree, name, _words_of)


def _change_tests(
    kinds: Kinds, kind: str, tree: Tree, name: Name, value: Callable[[Field, str], str]
) -> Tree:
    """The same tree with other names and values in the tests of fields that there are."""

    def change(leaf: Word | Test) -> Tree:
        if not isinstance(leaf, Test):
            return leaf
        steps = list(walk_path(kinds, kinds[kind], leaf.path))
        end = steps[-1].reached
        if end is None:
            return leaf
        path = ".".join(_name_step(kinds, step, name) for step in steps)
        is_told = isinstance(end, Field) and not leaf.counted and leaf.operator != "matches"
        if not is_told or not isinstance(end, Field):
            return Test(path, leaf.operator, leaf.values, leaf.counted)
        values = join_number(end, leaf.values) if leaf.operator in ("has", "is") else leaf.values
        return Test(path, leaf.operator, tuple(value(end, one) for one in values))

    return change_leaves(tree, change)


# --- names ------------------------------------------------------------------------------------


def _name_step(kinds: Kinds, step: Step, name: Name) -> str:
    """Another name for a step; one that nobody knows stays."""
    if step.kind is None or step.reached is None:
        return step.name
    called = name(step.kind, step.reached)
    # A name that leads elsewhere from here is not taken.
    return called if find_step(kinds, step.kind, called) == step.reached else step.name


def _call_by_key(_kind: Kind, step: Field | Way) -> str:
    return step.name if isinstance(step, Field) else step.kind.name


# --- values -----------------------------------------------------------------------------------


def _code_of(one: Field, text: str) -> str:
    """A value as it is written whatever the language; as it stands where it is no whole value."""
    if _is_told_from_today(one, text):
        return next((words for words in SUGGESTED if _is_called(words, text)), text)
    value = _read_value(one, text)
    return text if value is None else _write_code(one, value)


def _words_of(one: Field, text: str) -> str:
    """A value as lists show it and as it can be typed."""
    code = _code_of(one, text)
    if _is_told_from_today(one, code):
        return _(code) if code in SUGGESTED else code
    value = _read_value(one, text)
    if value is None:
        return text
    if one.type.name in NUMBERS:
        return code.replace(".", ",") if language() == "de" else code
    return one.type.format(value)


def _is_told_from_today(one: Field, text: str) -> bool:
    return one.type.name in DAYS and read_span(text, date.today()) is not None


def _is_called(words: str, text: str) -> bool:
    """Whether a text is what some days are called in one of the languages."""
    return match_key(text) in {match_key(translate(words, code)) for code in LANGUAGES}


def _read_value(one: Field, text: str) -> Stored:
    """The one value that a text is, if it is one whose words differ between languages."""
    is_day, is_coded = one.type.name in DAYS, isinstance(one.type, CODED)
    if not is_day and not is_coded and one.type.name not in NUMBERS:
        return None
    if (is_day and DAY_BEGINS.fullmatch(text)) or (is_coded and text.startswith(LEAVING_OUT)):
        return None
    parsed = one.type.parse(text, typed_reading())
    if is_day and parsed.value is None:
        parsed = PartialDate().parse(text, typed_reading())
    return None if parsed.severity else parsed.value


def _write_code(one: Field, value: Stored) -> str:
    if isinstance(one.type, YesNo):
        return "yes" if value else "no"
    if one.type.name in NUMBERS:
        return _write_number(one, value)
    return str(value).strip()


def _write_number(one: Field, value: Stored) -> str:
    """With a point; three decimals get a fourth, so that they are no thousands anywhere."""
    text = f"{Decimal(str(one.type.plain(value))):f}".removesuffix(".0")
    return f"{text}0" if len(text.partition(".")[2]) == 3 else text
