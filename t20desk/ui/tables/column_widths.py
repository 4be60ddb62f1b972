"""How wide the columns of a list are: from what its first rows hold, cut to the room there is."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtGui import QFont, QFontMetrics

from t20desk.db.fields import Field
from t20desk.db.types import Choices, Countries, Email, Languages, Link, LongText, Text, Url
from t20desk.printing.column_widths import Need, share_widths

WIDEST: Final = 320
NARROWEST: Final = 52
TITLE_WIDTH: Final = 240
"""The name of a record stays readable, whatever stands beside it."""
CELL_MARGINS: Final = 28
HEADING_MARGINS: Final = 24
"""Pixels beside the text: padding of the style, and a little air."""
CUT: Final = (Text, LongText, Link, Choices, Countries, Languages, Email, Url)
"""Types that may be cut to what is usual; half a date says nothing."""


def column_need(
    field: Field, heading: str, texts: Sequence[str], font: QFont, is_title: bool = False
) -> Need:
    """What a column needs at least and would like, in pixels.

    It likes to show nineteen of twenty texts whole. A text longer than usual for its type may be
    cut to that, but never the heading.
    """
    metrics, bold = QFontMetrics(font), QFont(font)
    bold.setBold(True)
    head = QFontMetrics(bold).horizontalAdvance(heading) + HEADING_MARGINS
    usual = int(field.type.width * metrics.averageCharWidth() * 0.8)
    widths = sorted(metrics.horizontalAdvance(text) for text in texts if text)
    content = widths[int(len(widths) * 0.95)] if widths else 0
    liked = min(max(content + CELL_MARGINS, head, NARROWEST), max(WIDEST, head))
    kept = TITLE_WIDTH if is_title else usual
    if not isinstance(field.type, CUT):
        return Need(float(liked), float(liked))
    return Need(float(min(liked, max(head, kept))), float(liked))


def fit_columns(needs: Sequence[Need], room: int) -> list[int]:
    """A width for each column: what it likes, cut where that makes all of them fit."""
    liked = [int(need.liked) for need in needs]
    if sum(liked) <= room:
        return liked
    if sum(need.least for need in needs) >= room:
        return [int(need.least) for need in needs]
    return [int(width) for width in share_widths(needs, room)]
