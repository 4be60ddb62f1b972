"""Reading the cells of one column of a book: values by their type, links by the text of a record.

Nothing is guessed as an import does: no memory, no words that say nothing.
Each distinct cell is read once.
"""

from collections.abc import Sequence
from typing import Any, Final

from t20desk.db.database import Database
from t20desk.db.fields import Field
from t20desk.db.types import CellError, Parsed, Reading, cut
from t20desk.db.types.values import DateOrder
from t20desk.i18n import _
from t20desk.importing.founding import Founder
from t20desk.importing.headings import read_heading
from t20desk.matching.records import SEVERAL, UNKNOWN, LinkFinder
from t20desk.reading.rows import Cell
from t20desk.round_trip.newcomers import Newcomers

_MOST_KNOWN: Final = 20_000
"""So many distinct cells of a column are remembered."""


class ValueReader:
    """Cells of a column of plain values."""

    def __init__(self, one: Field, reading: Reading) -> None:
        self._type = one.type
        self.reading = reading
        self._known: dict[Any, Parsed] = {}

    def read_as(self, order: DateOrder, dots: DateOrder) -> None:
        """Read days in this order from now on, those between dots perhaps in another."""
        self.reading = self.reading._replace(date_order=order, dots=dots)
        self._known.clear()

    def read(self, cells: Sequence[Cell]) -> list[Parsed]:
        """What each cell says, or why it says nothing."""
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        return [self._find((cell.__class__, cell)) for cell in cells]

    def _find(self, cell: tuple[type, Cell]) -> Parsed:
        found = self._known.get(cell)
        if found is None:
            found = self._known[cell] = self._type.parse(cell[1], self.reading)
        return found


class LinkReader:
    """Cells of a column of links."""

    def __init__(self, database: Database, one: Field, newcomers: Newcomers | None = None) -> None:
        self.founder: Founder | None = None
        """Makes a record of a name that is not there yet, where that is wanted."""
        self._finder = LinkFinder(database, one)
        self._newcomers = newcomers
        self._type = one.type

    def read(self, cells: Sequence[Cell]) -> list[Parsed]:
        """The id of the record that each cell names."""
        texts = [read_heading(cell) for cell in cells]
        self._finder.learn(text for text in texts if text)
        return [self._find(cell, text) for cell, text in zip(cells, texts, strict=True)]

    def _find(self, cell: Cell, text: str) -> Parsed:
        if not text or isinstance(cell, CellError):
            return self._type.parse(cell or None)
        fresh = self._newcomers.find(self._finder.kind.name, text) if self._newcomers else []
        found = fresh or self._finder.find_ids(text)
        if len(found) == 1:
            return Parsed(found[0])
        if not found and self.founder is not None:
            return Parsed(self.founder.find_id(self._finder.kind.name, text))
        message = _(SEVERAL if found else UNKNOWN)
        kind = _(self._finder.kind.plural)
        said = message.format(kind=kind, value=cut(text), count=len(found))
        return Parsed(None, "doubt" if found else "error", said)
