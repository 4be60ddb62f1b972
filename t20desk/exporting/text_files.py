"""Write a table as CSV, for Excel or for machines, or as JSON."""

import csv
import json
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import IO, Any, Final

from t20desk.db.types import Stored
from t20desk.exporting.cell_values import excel_conversion, plain_conversion
from t20desk.exporting.clean_text import clean_text, disarm_text
from t20desk.exporting.placing import place_file
from t20desk.exporting.workbook import BLOCK_ROWS, Written
from t20desk.progress import RowProgress
from t20desk.tables import Cells, Column, Table


@dataclass(frozen=True, slots=True)
class CsvForm:
    """How a CSV is written; `for_people` means headings, words and guarded formulas."""

    separator: str
    decimal: str
    encoding: str
    for_people: bool


GERMAN_EXCEL: Final = CsvForm(";", ",", "utf-8-sig", True)
ENGLISH_EXCEL: Final = CsvForm(",", ".", "utf-8-sig", True)
MACHINE: Final = CsvForm(",", ".", "utf-8", False)


def excel_form(language: str) -> CsvForm:
    """The form that Excel opens rightly by a double click, by the language of the office."""
    return GERMAN_EXCEL if language == "de" else ENGLISH_EXCEL


def write_csv(
    table: Table, target: Path, form: CsvForm = GERMAN_EXCEL, progress: RowProgress | None = None
) -> Written:
    """One line of headings and a line for each row; totals and groups stay out."""
    makers = [_csv_maker(column, form) for column in table.columns]
    headings = [
        disarm_text(clean_text(column.label)) if form.for_people else column.name
        for column in table.columns
    ]
    with (
        place_file(target) as draft,
        draft.open("w", encoding=form.encoding, newline="") as file,
    ):
        writer = csv.writer(file, delimiter=form.separator)
        writer.writerow(headings)
        return _write_blocks(table, progress, lambda rows: writer.writerows(_map(makers, rows)))


def write_json(table: Table, target: Path, progress: RowProgress | None = None) -> Written:
    """A list of objects by field name, one a line; empty cells are null."""
    with place_file(target) as draft, draft.open("w", encoding="utf-8", newline="\n") as file:
        file.write("[")
        written = _write_blocks(table, progress, _JsonLines(table, file).write)
        file.write("\n]\n" if written.rows else "]\n")
        return written


class _JsonLines:
    """Writes rows as objects with a comma between them."""

    def __init__(self, table: Table, file: IO[str]) -> None:
        self._names = [column.name for column in table.columns]
        self._makers = [_plain_maker(column) for column in table.columns]
        self._file = file
        self._between = "\n"

    def write(self, rows: Sequence[Cells]) -> None:
        for cells in _map(self._makers, rows):
            line = json.dumps(dict(zip(self._names, cells, strict=True)), ensure_ascii=False)
            self._file.write(self._between + line)
            self._between = ",\n"


def _write_blocks(
    table: Table, progress: RowProgress | None, write: Callable[[Sequence[Cells]], None]
) -> Written:
    rows = iter(table.rows())
    count = 0
    while block := list(islice(rows, BLOCK_ROWS)):
        write(block)
        count += len(block)
        if progress is not None:
            progress(count)
    return Written(count)


def _map(
    makers: Sequence[Callable[[Stored], Any]], rows: Sequence[Cells]
) -> Iterator[tuple[Any, ...]]:
    """The rows with each cell made anew, column by column."""
    columns = zip(*rows, strict=True)
    return zip(
        *([make(cell) for cell in cells] for make, cells in zip(makers, columns, strict=True)),
        strict=True,
    )


def _csv_maker(column: Column, form: CsvForm) -> Callable[[Stored], str]:
    convert = excel_conversion(column) if form.for_people else plain_conversion(column)

    def make(value: Stored) -> str:
        return _csv_text(value if convert is None else convert(value), form)

    return make


def _csv_text(value: object, form: CsvForm) -> str:
    if isinstance(value, str):
        return disarm_text(clean_text(value)) if form.for_people else clean_text(value)
    if isinstance(value, float | Decimal):
        return _decimal_text(value, form)
    if isinstance(value, list):
        return "|".join(map(str, value))
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    return "" if value is None else str(value)


def _decimal_text(value: float | Decimal, form: CsvForm) -> str:
    """Never with an exponent, which a spreadsheet would round."""
    if not math.isfinite(value):
        return ""
    text = format(Decimal(repr(value)) if isinstance(value, float) else value, "f")
    return text.removesuffix(".0").replace(".", form.decimal)


def _plain_maker(column: Column) -> Callable[[Stored], object]:
    convert = plain_conversion(column)

    def make(value: Stored) -> object:
        return _json_value(value if convert is None else convert(value))

    return make


def _json_value(value: object) -> object:
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, float | Decimal):
        return float(value) if math.isfinite(value) else None
    return value
