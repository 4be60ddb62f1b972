"""Regular expressions that are compiled when they are first used, not while modules are imported.

Some of ours take milliseconds each, and few of them are needed before the first page of a window.
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    late_pattern = re.compile
else:

    class late_pattern:  # noqa: N801 - used as a function
        """What `re.compile` gives, made with the first question to it."""

        def __init__(self, text: str, flags: int = 0) -> None:
            self._asked = text, flags

        def __getattr__(self, name: str) -> object:
            found = getattr(re.compile(*self._asked), name)
            # Later questions find it without coming here.
            setattr(self, name, found)
            return found
