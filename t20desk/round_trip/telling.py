"""Gathering what is to be said of the cells and rows of a book, each with its place."""

from t20desk.importing.row_store import RawRow
from t20desk.importing.telling import make_problem
from t20desk.importing.values import MappedColumn, RowProblem, Severity


class BookTeller:
    """Writes down problems of one sheet of a book."""

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
        told = make_problem(severity, self._file, self._sheet, row.number, column, message, value)
        self.problems.append(told)
