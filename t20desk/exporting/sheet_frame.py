"""A sheet without its rows, and what a sheet can hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from t20desk.errors import UserError
from t20desk.exporting.sheet_xml import CellStyles
from t20desk.i18n import _, ngettext
from t20desk.tables import Table

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

EXCEL_ROWS: Final = 1_048_576
EXCEL_COLUMNS: Final = 16_384

COUNT_MARK: Final = "@@rows@@"
"""Stands in the footer until the rows are counted."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a book comes from.

    `office` is named under the titles, at the foot of printed pages and as the author of the
    file. `notes` are kept in it where programs keep them and nobody sees them.
    """

    office: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SheetFrame:
    """One sheet without its rows: the XML before and after them, and how they look."""

    sheet: "Worksheet"
    part: str
    head: str
    tail: str
    first_row: int
    cells: tuple[CellStyles, ...]
    bands: tuple[CellStyles, ...]
    totals: tuple[CellStyles, ...]
    shaded: Mapping[str, tuple[CellStyles, ...]] = field(default_factory=dict)
    """The cells of rows by the ground they stand on."""


def check_columns(tables: Sequence[Table]) -> None:
    """Refuse what no sheet can hold before anything is written."""
    for table in tables:
        if not table.columns:
            raise UserError(_("The list {title} has no columns.").format(title=table.title))
        if len(table.columns) > EXCEL_COLUMNS:
            message = _("The list {title} has {count} columns, a sheet holds {limit}.")
            raise UserError(
                message.format(title=table.title, count=len(table.columns), limit=EXCEL_COLUMNS)
            )


def count_text(count: int) -> str:
    """How many rows, in words."""
    return ngettext("{count} row", "{count} rows", count).format(count=count)


def filter_range(frame: SheetFrame, last_row: int) -> str:
    """The headings and all rows under them."""
    heading, _colon, corner = frame.sheet.auto_filter.ref.partition(":")
    return f"{heading}:{corner.rstrip('0123456789')}{last_row}"
