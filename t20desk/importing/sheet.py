"""The first pass over a sheet: headings found, rows kept, totals and notes told apart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, zip_longest
from typing import TypeAlias

from t20desk.db.fields import Kind, Kinds
from t20desk.db.keys import fold, match_key
from t20desk.errors import UserError
from t20desk.i18n import LANGUAGES, N_, _, ngettext, translate
from t20desk.importing.arranging import arrange_columns, named_headings
from t20desk.importing.columns import OrderFinder
from t20desk.importing.described import AlongColumns, find_fitting, has_needed
from t20desk.importing.further_details import say_details
from t20desk.importing.group_rows import GROUP_ROW, GroupRows
from t20desk.importing.header_rows import SEARCHED_ROWS, find_header, find_header_at
from t20desk.importing.headings import read_heading
from t20desk.importing.name_orders import NameColumn, settle_names
from t20desk.importing.profiles import Profile, Recall, read_choices, recall_layout
from t20desk.importing.row_store import RawRow, RowStore
from t20desk.importing.shaping import Shaper, list_below, read_merged
from t20desk.importing.templates import EXAMPLE, is_example
from t20desk.importing.values import ImportOptions, MappedColumn
from t20desk.progress import RowProgress
from t20desk.reading.rows import SheetRemarks, SheetRow, column_letters, shorten_list
from t20desk.reading.source import SheetRows, Source

TOTAL_WORDS = frozenset(
    match_key(word)
    for word in ("Summe", "Gesamt", "Insgesamt", "Total", "Totals", "Sum", "合计", "总计", "小计")
)
TOLD_ROWS = 2_000
"""So many rows are read before it is told how many there are."""
NOTE_COLUMNS = 3
"""From so many columns on, a lonely cell below the table is a note and no record."""
LONGEST_WORD = 40
"""No heading and no word for totals is longer."""
TOTALS_ROW = N_("This row looks like totals and was left out.")
NOTE_ROW = N_("This row looks like a note below the table and was left out.")
EXAMPLE_ROW = N_("This row is the example of the template and was left out.")
HEADING_ROW = N_("This row repeats the headings and was left out.")


@dataclass(slots=True)
class ReadSheet:
    """A sheet as the first pass leaves it."""

    name: str
    header: SheetRow
    columns: list[MappedColumn]
    along: AlongColumns
    listed: list[MappedColumn]
    """The columns that name several records."""
    details: list[MappedColumn]
    """The columns with further numbers and addresses."""
    ignored: list[str]
    recall: Recall
    shaper: Shaper
    rows: RowStore
    orders: OrderFinder
    merged: tuple[str, ...] = ()
    """The columns that have cells merged downwards."""
    hidden: int = 0
    passed: list[tuple[RawRow, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    names: list[NameColumn] = field(default_factory=list)
    """The columns of whole names that are cut into their parts."""

    @property
    def options(self) -> ImportOptions:
        """What was chosen, with what its layout is known by."""
        return self.recall.options

    @property
    def headings(self) -> list[str]:
        """The headings of the sheet, each as one line."""
        return [read_heading(cell) for cell in self.header.cells]

    def list_filled(self) -> set[str]:
        """The headings below which something stands, as the first rows show."""
        first = next(self.rows.chunks(), [])
        columns = zip_longest(*(row.cells for row in first))
        pairs = zip(self.headings, columns, strict=False)
        return {
            heading for heading, cells in pairs if any(cell not in (None, "") for cell in cells)
        }

    def chunks(self) -> Iterator[list[RawRow]]:
        """All rows in shape, some thousand at a time."""
        for chunk in self.rows.chunks():
            yield chunk if self.shaper.is_idle else self.shaper.shape(chunk)


def read_sheet(
    kind: Kind,
    kinds: Kinds,
    source: Source,
    options: ImportOptions,
    profiles: Sequence[Profile] = (),
    progress: RowProgress | None = None,
) -> ReadSheet:
    """Find the sheet, its headings and the layout it is known by, and keep its rows."""
    name, rows, first = _open_sheet(kind, kinds, source, options)
    recall = recall_layout(kind, profiles, first, options)
    header = _choose_header(kind, first, recall.options, name)
    below = [row for row in first if row.number > header.number]
    found = arrange_columns(kind, kinds, header, below, recall.options, name)
    if not found.columns:
        raise UserError(_say_unknown(kind, name, header))
    orders = OrderFinder([*found.columns, *found.along.columns])
    sheet = ReadSheet(
        name,
        header,
        found.columns,
        found.along,
        found.listed,
        found.details,
        found.ignored,
        recall,
        found.shaper,
        RowStore(),
        orders,
    )
    _keep_rows(sheet, _count_rows(chain(below, rows), progress))
    remarks = rows.remarks
    remarks = remarks._replace(merged=list_below(remarks.merged, sheet.header.number))
    _note_merged(sheet, remarks.merged)
    _settle_names(sheet)
    _note_shaped(sheet)
    sheet.hidden = remarks.hidden_rows
    sheet.remarks = [
        *source.remarks,
        *recall.sentences(),
        *found.along.sentences(),
        *say_details(found.details),
        *(said for one in sheet.names for said in one.sentences()),
        *_say_remarks(remarks, recall.options),
    ]
    sheet.ignored = pass_reasons(recall.profile, sheet.ignored)
    return sheet


def _say_remarks(remarks: SheetRemarks, options: ImportOptions) -> Iterator[str]:
    """What the reader saw, and what of it was decided otherwise."""
    if options.leave_hidden and remarks.hidden_rows:
        words = ngettext(
            "{number} hidden row was left out.",
            "{number} hidden rows were left out.",
            remarks.hidden_rows,
        )
        yield words.format(number=remarks.hidden_rows)
        remarks = remarks._replace(hidden_rows=0)
    if options.fill_merged and remarks.merged:
        text = _("Every row of merged cells has their value: {ranges}.")
        yield text.format(ranges=shorten_list(remarks.merged))
        remarks = remarks._replace(merged=())
    yield from remarks.sentences()


def pass_reasons(profile: Profile | None, ignored: list[str]) -> list[str]:
    """The reasons in a book of our own are no columns that somebody would miss."""
    if profile is None or not profile.left_of:
        return ignored
    known = read_choices(profile.choices).mapping
    return [heading for heading in ignored if known.get(heading) != ""]


def _note_merged(sheet: ReadSheet, ranges: Sequence[str]) -> None:
    """Find the columns with cells merged downwards, and fill them where asked."""
    merged = read_merged(ranges, sheet.header.number)
    places = {place for cells in merged.values() for place, _first in cells}
    sheet.merged = tuple(column_letters(place) for place in sorted(places))
    if sheet.options.fill_merged:
        sheet.shaper.merged = merged


def _settle_names(sheet: ReadSheet) -> None:
    """Find out in which order Chinese names stand, before they are cut."""
    columns = (*sheet.columns, *sheet.along.columns, *sheet.listed)
    conventions = sheet.options.conventions
    sheet.names = settle_names(columns, sheet.shaper, sheet.rows.chunks(), conventions)


def _note_shaped(sheet: ReadSheet) -> None:
    """Dates and numbers that were made of other cells show only now how they are written."""
    if not sheet.shaper.is_idle:
        for chunk in sheet.chunks():
            for row in chunk:
                sheet.orders.note_cells(row.cells)


_Opened: TypeAlias = tuple[str, SheetRows, list[SheetRow]]


def _open_sheet(kind: Kind, kinds: Kinds, source: Source, options: ImportOptions) -> _Opened:
    """The named sheet, else the first one with all a record needs, else with a known heading."""
    names = [sheet.name for sheet in source.sheets]
    if not names:
        raise UserError(
            _("{file} contains no table; choose another file.").format(file=source.name)
        )
    if options.sheet is not None:
        rows = source.read_rows(options.sheet)
        name = options.sheet if isinstance(options.sheet, str) else names[options.sheet]
        return name, rows, _take_first(rows)
    known: _Opened | None = None
    fallback: _Opened | None = None
    for sheet in sorted(source.sheets, key=lambda sheet: sheet.hidden):
        rows = source.read_rows(sheet.name)
        first = _take_first(rows)
        header = find_header(kind, first, tuple(named_headings(options))) if first else None
        if first and (options.header_row or (header and _suffices(kind, kinds, header, options))):
            return sheet.name, rows, first
        known = known or ((sheet.name, rows, first) if header else None)
        fallback = fallback or ((sheet.name, rows, first) if first else None)
    found = known or fallback
    if found is None:
        raise UserError(
            _("{file} contains no table: every sheet is empty; choose another file.").format(
                file=source.name
            )
        )
    return found


def _suffices(kind: Kind, kinds: Kinds, header: SheetRow, options: ImportOptions) -> bool:
    """Whether a sheet has what new records need, or nobody expects that of it."""
    is_told = bool(options.mapping or options.constants or options.splits or options.profile)
    if is_told or options.mode in ("update", "fill"):
        return True
    headings = [read_heading(cell) for cell in header.cells]
    return has_needed(kind, find_fitting(kind, kinds, headings)[0])


def _take_first(rows: SheetRows) -> list[SheetRow]:
    first: list[SheetRow] = []
    for row in rows:
        first.append(row)
        if len(first) >= SEARCHED_ROWS:
            break
    return first


def _choose_header(
    kind: Kind, first: list[SheetRow], options: ImportOptions, sheet: str
) -> SheetRow:
    if options.header_row is not None:
        named = tuple(named_headings(options))
        found = find_header_at(kind, first, options.header_row, named)
        if found is None:
            raise UserError(
                _("Sheet “{sheet}”: row {row} is blank; name the row of the headings.").format(
                    sheet=sheet, row=options.header_row
                )
            )
        return found
    header = find_header(kind, first, tuple(named_headings(options)))
    if header is None:
        raise UserError(_say_unknown(kind, sheet, first[0] if first else None))
    return header


def _say_unknown(kind: Kind, sheet: str, header: SheetRow | None) -> str:
    if header is None:
        return _("Sheet “{sheet}” is empty; choose another sheet.").format(sheet=sheet)
    headings = ", ".join(filter(None, map(read_heading, header.cells[:8])))
    return _(
        "Sheet “{sheet}”, row {row}: no heading is known for {kind} ({headings}); "
        "name the row of the headings or map a heading to a field."
    ).format(sheet=sheet, row=header.number, kind=_(kind.plural), headings=headings[:120])


def _count_rows(rows: Iterator[SheetRow], progress: RowProgress | None) -> Iterator[SheetRow]:
    """The rows as they arrive, telling now and then how many there are."""
    for count, row in enumerate(rows, 1):
        yield row
        if progress is not None and count % TOLD_ROWS == 0:
            progress(count)


def _keep_rows(found: ReadSheet, rows: Iterator[SheetRow]) -> None:
    headings = [match_key(read_heading(cell)) for cell in found.header.cells]
    sifter = _Sifter(headings, len(found.columns), found.header.number)
    for row in rows:
        if row.hidden and found.options.leave_hidden:
            continue
        reason = sifter.sift(row)
        raw = RawRow(row.number, row.cells, row.remark, len(row.cells) > len(headings))
        if reason:
            found.passed.append((raw, reason))
        else:
            found.rows.append(raw)
            if found.shaper.is_idle:
                found.orders.note_cells(row.cells)


class _Sifter:
    """Tells records from totals, notes and repeated headings."""

    def __init__(self, headings: list[str], columns: int, header: int) -> None:
        self._headings = headings
        self._initials = {word[:1] for word in (*TOTAL_WORDS, *headings)}
        self._initials |= {fold(translate(EXAMPLE, code)[:1]) for code in LANGUAGES}
        self._columns = columns
        self._last = header
        self._in_notes = False
        self._is_below_totals = False
        self._groups = GroupRows()

    def sift(self, row: SheetRow) -> str:
        """Why a row is no record; empty for a record."""
        gap = row.number > self._last + 1
        self._last = row.number
        if self._columns > 1 and self._groups.is_heading(row):
            return GROUP_ROW
        filled = (cell for cell in row.cells if cell is not None and cell != "")
        first, second = next(filled, None), next(filled, None)
        is_alone = self._columns >= NOTE_COLUMNS and first is not None and second is None
        if is_alone and (gap or self._in_notes or self._is_below_totals):
            self._in_notes = True
            return NOTE_ROW
        self._is_below_totals = False
        if not isinstance(first, str) or len(first) > LONGEST_WORD:
            return ""
        if fold(first.lstrip()[:1]) not in self._initials:
            return ""
        return self._name_word(row, match_key(first))

    def _name_word(self, row: SheetRow, word: str) -> str:
        if word in TOTAL_WORDS:
            self._is_below_totals = True
            return TOTALS_ROW
        if is_example(word):
            return EXAMPLE_ROW
        if word not in self._headings:
            return ""
        words = [match_key(read_heading(cell)) for cell in row.cells]
        return HEADING_ROW if words == self._headings[: len(words)] else ""
