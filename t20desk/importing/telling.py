"""Gathering what is to be said of the cells of a sheet, each with its place."""

from collections.abc import Iterable

from t20desk.db.field_names import write_name
from t20desk.db.fields import Field
from t20desk.db.types import cut
from t20desk.i18n import _
from t20desk.importing.headings import say_own_heading
from t20desk.importing.row_part import RowPart
from t20desk.importing.row_store import RawRow
from t20desk.importing.sheet import ReadSheet
from t20desk.importing.values import MappedColumn, RowProblem, Severity


class SheetTeller:
    """Writes down problems of one sheet, of which only the name has to be known."""

    def __init__(self, file: str, sheet: str) -> None:
        self.problems: list[RowProblem] = []
        self._file = file
        self._sheet_name = sheet

    def say(
        self,
        severity: Severity,
        row: RawRow,
        column: MappedColumn | None,
        message: str,
        value: object = "",
    ) -> None:
        """Write down what is to be said of a cell, or of a row where no column is named."""
        place = (severity, self._file, self._sheet_name, row.number)
        self.problems.append(make_problem(*place, column, message, value))


class Teller(SheetTeller):
    """Writes down problems of a sheet that was read for an import."""

    def __init__(self, file: str, sheet: ReadSheet, names_fields: bool) -> None:
        super().__init__(file, sheet.name)
        self._sheet = sheet
        self._names_fields = names_fields
        """Whether the headings are no words of the file but our names of fields."""

    def say(
        self,
        severity: Severity,
        row: RawRow,
        column: MappedColumn | None,
        message: str,
        value: object = "",
    ) -> None:
        if column is not None and self._names_fields:
            own = column.field if column.heading == column.field.name else None
            column = column._replace(heading=say_own_heading(own, column.heading))
        super().say(severity, row, column, message, value)

    def refuse(
        self, part: RowPart, at: int, one: Field | None, message: str, severity: Severity = "error"
    ) -> None:
        """Say why a row cannot be taken, at the cell of a field where it is about one."""
        name = one.name if one is not None else ""
        column = next((c for c in self._sheet.columns if c.field.name == name), None)
        value = part.cells_of(column.place)[at] if column else ""
        self.say(severity, part.raw[at], column, message, value)
        part.mark(at, severity)

    def note_lost(self, lost: Iterable[tuple[RawRow, str, str]]) -> None:
        """Say of which fields the value was kept, since letters of the cell were lost."""
        columns = {write_name(one.field): one for one in self._sheet.columns}
        for row, name, message in lost:
            column = columns[name]
            self.say("note", row, column, message, row.cells[column.place])

    def note_passed(self) -> None:
        """Say which rows were taken for totals, notes or repeated headings."""
        for row, reason in self._sheet.passed:
            first = next((cell for cell in row.cells if cell not in (None, "")), "")
            self.say("note", row, None, _(reason), first)


def make_problem(  # noqa: PLR0913 - what is said, and its place
    severity: Severity,
    file: str,
    sheet: str,
    row: int,
    column: MappedColumn | None,
    message: str,
    value: object,
) -> RowProblem:
    """What is to be said of a cell, or of a row where no column is named."""
    place = (column.letter, column.heading, column.field.name) if column else ("", "", "")
    return RowProblem(severity, file, sheet, row, *place, show_raw(value), message)


def show_raw(value: object) -> str:
    """A cell of the source as text, for a message."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else cut(value)
