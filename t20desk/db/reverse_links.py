"""Links read the other way: from a member to its people, from an event to its guests."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from t20desk.db.fields import Kind, Kinds, links_to
from t20desk.db.keys import match_key
from t20desk.i18n import LANGUAGES, _, translate

_JOINING: Final = (
    ("affiliation", "person", "member"),
    ("participation", "event", "person"),
    ("participation", "event", "member"),
    ("organiser", "event", "member"),
    ("initiative_part", "initiative", "member"),
    ("initiative_part", "initiative", "person"),
    ("carrier", "connection", "person"),
)
"""Kinds whose records join two others: the kind and its two links."""


class Route(NamedTuple):
    """Records of `kind` whose `link` points to ours; `onward` leads on from them."""

    kind: str
    link: str
    onward: str = ""


class Way(NamedTuple):
    """The linked records of one kind, whichever route leads to them."""

    kind: Kind
    routes: tuple[Route, ...]

    @property
    def name(self) -> str:
        """The word by which a query names the way in the language in use."""
        return match_name(_(self.kind.plural))


def ways_from(kinds: Kinds, kind: str) -> list[Way]:
    """Every kind of record that can be reached from a kind against the direction of links."""
    routes: dict[str, list[Route]] = {}
    for reached, route in _list_routes(kinds, kind):
        routes.setdefault(reached, []).append(route)
    return [Way(kinds[name], tuple(found)) for name, found in routes.items()]


def _list_routes(kinds: Kinds, kind: str) -> Iterator[tuple[str, Route]]:
    for joining, one, other in _JOINING:
        fields = kinds[joining].fields
        for here, there in ((one, other), (other, one)):
            reached = fields[there].target
            if fields[here].target == kind and reached is not None:
                yield reached, Route(joining, here, there)
    for link in links_to(kinds, kind):
        if link.kind in kinds and not kinds[link.kind].inside and not link.hidden:
            yield link.kind, Route(link.kind, link.name)


def find_way(kinds: Kinds, kind: str, name: str) -> Way | None:
    """The way that a word of a query names: the kind's key or words, one or many."""
    wanted = match_key(name)
    ways = ways_from(kinds, kind)
    for names_of in (_names_of, _last_names_of):
        for way in ways:
            if wanted in names_of(way.kind):
                return way
    return None


def _names_of(kind: Kind) -> set[str]:
    words = {translate(text, code) for text in (kind.label, kind.plural) for code in LANGUAGES}
    return {match_key(word) for word in (*words, kind.name, f"{kind.name}s")}


def _last_names_of(kind: Kind) -> set[str]:
    """The last word of a key of several: the periods of a member are membership periods."""
    last = kind.name.split("_")[-1]
    return {last, f"{last}s"}


def match_name(words: str) -> str:
    """Words as one name of the search language."""
    return "_".join(filter(None, ("".join(filter(_is_letter, part)) for part in words.split())))


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign in "_-"
