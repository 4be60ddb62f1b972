"""Reading the raw cells of a sheet: values by field, and what is odd about which cell."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from t20desk.db.database import Database
from t20desk.db.fields import Field
from t20desk.db.ids import new_ids
from t20desk.db.types import ANY_READING, Parsed, Postcode, Reading
from t20desk.i18n import N_, _
from t20desk.importing.columns import ColumnReader, Meanings
from t20desk.importing.described_links import DescribedReader, describe_ids
from t20desk.importing.founding import Founder
from t20desk.importing.headings import read_heading
from t20desk.importing.links import LinkReader
from t20desk.importing.name_lists import find_line, find_named, split_names
from t20desk.importing.row_part import RowPart
from t20desk.importing.row_store import RawRow
from t20desk.importing.sheet import ReadSheet
from t20desk.importing.telling import Teller
from t20desk.importing.values import MappedColumn, Meaning, Severity
from t20desk.matching.records import KeyValue, key_value

Learned = Mapping[str, Mapping[str, Meaning]]
"""Of each field what certain texts mean, as taught by earlier imports."""

LEFT_OUT = N_("This names another row of the sheet that is left out; correct that row first.")


class CellReader:
    """Reads the cells of each column in its own manner; each distinct value once."""

    def __init__(
        self, database: Database, sheet: ReadSheet, learned: Learned, teller: Teller
    ) -> None:
        self.links: dict[str, LinkReader] = {}
        self.lists: dict[str, LinkReader] = {}
        """Of each field that lists names the reader of one name."""
        self.plain: dict[str, ColumnReader] = {}
        self.along: dict[str, list[ColumnReader]] = {}
        """Of each link the columns that describe its record."""
        self.founder = Founder(database, new_ids())
        columns = (*sheet.columns, *sheet.along.columns, *sheet.listed)
        every = (*columns, *sheet.details)
        self.width = max((column.place for column in every), default=0) + 1
        self.told: dict[str, Counter[str]] = {}
        """Of each field the texts that could not be taken, and in how many cells they stand."""
        self._sheet = sheet
        self._teller = teller
        for column in columns:
            path = column.path
            meanings = Meanings({**learned.get(path, {}), **sheet.options.meanings.get(path, {})})
            if line := find_line(column.field):
                named = column._replace(field=find_named(database.kinds, line))
                self.lists[path] = LinkReader(database, named, sheet, self.founder, meanings)
            elif column.field.target:
                self.links[path] = self._make_link(database, column, meanings)
            elif column.along:
                reader = self._make_reader(column, meanings)
                self.along.setdefault(column.along, []).append(reader)
            else:
                self.plain[path] = self._make_reader(column, meanings)

    def _make_link(
        self, database: Database, column: MappedColumn, meanings: Meanings
    ) -> LinkReader:
        name, along = column.field.name, self._sheet.along
        described = [one for one in along.columns if one.along == name]
        sort = DescribedReader if described else LinkReader
        link = sort(database, column, self._sheet, self.founder, meanings)
        link.default = self._default_of(name)
        link.blank_clears = name in self._sheet.options.blanks
        if isinstance(link, DescribedReader):
            link.names = along.names_of(name)
            told = {one.field.name: one for one in described}
            link.mail, link.mark = told.get("email"), told.get("uid")
        return link

    def _make_reader(self, column: MappedColumn, meanings: Meanings) -> ColumnReader:
        options, name = self._sheet.options, column.path
        base = Reading(options.dates) if options.dates else ANY_READING
        given = options.conventions.get(name, "")
        reading = self._sheet.orders.find_reading(column, base, given)
        clears = name in options.blanks
        return ColumnReader(column, reading, meanings, self._default_of(name), clears)

    def _default_of(self, name: str) -> str:
        options = self._sheet.options
        return options.constants.get(name) or options.defaults.get(name, "")

    def learn_own_titles(self, ids: Iterator[int]) -> None:
        """Learn the titles of rows that others of the sheet may link to."""
        for link in self.links.values():
            link.read_own_titles(ids)

    def read_keys(self, chunk: Sequence[RawRow], fields: Sequence[Field]) -> Iterator[KeyValue]:
        """The keys of raw rows, before anything else of them is read."""
        self._note_rows(chunk)
        columns = []
        for one in fields:
            place = next(c.place for c in self._sheet.columns if c.field.name == one.name)
            cells = [row.cells[place] if place < len(row.cells) else None for row in chunk]
            reader = self.links.get(one.name) or self.plain[one.name]
            columns.append([key_value(one, value) for value in reader.read_cells(cells)])
        return zip(*columns, strict=True)

    def read(self, part: RowPart, dangling: AbstractSet[int]) -> None:
        """Read all columns of some rows, and say what is odd about a cell or a row."""
        self._note_rows(part.raw)
        odd = [(column, self._read_column(part, column)) for column in self._sheet.columns]
        odd += [found for link in self.along for found in self._read_along(part, link)]
        for column, found in odd:
            cells = part.cells_of(column.place)
            for at, said in found:
                parsed = _read_again(part, column, at, said)
                self._tell_odd(part, column, at, parsed, cells[at])
        for column in self._sheet.listed:
            self._read_list(part, column)
        for at, row in enumerate(part.raw):
            if row.number in dangling:
                link = next(one for one in self.links.values() if row.number in one.used)
                self._teller.refuse(part, at, link.column.field, _(LEFT_OUT))
            if row.remark:
                self._tell_remark(part, at, row)

    def _tell_odd(
        self, part: RowPart, column: MappedColumn, at: int, parsed: Parsed, cell: object
    ) -> None:
        severity = parsed.severity
        if not severity:
            return
        if severity != "note" and cell.__class__ is str:
            # An error that Excel shows means nothing else, whatever somebody says.
            told = self.told.setdefault(column.path, Counter())
            told[read_heading(cell)] += 1
        self._teller.say(severity, part.raw[at], column, parsed.message, cell)
        part.mark(at, severity)

    def _read_list(self, part: RowPart, column: MappedColumn) -> None:
        """Read a column that names several records, name by name."""
        link = self.lists[column.path]
        cells = part.cells_of(column.place)
        named = [(at, name) for at, cell in enumerate(cells) for name in split_names(cell)]
        names = [name for _at, name in named]
        found = part.lists[column.path] = [[] for _cell in cells]
        for (at, _name), key in zip(named, link.read_cells(names), strict=True):
            if isinstance(key, int):
                found[at].append(key)
        for place, said in link.find_odd(names):
            self._tell_odd(part, column, named[place][0], said, names[place])

    def _read_column(self, part: RowPart, column: MappedColumn) -> list[tuple[int, Parsed]]:
        cells, name = part.cells_of(column.place), column.field.name
        link = self.links.get(name)
        reader = link or self.plain[name]
        part.values[name] = reader.read_cells(cells)
        if cleared := reader.find_cleared(cells):
            part.cleared[name] = cleared
        if link is not None:
            link.note_used(part.raw, part.values[name])
        return reader.find_odd(cells)

    def _note_rows(self, rows: Sequence[RawRow]) -> None:
        for link in self.links.values():
            if isinstance(link, DescribedReader):
                link.note_rows(rows)

    def _read_along(
        self, part: RowPart, link: str
    ) -> Iterator[tuple[MappedColumn, list[tuple[int, Parsed]]]]:
        """Read what rows say of the record of a link, for those that will be made."""
        values = {}
        for reader in self.along[link]:
            cells = part.cells_of(reader.column.place)
            values[reader.column.field.name] = reader.read_cells(cells)
            yield reader.column, reader.find_odd(cells)
        for key, told in describe_ids(part.values[link], values):
            self.founder.describe(key, told)

    def note_taken(self, part: RowPart, places: Sequence[int]) -> None:
        """Note which records that are made on the way the rows that are taken point to."""
        for name in self.links:
            self.founder.note_used(part.values[name][at] for at in places)
        for lists in part.lists.values():
            self.founder.note_used(key for at in places for key in lists[at])

    def _tell_remark(self, part: RowPart, at: int, row: RawRow) -> None:
        """What the reader said of a row; one with too many cells may be shifted."""
        severity: Severity = "doubt" if row.is_long else "note"
        self._teller.say(severity, row, None, row.remark, "")
        part.mark(at, severity)

    def own_id(self, number: int) -> int | None:
        """The id kept for a row that others of the sheet may link to."""
        found = (link.own_ids.get(number) for link in self.links.values())
        return next((key for key in found if key is not None), None)

    def find_dangling(self, made: set[int]) -> set[int]:
        """The rows that would link to a row of this sheet which is left out."""
        return {row for link in self.links.values() for row in link.find_dangling(made)}


def _read_again(part: RowPart, column: MappedColumn, at: int, said: Parsed) -> Parsed:
    """What is odd about a cell, as far as it still is in the country its row names."""
    country = part.values["country"][at] if "country" in part.values else None
    if not isinstance(column.field.type, Postcode) or not isinstance(country, str):
        return said
    return column.field.type.parse(part.cells_of(column.place)[at], Reading(country=country))
