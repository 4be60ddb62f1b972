"""The mark by which calendars know a record again: the one it came with, else one of its id."""

import re
from typing import Final

ITEM: Final = "programme_item"
EVENT: Final = "event"
_OWN: Final = re.compile(rf"({EVENT}|{ITEM})-(\d{{1,19}})@t20desk")


def own_mark(kind: str, key: int) -> str:
    """The mark of a record that came from no other calendar."""
    return f"{kind}-{key}@t20desk"


def is_item(mark: str) -> bool:
    """Whether a mark is one of ours of an item of a programme."""
    return mark.startswith(f"{ITEM}-")


def is_of_another(kind: str, mark: str) -> bool:
    """Whether a mark of ours was made for a record of another kind."""
    found = _OWN.fullmatch(mark)
    return found is not None and found[1] != kind


def read_own(kind: str, mark: str) -> int | None:
    """The id of the record that a mark of ours was made for."""
    found = _OWN.fullmatch(mark)
    if found is None or found[1] != kind:
        return None
    return int(found[2]) if int(found[2]) < 2**63 else None
