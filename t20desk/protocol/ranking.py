"""Who stands where in a list: by the rules, but for those whose place was set by hand.

A place set by hand is kept whoever is added or cancels; the others close up around it. Places run
from 1 without a gap. A place beyond the end of the list means the last one, until the list is
long enough again.
"""

from collections.abc import Mapping, Sequence


def place_all(ordered: Sequence[int], fixed: Mapping[int, int]) -> list[int]:
    """The ids in the order of their places; `fixed` are places set by hand, counted from 1."""
    slots: list[int | None] = [None] * len(ordered)
    held = sorted((fixed[key], key) for key in ordered if key in fixed)
    beyond = [key for place, key in held if not _take(slots, place, key)]
    for key in reversed(beyond):
        slots[max(at for at, one in enumerate(slots) if one is None)] = key
    others = iter([key for key in ordered if key not in fixed])
    return [one if one is not None else next(others) for one in slots]


def _take(slots: list[int | None], place: int, key: int) -> bool:
    if not 1 <= place <= len(slots) or slots[place - 1] is not None:
        return False
    slots[place - 1] = key
    return True
