"""Write tables as a workbook: openpyxl makes the book, the rows are streamed into its sheets."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from t20desk.db.spool import writing_aside
from t20desk.exporting.cell_values import excel_value
from t20desk.exporting.placing import place_file
from t20desk.exporting.sheet_frame import (
    COUNT_MARK,
    EXCEL_ROWS,
    Origin,
    SheetFrame,
    check_columns,
    count_text,
    filter_range,
)
from t20desk.exporting.sheet_xml import Cut, RowMaker, make_row
from t20desk.progress import RowProgress
from t20desk.reading.seals import OPEN, PROPERTIES, make_seal
from t20desk.tables import Cells, Group, Table

if TYPE_CHECKING:
    from t20desk.exporting.book_frame import BookFrame


BLOCK_ROWS: Final = 5_000
_SAMPLE_ROWS: Final = 200
_LEVEL: Final = 1
"""Stronger packing costs three times the time for a fifth of the size."""

_PROGRAM: Final = re.compile(b"(?<=<Application>)[^<]*")
"""LibreOffice fits rows to wrapped text only in a book that does not claim to be Excel's."""

_MOST_NOTES: Final = 10_000
UNKNOWN: Final = Origin()


@dataclass(frozen=True, slots=True)
class Written:
    """What went into a file: rows over all tables, and texts that had to be cut."""

    rows: int
    cuts: int = 0


@dataclass(frozen=True, slots=True)
class _Block:
    """Some rows, the first ones of a group with its heading."""

    rows: Sequence[Cells]
    group: Group | None = None


