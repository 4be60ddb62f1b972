"""Which field each column of a sheet goes to; what is parted, joined, or the same for all rows."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from t20desk.db.field_names import is_written_beside, write_name
from t20desk.db.fields import Field, Kind, Kinds
from t20desk.db.keys import match_key
from t20desk.errors import UserError
from t20desk.i18n import N_, _
from t20desk.importing.cuts import choose_cut, settle_cuts
from t20desk.importing.days_apart import DAY, MOMENTS
from t20desk.importing.described import AlongColumns
from t20desk.importing.further_details import DETAIL, find_detail, list_details
from t20desk.importing.headings import find_fields, find_target, read_heading
from t20desk.importing.name_lists import find_line
from t20desk.importing.shaping import Dating, Joining, Parting, Shaper
from t20desk.importing.values import ImportOptions, MappedColumn
from t20desk.members import can_write
from t20desk.reading.rows import SheetRow, column_letters

TWICE = N_(
    "Sheet “{sheet}”, row {row}: columns {first} “{first_heading}” and {second} "
    "“{second_heading}” both mean {field}; leave one of them out or map it."
)


@dataclass(slots=True)
class Arrangement:
    """The columns as they will be read, the headings left out, and how rows get into shape."""

    columns: list[MappedColumn]
    along: AlongColumns
    listed: list[MappedColumn]
    details: list[MappedColumn]
    ignored: list[str]
    shaper: Shaper


def named_headings(options: ImportOptions) -> Iterator[str]:
    """Every heading that the choices for a sheet speak of."""
    yield from options.mapping
    yield from (split.column for split in options.splits)
    for join in options.joins:
        yield from join.columns


def arrange_columns(
    kind: Kind,
    kinds: Kinds,
    header: SheetRow,
    below: Sequence[SheetRow],
    options: ImportOptions,
    sheet: str,
) -> Arrangement:
    """Find what each column goes to, as headings and the first rows below them show.

    Raises UserError where two headings mean one field, or a choice names no field or no heading.
    """
    along = AlongColumns(kind, kinds)
    return _Arranger(
        kind, along, header, settle_cuts(kind, kinds, header, below, options), sheet
    ).arrange()


class _Arranger:
    """Lays the columns of one sheet."""

    def __init__(
        self,
        kind: Kind,
        along: AlongColumns,
        header: SheetRow,
        options: ImportOptions,
        sheet: str,
    ) -> None:
        self._kind = kind
        self._along = along
        self._header = header
        self._options = options
        self._sheet = sheet
        self._headings = [read_heading(cell) for cell in header.cells]
        self._places = self._find_places()
        self._width = max([len(self._headings), *(place + 1 for place in self._places.values())])
        self._shaper = Shaper(self._width)
        self._columns: list[MappedColumn] = []
        self._listed: list[MappedColumn] = []
        self._details: list[MappedColumn] = []
        """What is no field of a record but a contact detail."""
        self._sorts = list_details(kind)

    def _find_places(self) -> dict[str, int]:
        """Where each heading and each letter stands; of equal headings the first."""
        found: dict[str, int] = {}
        for place, heading in enumerate(self._headings):
            if heading:
                found.setdefault(match_key(heading), place)
        for place in range(len(self._headings)):
            found.setdefault(match_key(column_letters(place)), place)
        return found

    def arrange(self) -> Arrangement:
        constants = {find_target(self._kind, name).name: name for name in self._options.constants}
        made = [*self._part_columns(), *self._join_columns()]
        used = self._used_places()
        self._details = [column for column in made if column.along == DETAIL]
        asked = [column for column in made if column.along not in ("", DETAIL)]
        meant = self._find_meant(used, {*constants, *(column.field.name for column in made)})
        rest: dict[int, str] = {}
        left_out: set[int] = set()
        for place, heading in enumerate(self._headings):
            given = self._find_given(place, heading)
            if place in used or given == DAY:
                continue
            if given == "":
                left_out.add(place)
            elif (column := self._find_column(place, heading, given, meant[place])) is None:
                rest[place] = heading
            elif column.along == DETAIL:
                self._details.append(column)
            elif column.along:
                asked.append(column)
            elif find_line(column.field):
                self._listed.append(column)
            elif column.field.name in constants:
                left_out.add(place)
            else:
                self._columns.append(column)
        self._columns.extend(column for column in made if not column.along)
        self._columns = list(self._drop_written_beside(left_out))
        self._columns = list(self._date_columns())
        main = {*constants, *(column.field.name for column in self._columns)}
        self._along.settle(asked, {place: text for place, text in rest.items() if text}, main)
        self._columns.extend(self._name_columns(main))
        self._columns.extend(self._constant_columns(constants))
        self._refuse_twice()
        taken = {column.place for column in self._along.columns}
        self._details += self._find_details(rest, taken)
        taken |= {column.place for column in self._details}
        ignored = [
            heading
            for place, heading in enumerate(self._headings)
            if heading and (place in left_out or (place in rest and place not in taken))
        ]
        return Arrangement(
            self._columns, self._along, self._listed, self._details, ignored, self._shaper
        )

    def _drop_written_beside(self, left_out: set[int]) -> Iterator[MappedColumn]:
        """The columns without those that say a field once more, in the language in use.

        Our own lists have both, the title of an event and its title in each language.
        """
        names = {column.field.name for column in self._columns}
        for column in self._columns:
            is_chosen = self._find_given(column.place, column.heading) is not None
            if is_written_beside(column.field, names) and not is_chosen:
                left_out.add(column.place)
            else:
                yield column

    def _date_columns(self) -> Iterator[MappedColumn]:
        """The columns, those of times of day with the day of another column where one has it."""
        places = range(len(self._headings))
        days = [at for at in places if self._find_given(at, self._headings[at]) == DAY]
        for column in self._columns:
            name = column.field.name
            if not days or name not in MOMENTS or column.place >= self._width:
                yield column
            else:
                yield column._replace(place=self._next_place())
                self._shaper.makers.append(Dating(days[0], column.place, name == MOMENTS[0]))

    def _find_details(
        self, rest: Mapping[int, str], taken: Collection[int]
    ) -> Iterator[MappedColumn]:
        """The columns that no field takes, whose headings mean a contact detail."""
        for place, heading in rest.items():
            if place not in taken and (one := find_detail(self._kind, heading)):
                yield MappedColumn(place, column_letters(place), heading, one, DETAIL)

    def _name_columns(self, main: set[str]) -> Iterator[MappedColumn]:
        """Columns for links that are named by what describes their record."""
        for name, described in self._along.links.items():
            columns = [] if name in main else self._along.names_of(name)
            if columns:
                first, places = columns[0], tuple(column.place for column in columns)
                yield MappedColumn(self._next_place(), first.letter, first.heading, described.link)
                self._shaper.makers.append(Joining(places, " "))

    def _used_places(self) -> set[int]:
        parted = {self._place_of(split.column) for split in self._options.splits}
        joined = {self._place_of(name) for join in self._options.joins for name in join.columns}
        return parted | joined

    def _part_columns(self) -> Iterator[MappedColumn]:
        for split in self._options.splits:
            place = self._place_of(split.column)
            targets = [self._find_target(name) for name in split.fields]
            names = tuple(one.name for _along, one in targets)
            yield from self._make_columns(place, targets)
            cut = choose_cut(names, split.sign)
            self._shaper.makers.append(Parting(place, names, cut, split.sign))

    def _join_columns(self) -> Iterator[MappedColumn]:
        for join in self._options.joins:
            places = tuple(self._place_of(name) for name in join.columns)
            yield from self._make_columns(places[0], [self._find_target(join.field)])
            self._shaper.makers.append(Joining(places, join.sign))

    def _find_target(self, name: str) -> tuple[str, Field]:
        """The field that a choice names, and the link of whose record it is."""
        if name in self._sorts:
            return DETAIL, self._sorts[name]
        return self._along.find_named(name) or ("", find_target(self._kind, name))

    def _next_place(self) -> int:
        """Where the next cell that is made of others stands: behind the sheet."""
        return self._width + sum(_count_cells(maker) for maker in self._shaper.makers)

    def _make_columns(
        self, place: int, targets: Sequence[tuple[str, Field]]
    ) -> Iterator[MappedColumn]:
        """Columns for what is made of one; their name is that of the first."""
        letter, heading = column_letters(place), self._headings[place]
        for at, (along, one) in enumerate(targets, self._next_place()):
            yield MappedColumn(at, letter, heading, one, along)

    def _constant_columns(self, constants: Mapping[str, str]) -> Iterator[MappedColumn]:
        """Columns without a cell; the default of their field fills them."""
        for at, name in enumerate(constants, self._next_place()):
            yield MappedColumn(at, "", "", self._kind.fields[name])

    def _place_of(self, name: str) -> int:
        place = self._places.get(match_key(name))
        if place is None:
            message = _("The sheet has no heading “{heading}”; look up its headings and map again.")
            raise UserError(message.format(heading=name))
        return place

    def _find_given(self, place: int, heading: str) -> str | None:
        """What was chosen for a column; empty to leave it out, None for nothing."""
        given = {match_key(name): field for name, field in self._options.mapping.items()}
        letter = match_key(column_letters(place))
        keys = [match_key(heading)]
        # Of two equal headings each can be named by its letter.
        keys.insert(0 if self._places.get(letter) == place else 1, letter)
        return next((given[key] for key in keys if key and key in given), None)

    def _find_meant(self, used: Collection[int], made: Collection[str]) -> list[Field | None]:
        """What the headings mean that nothing was chosen for."""
        given = [self._find_given(place, text) for place, text in enumerate(self._headings)]
        own = (name for name in given if name and not self._is_beside(name))
        taken = {*made, *(find_target(self._kind, name).name for name in own)}
        texts = zip(self._headings, given, strict=True)
        open_ones = [
            text if name is None and place not in used else ""
            for place, (text, name) in enumerate(texts)
        ]
        return find_fields(self._kind, open_ones, taken)

    def _is_beside(self, name: str) -> bool:
        return name == DAY or name in self._sorts or self._along.find_named(name) is not None

    def _find_column(
        self, place: int, heading: str, given: str | None, meant: Field | None
    ) -> MappedColumn | None:
        """The column with the field that was chosen for it, else the one its heading means.

        What follows from other fields, as in a list that was exported, is left out.
        """
        letter = column_letters(place)
        if given in self._sorts:
            return MappedColumn(place, letter, heading, self._sorts[given], DETAIL)
        if given and (found := self._along.find_named(given)):
            link, one = found
            return MappedColumn(place, letter, heading, one, link)
        usual = meant if meant and (can_write(meant) or find_line(meant)) else None
        field = find_target(self._kind, given) if given else usual
        return None if field is None else MappedColumn(place, letter, heading, field)

    def _refuse_twice(self) -> None:
        for name in self._options.mapping:
            self._place_of(name)
        seen: dict[tuple[str, str], MappedColumn] = {}
        for column in (*self._columns, *self._along.columns, *self._listed):
            first = seen.setdefault((column.along, write_name(column.field)), column)
            if first is not column:
                message = _(TWICE).format(
                    sheet=self._sheet,
                    row=self._header.number,
                    first=first.letter,
                    first_heading=first.heading,
                    second=column.letter,
                    second_heading=column.heading,
                    field=column.field.say(),
                )
                raise UserError(message, column.field.name)


def _count_cells(maker: Parting | Joining | Dating) -> int:
    return len(maker.fields) if isinstance(maker, Parting) else 1
