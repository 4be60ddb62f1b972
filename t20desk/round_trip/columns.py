"""Which column of a returned sheet is which of the book, though renamed, moved or among others.

A heading is known by the label in any language, the name of the field, an alias; else by what the
cells under it held when the book left.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from t20desk import members
from t20desk.db.fields import Field, Kind, Kinds, walk_path
from t20desk.db.keys import match_key
from t20desk.errors import UserError
from t20desk.i18n import LANGUAGES, _
from t20desk.importing.headings import read_heading, read_possible
from t20desk.importing.values import MappedColumn
from t20desk.reading.rows import Cell, SheetRow, column_letters
from t20desk.round_trip.exported_rows import ExportedRows, widen
from t20desk.round_trip.row_keys import looks_like_key

KEY = "t20desk"
"""The heading of the keys."""
SAMPLE = 200
"""So many rows are looked at to find keys and renamed columns."""
_SEARCHED = 40


def is_taken(one: Field) -> bool:
    """Whether cells of a field are taken back; what follows from others is only shown."""
    return not one.hidden and (one.is_written or members.is_standing(one))


@dataclass(frozen=True, slots=True)
class BookColumn:
    """A column of the sheet and what of the book it is."""

    path: str
    mapped: MappedColumn
    taken: bool
    only_new: bool = False
    """Taken only from rows that are added."""

    @property
    def place(self) -> int:
        """Where it stands, from 0."""
        return self.mapped.place

    @property
    def name(self) -> str:
        """The name of its field."""
        return self.mapped.field.name


@dataclass(slots=True)
class BookColumns:
    """The columns that were found, and what to say of the others."""

    header: SheetRow
    key_place: int | None
    found: list[BookColumn]
    ignored: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    """Headings of columns of linked records, where the book no longer tells its columns."""
    renamed: list[BookColumn] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    """Columns of the book that are no longer in the sheet, as paths."""

    @property
    def paths(self) -> list[str]:
        """The columns that were found, as paths."""
        return [column.path for column in self.found]

    @property
    def width(self) -> int:
        """So many cells a row has at least."""
        places = [column.place for column in self.found]
        return max([*places, self.key_place or 0], default=0) + 1


def find_key_place(rows: Sequence[SheetRow]) -> int | None:
    """The column in which the keys stand: where most cells look like one, else by its heading."""
    counted: dict[int, int] = {}
    for row in rows:
        for place, cell in enumerate(row.cells):
            if looks_like_key(cell):
                counted[place] = counted.get(place, 0) + 1
    if counted:
        return max(counted, key=lambda place: counted[place])
    places = (place for row in rows for place, cell in enumerate(row.cells) if cell == KEY)
    return next(places, None)


class ColumnFinder:
    """Finds the columns of a book of one kind in the first rows of a sheet."""

    def __init__(self, kinds: Kinds, kind: Kind, paths: Sequence[str]) -> None:
        self._kinds = kinds
        self._kind = kind
        self._paths = list(paths)
        self._labels = dict(self._name_columns())
        self._aliases = {
            match_key(alias): path
            for path in reversed(self._paths)
            for alias in walk_path(kinds, kind.name, path)[-1].headings
        }

    def _name_columns(self) -> Iterator[tuple[str, str]]:
        for path in reversed(self._paths):
            fields = walk_path(self._kinds, self._kind.name, path)
            yield match_key(path), path
            for code in LANGUAGES:
                yield match_key(": ".join(one.say(code) for one in fields)), path

    def find(
        self, sheet: str, rows: Sequence[SheetRow], exported: ExportedRows | None
    ) -> BookColumns:
        """The columns; raises UserError where no row is one of headings or two mean the same."""
        key_place = find_key_place(rows)
        header = self._find_header(rows, key_place)
        if header is None:
            message = _(
                "Sheet “{sheet}” has no row of headings that is known for {kind}; "
                "put the headings back into row 1."
            )
            raise UserError(message.format(sheet=sheet, kind=_(self._kind.plural)))
        named, unknown = self._match(header, key_place, sheet)
        columns = BookColumns(header, key_place, named)
        below = [row for row in rows if row.number > header.number]
        if exported is not None and key_place is not None:
            self._recognise(columns, unknown, below, exported)
        known = {column.place for column in columns.found}
        others = [text for place, text in unknown.items() if place not in known and text]
        columns.shown = [text for text in others if self._is_linked(text, self._kind)]
        columns.ignored = [text for text in others if text not in columns.shown]
        columns.found.sort(key=lambda column: column.place)
        columns.lost = [path for path in self._paths if path not in columns.paths]
        return columns

    def _is_linked(self, text: str, kind: Kind) -> bool:
        """Whether a heading is one of a column of a linked record, “Parent organisation: City”."""
        first, _colon, rest = text.replace("：", ": ").partition(": ")
        if not rest:
            return any(match_key(first) == match_key(name) for name in _list_labels(kind))
        return any(
            self._is_linked(rest, self._kinds[one.target])
            for one in kind.fields.values()
            if one.target is not None
            and one.target in self._kinds
            and match_key(first) in {match_key(one.say(code)) for code in LANGUAGES}
        )

    def _find_header(self, rows: Sequence[SheetRow], key_place: int | None) -> SheetRow | None:
        best: tuple[int, SheetRow] | None = None
        for row in rows[:_SEARCHED]:
            if key_place is not None and looks_like_key(_cell_at(row, key_place)):
                continue
            keys = {match_key(read_possible(cell)) for cell in row.cells}
            score = len(keys & (self._labels.keys() | self._aliases.keys()))
            if score and (best is None or score > best[0]):
                best = (score, row)
        return best[1] if best else None

    def _match(
        self, header: SheetRow, key_place: int | None, sheet: str
    ) -> tuple[list[BookColumn], dict[int, str]]:
        """The columns whose heading is known, and the other headings by place."""
        texts = {place: read_heading(cell) for place, cell in enumerate(header.cells)}
        texts.pop(-1 if key_place is None else key_place, None)
        found: dict[str, BookColumn] = {}
        for known in (self._labels, self._aliases):
            taken = set(found)
            for place, text in list(texts.items()):
                path = known.get(match_key(text)) if text else None
                if path is None or path in taken:
                    continue
                if path in found:
                    self._refuse_twice(sheet, header, found[path], place, text)
                found[path] = self._make(path, place, text)
                del texts[place]
        return list(found.values()), texts

    def _refuse_twice(
        self, sheet: str, header: SheetRow, first: BookColumn, place: int, text: str
    ) -> None:
        message = _(
            "Sheet “{sheet}”, row {row}: columns {first} “{first_heading}” and {second} "
            "“{second_heading}” both mean {field}; leave one of them out or map it."
        )
        raise UserError(
            message.format(
                sheet=sheet,
                row=header.number,
                first=first.mapped.letter,
                first_heading=first.mapped.heading,
                second=column_letters(place),
                second_heading=text,
                field=first.mapped.field.say(),
            )
        )

    def _make(self, path: str, place: int, heading: str) -> BookColumn:
        one = walk_path(self._kinds, self._kind.name, path)[-1]
        mapped = MappedColumn(place, column_letters(place), heading, one)
        return BookColumn(path, mapped, path in self._kind.fields and is_taken(one))

    def _recognise(
        self,
        columns: BookColumns,
        unknown: dict[int, str],
        rows: Sequence[SheetRow],
        exported: ExportedRows,
    ) -> None:
        """Know columns without a known heading by what their cells held when the book left."""
        assert columns.key_place is not None
        if unknown:
            exported.prepare(_cell_at(row, columns.key_place) for row in rows)
        pairs = list(_pair_rows(rows, columns.key_place, exported)) if unknown else []
        for place in unknown:
            lost = [path for path in self._paths if path not in columns.paths]
            fitting = [
                path
                for path in lost
                if path in exported.places and _fits(pairs, place, exported.places[path])
            ]
            if len(fitting) == 1:
                column = self._make(fitting[0], place, unknown[place])
                columns.found.append(column)
                columns.renamed.append(column)


def _list_labels(kind: Kind) -> Iterator[str]:
    return (one.say(code) for one in kind.fields.values() for code in LANGUAGES)


def _pair_rows(
    rows: Sequence[SheetRow], key_place: int, exported: ExportedRows
) -> Iterator[tuple[list[Cell], list[Cell]]]:
    for row in rows:
        key = _cell_at(row, key_place)
        at = exported.index.get(key.strip()) if isinstance(key, str) else None
        if at is not None:
            yield row.cells, exported.cells(at)


def _fits(pairs: Sequence[tuple[list[Cell], list[Cell]]], place: int, other: int) -> bool:
    """Whether most cells that were filled are as they were, and no more came to be filled."""
    width = max(place, other) + 1
    both = [(widen(now, width)[place], widen(then, width)[other]) for now, then in pairs]
    filled = [now == then for now, then in both if then is not None]
    return bool(filled) and sum(filled) * 2 > len(filled)


def _cell_at(row: SheetRow, place: int) -> Cell:
    return row.cells[place] if place < len(row.cells) else None