def write_workbook(
    tables: Sequence[Table],
    target: Path,
    progress: RowProgress | None = None,
    *,
    plain: bool = False,
    sheet_rows: int = EXCEL_ROWS,
    origin: Origin = UNKNOWN,
) -> Written:
    """Write each table to its own sheet; what finds no room goes on in a further sheet.

    `plain` leaves the title lines and totals out: headings in row 1, for templates and returns.
    `origin` says what the file tells of those who made it.
    """
    from t20desk.exporting.book_frame import BookFrame

    check_columns(tables)
    book = BookFrame(tables, plain, origin)
    with (
        place_file(target, verify=_is_whole) as draft,
        ZipFile(draft, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as archive,
    ):
        writer = _BookWriter(archive, book, sheet_rows, progress)
        for place, table in enumerate(tables):
            writer.write_table(place, table, None if plain else table.totals)
        writer.write_rest()
    return Written(writer.rows, len(writer.cuts))


class _BookWriter:
    """Streams table after table into the package, then writes what is around them."""

    def __init__(
        self, archive: ZipFile, book: "BookFrame", sheet_rows: int, progress: RowProgress | None
    ) -> None:
        self.rows = 0
        self.cuts: list[tuple[str, Cut]] = []
        self._archive = archive
        self._book = book
        self._sheet_rows = sheet_rows
        self._progress = progress

    def write_table(self, place: int, table: Table, totals: Cells | None) -> None:
        blocks = _make_blocks(table)
        first, count = _take_first(blocks)
        samples = list(islice(chain.from_iterable(block.rows for block in first), _SAMPLE_ROWS))
        stream = self._open(self._book.frame(place, table, samples, count), table)
        try:
            for block in chain(first, blocks):
                rest: _Block | None = block
                while rest:
                    if stream.is_full:
                        self._end(stream, None)
                        stream = self._open(self._book.continue_frame(table, samples), table)
                    rest = stream.take(rest)
                self._report(len(block.rows))
            self._end(stream, totals)
        finally:
            # An archive cannot be closed while one of its parts is open, whatever went wrong.
            stream.leave()

    def write_rest(self) -> None:
        """Everything but the sheets already streamed: they appear in no second copy."""
        # openpyxl keeps each of its sheets in the folder for temporary files until it saves.
        with writing_aside():
            if self.cuts:
                self._book.add_notes(self.cuts[:_MOST_NOTES])
            frame = self._book.save()
        streamed = set(self._archive.namelist())
        with ZipFile(frame) as package:
            # The properties come last: a seal among them is over all other parts.
            for name in sorted(package.namelist(), key=PROPERTIES.__eq__):
                if name not in streamed:
                    part = _PROGRAM.sub(b"t20desk", package.read(name))
                    if name == PROPERTIES:
                        part = part.replace(OPEN.encode(), make_seal(self._archive).encode())
                    self._archive.writestr(name, part)

    def _open(self, frame: SheetFrame, table: Table) -> "_SheetStream":
        return _SheetStream(self._archive, frame, table, self._sheet_rows)

    def _end(self, stream: "_SheetStream", totals: Cells | None) -> None:
        self._book.end_frame(stream.frame, stream.close(totals))
        self.cuts += [(stream.frame.sheet.title, cut) for cut in stream.cuts]

    def _report(self, rows: int) -> None:
        self.rows += rows
        if self._progress is not None:
            self._progress(self.rows)


class _SheetStream:
    """One sheet while its rows are written; a row is kept free for the totals."""

    def __init__(self, archive: ZipFile, frame: SheetFrame, table: Table, last_row: int) -> None:
        self.frame = frame
        self._table = table
        self._last_row = last_row
        self._next = frame.first_row
        self._rows = 0
        self._maker = RowMaker(table.columns, frame.cells, frame.shaded)
        self._part = archive.open(frame.part, "w", force_zip64=True)
        self._write(frame.head)

    @property
    def cuts(self) -> list[Cut]:
        return self._maker.cuts

    @property
    def is_full(self) -> bool:
        return self._next + 2 > self._last_row

    def take(self, block: _Block) -> _Block | None:
        """Write what finds room and give back the rest."""
        if block.group is not None:
            self._write_band(block.group)
        room = self._last_row - self._next
        rows = block.rows[:room] if len(block.rows) > room else block.rows
        level = ' outlineLevel="1"' if self._table.is_grouped else ""
        self._write(self._maker.make_rows(rows, self._next, level))
        self._next += len(rows)
        self._rows += len(rows)
        return _Block(block.rows[room:]) if len(rows) < len(block.rows) else None

    def close(self, totals: Cells | None) -> int:
        """Write what follows the rows; gives the number of the last row of data."""
        last = self._next - 1
        if totals is not None:
            foot = self._table.foot or self._table.columns
            shown = list(map(excel_value, foot, totals))
            self._write(make_row(shown, self._next, self.frame.totals))
        self._write(self._finish_tail(last))
        self.leave()
        return last

    def leave(self) -> None:
        """Close the part, finished or not."""
        self._part.close()

    def _write_band(self, group: Group) -> None:
        cells = list(map(excel_value, self._table.columns, group.sums))
        cells[0] = f"{group.text} ({group.size})"
        self._write(make_row(cells, self._next, self.frame.bands))
        self._next += 1

    def _finish_tail(self, last: int) -> str:
        tail = self.frame.tail.replace(COUNT_MARK, count_text(self._rows))
        found = self.frame.sheet.auto_filter.ref
        if not found:
            return tail
        return tail.replace(f'ref="{found}"', f'ref="{filter_range(self.frame, last)}"', 1)

    def _write(self, xml: str) -> None:
        self._part.write(xml.encode("utf-8"))


def _make_blocks(table: Table) -> Iterator[_Block]:
    if not table.is_grouped:
        yield from map(_Block, _batch(table.rows()))
        return
    for group in table.grouped():
        for number, rows in enumerate(_batch(group.rows)):
            yield _Block(rows, None if number else group)


def _batch(rows: Iterable[Cells]) -> Iterator[list[Cells]]:
    source = iter(rows)
    while block := list(islice(source, BLOCK_ROWS)):
        yield block


def _take_first(blocks: Iterator[_Block]) -> tuple[list[_Block], int | None]:
    """The first blocks, and how many rows there are in all, if these are all."""
    taken: list[_Block] = []
    count = 0
    for block in blocks:
        taken.append(block)
        count += len(block.rows)
        if count >= BLOCK_ROWS:
            return taken, None
    return taken, count


def _is_whole(draft: Path) -> bool:
    """Whether the package opens and holds its parts."""
    try:
        with ZipFile(draft) as package:
            return "[Content_Types].xml" in package.namelist()
    except (BadZipFile, OSError):
        return False
