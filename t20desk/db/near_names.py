"""Which field is meant by a name that no field has: mistyped, a part of it, or read alike."""

from collections.abc import Iterator
from typing import Final

from t20desk.db.fields import Kind
from t20desk.db.keys import match_key, search_key
from t20desk.i18n import LANGUAGES

ALIKE: Final = 0.75
"""So alike is the name of a field that may be meant."""
FEWEST_LETTERS: Final = 3
"""A part of a name has so many letters, or one Chinese character less."""
LONGEST: Final = 60


def find_near(kind: Kind, name: str) -> str:
    """The name of the field that may be meant, as it can be typed; nothing where none is near."""
    from difflib import get_close_matches  # few names are mistyped

    wanted = match_key(name[:LONGEST])
    known = dict(_list_names(kind))
    near = get_close_matches(wanted, known, 1, ALIKE)
    near = near or _read_alike(wanted, known) or _holding(wanted, known)
    return known[near[0]] if near else ""


def _list_names(kind: Kind) -> Iterator[tuple[str, str]]:
    """What each field is called, its label in use before all others: key and words."""
    shown = [one for one in kind.fields.values() if not one.hidden]
    names = [words for one in shown for words in one.headings]
    names += [words for one in shown for words in map(one.say, LANGUAGES)]
    names += [one.name for one in shown]
    names += [one.say() for one in shown]
    for words in names:
        yield match_key(words), _as_name(words)


def _as_name(words: str) -> str:
    """Words as one name, without the brackets of an own field."""
    kept = "".join(sign if sign.isalnum() or sign in "_-" else " " for sign in words)
    return "_".join(kept.split())


def _read_alike(wanted: str, known: dict[str, str]) -> list[str]:
    """Chinese names that are spoken as what was typed: 国架 for 国家."""
    sounds = _sounds_of(wanted)
    return [key for key in known if sounds & _sounds_of(key)][:1] if sounds else []


def _sounds_of(key: str) -> set[str]:
    if key.isascii():
        return set()
    lines = search_key([(key, False)]).splitlines()
    return {line for line in lines if line.isascii() and len(line) > len(key)}


def _holding(wanted: str, known: dict[str, str]) -> list[str]:
    """The shortest name with what was typed in it: Mitgliedsnummer for nummer."""
    least = FEWEST_LETTERS if wanted.isascii() else FEWEST_LETTERS - 1
    return sorted((key for key in known if wanted in key), key=len)[: len(wanted) >= least]
