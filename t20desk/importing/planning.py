"""From rows of a sheet to a change: parsed, matched, compared; nothing is written here."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from t20desk import members
from t20desk.db.change import Batch, Change, Label, Row
from t20desk.db.database import Database
from t20desk.db.fields import KINDS, Field, Kind
from t20desk.db.ids import new_ids
from t20desk.db.journal import read_cells
from t20desk.db.membership import Period
from t20desk.db.spool import collect_batches
from t20desk.db.types import ANY_READING, Reading, Stored, cut
from t20desk.editing import check_writable, write_name
from t20desk.errors import UserError
from t20desk.i18n import N_, _
from t20desk.importing.columns import ColumnReader
from t20desk.importing.headings import find_target
from t20desk.importing.links import LinkReader
from t20desk.importing.matching import KeyValue, RecordFinder, key_value
from t20desk.importing.row_store import RawRow
from t20desk.importing.sheet import ReadSheet, read_sheet
from t20desk.importing.values import (
    ImportCounts,
    ImportOptions,
    ImportPlan,
    MappedColumn,
    Mode,
    RowProblem,
    Severity,
)
from t20desk.listing import Listing, count_rows
from t20desk.reading import Source

Progress = Callable[[int], None]
IMPORTED = N_("Import of {file} into {kind}")
KEY_TWICE = N_("{field} “{value}” stands in several rows ({rows}); keep one of them.")
KEY_EMPTY = N_("{field} is empty, so the record cannot be found; fill it in.")
TAKEN = N_("{field} “{value}” is already given to another record; correct it or update by it.")
NO_MATCH = N_("No record has {field} “{value}”, so there is nothing to update; check the value.")
MANY_MATCH = N_("{count} records have {field} “{value}”; tell them apart by another key.")
MISSING = N_("{field} is missing; fill it in.")
ONE_NEEDED = N_("One of these is needed: {fields}; fill one in.")
LEFT_OUT = N_("This names another row of the sheet that is left out; correct that row first.")
TURNED = N_("{last} lies before {first}; correct one of them.")


def plan_import(
    database: Database,
    kind: str,
    source: Source,
    options: ImportOptions | None = None,
    progress: Progress | None = None,
) -> ImportPlan:
    """Plan taking a sheet into the database.

    Raises UserError for a sheet without known headings, with two headings for one field, without
    its key or a required field.
    """
    chosen = options or ImportOptions()
    sheet = read_sheet(kind, source, chosen)
    refused: set[int] = set()
    while True:
        planner = _Planner(database, kind, source, chosen, sheet, progress)
        planner.dangling |= refused
        plan = planner.plan()
        if not planner.find_dangling() - refused:
            return plan
        refused |= planner.find_dangling()


class _Rows:
    """Some rows of the sheet, column by column, with what was found out about them."""

    def __init__(self, raw: Sequence[RawRow], width: int) -> None:
        self.raw = raw
        self.columns = list(zip(*(_widen(row.cells, width) for row in raw), strict=False))
        self.values: dict[str, Sequence[Stored]] = {}
        self.bad: dict[int, Severity] = {}

    def cells_of(self, place: int) -> Sequence[Any]:
        return self.columns[place] if place < len(self.columns) else [None] * len(self.raw)

    def mark(self, at: int, severity: Severity) -> None:
        if severity == "error" or (severity == "doubt" and at not in self.bad):
            self.bad[at] = severity


class _Planner:
    def __init__(
        self,
        database: Database,
        kind: str,
        source: Source,
        options: ImportOptions,
        sheet: ReadSheet,
        progress: Progress | None,
    ) -> None:
        self.database = database
        self.kind = KINDS[kind]
        self.source = source
        self.options = options
        self.sheet = sheet
        self._progress = progress
        self._day = date.today().isoformat()
        self._ids = new_ids()
        self.counts = ImportCounts()
        self.problems: list[RowProblem] = []
        self._columns = sheet.columns
        check_writable(self.kind, [column.field.name for column in self._columns])
        self.key = self._choose_key()
        self.mode = self._choose_mode()
        base = Reading(options.dates) if options.dates else ANY_READING
        self._readers = {
            column.field.name: ColumnReader(column, sheet.orders.find_reading(column, base))
            for column in self._columns
            if not column.field.target
        }
        self._links = {
            column.field.name: LinkReader(database, column, sheet)
            for column in self._columns
            if column.field.target
        }
        self._width = max((column.place for column in self._columns), default=0) + 1
        self._finder = RecordFinder(database, self.kind, self.key) if self.key else None
        self._unique = [one for one in self._mapped() if one.unique and tuple(self.key) != (one,)]
        self._twice: dict[tuple[str, KeyValue], list[int]] = {}
        self.dangling: set[int] = set()
        """Rows that link to a row of this sheet which is left out."""
        self._made: set[int] = set()
        self._matched: set[int] = set()
        self._standing = [one.name for one in self._mapped() if members.is_standing(one)]
        self._written = {
            one.name: write_name(one) for one in self._mapped() if one.name not in self._standing
        }

    def _mapped(self) -> list[Field]:
        return [column.field for column in self._columns]

    def _choose_key(self) -> list[Field]:
        mapped = {one.name: one for one in self._mapped()}
        if self.options.key:
            wanted = [find_target(self.kind.name, name) for name in self.options.key]
            lacking = [one for one in wanted if one.name not in mapped]
            if lacking:
                raise UserError(
                    _(
                        "Sheet “{sheet}” has no column for the key {field}; "
                        "map one or choose another key."
                    ).format(sheet=self.sheet.name, field=_(lacking[0].label))
                )
            return wanted
        number = mapped.get("number")
        return [number] if number is not None and self.options.mode != "add" else []

    def _choose_mode(self) -> Mode:
        mode = self.options.mode or ("both" if self.key else "add")
        if mode != "add" and not self.key:
            raise UserError(
                _("To update records the sheet needs a key; name the fields that tell them apart.")
            )
        if mode in ("add", "both"):
            self._check_required()
        return mode

    def _check_required(self) -> None:
        mapped = {name for one in self._mapped() for name in (one.name, one.group)}
        for names in needed_groups(self.kind):
            if not mapped & set(names):
                labels = ", ".join(_(self.kind.fields[name].label) for name in names)
                raise UserError(
                    _(
                        "Sheet “{sheet}”, row {row}: no column gives {field}, "
                        "which every new record needs; map one."
                    ).format(sheet=self.sheet.name, row=self.sheet.header.number, field=labels)
                )

    def plan(self) -> ImportPlan:
        self._note_passed()
        self._find_twice()
        for link in self._links.values():
            link.read_own_titles(self._ids)
        batches = collect_batches(self._plan_batches())
        self.counts.missing = self._count_missing()
        label = Label(IMPORTED, {"file": self.source.name, "kind": self.kind.name})
        change = Change(label, batches, self.options.door, self.source.name, self.source.sha256)
        self.problems.sort(key=lambda problem: problem.row)
        return ImportPlan(
            change,
            self.counts,
            self.problems,
            self._columns,
            self.sheet.ignored,
            self.sheet.remarks,
            self.sheet.name,
            self.sheet.header.number,
            self.mode,
            tuple(one.name for one in self.key),
            self.options.skip_bad,
        )

    def _count_missing(self) -> int:
        if self.mode == "add":
            return 0
        present = count_rows(self.database, Listing(self.kind.name, view="all"))
        return max(0, present - len(self._matched))

    def find_dangling(self) -> set[int]:
        """The rows that would link to a row of this sheet which is left out."""
        return {row for link in self._links.values() for row in link.find_dangling(self._made)}

    # --- what is said -------------------------------------------------------------------------

    def _say(
        self,
        severity: Severity,
        row: RawRow,
        column: MappedColumn | None,
        message: str,
        value: object,
    ) -> None:
        self.problems.append(
            RowProblem(
                severity,
                self.source.name,
                self.sheet.name,
                row.number,
                column.letter if column else "",
                column.heading if column else "",
                column.field.name if column else "",
                show_raw(value),
                message,
            )
        )

    def _note_passed(self) -> None:
        for row, reason in self.sheet.passed:
            first = next((cell for cell in row.cells if cell not in (None, "")), "")
            self._say("note", row, None, _(reason), first)

    def _column_of(self, one: Field) -> MappedColumn:
        return next(column for column in self._columns if column.field.name == one.name)

    def _find_twice(self) -> None:
        """Find keys and unique values that stand in several rows."""
        groups: list[tuple[str, list[Field]]] = [(one.name, [one]) for one in self._unique]
        if self.key:
            groups.append(("", self.key))
        for name, fields in groups:
            if any(one.target for one in fields):
                continue
            rows: dict[KeyValue, list[int]] = {}
            for chunk in self.sheet.rows.chunks():
                for at, value in enumerate(self._read_keys(chunk, fields)):
                    if None not in value:
                        rows.setdefault(value, []).append(chunk[at].number)
            for value, numbers in rows.items():
                if len(numbers) > 1:
                    self._twice[(name, value)] = numbers

    def _read_keys(self, chunk: Sequence[RawRow], fields: Sequence[Field]) -> Iterator[KeyValue]:
        """The keys of raw rows, before anything else of them is read."""
        columns = []
        for one in fields:
            place = self._column_of(one).place
            cells = [row.cells[place] if place < len(row.cells) else None for row in chunk]
            values = self._readers[one.name].read_cells(cells)
            columns.append([key_value(one, value) for value in values])
        return zip(*columns, strict=True)

    def _key_values(self, part: _Rows, fields: Sequence[Field]) -> list[KeyValue]:
        columns = [[key_value(one, cell) for cell in part.values[one.name]] for one in fields]
        return list(zip(*columns, strict=True))

    # --- chunk by chunk -----------------------------------------------------------------------

    def _plan_batches(self) -> Iterator[Batch]:
        done = 0
        for chunk in self.sheet.rows.chunks():
            part = _Rows(chunk, self._width)
            self._read_columns(part)
            self._check_rows(part)
            matches = self._match_rows(part)
            yield from self._plan_rows(part, matches)
            done += len(chunk)
            self.counts.read += len(chunk)
            if self._progress:
                self._progress(done)

    def _read_columns(self, part: _Rows) -> None:
        for column in self._columns:
            cells = part.cells_of(column.place)
            name = column.field.name
            if name in self._links:
                reader = self._links[name]
                part.values[name] = reader.read_cells(cells)
                odd = reader.find_odd(cells)
                reader.note_used(part.raw, part.values[name])
            else:
                part.values[name] = self._readers[name].read_cells(cells)
                odd = self._readers[name].find_odd(cells)
            for at, parsed in odd:
                severity = parsed.severity or "note"
                self._say(severity, part.raw[at], column, parsed.message, cells[at])
                part.mark(at, severity)
        for at, row in enumerate(part.raw):
            if row.number in self.dangling:
                link = next(one for one in self._links.values() if row.number in one.used)
                self._refuse(part, at, link.column.field, _(LEFT_OUT))
            if row.remark:
                severity = "doubt" if len(row.cells) > len(self.sheet.header.cells) else "note"
                self._say(severity, row, None, row.remark, "")
                part.mark(at, severity)

    def _check_rows(self, part: _Rows) -> None:
        for first, last in self.kind.spans:
            if first in part.values and last in part.values:
                self._check_span(part, first, last)
        if {"joined", "left"} <= part.values.keys():
            self._check_span(part, "joined", "left")
        for one in self._unique:
            self._check_unique(part, one)

    def _check_span(self, part: _Rows, first: str, last: str) -> None:
        fields = self.kind.fields
        message = _(TURNED).format(last=_(fields[last].label), first=_(fields[first].label))
        pairs = zip(part.values[first], part.values[last], strict=True)
        for at, (start, end) in enumerate(pairs):
            if isinstance(start, str) and isinstance(end, str) and start > f"{end}~":
                self._refuse(part, at, fields[last], message)

    def _refuse(
        self, part: _Rows, at: int, one: Field, message: str, severity: Severity = "error"
    ) -> None:
        column = next((c for c in self._columns if c.field.name == one.name), None)
        value = part.cells_of(column.place)[at] if column else ""
        self._say(severity, part.raw[at], column, message, value)
        part.mark(at, severity)

    def _check_unique(self, part: _Rows, one: Field) -> None:
        values = self._key_values(part, [one])
        taken = RecordFinder(self.database, self.kind, [one]).find_records(
            [value for value in values if value[0] is not None]
        )
        for at, value in enumerate(values):
            if (one.name, value) in self._twice:
                self._say_twice(part, at, one, self._twice[(one.name, value)])
            elif value in taken and not self._finder:
                shown = cut(part.values[one.name][at])
                self._refuse(part, at, one, _(TAKEN).format(field=_(one.label), value=shown))

    def _say_twice(self, part: _Rows, at: int, one: Field, numbers: list[int]) -> None:
        rows = ", ".join(map(str, numbers[:6])) + (" …" if len(numbers) > 6 else "")
        value = one.type.format(part.values[one.name][at])
        message = _(KEY_TWICE).format(field=_(one.label), value=cut(value), rows=rows)
        self._refuse(part, at, one, message)

    def _match_rows(self, part: _Rows) -> list[int | None]:
        """The record each row speaks of, by the key."""
        if not self._finder:
            return [None] * len(part.raw)
        values = self._key_values(part, self.key)
        found = self._finder.find_records([value for value in values if None not in value])
        matches: list[int | None] = []
        for at, value in enumerate(values):
            ids = found.get(value, ())
            if ("", value) in self._twice:
                self._say_twice(part, at, self.key[0], self._twice[("", value)])
            elif len(ids) > 1:
                self._doubt(part, at, MANY_MATCH, len(ids))
            elif not ids and self.mode in ("update", "fill"):
                self._doubt(part, at, NO_MATCH, 0)
            matches.append(ids[0] if len(ids) == 1 else None)
            self._matched.update(ids)
        return matches

    def _doubt(self, part: _Rows, at: int, message: str, count: int) -> None:
        one = self.key[0]
        value = one.type.format(part.values[one.name][at])
        text = _(message).format(field=_(one.label), value=cut(value), count=count)
        self._refuse(part, at, one, text, "doubt")

    def _plan_rows(self, part: _Rows, matches: list[int | None]) -> Iterator[Batch]:
        fresh = [at for at, match in enumerate(matches) if match is None and at not in part.bad]
        fresh = [at for at in fresh if not self._lacks(part, at)]
        kept = [at for at, match in enumerate(matches) if match is not None and at not in part.bad]
        tally = Counter(part.bad.values())
        self.counts.errors += tally["error"]
        self.counts.doubtful += tally["doubt"]
        if fresh and self.mode in ("add", "both"):
            self.counts.new += len(fresh)
            yield from self._plan_new(part, fresh)
        if kept:
            yield from self._plan_kept(part, kept, matches)

    def _lacks(self, part: _Rows, at: int) -> bool:
        """Whether a new row lacks what every record needs; says so."""
        lacking, fields = False, self.kind.fields
        for names in needed_groups(self.kind):
            given = [n for n in part.values if n in names or fields[n].group in names]
            if any(part.values[name][at] is not None for name in given):
                continue
            labels = ", ".join(_(self.kind.fields[name].label) for name in names)
            message = MISSING if len(names) == 1 else ONE_NEEDED
            text = _(message).format(field=labels, fields=labels)
            self._refuse(part, at, self.kind.fields[given[0] if given else names[0]], text)
            lacking = True
        return lacking

    def _plan_new(self, part: _Rows, places: list[int]) -> Iterator[Batch]:
        names = list(self._written)
        columns = tuple(self._written[name] for name in names)
        values = [part.values[name] for name in names]
        ids = [self._new_id(part.raw[at].number) for at in places]
        if self._links:
            self._made.update(ids)
        whole = len(places) == len(part.raw)
        cells = list(zip(*values, strict=True))
        cells = cells if whole else [cells[at] for at in places]
        if not self._standing:
            rows: list[Row] = [(key, None, own) for key, own in zip(ids, cells, strict=True)]
            yield Batch(self.kind.name, columns, rows)
            return
        periods: list[Row] = []
        rows = []
        for at, key, own in zip(places, ids, cells, strict=True):
            wanted = tuple((name, part.values[name][at]) for name in self._standing)
            given, period = _open_standing(wanted, self._day)
            rows.append((key, None, (*own, given)))
            if period:
                periods.append((next(self._ids), None, (key, *period)))
        yield Batch(self.kind.name, (*columns, "status_given"), rows)
        if periods:
            yield Batch("membership_period", members.PERIOD_COLUMNS, periods)

    def _new_id(self, number: int) -> int:
        for link in self._links.values():
            if number in link.own_ids:
                return link.own_ids[number]
        return next(self._ids)

    def _plan_kept(
        self, part: _Rows, places: list[int], matches: list[int | None]
    ) -> Iterator[Batch]:
        names = [*self._written, *self._standing]
        columns = [self._written.get(name, name) for name in names]
        ids = [key for at in places if (key := matches[at]) is not None]
        with self.database.read() as connection:
            table = self.database.tables[self.kind.name]
            present = read_cells(connection, self.database.store, table, ids, columns)
        groups: dict[tuple[str, ...], list[Row]] = {}
        standing: dict[int, dict[str, str | None]] = {}
        for at, key in zip(places, ids, strict=True):
            cells = self._compare(part, at, names, columns, present[key])
            own = {name: pair for name, pair in cells.items() if name not in self._standing}
            if own:
                before = tuple(old for old, _new in own.values())
                after = tuple(new for _old, new in own.values())
                groups.setdefault(tuple(own), []).append((key, before, after))
            wanted = {name: str(cells[name][1]) for name in self._standing if name in cells}
            if wanted:
                standing[key] = dict(wanted)
            if cells:
                self.counts.changed += 1
            else:
                self.counts.same += 1
        for taken, rows in groups.items():
            yield Batch(self.kind.name, taken, rows)
        yield from members.plan_standing(self.database, standing, self._day)

    def _compare(
        self, part: _Rows, at: int, names: list[str], columns: list[str], present: Sequence[Stored]
    ) -> dict[str, tuple[Stored, Stored]]:
        """The cells that a row changes; a blank cell says nothing."""
        fill = self.mode == "fill"
        return {
            column: (now, wanted)
            for name, column, now in zip(names, columns, present, strict=True)
            if (wanted := part.values[name][at]) is not None
            and wanted != now
            and not (fill and now is not None)
        }


def needed_groups(kind: Kind) -> list[tuple[str, ...]]:
    """The fields every new record needs, and the groups of which it needs one."""
    required = [one.name for one in kind.fields.values() if one.required and not one.language]
    return [*((name,) for name in required), *kind.one_of]


def _widen(cells: list[Any], width: int) -> list[Any]:
    """The first `width` cells of a row, with empty ones where it is shorter."""
    return cells[:width] if len(cells) >= width else [*cells, *[None] * (width - len(cells))]


@lru_cache(maxsize=10_000)
def _open_standing(
    wanted: tuple[tuple[str, Stored], ...], day: str
) -> tuple[Stored, Period | None]:
    """The status given by hand and the first period of a new member."""
    filled = {name: value for name, value in wanted if value is not None}
    rest, period = members.open_standing(filled, day)
    return rest.get("status_given"), period


def show_raw(value: object) -> str:
    """A cell of the source as text, for a message."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else cut(value)
