"""Batches of rows as one line of JSON, column by column, so that most work is done in C.

A column is `[kind, values]`: kind "" holds plain JSON values, "d" dates, "t" dates with times,
"m" mixed cells, where `["d", text]`, `["t", text]` and `["e", text]` mark what JSON has not.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import islice, repeat, zip_longest
from typing import Any

from t20desk.reading.rows import Batch, Cell, ErrorText, RawRow, SheetRow, say

ROWS_A_LINE = 500
_EXACT = 2**53
"""A larger number of a workbook has lost its last digits: it stays one with a fraction."""
_PLAIN = {bool, int, type(None)}

_encode = json.JSONEncoder(ensure_ascii=True, check_circular=False, separators=(",", ":")).encode


def encode_line(content: object) -> bytes:
    """One line of the protocol."""
    return _encode(content).encode("ascii") + b"\n"


def gather_rows(rows: Iterable[RawRow]) -> Iterator[Batch]:
    """Rows of a reader that goes row by row, in batches."""
    remaining = iter(rows)
    while some := list(islice(remaining, ROWS_A_LINE)):
        yield Batch(
            [row.number for row in some],
            [row.cells for row in some],
            [place for place, row in enumerate(some) if row.hidden],
            [row.line for row in some] if some[0].line else (),
            [(place, row.remark) for place, row in enumerate(some) if row.remark],
        )


def pack_rows(batch: Batch) -> dict[str, object]:
    """The rows of one line; what is the same for all rows is left out."""
    packed: dict[str, object] = {
        "numbers": list(batch.numbers),
        "columns": [_pack_column(column) for column in zip_longest(*batch.cells)],
    }
    if batch.hidden:
        packed["hidden"] = batch.hidden
    if batch.remarks:
        packed["remarks"] = batch.remarks
    if batch.lines:
        packed["lines"] = batch.lines
    return packed


def _pack_column(cells: Sequence[Any]) -> tuple[str, Sequence[object]]:
    kinds = set(map(type, cells))
    if kinds == {str}:
        return "", [cell or None for cell in cells] if "" in cells else cells
    if kinds == {float}:
        return "", _pack_numbers(cells)
    if kinds == {date}:
        return "d", list(map(str, cells))
    if kinds <= _PLAIN:
        return "", cells
    return _pack_mixed(cells)


def _pack_numbers(cells: Sequence[float]) -> Sequence[object]:
    if all(map(float.is_integer, cells)) and max(map(abs, cells)) <= _EXACT:
        return list(map(int, cells))
    return list(map(_plain_number, cells))


def _plain_number(number: float) -> int | float | str:
    """Excel knows only floats; a whole one is meant as a whole number."""
    if number - number != 0:
        return str(number)
    return int(number) if number.is_integer() and abs(number) <= _EXACT else number


def _pack_mixed(cells: Sequence[object]) -> tuple[str, list[object]]:
    packed = list(map(pack_cell, cells))
    marked = {cell[0] for cell in packed if type(cell) is tuple}
    plain = all(cell is None or type(cell) is tuple for cell in packed)
    if not marked:
        return "", packed
    if plain and len(marked) == 1 and "e" not in marked:
        return marked.pop(), [cell and cell[1] for cell in packed]
    return "m", packed


def pack_cell(cell: object) -> Any:
    """A cell as it goes among mixed ones: what is equal so is equal outside."""
    return _PACKERS.get(type(cell), _pack_other)(cell)


def _pack_other(cell: object) -> str:
    return str(cell)


def _pack_datetime(cell: datetime) -> tuple[str, str]:
    rounded = cell + timedelta(microseconds=500_000)
    return "t", rounded.isoformat(timespec="seconds")


def show_time(seconds: float) -> str:
    """Hours and minutes as text, rounded to the minute; hours may pass 24."""
    minutes = round(abs(seconds) / 60)
    return f"{'-' if seconds < 0 else ''}{minutes // 60:02}:{minutes % 60:02}"


def _pack_time(cell: time) -> str:
    return show_time(cell.hour * 3600 + cell.minute * 60 + cell.second + cell.microsecond / 1e6)


_PACKERS: dict[type, Callable[[Any], Any]] = {
    str: lambda cell: cell or None,
    float: _plain_number,
    int: lambda cell: cell,
    bool: lambda cell: cell,
    type(None): lambda cell: None,
    date: lambda cell: ("d", str(cell)),
    datetime: _pack_datetime,
    time: _pack_time,
    timedelta: lambda cell: show_time(cell.total_seconds()),
    ErrorText: lambda cell: ("e", str.__str__(cell)),
}


def unpack_rows(packed: dict[str, Any]) -> Iterator[SheetRow]:
    """The rows of one line, as the parent hands them on."""
    columns = [_unpack_column(kind, cells) for kind, cells in packed["columns"]]
    numbers: list[int] = packed["numbers"]
    cells: Iterable[list[Cell]] = map(list, zip(*columns, strict=True))
    if packed.keys() == {"numbers", "columns"}:
        return map(SheetRow, numbers, cells)
    hidden = set(packed.get("hidden", ()))
    remarks = {place: say(message) for place, message in packed.get("remarks", ())}
    lines: Iterable[int] = packed.get("lines") or repeat(0)
    return (
        SheetRow(number, row, place in hidden, line, remarks.get(place, ""))
        for place, (number, row, line) in enumerate(zip(numbers, cells, lines, strict=False))
    )


def _unpack_column(kind: str, cells: list[Any]) -> Sequence[Cell]:
    if kind == "":
        return cells
    if kind == "m":
        return list(map(unpack_cell, cells))
    parse = date.fromisoformat if kind == "d" else datetime.fromisoformat
    if None in cells:
        return [cell and parse(cell) for cell in cells]
    return list(map(parse, cells))


def unpack_cell(cell: Any) -> Cell:
    """A cell as it came among mixed ones."""
    if type(cell) is not list:
        plain: Cell = cell
        return plain
    kind, text = cell
    if kind == "e":
        return _error_type()(text)
    return date.fromisoformat(text) if kind == "d" else datetime.fromisoformat(text)


@cache
def _error_type() -> Callable[[str], Cell]:
    # The child imports this module too and must not load the database's types.
    from t20desk.db.types.values import CellError

    return CellError
