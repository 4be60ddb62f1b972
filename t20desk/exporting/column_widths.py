"""How wide a column of a sheet is, and how many lines its texts take there, in characters."""

import math
import unicodedata
from collections.abc import Sequence
from typing import Final

from t20desk.db.types import Stored
from t20desk.exporting.cell_values import shown_text
from t20desk.tables import Column

_WIDEST: Final = 60


def column_width(column: Column, samples: Sequence[Stored], total: str = "") -> float:
    """Characters: from the contents, kept within half and double of the column's usual width.

    The word in the row of totals, bold and seldom long, always fits.
    """
    widths = sorted(text_width(shown_text(column, cell)) for cell in samples if cell is not None)
    content = float(column.width)
    if widths and column.type.numeric:
        content = max(widths[-1] + 2, column.width / 2)
    elif widths:
        content = widths[int(len(widths) * 0.95)] + 2
        content = min(max(content, column.width / 2), column.width * 2)
    heading = min(text_width(column.label) + 4, 24)
    totals = text_width(total) * 1.15 + 2 if total else 0
    return float(min(max(content, heading, totals, 6), _WIDEST))


def text_width(text: str) -> int:
    """The longest line; a Chinese character is as wide as two Latin ones."""
    if text.isascii():
        return max(map(len, text.split("\n")))
    return max(
        sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)
        for line in text.split("\n")
    )


def count_lines(text: str, width: float) -> int:
    """How many lines a text takes when it is wrapped in a column of that width."""
    if len(text) * 2 <= width and "\n" not in text:
        return 1
    return sum(max(1, math.ceil(text_width(line) / width)) for line in text.split("\n"))
