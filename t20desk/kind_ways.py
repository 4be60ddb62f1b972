"""What can be done with the records of a kind: write to them, invite them, note what was said.

Each list asks this while it is built, so it stands apart from what then does it.
"""

from typing import Final

from t20desk.db.fields import Kind
from t20desk.i18n import N_

OWN, MAIN, PEOPLE = "own", "main", "people"
WAYS: Final = (
    (MAIN, N_("main contact of each organisation")),
    (PEOPLE, N_("each person of the organisations")),
    (OWN, N_("address of the organisation itself")),
)
"""Whom a mail to organisations goes to."""
CALENDAR_KINDS: Final = ("event", "person", "member")
LETTER_KINDS: Final = ("member", "person", "participation")
"""The kinds whose records letters go to."""
NOTED_KINDS: Final = ("member", "person", "event")
"""The kinds whose records have contact notes."""


def ways_of(kind: Kind) -> tuple[str, ...]:
    """The ways in which records of a kind have mail addresses; none where they have no such."""
    if kind.name == "member":
        return tuple(way for way, _label in WAYS)
    links = {one.target for one in kind.links}
    return (OWN,) if kind.name == "person" or links & {"person", "member"} else ()


def find_ends(kind: Kind) -> list[str]:
    """The links of a kind to people, else to organisations."""
    links = {one.target: one.name for one in kind.links}
    return [links[target] for target in ("person", "member") if target in links]


def may_invite(kind: Kind) -> bool:
    """Whether records of a kind are people or organisations, or point to them."""
    return kind.name in ("person", "member") or bool(find_ends(kind))
