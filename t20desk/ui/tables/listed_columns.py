"""The columns of a list: their fields, and what their headings say."""

from typing import Any, Final

from PySide6.QtCore import Qt

from t20desk.db.fields import Kinds
from t20desk.listing import Listing, column_label
from t20desk.ui.looks.tips import plain_tip
from t20desk.ui.tables.listings import field_at, heading_text

Role = Qt.ItemDataRole
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ListedColumns:
    """What a listing shows of each record, from left to right."""

    def __init__(self, kinds: Kinds, listing: Listing) -> None:
        kind, paths = listing.kind, listing.columns
        self.fields = [field_at(kinds, kind, path) for path in paths]
        self._headings = [heading_text(kinds, kind, path) for path in paths]
        self._labels = [column_label(kinds, kind, path) for path in paths]

    def answer(self, column: int, role: int) -> Any:
        """What a heading says: its short text, its whole one as a tip, and its side."""
        if role == Role.DisplayRole:
            return self._headings[column]
        if role == Role.ToolTipRole:
            return plain_tip(self._labels[column])
        if role == Role.TextAlignmentRole:
            return RIGHT if self.fields[column].type.numeric else LEFT
        return None
