"""How much is tried: a third at every change, all of it in .ci/run.

That goes for the examples of a property, and for the cases of a table on PostgreSQL once a file has
had them all.
"""

import os

ALL = os.environ.get("T20DESK_TRIES") == "all"


def tries(number: int) -> int:
    """So many examples when all are wanted (T20DESK_TRIES=all), else a third."""
    return number if ALL else max(number // 3, 3)


def is_left_out(place: int) -> bool:
    """Whether the case at this place, from 0, waits until all are wanted."""
    return not ALL and place % 3 != 0
