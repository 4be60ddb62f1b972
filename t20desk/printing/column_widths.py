"""How the width of a page is shared out among columns; pure numbers."""

from collections.abc import Sequence
from typing import NamedTuple


class Need(NamedTuple):
    """What a column needs at least, what it would like, and whether more would help it."""

    least: float
    liked: float
    elastic: bool = True


def share_widths(needs: Sequence[Need], room: float) -> list[float]:
    """A width for each column, together `room`; where the least is too much, all are squeezed."""
    least = sum(need.least for need in needs)
    liked = sum(need.liked for need in needs)
    if not needs or least <= 0:
        return [room / len(needs)] * len(needs) if needs else []
    if least >= room:
        return [need.least * room / least for need in needs]
    if liked >= room:
        return _level_widths(needs, room)
    return _spread_rest(needs, room - liked)


def _level_widths(needs: Sequence[Need], room: float) -> list[float]:
    """The widest give way first: all are cut to one height, none below its least."""
    low, high = 0.0, max(need.liked for need in needs)
    # Forty halvings find that height to a part of a thousand-millionth.
    for _turn in range(40):
        level = (low + high) / 2
        if sum(_cut_need(need, level) for need in needs) > room:
            high = level
        else:
            low = level
    return [_cut_need(need, low) for need in needs]


def _cut_need(need: Need, level: float) -> float:
    return max(need.least, min(need.liked, level))


def _spread_rest(needs: Sequence[Need], rest: float) -> list[float]:
    """What is left over goes to the elastic columns; beyond their double all have the same of it.

    A figure far from the name it belongs to is hard to read.
    """
    open_to = [need.elastic for need in needs]
    if not any(open_to):
        open_to = [True] * len(needs)
    whole = sum(need.liked for need, is_open in zip(needs, open_to, strict=True) if is_open)
    growth = min(rest / whole, 1.0) if whole else 0.0
    even = (rest - growth * whole) / len(needs)
    return [
        need.liked * (1 + growth * is_open) + even
        for need, is_open in zip(needs, open_to, strict=True)
    ]


def is_comfortable(needs: Sequence[Need], room: float) -> bool:
    """Whether the columns fit without most texts being wrapped."""
    return sum((need.least + need.liked) / 2 for need in needs) <= room


def cut_strips(needs: Sequence[Need], room: float) -> list[list[int]]:
    """Columns too many for one page: strips of neighbours, each begun by the first column again."""
    key = min(needs[0].liked, room / 3)
    strips: list[list[int]] = [[0]]
    used = key
    for number, need in enumerate(needs[1:], start=1):
        wanted = max(need.least, min(need.liked, (room - key) / 2))
        if used + wanted > room and len(strips[-1]) > 1:
            strips.append([0])
            used = key
        strips[-1].append(number)
        used += wanted
    return strips
