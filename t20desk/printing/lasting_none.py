"""Keep None alive: PySide6 6.12 takes a reference from it with each call that returns nothing.

Its wheels are built for Python 3.12 and later, where None is immortal. On Python 3.11 the count of
None falls with each such call, and after some thousands of them the interpreter aborts. Seen with
6.12.0; 6.11.3 counts rightly.
"""

import ctypes
import sys
from functools import cache
from typing import Final

_PLENTY: Final = 1 << 60


@cache
def keep_none_alive() -> None:
    """Raise the count of None beyond what any session can use up; once, and only where needed."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    count = ctypes.c_ssize_t.from_address(id(None))
    # Only where the count lies where we think it does.
    if abs(count.value - sys.getrefcount(None)) < 10:
        count.value += _PLENTY
