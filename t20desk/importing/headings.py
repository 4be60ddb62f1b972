"""The field that each heading of a sheet means."""

from collections.abc import Collection, Sequence
from functools import lru_cache

from t20desk.db.fields import Field, Kind
from t20desk.db.keys import match_key
from t20desk.errors import UserError
from t20desk.i18n import LANGUAGES, _
from t20desk.reading.card_words import CARD_WORDS

LONGEST_HEADING = 1_000
"""A text of more characters heads no column; to fold one for every kind would take minutes."""


@lru_cache(maxsize=64)
def known_headings(kind: Kind) -> dict[str, Field]:
    """The fields of a kind by every heading that means them, folded."""
    found: dict[str, Field] = {}
    fields = [one for one in kind.fields.values() if one.unique or one.is_asked]
    for one in fields:
        found.setdefault(match_key(one.name), one)
    for one in fields:
        for language in LANGUAGES:
            found.setdefault(match_key(one.say(language)), one)
    for one in fields:
        for alias in one.headings:
            found.setdefault(match_key(alias), one)
    for one in sorted(fields, key=lambda one: one.required):
        for word in one.further:
            found.setdefault(match_key(word), one)
    return found


@lru_cache(maxsize=64)
def _further_headings(kind: Kind) -> frozenset[str]:
    """The headings that mean a field only where no surer one does, folded."""
    known, found = known_headings(kind), set[str]()
    for one in kind.fields.values():
        sure = {match_key(text) for text in (one.name, *map(one.say, LANGUAGES), *one.headings)}
        words = {match_key(word) for word in one.further} - sure
        found |= {word for word in words if known.get(word) is one}
    return frozenset(found)


@lru_cache(maxsize=64)
def _needed_headings(kind: Kind) -> dict[str, Field]:
    """The fields no record goes without, by unsure headings that else mean another one, folded.

    “From” says since when, yet beside “To”, in a sheet of connections that names no organisation
    otherwise, it says whose connection it is.
    """
    known, further = known_headings(kind), _further_headings(kind)
    words = ((match_key(word), one) for one in kind.fields.values() for word in one.further)
    return {
        key: one for key, one in words if one.required and key in further and known[key] is not one
    }


def find_fields(kind: Kind, headings: Sequence[str], taken: Collection[str]) -> list[Field | None]:
    """The field that each heading means; of several that are not sure only the first means it.

    No unsure one means a field that is `taken` otherwise.
    """
    known, further = known_headings(kind), _further_headings(kind)
    keys = [match_key(heading) for heading in headings]
    found = [known.get(key) if key else None for key in keys]
    used = {*taken}
    used |= {one.name for key, one in zip(keys, found, strict=True) if one and key not in further}
    _give_needed(kind, keys, found, used)
    for place, (key, one) in enumerate(zip(keys, found, strict=True)):
        if one is not None and key in further:
            found[place] = None if one.name in used else one
            used.add(one.name)
    return found


def _give_needed(
    kind: Kind, keys: Sequence[str], found: list[Field | None], used: set[str]
) -> None:
    """Let headings mean what each record needs, where that makes the sheet one of such records."""
    needed = _needed_headings(kind)
    others = {one.name for key, one in zip(keys, found, strict=True) if one and key not in needed}
    places = {at: needed[key] for at, key in enumerate(keys) if key in needed}
    given = [one.name for one in places.values()]
    wanted = {one.name for one in needed.values()} - {*given}
    if len({*given} - used - others) == len(given) and wanted <= used | others:
        for at, one in places.items():
            found[at] = one


def read_heading(cell: object) -> str:
    """A heading as one line of text."""
    return "" if cell is None else " ".join(str(cell).split())


def say_heading(kind: Kind, heading: str) -> str:
    """A heading that is the name of a field or of an address card, in words; else as it stands."""
    return say_own_heading(kind.fields.get(heading), heading)


def say_own_heading(field: Field | None, heading: str) -> str:
    """A heading that is our own word for a field, or for what has none."""
    if field is not None:
        return field.say()
    return _(heading) if heading in CARD_WORDS else heading


def read_possible(cell: object) -> str:
    """A cell as a heading, where it can be one: a number heads no column, nor does a long text."""
    is_short = isinstance(cell, str) and len(cell) <= LONGEST_HEADING
    return read_heading(cell) if is_short else ""


def find_target(kind: Kind, name: str) -> Field:
    """The field that a mapping names; raises UserError for an unknown one."""
    found = kind.fields.get(name) or known_headings(kind).get(match_key(name))
    if found is None:
        raise UserError(
            _(
                "“{name}” is not a field of {kind}; look up its fields and map the heading again."
            ).format(name=name, kind=_(kind.plural))
        )
    return found


def needed_groups(kind: Kind) -> list[tuple[str, ...]]:
    """The fields every new record needs, and the groups of which it needs one."""
    required = [one.name for one in kind.fields.values() if one.required and not one.language]
    return [*((name,) for name in required), *kind.one_of]
