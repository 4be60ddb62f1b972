"""Reading a column of links: the text of a cell names a record, or a row of the same sheet."""

from collections.abc import Iterator, Sequence

from t20desk.db import keys
from t20desk.db.database import Database
from t20desk.db.types import CellError, Parsed, Stored, cut
from t20desk.i18n import _
from t20desk.importing.headings import read_heading
from t20desk.importing.matching import SEVERAL, UNKNOWN, LinkFinder
from t20desk.importing.row_store import RawRow
from t20desk.importing.sheet import ReadSheet
from t20desk.importing.values import MappedColumn


class LinkReader:
    """Turns the texts of a link column into ids; each distinct text is looked up once."""

    def __init__(self, database: Database, column: MappedColumn, sheet: ReadSheet) -> None:
        self.column = column
        self.own_ids: dict[int, int] = {}
        """Ids kept for rows of this sheet that others of it may name, by row number."""
        self.used: dict[int, int] = {}
        """The row of this sheet that each row names, by row number."""
        self._finder = LinkFinder(database, column.field)
        self._sheet = sheet
        self._own_titles: dict[str, list[int]] = {}

    def read_own_titles(self, ids: Iterator[int]) -> None:
        """Learn the titles of the rows of this very sheet, where it links to its own kind."""
        if self._finder.kind.name != self.column.field.kind:
            return
        titles = [c for c in self._sheet.columns if self._is_title(c)]
        for chunk in self._sheet.rows.chunks():
            for row in chunk:
                for column in titles:
                    text = (
                        read_heading(row.cells[column.place])
                        if column.place < len(row.cells)
                        else ""
                    )
                    if text:
                        key = self.own_ids.setdefault(row.number, next(ids))
                        self._own_titles.setdefault(keys.sort_key(text), []).append(key)

    def _is_title(self, column: MappedColumn) -> bool:
        return (column.field.group or column.field.name) in self._finder.kind.title

    def read_cells(self, cells: Sequence[object]) -> list[Stored]:
        """The ids that cells name; None where it is not one record."""
        texts = [read_heading(cell) for cell in cells]
        self._finder.learn(text for text in texts if text)
        return [self._pick(text) for text in texts]

    def _find(self, text: str) -> list[int]:
        found = self._finder.find_ids(text)
        return found or list(dict.fromkeys(self._own_titles.get(keys.sort_key(text), ())))

    def _pick(self, text: str) -> Stored:
        found = self._find(text) if text else []
        return found[0] if len(found) == 1 else None

    def note_used(self, rows: Sequence[RawRow], ids: Sequence[Stored]) -> None:
        """Remember which rows link to a row of this sheet."""
        if not self.own_ids:
            return
        own = set(self.own_ids.values())
        for row, key in zip(rows, ids, strict=True):
            if isinstance(key, int) and key in own:
                self.used[row.number] = key

    def find_dangling(self, made: set[int]) -> set[int]:
        """The rows whose target in this sheet is not among the records made."""
        return {row for row, key in self.used.items() if key not in made}

    def find_odd(self, cells: Sequence[object]) -> list[tuple[int, Parsed]]:
        """The places of cells that name no record or several."""
        odd: list[tuple[int, Parsed]] = []
        for at, cell in enumerate(cells):
            text = read_heading(cell)
            if not text:
                continue
            if isinstance(cell, CellError):
                odd.append((at, self.column.field.type.parse(cell)))
                continue
            found = self._find(text)
            if len(found) != 1:
                odd.append((at, self._explain(text, len(found))))
        return odd

    def _explain(self, text: str, count: int) -> Parsed:
        message = _(SEVERAL if count else UNKNOWN)
        words = message.format(kind=_(self._finder.kind.plural), value=cut(text), count=count)
        return Parsed(None, "doubt" if count else "error", words)
