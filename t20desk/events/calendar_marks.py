"""The mark by which calendars know an event again: the one it came with, else one of its id."""

import re
from typing import Final

ITEM: Final = "programme_item-"
"""How the marks of items of programmes begin; they are no events when they come back."""
_OWN: Final = re.compile(r"event-(\d{1,19})@t20desk")


def own_mark(key: int) -> str:
    """The mark of an event that came from no other calendar."""
    return f"event-{key}@t20desk"


def item_mark(key: int) -> str:
    """The mark of an item of a programme."""
    return f"{ITEM}{key}@t20desk"


def read_own(mark: str) -> int | None:
    """The id of the event that a mark of ours was made for."""
    found = _OWN.fullmatch(mark)
    return int(found[1]) if found is not None and int(found[1]) < 2**63 else None
