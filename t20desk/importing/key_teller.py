"""Saying what is wrong with the key of a row, or with a value that only one record may have."""

from collections.abc import Sequence

from t20desk.db.fields import Field
from t20desk.db.rules.reasons import KEY_EMPTY, KEY_TWICE, NO_MATCH
from t20desk.db.types import cut
from t20desk.i18n import _
from t20desk.importing.row_part import RowPart
from t20desk.importing.sheet import ReadSheet
from t20desk.importing.telling import Teller
from t20desk.importing.values import Severity
from t20desk.matching.records import KeyValue

MOST_ROWS = 6
"""So many row numbers stand in one sentence."""


class KeyTeller:
    """Refuses rows in sentences with the fields of the key and what they hold."""

    def __init__(self, sheet: ReadSheet, teller: Teller) -> None:
        self._sheet = sheet
        self._teller = teller

    def tell(
        self,
        part: RowPart,
        at: int,
        group: Sequence[Field],
        message: str,
        severity: Severity = "error",
        **words: object,
    ) -> None:
        """Refuse a row because of a key."""
        labels = ", ".join(one.say() for one in group)
        shown = ", ".join(filter(None, (self._show(part, at, one) for one in group)))
        text = _(message).format(label=labels, value=shown, **words)
        self._teller.refuse(part, at, group[-1], text, severity)

    def tell_twice(
        self, part: RowPart, at: int, group: Sequence[Field], numbers: Sequence[int]
    ) -> None:
        """Say in which rows a value stands."""
        more = " …" if len(numbers) > MOST_ROWS else ""
        rows = ", ".join(map(str, numbers[:MOST_ROWS])) + more
        self.tell(part, at, group, KEY_TWICE, rows=rows)

    def tell_unknown(self, part: RowPart, at: int, key: Sequence[Field], value: KeyValue) -> None:
        """Say that no record is spoken of; of a cell that could not be read it is said already."""
        lost = [one for one, cell in zip(key, value, strict=True) if cell is None]
        empty = [one for one in lost if at not in part.bad or not self._show_cell(part, at, one)]
        if empty or not lost:
            self.tell(part, at, empty or key, KEY_EMPTY if empty else NO_MATCH, "doubt")

    def _show(self, part: RowPart, at: int, one: Field) -> str:
        """What the sheet says in a cell; of a link its text."""
        if one.target is None:
            return cut(one.type.format(part.values[one.name][at]))
        return self._show_cell(part, at, one)

    def _show_cell(self, part: RowPart, at: int, one: Field) -> str:
        column = next(column for column in self._sheet.columns if column.field.name == one.name)
        return cut(part.cells_of(column.place)[at] or "")
