"""A condition in the words of the user: what a chip shows."""

from collections.abc import Iterable, Mapping
from typing import Final

from t20desk.db.fields import Field, Kind, Kinds
from t20desk.db.search.search_tree import All, Not, Test, Tree, Word
from t20desk.db.types import ANY_READING, Date, DateTime
from t20desk.i18n import _, list_words, tell_value
from t20desk.searching.paths import Step, walk_path
from t20desk.searching.writing import SIGN_OF

Names = Mapping[str, str]
"""The titles of records by the ids that a condition names."""
NOBODY: Final[Names] = {}


def say_condition(kinds: Kinds, kind: Kind, tree: Tree, names: Names = NOBODY) -> str:
    """A condition in one line."""
    if isinstance(tree, Word):
        return tree.text
    if isinstance(tree, Test):
        return _say_test(kinds, kind, tree, names)
    if isinstance(tree, Not):
        return _("not: {condition}").format(condition=say_condition(kinds, kind, tree.part, names))
    joint = _(" and ") if isinstance(tree, All) else _(" or ")
    return joint.join(_say_part(kinds, kind, part, names) for part in tree.parts)


def _say_part(kinds: Kinds, kind: Kind, tree: Tree, names: Names) -> str:
    words = say_condition(kinds, kind, tree, names)
    return words if isinstance(tree, Word | Test | Not) else f"({words})"


def _say_test(kinds: Kinds, kind: Kind, test: Test, names: Names) -> str:
    steps = list(walk_path(kinds, kind, test.path))
    path, end = _say_steps(steps), steps[-1].reached
    field = end if isinstance(end, Field) else None
    if test.operator == "empty":
        return _("{field}: empty").format(field=path)
    if test.operator == "filled":
        return _("{field}: filled").format(field=path)
    known = names if field is not None and field.target else NOBODY
    values = [known.get(value) or say_value(field, value) for value in test.values]
    sign = SIGN_OF.get(test.operator, "")
    sign = {"is": "", "most": "≤ ", "least": "≥ "}.get(test.operator, f"{sign} ".lstrip())
    joined = " – ".join(values) if test.operator == "between" else list_words(values)
    number = _("number ") if test.counted else ""
    return tell_value(path, f"{number}{sign}{joined}")


def say_path(kinds: Kinds, kind: Kind, path: str) -> str:
    """A path in labels."""
    return _say_steps(walk_path(kinds, kind, path))


def _say_steps(steps: Iterable[Step]) -> str:
    return " › ".join(map(_say_step, steps))


def _say_step(step: Step) -> str:
    if isinstance(step.reached, Field):
        return step.reached.say()
    return _(step.reached.kind.plural) if step.reached else step.name


def say_value(field: Field | None, value: str) -> str:
    """A value as the list shows it, where it is one."""
    if field is None or field.target:
        return value
    parsed = field.type.parse(value, ANY_READING)
    if parsed.value is None or parsed.severity:
        # Words for a day are written in one: diese_woche.
        return value.replace("_", " ") if isinstance(field.type, Date | DateTime) else value
    return field.type.format(parsed.value) or value
