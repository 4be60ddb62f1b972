"""The key that travels beside each row of a book: the record, the state it shows, a check value."""

import re
from hashlib import blake2s
from typing import Final, NamedTuple

_KEY: Final = re.compile(r"(\d{1,19})-(\d{1,12})-([a-z]{6})")
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_PAIRS: Final = tuple(one + other for other in _LETTERS for one in _LETTERS)
"""The digits of the check value, which has three of them."""


class RowKey(NamedTuple):
    """A record, and the number of the last change that its row knows of."""

    id: int
    number: int


def write_key(database: str, kind: str, key: RowKey) -> str:
    """The key as text. It ends with a letter, so that filling down does not count it up."""
    return f"{key.id}-{key.number}-{_check(database, kind, key)}"


def looks_like_key(cell: object) -> bool:
    """Whether a cell holds a key, whoever made it."""
    return isinstance(cell, str) and _KEY.fullmatch(cell.strip()) is not None


def read_key(database: str, kind: str, cell: object) -> RowKey | None:
    """The key in a cell; nothing where it was altered or is of another database or kind."""
    found = _KEY.fullmatch(cell.strip()) if isinstance(cell, str) else None
    if found is None:
        return None
    key = RowKey(int(found[1]), int(found[2]))
    return key if found[3] == _check(database, kind, key) else None


def _check(database: str, kind: str, key: RowKey) -> str:
    text = f"{database} {kind} {key.number} {key.id}"
    number = int.from_bytes(blake2s(text.encode(), digest_size=8).digest())
    number, first = divmod(number, len(_PAIRS))
    number, second = divmod(number, len(_PAIRS))
    return _PAIRS[first] + _PAIRS[second] + _PAIRS[number % len(_PAIRS)]
