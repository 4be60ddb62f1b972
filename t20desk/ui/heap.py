"""What large work freed goes back to the system; by itself it stays with the program for good."""

import sys
from collections.abc import Callable
from functools import cache
from typing import Any


def give_back() -> None:
    """Give free memory back, where the system's library keeps it; takes some milliseconds."""
    trim = _find_trim()
    if trim is not None:
        trim(0)


@cache
def _find_trim() -> Callable[[int], Any] | None:
    if not sys.platform.startswith("linux"):
        return None
    import ctypes

    return getattr(ctypes.CDLL(None), "malloc_trim", None)
