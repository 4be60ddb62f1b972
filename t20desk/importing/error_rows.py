"""The rows of a source that were refused, as a workbook to be corrected and taken in again."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from t20desk.db.types import LongText, Stored
from t20desk.exporting import write_workbook
from t20desk.i18n import _
from t20desk.tables import Column, Table

if TYPE_CHECKING:
    from t20desk.importing import ImportPlan
    from t20desk.reading import Source


def write_error_rows(source: "Source", plan: "ImportPlan", target: Path) -> int:
    """Write the refused and doubtful rows as they stand, with a column of problems; how many."""
    told: dict[int, list[str]] = {}
    for one in plan.problems:
        if one.severity != "note":
            place = f"{one.heading}: " if one.heading else ""
            told.setdefault(one.row, []).append(f"{place}{one.message}")
    headings: list[str] = []
    rows: list[list[Stored]] = []
    for row in source.read_rows(plan.sheet):
        if row.number == plan.header_row:
            headings = [_as_text(cell) or "" for cell in row.cells]
        elif row.number in told:
            cells: list[Stored] = [_as_text(cell) for cell in row.cells]
            rows.append([" ".join(told[row.number]), *cells])
    write_workbook([_make_table(headings, rows)], target, plain=True)
    return len(rows)


def _make_table(headings: list[str], rows: list[list[Stored]]) -> Table:
    width = max([len(headings) + 1, *(len(row) for row in rows)])
    labels = [_("Problem"), *headings, *[""] * (width - 1 - len(headings))]
    columns = tuple(
        Column(f"column_{place}", label, LongText()) for place, label in enumerate(labels)
    )

    def padded() -> Iterator[list[Stored]]:
        return ([*row, *[None] * (width - len(row))] for row in rows)

    return Table(_("Problems"), columns, padded, name=_("Problems"))


def _as_text(cell: object) -> str | None:
    return None if cell is None else str(cell)
