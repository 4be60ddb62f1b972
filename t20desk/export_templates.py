"""A list put into a workbook of the office's own, whose headings name the columns."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from t20desk.db.database import Database
from t20desk.db.fields import Kind
from t20desk.db.keys import match_key
from t20desk.errors import UserError
from t20desk.exporting.cell_values import excel_conversion
from t20desk.exporting.clean_text import clean_text, cut_text, is_formula_like
from t20desk.exporting.placing import place_file
from t20desk.i18n import _
from t20desk.importing.header_rows import find_header
from t20desk.importing.headings import known_headings, read_possible
from t20desk.importing.templates import is_example
from t20desk.listing.reading import column_label, read_table
from t20desk.listing.views import Listing
from t20desk.progress import RowProgress
from t20desk.reading.child_process import USUAL_SECONDS, ReadingChild
from t20desk.reading.rows import RefusedError, SheetRow, column_letters, shorten_list
from t20desk.reading.source import Source, make_sentence, open_source
from t20desk.reading.template_rows import DAY, MOMENT, QUOTED
from t20desk.tables import Column, Table

MOST_ROWS: Final = 20_000
"""A book that is filled lies in memory as a whole, about 1 KB a cell."""


@dataclass(frozen=True, slots=True)
class Template:
    """Where a workbook takes rows: the sheet, the row of headings, and a field for each column."""

    path: Path
    sheet: int
    header: int
    places: tuple[int, ...]
    """The columns that are filled, counted from 1."""
    paths: tuple[str, ...]
    """What each of them holds, as a listing names it."""
    unknown: tuple[str, ...]
    """Headings that name no field; what stands below them stays."""


@dataclass(frozen=True, slots=True)
class Filled:
    """How many rows were written, and whether charts and the like of the template were lost."""

    rows: int
    has_lost: bool


def read_template(database: Database, listing: Listing, path: Path) -> Template:
    """Find the headings of a workbook; raises UserError where it has none or rows below them."""
    if path.suffix.lower() not in (".xlsx", ".xltx"):
        raise UserError(
            _("{name} is no Excel workbook (.xlsx); choose another template.").format(
                name=path.name
            )
        )
    kind = database.kinds[listing.kind]
    names = _name_columns(database, listing)
    with open_source(path) as source:
        found = [
            one
            for place in range(len(source.sheets))
            if (one := _read_sheet(source, place, kind, names))
        ]
        best = max(found, key=lambda one: len(one.places), default=None)
        if best is None:
            text = _("{name} has no heading that names a field of {kind}; write them in one row.")
            raise UserError(text.format(name=path.name, kind=_(kind.plural)))
        _check_below(source, best)
    return best


def _name_columns(database: Database, listing: Listing) -> dict[str, str]:
    """The columns of the listing by their headings, those of linked records too."""
    columns = listing.with_columns(database.kinds).columns
    named = {match_key(column_label(database.kinds, listing.kind, one)): one for one in columns}
    return {**{match_key(one): one for one in columns}, **named}


def _read_sheet(source: Source, place: int, kind: Kind, names: dict[str, str]) -> Template | None:
    header = find_header(kind, list(source.read_rows(place, 60)), names)
    if header is None:
        return None
    known = known_headings(kind)
    filled: dict[str, int] = {}
    unknown: list[str] = []
    for column, cell in enumerate(header.cells, start=1):
        heading = read_possible(cell)
        field = known.get(match_key(heading)) if heading else None
        path = field.name if field else names.get(match_key(heading)) if heading else None
        if path and path not in filled:
            filled[path] = column
        elif heading:
            unknown.append(heading)
    places = tuple(filled.values())
    return Template(source.path, place, header.number, places, tuple(filled), tuple(unknown))


def _check_below(source: Source, template: Template) -> None:
    """Refuse a template with anything but an example below the headings of its columns."""
    for row in source.read_rows(template.sheet):
        text = _find_text(row, template)
        if row.number > template.header and text and not _shows_example(row):
            message = _(
                "Row {row} of sheet “{sheet}” in {name} holds “{text}” in column {column}; "
                "empty the cells below the headings and try again."
            )
            sheet = source.sheets[template.sheet].name
            place, told = text
            raise UserError(
                message.format(
                    row=row.number, sheet=sheet, name=source.name, text=told[:40],
                    column=column_letters(place - 1),
                )
            )  # fmt: skip


def _find_text(row: SheetRow, template: Template) -> tuple[int, str] | None:
    for place in template.places:
        cell = row.cells[place - 1] if place <= len(row.cells) else None
        if cell is not None and str(cell).strip():
            return place, str(cell)
    return None


def _shows_example(row: SheetRow) -> bool:
    return any(is_example(match_key(read_possible(cell))) for cell in row.cells)


def fill_template(
    database: Database,
    listing: Listing,
    ids: Sequence[int] | None,
    template: Template,
    target: Path,
    progress: RowProgress,
) -> Filled:
    """Write a listing, or some of its records, into a copy of the template.

    Raises UserError for more than MOST_ROWS rows, and where the book cannot be written.
    """
    if target.exists() and target.samefile(template.path):
        text = _("{name} is the template itself; save the list under another name.")
        raise UserError(text.format(name=target.name))
    table = read_table(database, replace(listing, columns=template.paths), ids)
    with TemporaryDirectory() as folder, place_file(target) as draft:
        spooled = Path(folder) / "rows"
        _spool_rows(table, spooled, progress)
        forms = [one.type.excel_format for one in table.columns]
        asked = {
            "sheet": template.sheet,
            "header": template.header,
            "columns": list(zip(template.places, forms, strict=True)),
            "rows": str(spooled),
            "out": str(draft),
        }
        return _ask_child(template.path, asked)


def _spool_rows(table: Table, spooled: Path, progress: RowProgress) -> None:
    makers = [_CellMaker(one) for one in table.columns]
    with spooled.open("w", encoding="utf-8") as file:
        for count, row in enumerate(table.rows(), start=1):
            if count > MOST_ROWS:
                text = _("A template takes {count} rows at most; narrow the list and try again.")
                raise UserError(text.format(count=MOST_ROWS))
            cells = [make(value) for make, value in zip(makers, row, strict=True)]
            file.write(json.dumps(cells) + "\n")
            progress(count)


class _CellMaker:
    """Makes cells of a column ready for the child that writes them."""

    def __init__(self, column: Column) -> None:
        self._convert = excel_conversion(column) or (lambda value: value)

    def __call__(self, value: object) -> object:
        cell = self._convert(value)  # type: ignore[arg-type]
        if isinstance(cell, datetime):
            return [cell.isoformat(), MOMENT]
        if isinstance(cell, date):
            return [cell.isoformat(), DAY]
        if isinstance(cell, str):
            text = cut_text(clean_text(cell))
            return [text, QUOTED] if is_formula_like(text) else text
        return cell if cell is None or isinstance(cell, bool | int | float) else float(str(cell))


def _ask_child(path: Path, asked: dict[str, object]) -> Filled:
    child = ReadingChild(USUAL_SECONDS)
    child.ask({"path": str(path), "seconds": USUAL_SECONDS, "fill": asked})
    try:
        told = child.last_answer()
    except RefusedError as refusal:
        raise make_sentence(refusal, path.name) from refusal
    return Filled(told["filled"], told["lost"])


def say_left(template: Template, filled: Filled) -> list[str]:
    """What of a template was not filled, and what of it is missing in the list."""
    told = []
    if template.unknown:
        text = _("Left as they were, since they name no field: {headings}.")
        told.append(text.format(headings=shorten_list(template.unknown)))
    if filled.has_lost:
        told.append(_("Charts, pivot tables and drawings of the template are not in the new book."))
    return told
