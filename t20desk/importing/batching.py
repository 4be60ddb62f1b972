"""Building the batches of an import: new records, and the cells that rows change."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain

from t20desk import members
from t20desk.db.change import Batch, Row
from t20desk.db.database import Database
from t20desk.db.field_names import write_name
from t20desk.db.fields import Kind
from t20desk.db.ids import new_ids
from t20desk.db.membership import Period
from t20desk.db.present_cells import read_cells
from t20desk.db.types import Stored
from t20desk.i18n import LANGUAGES
from t20desk.importing.cells import CellReader
from t20desk.importing.cuts import drop_same_name, is_name_cut
from t20desk.importing.inherited import drop_known, keep_mark, read_shown
from t20desk.importing.lost_texts import keep_lost
from t20desk.importing.row_part import Existing, RowPart
from t20desk.importing.row_store import RawRow
from t20desk.importing.sheet import ReadSheet
from t20desk.importing.values import ImportCounts, Mode, RowRecords
from t20desk.oddities import CHECKS
from t20desk.outer_marks import FURTHER, MARK, MARKED

Pair = tuple[Stored, Stored]
"""What a cell holds, and what the sheet wants."""


class BatchMaker:
    """Turns rows that were judged good into batches, and counts them."""

    def __init__(
        self,
        database: Database,
        kind: Kind,
        sheet: ReadSheet,
        reader: CellReader,
        mode: Mode,
        counts: ImportCounts,
    ) -> None:
        self.ids = new_ids()
        self.made: set[int] = set()
        """The records made, where rows may link to one another."""
        self.numbers: dict[int, int] = {}
        """Of which row of the sheet a record is, where something may be odd about it."""
        self.lost: list[tuple[RawRow, str, str]] = []
        """Rows with what they say of a field that was kept, since letters of it were lost."""
        self.same = RowRecords()
        self.fresh = RowRecords()
        self._edited = RowRecords()
        self._may_be_odd = kind.name in CHECKS
        self._may_be_known = kind.name in MARKED
        mapped = {column.field.name for column in sheet.columns}
        self._further = [FURTHER] if MARK in mapped and FURTHER in kind.fields else []
        self._database = database
        self._kind = kind
        self._reader = reader
        self._mode = mode
        self._counts = counts
        self._day = date.today().isoformat()
        fields = [column.field for column in sheet.columns]
        self._is_cut = is_name_cut(sheet.columns)
        self._standing = [one.name for one in fields if members.is_standing(one)]
        self._written = {
            one.name: write_name(one) for one in fields if one.name not in self._standing
        }
        self._beside = {
            write_name(one): [
                name for code in LANGUAGES if (name := f"{one.name}_{code}") != write_name(one)
            ]
            for one in fields
            if one.is_translated
        }
        """Of each text in the language in use the columns of the others: what one of them says
        already is no news."""
        self._tongues = list(dict.fromkeys(chain.from_iterable(self._beside.values())))

    def make_new(self, part: RowPart, places: Sequence[int]) -> Iterator[Batch]:
        """The batches of new records, with their membership where the sheet gives it."""
        self._counts.new += len(places)
        values = [part.values[name] for name in self._written]
        ids = [self._new_id(part.raw[at].number) for at in places]
        self.fresh.numbers.extend(part.raw[at].number for at in places)
        self.fresh.ids.extend(ids)
        if self._reader.links:
            self.made.update(ids)
        if self._may_be_odd:
            self.numbers |= {key: part.raw[at].number for key, at in zip(ids, places, strict=True)}
        cells = list(zip(*values, strict=True)) or [()] * len(part.raw)
        chosen = cells if len(places) == len(part.raw) else [cells[at] for at in places]
        columns = tuple(self._written.values())
        if self._standing:
            yield from self._add_standing(part, places, ids, chosen)
        else:
            rows: list[Row] = [(key, None, own) for key, own in zip(ids, chosen, strict=True)]
            yield Batch(self._kind.name, columns, rows)

    def _add_standing(
        self,
        part: RowPart,
        places: Sequence[int],
        ids: Sequence[int],
        cells: Sequence[tuple[Stored, ...]],
    ) -> Iterator[Batch]:
        rows: list[Row] = []
        periods: list[Row] = []
        columns = list(self._written.values())
        # What a column of its own gives is taken where the status of the row says nothing.
        at_given = columns.index("status_given") if "status_given" in columns else None
        for at, key, own in zip(places, ids, cells, strict=True):
            wanted = tuple((name, part.values[name][at]) for name in self._standing)
            given, period = _open_standing(wanted, self._day)
            if at_given is None:
                rows.append((key, None, (*own, given)))
            else:
                written = given or own[at_given]
                rows.append((key, None, (*own[:at_given], written, *own[at_given + 1 :])))
            if period:
                periods.append((next(self.ids), None, (key, *period)))
        yield Batch(self._kind.name, tuple(dict.fromkeys((*columns, "status_given"))), rows)
        if periods:
            yield Batch("membership_period", members.PERIOD_COLUMNS, periods)

    def _new_id(self, number: int) -> int:
        own = self._reader.own_id(number) if self._reader.links else None
        return next(self.ids) if own is None else own

    def make_edits(self, part: RowPart, rows: Sequence[Existing]) -> Iterator[Batch]:
        """The batches of cells that rows change on records that are there."""
        names = [*self._written, *self._standing]
        columns = [self._written.get(name, name) for name in names]
        with self._database.read() as connection:
            table = self._database.tables[self._kind.name]
            ids = [row.id for row in rows]
            every = [*columns, *self._tongues, *self._further]
            present = read_cells(connection, self._database.store, table, ids, every)
            shown = read_shown(connection, self._database, self._kind, ids, columns)
        groups: dict[tuple[str, ...], list[Row]] = {}
        standing: dict[int, dict[str, str | None]] = {}
        for row in rows:
            cells = self._compare(part, row.at, names, columns, present[row.id])
            if cells and self._is_cut:
                drop_same_name(cells, dict(zip(columns, present[row.id], strict=False)))
            if cells and self._may_be_known:
                drop_known(self._kind, cells, shown.get(row.id, {}))
            if cells and self._further:
                keep_mark(cells, present[row.id][-1])
            self._count(part, row, cells)
            if cells:
                self._edited.numbers.append(part.raw[row.at].number)
                self._edited.ids.append(row.id)
            if cells and self._may_be_odd:
                self.numbers[row.id] = part.raw[row.at].number
            own = {name: pair for name, pair in cells.items() if name not in self._standing}
            if own:
                before, after = zip(*own.values(), strict=True)
                groups.setdefault(tuple(own), []).append((row.id, before, after))
            if len(own) < len(cells):
                wanted = [name for name in cells if name not in own]
                standing[row.id] = {name: _as_text(cells[name][1]) for name in wanted}
        for taken, changed in groups.items():
            yield Batch(self._kind.name, taken, changed)
        yield from members.plan_standing(self._database, standing, self._day)

    def find_rows(self) -> dict[int, int]:
        """The row that each record which is made or changed comes from."""
        pairs = ((one.ids, one.numbers) for one in (self.fresh, self._edited))
        return {key: row for ids, rows in pairs for key, row in zip(ids, rows, strict=True)}

    def count_joined(self, ids: Collection[int]) -> None:
        """Rows that were the same, but for whom they name beside, change their records."""
        pairs = list(zip(self.same.numbers, self.same.ids, strict=True))
        self.same = RowRecords()
        for number, key in pairs:
            known = self._edited if key in ids else self.same
            known.numbers.append(number)
            known.ids.append(key)
        moved = len(pairs) - len(self.same.ids)
        self._counts.changed += moved
        self._counts.same -= moved

    def _count(self, part: RowPart, row: Existing, cells: dict[str, Pair]) -> None:
        if cells:
            self._counts.changed += 1
            return
        self._counts.same += 1
        self.same.numbers.append(part.raw[row.at].number)
        self.same.ids.append(row.id)

    def _compare(
        self,
        part: RowPart,
        at: int,
        names: Sequence[str],
        columns: Sequence[str],
        present: Sequence[Stored],
    ) -> dict[str, Pair]:
        """The cells that a row changes; a blank cell says nothing, unless asked."""
        fill, width = self._mode == "fill", len(columns)
        every, present = dict(zip(self._tongues, present[width:], strict=False)), present[:width]
        found: dict[str, Pair] = {
            column: (now, wanted)
            for name, column, now in zip(names, columns, present, strict=True)
            if (wanted := part.values[name][at]) is not None
            and wanted != now
            and not (fill and now is not None)
        }
        if part.cleared and not fill:
            for name, column, now in zip(names, columns, present, strict=True):
                if now is not None and at in part.cleared.get(name, ()):
                    found[column] = (now, None)
        for column, beside in self._beside.items():
            if column in found and found[column][1] in [every[name] for name in beside]:
                del found[column]
        for column, told in keep_lost(found):
            self.lost.append((part.raw[at], column, told.message))
        return found


def _as_text(value: Stored) -> str | None:
    return None if value is None else str(value)


@lru_cache(maxsize=10_000)
def _open_standing(
    wanted: tuple[tuple[str, Stored], ...], day: str
) -> tuple[Stored, Period | None]:
    """The status given by hand and the first period of a new member."""
    filled = {name: value for name, value in wanted if value is not None}
    rest, period = members.open_standing(filled, day)
    return rest.get("status_given"), period
