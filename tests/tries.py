"""How much is tried: a fifth at every change, all of it in .ci/run.

That goes for the examples of a property, for the cases of a table whose test is marked `sampled`
since each takes long, for those of any table on PostgreSQL, and for the tests on PostgreSQL of
rooms that speak to no database themselves. Of the tests that open the window, which take most of
the time, a sixth is tried at every change, and all those of a folder or file that is named.
"""

import os
from zlib import crc32

ALL = os.environ.get("T20DESK_TRIES") == "all"
NEAR_THE_DATABASE = {"db", "editing", "hostile", "listing", "searching"}
"""Folders of tests that are all asked of PostgreSQL at every change."""
SHARE = 5
"""One in so many is tried at every change."""
SHARE_OF_WINDOWS = 6
"""One in so many tests of the window is tried at every change."""


def tries(number: int) -> int:
    """So many examples when all are wanted (T20DESK_TRIES=all), else a fifth."""
    return number if ALL else max(number // SHARE, 3)


def is_beside_sample(place: int) -> bool:
    """Whether the case at `place`, from 0, of a table waits until all are wanted."""
    return not ALL and place % SHARE != 0


def is_left_out(room: str, name: str, place: int) -> bool:
    """Whether a case on PostgreSQL waits until all are wanted.

    It stands at `place`, from 0, among those of the test of that name in the folder `room`.
    """
    if ALL:
        return False
    return is_beside_sample(place) or (
        room not in NEAR_THE_DATABASE and crc32(name.encode()) % SHARE != 0
    )


def is_window_left_out(name: str) -> bool:
    """Whether the test of the window of this name waits until all are wanted, or it is named."""
    return not ALL and crc32(name.encode()) % SHARE_OF_WINDOWS != 0
