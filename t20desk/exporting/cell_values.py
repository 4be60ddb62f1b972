"""The cells of a table as a spreadsheet or a program shall hold them; no value is an error."""

from collections.abc import Callable
from typing import TypeAlias

from t20desk.db.types import Stored, Type
from t20desk.tables import Column

Conversion: TypeAlias = Callable[[Stored], object]


def excel_conversion(column: Column) -> Conversion | None:
    """How the column's stored values become cells of a sheet; none if they stay as they are."""
    return None if type(column.type).excel is Type.excel else _guard(column.type.excel)


def plain_conversion(column: Column) -> Conversion | None:
    """How the column's stored values become JSON; none if they stay as they are."""
    return None if type(column.type).plain is Type.plain else _guard(column.type.plain)


def excel_value(column: Column, value: Stored) -> object:
    """One value for a cell of a sheet."""
    convert = excel_conversion(column)
    return value if convert is None else convert(value)


def shown_text(column: Column, value: Stored) -> str:
    """One value as people read it."""
    return str(_guard(column.type.format)(value))


def _guard(convert: Conversion) -> Conversion:
    """A value foreign to the type (the word in a line of totals, old data) goes as it stands."""

    def make(value: Stored) -> object:
        try:
            return convert(value)
        except (ArithmeticError, TypeError, ValueError):
            return value

    return make
