"""Reading links whose record the row describes: found by its name, else made of what is said."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from t20desk.db.keys import fold
from t20desk.db.types import Parsed, Stored, cut
from t20desk.i18n import N_, _
from t20desk.importing.headings import read_heading
from t20desk.importing.links import LinkReader
from t20desk.importing.people import cut_person
from t20desk.importing.row_store import RawRow
from t20desk.importing.values import MappedColumn
from t20desk.matching.records import RecordFinder, key_value

PART = 500
"""Ids asked for in one statement."""
OTHER_MAIL = N_(
    "“{value}” is there already with the mail address {mail}; say whether it is the same, or make"
    " a new record."
)


class DescribedReader(LinkReader):
    """A link whose record other columns describe; a name that nobody has makes a record.

    Where the sheet has mail addresses, they tell records of one name apart.
    """

    names: Sequence[MappedColumn] = ()
    """The columns that name the record together; none where the link has a column of its own."""
    mail: MappedColumn | None = None
    mark: MappedColumn | None = None
    """Of address cards the column by which a record is known whatever it is called."""

    def note_rows(self, rows: Iterable[RawRow]) -> None:
        """Learn of which parts the names of rows are made, and which mail address each has."""
        for row in rows:
            parts = tuple(filter(None, (_read_cell(row, column) for column in self.names)))
            text = " ".join(parts) or _read_cell(row, self.column)
            if parts:
                self._parts[text] = parts
            if self.mail is not None and (mail := _read_cell(row, self.mail)):
                self._mails.setdefault(text, fold(mail))
            if self.mark is not None and (mark := _read_cell(row, self.mark)):
                self._marks.setdefault(text, mark)

    def read_cells(self, cells: Sequence[object]) -> list[Stored]:
        """The ids of records that are there, or of those to be made."""
        texts = {read_heading(cell) for cell in cells} - {""}
        self.finder.learn(variant for text in texts for variant in self._vary(text))
        self._learn_marks(texts)
        self._learn_mails(texts)
        return super().read_cells(cells)

    def _vary(self, text: str) -> Iterator[str]:
        """The ways in which a name may stand: as written, turned round, without a blank."""
        yield text
        parts = self._parts.get(text, ())
        if len(parts) > 1:
            yield " ".join(reversed(parts))
            yield "".join(reversed(parts))
        elif not parts and self.kind == "person":
            yield from _vary_name(text)

    def _find(self, text: str) -> list[int]:
        if marked := self._marked.get(self._marks.get(text, "")):
            return marked
        every = (key for variant in self._vary(text) for key in self.finder.find_ids(variant))
        found = list(dict.fromkeys(every))
        mail = self._mails.get(text)
        if mail is None or len(found) < 2:
            return found
        return [key for key in found if self._known_mails.get(key) == mail] or found

    def _learn_marks(self, texts: Iterable[str]) -> None:
        """The records that address books know by the marks of rows."""
        if self.mark is None:
            return
        one = self.mark.field
        wanted = {self._marks[text] for text in texts if text in self._marks} - self._marked.keys()
        keys = {mark: (key_value(one, mark),) for mark in wanted}
        finder = RecordFinder(self.finder.database, self.finder.kind, [one])
        found = finder.find_records(list(keys.values()))
        self._marked |= {mark: found.get(key, []) for mark, key in keys.items()}

    def _learn_mails(self, texts: Iterable[str]) -> None:
        """The mail addresses of records that have the name of a row with one."""
        every = {key for text in texts if text in self._mails for key in self._find_named(text)}
        wanted = sorted(every - self._known_mails.keys())
        table = self.finder.table
        for start in range(0, len(wanted), PART):
            part = wanted[start : start + PART]
            query = select(table.c.id, table.c.email).where(table.c.id.in_(part))
            with self.finder.database.read() as connection:
                for key, mail in connection.execute(query):
                    self._known_mails[key] = fold(mail or "")

    def _find_named(self, text: str) -> Iterator[int]:
        return (key for variant in self._vary(text) for key in self.finder.find_ids(variant))

    def _explain_text(self, text: str) -> Parsed | None:
        found = self._find(text)
        mail = self._mails.get(text)
        is_marked = bool(self._marked.get(self._marks.get(text, "")))
        if len(found) == 1 and mail and not is_marked and self.meanings.find(text) is None:
            known = self._known_mails.get(found[0])
            if known and known != mail:
                words = _(OTHER_MAIL).format(value=cut(text), mail=known)
                return Parsed(None, "doubt", words)
        return super()._explain_text(text)

    def mail_of(self, key: int) -> str:
        return self._known_mails.get(key, "")

    def list_founded(self) -> Iterator[str]:
        """The names that nobody has, where nothing was said of them."""
        if super()._rest():
            return
        for text in self._founder.list_named(self.kind):
            if self.meanings.find(text) is None:
                yield text

    def _rest(self) -> str:
        return super()._rest() or "create"

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._parts: dict[str, tuple[str, ...]] = {}
        self._mails: dict[str, str] = {}
        self._known_mails: dict[int, str] = {}
        self._marks: dict[str, str] = {}
        self._marked: dict[str, list[int]] = {}


def _vary_name(text: str) -> Iterator[str]:
    """A name in one cell without form of address and title, in either order."""
    cut = cut_person(text)
    words = [cut[name] for name in ("given_name", "family_name") if name in cut]
    yield " ".join(words)
    if len(words) > 1:
        yield " ".join(reversed(words))


def describe_ids(
    ids: Sequence[Stored], values: Mapping[str, Sequence[Stored]]
) -> Iterator[tuple[int, dict[str, Stored]]]:
    """Of each row with a link what it says of the linked record."""
    for at, key in enumerate(ids):
        if isinstance(key, int):
            told = {name: cells[at] for name, cells in values.items() if cells[at] is not None}
            yield key, told


def _read_cell(row: RawRow, column: MappedColumn) -> str:
    return read_heading(row.cells[column.place]) if column.place < len(row.cells) else ""
