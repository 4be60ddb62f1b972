"""Gathering what is to be said of the cells and rows of a book, each with its place."""

from t20desk.db.types import cut
from t20desk.importing.row_store import RawRow
from t20desk.importing.values import MappedColumn, RowProblem, Severity
from t20desk.reading import column_letters


class Teller:
    """Writes down problems of one sheet of a file."""

    def __init__(self, file: str, sheet: str) -> None:
        self.problems: list[RowProblem] = []
        self._file = file
        self._sheet = sheet

    def say(
        self,
        severity: Severity,
        row: RawRow,
        column: MappedColumn | None,
        message: str,
        value: object = "",
    ) -> None:
        """Write down what is to be said of a cell, or of a row where no column is named."""
        place = (column.letter, column.heading, column.field.name) if column else ("", "", "")
        shown = "" if value is None else cut(value)
        told = RowProblem(severity, self._file, self._sheet, row.number, *place, shown, message)
        self.problems.append(told)

    def say_key(self, severity: Severity, row: RawRow, place: int, message: str) -> None:
        """Write down what is to be said of the key of a row."""
        cell = row.cells[place] if place < len(row.cells) else None
        shown = "" if cell is None else cut(cell)
        letters = column_letters(place)
        told = RowProblem(
            severity, self._file, self._sheet, row.number, letters, "", "", shown, message
        )
        self.problems.append(told)
