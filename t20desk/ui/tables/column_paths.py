"""Every column a list can show: the fields of its kind, and those of the records linked to."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from t20desk.db.fields import Kind, Kinds, path_now
from t20desk.listing import Listing, column_label
from t20desk.ui.tables.listings import field_at

DEPTH: Final = 2
"""So many links a column may lie away."""


def list_paths(kinds: Kinds, kind: Kind, pictures: bool = False) -> list[tuple[str, str]]:
    """Path and heading of every column: own fields first, then those of nearer links.

    `pictures` can be looked at, but neither sorted nor counted.
    """
    found = [
        (path, column_label(kinds, kind.name, path))
        for path in _walk(kinds, kind, "", DEPTH, frozenset({kind.name}))
        if pictures or field_at(kinds, kind.name, path).type.is_typed
    ]
    return sorted(found, key=lambda pair: pair[0].count("."))


def say_path(heading: str) -> str:
    """The heading of a column as the way that leads there, in any language."""
    return heading.replace("：", ": ").replace(": ", " › ")


def _walk(kinds: Kinds, kind: Kind, prefix: str, depth: int, seen: frozenset[str]) -> Iterator[str]:
    for one in kind.fields.values():
        if (one.hidden and one.type.is_typed) or one.language:
            continue
        yield prefix + one.name
    for one in kind.fields.values():
        if not depth or not one.target or one.hidden:
            continue
        # A link to the kind itself, such as a parent, is followed once.
        again = one.target in seen
        if not (again and prefix):
            further, target = 0 if again else depth - 1, kinds[one.target]
            yield from _walk(kinds, target, f"{prefix}{one.name}.", further, seen | {one.target})


def known_paths(kinds: Kinds, kind: Kind, paths: list[str]) -> tuple[str, ...]:
    """Those of some remembered paths that still lead to a field, under its name of today."""
    named = (path_now(kinds, kind.name, path) for path in paths)
    return tuple(path for path in named if _leads(kinds, kind, path.removeprefix("-")))


def keep_known(kinds: Kinds, listing: Listing) -> Listing:
    """A listing without the columns that are gone: a field may go while a list is opened."""
    known = known_paths(kinds, kinds[listing.kind], list(listing.columns))
    return listing if known == listing.columns else replace(listing, columns=known)


def _leads(kinds: Kinds, kind: Kind, path: str) -> bool:
    try:
        field_at(kinds, kind.name, path)
    except KeyError:
        return False
    return True
