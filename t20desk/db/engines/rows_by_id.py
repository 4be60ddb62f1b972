"""Records by their ids: what both databases are asked alike."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, Connection, Table

from t20desk.db.ids import are_neighbours


class RowsById(ABC):
    """Finds and changes rows of which the ids are known."""

    mark: ClassVar[str]
    """Where a value goes in a statement of the driver."""

    def update_rows(
        self, connection: Connection, table: Table, columns: Sequence[str], rows: list[Any]
    ) -> None:
        """Set `columns` of the record whose id comes last in each tuple."""
        sets = ", ".join(f'"{name}"={self.mark}' for name in columns)
        connection.exec_driver_sql(f'UPDATE "{table.name}" SET {sets} WHERE id={self.mark}', rows)

    def is_among(self, column: ColumnElement[Any], ids: Iterable[int]) -> ColumnElement[bool]:
        """The condition that a column holds one of the ids; neighbours are asked for as a range."""
        chosen = ids if isinstance(ids, set) else set(ids)
        if are_neighbours(chosen):
            return column.between(min(chosen), max(chosen))
        return self._is_listed(column, list(chosen))

    @abstractmethod
    def _is_listed(self, column: ColumnElement[Any], ids: list[int]) -> ColumnElement[bool]:
        """The condition that a column holds one of the ids, given as one value."""
