"""One letter to several at an address: their names and greetings joined in one line."""

from collections.abc import Mapping, Sequence
from typing import Final

from t20desk.addresses.greetings import ENDS
from t20desk.i18n import _, list_words

MANY: Final = 2
_LISTED: Final = "original_name", "position", "seat", "organisation"
"""Placeholders that become all there is, each once."""


def join_names(names: Sequence[str]) -> str:
    """Names one after the other, with “and” before the last."""
    *others, last = names
    if not others:
        return last
    return _("{names} and {last}").format(names=list_words(others), last=last)


def join_greetings(greetings: Sequence[str]) -> str:
    """Greetings one after the other; those behind the first go on in the same sentence."""
    first, *others = greetings
    if not others:
        return first
    *between, last = (one[:1].lower() + one[1:] for one in others)
    return list_words([*(one.rstrip(ENDS) for one in (first, *between)), last])


def join_values(each: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """What the placeholders of a letter become that goes to all of these readers."""
    values = dict(each[0])
    if len(each) < MANY:
        return values
    for name in _LISTED:
        told = dict.fromkeys(one.get(name, "") for one in each)
        values[name] = list_words(filter(None, told))
    values["name"] = join_names(_list_once(each, "name"))
    values["salutation"] = join_greetings(_list_once(each, "salutation"))
    return values


def _list_once(each: Sequence[Mapping[str, str]], name: str) -> list[str]:
    return list(dict.fromkeys(one.get(name, "") for one in each))
