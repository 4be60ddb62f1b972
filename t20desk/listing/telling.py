"""What a stored listing asks for, in the labels of its fields instead of their keys."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from t20desk.db.fields import Field, Kind, Kinds, path_now
from t20desk.db.ids import read_id
from t20desk.db.search.search_tree import All, Any_, Not, Test, Tree
from t20desk.db.types import Picture, Stored
from t20desk.errors import UserError
from t20desk.i18n import _, join_list, list_words
from t20desk.listing.reading import column_label
from t20desk.searching import read_query
from t20desk.searching.paths import follow_path
from t20desk.searching.saying import say_condition

Tell = Callable[[Kinds, Kind, str], str]


def tell_stored(kinds: Kinds, one: Field, value: Stored, kind: str = "") -> str | None:
    """A cell that holds the names of fields, in labels, or a picture; None for any other cell.

    `kind` is what the listing is of; where nobody knows, the first kind that has all the fields.
    """
    if isinstance(one.type, Picture):
        return "" if value is None else _("a picture")
    tell = TOLD.get((one.kind, one.name))
    if tell is None or not isinstance(value, str):
        return None
    for at in [kinds[kind]] if kind in kinds else kinds.values():
        try:
            return tell(kinds, at, value)
        except (UserError, KeyError):
            continue
    return value


def stand_for(
    kinds: Kinds, one: Field, value: Stored, cells: Mapping[str, Stored]
) -> tuple[Field, Stored]:
    """The field and the value that a cell stands for; what a text means is a value of another."""
    if (one.kind, one.name) != MEANT or not isinstance(value, str):
        return one, value
    kind = kinds.get(str(cells.get("kind")))
    meant = kind.fields.get(kind.name_now(str(cells.get("field")))) if kind else None
    if meant is None:
        return one, value
    if meant.target:
        key = read_id(value)
        return (one, value) if key is None else (meant, key)
    parsed: Stored = meant.type.parse(value).value
    return (one, value) if parsed is None else (meant, parsed)


def _tell_search(kinds: Kinds, kind: Kind, text: str) -> str:
    tree = read_query(kinds, kind.name, text)
    for path in _paths(tree):
        if follow_path(kinds, kind, path) is None:
            raise KeyError(path)
    return say_condition(kinds, kind, tree)


def _paths(tree: Tree) -> Iterator[str]:
    if isinstance(tree, Test):
        yield tree.path
    elif isinstance(tree, Not):
        yield from _paths(tree.part)
    elif isinstance(tree, All | Any_):
        for part in tree.parts:
            yield from _paths(part)


def _tell_columns(kinds: Kinds, kind: Kind, text: str) -> str:
    names = [part.strip() for part in text.split(",")]
    return join_list([_tell_column(kinds, kind, name) for name in names if name])


def _tell_column(kinds: Kinds, kind: Kind, name: str) -> str:
    """The label of a column; a sign says that it is sorted downwards."""
    path = path_now(kinds, kind.name, name.removeprefix("-").partition("=")[0])
    label = column_label(kinds, kind.name, path)
    return f"{label} ↓" if name.startswith("-") else label


def _tell_colours(kinds: Kinds, kind: Kind, text: str) -> str:
    searches = [line.partition(": ")[2] for line in text.splitlines()]
    return join_list([_tell_search(kinds, kind, search) for search in searches if search])


def _tell_layout(kinds: Kinds, kind: Kind, text: str) -> str:
    """Where the columns of a known layout go; what cannot be read stands as it is."""
    try:
        choices = json.loads(text)
    except ValueError:
        return text
    pairs = [([heading], [path]) for heading, path in choices.get("mapping", {}).items() if path]
    pairs += [([heading], paths) for heading, paths, _sign in choices.get("splits", ())]
    pairs += [(headings, [path]) for path, headings, _sign in choices.get("joins", ())]
    labels = (list_words(_tell_column(kinds, kind, one) for one in paths) for _at, paths in pairs)
    sides = zip((" + ".join(headings) for headings, _paths in pairs), labels, strict=True)
    return join_list([" → ".join(side) for side in sides])


MEANT: Final = ("learned_value", "value")
TOLD: Final[dict[tuple[str, str], Tell]] = {
    ("view", "search"): _tell_search,
    ("view", "sort"): _tell_columns,
    ("view", "columns"): _tell_columns,
    ("view", "grouping"): _tell_columns,
    ("view", "totals"): _tell_columns,
    ("view", "colours"): _tell_colours,
    ("learned_value", "field"): _tell_columns,
    ("field_setting", "field"): _tell_columns,
    ("import_profile", "choices"): _tell_layout,
}
"""Which cells hold names of fields, and how they are told."""
