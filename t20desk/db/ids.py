"""Ids are made before writing: 32 bits of seconds since 2020, then a tail of 31 bits."""

import secrets
import time
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

START = 1_577_836_800
"""2020-01-01 in seconds of Unix time."""
TAIL_BITS = 31
LARGEST_ID = 2**63 - 1
"""What a database keeps at most."""


def new_ids() -> Iterator[int]:
    """Ids for one change: one random start, then counting up, so that neighbours stay together."""
    seconds = int(time.time()) - START
    tail = secrets.randbits(TAIL_BITS - 1)
    number = (seconds << TAIL_BITS) | tail
    while True:
        yield number
        number += 1


def read_id(text: str) -> int | None:
    """The id that a text writes out; None for a text that is none, however many digits it has."""
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST_ID))
    return int(text) if is_number and int(text) <= LARGEST_ID else None


def are_neighbours(ids: AbstractSet[int]) -> bool:
    """Whether the ids follow one another without a gap."""
    return bool(ids) and max(ids) - min(ids) + 1 == len(ids)
