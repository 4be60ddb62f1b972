"""Where the names along a path lead, joined by dots: to fields, links and what links here."""

from collections.abc import Iterator
from typing import NamedTuple

from t20desk.db.field_names import seek_field
from t20desk.db.fields import Field, Kind, Kinds
from t20desk.db.reverse_links import Way, find_way


class Step(NamedTuple):
    """One name of a path, the kind it is asked of, and what it leads to from there.

    Behind a name that leads nowhere, and behind a field that links to nothing, there is no kind.
    """

    kind: Kind | None
    name: str
    reached: Field | Way | None


def walk_path(kinds: Kinds, kind: Kind, path: str) -> Iterator[Step]:
    """The steps of a path, one for each of its names."""
    at: Kind | None = kind
    for name in path.split("."):
        reached = None if at is None else find_step(kinds, at, name)
        yield Step(at, name, reached)
        at = None if reached is None else kind_behind(kinds, reached)


def find_step(kinds: Kinds, kind: Kind, name: str) -> Field | Way | None:
    """The field or way that a name leads to from a kind."""
    return seek_field(kind, name) or find_way(kinds, kind.name, name)


def kind_behind(kinds: Kinds, reached: Field | Way) -> Kind | None:
    """The kind of record behind a link or a way; none behind any other field."""
    if isinstance(reached, Way):
        return reached.kind
    return kinds[reached.target] if reached.target else None


def follow_path(kinds: Kinds, kind: Kind, path: str) -> Field | Way | None:
    """The field or way at the end of a path."""
    *_links, last = walk_path(kinds, kind, path)
    return last.reached


def follow_kind(kinds: Kinds, kind: Kind, links: str) -> Kind | None:
    """The kind of record behind the links of a path, the kind itself where there are none."""
    if not links:
        return kind
    reached = follow_path(kinds, kind, links)
    return None if reached is None else kind_behind(kinds, reached)
