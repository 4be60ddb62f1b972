"""Rows that somebody added to a book: new records, unless they are there already."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from t20desk import members
from t20desk.db.change import Batch, Row
from t20desk.db.database import Database
from t20desk.db.fields import Field, Kind
from t20desk.db.ids import new_ids
from t20desk.db.keys import match_key
from t20desk.db.present_cells import read_cells
from t20desk.db.rules.refusals import check_record
from t20desk.db.types import Stored
from t20desk.doubles.alike import AlikeFinder, tell_alike
from t20desk.i18n import N_, _
from t20desk.importing.headings import read_heading
from t20desk.importing.sheet import TOTAL_WORDS, TOTALS_ROW
from t20desk.matching.records import RecordFinder, key_value
from t20desk.round_trip.comparing import ReturnedRow
from t20desk.round_trip.newcomers import Newcomers
from t20desk.round_trip.outcome import Outcome

THERE = N_("A record with these values is there already; the row was not added again.")
MOST_ALIKE = 200


class RowAdder:
    """Turns rows without a key into new records."""

    def __init__(
        self,
        database: Database,
        kind: Kind,
        fields: Sequence[Field],
        outcome: Outcome,
        given: Mapping[str, Stored],
        newcomers: Newcomers,
    ) -> None:
        """`given` are cells that each of them has besides what stands in its row."""
        self._newcomers = newcomers
        self._database = database
        self._kind = kind
        self._fields = fields
        self._given = given
        self._outcome = outcome
        self._ids = new_ids()
        self._alike = AlikeFinder(database, kind)
        self._day = date.today().isoformat()

    def add(self, rows: Sequence[ReturnedRow]) -> Iterator[Batch]:
        """The batches of new records."""
        made: list[tuple[int, dict[str, Stored]]] = []
        periods: list[Row] = []
        taken: list[tuple[ReturnedRow, dict[str, Stored]]] = []
        for row in self._pick_new(rows):
            told = {name: cell for name, cell in row.theirs.items() if cell is not None}
            values: dict[str, Stored] = {**self._given, **told}
            cells, period = dict(values), None
            if self._kind.name == "member":
                cells, period = members.open_standing(values, self._day)
            key = next(self._ids)
            problems = list(check_record(self._kind, key, cells, is_new=True))
            if problems:
                self._outcome.refuse(row, problems)
                continue
            made.append((key, cells))
            taken.append((row, cells))
            self._outcome.note_row(self._kind.name, key, row.raw.number)
            self._outcome.new_rows[key] = row.raw.number
            self._outcome.counts.new += 1
            if period:
                periods.append((next(self._ids), None, (key, *period)))
        self._note_doubles(taken)
        if made:
            names = self._order({name for _key, cells in made for name in cells})
            fresh: list[Row] = [(key, None, tuple(map(cells.get, names))) for key, cells in made]
            yield Batch(self._kind.name, names, fresh)
        if periods:
            yield Batch("membership_period", members.PERIOD_COLUMNS, periods)

    def _note_doubles(self, rows: Sequence[tuple[ReturnedRow, dict[str, Stored]]]) -> None:
        """Say which of the new records look like one that is there; they are added all the same."""
        values = {at: cells for at, (_row, cells) in enumerate(rows)}
        for at, said in tell_alike(self._database, self._alike, values).items():
            self._outcome.note(rows[at][0], said)

    def _order(self, names: set[str]) -> tuple[str, ...]:
        return tuple(one.name for one in self._kind.written if one.name in names)

    def _pick_new(self, rows: Sequence[ReturnedRow]) -> Iterator[ReturnedRow]:
        """The rows that are neither totals nor there already."""
        kept = []
        for row in rows:
            first = next((cell for cell in row.raw.cells if cell is not None), None)
            if isinstance(first, str) and match_key(first) in TOTAL_WORDS:
                self._outcome.note(row, _(TOTALS_ROW))
                self._outcome.counts.same += 1
            else:
                kept.append(row)
        for row, alike in zip(kept, self._find_alike(kept), strict=True):
            if alike is not None:
                self._newcomers.note_record(self._kind, alike, row.theirs)
                self._outcome.note(row, _(THERE))
                self._outcome.counts.same += 1
            else:
                yield row

    def _find_alike(self, rows: Sequence[ReturnedRow]) -> list[int | None]:
        """The record that holds all that a row says, so that a book taken twice adds nothing."""
        named = self._name_field()
        if named is None:
            return [None] * len(rows)
        values = [(key_value(named, row.theirs.get(named.name)),) for row in rows]
        finder = RecordFinder(self._database, self._kind, [named])
        found = finder.find_records([value for value in values if value[0] is not None])
        wanted = sorted({key for ids in found.values() for key in ids[:MOST_ALIKE]})
        names = [*self._given, *(one.name for one in self._fields)]
        table = self._database.tables[self._kind.name]
        with self._database.read() as connection:
            present = read_cells(connection, self._database.store, table, wanted, names)
        there = {key: dict(zip(names, cells, strict=True)) for key, cells in present.items()}
        return [
            self._pick_alike(row, there, found.get(value, ())[:MOST_ALIKE])
            for row, value in zip(rows, values, strict=True)
        ]

    def _pick_alike(
        self, row: ReturnedRow, there: Mapping[int, dict[str, Stored]], ids: Sequence[int]
    ) -> int | None:
        known = (key for key in ids if key in there)
        return next((key for key in known if _holds(there[key], self._given, row.theirs)), None)

    def _name_field(self) -> Field | None:
        """The column by which likely doubles are found: what names a record, else a link."""
        titles = {path.partition(".")[0] for path in self._kind.title}
        sources = {name for title in titles for name in self._kind.fields[title].sources}
        wanted = titles | sources
        fields = [one for one in self._fields if {one.name, one.group} & wanted]
        return next((one for one in fields if one.has_key or one.target), None)


def _holds(
    present: dict[str, Stored], given: Mapping[str, Stored], theirs: dict[str, Stored]
) -> bool:
    told = {name: cell for name, cell in theirs.items() if cell is not None}
    wanted = {**given, **told}
    return bool(told) and all(present.get(name) == cell for name, cell in wanted.items())


def is_blank(cell: object) -> bool:
    """Whether a key is missing, so that the row was added."""
    return cell is None or not read_heading(cell)
