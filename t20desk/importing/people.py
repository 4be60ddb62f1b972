"""A person named in one cell: the parts of the name in both scripts, and whether it is one."""

import re
from collections.abc import Sequence
from typing import Final

from t20desk.db.fields import Kind
from t20desk.db.keys import fold, match_key
from t20desk.db.naming import full_name
from t20desk.db.pinyin import split_family
from t20desk.db.types import Stored
from t20desk.importing.cutting import cut_name
from t20desk.importing.pinyin_names import NameOrder, is_written_family_first

_HAN: Final = "[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]"
_WHOLE: Final = re.compile(rf"{_HAN}+")
_LATIN: Final = r"[^\W\d_\u3400-\u9fff][^\d\u3400-\u9fff]*"
_BETWEEN: Final = r"\s*[(（\[/|,，]?\s*"
_BOTH: Final = (
    re.compile(rf"(?P<own>{_HAN}{{2,}}){_BETWEEN}(?P<latin>{_LATIN}?)[)）\]\s]*"),
    re.compile(rf"(?P<latin>{_LATIN}?){_BETWEEN}(?P<own>{_HAN}{{2,}})[)）\]\s]*"),
)
_SEVERAL: Final = re.compile(r"[;；\n、]|\s(?:/|&|\+|und|and|sowie|et)\s")


PARTS: Final = frozenset(("given_name", "family_name"))
SAYS_ALL: Final = match_key("姓名")
"""A heading of the name in original script that means a whole name where no other one is given."""


def describe_person(kind: Kind, text: str, order: NameOrder = "given_first") -> dict[str, Stored]:
    """The cells of a person who is given by one text."""
    parts = cut_person(text, order)
    return {name: kind.fields[name].type.parse(part).value for name, part in parts.items()}


def cut_person(text: str, order: NameOrder = "given_first") -> dict[str, str]:
    """The parts of a name; one that is given in both scripts has both.

    The order is that of Chinese names in Latin letters that could be meant either way.
    """
    plain = " ".join(text.split())
    found = next(filter(None, (pattern.fullmatch(plain) for pattern in _BOTH)), None)
    if found is None:
        return _tell_order(plain, cut_name(text, order))
    family, given = split_family(found["own"])
    parts = cut_name(found["latin"])
    first, *rest = f"{parts.get('given_name', '')} {parts.get('family_name', '')}".split()
    if fold(first) == family and fold("".join(rest)) == given:
        parts |= {"family_name": first, "given_name": " ".join(rest), "name_order": "family_first"}
    return {**parts, "original_name": found["own"]}


def _tell_order(text: str, parts: dict[str, str]) -> dict[str, str]:
    """The parts of a name; a Chinese one goes on being written as it is."""
    family, given = parts.get("family_name", ""), parts.get("given_name", "").split()
    is_turned = is_written_family_first(text, family, given)
    return {**parts, "name_order": "family_first"} if is_turned else parts


def is_han(text: str) -> bool:
    """Whether a name is written in Chinese characters throughout."""
    return _WHOLE.fullmatch(text) is not None


def gives_names(kind: Kind, names: set[str], headings: Sequence[str]) -> set[str]:
    """The parts of a name that a column of whole names gives, where no other one does."""
    if "full_name" not in kind.fields or PARTS & names:
        return set()
    says_all = "full_name" in names or any(match_key(one) == SAYS_ALL for one in headings)
    return set(PARTS) if says_all else set()


def bare_name(text: str) -> str:
    """The name alone, without form of address and title; nothing where there is no more to it."""
    parts = cut_person(text)
    order = parts.get("name_order")
    bare = full_name(parts.get("given_name"), parts.get("family_name"), order) or ""
    return "" if bare == text else bare


def names_several(text: str) -> bool:
    """Whether a text looks like the names of several people."""
    plain = text.strip()
    return bool(_SEVERAL.search(plain)) and "original_name" not in cut_person(plain)
