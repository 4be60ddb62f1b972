"""How many strokes a Chinese character has: the order in which protocol in China names people."""

from functools import cache
from typing import Final

from t20desk.paths import resource

FIRST: Final = 0x3400
"""The first character of the table."""
UNKNOWN: Final = 99
"""What has no number in the table comes last."""


@cache
def _read_table() -> str:
    lines = resource("strokes", "strokes.txt").read_text(encoding="ascii").splitlines()
    return "".join(line for line in lines if not line.startswith("#"))


def count_strokes(sign: str) -> int:
    """The strokes of a character; 0 for what is no Chinese one, or not in the table."""
    at, table = ord(sign) - FIRST, _read_table()
    return ord(table[at]) - ord("0") if 0 <= at < len(table) else 0


def weigh_strokes(name: str) -> tuple[tuple[int, str], ...]:
    """What a Chinese name is sorted by: character after character the number of its strokes.

    Characters of as many strokes come in the order of their radicals, in which they are numbered.
    """
    return tuple((count_strokes(sign) or UNKNOWN, sign) for sign in name if not sign.isspace())


def is_chinese(name: str) -> bool:
    """Whether a name begins with a Chinese character."""
    return bool(name) and count_strokes(name[0]) > 0
