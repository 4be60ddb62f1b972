"""The headings of groups in a list that was exported as it stood on the screen: no records."""

import re
from typing import Final

from t20desk.i18n import N_
from t20desk.reading.rows import SheetRow

GROUP_ROW: Final = N_("This row is the heading of a group and was left out.")
_COUNTED: Final = re.compile(r".*\((\d{1,7})\)", re.DOTALL)


class GroupRows:
    """Tells headings of groups: the first below the headings, then each after as many rows.

    A heading ends with how many rows follow it, and nothing but sums stands beside it.
    """

    def __init__(self) -> None:
        self._left = 0

    def is_heading(self, row: SheetRow) -> bool:
        """Whether a row is the heading of a group; asked of each row once."""
        size = _read_size(row) if self._left == 0 else 0
        self._left = size or self._left - 1
        return bool(size)


def _read_size(row: SheetRow) -> int:
    """How many rows a heading says there are; 0 for a row that is none."""
    first, *others = row.cells
    if not isinstance(first, str) or any(isinstance(cell, str) and cell for cell in others):
        return 0
    found = _COUNTED.fullmatch(first.rstrip())
    return int(found[1]) if found else 0
