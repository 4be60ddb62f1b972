"""Reading a column of links: the text of a cell names a record, or a row of the same sheet."""

from collections import Counter
from collections.abc import Iterator, Sequence

from t20desk.db import keys
from t20desk.db.database import Database
from t20desk.db.types import CellError, Parsed, Stored, cut
from t20desk.i18n import N_, _
from t20desk.importing.columns import LEFT_EMPTY, Meanings
from t20desk.importing.founding import Founder
from t20desk.importing.headings import read_heading
from t20desk.importing.name_orders import say_open
from t20desk.importing.people import bare_name, names_several
from t20desk.importing.placeholders import is_placeholder
from t20desk.importing.row_store import RawRow
from t20desk.importing.sheet import ReadSheet
from t20desk.importing.values import CREATE, MappedColumn, Meaning
from t20desk.matching.records import SEVERAL, UNKNOWN, LinkFinder

SEVERAL_PEOPLE = N_(
    "“{value}” looks like several people; put each into a row of its own, or say what is meant."
)


class LinkReader:
    """Turns the texts of a link column into ids; each distinct text is looked up once."""

    def __init__(
        self,
        database: Database,
        column: MappedColumn,
        sheet: ReadSheet,
        founder: Founder,
        meanings: Meanings,
    ) -> None:
        self.column = column
        self.meanings = meanings
        self.default = ""
        self.blank_clears = False
        self.placeholders: Counter[str] = Counter()
        """The texts that were taken to say nothing, and in how many cells they stand."""
        self.own_ids: dict[int, int] = {}
        """Ids kept for rows of this sheet that others of it may name, by row number."""
        self.used: dict[int, int] = {}
        """The row of this sheet that each row names, by row number."""
        self._founder = founder
        found = (one for one in sheet.names if one.is_link and one.place == column.place)
        self.spelling = next(found, None)
        """Of people how their names stand in the column."""
        self.finder = LinkFinder(database, column.field)
        self._sheet = sheet
        self._own_titles: dict[str, list[int]] = {}

    def read_own_titles(self, ids: Iterator[int]) -> None:
        """Learn the titles of the rows of this very sheet, where it links to its own kind."""
        if self.finder.kind.name != self.column.field.kind:
            return
        titles = [c for c in self._sheet.columns if self._is_title(c)]
        for chunk in self._sheet.chunks():
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
        name = column.field.group or column.field.name
        return name in self.finder.kind.title or name == "uid"

    @property
    def kind(self) -> str:
        """The kind of the records that are named."""
        return self.finder.kind.name

    def read_cells(self, cells: Sequence[object]) -> list[Stored]:
        """The ids that cells name; None where it is not one record."""
        texts = [_read_text(cell) or self.default for cell in cells]
        asked = [meant for text in texts if text and isinstance(meant := self._mean(text), str)]
        self.finder.learn([*asked, *filter(None, map(self._bare, asked))])
        return [self._pick(text) for text in texts]

    def list_founded(self) -> Iterator[str]:
        """The names of records that are made though nobody said that they are new."""
        return iter(())

    def find_all(self, text: str) -> list[int]:
        """All records that have a name."""
        return self._find(text)

    def mail_of(self, key: int) -> str:
        """The mail address of a record, where those of rows tell records of one name apart."""
        return ""

    def _mean(self, text: str) -> str | Meaning:
        """The text that is looked up, or a meaning that is none."""
        meaning = self.meanings.find(text)
        if meaning is None:
            return text
        return meaning.value if meaning.deed == "value" else meaning

    def _find(self, text: str) -> list[int]:
        found = self.finder.find_ids(text)
        found = found or list(dict.fromkeys(self._own_titles.get(keys.sort_key(text), ())))
        return found or (self.finder.find_ids(bare) if (bare := self._bare(text)) else [])

    def _bare(self, text: str) -> str:
        """The name of a person without what is said before it, where there is something."""
        return bare_name(text) if self.kind == "person" else ""

    def _is_several(self, text: str) -> bool:
        return self.kind == "person" and names_several(text)

    def _pick(self, text: str) -> Stored:
        meant = self._mean(text) if text else ""
        if isinstance(meant, Meaning):
            return self._make(text) if meant.deed == "create" else None
        found = self._find(meant) if meant else []
        if not found and meant and self._says_nothing(meant):
            self.placeholders[meant] += 1
        elif not found and meant and self._rest() == "create" and not self._is_several(meant):
            return self._make(meant)
        return found[0] if len(found) == 1 else None

    def _make(self, text: str) -> int | None:
        """The id of a record to be made, where it can be told how it is called."""
        order = self.spelling.order_of(text) if self.spelling else "given_first"
        return None if order is None else self._founder.find_id(self.kind, text, order)

    def may_make(self, text: str) -> bool:
        """Whether a name is that of nobody who is there, and means nothing else."""
        meant = self._mean(text)
        return meant == CREATE or (meant == text and not self._find(text))

    def lacks_order(self, text: str) -> bool:
        """Whether somebody is made of a name as soon as it is said which part of it comes first."""
        meant = self._mean(text)
        if isinstance(meant, Meaning) or self._find(meant) or self._is_several(meant):
            return False
        return self._rest() == "create" and self._doubt_name(meant) is not None

    def _doubt_name(self, text: str) -> Parsed | None:
        """What is to be said of a person who would be made and whose name may be either way."""
        is_open = self.spelling is not None and self.spelling.order_of(text) is None
        return Parsed(None, "doubt", say_open(text)) if is_open else None

    def _says_nothing(self, text: str) -> bool:
        return self.meanings.find(text) is None and is_placeholder(text)

    def _rest(self) -> str:
        """What is done with all names that nobody has."""
        return self.meanings.rest.deed if self.meanings.rest else ""

    def find_cleared(self, cells: Sequence[object]) -> set[int]:
        """The places of cells that empty the field."""
        found: set[int] = set()
        for at, cell in enumerate(cells):
            text = read_heading(cell)
            meaning = self.meanings.find(text) if text else None
            if (meaning and meaning.deed == "clear") or (not text and self.blank_clears):
                found.add(at)
        return found

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
            said = self._explain_text(text)
            if said is not None:
                odd.append((at, said))
        return odd

    def _explain_text(self, text: str) -> Parsed | None:
        """What is to be said of a text that names no record or several."""
        meant = self._mean(text)
        if isinstance(meant, Meaning):
            return self._doubt_name(text) if meant.deed == "create" else None
        found = self._find(meant)
        if len(found) == 1 or (not found and self._says_nothing(meant)):
            return None
        if not found and self._is_several(meant):
            return Parsed(None, "doubt", _(SEVERAL_PEOPLE).format(value=cut(meant)))
        if not found and self._rest() == "create":
            return self._doubt_name(meant)
        if self._rest() == "nothing":
            return Parsed(None, "note", _(LEFT_EMPTY).format(value=cut(meant)))
        return self._explain(meant, len(found))

    def _explain(self, text: str, count: int) -> Parsed:
        message = _(SEVERAL if count else UNKNOWN)
        words = message.format(kind=_(self.finder.kind.plural), value=cut(text), count=count)
        return Parsed(None, "doubt" if count else "error", words)


def _read_text(cell: object) -> str:
    """The name in a cell; an error that Excel shows is none."""
    return "" if isinstance(cell, CellError) else read_heading(cell)
