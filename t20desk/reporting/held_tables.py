"""The tables of a report that an office wrote, tried whole so that none fails when it is shown.

Each part is made once and held: its rows, its groups with their sums, its totals and what is
behind its cells. What cannot be shown is named with its row.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from t20desk.db.types import Stored
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.reporting.report import Report
from t20desk.tables import Behind, Cells, Column, Group, Table


def hold_table(one: Report, table: Table) -> Table:
    """The same table with everything in it made; raises UserError for what cannot be shown."""
    rows = [tuple(row) for row in table.rows()]
    for number, row in enumerate(rows, 1):
        _try_cells(one, table.columns, row, _("in row {row}").format(row=number))
    held = replace(table, rows=lambda: rows)
    _try_names(one, held)
    _try_totals(one, held)
    if table.is_grouped:
        held = replace(held, parts=_hold_groups(one, held))
    if table.behind is not None:
        held = replace(held, behind=_hold_behind(held, table.behind, len(rows)))
    return held


def _try_names(one: Report, table: Table) -> None:
    """Groups, sums and charts are names of columns."""
    known = {column.name for column in table.columns}
    unknown = [name for name in (*table.groups, *table.sums, *table.charts) if name not in known]
    if unknown:
        message = _(
            "The report “{name}” groups, adds up or draws by “{column}”, which is none of its "
            "columns; correct “{file}”."
        )
        raise UserError(message.format(name=one.name, column=unknown[0], file=one.origin))


def _try_totals(one: Report, table: Table) -> None:
    if table.totals is None:
        return
    columns, place = table.foot or table.columns, _("in its totals")
    _count_cells(one, table.columns, columns, place)
    # A word may stand under a column of numbers.
    cells = [None if isinstance(cell, str) else cell for cell in table.totals]
    _try_cells(one, columns, cells, place)


def _hold_groups(one: Report, table: Table) -> Callable[[], list[Group]]:
    groups = [
        replace(group, rows=[tuple(row) for row in group.rows], sums=tuple(group.sums))
        for group in table.grouped()
    ]
    for group in groups:
        place = _("in the group “{group}”").format(group=group.text)
        for cells in (*group.rows, group.sums):
            _try_cells(one, table.columns, cells, place)
    return lambda: groups


def _hold_behind(
    table: Table, find: Callable[[int, str], Behind | None], rows: int
) -> Callable[[int, str], Behind | None]:
    held = {
        (row, column.name): find(row, column.name)
        for row in range(rows + (table.totals is not None))
        for column in table.columns
    }
    return lambda row, name: held[row, name]


def _try_cells(one: Report, columns: Sequence[Column], cells: Cells, place: str) -> None:
    _count_cells(one, columns, cells, place)
    for column, cell in zip(columns, cells, strict=True):
        if cell is not None and not _is_shown(column.type.format, cell):
            _refuse_cell(one, column, cell, place)


def _is_shown(say: Callable[[Any], str], what: Stored) -> bool:
    try:
        say(what)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return False
    return True


def _count_cells(
    one: Report, columns: Sequence[Column], cells: Sequence[object], place: str
) -> None:
    if len(cells) != len(columns):
        message = _(
            "The report “{name}” has {count} cells {place} for {columns} columns; correct “{file}”."
        )
        words = {"count": len(cells), "place": place, "columns": len(columns)}
        raise UserError(message.format(**words, name=one.name, file=one.origin))


def _refuse_cell(one: Report, column: Column, cell: Stored, place: str) -> None:
    message = _(
        "The report “{name}” has “{cell}” under “{column}” {place}, which cannot be shown there; "
        "correct “{file}”."
    )
    words = {"cell": cell, "column": column.label, "place": place}
    raise UserError(message.format(**words, name=one.name, file=one.origin))
